"""The reference shows every method of the sheet that adds to a template, with an example that prints something."""

import inspect

import pytest

from cpr_docs.authoring import Sheet
from docs.generate.sheets import SHEET_PAGE, document, examples
from tests.docs.pages import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="no checkout")

# These return XML or values, for rows and paragraphs that a layout composes itself; `lines` needs a frame of a letter.
_PIECES = {"answers", "box", "boxed", "control", "expression", "field", "inline", "label", "paragraph", "prose"}
# The foot of a page is in no picture, and `lines` needs the frame of a letter.
_PIECES |= {
    "foot",
    "lines",
    "copy",
    "rows",
    "repeated_rows",
    "row_if",
    "row_number",
    "sender_name",
    "row_unless_published",
    "statement_row",
    "table",
    "translate",
    "unless_published",
    "value",
    "values",
    "finish",
}


def test_every_method_has_an_example_and_a_picture() -> None:
    methods = {name for name, _method in inspect.getmembers(Sheet, inspect.isfunction) if not name.startswith("_")}
    assert examples().keys() == methods - _PIECES
    text = SHEET_PAGE.read_text(encoding="utf-8")
    assert all(f"<!-- generated: sheet {method} -->" in text for method in examples())


@pytest.mark.parametrize("method", examples())
def test_an_example_makes_a_document(method: str) -> None:
    assert f"sheet.{method}(" in examples()[method]
    assert document(examples()[method]).startswith(b"PK")
