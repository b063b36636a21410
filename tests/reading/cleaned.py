"""Documents whose properties a program removed, or whose language a program changed."""

import re

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from tests.reading.editing import Edited


def cleaned(document: Edited, *parts: str) -> Edited:
    """The document without its custom properties, and without further parts."""
    for name in (PartName.CUSTOM_PROPERTIES, *parts):
        del document.parts[name]
        for index, kind in ((PartName.CONTENT_TYPES, "Override"), (PartName.PACKAGE_RELATIONSHIPS, "Relationship")):
            line = rf"<{kind} [^>]*{re.escape(name)}[^>]*/>"
            document.parts[index] = re.sub(line.encode(), b"", document.parts[index])
    return document


def without_language(document: Edited, tag: str = "en-US") -> Edited:
    """The document with another language in its styles, as a program writes its own default."""
    styles = etree.fromstring(document.parts[PartName.STYLES])
    for language in styles.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:val"), tag)
    document.parts[PartName.STYLES] = etree.tostring(styles)
    return document
