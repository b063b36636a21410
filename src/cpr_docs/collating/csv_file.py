"""A summary as CSV: its tables one below the other, which a spreadsheet program opens and runs nothing of."""

import csv
import io
from collections.abc import Sequence

from cpr_docs.collating.returns import NotCounted, Return
from cpr_docs.collating.tables import Cell, Words, questions
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind

# What makes a spreadsheet program take a text for a formula (OWASP, "CSV Injection").
_FORMULA = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_bytes(
    returns: Sequence[Return], not_counted: Sequence[NotCounted], language: Language, with_names: bool
) -> bytes:
    """The summary as CSV; UTF-8 with a byte-order mark, without which Excel takes ŵ for two letters."""
    words = Words(language)
    tables = [
        words.overview(returns, not_counted),
        *(words.scale(returns, name) for name, _asked in questions(Kind.CHOICE)),
        *(words.comments(returns, name) for name, _asked in questions(Kind.PROSE)),
        words.returns(returns, with_names),
        words.not_counted(not_counted),
    ]
    target = io.StringIO(newline="")
    lines = csv.writer(target)
    for table in tables:
        lines.writerow([_as_text(table.title)])
        lines.writerows([_as_text(cell) for cell in row] for row in (table.columns, *table.rows))
        lines.writerow([])
    return target.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell
