"""A text that a spreadsheet program would take for a formula is written after an apostrophe."""

import pytest

from cpr_docs.csv_text import escape_formula


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "  ="])
def test_a_text_like_a_formula_is_escaped(start: str) -> None:
    assert escape_formula(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("text", ["", "Sian", "1 = 1", "'=1", " x"])
def test_any_other_text_stays(text: str) -> None:
    assert escape_formula(text) == text
