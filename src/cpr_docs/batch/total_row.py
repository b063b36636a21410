"""Rows of a list that are no recipients: a total below it, and headings that a page break has repeated."""

import re
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from cpr_docs.batch.columns import Columns
from cpr_docs.batch.folding import folded
from cpr_docs.language.text import is_blank

TotalRows: TypeAlias = Literal["refuse", "skip", "keep"]
"""The treatment of a row that looks like a total: a problem, left out, or a recipient."""

TOTAL_ROWS: tuple[TotalRows, ...] = ("refuse", "skip", "keep")

_COUNTED = "people|persons|recipients|participants|attendees|invitees|letters|rows|entries|names"
_TOTAL = re.compile(
    # "Total", "Sub-total: 12", "TOTAL (12)", "Total number of people"; no "Total Care Ltd".
    r"(?:(?:grand|overall|sub|running)[ -]?)?totals?"
    rf"(?:\W*|\s*[:=(\d].*|\s(?:number|of|invited|attending|{_COUNTED})\b.*)"
    r"|(?:cyfanswm|cyfanrif|cyfansymiau|is-?gyfanswm|is-?gyfanrif)\b.*"
    r"|(?:sum|count|average|swm|nifer|cyfartaledd)\W*\d*\W*"
    r"|(?:number|no\.?|nifer) (?:of|o)\b.*"
    rf"|\d+ (?:{_COUNTED}|in total|o bobl|o enwau)",
    re.IGNORECASE,
)


class NoRecipients:
    """Tells the rows of a table that are no recipients, by the cell that comes first and the one with the name."""

    def __init__(self, columns: Columns, addressee: str) -> None:
        name = columns.over(f"{addressee}.name") if addressee else None
        self._name = None if name is None else name.index
        self._headings = [folded(heading) for heading in columns.headings]

    def is_total(self, cells: Sequence[Any]) -> bool:
        """True if the row looks like a total."""
        first = next((cell for cell in cells if not is_blank(cell)), None)
        named = cells[self._name] if self._name is not None and self._name < len(cells) else None
        return _is_total(first) or (named is not first and _is_total(named))

    def repeats_headings(self, cells: Sequence[Any]) -> bool:
        """True if every cell that holds anything says again what is over it."""
        said = False
        for cell, heading in zip(cells, self._headings, strict=False):
            if is_blank(cell):
                continue
            # Nearly every row differs in its first cell.
            if type(cell) is not str or folded(cell) != heading:
                return False
            said = True
        return said


def _is_total(cell: object) -> bool:
    return type(cell) is str and _TOTAL.fullmatch(" ".join(cell.split())) is not None
