"""Rows inside rows: a line for each inner row, with the outer row's cells repeated, in a table and back."""

import re
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import openpyxl
import pytest

import cpr_docs
from cpr_docs.modelling import Both, Day, Form, Label, Line, Part, Pounds, ReviewType, Rows, Section


class Lead(Part):
    name: Annotated[Line | None, Label(Both("Name", cy="Enw"), "")] = None


class Task(Part):
    number: Annotated[int | None, Label(Both("Number", cy="Rhif"), "")] = None
    text: Annotated[Line, Label(Both("Task", cy="Tasg"), "")]
    lead: Annotated[Section[Lead], Label(Both("Lead", cy="Arweinydd"), "")] = None
    cost: Annotated[Pounds | None, Label(Both("Cost", cy="Cost"), "")] = None


class Finding(Part):
    text: Annotated[Line, Label(Both("Finding", cy="Canfyddiad"), "")]
    found_on: Annotated[Day | None, Label(Both("Found on", cy="Dyddiad y canfyddiad"), "")] = None
    tasks: Annotated[Rows[Task], Label(Both("Tasks", cy="Tasgau"), "")] = ()


class NumberedFinding(Finding):
    number: Annotated[int, Label(Both("Number", cy="Rhif"), "")]


class FindingList(Form):
    TITLE: ClassVar[str] = Both("Findings", cy="Canfyddiadau")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["finding_list"]
    review_type: Literal[ReviewType.CONCISE]
    findings: Annotated[Rows[Finding], Label(Both("Findings", cy="Canfyddiadau"), "")] = ()
    numbered: Annotated[Rows[NumberedFinding], Label(Both("Numbered findings", cy="Canfyddiadau â rhif"), "")] = ()


def form(**lists: Any) -> FindingList:
    identity = {"form": "finding_list", "review_type": "concise", "board": {"en": "A"}, "case_identifier": "B"}
    return FindingList.parse({**identity, **lists})


def problems(path: str, *lines: dict[str, Any]) -> list[str]:
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        cpr_docs.rows(FindingList, path, list(lines))
    return [str(problem) for problem in caught.value.problems]


TWO = [
    {"text": "A", "tasks": [{"number": 1, "text": "a"}, {"number": 1, "text": "a"}, {"text": "b", "cost": "2.50"}]},
    {"text": "B", "found_on": "2012-03-01", "tasks": [{"text": "c", "lead": {"name": "Ms D"}}]},
    {"text": "C"},
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_each_inner_row_is_a_line_and_an_outer_row_without_one_is_a_line_with_blanks(
    suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"findings{suffix}"
    cpr_docs.write_table(form(findings=TWO), "findings", path, language="cy")
    assert cpr_docs.rows(FindingList, "findings", path) == TWO
    if suffix == ".xlsx":
        lines = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
        assert lines[0] == ("Canfyddiad", "Dyddiad y canfyddiad", "Rhif", "Tasg", "Enw", "Cost")
        assert [line[0] for line in lines[1:]] == ["A", "A", "A", "B", "C"]
        assert lines[-1][2:] == (None,) * 4


def test_equal_outer_cells_are_one_row_wherever_the_lines_are() -> None:
    lines = [
        {"Finding": "A", "Task": "a"},
        {"Finding": "B", "Task": "b"},
        {"Finding": "A", "Task": "c"},
        {"Finding": "A", "Found on": "1 March 2012", "Task": "d"},
    ]
    assert cpr_docs.rows(FindingList, "findings", lines) == [
        {"text": "A", "tasks": [{"text": "a"}, {"text": "c"}]},
        {"text": "B", "tasks": [{"text": "b"}]},
        {"text": "A", "found_on": "2012-03-01", "tasks": [{"text": "d"}]},
    ]


def test_cells_that_mean_the_same_are_equal() -> None:
    lines = [
        {"Finding": "A", "Found on": "1 March 2012", "Task": "a"},
        {"Finding": "A", "Found on": "01/03/2012", "Task": "b"},
    ]
    (row,) = cpr_docs.rows(FindingList, "findings", lines)
    assert len(row["tasks"]) == 2


class TestANumberAloneDecides:
    def test_lines_of_one_number_are_one_row_and_others_are_not(self) -> None:
        lines = [
            {"Number": 1, "Finding": "A", "Task": "a"},
            {"Number": 2, "Finding": "A", "Task": "b"},
            {"Number": 1, "Finding": "A", "Task": "c"},
        ]
        assert cpr_docs.rows(FindingList, "numbered", lines) == [
            {"text": "A", "number": 1, "tasks": [{"text": "a"}, {"text": "c"}]},
            {"text": "A", "number": 2, "tasks": [{"text": "b"}]},
        ]

    def test_another_outer_cell_that_differs_is_a_problem(self) -> None:
        lines = [
            {"Number": 1, "Finding": "A", "Found on": "1/3/2012", "Task": "a"},
            {"Number": 1, "Finding": "B", "Found on": "2/3/2012", "Task": "b"},
        ]
        assert problems("numbered", *lines) == [
            'row 2, column "Finding": differs from row 1, which has the same number',
            'row 2, column "Found on": differs from row 1, which has the same number',
        ]

    def test_the_number_of_the_outer_row_has_its_label_and_that_of_the_inner_one_its_lists_label_too(
        self, tmp_path: Path
    ) -> None:
        numbered = [{"number": 7, "text": "A", "tasks": [{"number": 8, "text": "a"}]}]
        cpr_docs.write_table(form(numbered=numbered), "numbered", tmp_path / "numbered.xlsx")
        lines = list(openpyxl.load_workbook(tmp_path / "numbered.xlsx").active.iter_rows(values_only=True))
        assert dict(zip(*lines, strict=True))["Number"] == 7
        assert dict(zip(*lines, strict=True))["Tasks Number"] == 8
        assert cpr_docs.rows(FindingList, "numbered", tmp_path / "numbered.xlsx") == [
            {"text": "A", "number": 7, "tasks": [{"number": 8, "text": "a"}]}
        ]


def test_a_line_without_outer_cells_is_a_problem() -> None:
    assert problems("findings", {"Finding": "A", "Task": "a"}, {"Finding": None, "Task": "b"}) == [
        "row 2, findings: has nothing in the columns of the row around it, which each line repeats"
    ]


def test_a_problem_of_an_inner_row_names_its_line() -> None:
    lines = [
        {"Finding": "A", "Task": "a", "Cost": "1"},
        {"Finding": "B", "Task": "b", "Cost": ""},
        {"Finding": "A", "Task": "", "Cost": "-3"},
    ]
    assert problems("findings", *lines) == [
        'row 3, column "Task": is missing',
        'row 3, column "Cost": must be 0 or more',
    ]


@pytest.mark.parametrize(
    ("path", "rows", "message"),
    [
        ("findings", [{"text": "A"}, {"text": "B"}, {"text": "A", "tasks": [{"text": "a"}]}], "rows 1 and 3 are"),
        ("numbered", [{"number": 4, "text": "A"}, {"number": 4, "text": "B"}], "rows 1 and 2 are"),
    ],
)
def test_rows_that_would_be_read_as_one_are_not_written(
    path: str, rows: list[dict[str, Any]], message: str, tmp_path: Path
) -> None:
    with pytest.raises(cpr_docs.OutputError, match=re.escape(message)):
        cpr_docs.write_table(form(**{path: rows}), path, tmp_path / "rows.csv")
    assert not (tmp_path / "rows.csv").exists()


def test_a_draft_row_with_nothing_but_rows_inside_is_not_written(tmp_path: Path) -> None:
    identity = {"form": "finding_list", "review_type": "concise"}
    draft = FindingList.draft({**identity, "findings": [{"tasks": [{"text": "a"}]}]})
    with pytest.raises(cpr_docs.OutputError, match="row 1 holds nothing but"):
        cpr_docs.write_table(draft, "findings", tmp_path / "rows.csv")


def test_the_path_of_an_inner_list_is_no_list_of_its_own() -> None:
    with pytest.raises(ValueError, match="path must be that of a list of the form: findings, numbered"):
        cpr_docs.rows(FindingList, "findings[].tasks", [{"Task": "a"}])
