"""From a row to its own letter: what all rows share, with the row's cells put in their places, held to the form.

A column's cell replaces what the shared letter says there, a blank cell too. What belongs to one recipient, whom the
letter is addressed to and what is answered, comes from the row alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import pydantic
from pydantic import TypeAdapter

from cpr_docs.batch.cells import CellRefused, Reader, reader_of
from cpr_docs.batch.columns import Column, Columns
from cpr_docs.batch.table import Row
from cpr_docs.errors import InvalidForm, Problem, TableProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import is_blank, is_blank_text
from cpr_docs.models.form import Form
from cpr_docs.models.replace import as_validated

# The validators of every part; a form that had more could not be put together from fields that are held to it alone.
_EVERY_PART = {"_leave_out_blanks", "_keep_rules", "_hide_input", "_remember"}


class RowInvalid(Exception):
    """A row makes no letter; it holds every problem."""

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class RowMerger:
    """Makes the letter of each row."""

    def __init__(self, form: type[Form], shared: Mapping[str, Any], columns: Columns) -> None:
        personal = {form.ADDRESSEE, form.ANSWERED} - {""}
        self._form = form
        self._columns = columns
        self._readers = [(column, tuple(column.path.split(".")), reader_of(column.field)) for column in columns.fields]
        changed = {column.path.partition(".")[0] for column in columns.fields}
        self._shared = {name: value for name, value in shared.items() if name not in changed & personal}
        self._fields = {name: _Field(form, name) for name in changed} if _can_merge_fast(form) else {}
        # The first letter that was held to the form whole; all others differ from it only in the fields of columns.
        self._first: Form | None = None

    def letter(self, row: Row) -> Form:
        """The row's letter; raises `RowInvalid` with all that is wrong with the row.

        Problems of what all rows share are among them, without a row: they are the same for every row.
        """
        given, problems = self._given(row)
        if not problems:
            form = self._fast_merge(given)
            if form is not None:
                return form
        try:
            whole = self._form.parse({**self._shared, **given})
        except InvalidForm as error:
            problems.extend(self._placed(row, error.problems, {problem.column for problem in problems}))
            raise RowInvalid(problems) from None
        if problems:
            raise RowInvalid(problems)
        self._first = whole
        return whole

    def _placed(self, row: Row, problems: Iterable[Problem], refused: Collection[str | None]) -> Iterator[TableProblem]:
        """The form's problems with the columns that they are of; not those of cells that were refused before."""
        for problem in problems:
            parts = problem.path, problem.code, problem.message, problem.parameters
            column = self._columns.over(problem.path)
            if column is None:
                yield TableProblem(*parts)
            elif column.heading not in refused:
                yield TableProblem(*parts, row=row.number, column=column.heading)

    def _given(self, row: Row) -> tuple[dict[str, Any], list[TableProblem]]:
        """What the row puts in place of what all share, by the name of the form's field."""
        cells = row.cells
        given: dict[str, Any] = {}
        problems = []
        for column, steps, read in self._readers:
            cell = cells[column.index] if column.index < len(cells) else None
            value = None
            try:
                if column.further:
                    value = _lines(cells, column, read)
                elif not (cell is None or (type(cell) is str and is_blank_text(cell))):
                    value = read(cell)
            except CellRefused as error:
                problems.append(
                    TableProblem(column.path, error.code, error.message, row=row.number, column=column.heading)
                )
            self._put(given, steps, value)
        if len(cells) > len(self._columns.headings) or "" in self._columns.headings:
            problems.extend(self._without_heading(row))
        return given, problems

    def _put(self, given: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
        name = steps[0]
        if len(steps) == 1:
            given[name] = value
            return
        # Copied on the way down, because all rows share it.
        part: Any = given
        below: Any = self._shared.get(name)
        for step in steps[:-1]:
            below = part.get(step, below)
            if not isinstance(below, dict):
                if not is_blank(below):
                    part[step] = below  # no part of the form can be that: the form says so
                    return
                below = {}
            part[step] = dict(below)
            part = part[step]
            below = None
        part[steps[-1]] = value

    def _without_heading(self, row: Row) -> Iterator[TableProblem]:
        headings = self._columns.headings
        for index, cell in enumerate(row.cells):
            if (index >= len(headings) or not headings[index]) and not is_blank(cell):
                message = _("column {column} has no heading; a comma in an unquoted cell may have split it")
                yield TableProblem("", "no_heading", message, {"column": index + 1}, row=row.number)

    def _fast_merge(self, given: Mapping[str, Any]) -> Form | None:
        """The letter, if it can be had from the first one by holding the row's own fields alone to the form.

        That is the same letter, several times as fast. None where it cannot be, or where anything is wrong.
        """
        if self._first is None or not self._fields:
            return None
        try:
            form = self._first.model_copy(
                update={name: self._fields[name].value(value) for name, value in given.items()}
            )
        except (pydantic.ValidationError, LookupError):
            return None
        return None if any(form.rules()) else as_validated(form)


def _lines(cells: Sequence[Any], column: Column, read: Reader) -> str:
    """The cells of joined columns, a line for each that is not blank."""
    places = (column.index, *column.further)
    return "\n".join(read(cells[index]) for index in places if index < len(cells) and not is_blank(cells[index]))


class _Field:
    """One field of the form, held to its type alone."""

    def __init__(self, form: type[Form], name: str) -> None:
        info = form.model_fields[name]
        annotated: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        self._validate = TypeAdapter(annotated).validator.validate_python
        self._info = info

    def value(self, raw: Any) -> Any:
        """The value; raises `LookupError` where it is blank and may not be, and pydantic's error for a wrong one."""
        if not is_blank(raw):
            return self._validate(raw)
        if self._info.is_required():
            raise LookupError
        return self._info.get_default(call_default_factory=True)


def _can_merge_fast(form: type[Form]) -> bool:
    decorators = form.__pydantic_decorators__
    return decorators.model_validators.keys() <= _EVERY_PART and not decorators.field_validators


def belonging_to_one(form: type[Form], shared: Mapping[str, Any], columns: Columns) -> Iterator[TableProblem]:
    """What the shared letter says of one recipient where no column replaces it, so that all would be told it."""
    for section in dict.fromkeys(filter(None, (form.ADDRESSEE, form.ANSWERED))):
        said = shared.get(section)
        values = {section: said}
        if isinstance(said, dict) and columns.over(section) is not None:
            values = {f"{section}.{name}": value for name, value in said.items()}
        for path, value in values.items():
            if not is_blank(value) and columns.over(path) is None:
                message = _("belongs to one recipient; give it a column in the table, or leave it out of the letter")
                yield TableProblem(path, "personal", message)
