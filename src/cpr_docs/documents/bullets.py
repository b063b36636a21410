"""Which paragraphs of a document are items of a list."""

from collections.abc import Callable

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml

_NO_LIST = "0"


def bullet_test(package: Package) -> Callable[[etree._Element], bool]:
    """A test whether a paragraph is an item of a list, by its own properties or those of its style."""
    listed = _listed_styles(package)

    def is_bullet(paragraph: etree._Element) -> bool:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return False
        numbering = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
        if numbering is not None:
            return numbering.get(qn("w:val")) != _NO_LIST
        style = properties.find(qn("w:pStyle"))
        return style is not None and style.get(qn("w:val")) in listed

    return is_bullet


def _listed_styles(package: Package) -> frozenset[str]:
    if PartName.STYLES not in package:
        return frozenset()
    based: dict[str, str | None] = {}
    listed: set[str] = set()
    for style in parse_xml(package[PartName.STYLES], PartName.STYLES).iter(qn("w:style")):
        name = str(style.get(qn("w:styleId")))
        base = style.find(qn("w:basedOn"))
        based[name] = None if base is None else str(base.get(qn("w:val")))
        if style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            listed.add(name)
    return frozenset(name for name in based if _reaches(name, based, listed))


def _reaches(name: str | None, based: dict[str, str | None], listed: set[str]) -> bool:
    walked: set[str] = set()
    while name is not None and name not in walked:
        if name in listed:
            return True
        walked.add(name)
        name = based.get(name)
    return False
