"""A table of recipients, from whatever holds one: headings, and rows that can be gone through more than once.

It is read as a stream, once to check it and once to write the letters, so that a table of any length takes the same
memory.
"""

import codecs
import os
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeAlias, cast

from cpr_docs.errors import InvalidTable, TableProblem
from cpr_docs.language.messages import _
from cpr_docs.language.text import is_blank
from cpr_docs.language.visible import visible


class FormulaWithoutValue:
    """A cell whose formula was saved without the value that it has."""

    def __str__(self) -> str:
        return ""


class Row(NamedTuple):
    """One row of a table."""

    number: int
    """Its number as a spreadsheet shows it; the headings are usually row 1."""
    cells: Sequence[Any]
    """Text, or what a spreadsheet holds: numbers, dates, times, truth values; None or nothing where it is blank."""


class HiddenRow(Row):
    """A row that the spreadsheet does not show: hidden, or taken out by a filter."""

    __slots__ = ()


class Table(Protocol):
    """Headings and rows."""

    name: str
    """What messages call it: the name of its file."""
    sheet: str = ""
    """The sheet's name, in a workbook."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """All rows from the first, the headings among them; raises `InvalidTable` where it cannot be read."""

    def sheets(self) -> "Sequence[Table]":
        """The tables that the file holds: for a workbook, each sheet that is not hidden."""
        return (self,)

    def sheet_named(self, name: str) -> "Table":
        """The sheet of that name, hidden or not; raises `ValueError` where the table has no such sheet."""
        raise ValueError(f"{self.name} has no sheets: a sheet can be named for an Excel workbook alone")


TableSource: TypeAlias = "str | os.PathLike[str] | Sequence[Mapping[str, Any]] | Table"

_BEGINNING = 16
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
# The stream that holds an encrypted workbook (MS-OFFCRYPTO 2.3.4.4), as the directory of the file names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class RowsTable(Table):
    """A table out of a program's own rows, each a mapping from heading to cell; they count from 1."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], name: str = "recipients") -> None:
        self.name = name
        self._rows = rows
        self._headings = tuple(dict.fromkeys(heading for row in rows for heading in row))

    def rows(self) -> Iterator[Row]:
        """The headings as row 0, and the rows."""
        yield Row(0, self._headings)
        for number, row in enumerate(self._rows, start=1):
            yield Row(number, [row.get(heading) for heading in self._headings])


def open_table(source: TableSource) -> Table:
    """The table that a CSV or XLSX file holds, or a program's own rows.

    Raises `InvalidTable` for a file that is neither, and `OSError` for one that cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        return _of_file(Path(source))
    if isinstance(source, Sequence):
        return RowsTable(cast("Sequence[Mapping[str, Any]]", source))
    return source


def recipients(table: Table, headings: int | None = None) -> Iterator[Row]:
    """The rows that hold anything, below the row of the headings: by default, the first that holds anything."""
    for row in table.rows():
        if is_blank(row.cells):
            continue
        if headings is None:
            headings = row.number
        elif row.number > headings:
            yield row


def refused(name: str, code: str, message: str, **parameters: object) -> InvalidTable:
    """The error of a table that cannot be read."""
    return InvalidTable(visible(name), [TableProblem("", code, message, parameters)])


def _of_file(path: Path) -> Table:
    if path.exists() and not path.is_file():
        raise refused(path.name, "no_file", _("is not a file; save it as one"))
    with path.open("rb") as file:
        start = file.read(_BEGINNING)
    if start.startswith(_ZIP):
        from cpr_docs.batch.xlsx_table import XlsxTable

        return XlsxTable(path)
    if start.startswith(_COMPOUND_FILE):
        if _has_password(path):
            message = _("is protected by a password; take it off in Excel and save it again")
            raise refused(path.name, "password", message)
        raise refused(path.name, "old_excel", _("is no CSV or XLSX file; save it as Excel workbook (.xlsx)"))
    if start.startswith(b"%PDF-"):
        raise refused(path.name, "exchanged", _("is a PDF, neither JSON nor a table"))
    if start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        raise refused(path.name, "exchanged", _("is JSON, not a table; the letter comes first, the table second"))
    from cpr_docs.batch.csv_table import CsvTable

    return CsvTable(path)


def _has_password(path: Path) -> bool:
    """True if a compound file (MS-CFB) holds an encrypted workbook."""
    seen = b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if _ENCRYPTED in seen + piece:
                return True
            seen = piece[-len(_ENCRYPTED) :]
    return False


class Unchanged:
    """Sees to it that a file is still the one that was first looked at."""

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
            raise refused(self._path.name, "changed", _("has changed since it was checked; start again"))
