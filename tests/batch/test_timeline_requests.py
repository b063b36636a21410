"""A table of agencies becomes a request for a timeline to each of them."""

from typing import Any

import cpr_docs

LETTER = cpr_docs.example("timeline_request").model_dump(
    mode="json", exclude={"recipient", "agency", "other_agency"}, exclude_none=True
)
ASKED = "Agency asked for the timeline"


def test_the_recipients_agency_and_the_agency_asked_have_a_column_each() -> None:
    table = [
        {"Name": "Ms A", "Agency": "Heddlu", "Language": "cy", ASKED: "Police"},
        {"Name": "Mr B", "Agency": "A landlord", "Language": "en", ASKED: "Other", "other_agency.en": "Housing"},
    ]
    plan = cpr_docs.check_batch(LETTER, table)
    assert plan.problems == ()
    letters: list[Any] = [outcome.form for outcome in plan.render()]
    assert [(letter.agency.value, letter.recipient.agency.en) for letter in letters] == [
        ("police", "Heddlu"),
        ("other", "A landlord"),
    ]


def test_another_agency_without_its_name_is_a_problem_of_its_row() -> None:
    table = [{"Name": "Mr B", ASKED: "Other", "other_agency.en": "", "other_agency.cy": ""}]
    plan = cpr_docs.check_batch(LETTER, table)
    assert [(problem.row, problem.code) for problem in plan.problems] == [(1, "required")]
