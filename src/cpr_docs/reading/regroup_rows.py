"""Rows of a list that have lost their repeating section, put into one again by the tags that come round again."""

from collections.abc import Iterator, Sequence

from lxml import etree

from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.xml_builder import value

_ROOMS = frozenset(map(qn, ("w:body", "w:tbl", "w:tc", "w:sdtContent", "w:txbxContent")))
_INDIVISIBLE = frozenset(map(qn, ("w:p", "w:tr")))


def regroup(scope: etree._Element, path: str) -> None:
    """Puts a repeating section round the rows of the list, and round those of the lists in them.

    Rows that cannot be told apart with certainty are left as they are.
    """
    _regroup([control.element for control in controls_in(scope) if control.tag.startswith(f"{path}[]")], path)


def _regroup(controls: Sequence[etree._Element], path: str) -> None:
    if not controls:
        return
    room = _room_of(controls, path)
    by_top: dict[etree._Element, list[etree._Element]] = {}
    for control in controls:
        by_top.setdefault(_top(control, room), []).append(control)
    tops = list(by_top)
    if any(top.tag not in _INDIVISIBLE and _comes_again(_own_tags(top, path)) for top in tops):
        # The list stands at several places: each becomes a list, and the document has it more than once.
        for inside in by_top.values():
            _regroup(inside, path)
        return
    items = list(_items(tops, path))
    if items and _are_certain(items, path):
        _build(room, items, path)


def _items(tops: Sequence[etree._Element], path: str) -> Iterator[list[etree._Element]]:
    """The rows and paragraphs of each item: an item begins where a tag comes again."""
    item: list[etree._Element] = []
    seen: set[str] = set()
    for top in tops:
        tags = set(_own_tags(top, path))
        if tags & seen:
            yield item
            item, seen = [], set()
        item.append(top)
        seen |= tags
    if seen:
        yield item


def _are_certain(items: Sequence[Sequence[etree._Element]], path: str) -> bool:
    """True if every item is one element, or all have the same tags: then none was divided wrongly."""
    tags = [frozenset(tag for top in item for tag in _own_tags(top, path)) for item in items]
    return all(len(item) == 1 for item in items) or len(set(tags)) == 1


def _build(room: etree._Element, items: Sequence[Sequence[etree._Element]], path: str) -> None:
    children = list(room)
    places = {child: place for place, child in enumerate(children)}
    starts = [places[item[0]] for item in items]
    ends = [*starts[1:], places[items[-1][-1]] + 1]
    spans = [children[start:end] for start, end in zip(starts, ends, strict=True)]
    section = ContentControl.new(value("w:tag", path), etree.Element(qn("w15:repeatingSection")))
    room.insert(starts[0], section.element)
    for span in spans:
        item = ContentControl.new(etree.Element(qn("w15:repeatingSectionItem")))
        item.extend(span)
        section.extend([item.element])
        for inner in sorted({tag.rpartition("[]")[0] for tag in _tags(item.element, path)} - {path}, key=len):
            # A list two levels down is regrouped with the rows of the list between.
            if "[]" not in inner.removeprefix(f"{path}[]"):
                regroup(item.element, inner)


def _room_of(controls: Sequence[etree._Element], path: str) -> etree._Element:
    """The element in which each item of the list is one child or several: a table, a cell, the body."""
    room = _parent(controls[0])
    while any(room not in control.iterancestors() for control in controls[1:]):
        room = _parent(room)
    paragraphs = [element for element in (room, *room.iterancestors()) if element.tag == qn("w:p")]
    room = _parent(paragraphs[0]) if paragraphs else room
    while room.tag not in _ROOMS:
        room = _parent(room)
    if room.tag == qn("w:tc") and not _comes_again([ContentControl(control).tag for control in controls]):
        # A single item in a cell: the row is the item, unless it has controls of something else as well.
        row = next(room.iterancestors(qn("w:tr")))
        if all(control.tag.startswith(f"{path}[]") for control in controls_in(row) if control.tag):
            room = next(row.iterancestors(qn("w:tbl")))
    return room


def _top(control: etree._Element, room: etree._Element) -> etree._Element:
    return next(element for element in (control, *control.iterancestors()) if element.getparent() is room)


def _own_tags(element: etree._Element, path: str) -> list[str]:
    """The tags of the list's own fields in an element, without those of lists in its rows."""
    return [tag for tag in _tags(element, path) if "[]" not in tag.removeprefix(f"{path}[]")]


def _tags(element: etree._Element, path: str) -> list[str]:
    return [control.tag for control in controls_in(element) if control.tag.startswith(f"{path}[]")]


def _comes_again(tags: Sequence[str]) -> bool:
    return len(set(tags)) < len(tags)


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    assert above is not None
    return above
