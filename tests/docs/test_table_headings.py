"""Every heading on the page of headings is understood, and every example of a cell is read."""

import itertools
import re

import pytest

from cpr_docs.batch.columns import match_columns
from cpr_docs.batch.letter_headings import address_part
from cpr_docs.batch.row_languages import is_language_heading
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.tables.cells import cell_reader
from docs.generate.headings import Column, columns
from tests.docs.pages import DOCS

_PAGE = (DOCS / "table-headings.md").read_text(encoding="utf-8")
_COLUMNS = [(name, column) for name in form_names() for column in columns(name)]


def identifier(case: object) -> str:
    return case.path if isinstance(case, Column) else str(case)


@pytest.mark.parametrize(("name", "column"), _COLUMNS, ids=identifier)
def test_each_heading_names_its_field_and_each_example_of_a_cell_is_read(name: str, column: Column) -> None:
    variants = form_class(name).variants()
    form = next((variant for variant in variants if variant.type_name() == column.only), variants[-1])
    for heading in (*column.headings.values(), *column.also, column.path):
        found = match_columns([heading], form)
        assert [one.path for one in found.fields] == [column.path], heading
    for text in column.examples:
        cell_reader(column.field)(text)


@pytest.mark.parametrize("name", form_names())
def test_each_form_has_its_table(name: str) -> None:
    assert f"\nIn the data: `{name}`.\n" in _PAGE


def test_the_columns_of_an_address_are_known_and_in_the_order_of_the_page() -> None:
    section = _PAGE.partition("## An address")[2].partition("\n## ")[0]
    lines = [re.findall(r"`([^`]+)`", line) for line in section.splitlines() if re.match(r"\d\. ", line)]
    places = [[part for heading in line if (part := address_part(heading))] for line in lines]
    assert list(map(len, places)) == list(map(len, lines))
    assert all(max(before) < min(after) for before, after in itertools.pairwise(places))


def test_the_columns_that_are_left_out_are_left_out() -> None:
    headings = re.findall(r"`([^`]+)`", _PAGE.partition("## Columns that are left out\n")[2].partition("\n## ")[0])
    assert len(headings) == 4
    found = match_columns(["Name", *headings], form_class("invitation_letter").variant("concise"))
    assert (found.problems, len(found.notes)) == ((), 4)


def test_the_headings_of_a_language_are_known() -> None:
    section = _PAGE.partition("<!-- generated: languages -->")[2].partition("| ")[0]
    headings = re.findall(r"`([^`]+)`", section)
    assert headings
    assert all(map(is_language_heading, headings))
