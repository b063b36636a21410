"""Sheets of Excel workbooks as this library writes them: fonts, widths, and cells that stay text."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cpr_docs.language.languages import Language
from cpr_docs.ooxml.package import write_package

SHADE = PatternFill("solid", fgColor="E7EDF3")
TITLE, HEADING = Font(name="Arial", size=14, bold=True), Font(name="Arial", size=11, bold=True)
PLAIN = Font(name="Arial", size=11)
MAX_CHARACTERS = 32_767
"""Excel cuts the text of a cell after so many characters, without a warning."""
_MIN_WIDTH, _MAX_WIDTH = 16, 60
# ECMA-376 part 1, 22.9.2.19: "_x0041_" in the text of a cell is the letter A.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def new_workbook(title: str, language: Language) -> Workbook:
    """A workbook with one sheet."""
    book = Workbook()
    # Fixed times, so that the same content has the same bytes.
    book.properties.creator = "cpr-docs"
    book.properties.language = language.tag
    book.properties.title = title
    book.properties.created = book.properties.modified = datetime.datetime(2000, 1, 1)
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as a file: the same content has the same bytes, whenever it is written."""
    target = io.BytesIO()
    book.save(target)
    # openpyxl gives each part the time of writing.
    with zipfile.ZipFile(target) as archive:
        return write_package({name: archive.read(name) for name in archive.namelist()})


def set_text(cell: SheetCell, text: str) -> None:
    """Sets the text of a cell, which Excel calculates in no case."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    # openpyxl makes text that begins with "=" a formula; without the prefix, so does Excel when the cell is edited.
    cell.data_type = "s"
    cell.quotePrefix = True


def set_style(cell: SheetCell, font: Font, *, shaded: bool = False, wrapped: bool = True) -> None:
    """Sets the font and the alignment of a cell."""
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    if shaded:
        cell.fill = SHADE


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Sets the widths of the columns, from the first."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_widths_by_length(sheet: Worksheet, lengths: Iterable[int]) -> None:
    """Sets the widths of columns whose longest texts have these lengths."""
    set_widths(sheet, [min(max(length + 2, _MIN_WIDTH), _MAX_WIDTH) for length in lengths])


def make_list(sheet: Worksheet) -> None:
    """Lets a sheet be sorted and filtered below its first row, which stays in sight."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
