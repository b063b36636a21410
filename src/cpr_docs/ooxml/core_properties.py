"""Reads the title and the language of a Word document."""

import functools
import re
from typing import Final, NamedTuple

from lxml import etree

from cpr_docs.ooxml.names import PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import targets_of
from cpr_docs.ooxml.xml import parse_xml

_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_DEFAULT_LANGUAGE: Final = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))


class DocumentDescription(NamedTuple):
    """A document's title and language, for its PDF."""

    title: str
    language: str
    """The tag, such as ``cy-GB``; ``en`` where the document states none, as LibreOffice has it."""


def describe(package: Package) -> DocumentDescription:
    """The document's title, and the language of its default formatting or else of its properties."""
    language = language_tag(core_property(package, "dc:language"))
    if PartName.STYLES in package:
        language = _default_tag(package[PartName.STYLES]) or language
    return DocumentDescription(core_property(package, "dc:title"), language or "en")


def core_property(package: Package, name: str) -> str:
    """The text of a core property such as ``dc:title``; empty where the package states none."""
    for part in targets_of(package, "", RelationshipType.CORE_PROPERTIES):
        return (parse_xml(package[part], part).findtext(qn(name)) or "").strip()
    return ""


def default_language(styles: etree._Element) -> str:
    """The language of a document's default formatting, as it is in the styles; empty where they state none."""
    found = styles.find(_DEFAULT_LANGUAGE)
    return "" if found is None else found.get(qn("w:val"), "")


def language_tag(text: str) -> str:
    """The text if it is the tag of a language (BCP 47); else empty, since a PDF takes it over unchecked."""
    text = text.strip()
    return text if _TAG.fullmatch(text) else ""


@functools.lru_cache(maxsize=16)  # a run's letters have the same styles
def _default_tag(styles: bytes) -> str:
    return language_tag(default_language(parse_xml(styles, PartName.STYLES)))
