"""Index of a document's content controls by data path, each with the heading above.

Building the index also collects the paragraphs with words outside the controls, where a person may have written.

`FieldControls` are the controls of one field, `CopyControl` is a value that is printed again, and `OutsideParagraph` is
a paragraph with words outside the controls.
"""

import itertools
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from cpr_docs.language.text import is_blank_text
from cpr_docs.ooxml.content_control import CONTROL, ContentControl, outermost_tagged
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.control_text import DELETED, is_deleted
from cpr_docs.reading.control_values import ControlGroup, is_box
from cpr_docs.reading.data_paths import RowPrefix, complete_data_path, data_path, parents_of
from cpr_docs.templating.copy_controls import CopiedExpression, copied, is_copy
from cpr_docs.templating.fixed_words import (
    DRAWN,
    FieldState,
    OutsideWords,
    boxed_paragraphs,
    control_path,
    outside_words,
)

# mc:Fallback repeats the content of its mc:Choice for older programs; reading both would duplicate values.
_SKIPPED = DELETED | DRAWN | {qn("mc:Fallback")}
_SKIPPED_COPIES = DELETED | {qn("mc:Fallback")}
_WITHOUT_CONTROLS = frozenset(
    map(
        qn,
        ("w:pPr", "w:rPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sectPr", "w:bookmarkStart", "w:bookmarkEnd"),
    )
)
# w:altChunk refers to a file that Word imports on opening, so its content is no text yet.
_OBJECTS = DRAWN | {qn("w:altChunk")}
_TEXT_BOX = "text box"


@dataclass(frozen=True, slots=True)
class _Position:
    """The ancestors of an element that matter for its path."""

    rows: tuple[RowPrefix, ...] = ()
    """The rows around the element, outermost first."""
    rows_of: str = ""
    """The data path of the list if its rows alone belong here."""
    cell: str = ""
    """The data path of a control in the same table cell."""


class ControlIndex:
    """The controls of a document, by data path: ``amendments[2].reason``."""

    def __init__(
        self,
        body: etree._Element,
        paths: Container[str],
        headings: Headings,
        other_parts: Iterable[tuple[str, etree._Element]] = (),
    ) -> None:
        """Indexes the document.

        `paths` are the form's field and list paths: words in a control with another tag are outside the controls.
        `other_parts` are the printed parts besides the body, each with its kind.
        """
        self.fields: dict[str, FieldControls] = {}
        self.row_counts: dict[str, int] = {}
        """The number of rows of each list."""
        self.duplicate_lists: set[str] = set()
        """The lists that the document contains twice."""
        self.tags: set[str] = set()
        """The tags of the controls and lists of the form."""
        self.outside_paragraphs: list[OutsideParagraph] = []
        """The paragraphs with words outside the controls, in document order."""
        self.copies: list[CopyControl] = []
        """The copies, in document order, those of the other parts last."""
        self.objects: list[etree._Element] = []
        """The pictures, ink, text boxes and other objects outside the controls."""
        self._paths = paths
        self._headings = headings
        self._heading = ""
        self._word_fields = FieldState.of(body)
        # A run contains a control, or a text box, only within a drawing.
        self._skipped = _WITHOUT_CONTROLS
        if next(body.iter(*DRAWN), None) is None:
            self._skipped |= {qn("w:r")}
        self._index(body, _Position())
        for part, root in other_parts:
            self._word_fields = FieldState.of(root)
            self._heading = ""
            self._index_other_part(root, part)

    @cached_property
    def headings_above(self) -> dict[str, str]:
        """The heading above the first control of each section, list and row, by its data path."""
        headings: dict[str, str] = {}
        for path, controls in self.fields.items():
            for parent in parents_of(path):
                headings.setdefault(parent, controls.heading)
        return headings

    def _index(self, element: etree._Element, position: _Position) -> None:
        if element.tag == qn("w:tbl"):
            position = replace(position, rows_of=data_path(_list_of(element), position.rows) or position.rows_of)
        elif element.tag == qn("w:tc"):
            position = replace(position, cell=data_path(next(tags_in(element), ""), position.rows))
        elif element.tag == qn("w:p"):
            self._add_paragraph(element, position)
        list_before = ""
        for child in element.iterchildren("*"):
            if child.tag in self._skipped:
                continue
            if child.tag == CONTROL:
                self._index_control(child, position)
                list_before = data_path(_list_in(child), position.rows)
            elif child.tag in _OBJECTS:
                self.objects.append(child)
            elif child.tag not in _SKIPPED and not is_deleted(child):
                # A paragraph straight after the rows of a list was meant to be another row.
                is_paragraph = child.tag == qn("w:p")
                count = len(self.outside_paragraphs)
                is_row = list_before and is_paragraph
                self._index(child, replace(position, rows_of=list_before) if is_row else position)
                list_before = list_before if is_paragraph and len(self.outside_paragraphs) == count else ""

    def _add_paragraph(self, paragraph: etree._Element, position: _Position) -> None:
        if self._headings.level(paragraph):
            # The words of a numbered heading are in its control: the heading above says where it is.
            self._heading = outside_words(paragraph, FieldState(), self._paths).text.strip(" :") or self._heading
        self._add_outside_words(paragraph, position)
        if qn("w:r") not in self._skipped:
            for boxed in boxed_paragraphs(paragraph):
                self._add_outside_words(boxed, position, _TEXT_BOX)
                self._add_copies_in(boxed, _TEXT_BOX, position.rows)

    def _index_other_part(self, element: etree._Element, part: str) -> None:
        for child in element.iterchildren("*"):
            if child.tag == qn("w:p"):
                self._add_outside_words(child, _Position(), part)
                self._add_copies_in(child, part)
                for boxed in boxed_paragraphs(child):
                    self._add_outside_words(boxed, _Position(), part)
            elif child.tag == CONTROL and is_copy(control_path(child)):
                self._add_copies_in(child, part)
            elif not is_deleted(child) and not (
                child.tag == CONTROL and control_path(child).partition("=")[0] in self._paths
            ):
                self._index_other_part(child, part)

    def _add_copies_in(self, element: etree._Element, part: str, rows: tuple[RowPrefix, ...] = ()) -> None:
        for control in element.iter(CONTROL):
            expression = copied(ContentControl(control).tag)
            around = {above.tag for above in control.iterancestors()} if expression else set()
            if expression and not around & _SKIPPED_COPIES:
                self.copies.append(CopyControl(expression, control, self._heading, rows, part))

    def _add_outside_words(self, paragraph: etree._Element, position: _Position, part: str = "body") -> None:
        words = outside_words(paragraph, self._word_fields, self._paths)
        if not is_blank_text(words.text):
            self.outside_paragraphs.append(
                OutsideParagraph(words, paragraph, self._heading, position.cell, position.rows_of, position.rows, part)
            )

    def _index_control(self, control: etree._Element, position: _Position) -> None:
        proxy = ContentControl(control)
        content, tag = proxy.content, proxy.tag
        if proxy.properties is None or content is None:
            return
        if tag and proxy.is_repeating:
            self._index_list(content, tag, position)
        elif tag.partition("=")[0] in self._paths:
            self._add_control(proxy, position)
        elif is_copy(tag):
            self._add_copies_in(control, "body", position.rows)
        else:
            self._index(content, position)

    def _index_list(self, content: etree._Element, path: str, position: _Position) -> None:
        list_path = complete_data_path(path, position.rows)
        self.tags.add(path)
        if list_path in self.row_counts:
            self.duplicate_lists.add(list_path)
            return
        self.row_counts[list_path] = 0
        for elements, is_row in _rows_in(content):
            inside = replace(position, rows_of=list_path)
            if is_row:
                number = self.row_counts[list_path]
                self.row_counts[list_path] += 1
                row = RowPrefix(f"{path}[]", f"{list_path}[{number}]")
                inside = _Position((*position.rows, row), rows_of=list_path)
            for element in elements:
                if element.tag == CONTROL:
                    self._index_control(element, inside)
                else:
                    self._index(element, inside)

    def _add_control(self, control: ContentControl, position: _Position) -> None:
        path, _equals, member = control.tag.partition("=")
        self.tags.add(control.tag)
        controls = self.fields.setdefault(complete_data_path(path, position.rows), FieldControls(path, self._heading))
        controls.add(control.element, member, is_locked=control.is_locked)


def tags_in(element: etree._Element) -> Iterator[str]:
    """The tags of an element and the controls in it, without copies and the controls inside a tagged control."""
    return (control.tag for control in outermost_tagged(element) if not is_copy(control.tag))


def _rows_in(content: etree._Element) -> Iterator[tuple[list[etree._Element], bool]]:
    """The rows of a repeating section with True, and with False the elements between them without controls."""
    for is_item, together in itertools.groupby(content.iterchildren("*"), _is_item):
        if is_item:
            for item in together:
                inside = ContentControl(item).content
                for row in _split_rows(() if inside is None else inside.iterchildren("*")):
                    yield row, True
        else:
            # A row that was pasted between two items is a row, too.
            elements = list(together)
            is_row = any(True for element in elements for _tag in tags_in(element))
            for row in _split_rows(elements):
                yield row, is_row


def _is_item(element: etree._Element) -> bool:
    return element.tag == CONTROL and ContentControl(element).is_repeating_item


def _split_rows(elements: Iterable[etree._Element]) -> Iterator[list[etree._Element]]:
    """The rows of an item; more than one if a person copied the row inside the item."""
    row: list[etree._Element] = []
    seen: set[str] = set()
    for element in elements:
        if element.tag in _SKIPPED or is_deleted(element):
            continue
        tags = set(tags_in(element))
        if tags & seen:
            yield row
            row, seen = [], set()
        row.append(element)
        seen |= tags
    if row:
        yield row


def _list_of(table: etree._Element) -> str:
    """The path of the list whose rows the table contains; empty if it contains none."""
    return next(filter(None, map(_list_in, table.iterchildren(CONTROL))), "")


def _list_in(control: etree._Element) -> str:
    """The path of the list whose rows the control contains; empty if it is no repeating section."""
    proxy = ContentControl(control)
    return proxy.tag if proxy.is_repeating else ""


@dataclass(slots=True)
class FieldControls:
    """The controls of one field at one data path."""

    path: str
    """The field path, ``amendments[].reason``."""
    heading: str
    """The words of the heading above."""
    editable: list[ControlGroup] = field(default_factory=list)
    """The controls that a person can edit; more than one group if a person copied them."""
    readonly: list[ControlGroup] = field(default_factory=list)
    """The locked controls: the value printed again, or a derived value."""
    _counts: Counter[tuple[bool, str | None]] = field(default_factory=Counter)

    def add(self, control: etree._Element, member: str, *, is_locked: bool) -> None:
        """Adds a control to the first group that has none of its kind; `member` is the answer in its tag."""
        groups = self.readonly if is_locked else self.editable
        kind = is_locked, member if is_box(control, member) else None
        # Controls of one kind fill the groups in document order.
        if self._counts[kind] == len(groups):
            groups.append(ControlGroup())
        groups[self._counts[kind]].add(control, member)
        self._counts[kind] += 1


@dataclass(slots=True)
class OutsideParagraph:
    """A paragraph of a document with words outside the form's controls."""

    words: OutsideWords
    element: etree._Element
    heading: str = ""
    """The heading above, or the paragraph's own words if it is a heading."""
    cell: str = ""
    """The data path of a control in the same table cell."""
    rows_of: str = ""
    """The data path of the list if its rows alone belong here."""
    rows: tuple[RowPrefix, ...] = ()
    """The rows around the paragraph, outermost first."""
    part: str = "body"
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""


class CopyControl(NamedTuple):
    """A control that prints a value again."""

    expression: CopiedExpression
    element: etree._Element
    heading: str = ""
    """The heading above; empty outside the body."""
    rows: tuple[RowPrefix, ...] = ()
    """The rows around the copy, outermost first."""
    part: str = "body"
    """The kind of part: body, text box, header, footer, footnotes or endnotes."""
