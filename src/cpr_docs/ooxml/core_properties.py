"""What a Word document says of itself: its title and its language."""

import functools
import re
from typing import Final, NamedTuple

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml

_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


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
        language = language_tag(core.findtext(qn("dc:language")) or "")
    if PartName.STYLES in package:
        language = _default_language(package[PartName.STYLES]) or language
    return Described(title, language or "en")


def language_tag(said: str) -> str:
    """The tag of a language (BCP 47) if it is one; nothing where it is not, as a PDF takes it over as it stands."""
    said = said.strip()
    return said if _TAG.fullmatch(said) else ""


@functools.lru_cache(maxsize=16)  # a run's letters have the same
def _default_language(styles: bytes) -> str:
    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))
    default = parse_xml(styles, PartName.STYLES).find(path)
    return "" if default is None else language_tag(default.get(qn("w:val"), ""))
