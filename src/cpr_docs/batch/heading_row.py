"""Finds the headings of a table: the sheet of a workbook, and the row, which may follow a title.

A row of headings names fields of the form. If several sheets have such a row, the caller must choose.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cpr_docs.batch.columns import heading_texts, required_paths
from cpr_docs.batch.heading_names import close_name, heading_name, name_part
from cpr_docs.batch.row_languages import is_language_heading
from cpr_docs.batch.table import HiddenRow, Row, RowsTable, Table, invalid_table, numbered_rows
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.text import is_blank
from cpr_docs.models.form import AnyForm

_MAX_ROWS = 30
"""The number of rows, blank ones not counted, among which the headings are looked for."""


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


def find_headings(table: Table, form: type[AnyForm], sheet: str | None, row: int | None) -> HeadingRow:
    """The row of the headings, or the first row that is not blank if no row names a field.

    `sheet` and `row` choose the sheet and the row. Raises `InvalidTable` if the table is empty, or if the headings
    could be in several sheets or are in none, and `ValueError` for a sheet or row that does not exist.
    """
    if row is not None and isinstance(table, RowsTable):
        raise ValueError("header_row is for a table in a file: these rows have their headings with them")
    sheets = table.sheets() if sheet is None else (table.sheet_named(sheet),)
    found = [_HeadingCandidate(each, form, row) for each in sheets]
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

    def __init__(self, table: Table, form: type[AnyForm], row: int | None) -> None:
        self.table = table
        self._form = form
        self.rows = list(_first_rows(table, row))
        if self.rows:
            # max returns the first of several.
            self.best = max(self.rows, key=self._score)
            self.score = self._score(self.best)
            if not any(self.score):
                self.best = max(self.rows, key=self._close_count)
                self.close_headings = self._close_count(self.best)

    def _score(self, row: Row) -> tuple[int, int]:
        texts = heading_texts(row.cells)
        paths = {name.paths[0] for text in texts if (name := heading_name(text, self._form)) is not None}
        parts = any(map(name_part, texts))
        return len(paths & required_paths(self._form)), len(paths) + parts + any(map(is_language_heading, texts))

    def _close_count(self, row: Row) -> int:
        return sum(close_name(text, self._form) is not None for text in heading_texts(row.cells))

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
