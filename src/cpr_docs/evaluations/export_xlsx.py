"""The summary as an Excel workbook: counts with a chart for each scale, the comments, and a row for each form."""

import itertools
from collections.abc import Sequence

from openpyxl.cell import Cell as SheetCell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from cpr_docs.evaluations.answered_forms import NotCounted, Return
from cpr_docs.evaluations.comment_tables import CommentTables, are_letters
from cpr_docs.evaluations.summary_tables import Cell, SummaryTable, SummaryTables, questions
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind
from cpr_docs.tables.sheet_style import (
    HEADING,
    PLAIN,
    TITLE,
    make_list,
    new_workbook,
    saved,
    set_style,
    set_text,
    set_widths,
    set_widths_by_length,
)

_COLOUR = "1F4E79"
_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 16.0, 7.5, 16
_MAX_TICKS = 8
_MAX_CHARACTERS = 32_000
"""A longer text is cut here, with a mark, because Excel would cut it without one."""


def xlsx_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as a workbook."""
    if are_letters(returns):
        return _comment_book(returns, not_counted, CommentTables(language), with_names)
    tables = SummaryTables(language)
    book = new_workbook(tables.title(returns), language)
    _summary(book.active, returns, not_counted, tables)
    _comments(book.create_sheet(tables.translate(_("Comments"))), returns, tables)
    _write_list(book.create_sheet(tables.translate(_("Forms"))), tables.returns(returns, with_names))
    if not_counted:
        _write_list(book.create_sheet(tables.translate(_("Files not counted"))), tables.not_counted(not_counted))
    return saved(book)


def _comment_book(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], tables: CommentTables, with_names: bool
) -> bytes:
    """The workbook of comments on learning points: no scale, and so no chart."""
    book = new_workbook(tables.letters_title, tables.language)
    book.active.title = tables.translate(_("Summary"))
    set_widths(book.active, [34, 12])
    _write(book.active, 1, tables.letter_overview(returns, not_counted), title=TITLE)
    comments, next_row = book.create_sheet(tables.translate(_("Comments"))), 1
    set_widths(comments, [12, 14, 100])
    for table in tables.letter_comments(returns):
        next_row = _write(comments, next_row, table, title=TITLE) + 1
    _write_list(book.create_sheet(tables.translate(_("Letters"))), tables.letter_list(returns, with_names))
    if not_counted:
        _write_list(book.create_sheet(tables.translate(_("Files not counted"))), tables.not_counted(not_counted))
    return saved(book)


def _summary(
    sheet: Worksheet, returns: Sequence[Return], not_counted: Sequence[NotCounted], tables: SummaryTables
) -> None:
    sheet.title = tables.translate(_("Summary"))
    set_widths(sheet, [34, 12])
    next_row = _write(sheet, 1, tables.overview(returns, not_counted), title=TITLE) + 1
    for name, _question in questions(Kind.CHOICE):
        table = tables.scale(returns, name)
        end = _write(sheet, next_row, table, title=HEADING)
        first = next_row + 2
        # The last row counts forms without an answer, and is not part of the scale.
        _chart(sheet, table.title, first, first + len(table.rows) - 2, f"D{next_row}", tables)
        next_row = max(end, next_row + _CHART_ROWS) + 1
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _chart(sheet: Worksheet, title: str, first: int, last: int, anchor: str, tables: SummaryTables) -> None:
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = title
    chart.title.overlay = False
    chart.width, chart.height, chart.gapWidth = _CHART_WIDTH, _CHART_HEIGHT, 60
    chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last))
    labels = Reference(sheet, min_col=1, min_row=first, max_row=last)
    # `set_categories` would make the labels numeric references.
    chart.series[0].cat = AxDataSource(strRef=StrRef(str(labels)))
    chart.series[0].graphicalProperties.solidFill = _COLOUR
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    # The form's first answer is on top, and the axis has whole numbers.
    chart.x_axis.scaling.orientation = "maxMin"
    most = max(sheet.cell(row, 2).value for row in range(first, last + 1))
    chart.y_axis.scaling.min, chart.y_axis.number_format = 0, "0"
    chart.y_axis.majorUnit = max(1, -(-most // _MAX_TICKS))
    chart.y_axis.title = tables.translate(_("Number"))
    # openpyxl deletes both axes by default.
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, anchor)


def _comments(sheet: Worksheet, returns: Sequence[Return], tables: SummaryTables) -> None:
    set_widths(sheet, [12, 14, 100])
    next_row = 1
    for name, _question in questions(Kind.PROSE):
        next_row = _write(sheet, next_row, tables.comments(returns, name), title=TITLE) + 1


def _write_list(sheet: Worksheet, table: SummaryTable) -> None:
    """Writes a table with its headings in the first row, so that it can be sorted and filtered."""
    _row(sheet, 1, table.columns, HEADING, shaded=True)
    for number, row in enumerate(table.rows, start=2):
        _row(sheet, number, row, PLAIN)
    longest = [max(map(len, map(str, column))) for column in zip(table.columns, *table.rows, strict=True)]
    set_widths_by_length(sheet, longest)
    make_list(sheet)


def _write(sheet: Worksheet, top: int, table: SummaryTable, *, title: Font) -> int:
    """Writes a table, with its title in the row `top`, and returns the number of the row after it."""
    _set_cell(sheet.cell(top, 1), table.title, title, wrapped=False)
    for number, row in enumerate(itertools.chain([table.columns], table.rows), start=top + 1):
        is_heading = number == top + 1
        _row(sheet, number, row, HEADING if is_heading else PLAIN, shaded=is_heading)
    return top + 2 + len(table.rows)


def _row(sheet: Worksheet, number: int, cells: Sequence[Cell], font: Font, *, shaded: bool = False) -> None:
    for column, value in enumerate(cells, start=1):
        _set_cell(sheet.cell(number, column), value, font, shaded=shaded)


def _set_cell(cell: SheetCell, value: Cell, font: Font, *, shaded: bool = False, wrapped: bool = True) -> None:
    set_style(cell, font, shaded=shaded, wrapped=wrapped)
    if isinstance(value, str):
        set_text(cell, value if len(value) <= _MAX_CHARACTERS else f"{value[:_MAX_CHARACTERS]} […]")
    else:
        cell.value = value
