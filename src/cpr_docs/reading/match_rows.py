"""Matches the rows of a document with those of its original, since people add, remove, move and edit rows."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from cpr_docs.models.parts import Part

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
