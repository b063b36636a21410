"""Putting an element where Word's schema has its place among the others."""

from lxml import etree

from cpr_docs.ooxml.lint.order import SEQUENCES
from cpr_docs.ooxml.names import qn


def put(parent: etree._Element, child: etree._Element) -> None:
    """Puts the child in its place, instead of one of its name that is there; the parent's order has to be known."""
    names = SEQUENCES[_name(parent)].split()
    places = {qn(f"w:{name}"): at for at, group in enumerate(names) for name in group.rstrip("*").split("|")}
    own = places[str(child.tag)]
    for other in parent.findall(child.tag):
        parent.remove(other)
    before = [other for other in parent if places.get(str(other.tag), own) < own]
    parent.insert(parent.index(before[-1]) + 1 if before else 0, child)


def _name(element: etree._Element) -> str:
    return f"w:{etree.QName(element).localname}"
