"""Data paths, such as ``amendments[2].reason``, and the field paths that they belong to, ``amendments[].reason``."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import _

_ROW_NUMBER = re.compile(r"\[\d+\]")
_END_OF_PART = re.compile(r"[.\[]")


class RowPrefix(NamedTuple):
    """A row around a control, as the beginning of the paths of its fields."""

    field: str
    """The field path of the row, ``amendments[]``."""
    data: str
    """The data path of the row, ``amendments[2]``."""


def field_path(path: str) -> str:
    """The data path without row numbers."""
    return _ROW_NUMBER.sub("[]", path)


def data_path(path: str, rows: Sequence[RowPrefix]) -> str:
    """The field path with the numbers of the rows around it."""
    for prefix in reversed(rows):
        if path.startswith(prefix.field):
            return prefix.data + path.removeprefix(prefix.field)
    return path


def complete_data_path(path: str, rows: Sequence[RowPrefix]) -> str:
    """The field path with all row numbers; raises `NotReadable` if a list of the path is not around it."""
    numbered = data_path(path, rows)
    lost, brackets, _rest = numbered.partition("[]")
    if brackets:
        raise NotReadable(
            _(
                "the rows of {path} have lost the repeating section that held them: please add rows with the plus sign "
                "of the list in Word, copy their text into a new row of the list, and delete what is beside it"
            ),
            path=lost,
        )
    return numbered


def parents_of(path: str) -> Iterator[str]:
    """The data paths of the sections, rows and lists that contain a field, outermost first."""
    for end in _END_OF_PART.finditer(path):
        yield path[: end.start()]


def get_data(data: dict[str, Any], path: str) -> Any:
    """The data at a data path; empty if there is none."""
    at: Any = data
    for step in _steps(path) if path else ():
        at = at.get(step, {}) if isinstance(at, dict) else at[step] if isinstance(step, int) else {}
    return at


def set_data(data: dict[str, Any], path: str, value: Any) -> None:
    """Sets the value at a data path."""
    at: Any = data
    steps = list(_steps(path))
    for step in steps[:-1]:
        at = at[step] if isinstance(step, int) else at.setdefault(step, {})
    at[steps[-1]] = value


def _steps(path: str) -> Iterator[str | int]:
    for part in path.split("."):
        name, bracket, index = part.partition("[")
        yield name
        if bracket:
            yield int(index.removesuffix("]"))
