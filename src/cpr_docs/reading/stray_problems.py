"""Stray words as problems, located: the field beside them, the heading above, the answer that a mark means."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cpr_docs.errors import Problem, StalePlace, Stray
from cpr_docs.language.catalogue import _, translate
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.reading.control_index import ControlIndex, tags_in
from cpr_docs.reading.copies import stale_place
from cpr_docs.reading.data_paths import data_path
from cpr_docs.reading.locate_problem import find_field, locate_problem, own_heading
from cpr_docs.reading.strays import OutsideDifferences, StrayText
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.invariants import TemplateInvariants

_BESIDE = _("has words beside it that stand in no control; please write in the controls, and add rows with “+”")
_MARK_BESIDE = _("has a mark beside a box, which most likely means “{answer}”; please tick the box and delete the mark")
_ELSEWHERE = _("words stand outside every control, and are not read")
_SIGNATURE = _("Signature")
_MARKS = frozenset(
    ["x", "✓", "✔", "✗", "✘", "☑", "☒", "√", "v", "/", "yes", "y", "ie", "oes", "ydw", "ydy", "do", "tick", "ticked"]
)
_TEXT_BOX_CONTENT = qn("w:txbxContent")


class OutsideReport(NamedTuple):
    """The words and objects outside the controls, as problems."""

    strays: tuple[Stray, ...]
    stale: tuple[StalePlace, ...]
    signed: bool
    """True if a space for a signature is filled in."""
    objects: int
    """The number of pictures and other objects outside the controls that the template does not print."""


def report_outside(
    differences: OutsideDifferences,
    index: ControlIndex,
    identity: Identity,
    invariants: TemplateInvariants,
    printed_objects: int | None,
) -> OutsideReport:
    """The strays and the stale copies as problems; words in the space for a signature are no strays.

    `printed_objects` is the number of pictures and other objects that the template prints; None if any is possible.
    """
    locator = _StrayLocator(index, identity, invariants)
    strays = [
        stray
        for stray in differences.strays
        if stray.paragraph.cell or not locator.is_signature(stray.paragraph.element)
    ]
    signed = len(strays) < len(differences.strays) or any(map(locator.is_signature, index.objects))
    objects = [
        element
        for element in index.objects
        if next(element.iter(_TEXT_BOX_CONTENT), None) is None and not locator.is_signature(element)
    ]
    return OutsideReport(
        tuple(map(locator.problem, _joined_by_row(strays))),
        tuple(stale_place(copy, index, identity, invariants) for copy in differences.stale),
        signed,
        0 if printed_objects is None else max(len(objects) - printed_objects, 0),
    )


def _joined_by_row(strays: list[StrayText]) -> Iterator[StrayText]:
    """The strays, with those in the cells of one table row joined."""
    for _key, together in itertools.groupby(strays, _row_of):
        first, *others = together
        yield first._replace(words=" | ".join(stray.words for stray in (first, *others)))


def _row_of(stray: StrayText) -> object:
    """The table row of a paragraph that somebody added to a cell; the paragraph itself for any other stray."""
    row = next(stray.paragraph.element.iterancestors(qn("w:tr")), None)
    return stray.paragraph.element if row is None or stray.fixed_text or stray.beside else row


class _StrayLocator:
    """Finds the field beside stray words, and the answer that a mark means."""

    def __init__(self, index: ControlIndex, identity: Identity, invariants: TemplateInvariants) -> None:
        self._index = index
        self._identity = identity
        self._invariants = invariants
        self._signature = translate(_SIGNATURE, identity.language)
        # Cached by row and table: each may contain many strays.
        self._paths: dict[etree._Element, frozenset[str]] = {}
        self._signature_rows: dict[etree._Element, bool] = {}
        self._paths_below: defaultdict[str, list[str]] = defaultdict(list)
        for path, controls in index.fields.items():
            self._paths_below[controls.heading].append(path)

    def problem(self, stray: StrayText) -> Stray:
        """A stray as a problem."""
        part = stray.paragraph.part
        path = self._path(stray)
        field = find_field(self._identity.form, path)
        if field is None:
            heading = self._heading(stray)
            return Stray("", "outside", _ELSEWHERE, heading=heading, words=stray.words, place=part)
        answer = self._likely_answer(stray, field)
        problem = Problem(path, "outside", _BESIDE)
        if answer is not None:
            problem = Problem(path, "mark_beside", _MARK_BESIDE, {"answer": answer.label})
        located = locate_problem(problem, self._index, self._identity, self._invariants)
        return Stray(
            path,
            problem.code,
            problem.message,
            problem.parameters,
            located.label,
            located.heading or self._heading(stray),
            stray.words,
            part,
            "" if answer is None else answer.value,
        )

    def is_signature(self, element: etree._Element) -> bool:
        """True if the element is in a table row whose label asks for a signature."""
        row = next(element.iterancestors(qn("w:tr")), None)
        if row is None:
            return False
        if row not in self._signature_rows:
            self._signature_rows[row] = self._signature in map(_text, row.iter(qn("w:p")))
        return self._signature_rows[row]

    def _heading(self, stray: StrayText) -> str:
        """The heading above, or the template's words of a heading that the stray words were added to."""
        paragraph = stray.paragraph
        is_heading = paragraph.heading == paragraph.words.text.strip(" :")
        return own_heading(stray.fixed_text.strip(" :") if is_heading else paragraph.heading, self._invariants)

    def _path(self, stray: StrayText) -> str:
        """The path of the field beside the words; empty if there is none or more than one."""
        paragraph = stray.paragraph
        if stray.beside:
            return data_path(stray.beside.partition("=")[0], paragraph.rows)
        if paragraph.cell or paragraph.rows_of:
            return paragraph.cell.partition("=")[0] or paragraph.rows_of
        for name in ("w:tr", "w:tbl"):
            above = next(paragraph.element.iterancestors(qn(name)), None)
            paths = self._paths_in(above)
            if len(paths) == 1:
                return data_path(next(iter(paths)), paragraph.rows)
            if paths and name == "w:tr":
                return ""
        if paragraph.part != "body" or not paragraph.heading:
            return ""
        below = self._paths_below.get(paragraph.heading, [])
        return below[0] if len(below) == 1 else ""

    def _paths_in(self, element: etree._Element | None) -> frozenset[str]:
        """The field paths of the controls in a row or a table."""
        if element is None:
            return frozenset()
        if element not in self._paths:
            self._paths[element] = frozenset(tag.partition("=")[0] for tag in tags_in(element))
        return self._paths[element]

    def _likely_answer(self, stray: StrayText, field: FormField) -> "_Answer | None":
        """The answer that a mark beside a box most likely means; None if the words are no mark."""
        if not stray.beside or re.sub(r"[\s.,;:!()\[\]*“”\"']", "", stray.words).casefold() not in _MARKS:
            return None
        _path, _equals, member = stray.beside.partition("=")
        language = self._identity.language
        if field.kind is Kind.TICK:
            return _Answer("true", translate(field.label.title, language))
        if field.kind is Kind.YES_NO and field.label.answers and member:
            return _Answer(member, translate(getattr(field.label.answers, member), language))
        if field.kind in (Kind.CHOICE, Kind.CHOICES) and issubclass(field.type, Choice) and member:
            return _Answer(member, translate(field.type(member).label, language))
        return None


class _Answer(NamedTuple):
    value: str
    """The answer in the data."""
    label: str
    """The answer in print."""


def _text(paragraph: etree._Element) -> str:
    return " ".join(text_of(paragraph).split()).rstrip(" :")
