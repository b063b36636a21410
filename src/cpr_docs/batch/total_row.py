"""Recognises rows that are not recipients: totals below a list, and headings that a page break has repeated."""

import re
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from cpr_docs.batch.columns import Columns
from cpr_docs.batch.letter_headings import heading_names, required_paths
from cpr_docs.batch.row_languages import FOLDED_HEADINGS
from cpr_docs.language.normalise import folded
from cpr_docs.language.text import is_blank
from cpr_docs.models.form import AnyForm

TotalRows: TypeAlias = Literal["refuse", "skip", "keep"]
"""The treatment of a row that looks like a total: a problem, left out, or a recipient."""

TOTAL_ROWS: tuple[TotalRows, ...] = ("refuse", "skip", "keep")

_COUNTED = "people|persons|recipients|participants|attendees|invitees|letters|rows|entries|names"
_TOTAL = re.compile(
    # "Total", "Sub-total: 12", "TOTAL (12)", "Total number of people"; no "Total Care Ltd".
    r"(?:(?:grand|overall|sub|running)[ -]?)?totals?"
    rf"(?:\W*|\W*\d.*|\s*[:=(].*|\s(?:no\b|number|of|invited|attending|{_COUNTED})\b.*)"
    r"|(?:cyfanswm|cyfanrif|cyfansymiau|is-?gyfanswm|is-?gyfanrif)\b.*"
    r"|(?:sum|(?:head)?count|average|swm|nifer|cyfartaledd)\W*\d*\W*"
    r"|(?:sum|(?:head)?count|number|no\.?) of\b.*|nifer (?:o|y|yr)\b.*"
    r"|end of (?:the )?list|diwedd y rhestr"
    rf"|\d+ (?:{_COUNTED}|in total|o bobl|o enwau)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d+(?:\.0)?")


class NonRecipients:
    """Recognises rows that are not recipients, by their first cell and the cell of the name."""

    def __init__(self, columns: Columns, form: type[AnyForm]) -> None:
        name = columns.over(f"{form.ADDRESSEE}.name") if form.ADDRESSEE else None
        self._name = None if name is None else name.index
        self._needs_name = name is not None and name.path in required_paths(form)
        self._headings = [{folded(heading)} for heading in columns.headings]
        for column in columns.fields:
            self._headings[column.index].update(heading_names(form).of(column.path))
        if columns.language is not None:
            self._headings[columns.language].update(FOLDED_HEADINGS)

    def is_total(self, cells: Sequence[Any]) -> bool:
        """True if the row looks like a total."""
        first = next((cell for cell in cells if not is_blank(cell)), None)
        name = cells[self._name] if self._name is not None and self._name < len(cells) else None
        if self._needs_name and _FIGURES.fullmatch(str(name)):
            return True  # the result of a formula that counts
        return _is_total(first) or (name is not first and _is_total(name))

    def repeats_headings(self, cells: Sequence[Any]) -> bool:
        """True if every cell that is not blank repeats the heading of its column, in either language."""
        has_text = False
        for cell, names in zip(cells, self._headings, strict=False):
            if is_blank(cell):
                continue
            # A recipient's row returns here at its first cell.
            if type(cell) is not str or folded(cell) not in names:
                return False
            has_text = True
        return has_text


def _is_total(cell: object) -> bool:
    return type(cell) is str and _TOTAL.fullmatch(" ".join(cell.split()).strip("*()[]:–—- ")) is not None
