"""A table that is to be written: its headings, and cells that may be dates, times and numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cpr_docs.errors import OutputError
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.tables.cell_values import CellValue
from cpr_docs.tables.row_fields import RowField

_NOT_IN_A_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column of the table."""

    path: str
    field: RowField
    heading: str


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The headings and the cells of a table, in one language."""

    title: str
    language: Language
    columns: tuple[WrittenColumn, ...]
    lines: Sequence[tuple[CellValue, ...]]


def too_long(row: int, column: WrittenColumn, limit: int) -> OutputError:
    """The error for text that is longer than a cell may be."""
    message = _('row {row}, column "{column}": the text is longer than {count} characters, and would be cut')
    return OutputError(message, row=row, column=column.heading, count=f"{limit:,}")


def sheet_name(title: str) -> str:
    """The name of the sheet of a table with that title, as Excel allows it."""
    return _NOT_IN_A_SHEET_NAME.sub("", title)[:_LONGEST_NAME].strip() or "1"
