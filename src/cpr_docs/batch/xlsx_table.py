"""A table of recipients as an Excel workbook: its first visible sheet, with the values that Excel last worked out."""

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cpr_docs.batch.table import Row, Table, Unchanged, refused
from cpr_docs.errors import InvalidTable
from cpr_docs.language.messages import _


class XlsxTable(Table):
    """The table in an Excel workbook; needs openpyxl, the extra ``xlsx``."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        self._unchanged = Unchanged(path)
        try:
            import openpyxl
        except ImportError:
            message = _("needs a package more to be read: pip install 'cpr-docs[xlsx]'; or save it as \"CSV UTF-8\"")
            raise refused(self.name, "xlsx_extra", message) from None
        self._open = openpyxl.load_workbook

    def rows(self) -> Iterator[Row]:
        """All rows of the sheet from the first; raises `InvalidTable` for a workbook that cannot be read."""
        self._unchanged.check()
        with self._path.open("rb") as file:
            try:
                yield from self._rows(file)
            except (OSError, InvalidTable):
                raise
            except Exception:  # noqa: BLE001 - a broken workbook breaks openpyxl in any way
                raise refused(self.name, "xlsx", _("is no Excel workbook that can be read")) from None
        self._unchanged.check()

    def _rows(self, file: IO[bytes]) -> Iterator[Row]:
        with warnings.catch_warnings():
            # openpyxl warns of what it would lose if it saved the workbook, which it does not here.
            warnings.simplefilter("ignore")
            book = self._open(file, read_only=True, data_only=True)
        with contextlib.closing(book):
            sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
            if sheet is None:
                raise refused(self.name, "no_sheet", _("has no sheet with a table"))
            sheet.reset_dimensions()  # some programs write them wrongly
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield Row(number, [_unescaped(cell) for cell in cells])


def _unescaped(cell: Any) -> Any:
    if isinstance(cell, str) and "_x" in cell:
        from openpyxl.utils.escape import unescape

        return unescape(cell)
    return cell
