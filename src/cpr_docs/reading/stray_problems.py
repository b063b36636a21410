"""Stray words told at their place: the field beside them, the heading above, the answer that a mark means."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from cpr_docs.errors import Problem, Stray
from cpr_docs.language.catalogue import _, translate
from cpr_docs.models.field_types import Choice
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.reading.control_index import ControlIndex, indexed, tags_in
from cpr_docs.reading.locate_problem import locate_problem
from cpr_docs.reading.strays import Outside, StaleText, StrayText
from cpr_docs.templating.document_identity import Identity
from cpr_docs.templating.invariants import TemplateInvariants

_BESIDE = _("has words beside it that stand in no control; please write in the controls, and add rows with “+”")
_MARKED = _("has a mark beside a box, which most likely means “{answer}”; please tick the box and delete the mark")
_ELSEWHERE = _("words stand outside every control, and are not read")
_STALE = _("is printed again, and says something else there")
_SIGNATURE = _("Signature")
_MARKS = frozenset(
    ["x", "✓", "✔", "✗", "✘", "☑", "☒", "√", "v", "/", "yes", "y", "ie", "oes", "ydw", "ydy", "do", "tick", "ticked"]
)
_BOXED = qn("w:txbxContent")
_INDEX = re.compile(r"\[\d+\]")


class Told(NamedTuple):
    """The words outside the controls, as they are told."""

    strays: tuple[Stray, ...]
    stale: tuple[Problem, ...]
    signed: bool
    objects: int
    """The number of pictures and other objects outside the controls that the template does not print."""


def tell(
    outside: Outside, walk: ControlIndex, identity: Identity, landmarks: TemplateInvariants, printed: int | None
) -> Told:
    """The strays and the stale copies as problems; words in the space for a signature, without a control, are none.

    `printed` is how many pictures and other objects the template prints; None where it may be any number.
    """
    teller = _Teller(walk, identity, landmarks)
    strays = [
        stray for stray in outside.strays if stray.paragraph.cell or not teller.is_signature(stray.paragraph.element)
    ]
    signed = len(strays) < len(outside.strays) or teller.is_signed_by_hand(walk.drawn)
    objects = [one for one in walk.drawn if next(one.iter(_BOXED), None) is None and not teller.is_signature(one)]
    added = 0 if printed is None else max(len(objects) - printed, 0)
    return Told(tuple(map(teller.told, _row_by_row(strays))), tuple(map(teller.stale, outside.stale)), signed, added)


def _row_by_row(strays: list[StrayText]) -> Iterator[StrayText]:
    """The strays, those that fill the cells of one table row joined."""
    for _key, together in itertools.groupby(strays, _row_of):
        first, *others = together
        yield first._replace(words=" | ".join(stray.words for stray in (first, *others)))


def _row_of(stray: StrayText) -> object:
    """The same for paragraphs that are added to cells of one row, and different for all others."""
    row = next(stray.paragraph.element.iterancestors(qn("w:tr")), None)
    return stray.paragraph.element if row is None or stray.set_text or stray.beside else row


class _Teller:
    def __init__(self, walk: ControlIndex, identity: Identity, landmarks: TemplateInvariants) -> None:
        self._walk = walk
        self._identity = identity
        self._landmarks = landmarks
        self._signature = translate(_SIGNATURE, identity.language)
        # A table may hold as many strays as rows, and a row as many as cells.
        self._paths: dict[etree._Element, frozenset[str]] = {}
        self._signed: dict[etree._Element, bool] = {}
        self._below: defaultdict[str, list[str]] = defaultdict(list)
        for place, found in walk.places.items():
            self._below[found.heading].append(place)

    def told(self, stray: StrayText) -> Stray:
        """A stray as a problem."""
        paragraph = stray.paragraph
        path = self._path(stray)
        field = self._field(path)
        if field is None:
            heading = self._heading(stray)
            return Stray("", "outside", _ELSEWHERE, heading=heading, words=stray.words, place=paragraph.part)
        answer = self._likely(stray, field)
        problem = Problem(path, "outside", _BESIDE)
        if answer is not None:
            problem = Problem(path, "mark_beside", _MARKED, {"answer": answer.label})
        where = locate_problem(problem, self._walk, self._identity, self._landmarks)
        return Stray(
            path,
            problem.code,
            problem.message,
            problem.parameters,
            where.label,
            where.heading or self._heading(stray),
            stray.words,
            paragraph.part,
            "" if answer is None else answer.value,
        )

    def stale(self, text: StaleText) -> Problem:
        """A value printed again that differs, as a problem at the path of the value if the template names it."""
        path = next((path for path in text.paths if self._field(path) is not None), "")
        label = locate_problem(Problem(path, "stale", _STALE), self._walk, self._identity, self._landmarks).label
        return Problem(path, "stale", _STALE, label=label, heading=self._own_heading(text.paragraph.heading))

    def is_signature(self, element: etree._Element) -> bool:
        """True for a paragraph in a table row whose label asks for a signature."""
        row = next(element.iterancestors(qn("w:tr")), None)
        if row is None:
            return False
        if row not in self._signed:
            self._signed[row] = self._signature in map(_text, row.iter(qn("w:p")))
        return self._signed[row]

    def is_signed_by_hand(self, drawn: Iterable[etree._Element]) -> bool:
        """True if a picture or ink stands in the space for a signature."""
        return any(map(self.is_signature, drawn))

    def _heading(self, stray: StrayText) -> str:
        """The heading above, or the template's words of a heading that the stray words were added to."""
        paragraph = stray.paragraph
        is_heading = paragraph.heading == paragraph.words.text.strip(" :")
        return self._own_heading(stray.set_text.strip(" :") if is_heading else paragraph.heading)

    def _own_heading(self, heading: str) -> str:
        # A heading that somebody rewrote may hold anything, and a message holds no value of the case.
        return heading if any(map(self._landmarks.is_set_text, (heading, f"{heading}:"))) else ""

    def _path(self, stray: StrayText) -> str:
        """The path of the field that the words stand beside; empty where there is none, or more than one."""
        paragraph = stray.paragraph
        if stray.beside:
            return indexed(stray.beside.partition("=")[0], paragraph.rows)
        if paragraph.cell or paragraph.rows_of:
            return paragraph.cell.partition("=")[0] or paragraph.rows_of
        for name in ("w:tr", "w:tbl"):
            above = next(paragraph.element.iterancestors(qn(name)), None)
            paths = self._paths_in(above)
            if len(paths) == 1:
                return indexed(next(iter(paths)), paragraph.rows)
            if paths and name == "w:tr":
                return ""
        if paragraph.part != "body" or not paragraph.heading:
            return ""
        below = self._below.get(paragraph.heading, [])
        return below[0] if len(below) == 1 else ""

    def _paths_in(self, element: etree._Element | None) -> frozenset[str]:
        """The paths of the controls in a row or a table."""
        if element is None:
            return frozenset()
        if element not in self._paths:
            self._paths[element] = frozenset(tag.partition("=")[0] for tag in tags_in(element))
        return self._paths[element]

    def _field(self, path: str) -> FormField | None:
        try:
            return field_at(self._identity.form, _INDEX.sub("[]", path)) if path else None
        except KeyError:
            return None

    def _likely(self, stray: StrayText, field: FormField) -> "_Answer | None":
        """The answer that a mark beside a box most likely means; None for words that are no mark."""
        if not stray.beside or re.sub(r"[\s.,;:!()\[\]*“”\"']", "", stray.words).casefold() not in _MARKS:
            return None
        _path, _equals, member = stray.beside.partition("=")
        language = self._identity.language
        if field.kind is Kind.TICK:
            return _Answer("true", translate(field.label.title, language))
        if field.kind is Kind.YES_NO and field.label.answers and member:
            return _Answer(member, translate(getattr(field.label.answers, member), language))
        if field.kind is Kind.CHOICE and issubclass(field.type, Choice) and member:
            return _Answer(member, translate(field.type(member).label, language))
        return None


class _Answer(NamedTuple):
    value: str
    """The answer in the data."""
    label: str
    """The answer in print."""


def _text(paragraph: etree._Element) -> str:
    return " ".join(text_of(paragraph).split()).rstrip(" :")
