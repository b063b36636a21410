"""Cells of the tables of timelines: several fields in a cell, each with its label.

A finished paper leaves out a blank one.
"""

from collections.abc import Sequence

from cpr_docs.authoring.markup import Element, cell, cell_lines_if, paragraph, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.models.fields import Kind

_LINES_FOR_A_PEN = 3
"""The blank lines between a text that is written with a pen and the fields below it, beside the text's own line."""


def when_cell(sheet: Sheet, row: str, width: int, below: Sequence[str] = ()) -> Element:
    """The cell that says when: the day; below it the last day, the time, the tick of an estimate, further fields."""
    return cell(
        width,
        paragraph(sheet.control(f"{row}.on"), style="Cell"),
        *lines(sheet, *(f"{row}.{name}" for name in ("until", "at", "about")), *below),
    )


def text_cell(sheet: Sheet, path: str, width: int, below: Sequence[str] = ()) -> Element:
    """The cell of a required field, with the labelled lines of further fields below it."""
    filled = sheet.value(path, width)
    if below and sheet.field(path).kind is Kind.PROSE:
        room = (paragraph(style="Cell") for _line in range(_LINES_FOR_A_PEN))
        filled.extend(cell_lines_if(f"settings.purpose == 'paper' and {sheet.expression(path)} is none", *room))
    filled.extend(lines(sheet, *below))
    return filled


def lines(sheet: Sheet, *paths: str) -> list[Element]:
    """A line for each optional field, its label and its value; a finished paper leaves out a blank one."""
    found = []
    for path in paths:
        field = sheet.field(path)
        label = sheet.translate(field.label.title)
        if field.kind is Kind.TICK:
            line = paragraph(*sheet.boxed(path, "", label), style="CellBox")
        else:
            line = paragraph(run(f"{label}: "), sheet.control(path), style="Cell")
        found += cell_lines_if(f"not settings.finished or {sheet.expression(path)}", line)
    return found
