"""Which row of a document is which row of its original: rows are added, taken away, moved and edited."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from cpr_docs.models.parts import Part

_SHORTEST_TELLING_WORD = 4
_BLANK = (None, False, ())


def origins_of(before: Sequence[Part], after: Sequence[Part]) -> list[int | None]:
    """For each row of the document the number of the original row that it is, or None for a new one.

    An equal row is the same. One that was edited stands, most likely, where it stood, and still has something of it.
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
            origins[index] = free.take(index, after[index])
    return origins


class _FreeRows:
    """The rows of the original that are no row of the document yet, by what they have in common with others."""

    def __init__(self, rows: Mapping[int, Part]) -> None:
        self._features = {number: _features(row) for number, row in rows.items()}
        with_feature: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, features in self._features.items():
            for feature in features:
                with_feature[feature].append(number)
        self._numbers = {feature: _Numbers(found) for feature, found in with_feature.items()}

    def take(self, index: int, row: Part) -> int | None:
        """Takes the nearest row that has something of this one, the first of two; None where none has."""
        known = (self._numbers[feature] for feature in _features(row) if feature in self._numbers)
        near = [number for numbers in known for number in numbers.around(index)]
        nearest = min(near, key=lambda number: (abs(number - index), number), default=None)
        if nearest is not None:
            for feature in self._features.pop(nearest):
                self._numbers[feature].remove(nearest)
        return nearest


class _Numbers:
    """Numbers in their order, from which some are taken away."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        # Where the next number that is left is: a place later, each counted from 1, with an end at either side.
        self._later = list(range(len(numbers) + 2))
        self._earlier = list(range(len(numbers) + 2))

    def around(self, number: int) -> Iterator[int]:
        """The last number before this one, and the first one from it on, as far as they are left."""
        place = bisect_left(self._numbers, number) + 1
        for left in (_left(self._earlier, place - 1), _left(self._later, place)):
            if 0 < left <= len(self._numbers):
                yield self._numbers[left - 1]

    def remove(self, number: int) -> None:
        """Takes a number away."""
        place = bisect_left(self._numbers, number) + 1
        self._later[place] = place + 1
        self._earlier[place] = place - 1


def _left(next_places: list[int], place: int) -> int:
    """The place to which the others lead; those on the way lead to it directly from now on."""
    way = []
    while next_places[place] != place:
        way.append(place)
        place = next_places[place]
    for passed in way:
        next_places[passed] = place
    return place


def moved(origins: Sequence[int | None]) -> frozenset[int]:
    """The rows that moved: as few as possible, so that all others stand in the order of the original."""
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


def _features(row: Part) -> set[Hashable]:
    """The marks of a row: the values of its fields, and the longer words of its texts."""
    values = {(name, value) for name, value in row.__dict__.items() if value not in _BLANK}
    words = {word for text in _texts(row) for word in text.casefold().split() if len(word) >= _SHORTEST_TELLING_WORD}
    return values | words


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(tuple(value.__dict__.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
