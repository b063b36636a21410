"""Absence has one representation: validation removes blank values at any depth."""

from typing import Any

import pydantic
import pytest

from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class
from tests.models.data import (
    EVALUATION,
    LETTER,
    RECOMMENDATION,
    REMOVED,
    REPORT,
    TERMS,
    changed,
    problems,
    value_at,
)
from tests.models.json_schema import validator

UNSEEN = [
    *(
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\u2060",
        "\u200e",
        "\u200f",
        "\u202e",
        "\u3164",
        "\uffa0",
        "\u115f",
        "\u2800",
        "\ufe0f",
    ),
    *("\u034f", "\u180e", "\u061c", "\u3000", "\u2028", "\U000e0041", "\U000e0100", " \u200b\n\u2800\u00a0"),
]
"""Texts without a visible character."""
BLANKS: list[Any] = ["", " \t\n", "\u00a0", None, *UNSEEN]
EMPTY: list[Any] = [
    [],
    {},
    [[]],
    [""],
    [{}],
    {"en": ""},
    {"en": None, "cy": " \n"},
    {"x": [{"y": ""}]},
]
"""Blank for sections, lists and bilingual text, and a mistake for other fields."""
OPTIONAL = [
    (RECOMMENDATION, "subgroup_chair.name"),
    (RECOMMENDATION, "subgroup_chair.designation"),
    (RECOMMENDATION, "rationale.other_reviews"),
    (RECOMMENDATION, "costs"),
    (RECOMMENDATION, "costs.reviewer"),
    (RECOMMENDATION, "timetable.report_expected"),
    (RECOMMENDATION, "board_decision.signed_on"),
    (RECOMMENDATION, "panel_chair.independent"),
    (RECOMMENDATION, "agencies.police"),
    (RECOMMENDATION, "welsh_government.inspectorates"),
    (REPORT, "arrangements.family_perspective"),
    (LETTER, "recipient.address"),
    (LETTER, "reply"),
    (LETTER, "reply.event_language"),
    (EVALUATION, "answers"),
    (EVALUATION, "answers.rating"),
    (TERMS, "panel_chair"),
    (TERMS, "key_dates.board"),
]
REQUIRED = [
    (RECOMMENDATION, "board"),
    (RECOMMENDATION, "case_identifier"),
    (RECOMMENDATION, "recommended_on"),
    (RECOMMENDATION, "outline"),
    (RECOMMENDATION, "agreement"),
    (RECOMMENDATION, "subgroup_chair"),
    (RECOMMENDATION, "rationale"),
    (RECOMMENDATION, "panel_chair.agency"),
    (LETTER, "lunch"),
    (LETTER, "sessions"),
    (LETTER, "sessions[0].starts"),
    (LETTER, "recipient.name"),
    (TERMS, "terms.version"),
]
DIVIDED = {
    *("subgroup_chair.designation", "rationale.other_reviews", "costs", "agencies.police", "reply", "answers"),
    *("welsh_government.inspectorates", "arrangements.family_perspective", "panel_chair", "board", "outline"),
    *("subgroup_chair", "rationale", "sessions", "recipient.address"),
}
"""The paths of sections, lists and bilingual text."""
ROWS = [
    (RECOMMENDATION, "case_issues"),
    (REPORT, "practice_issues"),
    (REPORT, "timeline"),
    (LETTER, "enclosures"),
    (TERMS, "terms.amendments"),
]


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize(("name", "path"), OPTIONAL)
def test_an_optional_field_with_any_blank_is_none(name: str, path: str, blank: Any) -> None:
    form = Form.parse(changed(name, {path: blank}))
    assert value_at(form, path) is None
    assert form == Form.parse(changed(name, {path: REMOVED}))


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
@pytest.mark.parametrize(("name", "path"), REQUIRED)
def test_a_required_field_with_any_blank_is_missing(name: str, path: str, blank: Any) -> None:
    assert problems(changed(name, {path: blank})) == [(path, "missing")]


@pytest.mark.parametrize("empty", EMPTY, ids=ascii)
@pytest.mark.parametrize(("name", "path"), OPTIONAL)
def test_an_empty_value_is_none_for_a_section_or_bilingual_text_and_refused_for_a_single_value(
    name: str, path: str, empty: Any
) -> None:
    case = changed(name, {path: empty})
    if path in DIVIDED:
        assert value_at(Form.parse(case), path) is None
    else:
        assert [found for found, _code in problems(case)] == [path]


@pytest.mark.parametrize("empty", EMPTY, ids=ascii)
@pytest.mark.parametrize(("name", "path"), REQUIRED)
def test_an_empty_value_of_a_required_field_is_missing_or_refused(name: str, path: str, empty: Any) -> None:
    [(found, code)] = problems(changed(name, {path: empty}))
    assert (found, code == "missing") == (path, path in DIVIDED)


@pytest.mark.parametrize(
    "text", [*UNSEEN, "\u0301", "\u00ad-", "\u200bSiân", "👨\u200d👩", "x\u2800", "\U0001d173♪"], ids=ascii
)
def test_a_schema_accepts_the_text_that_the_form_accepts(text: str) -> None:
    case = changed(LETTER, {"recipient.name": text, "venue.en": text})
    taken = not problems(case)
    if max(text) <= "\uffff" or taken:
        schema = validator(form_class("invitation_letter").json_schema())
        assert schema.is_valid(case) == taken


@pytest.mark.parametrize("blank", [*BLANKS, *EMPTY], ids=ascii)
@pytest.mark.parametrize(("name", "path"), ROWS)
def test_a_list_with_nothing_in_it_has_no_rows(name: str, path: str, blank: Any) -> None:
    assert value_at(Form.parse(changed(name, {path: blank})), path) == ()


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_a_blank_tick_is_not_ticked(blank: Any) -> None:
    form = Form.parse(changed(RECOMMENDATION, {"board_decision.in_discussion": blank}))
    assert value_at(form, "board_decision.in_discussion") is False


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        (RECOMMENDATION, "costs", {"reviewer": "", "how_met": {"en": " "}}),
        (RECOMMENDATION, "board_decision", {"in_discussion": False, "answer": None}),
        (RECOMMENDATION, "agencies.police", {"involved": False, "name": "", "designation": {}}),
        (RECOMMENDATION, "welsh_government", {"inspectorates": {"cssiw": {"sent": None, "reason": {"cy": ""}}}}),
        (REPORT, "arrangements", {"family_declined": False, "learning_event": {"en": "\n"}}),
        (EVALUATION, "answers", {"name": "", "rating": None}),
    ],
)
def test_a_section_with_nothing_but_blanks_and_boxes_that_are_not_ticked_is_none(
    name: str, path: str, value: Any
) -> None:
    assert value_at(Form.parse(changed(name, {path: value})), path) is None


def test_a_no_is_not_blank() -> None:
    form = Form.parse(changed(RECOMMENDATION, {"reviewer": {"to_be_appointed": False}}))
    assert value_at(form, "reviewer.to_be_appointed") is False


def test_nought_is_not_blank() -> None:
    form = Form.parse(changed(RECOMMENDATION, {"costs": {"reviewer": 0}}))
    assert value_at(form, "costs.reviewer") == 0


def test_one_language_may_be_blank() -> None:
    form = Form.parse(changed(RECOMMENDATION, {"outline": {"en": "Words", "cy": " "}}))
    assert value_at(form, "outline.cy") is None


@pytest.mark.parametrize("blank", [{}, {"en": ""}, {"en": None, "cy": " "}], ids=ascii)
def test_words_are_in_one_language_at_least(blank: dict[str, Any]) -> None:
    with pytest.raises(pydantic.ValidationError, match="needs words in English, in Welsh, or in both"):
        BilingualLine.model_validate(blank)
