"""Text in a cell that no program may take for anything else: marked with an apostrophe, as spreadsheet programs do.

Marked is what a spreadsheet program would calculate, and what a reader of tables would refuse. A reader takes the mark
off, and off no other text: all text comes back as it was.
"""

from cpr_docs.csv_text import is_formula
from cpr_docs.tables.cells import has_lost_letter, is_spreadsheet_error

_MARK = "'"


def marked_for_csv(text: str) -> str:
    """The text for a cell of a CSV file, in which nothing says that a cell is text."""
    return f"{_MARK}{text}" if _needs_mark(text) else text


def marked_for_workbook(text: str) -> str:
    """The text for a cell of a workbook, which says itself that it is text."""
    needs = _is_refused(text) or (text.startswith(_MARK) and _needs_mark(text))
    return f"{_MARK}{text}" if needs else text


def unmarked(text: str) -> str | None:
    """The text without its mark; None for text without one."""
    is_marked = text.startswith(_MARK) and _needs_mark(text[1:])
    return text[1:] if is_marked else None


def _needs_mark(text: str) -> bool:
    # Text that looks marked needs a mark too, or it would lose its own apostrophe.
    bare = text.lstrip(_MARK)
    return is_formula(bare) or _is_refused(bare)


def _is_refused(text: str) -> bool:
    return is_spreadsheet_error(text) or has_lost_letter(text)
