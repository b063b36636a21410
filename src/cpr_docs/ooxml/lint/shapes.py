"""What stands in what: elements are many, but what they hold is mostly the same."""

from typing import NamedTuple

from lxml import etree

from cpr_docs.ooxml.lint.tree import elements


class Shape(NamedTuple):
    """What stands in what: the name of an element, and of those that it holds, in their order."""

    name: str
    children: tuple[str, ...]


def shapes_of(root: etree._Element) -> dict[Shape, list[etree._Element]]:
    """The elements of each shape; one that holds nothing has none."""
    children: dict[etree._Element, list[str]] = {}
    for element in elements(root):
        # By way of the parents, as to go down takes longer.
        above = element.getparent()
        if above is not None:
            children.setdefault(above, []).append(str(element.tag))
    found: dict[tuple[str, tuple[str, ...]], list[etree._Element]] = {}
    for element, names in children.items():
        found.setdefault((str(element.tag), tuple(names)), []).append(element)
    return {Shape(*shape): those for shape, those in found.items()}
