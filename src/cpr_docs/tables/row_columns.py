"""Maps each heading of a table to the field of a list's rows that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cpr_docs.errors import TableProblem
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import visible
from cpr_docs.models.fields import Kind
from cpr_docs.tables import heading_problems
from cpr_docs.tables.cells import CellReader, cell_reader, moment_reader
from cpr_docs.tables.heading_names import heading_texts, named_columns
from cpr_docs.tables.literal_text import unmarked
from cpr_docs.tables.row_fields import RowField, RowFields, RowMoment


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column that fills a field of the rows."""

    index: int
    """Its index in a line, from 0."""
    heading: str
    path: str
    """The path of the field from the row, with the language of the column: ``event.en``."""
    field: RowField
    read: CellReader

    def values(self, cell: Any) -> dict[str, Any]:
        """The values of a cell that is not blank, by path; raises `CellInvalid`."""
        value = self.read(cell)
        if isinstance(self.field, RowMoment):
            return {path: value[name] for path in self.fills if (name := path.rpartition(".")[2]) in value}
        return {self.path: value}

    @property
    def fills(self) -> tuple[str, ...]:
        """The paths of all fields that it fills."""
        return self.field.fills if isinstance(self.field, RowMoment) else (self.path,)


@dataclass(frozen=True, slots=True)
class RowColumns:
    """The headings of a table matched with the fields of a list's rows."""

    headings: tuple[str, ...]
    ignored: frozenset[int]
    fields: tuple[RowColumn, ...]
    problems: tuple[TableProblem, ...]

    def over(self, path: str) -> RowColumn | None:
        """The first column that fills the field at the path from the row, or a part of it."""
        for column in self.fields:
            if path in column.fills or column.path.startswith((f"{path}.", f"{path}[].")):
                return column
        return None


def match_row_columns(
    headings: Sequence[Any], known: RowFields, language: Language | None, ignore: Sequence[str]
) -> RowColumns:
    """Matches headings with fields; a heading that names no field is a problem, unless `ignore` lists it.

    `language` is that of a column of text in two languages whose heading does not say which it has.
    """
    texts = heading_texts(headings)
    ignored = frozenset(named_columns(texts, ignore))
    fields = {field.path: field for field in (*known.fields, *known.moments)}
    found: list[RowColumn] = []
    problems: list[TableProblem] = []
    unknown: list[int] = []
    taken: dict[str, int] = {}
    for index, text in enumerate(texts):
        name = known.names.find(text) if text and index not in ignored else None
        if name is None:
            unknown += [index] if text and index not in ignored else []
            continue
        if len(name.paths) > 1:
            problems.append(heading_problems.ambiguous(visible(text), name.paths))
            continue
        (path,) = name.paths
        field = fields.get(path) or fields[path.rpartition(".")[0]]
        if path not in field.columns:
            if language is None:
                problems.append(heading_problems.without_language(visible(text), name.text))
                continue
            path = f"{path}.{language.value}"
        column = RowColumn(index, visible(text), path, field, _literal_reader(field))
        twice = [taken[each] for each in column.fills if each in taken]
        if twice:
            problems.append(heading_problems.twice(visible(text), index, twice[0]))
        taken.update(dict.fromkeys(column.fills, index))
        found.append(column)
    close = {index: likely for index in unknown if (likely := known.close(texts[index])) is not None}
    is_known = bool(found or problems)
    if not is_known and not close:
        return RowColumns(texts, ignored, (), (heading_problems.no_headings(),))
    # If no heading is known, the row may be one of the list, and its cells must not be shown.
    for index in unknown:
        if index in close:
            problems.append(heading_problems.misspelt(texts[index], close[index]))
        elif is_known:
            problems.append(heading_problems.unknown(index))
    return RowColumns(texts, ignored, tuple(found), tuple(problems))


def _literal_reader(field: RowField) -> CellReader:
    """Reads a cell, of which a mark says that it is text as it is."""
    if isinstance(field, RowMoment):
        return moment_reader
    read, is_text = cell_reader(field.field), field.field.kind in (Kind.LINE, Kind.PROSE)

    def read_literal(cell: Any) -> Any:
        literal = unmarked(cell) if type(cell) is str else None
        if literal is None:
            return read(cell)
        return literal if is_text else read(literal)

    return read_literal
