"""Problems have paths, with row numbers as in the data; all problems of a form are reported at once."""

from typing import Any

import pytest

from cpr_docs.errors import InvalidForm
from cpr_docs.models.form import Form
from tests.models.data import (
    EXTENDED_TERMS,
    LETTER,
    RECOMMENDATION,
    REMOVED,
    REPORT,
    TERMS,
    changed,
    messages,
    problems,
    steps,
)

OK = {"text": {"en": "An issue", "cy": "Mater"}}
BLANK_ROWS: list[Any] = [None, {}, [], "", {"text": None}, {"text": {}}, {"text": {"en": " ", "cy": "\n"}}]

UNKNOWN = [
    (RECOMMENDATION, "", "bord", "bord: is no field of the form; did you mean board?"),
    (RECOMMENDATION, "", "recomended_on", "recomended_on: is no field of the form; did you mean recommended_on?"),
    (RECOMMENDATION, "", "barometer", "?: is no field of the form"),
    (RECOMMENDATION, "board", "anglais", "board.?: is no field of the form"),
    (RECOMMENDATION, "board", "EN", "board.EN: is no field of the form; did you mean en?"),
    (RECOMMENDATION, "agencies", "polise", "agencies.polise: is no field of the form; did you mean police?"),
    (RECOMMENDATION, "agencies.police", "tick", "agencies.police.?: is no field of the form"),
    (RECOMMENDATION, "case_issues[2]", "txt", "case_issues[2].txt: is no field of the form; did you mean text?"),
    (RECOMMENDATION, "period", "band", "period.band: is no field of the form"),
    (REPORT, "terms", "additional_questions", "terms.additional_questions: is no field of the form"),
    (REPORT, "practice_issues[1].outline", "fr", "practice_issues[1].outline.?: is no field of the form"),
    (LETTER, "sessions[0]", "date", "sessions[0].?: is no field of the form"),
    (LETTER, "sessions[0]", "finish", "sessions[0].finish: is no field of the form; did you mean finishes?"),
    # A key that is not similar to a field's name may be a person's name, or contain control characters.
    (RECOMMENDATION, "reviewer", "Carys", "reviewer.?: is no field of the form"),
    (LETTER, "recipient", "Sioned", "recipient.?: is no field of the form"),
    (RECOMMENDATION, "", "Carys Llwyd-Evans", "?: is no field of the form"),
    (RECOMMENDATION, "agencies", "029 2018 0145", "agencies.?: is no field of the form"),
    (RECOMMENDATION, "case_issues[1]", "2012-01-31", "case_issues[1].?: is no field of the form"),
    (RECOMMENDATION, "", "\x1b[31mcolour", "?: is no field of the form"),
    (RECOMMENDATION, "", "x" * 41, "?: is no field of the form"),
]


@pytest.mark.parametrize(("form", "above", "key", "message"), UNKNOWN, ids=ascii)
def test_a_key_that_the_form_does_not_have(form: str, above: str, key: str, message: str) -> None:
    data = changed(form, {})
    place: Any = data
    for step in steps(above):
        place = place[step]
    place[key] = "something"
    assert messages(data) == [message]


def test_keys_that_are_no_text_are_refused_as_other_unknown_keys() -> None:
    data: dict[Any, Any] = {**changed(RECOMMENDATION, {}), 5: "x", ("a",): "x"}
    assert messages(data) == ["?: is no field of the form"] * 2


@pytest.mark.parametrize("blank", BLANK_ROWS, ids=ascii)
def test_blank_rows_go_and_the_others_keep_the_numbers_that_they_came_with(blank: Any) -> None:
    rows = [blank, OK, blank, {"text": {"en": 5}}, blank, {"text": "plain"}, OK, {"txt": {"en": "a"}}]
    assert problems(changed(RECOMMENDATION, {"case_issues": rows})) == [
        ("case_issues[3].text.en", "string_type"),
        ("case_issues[5].text", "not_bilingual"),
        ("case_issues[7].text", "missing"),
        ("case_issues[7].txt", "unknown_field"),
    ]


@pytest.mark.parametrize("blank", BLANK_ROWS, ids=ascii)
def test_blank_rows_go_wherever_they_stand(blank: Any) -> None:
    form: Any = Form.parse(changed(RECOMMENDATION, {"case_issues": [blank, OK, blank, blank, OK, blank]}))
    assert len(form.case_issues) == 2


def test_the_rows_of_a_list_in_a_section_have_their_path() -> None:
    changes = {
        "terms.amendments": [{}, {"made_on": "yesterday", "reason": {"en": "a"}}],
        "terms.additional_questions": [OK, {"text": {"cy": "a\nb"}}],
        "panel_members": [{"name": "A"}, {"agency": {"en": "B"}}],
    }
    assert problems(changed(EXTENDED_TERMS, changes)) == [
        ("panel_members[1].name", "missing"),
        ("terms.additional_questions[1].text.cy", "newline"),
        ("terms.amendments[1].made_on", "day"),
    ]


def test_all_problems_of_a_form_arrive_at_once() -> None:
    changes = {
        "board": "Bwrdd",
        "case_identifier": REMOVED,
        "recommended_on": 41000,
        "rationale.criteria": REMOVED,
        "agencies.police.involved": False,
        "agencies.nhs_trust.name": "\x00",
        "panel_chair.agency": "army",
        "case_issues": [{"text": {}}, {"text": {"de": "Wort"}}],
        "costs.reviewer": "3250.005",
        "timetable.report_expected": "2013-13",
        "timetable.referred_on": REMOVED,
        "barometer": "rain",
    }
    assert problems(changed(RECOMMENDATION, changes)) == [
        ("?", "unknown_field"),
        ("agencies.nhs_trust.name", "forbidden_character"),
        ("agencies.police.involved", "required"),
        ("board", "not_bilingual"),
        ("case_identifier", "missing"),
        ("case_issues[1].text.?", "unknown_field"),
        ("costs.reviewer", "decimal_max_places"),
        ("panel_chair.agency", "enum"),
        ("rationale.criteria", "missing"),
        ("recommended_on", "day"),
        ("timetable.referred_on", "required"),
        ("timetable.report_expected", "month"),
    ]


def test_all_rules_that_a_form_breaks_arrive_at_once() -> None:
    changes = {
        "outcome": "extended",
        "alternative_review": {"en": "a"},
        "agreement": "unanimous",
        "period": REMOVED,
        "timetable": {},
    }
    assert problems(changed(RECOMMENDATION, changes)) == [
        ("alternative_review", "not_asked"),
        ("outcome", "contradicts"),
        ("period", "required"),
        ("rationale.majority", "not_asked"),
        ("timetable", "required"),
    ]


def test_an_error_names_the_form_and_lists_its_problems() -> None:
    with pytest.raises(InvalidForm) as caught:
        Form.parse(changed(TERMS, {"board": REMOVED, "terms.version": 0}))
    assert str(caught.value) == (
        "terms_of_reference (concise): 2 problems\n  board: is missing\n  terms.version: must be 1 or more"
    )
