"""The rules of version 2, which look across a form: what the form itself makes impossible is refused."""

import pytest

from cpr_docs.models.form import Form
from tests.models.data import (
    EXTENDED_LETTER,
    EXTENDED_RECOMMENDATION,
    EXTENDED_REPORT,
    LETTER,
    RECOMMENDATION,
    REMOVED,
    REPORT,
    TERMS,
    changed,
    problems,
)
from tests.models.rules import WORDS, Changes, Expected, grouped, rule

LETTERS = [
    rule("an answer before it is asked", LETTER, {"reply_by": "2013-01-11"}, ("reply_by", "reply_by_before_letter")),
    rule("an answer on the day", LETTER, {"reply_by": "2013-01-14"}),
    rule("an address without an @", LETTER, {"signatory.email": "ffion"}, ("signatory.email", "email")),
    rule("a reviewer's address", LETTER, {"reviewer_1.email": "www.example"}, ("reviewer_1.email", "email")),
    rule("the second reviewer's", EXTENDED_LETTER, {"reviewer_2.email": "x"}, ("reviewer_2.email", "email")),
    rule("a reviewer without contact", LETTER, {"reviewer_1.email": REMOVED, "reviewer_1.telephone": REMOVED}),
]

DATES = [
    rule(
        "a decision before the recommendation",
        RECOMMENDATION,
        {"board_decision.signed_on": "2012-10-17"},
        ("board_decision.signed_on", "decision_before_recommendation"),
    ),
    rule("a decision on the same day", RECOMMENDATION, {"board_decision.signed_on": "2012-10-18"}),
    rule(
        "a signature before the recommendation",
        EXTENDED_RECOMMENDATION,
        {"subgroup_sign_off.signed_on": "2013-02-20"},
        ("subgroup_sign_off.signed_on", "signed_before_recommended"),
    ),
    rule("no signature yet", RECOMMENDATION, {"subgroup_sign_off": REMOVED, "board_decision": REMOVED}),
    rule(
        "a report after the six months that are kept",
        RECOMMENDATION,
        {"timetable.report_expected": "2013-05"},
        ("timetable.report_expected", "within_guidance_contradicts"),
    ),
    rule("a report in the month of the deadline", RECOMMENDATION, {"timetable.report_expected": "2013-04"}),
    rule(
        "a late report that is said to be late",
        RECOMMENDATION,
        {"timetable.report_expected": "2014-05", "timetable.within_guidance": False},
    ),
]

ANSWERS = [
    rule(
        "a delay without a reason",
        RECOMMENDATION,
        {"timetable.within_guidance": False, "timetable.issues": REMOVED},
        ("timetable.issues", "required"),
    ),
    rule("no delay and no issues", RECOMMENDATION, {"timetable.issues": REMOVED}),
    rule(
        "a chair who is not independent, without a reason",
        RECOMMENDATION,
        {"panel_chair.independent": False, "panel_chair.rationale": REMOVED},
        ("panel_chair.rationale", "required"),
    ),
    rule("one with a reason", RECOMMENDATION, {"panel_chair.independent": False}),
    rule("an independent one needs none", RECOMMENDATION, {"panel_chair.rationale": REMOVED}),
    rule(
        "a reviewer who is known, but not to be appointed",
        RECOMMENDATION,
        {"reviewer.to_be_appointed": False},
        ("reviewer.known", "contradicts"),
    ),
    rule("one who may be appointed", RECOMMENDATION, {"reviewer.to_be_appointed": REMOVED}),
    rule(
        "money for no cost",
        RECOMMENDATION,
        {"costs": {"how_met": WORDS}},
        ("costs.how_met", "not_asked"),
    ),
    rule("money for additional costs", RECOMMENDATION, {"costs.reviewer": REMOVED}),
]

TERMS_OF_REFERENCE = [
    rule(
        "a report after its publication",
        TERMS,
        {"key_dates.publication": "2013-03-27"},
        ("key_dates.publication", "order"),
    ),
    rule(
        "a panel before the referral",
        TERMS,
        {"key_dates.first_panel": "2012-10-05"},
        ("key_dates.first_panel", "order"),
    ),
    rule("two on one day", TERMS, {"key_dates.board": "2013-04-05"}),
    rule("one date alone", TERMS, {"key_dates": {"board": "2013-04-05"}}),
    rule(
        "amendments out of order",
        TERMS,
        {"terms.amendments[0].made_on": "2013-01-09", "terms.amendments[1].made_on": "2012-12-05"},
        ("terms.amendments[1].made_on", "amendment_dates"),
    ),
    rule(
        "an amendment after the version that has it",
        TERMS,
        {"terms.amendments[1].made_on": "2013-01-10"},
        ("terms.amendments[1].made_on", "amendment_dates"),
    ),
    rule(
        "the terms in a report",
        REPORT,
        {"terms.amendments[1].made_on": "2013-01-10"},
        ("terms.amendments[1].made_on", "amendment_dates"),
    ),
]

FACTS = [
    rule(
        "off the register before it is on it",
        EXTENDED_RECOMMENDATION,
        {"facts.on_register": REMOVED, "facts.register_left_on": "2010-10-01"},
        ("facts.register_left_on", "order"),
    ),
    rule(
        "off the register before the incident, but on it then",
        EXTENDED_RECOMMENDATION,
        {"facts.register_left_on": "2013-01-21"},
        ("facts.on_register", "contradicts"),
    ),
    rule("nothing is known", EXTENDED_RECOMMENDATION, {"facts": REMOVED}),
    rule(
        "an extension of a year",
        RECOMMENDATION,
        {"period.agreed_on": "2012-11-07"},
        ("period.agreed_on", "not_asked"),
    ),
    rule("an extension that is not agreed yet", EXTENDED_REPORT, {"period.agreed_on": REMOVED}),
    rule(
        "an agency of the grid that is named otherwise",
        RECOMMENDATION,
        {"agencies.more[0].other_agency": WORDS},
        ("agencies.more[0].other_agency", "not_asked"),
    ),
    rule(
        "another agency without a name",
        RECOMMENDATION,
        {"agencies.more[1].other_agency": REMOVED},
        ("agencies.more[1].other_agency", "required"),
    ),
]

RULES = grouped({"letter": LETTERS, "dates": DATES, "answers": ANSWERS, "terms": TERMS_OF_REFERENCE, "facts": FACTS})
# Fields of version 2 are asked by its conditions; no data of version 1 has them.
OF_VERSION_2 = ("facts.", "period.agreed_on", "agencies.more", "reviewer_1.email", "reviewer_2.email")
NEWER = [each for each in RULES if each.values[2] and not each.values[2][0][0].startswith(OF_VERSION_2)]


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


@pytest.mark.parametrize(("form", "changes", "expected"), NEWER)
def test_it_is_a_note_on_data_of_version_1(form: str, changes: Changes, expected: Expected) -> None:
    read = Form.parse({**changed(form, changes), "schema_version": 1})
    assert [(note.path, note.code) for note in read.notes()] == [(path, "newer_rule") for path, _code in expected]


def test_each_rule_is_named_once() -> None:
    names = [described.id for described in RULES]
    assert len(names) == len(set(names))
