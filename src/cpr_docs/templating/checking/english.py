"""The English words that a Welsh template was made from: a hash of the paragraphs, which both languages carry.

It is one of the words alone, paragraph by paragraph, so that it outlives what Word does to a file when it saves it.
"""

import hashlib
import unicodedata

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.identity import PropertyName
from cpr_docs.templating.places import without_tags

_LENGTH = 32


def english_hash(document: etree._Element) -> str:
    """The hash of a document's words; set text alone, for the tags are compared with the Welsh one by one."""
    paragraphs = (_words(paragraph) for paragraph in document.iter(qn("w:p")))
    text = "\n".join(filter(None, paragraphs))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def carried_hash(template: Package) -> str:
    """The hash that a template carries; empty where it carries none."""
    return custom_properties(template).get(PropertyName.ENGLISH, "")


def custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a package, by name."""
    if PartName.CUSTOM_PROPERTIES not in package:
        return {}
    root = parse_xml(package[PartName.CUSTOM_PROPERTIES], PartName.CUSTOM_PROPERTIES)
    return {str(found.get("name")): "".join(map(str, found.itertext())) for found in root.iter(qn("op:property"))}


def _words(paragraph: etree._Element) -> str:
    words = "".join(str(text.text or "") for text in paragraph.iter(qn("w:t")))
    return unicodedata.normalize("NFC", " ".join(without_tags(words).split()))
