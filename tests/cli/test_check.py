"""``cpr-docs check``: the problems of a form, and the differences between its languages, which refuse nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import CANARY, run, write
from tests.examples import EXAMPLES, Example

OTHER_DATE = {"en": f"{CANARY} came on 3 May 2012.", "cy": f"Daeth {CANARY} ar 4 Mai 2012."}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_nothing_is_found_in_an_example(example: Example, tmp_path: Path) -> None:
    result = run(tmp_path, "check", "-", data=json.dumps(example.form().model_dump(mode="json")))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "problems: 0; notes: 0\n"


def test_a_difference_is_a_note(tmp_path: Path) -> None:
    write(tmp_path, "report/concise", conclusions=OTHER_DATE)
    result = run(tmp_path, "check", "case.json")
    assert result.exit_code == 0
    assert result.stdout == "note: conclusions: not the same in both languages: a date\n"
    assert CANARY not in result.stdout


def test_in_welsh_too(tmp_path: Path) -> None:
    write(tmp_path, "report/concise", conclusions=OTHER_DATE)
    result = run(tmp_path, "check", "case.json", "--messages", "cy")
    assert result.stdout == "sylwer: conclusions: nid yr un peth yn y ddwy iaith: dyddiad\n"


def test_problems_come_first_and_end_with_status_1(tmp_path: Path) -> None:
    write(tmp_path, "report/concise", conclusions=OTHER_DATE, circumstances={"en": CANARY}, board=None)
    result = run(tmp_path, "check", "case.json")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "board: is missing",
        "note: circumstances: has no Welsh",
        "note: conclusions: not the same in both languages: a date",
    ]


def test_a_blank_is_no_problem_of_a_draft(tmp_path: Path) -> None:
    write(tmp_path, "report/concise", board=None)
    assert run(tmp_path, "check", "case.json").exit_code == 1
    result = run(tmp_path, "check", "case.json", "--draft")
    assert (result.exit_code, result.stdout) == (0, "")


def test_as_json_for_programs(tmp_path: Path) -> None:
    write(tmp_path, "report/concise", conclusions=OTHER_DATE, board=None)
    listed: list[dict[str, Any]] = json.loads(run(tmp_path, "check", "case.json", "--json").stdout)
    assert [(each["severity"], each["path"], each["code"]) for each in listed] == [
        ("problem", "board", "missing"),
        ("note", "conclusions", "pair_date"),
    ]


def test_render_says_how_many_differences_there_are(tmp_path: Path) -> None:
    write(tmp_path, "evaluation_form/concise", answers__learning=OTHER_DATE)
    result = run(tmp_path, "render", "case.json", "-l", "cy", "-o", "x.docx")
    assert result.exit_code == 0
    assert "differences between English and Welsh: 1; cpr-docs check case.json lists them\n" in result.stderr
    write(tmp_path, "evaluation_form/concise")
    result = run(tmp_path, "render", "case.json", "-l", "cy", "-o", "y.docx")
    assert "differences" not in result.stderr
