"""Finds the earlier rows of an agency's new version: by words and dates, wherever the rows stand now.

An equal row is the same, also in one language: a Word document has no other. One that was edited is known by its day,
by its words and by its neighbours. The work grows with the rows: an edited row is compared with those of its day, and
those that share a word which is not common.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cpr_docs.guidance.parts.timeline_entry import TimelineEntry
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.timelines.event_stems import likeness, stems_of

_ENOUGH = 1.0
_SAME_DAY, _BETWEEN_NEIGHBOURS = 1.0, 0.5
_COMMON = 40
"""A word of so many rows without a match tells none of them from the others."""

WRITTEN = tuple(TimelineEntry.model_fields)
"""The fields of a row that the agency wrote."""


class _Edited(NamedTuple):
    """An earlier row that a new row may be."""

    score: float
    new: int
    old: int


def earlier_rows(old: Sequence[TimelineEntry], new: Sequence[TimelineEntry]) -> list[int | None]:
    """For each new row the number of the earlier row that it is, or None for a row that was added."""
    places: defaultdict[tuple[object, ...], deque[int]] = defaultdict(deque)
    for number, row in enumerate(old):
        places[written(row)].append(number)
    found = [same.popleft() if (same := places.get(written(row))) else None for row in new]
    taken = {number for number in found if number is not None}
    _match_in_a_language(old, new, found, taken)
    candidates = sorted(
        _edited(old, new, found, [number for number in range(len(old)) if number not in taken]),
        key=lambda each: (-each.score, each.new, each.old),
    )
    for each in candidates:
        if found[each.new] is None and each.old not in taken:
            found[each.new] = each.old
            taken.add(each.old)
    return found


def _match_in_a_language(
    old: Sequence[TimelineEntry], new: Sequence[TimelineEntry], found: list[int | None], taken: set[int]
) -> None:
    """Matches the rows that are equal in one of their languages."""
    places: defaultdict[tuple[object, ...], deque[int]] = defaultdict(deque)
    for number, row in enumerate(old):
        if number not in taken:
            for key in _written_in_each_language(row):
                places[key].append(number)
    for index, row in enumerate(new):
        if found[index] is None:
            alike = (number for key in _written_in_each_language(row) for number in places.get(key, ()))
            same = next((number for number in alike if number not in taken), None)
            found[index] = same
            taken |= set() if same is None else {same}


def _written_in_each_language(row: TimelineEntry) -> Iterator[tuple[object, ...]]:
    for language in Language:
        if row.event.text_in(language):
            yield (
                language,
                *(value.text_in(language) if isinstance(value, Bilingual) else value for value in written(row)),
            )


def is_alike(now: object, before: object) -> bool:
    """True for equal values, and for texts that are equal in each language that both have."""
    if not isinstance(now, Bilingual) or not isinstance(before, Bilingual):
        return now == before
    pairs = [(now.text_in(language), before.text_in(language)) for language in Language]
    both = [one == other for one, other in pairs if one and other]
    return bool(both) and all(both)


def completed(now: Any, before: Any) -> Any:
    """The value; a text that is alike before, with the language that it lacks from there."""
    if not isinstance(now, Bilingual) or not is_alike(now, before):
        return now
    return type(now)(**{each.value: now.text_in(each) or before.text_in(each) for each in Language})


def written(row: TimelineEntry) -> tuple[object, ...]:
    """The dates and the words of a row, as the agency wrote them."""
    return tuple(row.__dict__[name] for name in WRITTEN)


def _edited(
    old: Sequence[TimelineEntry], new: Sequence[TimelineEntry], found: Sequence[int | None], free: Sequence[int]
) -> Iterator[_Edited]:
    if not free or None not in found:
        return
    words = {number: stems_of(old[number].event) for number in free}
    by_day: defaultdict[object, list[int]] = defaultdict(list)
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for number in free:
        by_day[old[number].on].append(number)
        for stem in words[number]:
            by_stem[stem].append(number)
    for index, (first, last) in _gaps(found, len(old)):
        row = new[index]
        stems = stems_of(row.event)
        rare = (numbers for stem in stems if len(numbers := by_stem.get(stem, [])) <= _COMMON)
        likely = {*by_day.get(row.on, [])[:_COMMON], *(number for numbers in rare for number in numbers)}
        for number in likely:
            score = likeness(stems, words[number])
            score += _SAME_DAY if old[number].on == row.on else 0
            score += _BETWEEN_NEIGHBOURS if first < number < last else 0
            if score >= _ENOUGH:
                yield _Edited(score, index, number)


def _gaps(found: Sequence[int | None], count: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """For each new row without a match, the earlier rows that its next neighbours with a match are."""
    following = [count] * len(found)
    after = count
    for index in range(len(found) - 1, -1, -1):
        following[index] = after
        after = after if (number := found[index]) is None else number
    before = -1
    for index, number in enumerate(found):
        if number is None:
            yield index, (before, following[index])
        else:
            before = number
