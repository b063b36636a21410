"""Merges a row into the data that all rows share, and validates the result as the row's own letter.

A cell replaces the shared letter's value of its field, even if the cell is blank. The sections that belong to one
recipient (the addressee, and the answers) come from the row alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

import pydantic
from pydantic import TypeAdapter

from cpr_docs.batch.columns import Column, Columns
from cpr_docs.errors import InvalidForm, Problem, TableProblem
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank, is_blank_text
from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.replace import as_validated
from cpr_docs.models.rules import rule_problems
from cpr_docs.tables.cells import CellInvalid, CellReader, cell_reader
from cpr_docs.tables.heading_problems import without_heading
from cpr_docs.tables.table import Row

# The fast path validates changed fields one by one. It is only correct if the form has no validators besides these.
_COMMON_VALIDATORS = AnyForm.__pydantic_decorators__.model_validators.keys()


class RowInvalid(Exception):
    """A row is no valid letter; contains every problem of the row."""

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class RowMerger:
    """Merges each row with the shared data into a letter."""

    def __init__(self, form: type[AnyForm], shared: Mapping[str, Any], columns: Columns) -> None:
        personal = {form.ADDRESSEE, form.ANSWERED} - {""}
        self._form = form
        self._columns = columns
        self._readers = [
            (column, tuple(column.path.split(".")), cell_reader(column.field))
            # A column for both languages comes before those for one, which replace its words.
            for column in sorted(columns.fields, key=lambda column: column.path != column.field.path)
        ]
        changed = {column.path.partition(".")[0] for column in columns.fields}
        self._shared = {name: value for name, value in shared.items() if name not in changed & personal}
        self._fields = {name: _FieldValidator(form, name) for name in changed} if _can_merge_fast(form) else {}
        # The first letter that was validated as a whole; all others differ from it only in the fields of columns.
        self._first: AnyForm | None = None

    def merge(self, row: Row) -> AnyForm:
        """The row's letter; raises `RowInvalid` with every problem of the row.

        Problems of the shared data are among them, without a row number: they are the same for every row.
        """
        changes, problems = self._changes(row)
        if not problems:
            form = self._fast_merge(changes)
            if form is not None:
                return form
        try:
            whole = self._form.parse({**self._shared, **changes})
        except InvalidForm as error:
            problems.extend(self._located(row, error.problems, {problem.column for problem in problems}))
            raise RowInvalid(problems) from None
        if problems:
            raise RowInvalid(problems)
        # A copy would keep an earlier version, which its row may not need.
        self._first = whole if whole.schema_version == self._form.SCHEMA_VERSION else None
        return whole

    def _located(
        self, row: Row, problems: Iterable[Problem], invalid: Collection[str | None]
    ) -> Iterator[TableProblem]:
        """The form's problems with their columns, without the problems of cells that could not be converted."""
        for problem in problems:
            parts = problem.path, problem.code, problem.message, problem.parameters, problem.label
            column = self._columns.over(problem.path)
            if column is None:
                yield TableProblem(*parts)
            elif column.heading not in invalid:
                yield TableProblem(*parts, row=row.number, column=column.heading)

    def _changes(self, row: Row) -> tuple[dict[str, Any], list[TableProblem]]:
        """The values that replace shared ones, by the name of the form's field, and the problems of the row's cells."""
        cells = row.cells
        changes: dict[str, Any] = {}
        problems = []
        in_both: set[str] = set()
        for column, steps, read in self._readers:
            cell = cells[column.index] if column.index < len(cells) else None
            value: Any = None
            try:
                if column.further:
                    value = _joined(cells, column, read)
                elif not (cell is None or (type(cell) is str and is_blank_text(cell))):
                    value = read(cell)
            except CellInvalid as error:
                label = Sentence(column.field.label.title)
                problems.append(
                    TableProblem(
                        column.path, error.code, error.message, {}, label, row=row.number, column=column.heading
                    )
                )
            if column.path == column.field.path and column.field.bilingual and value is not None:
                value = dict.fromkeys((language.value for language in Language), value)
                in_both.add(column.path)
            elif value is None and column.field.path in in_both:
                # A blank cell of one language leaves the words for both.
                continue
            self._set(changes, steps, value)
        if len(cells) > len(self._columns.headings) or "" in self._columns.headings:
            problems.extend(self._without_heading(row))
        return changes, problems

    def _set(self, changes: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
        name = steps[0]
        if len(steps) == 1:
            changes[name] = value
            return
        # The mappings on the path are copied, because all rows share them.
        part: Any = changes
        shared: Any = self._shared.get(name)
        for step in steps[:-1]:
            shared = part.get(step, shared)
            if not isinstance(shared, dict):
                if not is_blank(shared):
                    part[step] = shared  # not a mapping: validation of the form reports it
                    return
                shared = {}
            part[step] = dict(shared)
            part = part[step]
            shared = None
        part[steps[-1]] = value

    def _without_heading(self, row: Row) -> Iterator[TableProblem]:
        headings = self._columns.headings
        for index, cell in enumerate(row.cells):
            if (index >= len(headings) or not headings[index]) and not is_blank(cell):
                yield without_heading(index, row.number)

    def _fast_merge(self, changes: Mapping[str, Any]) -> AnyForm | None:
        """The letter as a copy of the first one, with the row's own fields alone validated: several times as fast.

        None if the form does not allow that, or if anything is invalid: then the whole form is validated.
        """
        if self._first is None or not self._fields:
            return None
        try:
            form = self._first.model_copy(
                update={name: self._fields[name].value(value) for name, value in changes.items()}
            )
        except (pydantic.ValidationError, LookupError):
            return None
        return None if any(rule_problems(form)) else as_validated(form)


def _joined(cells: Sequence[Any], column: Column, read: CellReader) -> str:
    """The cells of joined columns, without blank ones."""
    indices = (column.index, *column.further)
    return column.between.join(
        read(cells[index]) for index in indices if index < len(cells) and not is_blank(cells[index])
    )


class _FieldValidator:
    """The validator of one field of the form."""

    def __init__(self, form: type[AnyForm], name: str) -> None:
        info = form.model_fields[name]
        annotated: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        self._validate = TypeAdapter(annotated).validator.validate_python
        self._info = info

    def value(self, raw: Any) -> Any:
        """The value; raises `LookupError` if it is blank and required, and pydantic's error if it is invalid."""
        if not is_blank(raw):
            return self._validate(raw)
        if self._info.is_required():
            raise LookupError
        return self._info.get_default(call_default_factory=True)


def _can_merge_fast(form: type[AnyForm]) -> bool:
    decorators = form.__pydantic_decorators__
    return decorators.model_validators.keys() <= _COMMON_VALIDATORS and not decorators.field_validators


def personal_data_problems(form: type[AnyForm], shared: Mapping[str, Any], columns: Columns) -> Iterator[TableProblem]:
    """The problems of shared values that belong to one recipient and would be sent to all: no column replaces them."""
    for section in dict.fromkeys(filter(None, (form.ADDRESSEE, form.ANSWERED))):
        data = shared.get(section)
        values = {section: data}
        if isinstance(data, dict) and columns.over(section) is not None:
            values = {f"{section}.{name}": value for name, value in data.items()}
        for path, value in values.items():
            if not is_blank(value) and columns.over(path) is None:
                yield _personal(form, path)


def _personal(form: type[AnyForm], path: str) -> TableProblem:
    try:
        field = field_at(form, path)
    except KeyError:
        field = None  # a name that is no field's has a problem of its own
    if field is None or field.kind in (Kind.SECTION, Kind.ROWS):
        message = _("belongs to one recipient; give it a column in the table, or leave it out of the letter")
        return TableProblem(path, "personal", message)
    message = _('belongs to one recipient; give it a column "{heading}" in the table, or leave it out of the letter')
    return TableProblem(path, "personal", message, {"heading": Sentence(field.label.title)})
