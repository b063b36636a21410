"""Finds the content controls of a document: each by its place in the data, with the heading above it.

The paragraphs with words outside the controls are found on the way: a person may have written there.
"""

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from cpr_docs.errors import NotReadable
from cpr_docs.language.text import is_blank_text
from cpr_docs.ooxml.content_control import CONTROL, ContentControl, outermost_tagged
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.control_text import DELETED, is_deleted
from cpr_docs.reading.control_values import Found, is_box
from cpr_docs.reading.strays import PrintedParagraph
from cpr_docs.templating.fixed_words import DRAWN, FieldState, boxed_paragraphs, control_path, outside_words

# mc:Fallback repeats the content of its mc:Choice for older programs; reading both would double it.
_PASSED_OVER = DELETED | DRAWN | {qn("mc:Fallback")}
_WITHOUT_CONTROLS = frozenset(
    map(
        qn,
        ("w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:bookmarkStart", "w:bookmarkEnd"),
    )
)
# Another file, whose content Word puts here when it opens the document, is no words yet.
_OBJECTS = DRAWN | {qn("w:altChunk")}
_END_OF_PART = re.compile(r"[.\[]")
_TEXT_BOX = "text box"


@dataclass(slots=True)
class FieldControls:
    """Where a value stands: in the data, and on paper."""

    path: str
    """The field's path, ``amendments[].reason``."""
    heading: str
    """The words of the heading above."""
    copies: list[Found] = field(default_factory=list)
    """The field's controls; more than one if a person copied them."""
    locked: list[Found] = field(default_factory=list)
    """Those that nobody can edit: the value printed again, or one that follows from others."""
    _taken: Counter[tuple[bool, str | None]] = field(default_factory=Counter)

    def take(self, control: etree._Element, member: str, *, is_locked: bool) -> None:
        """Takes a control up, beside those of the first copy that has none like it."""
        copies = self.locked if is_locked else self.copies
        kind = is_locked, member if is_box(control, member) else None
        # Controls of one kind fill the copies in their order.
        if self._taken[kind] == len(copies):
            copies.append(Found())
        copies[self._taken[kind]].take(control, member)
        self._taken[kind] += 1


@dataclass(frozen=True, slots=True)
class _Position:
    """What the walk knows of where it is."""

    rows: tuple[tuple[str, str], ...] = ()
    """The rows that it is in, as the beginning of a tag and of a path."""
    rows_of: str = ""
    """The list whose rows stand here and nothing else, by place."""
    cell: str = ""
    """The path of a control in the same table cell."""


class ControlIndex:
    """The controls of a document, by place: ``amendments[2].reason``."""

    def __init__(
        self,
        body: etree._Element,
        paths: Container[str],
        headings: Headings,
        beside: Iterable[tuple[str, etree._Element]] = (),
    ) -> None:
        """`paths` are those of the form's fields and lists: words in a control of another tag are outside.

        `beside` are the parts that a page prints besides the body, each with its kind.
        """
        self.places: dict[str, FieldControls] = {}
        self.lists: dict[str, int] = {}
        """How many rows each list has."""
        self.copied_lists: set[str] = set()
        """The lists that stand in the document twice."""
        self.tags: set[str] = set()
        """The tags that were found outside rows, those of lists included."""
        self.paragraphs: list[PrintedParagraph] = []
        """The paragraphs with words outside the controls, in order."""
        self.drawn: list[etree._Element] = []
        """The pictures, ink, text boxes and other objects outside the controls."""
        self._paths = paths
        self._headings = headings
        self._heading = ""
        self._fields = FieldState.of(body)
        # A run holds a control, or a text box, only within a drawing.
        self._skipped = _WITHOUT_CONTROLS
        if next(body.iter(*DRAWN), None) is None:
            self._skipped |= {qn("w:r")}
        self._walk(body, _Position())
        for part, root in beside:
            self._fields = FieldState.of(root)
            self._heading = ""
            self._beside(root, part)

    @cached_property
    def headings_above(self) -> dict[str, str]:
        """The heading above the first control of each section, list and row, by its path."""
        headings: dict[str, str] = {}
        for path, place in self.places.items():
            for end in _END_OF_PART.finditer(path):
                headings.setdefault(path[: end.start()], place.heading)
        return headings

    def _walk(self, element: etree._Element, spot: _Position) -> None:
        if element.tag == qn("w:tbl"):
            spot = replace(spot, rows_of=indexed(_list_of(element), spot.rows) or spot.rows_of)
        elif element.tag == qn("w:tc"):
            spot = replace(spot, cell=indexed(next(tags_in(element), ""), spot.rows))
        elif element.tag == qn("w:p"):
            self._paragraph(element, spot)
        before = ""
        for child in element.iterchildren("*"):
            if child.tag in self._skipped:
                continue
            if child.tag == CONTROL:
                self._control(child, spot)
                before = indexed(_list_in(child), spot.rows)
            elif child.tag in _OBJECTS:
                self.drawn.append(child)
            elif child.tag not in _PASSED_OVER and not is_deleted(child):
                # A paragraph straight after the rows of a list was meant to be one of them.
                is_paragraph = child.tag == qn("w:p")
                count = len(self.paragraphs)
                self._walk(child, replace(spot, rows_of=before) if before and is_paragraph else spot)
                before = before if is_paragraph and len(self.paragraphs) == count else ""

    def _paragraph(self, paragraph: etree._Element, spot: _Position) -> None:
        if self._headings.level(paragraph):
            self._heading = outside_words(paragraph, FieldState(), self._paths).text.strip(" :")
        self._outside(paragraph, spot)
        if qn("w:r") not in self._skipped:
            for boxed in boxed_paragraphs(paragraph):
                self._outside(boxed, spot, _TEXT_BOX)

    def _beside(self, element: etree._Element, part: str) -> None:
        for child in element.iterchildren("*"):
            if child.tag == qn("w:p"):
                self._outside(child, _Position(), part)
                for boxed in boxed_paragraphs(child):
                    self._outside(boxed, _Position(), part)
            elif not is_deleted(child) and not (
                child.tag == CONTROL and control_path(child).partition("=")[0] in self._paths
            ):
                self._beside(child, part)

    def _outside(self, paragraph: etree._Element, spot: _Position, part: str = "body") -> None:
        words = outside_words(paragraph, self._fields, self._paths)
        if not is_blank_text(words.text):
            self.paragraphs.append(
                PrintedParagraph(words, paragraph, self._heading, spot.cell, spot.rows_of, spot.rows, part)
            )

    def _control(self, control: etree._Element, spot: _Position) -> None:
        proxy = ContentControl(control)
        content, tag = proxy.content, proxy.tag
        if proxy.properties is None or content is None:
            return
        if tag and proxy.is_repeating:
            self._rows(content, tag, spot)
        elif tag.partition("=")[0] in self._paths:
            self._place(proxy, spot)
        else:
            self._walk(content, spot)

    def _rows(self, content: etree._Element, path: str, spot: _Position) -> None:
        place = _in_rows(path, spot.rows)
        self.tags.add(path)
        if place in self.lists:
            self.copied_lists.add(place)
            return
        self.lists[place] = 0
        for elements, is_row in _rows_in(content):
            inside = replace(spot, rows_of=place)
            if is_row:
                index = self.lists[place]
                self.lists[place] += 1
                inside = _Position((*spot.rows, (f"{path}[]", f"{place}[{index}]")), rows_of=place)
            for element in elements:
                if element.tag == CONTROL:
                    self._control(element, inside)
                else:
                    self._walk(element, inside)

    def _place(self, control: ContentControl, spot: _Position) -> None:
        path, _equals, member = control.tag.partition("=")
        self.tags.add(control.tag)
        place = self.places.setdefault(_in_rows(path, spot.rows), FieldControls(path, self._heading))
        place.take(control.element, member, is_locked=control.is_locked)


def _rows_in(content: etree._Element) -> Iterator[tuple[list[etree._Element], bool]]:
    """The rows of a repeating section, and with False what stands between them and holds no controls."""
    for is_item, together in itertools.groupby(content.iterchildren("*"), _is_item):
        if is_item:
            for item in together:
                inside = ContentControl(item).content
                for row in _divided(() if inside is None else inside.iterchildren("*")):
                    yield row, True
        else:
            # A row that was pasted between two items is a row, too.
            elements = list(together)
            is_row = any(True for element in elements for _tag in tags_in(element))
            for row in _divided(elements):
                yield row, is_row


def _is_item(element: etree._Element) -> bool:
    return element.tag == CONTROL and ContentControl(element).is_repeating_item


def _divided(elements: Iterable[etree._Element]) -> Iterator[list[etree._Element]]:
    """The rows of an item: one, or more where a person copied the row inside it."""
    row: list[etree._Element] = []
    seen: set[str] = set()
    for element in elements:
        if element.tag in _PASSED_OVER or is_deleted(element):
            continue
        tags = set(tags_in(element))
        if tags & seen:
            yield row
            row, seen = [], set()
        row.append(element)
        seen |= tags
    if row:
        yield row


def tags_in(element: etree._Element) -> Iterator[str]:
    """The tags of the outermost controls in an element, which may itself be one."""
    return (control.tag for control in outermost_tagged(element))


def _list_of(table: etree._Element) -> str:
    """The list whose rows the table holds; empty if it holds none."""
    return next(filter(None, map(_list_in, table.iterchildren(CONTROL))), "")


def _list_in(control: etree._Element) -> str:
    """The list whose rows the control holds; empty if it holds something else."""
    proxy = ContentControl(control)
    return proxy.tag if proxy.is_repeating else ""


def indexed(path: str, rows: Sequence[tuple[str, str]]) -> str:
    """The path with the numbers of the rows that it is in."""
    for prefix, place in reversed(rows):
        if path.startswith(prefix):
            return place + path.removeprefix(prefix)
    return path


def _in_rows(path: str, rows: Sequence[tuple[str, str]]) -> str:
    """The path with the numbers of its rows; raises `NotReadable` where one of its lists is not around it."""
    place = indexed(path, rows)
    lost, brackets, _rest = place.partition("[]")
    if brackets:
        raise NotReadable(f"the rows of {lost} have lost the repeating section that held them")
    return place
