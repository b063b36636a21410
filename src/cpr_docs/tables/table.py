"""The protocol of a table: headings, and rows that can be iterated over more than once.

A table is read as a stream, by a batch once to check it and once to write the letters, so that memory does not grow
with its length.
"""

import os
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeAlias

from cpr_docs.errors import InvalidTable, TableProblem
from cpr_docs.language.catalogue import Listed, Sentence, _
from cpr_docs.language.normalise import visible
from cpr_docs.language.text import is_blank

MAX_ROWS = 1_048_576
"""The maximum number of rows in a sheet of Excel."""


class FormulaWithoutValue:
    """A cell whose formula was saved without its value."""

    def __str__(self) -> str:
        return ""


class MergedCell:
    """A cell below the first row of a merged cell of several rows, whose value is in that row."""

    def __str__(self) -> str:
        return ""


class Row(NamedTuple):
    """One row of a table."""

    number: int
    """Its number as a spreadsheet shows it; the headings are usually row 1."""
    cells: Sequence[Any]
    """Text, or a spreadsheet's numbers, dates, times and Booleans; a blank cell is None, an empty text, or missing."""


class HiddenRow(Row):
    """A row that the spreadsheet hides, by hand or by a filter."""

    __slots__ = ()


class Table(Protocol):
    """Headings and rows."""

    name: str
    """Its name in messages: the name of its file."""
    sheet: str = ""
    """The sheet's name, in a workbook."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """All rows from the first, the headings among them; raises `InvalidTable` if it cannot be read."""

    def sheets(self) -> "Sequence[Table]":
        """The tables in the file: for a workbook, each sheet that is not hidden."""
        return (self,)

    def sheet_named(self, name: str) -> "Table":
        """The sheet of that name, hidden or not; raises `ValueError` if the table has no such sheet."""
        raise ValueError(f"{self.name} has no sheets: a sheet can be named for an Excel workbook alone")


TableSource: TypeAlias = "str | os.PathLike[str] | Sequence[Mapping[str, Any]] | Table"


class RowsTable(Table):
    """A table of a program's own rows, mappings from heading to cell, which are numbered from 1."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], name: str = "recipients") -> None:
        self.name = name
        self._rows = rows
        self._headings = tuple(dict.fromkeys(heading for row in rows for heading in row))

    def rows(self) -> Iterator[Row]:
        """The headings as row 0, and the rows."""
        yield Row(0, self._headings)
        for number, row in enumerate(self._rows, start=1):
            yield Row(number, [row.get(heading) for heading in self._headings])


def rows_below(table: Table, headings: int | None = None) -> Iterator[Row]:
    """The rows below the headings that are not blank; by default, the first row that is not blank has the headings."""
    for row in table.rows():
        if is_blank(row.cells):
            continue
        if headings is None:
            headings = row.number
        elif row.number > headings:
            yield row


def invalid_table(name: str, code: str, message: str, **parameters: object) -> InvalidTable:
    """The error for a table that cannot be read."""
    return InvalidTable(visible(name), [TableProblem("", code, message, parameters)])


class ChangeDetector:
    """Detects that a file has been changed since it was first read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None

    def check(self) -> None:
        """Raises `InvalidTable` when the file has changed since the first call."""
        status = self._path.stat()
        now = (status.st_size, status.st_mtime_ns)
        if self._seen is None:
            self._seen = now
        elif now != self._seen:
            raise invalid_table(self._path.name, "changed", _("has changed since it was checked; start again"))


_MAX_RANGES = 20


def row_range(first: int, last: int) -> Sentence:
    """The rows from the first number to the last, as text; without its end if no sheet is as long."""
    if last == first:
        return Sentence(_("row {row}"), row=first)
    if last > MAX_ROWS:
        return Sentence(_("row {row} or below"), row=first)
    return Sentence(_("rows {rows}"), rows=Sentence(_("{first} to {last}"), first=first, last=last))


def numbered_rows(numbers: Iterable[int]) -> Sentence:
    """The rows as text: consecutive numbers as a range, and after 20 ranges the number of further rows."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return Sentence(_("row {row}"), row=ranges[0][0])
    pattern = _("{first} to {last}")
    shown = Listed(
        tuple(
            first if first == last else Sentence(pattern, first=first, last=last)
            for first, last in ranges[:_MAX_RANGES]
        )
    )
    more = sum(last - first + 1 for first, last in ranges[_MAX_RANGES:])
    if more:
        return Sentence(_("rows {rows} and {count} more"), rows=shown, count=more)
    return Sentence(_("rows {rows}"), rows=shown)
