"""The rules of a referral, a consultation and a case review event."""

import datetime

import pytest

from cpr_docs.guidance.case_review_event_terms.model import CaseReviewEventTerms
from cpr_docs.models.draft import blank
from cpr_docs.models.form import AnyForm
from tests.models.data import REMOVED, changed
from tests.models.rules import WORDS, Changes, Expected, rule

REFERRAL = "referral/example"
CONSULTATION = "consultation_referral/example"
RECORD = "consultation_record/example"
TERMS = "case_review_event_terms/example"
REPORT = "case_review_event_report/example"
FACILITATOR = {"name": "Nobody", "discipline": WORDS}

RULES = [
    rule(
        "a referral is received after it is made",
        REFERRAL,
        {"received_on": "2012-09-28"},
        ("received_on", "order"),
    ),
    rule(
        "a referral is forwarded after it is received",
        REFERRAL,
        {"forwarded_on": "2012-10-02"},
        ("forwarded_on", "order"),
    ),
    rule(
        "a referral is forwarded after it is made, if nobody knows when it was received",
        REFERRAL,
        {"received_on": REMOVED, "forwarded_on": "2012-09-28"},
        ("forwarded_on", "order"),
    ),
    rule("a referral may be received and forwarded at once", REFERRAL, {"received_on": "2012-10-01"}),
    rule(
        "a parallel process of another kind is described",
        REFERRAL,
        {"parallel_detail": REMOVED},
        ("parallel_detail", "required"),
    ),
    rule("the others need not be", REFERRAL, {"parallel": ["inquest"], "parallel_detail": REMOVED}),
    rule(
        "a referrer can be reached",
        REFERRAL,
        {"referred_by.telephone": REMOVED, "referred_by.email": REMOVED},
        ("referred_by.telephone", "required"),
    ),
    rule(
        "a referral for consultation needs the parents’ consent",
        CONSULTATION,
        {"parents_consent": False, "parents_consent_on": REMOVED},
        ("submitted_on", "no_consent"),
    ),
    rule(
        "the parents’ answer is known when it is submitted",
        CONSULTATION,
        {"parents_consent": REMOVED, "parents_consent_on": REMOVED},
        ("parents_consent", "required"),
    ),
    rule(
        "a child’s no is a no",
        CONSULTATION,
        {"child_consent": "no", "child_consent_on": REMOVED},
        ("submitted_on", "no_consent"),
    ),
    rule(
        "a child may be too young to be asked",
        CONSULTATION,
        {"child_consent": "not_appropriate", "child_consent_on": REMOVED},
    ),
    rule(
        "without consent it can be written, not submitted",
        CONSULTATION,
        {"parents_consent": False, "parents_consent_on": REMOVED, "submitted_on": REMOVED},
    ),
    rule(
        "a consultation has no single facilitator",
        RECORD,
        {"facilitators": [FACILITATOR]},
        ("facilitators", "required"),
    ),
    rule("nor three of them", RECORD, {"facilitators": [FACILITATOR] * 3}, ("facilitators", "too_long")),
    rule("there may be none yet", RECORD, {"facilitators": REMOVED}),
    rule(
        "a facilitator is not involved",
        RECORD,
        {"facilitators[0].involved": True},
        ("facilitators[0].involved", "involved"),
    ),
    rule(
        "a chronology ends after its start",
        "consultation_chronology/example",
        {"end": "2011-11-24"},
        ("end", "before_start"),
    ),
    rule(
        "the period of an event ends after its start",
        TERMS,
        {"period.end": "2011-05-31"},
        ("period.end", "before_start"),
    ),
    rule("a report is signed after the event", REPORT, {"signed_on": "2012-07-16"}, ("signed_on", "before_event")),
    rule(
        "no two objectives have one number",
        REPORT,
        {"objectives[1].number": 1},
        ("objectives[1].number", "objective_numbers"),
    ),
    rule("no two actions have one number", REPORT, {"actions[1].number": 1}, ("actions[1].number", "action_numbers")),
]


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    found = AnyForm.problems(changed(form, changes))
    assert sorted((problem.path, problem.code) for problem in found) == expected


def test_a_case_review_event_is_completed_within_three_months() -> None:
    terms = CaseReviewEventTerms.model_validate(changed(TERMS, {"begun_on": "2012-11-30"}))
    # The last day of a shorter month.
    assert terms.complete_by == datetime.date(2013, 2, 28)
    assert blank("case_review_event_terms").values.complete_by is None
