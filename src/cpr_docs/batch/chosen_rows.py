"""The rows of a table of which a batch makes letters: all, those of some numbers, or the first recipients."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

_LAST: Final = 2**63
_PART: Final = re.compile(r"(\d+)(?:\s*([-–—])\s*(\d+)?)?", re.ASCII)

RowNumbers: TypeAlias = str | Iterable[int]
"""The numbers of rows as a spreadsheet shows them: ``"2-5, 8, 20-"``, or the integers."""


@dataclass(frozen=True, slots=True)
class ChosenRows:
    """Ranges of row numbers."""

    ranges: tuple[tuple[int, int], ...] = ((0, _LAST),)
    """The first and the last number of each range; by default, all rows are chosen."""

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and any(first <= number <= last for first, last in self.ranges)

    @property
    def is_all(self) -> bool:
        """True if every row is chosen."""
        return self.ranges == ((0, _LAST),)

    def up_to(self, number: int) -> "ChosenRows":
        """The chosen rows up to that number."""
        return ChosenRows(tuple((first, min(last, number)) for first, last in self.ranges if first <= number))


def chosen_rows(numbers: RowNumbers | None) -> ChosenRows:
    """The rows of these numbers, or all; raises `ValueError` for anything else."""
    if numbers is None:
        return ChosenRows()
    if isinstance(numbers, str):
        found = [_PART.fullmatch(part.strip()) for part in numbers.split(",")]
        ranges = [(int(each[1]), int(each[3] or _LAST if each[2] else each[1])) if each else (1, 0) for each in found]
    else:
        ranges = [(number, number) for number in numbers]
    if not ranges or any(not 1 <= first <= last for first, last in ranges):
        raise ValueError('rows must be numbers of rows as the spreadsheet shows them, such as "2-5, 8, 20-"')
    return ChosenRows(tuple(ranges))


class RowChoice:
    """Chooses recipients in the order of the table: those of some rows, and of these the first."""

    def __init__(self, rows: ChosenRows, first: int | None) -> None:
        self._rows = rows
        self._first = first
        self._count = self._last = 0
        self._without = set(rows.ranges)

    def includes(self, number: int) -> bool:
        """True if a recipient in the row would be chosen."""
        return number in self._rows and (self._first is None or self._count < self._first)

    def add(self, number: int) -> None:
        """Counts the recipient of a row that `includes` accepts."""
        self._count += 1
        self._last = number
        self._without -= {each for each in self._without if each[0] <= number <= each[1]}

    @property
    def rows(self) -> ChosenRows:
        """The rows that were chosen."""
        return self._rows if self._first is None else self._rows.up_to(self._last)

    @property
    def without_recipient(self) -> tuple[tuple[int, int], ...]:
        """The ranges of numbers that have no recipient, if the table has a recipient at all."""
        if self._first is not None and self._count >= self._first:
            return ()
        return tuple(each for each in self._rows.ranges if each in self._without)
