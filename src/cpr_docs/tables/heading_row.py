"""Finds the headings of a table: the sheet of a workbook, and the row, which may follow a title.

A row of headings names fields of the form. If several sheets have such a row, the caller must choose.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.text import is_blank
from cpr_docs.tables.table import HiddenRow, Row, RowsTable, Table, invalid_table, numbered_rows

_MAX_ROWS = 30
"""The number of rows, blank ones not counted, among which the headings are looked for."""


class KnownHeadings(Protocol):
    """Tells how much a row is like headings."""

    def score(self, headings: Sequence[Any]) -> tuple[int, int]:
        """The numbers of required and of all fields that the cells name."""

    def close_count(self, headings: Sequence[Any]) -> int:
        """The number of cells that are like the name of a field."""


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The row of the headings."""

    table: Table
    number: int
    cells: tuple[Any, ...]
    notes: tuple[str, ...] = ()
    """A sentence that names the sheet, if the workbook has several."""
    left_out: tuple[str, ...] = ()
    """A sentence that lists the rows above it, which are left out."""


def find_headings(table: Table, known: KnownHeadings, sheet: str | None, row: int | None) -> HeadingRow:
    """The row of the headings, or the first row that is not blank if no row names a field.

    `sheet` and `row` choose the sheet and the row. Raises `InvalidTable` if the table is empty, or if the headings
    could be in several sheets or are in none, and `ValueError` for a sheet or row that does not exist.
    """
    if row is not None and isinstance(table, RowsTable):
        raise ValueError("header_row is for a table in a file: these rows have their headings with them")
    sheets = table.sheets() if sheet is None else (table.sheet_named(sheet),)
    found = [_HeadingCandidate(each, known, row) for each in sheets]
    filled = [candidate for candidate in found if candidate.rows]
    if not filled:
        if row is not None:
            raise ValueError(f"header_row: row {row} is blank, or the table has no such row")
        raise invalid_table(table.name, "empty", _("is empty"))
    chosen = filled[0] if len(filled) == 1 else _choose(table.name, filled)
    notes: tuple[str, ...] = ()
    if len(sheets) > 1:
        notes = (
            Sentence(
                _('the sheet that is read is "{sheet}", one of {count}'), sheet=chosen.table.sheet, count=len(sheets)
            ),
        )
    return HeadingRow(chosen.table, chosen.best.number, tuple(chosen.best.cells), notes, chosen.left_out())


class _HeadingCandidate:
    """A sheet, and its row that is most like headings."""

    def __init__(self, table: Table, known: KnownHeadings, row: int | None) -> None:
        self.table = table
        self.rows = list(_first_rows(table, row))
        if self.rows:
            # max returns the first of several.
            self.best = max(self.rows, key=lambda each: known.score(each.cells))
            self.score = known.score(self.best.cells)
            if not any(self.score):
                self.best = max(self.rows, key=lambda each: known.close_count(each.cells))
                self.close_headings = known.close_count(self.best.cells)

    def left_out(self) -> tuple[str, ...]:
        """A sentence that lists the rows above the headings."""
        above = [row.number for row in self.rows if row.number < self.best.number]
        if not above:
            return ()
        message = _("the headings are in row {row}; left out above them: {rows}")
        return (Sentence(message, row=self.best.number, rows=numbered_rows(above)),)


def _first_rows(table: Table, number: int | None) -> Iterator[Row]:
    if isinstance(table, RowsTable):
        yield next(table.rows())
        return
    if number is not None:
        wanted = itertools.takewhile(lambda row: row.number <= number, table.rows())
        yield from (row for row in wanted if row.number == number and not is_blank(row.cells))
        return
    shown = (row for row in table.rows() if not is_blank(row.cells) and not isinstance(row, HiddenRow))
    yield from itertools.islice(shown, _MAX_ROWS)


def _choose(name: str, candidates: Sequence[_HeadingCandidate]) -> _HeadingCandidate:
    """The only sheet that has headings; raises `InvalidTable` if several have, or none."""
    for fit in (
        [candidate for candidate in candidates if candidate.score[0]],
        [candidate for candidate in candidates if any(candidate.score)],
        [candidate for candidate in candidates if not any(candidate.score) and candidate.close_headings],
    ):
        if len(fit) == 1:
            return fit[0]
        if fit:
            message = _("has several sheets with headings that name fields of the form; say which is meant: {sheets}")
            raise invalid_table(name, "sheets", message, sheets=_sheet_names(fit))
    message = _("has no sheet with headings that name fields of the form; its sheets: {sheets}")
    raise invalid_table(name, "no_headings", message, sheets=_sheet_names(candidates))


def _sheet_names(candidates: Iterable[_HeadingCandidate]) -> str:
    return ", ".join(f'"{candidate.table.sheet}"' for candidate in candidates)
