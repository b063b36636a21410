"""Putting an element where Word's schema has its place among the others."""

import functools
from collections.abc import Mapping

from lxml import etree

from cpr_docs.ooxml.lint.element_order import SEQUENCES
from cpr_docs.ooxml.names import qn


def put(parent: etree._Element, child: etree._Element) -> None:
    """Puts the child in its place, instead of one of its name that is there; the parent's order has to be known."""
    places = _places(str(parent.tag))
    own = places[str(child.tag)]
    for other in parent.findall(child.tag):
        parent.remove(other)
    before = [other for other in parent if places.get(str(other.tag), own) < own]
    parent.insert(parent.index(before[-1]) + 1 if before else 0, child)


@functools.cache
def _places(parent: str) -> Mapping[str, int]:
    names = SEQUENCES[f"w:{etree.QName(parent).localname}"].split()
    return {qn(f"w:{name}"): at for at, group in enumerate(names) for name in group.rstrip("*").split("|")}
