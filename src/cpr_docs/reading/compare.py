"""Compares an incoming document with the data that it was rendered from.

A document contains one language; the other language is kept from the original. The changes are listed field by field,
so that a translator knows which texts are no longer translations of each other.

Rows are matched with those of the original, since people add, remove, move and edit rows.
"""

import os
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import NoneType
from typing import Any

import pydantic
from pydantic import BaseModel

from cpr_docs.arguments import require
from cpr_docs.errors import InvalidForm, NotReadable, Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.field_types import Choice, ReviewType
from cpr_docs.models.form import Form, form_classes
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import location_of, problems_of
from cpr_docs.models.schema_version import FIELD, NEWER_RULE
from cpr_docs.reading.control_values import MARKED
from cpr_docs.reading.read import reading_of
from cpr_docs.reading.recognise import Hints
from cpr_docs.reading.result import Change, ChangeKind, Reading, change_of
from cpr_docs.reading.untrusted import Source
from cpr_docs.reading.withheld import NOT_PRINTED, as_printed, is_newer
from cpr_docs.templating.document_properties import Identity


def compare(
    source: Source,
    original: Form | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[Form]] = (),
    form: str | type[Form] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
) -> Reading:
    """Implements `cpr_docs.compare`."""
    require("original", original, (Form, NoneType), "a form, as Form.parse makes it of a dictionary")
    forms = form_classes(forms)
    forms += [] if original is None else [type(original)]
    hints = Hints.of(form, language, review_type, forms)
    if original is None:
        return reading_of(source, templates=templates, forms=forms, hints=hints)[0]
    hints = replace(hints, likely=type(original))
    reading, identity = reading_of(source, templates=templates, forms=forms, hints=hints, original=original)
    return _compared(reading, identity, original)


def _compared(reading: Reading, identity: Identity, original: Form) -> Reading:
    printed, language = reading.form, identity.language
    if type(printed) is not type(original):
        raise NotReadable(_("the original is another form, or of another review type, than the document"))
    absent = {note.path for note in reading.notes if note.code == NOT_PRINTED}
    for path in original.unpublished_fields() if identity.published else ():
        absent.update(_data_paths(printed, path))
    merge = _Merge(language, frozenset(absent))
    merged = merge.part(original, printed, "")
    if merge.problems:
        raise InvalidForm(identity.name, merge.problems, identity.language)
    try:
        form = type(original).model_validate(merged.model_dump())
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(original))
    else:
        notes = [*(note for note in reading.notes if _remains(note, identity, form)), *form.notes()]
        return replace(reading, form=form, changes=tuple(merge.changes), notes=tuple(notes))
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    raise InvalidForm(f"{original.name()} ({original.type_name()})", problems)


def _remains(note: Problem, identity: Identity, merged: Form) -> bool:
    """True for a note on the document that is one on the merged form too."""
    if note.code != NOT_PRINTED or not is_newer(note.path, identity):
        return note.code != NEWER_RULE
    # Nobody misses a blank field that the document's version did not have.
    value: Any = merged
    for step in location_of(note.path):
        value = None if value is None else value[step] if isinstance(step, int) else value.__dict__[step]
    return not is_blank(value)


def _data_paths(part: Any, path: str, above: str = "") -> Iterator[str]:
    """The data paths of a field path, one for each row of the lists that it leads through."""
    step, _dot, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not rest:
        yield f"{above}{name}"
        return
    value = None if part is None else part.__dict__[name]
    if step == name:
        yield from _data_paths(value, rest, f"{above}{name}.")
        return
    for number, row in enumerate(value or ()):
        yield from _data_paths(row, rest, f"{above}{name}[{number}].")


class _Merge:
    """Merges the form that was read with its original, and lists the changes."""

    def __init__(self, language: Language, absent: frozenset[str]) -> None:
        """`absent` are the data paths that the document was rendered without."""
        self._language = language
        self._absent = absent
        self._absent_in_rows: defaultdict[str, set[str]] = defaultdict(set)
        """The names of the absent fields in the rows of each list."""
        for absent_path in absent:
            above, _bracket, rest = absent_path.rpartition("[")
            name = rest.partition("].")[2]
            if above and "." not in name:
                self._absent_in_rows[above].add(name)
        self.changes: list[Change] = []
        self.problems: list[Problem] = []

    def part(self, original: Part, printed: Part, path: str) -> Part:
        """The part in both languages; `path` ends in a dot, and is empty for the form."""
        values = {
            name: self._value(original.__dict__[name], after, f"{path}{name}")
            for name, after in printed.__dict__.items()
        }
        return type(original).model_construct(**values)

    def _value(self, before: Any, after: Any, path: str) -> Any:
        if path in self._absent:
            return before
        if path == FIELD:
            # A rule may be broken in either of the two.
            return min(before, after)
        if isinstance(before, Part) or isinstance(after, Part):
            whole = self.part(before or _blank(after), after or _blank(before), f"{path}.")
            return None if after is None else whole
        if isinstance(before, tuple) and not any(isinstance(each, Choice) for each in (*before, *after)):
            return self._rows(before, after, path)
        printed = as_printed(before, self._language)
        if after == printed:
            return before
        if isinstance(before, Bilingual) and isinstance(after, Bilingual):
            return self._text(before, after, printed, path)
        self.changes.append(change_of(path, printed, after))
        return after

    def _text(self, before: Bilingual, after: Bilingual, printed: Any, path: str) -> Bilingual:
        if after.text_in(self._language) is None and before.text_in(self._language) is None:
            # The words under a language note were edited: they may be a translation, or a correction.
            self.problems.append(Problem(path, "marked", MARKED))
            return before
        self.changes.append(change_of(path, printed, after))
        texts: dict[str, Any] = {"en": after.en or before.en, "cy": after.cy or before.cy}
        return type(before).model_construct(**texts)

    def _rows(self, before: Sequence[Part], after: Sequence[Part], path: str) -> tuple[Part, ...]:
        # Rows are matched by the fields that the document was rendered with.
        absent = dict.fromkeys(self._absent_in_rows[path])
        printed = [as_printed(row, self._language).model_copy(update=absent) for row in before]
        origins = origins_of(printed, after)
        moved = moved_rows(origins)
        merged = []
        for index, (row, origin) in enumerate(zip(after, origins, strict=True)):
            row_path = f"{path}[{index}]"
            if origin is None:
                self.changes.append(Change(row_path, ChangeKind.ADDED, after=row))
                merged.append(row)
                continue
            if index in moved:
                self.changes.append(Change(row_path, ChangeKind.MOVED, before=origin, after=index))
            merged.append(self.part(before[origin], row, f"{row_path}."))
        for index, row in enumerate(before):
            if index not in origins:
                self.changes.append(Change(f"{path}[{index}]", ChangeKind.REMOVED, before=row))
        return tuple(merged)


def _blank(like: Part) -> Part:
    """A blank section of the same type."""
    fields = type(like).model_fields.items()
    nothing: dict[str, Any] = {name: None if info.is_required() else info.default for name, info in fields}
    return type(like).model_construct(**nothing)


_MIN_WORD_LENGTH = 4
_BLANK = (None, False, ())


def origins_of(before: Sequence[Part], after: Sequence[Part]) -> list[int | None]:
    """For each row of the document the number of its original row, or None for a new row.

    An equal row matches. An edited row matches the nearest original row that shares a value or a word with it.
    """
    numbers: defaultdict[Part, deque[int]] = defaultdict(deque)
    for number, row in enumerate(before):
        numbers[row].append(number)
    origins = [numbers[row].popleft() if numbers.get(row) else None for row in after]
    if None not in origins:
        return origins
    known = set(origins)
    free = _FreeRows({number: row for number, row in enumerate(before) if number not in known})
    for index, origin in enumerate(origins):
        if origin is None:
            origins[index] = free.pop_nearest(index, after[index])
    return origins


def moved_rows(origins: Sequence[int | None]) -> frozenset[int]:
    """The fewest rows that must have moved: all rows outside a longest increasing subsequence of the origins."""
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int] = {}
    for index, origin in enumerate(origins):
        if origin is None:
            continue
        at = bisect_left(ends, origin)
        ends[at:], last[at:] = [origin, *ends[at + 1 :]], [index, *last[at + 1 :]]
        if at:
            before[index] = last[at - 1]
    in_order: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        in_order.add(index)
        index = before.get(index, -1)
    return frozenset(index for index, origin in enumerate(origins) if origin is not None) - in_order


class _FreeRows:
    """The rows of the original without a match yet, by their features."""

    def __init__(self, rows: Mapping[int, Part]) -> None:
        self._features = {number: _features(row) for number, row in rows.items()}
        with_feature: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, features in self._features.items():
            for feature in features:
                with_feature[feature].append(number)
        self._numbers = {feature: _Numbers(found) for feature, found in with_feature.items()}

    def pop_nearest(self, index: int, row: Part) -> int | None:
        """Removes and returns the nearest row that shares a feature, the first of two; None if no row does."""
        known = (self._numbers[feature] for feature in _features(row) if feature in self._numbers)
        near = [number for numbers in known for number in numbers.around(index)]
        nearest = min(near, key=lambda number: (abs(number - index), number), default=None)
        if nearest is not None:
            for feature in self._features.pop(nearest):
                self._numbers[feature].remove(nearest)
        return nearest


class _Numbers:
    """Ascending numbers with fast removal: a union-find over their places in each direction."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        # The next remaining place in each direction, counted from 1, with a sentinel at either end.
        self._later = list(range(len(numbers) + 2))
        self._earlier = list(range(len(numbers) + 2))

    def around(self, number: int) -> Iterator[int]:
        """The last remaining number before `number`, and the first from it on."""
        place = bisect_left(self._numbers, number) + 1
        for found in (_find(self._earlier, place - 1), _find(self._later, place)):
            if 0 < found <= len(self._numbers):
                yield self._numbers[found - 1]

    def remove(self, number: int) -> None:
        """Removes a number."""
        place = bisect_left(self._numbers, number) + 1
        self._later[place] = place + 1
        self._earlier[place] = place - 1


def _find(next_places: list[int], place: int) -> int:
    """The remaining place that a place leads to, with path compression."""
    path = []
    while next_places[place] != place:
        path.append(place)
        place = next_places[place]
    for passed in path:
        next_places[passed] = place
    return place


def _features(row: Part) -> set[Hashable]:
    """The features of a row: the values of its fields, and the longer words of its texts."""
    values = {(name, value) for name, value in row.__dict__.items() if value not in _BLANK}
    words = {word for text in _texts(row) for word in text.casefold().split() if len(word) >= _MIN_WORD_LENGTH}
    return values | words


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(tuple(value.__dict__.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
