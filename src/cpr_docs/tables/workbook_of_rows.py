"""The rows of a list as an Excel workbook: sheets in which dates are dates, and answers are chosen from a list."""

from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind
from cpr_docs.tables.cell_values import CellValue, answers
from cpr_docs.tables.literal_text import marked_for_workbook
from cpr_docs.tables.sheet_style import (
    HEADING,
    MAX_CHARACTERS,
    PLAIN,
    make_list,
    new_workbook,
    saved,
    set_style,
    set_text,
    set_widths_by_length,
)
from cpr_docs.tables.table import MAX_ROWS
from cpr_docs.tables.written_table import WrittenColumn, WrittenTable, sheet_name, too_long

# The names of months are those of a locale: English (United Kingdom), Welsh (United Kingdom).
_LOCALES: Final = {Language.ENGLISH: "[$-809]", Language.WELSH: "[$-452]"}
_FORMATS: Final = {
    Kind.DATE: "{locale}d mmmm yyyy",
    Kind.MONTH: "{locale}mmmm yyyy",
    Kind.TIME: "hh:mm",
    Kind.MONEY: '"£"#,##0.00',
    Kind.INTEGER: "0",
}
# Without it, Excel would make a date of "3/4", and a number of a telephone number.
_TEXT: Final = "@"
_EXACT_INTEGERS: Final = 10**15
"""A spreadsheet keeps 15 digits of a number."""


def workbook_bytes(*tables: WrittenTable) -> bytes:
    """Tables as the sheets of a workbook; raises `OutputError` for text that Excel would cut."""
    book = new_workbook(tables[0].title, tables[0].language)
    for number, table in enumerate(tables):
        _write_sheet(book, book.create_sheet() if number else book.active, table)
    return saved(book)


def _write_sheet(book: Workbook, sheet: Worksheet, table: WrittenTable) -> None:
    sheet.title = sheet_name(table.title)
    lengths = [0] * len(table.columns)
    for index, column in enumerate(table.columns):
        heading = sheet.cell(1, index + 1)
        set_style(heading, HEADING, shaded=True)
        set_text(heading, column.heading)
        lengths[index] = len(column.heading)
    for number, line in enumerate(table.lines, start=2):
        for index, (column, value) in enumerate(zip(table.columns, line, strict=True)):
            _set_cell(sheet.cell(number, index + 1), number, column, value, table.language)
            lengths[index] = max(lengths[index], len(str(value or "")))
    set_widths_by_length(sheet, lengths)
    for index, column in enumerate(table.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.number_format, dimension.font = _format(column, table.language), PLAIN
    make_list(sheet)
    _offer_answers(book, sheet, table)


def _set_cell(cell: SheetCell, row: int, column: WrittenColumn, value: CellValue, language: Language) -> None:
    set_style(cell, PLAIN)
    cell.number_format = _format(column, language)
    if value is None:
        return
    if isinstance(value, int) and abs(value) >= _EXACT_INTEGERS:
        value = str(value)
    if isinstance(value, str):
        text = marked_for_workbook(value)
        if len(text) > MAX_CHARACTERS:
            raise too_long(row, column, MAX_CHARACTERS)
        set_text(cell, text)
    else:
        # openpyxl sets a format of its own for dates and times.
        cell.value, cell.number_format = value, _format(column, language)


def _format(column: WrittenColumn, language: Language) -> str:
    return _FORMATS.get(column.field.field.kind, _TEXT).format(locale=_LOCALES[language])


def _offer_answers(book: Workbook, sheet: Worksheet, table: WrittenTable) -> None:
    """Lets the answers of each question be chosen, from lists in a hidden sheet: in the cell they may be too long."""
    name = sheet_name(translate(_("Answers"), table.language))
    lists = None
    for index, column in enumerate(table.columns, start=1):
        texts = answers(column.field.field, table.language)
        if not texts:
            continue
        cells = f"{get_column_letter(index)}2:{get_column_letter(index)}{MAX_ROWS}"
        if column.field.field.kind is Kind.CHOICES:
            # Excel's lists offer one answer.
            rule = DataValidation(sqref=cells, showInputMessage=True)
            rule.prompt = translate(_("one or more, with semicolons between them"), table.language)
            sheet.add_data_validation(rule)
            continue
        if lists is None:
            lists = book.create_sheet(f"{name} 2" if name == sheet.title else name)
            lists.sheet_state = "hidden"
        for row, text in enumerate(texts, start=1):
            set_text(lists.cell(row, index), marked_for_workbook(text))
        letter = get_column_letter(index)
        rule = DataValidation(
            type="list",
            formula1=f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(texts)}",
            sqref=cells,
            allow_blank=True,
            showErrorMessage=True,
        )
        rule.error = translate(_("Choose one of the answers of the list."), table.language)
        sheet.add_data_validation(rule)
