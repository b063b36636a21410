"""Text for a CSV cell, which no spreadsheet program takes for a formula."""

from typing import Final

# OWASP, "CSV Injection": the characters, and the full-width forms that programs treat as the same.
_FORMULA_STARTS: Final = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def is_formula(text: str) -> bool:
    """True if a spreadsheet program would take the text for a formula."""
    return text.lstrip(" ").startswith(_FORMULA_STARTS)


def escape_formula(text: str) -> str:
    """The text, after an apostrophe if a spreadsheet program would take it for a formula."""
    return f"'{text}" if is_formula(text) else text
