"""Which row of a document is which row of its original: rows are added, taken away, moved and edited."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from cpr_docs.models.parts import Part

_SHORTEST_TELLING_WORD = 4


def origins_of(before: Sequence[Part], after: Sequence[Part]) -> list[int | None]:
    """For each row of the document the number of the original row that it is, or None for a new one.

    An equal row is the same. One that was edited stands, most likely, where it stood, and still has something of it.
    """
    free = dict.fromkeys(range(len(before)))
    origins: list[int | None] = []
    for row in after:
        same = next((number for number in free if before[number] == row), None)
        origins.append(same)
        if same is not None:
            del free[same]
    for index, origin in enumerate(origins):
        alike = [number for number in free if _resembles(before[number], after[index])] if origin is None else []
        if alike:
            origins[index] = nearest = min(alike, key=lambda number: abs(number - index))
            del free[nearest]
    return origins


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


def _resembles(before: Part, after: Part) -> bool:
    blank = (None, False, ())
    same = any(value not in blank and value == after.__dict__[name] for name, value in before.__dict__.items())
    return same or bool(_words(before) & _words(after))


def _words(row: Part) -> set[str]:
    words = (word for text in _texts(row) for word in text.casefold().split())
    return {word for word in words if len(word) >= _SHORTEST_TELLING_WORD}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(tuple(value.__dict__.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
