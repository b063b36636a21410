"""A summary as an Excel workbook: counts with a chart for each scale, the comments, and one row for each form."""

import datetime
import io
import itertools
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cpr_docs.evaluations.answered_forms import NotCounted, Return
from cpr_docs.evaluations.summary_tables import Cell, SummaryTable, Words, questions
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind

_COLOUR = "1F4E79"
_SHADE = PatternFill("solid", fgColor="E7EDF3")
_TITLE, _HEAD = Font(name="Arial", size=14, bold=True), Font(name="Arial", size=11, bold=True)
_PLAIN = Font(name="Arial", size=11)
_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 16.0, 7.5, 16
_STEPS = 8
_LONGEST = 32_000
"""Excel holds 32,767 characters in a cell, and would cut the rest without a word."""
_SHORT, _LONG = 16, 60


def xlsx_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as a workbook."""
    words = Words(language)
    book = Workbook()
    # Otherwise the file says when it was made, and differs each time.
    book.properties.creator = "cpr-docs"
    book.properties.language = language.tag
    book.properties.title = words.translate(_("Evaluation of the learning event"))
    book.properties.created = book.properties.modified = datetime.datetime(2000, 1, 1)
    _summary(book.active, returns, not_counted, words)
    _comments(book.create_sheet(words.translate(_("Comments"))), returns, words)
    _listed(book.create_sheet(words.translate(_("Forms"))), words.returns(returns, with_names))
    if not_counted:
        _listed(book.create_sheet(words.translate(_("Files not counted"))), words.not_counted(not_counted))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _summary(sheet: Worksheet, returns: Sequence[Return], not_counted: Sequence[NotCounted], words: Words) -> None:
    sheet.title = words.translate(_("Summary"))
    _widths(sheet, [34, 12])
    at = _write(sheet, 1, words.overview(returns, not_counted), title=_TITLE) + 1
    for name, _asked in questions(Kind.CHOICE):
        table = words.scale(returns, name)
        end = _write(sheet, at, table, title=_HEAD)
        first = at + 2
        # The last row is of those who gave no answer, which is no step of the scale.
        _chart(sheet, table.title, first, first + len(table.rows) - 2, f"D{at}", words)
        at = max(end, at + _CHART_ROWS) + 1
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _chart(sheet: Worksheet, title: str, first: int, last: int, anchor: str, words: Words) -> None:
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = title
    chart.title.overlay = False
    chart.width, chart.height, chart.gapWidth = _CHART_WIDTH, _CHART_HEIGHT, 60
    chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last))
    labels = Reference(sheet, min_col=1, min_row=first, max_row=last)
    # Words, which `set_categories` would take for numbers.
    chart.series[0].cat = AxDataSource(strRef=StrRef(str(labels)))
    chart.series[0].graphicalProperties.solidFill = _COLOUR
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    # The first answer of the form on top, and whole numbers of people.
    chart.x_axis.scaling.orientation = "maxMin"
    most = max(sheet.cell(row, 2).value for row in range(first, last + 1))
    chart.y_axis.scaling.min, chart.y_axis.number_format = 0, "0"
    chart.y_axis.majorUnit = max(1, -(-most // _STEPS))
    chart.y_axis.title = words.translate(_("Number"))
    # openpyxl leaves both axes out unless told.
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, anchor)


def _comments(sheet: Worksheet, returns: Sequence[Return], words: Words) -> None:
    _widths(sheet, [12, 14, 100])
    at = 1
    for name, _asked in questions(Kind.PROSE):
        at = _write(sheet, at, words.comments(returns, name), title=_TITLE) + 1


def _listed(sheet: Worksheet, table: SummaryTable) -> None:
    """One table with its heads in the first row, so that it can be sorted and filtered."""
    _row(sheet, 1, table.columns, _HEAD, shaded=True)
    for number, row in enumerate(table.rows, start=2):
        _row(sheet, number, row, _PLAIN)
    longest = [max(map(len, map(str, column))) for column in zip(table.columns, *table.rows, strict=True)]
    _widths(sheet, [min(max(length + 2, _SHORT), _LONG) for length in longest])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(sheet: Worksheet, at: int, table: SummaryTable, *, title: Font) -> int:
    """Writes a table from a row on; the row after it."""
    _put(sheet.cell(at, 1), table.title, title, wrapped=False)
    for number, row in enumerate(itertools.chain([table.columns], table.rows), start=at + 1):
        is_head = number == at + 1
        _row(sheet, number, row, _HEAD if is_head else _PLAIN, shaded=is_head)
    return at + 2 + len(table.rows)


def _row(sheet: Worksheet, number: int, cells: Sequence[Cell], font: Font, *, shaded: bool = False) -> None:
    for column, value in enumerate(cells, start=1):
        _put(sheet.cell(number, column), value, font, shaded=shaded)


def _put(cell: SheetCell, value: Cell, font: Font, *, shaded: bool = False, wrapped: bool = True) -> None:
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    if shaded:
        cell.fill = _SHADE
    if isinstance(value, str):
        cell.value = value if len(value) <= _LONGEST else f"{value[:_LONGEST]} […]"
        # openpyxl takes whatever begins with "=" for a formula, and Excel what it is asked to enter again.
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value


def _widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
