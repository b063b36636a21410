"""Finds the content controls of a document: each by its place in the data, with the heading above it.

What a person typed outside the controls, but where only they should be written in, is found too: it would be lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from cpr_docs.documents.controls import Found
from cpr_docs.documents.texts import DELETED, row_is_deleted, words_outside
from cpr_docs.errors import NotReadable
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.landmarks import Landmarks

_HEADING = "Heading"
_CLOSED = frozenset({"contentLocked", "sdtContentLocked"})
# Word's way of keeping what older programs need instead; what stands there stands elsewhere too.
_PASSED_OVER = (
    DELETED
    | frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


@dataclass(slots=True)
class Place:
    """Where a value stands: in the data, and on paper."""

    path: str
    """The field's path, ``amendments[].reason``."""
    heading: str
    """The words of the heading above."""
    copies: list[Found] = field(default_factory=list)
    """The field's controls; more than one if a person copied them."""
    locked: list[Found] = field(default_factory=list)
    """Those that nobody can edit: the value printed again, or one that follows from others."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """What the walk knows of where it is."""

    rows: tuple[tuple[str, str], ...] = ()
    """The rows that it is in, as the beginning of a tag and of a path."""
    rows_of: str = ""
    """The list whose rows stand here and nothing else, by place."""
    cell: str = ""
    """The path of a control in the same table cell."""


class Walk:
    """The controls of a document, by place: ``amendments[2].reason``."""

    def __init__(self, body: etree._Element, landmarks: Landmarks | None) -> None:
        """Without landmarks, where it is not known what the template prints, nothing counts as outside."""
        self.places: dict[str, Place] = {}
        self.lists: dict[str, int] = {}
        """How many rows each list has."""
        self.copied_lists: set[str] = set()
        """The lists that stand in the document twice."""
        self.outside: set[str] = set()
        """The fields and lists beside whose controls something was written."""
        self.tags: set[str] = set()
        """The tags that were found outside rows, those of lists included."""
        self._landmarks = landmarks
        self._heading = ""
        self._body = body
        self._walk(body, _Spot())

    def _walk(self, element: etree._Element, spot: _Spot) -> None:
        if element.tag == qn("w:tbl"):
            spot = replace(spot, rows_of=_indexed(_list_of(element), spot.rows) or spot.rows_of)
        elif element.tag == qn("w:tc"):
            spot = replace(spot, cell=_indexed(next(_tags_in(element), ""), spot.rows))
        elif element.tag == qn("w:p"):
            self._paragraph(element, spot)
        before = ""
        for child in element.iterchildren("*"):
            if child.tag == qn("w:sdt"):
                self._control(child, spot)
                before = _indexed(_list_in(child), spot.rows)
            elif child.tag not in _PASSED_OVER and not row_is_deleted(child):
                # A paragraph straight after the rows of a list was meant to be one of them.
                self._walk(child, replace(spot, rows_of=before) if before and child.tag == qn("w:p") else spot)
                before = before if child.tag == qn("w:p") and not words_outside(child) else ""

    def _paragraph(self, paragraph: etree._Element, spot: _Spot) -> None:
        is_heading = _is_heading(paragraph)
        words = words_outside(paragraph) if is_heading or self._landmarks else ""
        if is_heading:
            self._heading = words.strip(" :")
        if not self._landmarks or not words:
            return
        tags = list(_tags_in(paragraph))
        if tags:
            self.outside |= {_indexed(tag.partition("=")[0], spot.rows) for tag in tags if tag in self._landmarks.alone}
        elif (spot.cell or spot.rows_of) and not self._landmarks.is_set_text(words) and not self._is_value(words):
            self.outside.add(spot.cell or spot.rows_of)

    def _is_value(self, words: str) -> bool:
        """True if the words may be a value that the template prints again, in a paragraph of its own."""
        is_printed = self._landmarks is not None and self._landmarks.prints_values_alone
        return is_printed and " ".join(words.split()) in self._values

    @cached_property
    def _values(self) -> frozenset[str]:
        """The words of each line and of each paragraph that stands in a control."""
        held: list[etree._Element] = []
        for control in self._body.iter(qn("w:sdt")):
            content = control.find(qn("w:sdtContent"))
            has_tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") is not None
            if content is not None and has_tag and not _list_in(control):
                held += [content, *content.iter(qn("w:p"))]
        return frozenset(" ".join(words_outside(part).split()) for part in held)

    def _control(self, control: etree._Element, spot: _Spot) -> None:
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        if properties is None or content is None:
            return
        tag = _value(properties, "w:tag")
        if tag and properties.find(qn("w15:repeatingSection")) is not None:
            self._rows(content, tag, spot)
        elif tag:
            self._place(control, properties, tag, spot)
        else:
            self._walk(content, spot)

    def _rows(self, content: etree._Element, path: str, spot: _Spot) -> None:
        place = _in_rows(path, spot.rows)
        self.tags.add(path)
        if place in self.lists:
            self.copied_lists.add(place)
            return
        rows = [row for item in _items(content) for row in _rows_in(item)]
        self.lists[place] = len(rows)
        for index, row in enumerate(rows):
            inside = _Spot((*spot.rows, (f"{path}[]", f"{place}[{index}]")), rows_of=place)
            for element in row:
                if element.tag == qn("w:sdt"):
                    self._control(element, inside)
                else:
                    self._walk(element, inside)

    def _place(self, control: etree._Element, properties: etree._Element, tag: str, spot: _Spot) -> None:
        path, _equals, member = tag.partition("=")
        indexed = _in_rows(path, spot.rows)
        self.tags.add(tag)
        place = self.places.setdefault(indexed, Place(path, self._heading))
        copies = place.locked if _value(properties, "w:lock") in _CLOSED else place.copies
        if not any(found.take(control, member) for found in copies):
            copies.append(Found())
            copies[-1].take(control, member)


def _items(content: etree._Element) -> Iterator[etree._Element]:
    for child in content.iterchildren(qn("w:sdt")):
        if child.find(f"{qn('w:sdtPr')}/{qn('w15:repeatingSectionItem')}") is not None:
            inside = child.find(qn("w:sdtContent"))
            if inside is not None:
                yield inside


def _rows_in(item: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of an item: one, or more where a person copied the row inside it."""
    row: list[etree._Element] = []
    seen: set[str] = set()
    for element in item.iterchildren("*"):
        if element.tag in _PASSED_OVER or row_is_deleted(element):
            continue
        tags = set(_tags_in(element))
        if tags & seen:
            yield row
            row, seen = [], set()
        row.append(element)
        seen |= tags
    if row:
        yield row


def _tags_in(element: etree._Element) -> Iterator[str]:
    """The tags of the controls in an element, not of those inside another; itself counts too."""
    if element.tag == qn("w:sdt"):
        properties = element.find(qn("w:sdtPr"))
        tag = "" if properties is None else _value(properties, "w:tag")
        if tag:
            yield tag
            return
    for child in element.iterchildren("*"):
        yield from _tags_in(child)


def _list_of(table: etree._Element) -> str:
    """The list whose rows the table holds; empty if it holds none."""
    return next(filter(None, map(_list_in, table.iterchildren(qn("w:sdt")))), "")


def _list_in(control: etree._Element) -> str:
    """The list whose rows the control holds; empty if it holds something else."""
    properties = control.find(qn("w:sdtPr"))
    if properties is None or properties.find(qn("w15:repeatingSection")) is None:
        return ""
    return _value(properties, "w:tag")


def _value(properties: etree._Element, name: str) -> str:
    found = properties.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _indexed(path: str, rows: Sequence[tuple[str, str]]) -> str:
    for prefix, place in reversed(rows):
        if path.startswith(prefix):
            return place + path.removeprefix(prefix)
    return path


def _in_rows(path: str, rows: Sequence[tuple[str, str]]) -> str:
    """The path with the numbers of its rows; raises `NotReadable` where one of its lists is not around it."""
    place = _indexed(path, rows)
    lost, brackets, _rest = place.partition("[]")
    if brackets:
        raise NotReadable(f"the rows of {lost} have lost the repeating section that held them")
    return place


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and str(style.get(qn("w:val"))).startswith(_HEADING)
