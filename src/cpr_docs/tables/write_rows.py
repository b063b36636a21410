"""Writes the rows of a list to a table, CSV or XLSX, which `read_rows` reads again to the same rows."""

import csv
import datetime
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cpr_docs.arguments import require
from cpr_docs.errors import OutputError
from cpr_docs.files import write_atomic
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import Kind
from cpr_docs.models.form import AnyForm
from cpr_docs.tables.cell_values import CellValue, cell_value
from cpr_docs.tables.form_list import FormList, form_list
from cpr_docs.tables.literal_text import marked_for_csv
from cpr_docs.tables.nested_rows import unnested
from cpr_docs.tables.written_table import WrittenColumn, WrittenTable, too_long


def write_table(
    form: "AnyForm | Draft[Any]",
    path: str,
    target: str | os.PathLike[str],
    *,
    language: Language | str = Language.ENGLISH,
    overwrite: bool = False,
) -> None:
    """Implements `cpr_docs.write_table`."""
    require("form", form, (AnyForm, Draft), "a form, or a draft of one")
    form_type: Any = form.form_type if isinstance(form, Draft) else type(form)
    values, chosen = form.values if isinstance(form, Draft) else form, Language(language)
    first, *further = (
        _table_of(form_list(form_type, each), values, chosen)
        for each in (path, *form_type.FURTHER_SHEETS.get(path.removesuffix("[]"), ()))
    )
    save_table(first, Path(target), further=further, overwrite=overwrite)


def _table_of(found: FormList, values: Any, language: Language) -> WrittenTable:
    """The rows of a list as a table."""
    columns = written_columns(found, language)
    lines = [
        tuple(
            cell_value(column.field.field, line.get(column.path), language, column.field.columns[column.path])
            for column in columns
        )
        for line in unnested(found.rows_in(values), found.fields.level)
    ]
    return WrittenTable(translate(found.label, language), language, columns, lines)


def table_template(
    form: str | type[AnyForm],
    path: str,
    target: str | os.PathLike[str],
    *,
    review_type: ReviewType | str | None = None,
    language: Language | str = Language.ENGLISH,
    overwrite: bool = False,
) -> None:
    """Implements `cpr_docs.table_template`."""
    chosen, found = Language(language), form_list(form, path, review_type)
    table = WrittenTable(translate(found.label, chosen), chosen, written_columns(found, chosen), ())
    save_table(table, Path(target), overwrite=overwrite)


def written_columns(found: FormList, language: Language) -> tuple[WrittenColumn, ...]:
    """The columns of a list's rows, with headings in the language."""
    return tuple(
        WrittenColumn(path, field, found.fields.heading(field, path, language))
        for field in found.fields.fields
        for path in field.columns
    )


def save_table(table: WrittenTable, target: Path, *, further: Sequence[WrittenTable] = (), overwrite: bool) -> None:
    """Writes a table as XLSX or CSV, as the name of the file says; raises `OutputError` for any other name.

    Further tables are further sheets of a workbook, and CSV has none.
    """
    suffix = target.suffix.lower()
    if suffix == ".csv":
        content = _csv_bytes(table)
    elif suffix == ".xlsx":
        try:
            # Imported on use: openpyxl is an optional dependency.
            from cpr_docs.tables.workbook_of_rows import workbook_bytes
        except ImportError:
            raise OutputError(_("an .xlsx file needs openpyxl: pip install 'cpr-docs[xlsx]'")) from None
        content = workbook_bytes(table, *further)
    else:
        raise OutputError(_("{name}: a table is an .xlsx or a .csv file"), name=target.name)
    write_atomic(target, content, overwrite=overwrite)


def _csv_bytes(table: WrittenTable) -> bytes:
    """The table in UTF-8 with a byte-order mark: without it, Excel reads ŵ as two letters."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([marked_for_csv(column.heading) for column in table.columns])
    limit = csv.field_size_limit()
    for number, line in enumerate(table.lines, start=2):
        cells = [_csv_cell(column, cell) for column, cell in zip(table.columns, line, strict=True)]
        for column, cell in zip(table.columns, cells, strict=True):
            if len(cell) >= limit:
                raise too_long(number, column, limit)
        writer.writerow(cells)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(column: WrittenColumn, value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return marked_for_csv(value)
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m}" if column.field.field.kind is Kind.MONTH else value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, datetime.time) else str(value)
