"""Which paragraphs of a document are items of a list."""

from collections.abc import Callable

from lxml import etree

from cpr_docs.ooxml.names import qn

_NO_LIST = "0"


def bullet_test(styles: etree._Element | None) -> Callable[[etree._Element], bool]:
    """A test whether a paragraph is an item of a list, by its own properties or those of its style."""
    listed = frozenset[str]() if styles is None else _listed_styles(styles)

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


def _listed_styles(styles: etree._Element) -> frozenset[str]:
    based: dict[str, str | None] = {}
    listed: dict[str, bool] = {}
    for style in styles.iter(qn("w:style")):
        name = str(style.get(qn("w:styleId")))
        base = style.find(qn("w:basedOn"))
        based[name] = None if base is None else str(base.get(qn("w:val")))
        numbering = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if numbering is not None:
            number = numbering.find(qn("w:numId"))
            listed[name] = number is None or number.get(qn("w:val")) != _NO_LIST
    return frozenset(name for name in based if _is_listed(name, based, listed))


def _is_listed(name: str | None, based: dict[str, str | None], listed: dict[str, bool]) -> bool:
    walked: set[str] = set()
    while name is not None and name not in walked:
        if name in listed:
            return listed[name]
        walked.add(name)
        name = based.get(name)
    return False
