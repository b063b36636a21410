"""Documents that a program cleaned of personal information, or saved in its own language."""

import re

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from tests.reading.editing import Edited


def cleaned(document: Edited, *parts: str) -> Edited:
    """The document without its custom properties, and without other parts of properties."""
    for name in (PartName.CUSTOM_PROPERTIES, *parts):
        del document.parts[name]
        for index, kind in ((PartName.CONTENT_TYPES, "Override"), (PartName.PACKAGE_RELATIONSHIPS, "Relationship")):
            line = rf"<{kind} [^>]*{re.escape(name)}[^>]*/>"
            document.parts[index] = re.sub(line.encode(), b"", document.parts[index])
    return document


def without_language(document: Edited, spoken: str = "en-US") -> Edited:
    """The document with the language in its styles that a program writes which does not know the form."""
    styles = etree.fromstring(document.parts[PartName.STYLES])
    for language in styles.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:val"), spoken)
    document.parts[PartName.STYLES] = etree.tostring(styles)
    return document
