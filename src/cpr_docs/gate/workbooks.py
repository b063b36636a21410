"""The gate for Excel workbooks: every part is scanned within the bounds before openpyxl opens the first.

Which part openpyxl takes for a worksheet depends on names, content types and relationships that the file's author
chooses. So all parts are scanned, and the scan needs none of them.
"""

import re
import zipfile
from typing import IO, Any, Final
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader

from cpr_docs.errors import PackageError
from cpr_docs.gate import allowed
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.package import MAX_FILE_BYTES, check_directory

_BLOCK: Final = 2**18
_ROW: Final = re.compile(r"[0-9]{1,7}", re.ASCII)
_CELL: Final = re.compile(r"([A-Z]{1,3})[0-9]{1,7}", re.ASCII)
_LETTERS: Final = 26


def check_workbook(file: IO[bytes]) -> None:
    """Raises `PackageError` if the workbook exceeds a bound, or its rows or cells are out of order."""
    if file.seek(0, 2) > MAX_FILE_BYTES:
        raise PackageError(_("the file is larger than {limit} bytes"), limit=MAX_FILE_BYTES)
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        check_directory(archive)
        scan = _Scan()
        for entry in archive.infolist():
            with archive.open(entry) as part:
                scan.scan(part)


def open_workbook(file: IO[bytes]) -> Any:
    """A checked workbook, opened by openpyxl with the values that Excel last calculated."""
    file.seek(0)
    reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Reader(ExcelReader):  # type: ignore[misc]
    """openpyxl's reader without parts that a table does not need."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Does nothing: a chart sheet's pictures would go to yet another parser."""

    def read_properties(self) -> None:
        """Does nothing."""

    def read_custom(self) -> None:
        """Does nothing."""

    def read_theme(self) -> None:
        """Does nothing."""


class _Scan:
    """Counts the rows, cells and strings of a workbook, over all its parts."""

    def __init__(self) -> None:
        self._cells = self._strings = self._sheets = 0

    def scan(self, part: IO[bytes]) -> None:
        """Scans a part up to its end, or up to the first fault of its XML, where openpyxl stops too."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse_doctype
        self._root = ""
        self._row = self._column = self._characters_of_cell = 0
        read = 0
        try:
            while block := part.read(_BLOCK):
                read += len(block)
                parser.Parse(block)
                if read > allowed.WORKBOOK_OTHER_BYTES and self._root not in allowed.WORKBOOK_LARGE_PARTS:
                    raise PackageError(_("a part of the workbook is too large"))
        except expat.ExpatError:
            return
        except (LookupError, ValueError):  # lxml, which reads the worksheet too, may know the encoding
            raise PackageError(_("a part of the workbook is in an unknown encoding")) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        if local == "c":
            self._start_cell(attributes.get("r"))
        elif local == "row":
            self._start_row(attributes.get("r"))
        elif local == "sheetData" and self._root == "externalLink":
            self._row = 0  # cached values of another workbook, one sheetData per sheet
        elif local == "si":
            self._characters_of_cell = 0
            self._strings += 1
            if self._strings > allowed.WORKBOOK_STRINGS:
                raise PackageError(_("the workbook has too many shared strings"))
        elif local == "sheet":
            self._sheets += 1
            if self._sheets > allowed.WORKBOOK_SHEETS:
                raise PackageError(_("the workbook has too many worksheets"))
        if not self._root:
            self._root = local

    def _start_row(self, given: str | None) -> None:
        if given is not None and not _ROW.fullmatch(given):
            raise PackageError(_("a row of the workbook has no proper number"))
        number = self._row + 1 if given is None else int(given)
        if not self._row < number <= allowed.WORKBOOK_ROWS:
            # openpyxl drops a row that follows one with a higher number.
            raise PackageError(_("the rows of the workbook are out of order, or more than Excel has"))
        self._count_cells(number - self._row)
        self._row, self._column = number, 0

    def _start_cell(self, given: str | None) -> None:
        self._characters_of_cell = 0
        if not self._row:  # the calculation chain lists cells too, outside rows and in any order
            return
        reference = None if given is None else _CELL.fullmatch(given)
        if given is not None and reference is None:
            raise PackageError(_("a cell of the workbook has no proper reference"))
        column = self._column + 1 if reference is None else _column(reference[1])
        if not self._column < column <= allowed.WORKBOOK_COLUMNS:
            raise PackageError(_("the cells of the workbook are out of order, or more than Excel has"))
        self._count_cells(column - self._column)
        self._column = column

    def _count_cells(self, count: int) -> None:
        self._cells += count
        if self._cells > allowed.WORKBOOK_CELLS:
            raise PackageError(_("the workbook has too many cells"))

    def _characters(self, text: str) -> None:
        self._characters_of_cell += len(text)
        if self._characters_of_cell > allowed.WORKBOOK_TEXT and self._root in allowed.WORKBOOK_LARGE_PARTS:
            raise PackageError(_("a cell of the workbook holds too many characters"))


def _refuse_doctype(*_declaration: object) -> None:
    raise PackageError(_("a part of the workbook declares a document type"))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
