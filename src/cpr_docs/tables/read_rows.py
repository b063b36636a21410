"""The rows of a list from a table: all its cells are read and checked first, and every problem is told at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from cpr_docs.errors import InvalidTable, Problem, TableProblem
from cpr_docs.language.catalogue import Sentence, _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.language.text import is_blank
from cpr_docs.models.draft import BLANK_CODES, blank, data_of, examine, filled
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.tables import heading_problems
from cpr_docs.tables.cells import CellInvalid
from cpr_docs.tables.form_list import FormList, form_list, list_paths
from cpr_docs.tables.heading_row import HeadingRow, find_headings
from cpr_docs.tables.nested_rows import Line, Nested, nested
from cpr_docs.tables.open_table import open_table
from cpr_docs.tables.row_columns import RowColumns, match_row_columns
from cpr_docs.tables.table import HiddenRow, Row, Table, TableSource, rows_below
from cpr_docs.tables.written_table import sheet_name

HiddenRows: TypeAlias = Literal["refuse", "skip", "keep"]
"""The treatment of rows that a spreadsheet hides: a problem, left out, or read as all others."""

HIDDEN_ROWS: tuple[HiddenRows, ...] = ("refuse", "skip", "keep")

MAX_LINES = 20_000
"""The lines of a table that are read: a document of as many rows could not be opened."""

_NOT_KNOWN = "?"
"""The value of a list that is not read: it is no list, so that no rule runs that reads it."""

_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a list in a table, with their places there."""

    name: str
    """The name of the table, for messages."""
    rows: list[dict[str, Any]]
    lines: tuple[int, ...]
    """The number of the line that begins each row, as a spreadsheet shows it."""
    columns: RowColumns

    def problem(
        self, index: int, field: str, code: str, message: str, parameters: Mapping[str, object] = MappingProxyType({})
    ) -> TableProblem:
        """A problem of a field of the row, with its cell."""
        column = self.columns.over(field)
        return TableProblem(
            f"[{index}].{field}",
            code,
            message,
            parameters,
            row=self.lines[index],
            column=None if column is None else column.heading,
        )


def read_rows(
    form: str | type[AnyForm],
    path: str,
    table: TableSource,
    *,
    review_type: ReviewType | str | None = None,
    language: Language | str | None = None,
    draft: bool = False,
    ignore: Iterable[str] = (),
    sheet: str | None = None,
    header_row: int | None = None,
    hidden_rows: HiddenRows = "refuse",
    needs: Iterable[str] = (),
) -> TableRows:
    """Implements `cpr_docs.rows`; the rows have their places in the table.

    `needs` are the paths of the fields that must have a column, from the row.
    """
    chosen = None if language is None else Language(language)
    if hidden_rows not in HIDDEN_ROWS:
        raise ValueError(f"hidden_rows must be one of {', '.join(HIDDEN_ROWS)}")
    if header_row is not None and header_row < 1:
        raise ValueError("header_row must be 1 or more")
    target = form_list(form, path, review_type)
    opened = open_table(table, "rows")
    found = find_headings(opened, target.fields, sheet or _sheet_of(opened, target.label), header_row)
    ignored = (ignore,) if isinstance(ignore, str) else tuple(ignore)
    columns = match_row_columns(found.cells, target.fields, chosen, ignored)
    lacking = [f"{target.path}[].{path}" for path in needs if columns.over(path) is None]
    missing = [_no_column(Sentence(field_at(target.form, path).label.title)) for path in lacking]
    if columns.problems or missing:
        raise InvalidTable(opened.name, [*columns.problems, *missing])
    # A class of both review types may have other rules for the rows of each.
    review_types = target.form.review_types() if review_type is None else (ReviewType(review_type),)
    reading = _Reading(target, columns, review_types or (None,), draft=draft)
    values, lines = reading.rows(found, hidden_rows)
    if reading.problems:
        raise InvalidTable(opened.name, reading.sorted_problems())
    # A row with nothing but defaults, such as a tick that is "No", is blank, and no row.
    kept = [index for index, row in enumerate(target.rows_in(values)) if row and not filled(row).is_blank()]
    result: Any = data_of(filled(values))
    for step in target.path.split("."):
        result = result.get(step, {})
    return TableRows(opened.name, result or [], tuple(lines[f"[{index}]"] for index in kept), columns)


def _sheet_of(table: Table, label: str) -> str | None:
    """The sheet that is named as the list, of a workbook with several; None if there is none."""
    names = [each.sheet for each in table.sheets()]
    own = [sheet_name(translate(label, language)) for language in Language]
    return next((name for name in names if name in own), None) if len(names) > 1 else None


def _no_column(name: str) -> TableProblem:
    return TableProblem("", "no_column", _('has no column "{name}"'), {"name": name})


class _Reading:
    """One pass over a table."""

    def __init__(
        self, target: FormList, columns: RowColumns, review_types: Sequence[ReviewType | None], *, draft: bool
    ) -> None:
        self._list = target
        self._columns = columns
        self._review_types = review_types
        self._draft = draft
        self._repeated = tuple(map(folded, columns.headings))
        self.problems: dict[tuple[object, ...], TableProblem] = {}

    def rows(self, found: HeadingRow, hidden_rows: HiddenRows) -> tuple[AnyForm, Mapping[str, int]]:
        """A blank form with the rows, and the number of the line that begins the row at a path from the list.

        Each mistake is among the problems.
        """
        lines = list(self._lines(found, hidden_rows))
        made = nested(lines, self._list.fields.level, frozenset(column.path for column in self._columns.fields))
        self._report_nesting(made)
        examined = [self._examined(made.rows, review_type) for review_type in self._review_types]
        # The rows are right if they are so in a review of either type.
        problems, values = min(examined, key=lambda each: bool(each[0]))
        for problem in problems:
            self._report(problem, made)
        return values, made.lines

    def _examined(self, rows: Any, review_type: ReviewType | None) -> tuple[list[Problem], AnyForm]:
        """The problems of the list and its rows in a blank form of the review type, and the form."""
        form = self._list.form
        data = self._list.within(blank(form, review_type).data, rows)
        # A rule about this list and another, such as that an action is one of the plan, would find the other blank.
        others = (path for path in list_paths(form) if path in form.model_fields and path not in data)
        problems, values = examine(form, {**dict.fromkeys(others, _NOT_KNOWN), **data})
        return list(filter(self._is_told, problems)), values

    def _is_told(self, problem: Problem) -> bool:
        path, is_blank_value = self._list.path, problem.code in BLANK_CODES
        if problem.path == path:
            # A table without rows is told by its lines.
            return not is_blank_value
        return problem.path.startswith((f"{path}[", f"{path}.")) and not (self._draft and is_blank_value)

    def _lines(self, found: HeadingRow, hidden_rows: HiddenRows) -> Iterator[Line]:
        count = 0
        for row in rows_below(found.table, found.number):
            if isinstance(row, HiddenRow) and hidden_rows != "keep":
                if hidden_rows == "refuse":
                    self._add(TableProblem("", "hidden", _("is hidden in the spreadsheet"), row=row.number))
                continue
            count += 1
            if count > MAX_LINES:
                message = _("has more than {count} rows")
                raise InvalidTable(
                    found.table.name, [TableProblem("", "too_many_rows", message, {"count": f"{MAX_LINES:,}"})]
                )
            if self._repeats_headings(row.cells):
                self._add(TableProblem("", "headings", _("repeats the headings"), row=row.number))
                continue
            yield Line(row.number, dict(self._values(row)))
        if not count:
            self._add(TableProblem("", "no_rows", _("has no row below its headings")))

    def _values(self, row: Row) -> Iterator[tuple[str, Any]]:
        cells = row.cells
        for column in self._columns.fields:
            cell = cells[column.index] if column.index < len(cells) else None
            if is_blank(cell):
                continue
            try:
                yield from column.values(cell).items()
            except CellInvalid as error:
                path, label = f"{self._list.path}[].{column.path}", Sentence(column.field.field.label.title)
                where: Any = {"label": label, "row": row.number, "column": column.heading}
                self._add(TableProblem(path, error.code, error.message, {}, **where))
        headings = self._columns.headings
        for index in range(len(cells)):
            if (index >= len(headings) or not headings[index]) and not is_blank(cells[index]):
                self._add(heading_problems.without_heading(index, row.number))

    def _repeats_headings(self, cells: Sequence[Any]) -> bool:
        """True if every cell that is not blank repeats the heading of its column."""
        pairs = [(cell, key) for cell, key in zip(cells, self._repeated, strict=False) if not is_blank(cell)]
        return bool(pairs) and all(type(cell) is str and folded(cell) == key for cell, key in pairs)

    def _report_nesting(self, made: Nested) -> None:
        for line, path, first in made.differing:
            column = self._columns.over(path)
            message = _("differs from row {first}, which has the same number")
            where: Any = {"row": line.number, "column": None if column is None else column.heading}
            self._add(TableProblem(f"{self._list.path}[].{path}", "differs", message, {"first": first}, **where))
        for line in made.without_outer:
            message = _("has nothing in the columns of the row around it, which each line repeats")
            self._add(TableProblem(self._list.path, "no_outer_row", message, row=line.number))

    def _report(self, problem: Problem, made: Nested) -> None:
        """A problem of the form, with the row and the column of the table."""
        place = problem.path.removeprefix(self._list.path)
        field = _INDEX.sub("[]", place).removeprefix("[].")
        while place and place not in made.lines:
            place = place.rpartition(".")[0] if "." in place else ""
        column = self._columns.over(field)
        if column is None and problem.code in BLANK_CODES and field in self._list.fields.all_required:
            self._add(_no_column(Sentence(problem.label) if problem.label else field))
            return
        self._add(
            TableProblem(
                problem.path,
                problem.code,
                problem.message,
                problem.parameters,
                problem.label,
                row=made.lines.get(place),
                column=None if column is None else column.heading,
            )
        )

    def _add(self, problem: TableProblem) -> None:
        """Adds a problem, unless the cell has one already: a cell that cannot be read is not missing as well."""
        where: tuple[object, ...] = (problem.row, problem.column)
        if problem.column is None:
            where = (*where, problem.path, problem.code, str(problem.parameters))
        self.problems.setdefault(where, problem)

    def sorted_problems(self) -> list[TableProblem]:
        """The problems in the order of the table."""
        order = {column.heading: column.index for column in self._columns.fields}
        return sorted(self.problems.values(), key=lambda each: (each.row or 0, order.get(each.column or "", -1)))
