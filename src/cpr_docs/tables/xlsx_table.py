"""Reads a table from a sheet of an Excel workbook, with the values that Excel last calculated."""

import contextlib
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from cpr_docs.errors import InvalidTable, PackageError
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import is_blank
from cpr_docs.tables.table import ChangeDetector, FormulaWithoutValue, HiddenRow, MergedCell, Row, Table, invalid_table

if TYPE_CHECKING:
    from cpr_docs.tables.sheet_rows import SheetRows


class XlsxTable(Table):
    """The table in one sheet of an Excel workbook; by default, the first visible sheet.

    Requires openpyxl, the extra ``xlsx``.
    """

    def __init__(self, path: Path, sheet: str = "") -> None:
        self.name = path.name
        self.sheet = sheet
        self._path = path
        self._changes = ChangeDetector(path)
        self._sheet_rows: SheetRows | None = None
        self._is_checked = False
        try:
            # Imported on use: only a workbook needs openpyxl.
            from cpr_docs.gate.workbooks import check_workbook, open_workbook
        except ImportError:
            message = _("needs a package more to be read: pip install 'cpr-docs[xlsx]'; or save it as \"CSV UTF-8\"")
            raise invalid_table(self.name, "xlsx_extra", message) from None
        self._check, self._load = check_workbook, open_workbook

    def sheets(self) -> Sequence[Table]:
        """Each sheet that is not hidden; raises `InvalidTable` if all are hidden."""
        with self._errors_as_invalid_table(), self._open_book() as (_file, book):
            visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise invalid_table(self.name, "no_sheet", _("has no sheet with a table"))
        return [self._sheet_table(title) for title in visible]

    def sheet_named(self, name: str) -> Table:
        """The sheet of that name, hidden or not; raises `ValueError` if the workbook has no such sheet."""
        with self._errors_as_invalid_table(), self._open_book() as (_file, book):
            titles = [sheet.title for sheet in book.worksheets]
        for title in titles:
            if title.casefold().strip() == name.casefold().strip():
                return self._sheet_table(title)
        raise ValueError(f"{self.name} has no sheet of the name that was given; it has {', '.join(titles)}")

    def _sheet_table(self, title: str) -> Self:
        table = type(self)(self._path, title)
        table._changes, table._is_checked = self._changes, self._is_checked
        return table

    def rows(self) -> Iterator[Row]:
        """All rows of the sheet from the first; raises `InvalidTable` for a workbook that cannot be read."""
        with self._errors_as_invalid_table(), self._open_book() as (file, book):
            if not self.sheet:
                self.sheet = self.sheets()[0].sheet
            if self._sheet_rows is None:
                # Imported on use: only a workbook needs it.
                from cpr_docs.tables.sheet_rows import sheet_rows

                self._sheet_rows = sheet_rows(file, self.sheet)
            special = self._sheet_rows
            rows_without_value = {row for row, _column in special.without_value}
            sheet = book[self.sheet]
            sheet.reset_dimensions()  # some programs write wrong dimensions
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                values = [_unescaped(cell) for cell in cells]
                if number in rows_without_value:
                    for column in range(1, len(values) + 1):
                        if (number, column) in special.without_value:
                            values[column - 1] = FormulaWithoutValue()
                if number in special.merged and not is_blank(values):
                    _mark_merged(values, special.merged[number])
                yield HiddenRow(number, values) if number in special.hidden else Row(number, values)
        self._changes.check()

    @contextlib.contextmanager
    def _errors_as_invalid_table(self) -> Iterator[None]:
        try:
            yield
        except InvalidTable:
            raise
        except PackageError:
            if (message := self._other_kind()) is not None:
                raise invalid_table(self.name, "xlsx", message) from None
            message = _(
                "holds more than a table may, or is not as Excel writes it; copy the table alone into a new workbook"
            )
            raise invalid_table(self.name, "xlsx_bounds", message) from None
        except OSError as error:
            if error.errno is not None:  # openpyxl raises OSError without a number
                raise
            raise self._not_a_workbook() from None
        except Exception:  # noqa: BLE001 - a damaged workbook can make openpyxl raise anything
            raise self._not_a_workbook() from None

    def _not_a_workbook(self) -> InvalidTable:
        return invalid_table(self.name, "xlsx", self._other_kind() or _("is no Excel workbook that can be read"))

    def _other_kind(self) -> str | None:
        """The message for an archive of another program, or of Excel's binary format."""
        names: set[str] = set()
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(self._path) as archive:
            names.update(archive.namelist())
        if "word/document.xml" in names:
            return _("is a Word document, not a table")
        if "xl/workbook.bin" in names:
            return _("is a binary workbook (.xlsb); save it as Excel workbook (.xlsx)")
        if "Index/Document.iwa" in names:
            return _("is a file of Numbers; export it to Excel (.xlsx)")
        return None

    @contextlib.contextmanager
    def _open_book(self) -> Iterator[tuple[IO[bytes], Any]]:
        self._changes.check()
        with self._path.open("rb") as file:
            if not self._is_checked:
                self._check(file)
                self._is_checked = True
            with warnings.catch_warnings():
                # openpyxl warns of parts that it would lose on saving; the workbook is not saved here.
                warnings.simplefilter("ignore")
                book = self._load(file)
            with contextlib.closing(book):
                yield file, book


def _mark_merged(values: list[Any], columns: Sequence[int]) -> None:
    """Marks the cells of a row whose values are in a row above."""
    values += [None] * (max(columns) - len(values))
    for column in columns:
        if values[column - 1] is None:
            values[column - 1] = MergedCell()


def _unescaped(cell: Any) -> Any:
    if isinstance(cell, str) and "_x" in cell:
        # Imported on use: openpyxl is an optional dependency.
        from openpyxl.utils.escape import unescape

        return unescape(cell)
    return cell
