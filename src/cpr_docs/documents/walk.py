"""Finds the content controls of a document: each by its place in the data, with the heading above it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cpr_docs.documents.controls import Found
from cpr_docs.documents.texts import line_of
from cpr_docs.errors import NotReadable
from cpr_docs.ooxml.names import qn

_HEADING = "Heading"


@dataclass(slots=True)
class Place:
    """Where a value stands: in the data, and on paper."""

    path: str
    """The field's path, ``amendments[].reason``."""
    heading: str
    """The words of the heading above, without any value that it prints."""
    found: Found = field(default_factory=Found)


class Walk:
    """The controls of a document, by place: ``amendments[2].reason``."""

    def __init__(self, body: etree._Element) -> None:
        self.places: dict[str, Place] = {}
        self.lists: dict[str, int] = {}
        """How many rows each list has."""
        self._heading = ""
        self._walk(body, [])

    def _walk(self, element: etree._Element, rows: list[tuple[str, str]]) -> None:
        for child in element:
            if child.tag == qn("w:p") and _is_heading(child):
                self._heading = _printed_words(child)
            if child.tag == qn("w:sdt"):
                self._control(child, rows)
            else:
                self._walk(child, rows)

    def _control(self, control: etree._Element, rows: list[tuple[str, str]]) -> None:
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        if properties is None or content is None:
            return
        tag = properties.find(qn("w:tag"))
        path, _equals, member = ("" if tag is None else str(tag.get(qn("w:val")))).partition("=")
        if properties.find(qn("w15:repeatingSection")) is not None and path:
            self._rows(content, path, rows)
        elif path:
            self._place(control, properties, path, member, rows)
        else:
            self._walk(content, rows)

    def _rows(self, content: etree._Element, path: str, rows: list[tuple[str, str]]) -> None:
        place = _indexed(path, rows)
        first = self.lists.get(place, 0)
        items = list(_items(content))
        self.lists[place] = first + len(items)
        for index, item in enumerate(items, start=first):
            self._walk(item, [*rows, (f"{path}[]", f"{place}[{index}]")])

    def _place(
        self, control: etree._Element, properties: etree._Element, path: str, member: str, rows: list[tuple[str, str]]
    ) -> None:
        indexed = _indexed(path, rows)
        if "[]" in indexed:
            raise NotReadable(f"the rows of {path.partition('[]')[0]} have lost the repeating section that held them")
        found = self.places.setdefault(indexed, Place(path, self._heading)).found
        is_box = properties.find(qn("w14:checkbox")) is not None
        if (is_box and member in found.boxes) or (not is_box and found.control is not None):
            raise NotReadable(f"the control {path} stands in the document twice")
        if is_box:
            found.boxes[member] = control
        else:
            found.control = control


def _items(content: etree._Element) -> Iterator[etree._Element]:
    for child in content.iterchildren(qn("w:sdt")):
        if child.find(f"{qn('w:sdtPr')}/{qn('w15:repeatingSectionItem')}") is not None:
            inside = child.find(qn("w:sdtContent"))
            if inside is not None:
                yield inside


def _indexed(path: str, rows: list[tuple[str, str]]) -> str:
    for prefix, place in reversed(rows):
        if path.startswith(prefix):
            return place + path.removeprefix(prefix)
    return path


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and str(style.get(qn("w:val"))).startswith(_HEADING)


def _printed_words(heading: etree._Element) -> str:
    words = etree.Element(qn("w:p"))
    # A value stands in a control; it is a value of the case, and no name of a place.
    words.extend(etree.fromstring(etree.tostring(run, with_tail=False)) for run in heading.iterchildren(qn("w:r")))
    return line_of(words).strip(" :")
