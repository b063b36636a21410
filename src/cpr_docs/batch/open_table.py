"""Opens the table that a file or a program's rows hold, whatever its kind."""

import codecs
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from cpr_docs.batch.csv_table import CsvTable
from cpr_docs.batch.table import RowsTable, Table, TableSource, refused
from cpr_docs.batch.xlsx_table import XlsxTable
from cpr_docs.language.catalogue import _

_BEGINNING = 16
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
# The stream that holds an encrypted workbook (MS-OFFCRYPTO 2.3.4.4), as the directory of the file names it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_table(source: TableSource) -> Table:
    """The table that a CSV or XLSX file holds, or a program's own rows.

    Raises `InvalidTable` for a file that is neither, and `OSError` for one that cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        return _of_file(Path(source))
    if isinstance(source, Sequence):
        return RowsTable(cast("Sequence[Mapping[str, Any]]", source))
    return source


def _of_file(path: Path) -> Table:
    if path.exists() and not path.is_file():
        raise refused(path.name, "no_file", _("is not a file; save it as one"))
    with path.open("rb") as file:
        start = file.read(_BEGINNING)
    if start.startswith(_ZIP):
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
