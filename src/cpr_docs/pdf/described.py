"""What a Word document says of itself: its title and its language."""

import functools
from typing import NamedTuple

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml


class Described(NamedTuple):
    """A document's title and language, as its PDF has them."""

    title: str
    language: str
    """The tag, such as ``cy-GB``; English of no country where the document does not say it, as LibreOffice has it."""


def described(package: Package) -> Described:
    """What the document's properties and its default formatting say."""
    title = language = ""
    if PartName.CORE_PROPERTIES in package:
        core = parse_xml(package[PartName.CORE_PROPERTIES], PartName.CORE_PROPERTIES)
        title = (core.findtext(qn("dc:title")) or "").strip()
        language = (core.findtext(qn("dc:language")) or "").strip()
    if PartName.STYLES in package:
        language = _default_language(package[PartName.STYLES]) or language
    return Described(title, language or "en")


@functools.lru_cache(maxsize=16)  # a run's letters have the same
def _default_language(styles: bytes) -> str:
    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))
    default = parse_xml(styles, PartName.STYLES).find(path)
    return "" if default is None else default.get(qn("w:val"), "")
