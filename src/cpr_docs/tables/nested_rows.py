"""Rows inside rows, as lines of a table: one line for each inner row, with the outer row's cells repeated.

Lines with the same outer cells are one outer row. If the outer row has a number, that alone says which lines are one
row. An outer row without inner rows is one line, in which the inner cells are blank.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cpr_docs.errors import OutputError
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import is_blank
from cpr_docs.tables.row_fields import Level


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its values by path, without blank ones."""

    number: int
    values: Mapping[str, Any]

    def key(self, level: Level) -> tuple[Any, ...]:
        """The line's values at a level; empty if it has none."""
        values = tuple(self.values.get(path) for path in level.paths)
        return () if is_blank(values) else values

    def is_below(self, level: Level) -> bool:
        """True if the line has a value in a list inside the level's rows."""
        return any(self.key(inner) or self.is_below(inner) for inner in level.inner)


@dataclass(slots=True)
class Nested:
    """The rows of a table, as data, with the line of each."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """The number of the line that begins the row at a path from the list: ``[2]``, ``[2].actions[0]``."""
    differing: list[tuple[Line, str, int]] = field(default_factory=list)
    """A line, a path whose value differs, and the number of the first line of the row with the same number."""
    without_outer: list[Line] = field(default_factory=list)
    """Lines with cells of an inner row, and none of the outer row."""


def nested(lines: Sequence[Line], level: Level, columns: frozenset[str]) -> Nested:
    """The rows of the lines; `columns` are the paths of which the table has a column."""
    result = Nested()
    result.rows = _rows(lines, _present(level, columns), "", result)
    return result


def _present(level: Level, columns: frozenset[str]) -> Level:
    """The level without the lists of which the table has no column."""
    inner = tuple(
        _present(each, columns) for each in level.inner if any(path.startswith(each.prefix) for path in columns)
    )
    return Level(level.prefix, level.paths, inner)


def _rows(lines: Sequence[Line], level: Level, path: str, result: Nested) -> list[dict[str, Any]]:
    rows = []
    for index, group in enumerate(_groups(lines, level, result)):
        place = f"{path}[{index}]"
        result.lines[place] = group[0].number
        row: dict[str, Any] = {}
        for each in level.paths:
            if (value := group[0].values.get(each)) is not None:
                _set(row, each.removeprefix(level.prefix), value)
        for inner in level.inner:
            name = inner.prefix.removeprefix(level.prefix).removesuffix("[].")
            if found := _rows(group, inner, f"{place}.{name}", result):
                _set(row, name, found)
        rows.append(row)
    return rows


def _groups(lines: Sequence[Line], level: Level, result: Nested) -> Iterator[list[Line]]:
    """The lines of each row."""
    groups: dict[Hashable, list[Line]] = {}
    for line in lines:
        key = line.key(level)
        if not key:
            if line.is_below(level):
                result.without_outer.append(line)
            continue
        if not level.inner:
            # Equal rows of a list without others inside are two rows.
            groups[line.number] = [line]
            continue
        number = line.values.get(level.number) if level.number else None
        group = groups.setdefault(_hashable(key) if number is None else ("number", number), [])
        group.append(line)
        first = group[0]
        result.differing += [
            (line, path, first.number) for path in level.paths if line.values.get(path) != first.values.get(path)
        ]
    yield from groups.values()


def _hashable(key: tuple[Any, ...]) -> Hashable:
    return tuple(tuple(value) if isinstance(value, list) else value for value in key)


def _set(row: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split(".")
    for step in steps:
        row = row.setdefault(step, {})
    row[last] = value


def unnested(rows: Sequence[Any], level: Level) -> Iterator[dict[str, Any]]:
    """The lines of a list's rows, which are instances of its part: the values by path, without blank ones.

    Raises `OutputError` for two rows that would be read as one, and for a row with nothing but rows inside it.
    """
    seen: dict[Hashable, int] = {}
    for index, row in enumerate(rows, start=1):
        own = {path: _value_at(row, path.removeprefix(level.prefix)) for path in level.paths}
        line = Line(index, {path: value for path, value in own.items() if value is not None})
        inner = [
            {**line.values, **below}
            for each in level.inner
            for below in unnested(
                _value_at(row, each.prefix.removeprefix(level.prefix).removesuffix("[].")) or (), each
            )
        ]
        if level.inner:
            _require_distinct(line, level, seen)
        yield from inner or [dict(line.values)]


def _require_distinct(line: Line, level: Level, seen: dict[Hashable, int]) -> None:
    key = line.key(level)
    number = line.values.get(level.number) if level.number else None
    if not key:
        message = _("row {row} holds nothing but the rows inside it, and a table cannot show that")
        raise OutputError(message, row=line.number)
    first = seen.setdefault(_hashable(key) if number is None else ("number", number), line.number)
    if first != line.number:
        message = _("rows {first} and {row} are the same but for the rows inside them, and would be read as one")
        raise OutputError(message, first=first, row=line.number)


def _value_at(part: Any, path: str) -> Any:
    for step in path.split("."):
        part = getattr(part, step, None)
    return part
