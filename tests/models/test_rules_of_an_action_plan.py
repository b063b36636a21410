"""The rules of an action plan and of the report on the difference, its points as a table, and many plans in one."""

import csv
import io
from pathlib import Path

import pytest

import cpr_docs
from tests.models.data import REMOVED, changed, problems

PLAN, EXTENDED_PLAN = "action_plan/concise", "action_plan/extended"
DIFFERENCE = "difference_report/concise"


def lines_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_numbers_of_points_and_of_actions_are_given_once() -> None:
    data = changed(PLAN, {"points[1].number": 1, "points[2].actions[0].number": 2, "audit": []})
    assert problems(data) == [("points[1].number", "point_numbers"), ("points[2].actions[0].number", "action_numbers")]


def test_an_audit_names_an_action_of_the_plan() -> None:
    assert problems(changed(PLAN, {"audit[0].action": 99})) == [("audit[0].action", "unknown_action")]


def test_the_board_approves_actions_or_the_reason_for_none_and_not_before_the_report() -> None:
    without = changed(PLAN, {"points": [{"number": 1, "text": {"en": "A point"}}], "audit": []})
    assert problems(without) == [("no_action", "required")]
    assert problems(without | {"no_action": {"en": "No change"}}) == []
    assert problems(changed(PLAN, {"approved_on": "2013-03-27"})) == [("approved_on", "order")]


def test_the_day_of_completion_is_that_of_a_complete_action() -> None:
    first, second = "points[0].actions[0].completed_on", "points[0].actions[1].completed_on"
    data = changed(PLAN, {first: REMOVED, second: "2013-12-20"})
    assert problems(data) == [(first, "required"), (second, "not_asked")]


def test_a_published_plan_has_no_progress_no_audit_and_no_names_of_officers() -> None:
    form = cpr_docs.example("action_plan", "concise")
    read = cpr_docs.read(cpr_docs.render(form, "en", purpose="published").content)
    assert isinstance(read, cpr_docs.ActionPlan)
    assert (read.progress, read.audit) == ((), ())
    actions = [action for point in read.points for action in point.actions]
    assert len(actions) == 7
    assert {action.lead_name for action in actions} == {None}
    assert None not in {action.lead for action in actions}


def test_the_points_are_a_line_for_each_action_in_a_table_and_back(tmp_path: Path) -> None:
    form = cpr_docs.example("action_plan", "extended")
    for name in ("points.csv", "points.xlsx"):
        cpr_docs.write_table(form, "points", tmp_path / name, language="cy")
        rows = cpr_docs.rows("action_plan", "points", tmp_path / name)
        assert rows == changed(EXTENDED_PLAN, {})["points"]
    lines = lines_of(tmp_path / "points.csv")
    assert [line["Rhif y pwynt"] for line in lines] == ["1", "1", "2", "3", "4", "4", "5", "6"]
    assert (lines[-1]["Rhif y cam gweithredu"], lines[-1]["Statws"]) == ("", "")


def test_lines_of_one_point_that_differ_are_problems_of_the_cells() -> None:
    text = "Conclusion or learning point (English)"
    lines = [
        {"Number of the point": 1, text: name, "Number of the action": number, "Action (English)": name}
        for number, name in enumerate("AB", start=1)
    ]
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        cpr_docs.rows("action_plan", "points", lines)
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(2, text)]


def test_many_plans_are_one_table_sorted_by_case(tmp_path: Path) -> None:
    document = cpr_docs.render(cpr_docs.example("action_plan", "extended"), "cy").content
    progress = cpr_docs.progress([document, cpr_docs.example("action_plan", "concise")])
    assert [each.action.number for each in progress.actions] == [*range(1, 8)] * 2
    path = progress.save(tmp_path / "progress.csv")
    lines = lines_of(path)
    assert [line["Case identifier"] for line in lines] == ["DA-CPR-2012-03"] * 7 + ["DA-CPR-2013-01"] * 7
    assert list(lines[3].values())[3:] == [
        "Bro Meillion & Glan Eirian LSCB",
        "Business Manager",
        "2014-06-30",
        "On track",
        "",
    ]
    # The document has the Welsh alone.
    assert lines[-1]["Lead officer (post)"] == "Rheolwr Grŵp, Gwasanaethau Plant"
    with pytest.raises(cpr_docs.OutputExists):
        progress.save(path)


def test_progress_takes_one_plan_of_each_case_and_no_other_form() -> None:
    plan = cpr_docs.example("action_plan", "concise")
    with pytest.raises(cpr_docs.OutputError, match="plans 1 and 2 are of the same case"):
        cpr_docs.progress([plan, plan])
    # Each document has the name of the board in its language alone.
    with pytest.raises(cpr_docs.OutputError, match="plans 1 and 2 are of the same case"):
        cpr_docs.progress([plan.in_language("en"), plan.in_language("cy")])
    with pytest.raises(TypeError, match="plans must be a list of action plans"):
        cpr_docs.progress([cpr_docs.example("report", "concise")])


def test_a_report_on_the_difference_lists_each_action_once_or_says_why_there_is_none() -> None:
    assert problems(changed(DIFFERENCE, {"actions": []})) == [("actions", "required")]
    assert problems(changed(DIFFERENCE, {"actions": [], "no_action": {"en": "No change"}})) == []
    data = changed(DIFFERENCE, {"actions[1].number": 1, "actions[1].completed_on": "2014-01-01"})
    assert problems(data) == [("actions[1].completed_on", "not_asked"), ("actions[1].number", "action_numbers")]
    (problem,) = problems(changed(DIFFERENCE, {"inspectorates": ["estyn"]}))
    assert problem[0] == "inspectorates"


def test_two_boards_may_have_a_case_of_one_identifier_and_the_table_then_names_the_board(tmp_path: Path) -> None:
    plan = cpr_docs.example("action_plan", "concise")
    other = plan.replace(board={"en": "Another Board", "cy": "Bwrdd Arall"})
    progress = cpr_docs.progress([plan, other])
    assert {str(each.board.en) for each in progress.actions} == {str(plan.board.en), "Another Board"}
    headings = [
        cpr_docs.progress(plans).save(tmp_path / f"{count}.csv").read_text(encoding="utf-8-sig").partition(",")[0]
        for count, plans in enumerate([[plan], [plan, other]])
    ]
    assert headings == ["Case identifier", "Name of the LSCB"]
    with pytest.raises(cpr_docs.OutputError, match="plans 2 and 3"):
        cpr_docs.progress([other, plan, plan.replace(board={"en": str(plan.board.en).upper()})])
