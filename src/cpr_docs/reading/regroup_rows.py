"""Puts the rows of a list that lost its repeating section, and of the lists in them, into new sections.

A row begins with the control that all rows of the template begin with; if a template begins its rows with a condition,
a repeated tag begins a new row. A document whose rows cannot be told apart is refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.copy_controls import is_copy
from cpr_docs.templating.xml_builder import value

_CONTAINERS = frozenset(map(qn, ("w:body", "w:tbl", "w:tc", "w:sdtContent", "w:txbxContent")))
_INDIVISIBLE = frozenset(map(qn, ("w:p", "w:tr")))


def regroup(scope: etree._Element, path: str, starts: Mapping[str, str]) -> None:
    """Wraps the rows of the list, and of the lists in them, in repeating sections.

    `starts` has, by the path of a list, the tag that each row begins with. Raises `NotReadable` if rows cannot be
    separated with certainty.
    """
    _regroup([control.element for control in controls_in(scope) if control.tag.startswith(f"{path}[]")], path, starts)


def _regroup(controls: Sequence[etree._Element], path: str, starts: Mapping[str, str]) -> None:
    if not controls:
        return
    container = _container_of(controls, path)
    by_child: dict[etree._Element, list[etree._Element]] = {}
    for control in controls:
        by_child.setdefault(_child_of(container, control), []).append(control)
    children = list(by_child)
    if any(child.tag not in _INDIVISIBLE and _has_duplicates(_own_tags(child, path)) for child in children):
        # The document contains the list several times: each becomes a list of its own.
        for inside in by_child.values():
            _regroup(inside, path, starts)
        return
    items = _items(children, path, starts.get(path, ""))
    if not items:
        raise NotReadable(
            _(
                "the rows of {path} have lost the repeating section that held them, and cannot be told apart with "
                "certainty: please copy the answers into the original document in Word, and save it there"
            ),
            path=path,
        )
    _build(container, items, path, starts)


def _items(children: Sequence[etree._Element], path: str, start: str) -> list[list[etree._Element]]:
    """The elements of each item; none if the items cannot be separated with certainty.

    `start` is the tag that each item begins with, if the template says so.
    """
    tags = {child: frozenset(_own_tags(child, path)) for child in children}
    items = list(_split(children, tags, ""))
    if all(len(item) == 1 for item in items):
        return items
    if any(start in tags[child] for child in children):
        items = list(_split(children, tags, start))
        is_certain = all(
            start in tags[item[0]] and not _has_duplicates([tag for child in item for tag in tags[child]])
            for item in items
        )
    else:
        is_certain = len({frozenset().union(*map(tags.__getitem__, item)) for item in items}) == 1
    return items if is_certain else []


def _split(
    children: Iterable[etree._Element], tags: Mapping[etree._Element, frozenset[str]], start: str
) -> Iterator[list[etree._Element]]:
    """The elements of each item: the start begins a new item, or without one, each repeated tag does."""
    item: list[etree._Element] = []
    seen: frozenset[str] = frozenset()
    for child in children:
        if item and (start in tags[child] if start else tags[child] & seen):
            yield item
            item, seen = [], frozenset()
        item.append(child)
        seen |= tags[child]
    if seen:
        yield item


def _build(
    container: etree._Element, items: Sequence[Sequence[etree._Element]], path: str, starts: Mapping[str, str]
) -> None:
    children = list(container)
    places = {child: place for place, child in enumerate(children)}
    bounds = [*(places[item[0]] for item in items), places[items[-1][-1]] + 1]
    spans = [children[begin:end] for begin, end in pairwise(bounds)]
    section = ContentControl.new(value("w:tag", path), etree.Element(qn("w15:repeatingSection")))
    container.insert(bounds[0], section.element)
    for span in spans:
        item = ContentControl.new(etree.Element(qn("w15:repeatingSectionItem")))
        item.extend(span)
        section.extend([item.element])
        for inner in sorted({tag.rpartition("[]")[0] for tag in _tags(item.element, path)} - {path}, key=len):
            # A list two levels down is regrouped with the rows of the list in between.
            if "[]" not in inner.removeprefix(f"{path}[]"):
                regroup(item.element, inner, starts)


def _container_of(controls: Sequence[etree._Element], path: str) -> etree._Element:
    """The element whose children are the items of the list: a table, a cell or the body."""
    container = _parent(controls[0])
    while any(container not in control.iterancestors() for control in controls[1:]):
        container = _parent(container)
    paragraphs = [element for element in (container, *container.iterancestors()) if element.tag == qn("w:p")]
    container = _parent(paragraphs[0]) if paragraphs else container
    while container.tag not in _CONTAINERS:
        container = _parent(container)
    if container.tag == qn("w:tc") and not _has_duplicates([ContentControl(control).tag for control in controls]):
        # A single item in a cell: the table row is the item, unless it also contains controls of other fields.
        row = next(container.iterancestors(qn("w:tr")))
        tags = (control.tag for control in controls_in(row) if control.tag and not is_copy(control.tag))
        if all(tag.startswith(f"{path}[]") for tag in tags):
            container = next(row.iterancestors(qn("w:tbl")))
    return container


def _child_of(container: etree._Element, control: etree._Element) -> etree._Element:
    """The child of the container that contains the control."""
    return next(element for element in (control, *control.iterancestors()) if element.getparent() is container)


def _own_tags(element: etree._Element, path: str) -> list[str]:
    """The tags of the list's own fields in an element, without lists in its rows."""
    return [tag for tag in _tags(element, path) if "[]" not in tag.removeprefix(f"{path}[]")]


def _tags(element: etree._Element, path: str) -> list[str]:
    return [control.tag for control in controls_in(element) if control.tag.startswith(f"{path}[]")]


def _has_duplicates(tags: Sequence[str]) -> bool:
    return len(set(tags)) < len(tags)


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    assert above is not None
    return above
