"""The fields of a `When` come from one column of a table, or from a column for each."""

import datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest

import cpr_docs
from cpr_docs.modelling import Both, Form, Label, Line, Part, ReviewType, Rows, When


class Sighting(When):
    what: Annotated[Line, Label(Both("What was seen", cy="Yr hyn a welwyd"), "")]


class Visitor(Part):
    name: Annotated[Line, Label(Both("Visitor", cy="Ymwelydd"), "")]
    sightings: Annotated[Rows[Sighting], Label(Both("Sightings", cy="Gweld"), "")] = ()


class Journal(Form):
    TITLE: ClassVar[str] = Both("Journal", cy="Dyddiadur")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["journal"]
    review_type: Literal[ReviewType.CONCISE]
    seen: Annotated[Rows[Sighting], Label(Both("Seen", cy="Gwelwyd"), "")] = ()
    visitors: Annotated[Rows[Visitor], Label(Both("Visitors", cy="Ymwelwyr"), "")] = ()


def read(*cells: Any, heading: str = "When") -> list[dict[str, Any]]:
    found = cpr_docs.rows(Journal, "seen", [{heading: cell, "What was seen": "A"} for cell in cells])
    assert all(row.pop("what") == "A" for row in found)
    return found


@pytest.mark.parametrize("heading", ["When", "Pryd", "when", "seen[].when"])
def test_a_cell_says_when_in_either_language(heading: str) -> None:
    assert read("12 March 2012, 2.30 pm", "March 2012", "2012", "c. 3/2012", "10-14/03/2012", heading=heading) == [
        {"on": "2012-03-12", "at": "14:30:00"},
        {"on": "2012-03-01", "until": "2012-03-31"},
        {"on": "2012-01-01", "until": "2012-12-31"},
        {"on": "2012-03-01", "until": "2012-03-31", "about": True},
        {"on": "2012-03-10", "until": "2012-03-14"},
    ]
    assert read("tua mis Mawrth 2012", heading=heading) == read("about March 2012", heading=heading)


def test_a_spreadsheets_own_values() -> None:
    assert read(datetime.datetime(2012, 3, 12), datetime.datetime(2012, 3, 12, 14, 30), datetime.date(2012, 3, 12)) == [
        {"on": "2012-03-12"},
        {"on": "2012-03-12", "at": "14:30:00"},
        {"on": "2012-03-12"},
    ]
    minute = {"on": "2012-03-12", "at": "14:30:00"}
    assert read("12/03/2012 14:30:00", "2012-03-12T14:30", "2012-03-12 2:30:00 PM") == [minute] * 3
    assert read(2012, 2012.0, "2012-03-12 00:00:00") == [*read("2012", "2012"), {"on": "2012-03-12"}]


def test_a_cell_that_says_no_moment_is_a_problem() -> None:
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        read("mid-March", "", "12/03/12", True, "14-10/03/2012")
    found = [(problem.row, problem.column, problem.code) for problem in caught.value.problems]
    codes = ["when", "missing", "short_year", "when", "when"]
    assert found == [(row, "When", code) for row, code in enumerate(codes, start=1)]


def test_one_column_or_the_others_but_not_both() -> None:
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        cpr_docs.rows(Journal, "seen", [{"When": "2012", "Date": "1/1/2012", "What was seen": "A"}])
    assert [str(each) for each in caught.value.problems] == [
        'column "Date": names the same field twice: columns 1 and 2'
    ]
    apart = [{"Date": "1/3/2012", "Until": "31/3/2012", "Approximate": "x", "What was seen": "A"}]
    found = cpr_docs.rows(Journal, "seen", apart)
    assert found == [{"on": "2012-03-01", "until": "2012-03-31", "about": True, "what": "A"}]


def test_rows_inside_rows_say_when_too(tmp_path: Path) -> None:
    lines = [{"Visitor": "Ms A", "When": "March 2012", "What was seen": "B"}]
    visitors = cpr_docs.rows(Journal, "visitors", lines)
    assert visitors[0]["sightings"] == [{"on": "2012-03-01", "until": "2012-03-31", "what": "B"}]
    identity = {"form": "journal", "review_type": "concise", "board": {"en": "A"}, "case_identifier": "B"}
    cpr_docs.write_table(Journal.parse({**identity, "visitors": visitors}), "visitors", tmp_path / "rows.xlsx")
    assert cpr_docs.rows(Journal, "visitors", tmp_path / "rows.xlsx") == visitors
