"""Puts the rows of a list that lost its repeating section into a new section; a repeated tag begins a new row."""

from collections.abc import Iterator, Sequence

from lxml import etree

from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.xml_builder import value

_CONTAINERS = frozenset(map(qn, ("w:body", "w:tbl", "w:tc", "w:sdtContent", "w:txbxContent")))
_INDIVISIBLE = frozenset(map(qn, ("w:p", "w:tr")))


def regroup(scope: etree._Element, path: str) -> None:
    """Wraps the rows of the list, and of the lists in them, in repeating sections.

    Rows that cannot be separated with certainty are left unchanged.
    """
    _regroup([control.element for control in controls_in(scope) if control.tag.startswith(f"{path}[]")], path)


def _regroup(controls: Sequence[etree._Element], path: str) -> None:
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
            _regroup(inside, path)
        return
    items = list(_items(children, path))
    if items and _are_certain(items, path):
        _build(container, items, path)


def _items(children: Sequence[etree._Element], path: str) -> Iterator[list[etree._Element]]:
    """The elements of each item; a repeated tag begins a new item."""
    item: list[etree._Element] = []
    seen: set[str] = set()
    for child in children:
        tags = set(_own_tags(child, path))
        if tags & seen:
            yield item
            item, seen = [], set()
        item.append(child)
        seen |= tags
    if seen:
        yield item


def _are_certain(items: Sequence[Sequence[etree._Element]], path: str) -> bool:
    """True if every item is a single element, or all items have the same tags: then no item was split wrongly."""
    tags = [frozenset(tag for child in item for tag in _own_tags(child, path)) for item in items]
    return all(len(item) == 1 for item in items) or len(set(tags)) == 1


def _build(container: etree._Element, items: Sequence[Sequence[etree._Element]], path: str) -> None:
    children = list(container)
    places = {child: place for place, child in enumerate(children)}
    starts = [places[item[0]] for item in items]
    ends = [*starts[1:], places[items[-1][-1]] + 1]
    spans = [children[start:end] for start, end in zip(starts, ends, strict=True)]
    section = ContentControl.new(value("w:tag", path), etree.Element(qn("w15:repeatingSection")))
    container.insert(starts[0], section.element)
    for span in spans:
        item = ContentControl.new(etree.Element(qn("w15:repeatingSectionItem")))
        item.extend(span)
        section.extend([item.element])
        for inner in sorted({tag.rpartition("[]")[0] for tag in _tags(item.element, path)} - {path}, key=len):
            # A list two levels down is regrouped with the rows of the list in between.
            if "[]" not in inner.removeprefix(f"{path}[]"):
                regroup(item.element, inner)


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
        if all(control.tag.startswith(f"{path}[]") for control in controls_in(row) if control.tag):
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
