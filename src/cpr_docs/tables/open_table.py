"""Opens a table of any kind: CSV, XLSX, or a program's own rows."""

import codecs
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from cpr_docs.language.catalogue import _
from cpr_docs.tables.csv_table import CsvTable
from cpr_docs.tables.table import RowsTable, Table, TableSource, invalid_table
from cpr_docs.tables.xlsx_table import XlsxTable

_SIGNATURE_SIZE = 128
_ZIP = b"PK\x03\x04"
# The first entry of the archive, without compression (OpenDocument 1.3 part 2, 3.3).
_OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_JSON = re.compile(rb"\s*(?:\{|\[\s*[{\]])")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
# The name of the stream of an encrypted workbook (MS-OFFCRYPTO 2.3.4.4) in the directory of the compound file.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# A web page that is called .xls, as many systems export it; flat OpenDocument.
_MARKUP = (b"<?xml", b"<!doctype", b"<html", b"<table", b"<meta", b"<head")
_NEITHER = _("is no CSV or XLSX file; save it as Excel workbook (.xlsx)")


def open_table(source: TableSource, name: str = "recipients") -> Table:
    """The table in a CSV or XLSX file, or of a program's own rows, which messages call by the name.

    Raises `InvalidTable` for any other kind of file, and `OSError` for a file that cannot be read.
    """
    if isinstance(source, str | os.PathLike):
        return _open_file(Path(source))
    if isinstance(source, Sequence):
        return RowsTable(cast("Sequence[Mapping[str, Any]]", source), name)
    return source


def _open_file(path: Path) -> Table:
    if path.exists() and not path.is_file():
        raise invalid_table(path.name, "no_file", _("is not a file; save it as one"))
    with path.open("rb") as file:
        start = file.read(_SIGNATURE_SIZE)
    if start.startswith(_ZIP) and _OPENDOCUMENT in start:
        raise invalid_table(path.name, "ods", _("is an OpenDocument file (.ods); save it as Excel workbook (.xlsx)"))
    if start.startswith(_ZIP):
        return XlsxTable(path)
    if start.startswith(_COMPOUND_FILE):
        if _has_password(path):
            message = _("is protected by a password; take it off in Excel and save it again")
            raise invalid_table(path.name, "password", message)
        raise invalid_table(path.name, "old_excel", _NEITHER)
    if start.startswith(b"%PDF-"):
        raise invalid_table(path.name, "exchanged", _("is a PDF, neither JSON nor a table"))
    if _JSON.match(start.removeprefix(codecs.BOM_UTF8)):
        raise invalid_table(path.name, "exchanged", _("is JSON, not a table; two files may have been exchanged"))
    if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_MARKUP):
        raise invalid_table(path.name, "markup", _NEITHER)
    return CsvTable(path)


def _has_password(path: Path) -> bool:
    """True if a compound file (MS-CFB) contains an encrypted workbook."""
    tail = b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if _ENCRYPTED in tail + piece:
                return True
            tail = piece[-len(_ENCRYPTED) :]
    return False
