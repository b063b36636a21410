"""The rules of reviewers, questions, periods, reports and terms: required and superfluous values."""

import pytest

from tests.models.data import (
    EXTENDED_LETTER,
    EXTENDED_RECOMMENDATION,
    EXTENDED_REPORT,
    EXTENDED_TERMS,
    LETTER,
    RECOMMENDATION,
    REMOVED,
    REPORT,
    TERMS,
    changed,
    problems,
)
from tests.models.rules import PERSON, WORDS, Changes, Expected, grouped, rule

REVIEWERS = [
    rule("a letter has a first reviewer", LETTER, {"reviewer_1": REMOVED}, ("reviewer_1", "missing")),
    rule("a concise letter has no second", LETTER, {"reviewer_2": PERSON}, ("reviewer_2", "unknown_field")),
    rule("an extended letter has a second", EXTENDED_LETTER, {"reviewer_2": REMOVED}, ("reviewer_2", "missing")),
    rule("nor is the second enough", EXTENDED_LETTER, {"reviewer_1": REMOVED}, ("reviewer_1", "missing")),
    rule("a report has a first reviewer", REPORT, {"reviewer_1": REMOVED}, ("reviewer_1", "missing")),
    rule("a concise report has no second", REPORT, {"reviewer_2": PERSON}, ("reviewer_2", "unknown_field")),
    rule("an extended report has a second", EXTENDED_REPORT, {"reviewer_2": {}}, ("reviewer_2", "missing")),
    rule("a reviewer is named", REPORT, {"reviewer_1.name": " "}, ("reviewer_1.name", "missing")),
    rule("concise terms may have no reviewer yet", TERMS, {"reviewer_1": REMOVED}),
    rule("concise terms have no second", TERMS, {"reviewer_2": PERSON}, ("reviewer_2", "unknown_field")),
    rule("extended terms may have none yet", EXTENDED_TERMS, {"reviewer_1": REMOVED, "reviewer_2": REMOVED}),
    rule("but not the second alone", EXTENDED_TERMS, {"reviewer_1": REMOVED}, ("reviewer_1", "required")),
    rule("but not the first alone", EXTENDED_TERMS, {"reviewer_2": REMOVED}, ("reviewer_2", "required")),
]

EXTENDED_ALONE = [
    rule(
        "a concise recommendation has no further questions",
        RECOMMENDATION,
        {"additional_questions": [{"text": WORDS}]},
        ("additional_questions", "unknown_field"),
    ),
    rule("an extended one may", EXTENDED_RECOMMENDATION, {"additional_questions": [{"text": WORDS}]}),
    rule(
        "concise terms have none",
        TERMS,
        {"terms.additional_questions": [{"text": WORDS}]},
        ("terms.additional_questions", "unknown_field"),
    ),
    rule(
        "nor have those of a concise report",
        REPORT,
        {"terms.additional_questions": [{"text": WORDS}]},
        ("terms.additional_questions", "unknown_field"),
    ),
]

PERIOD = [
    rule(
        "more than 24 months are explained",
        EXTENDED_RECOMMENDATION,
        {"period.long_rationale": REMOVED},
        ("period.long_rationale", "required"),
    ),
    rule(
        "24 months are not",
        EXTENDED_RECOMMENDATION,
        {"period.start": "2011-01-01", "period.end": "2012-12-31"},
        ("period.long_rationale", "not_asked"),
    ),
    rule(
        "24 months and a day are",
        RECOMMENDATION,
        {"period.start": "2011-01-01", "period.end": "2013-01-01"},
        ("period.long_rationale", "required"),
    ),
    rule("24 months", RECOMMENDATION, {"period.start": "2011-01-01", "period.end": "2012-12-31"}),
    rule("in a report too", REPORT, {"period.long_rationale": WORDS}, ("period.long_rationale", "not_asked")),
    rule("in the terms too", EXTENDED_TERMS, {"period.long_rationale": {}}, ("period.long_rationale", "required")),
    rule("it ends before it starts", REPORT, {"period.end": "2000-01-01"}, ("period.end", "before_start")),
    rule("it is a single day", TERMS, {"period.start": "2012-02-29", "period.end": "2012-02-29"}),
    rule("no length is refused", EXTENDED_TERMS, {"period.start": "1995-01-01"}),
    rule("it always has its reason", TERMS, {"period.rationale": REMOVED}, ("period.rationale", "missing")),
]

REPORTS = [
    rule("no change is needed", REPORT, {"learning_points": [], "conclusions": WORDS}),
    rule(
        "nothing but what the review was about",
        REPORT,
        dict.fromkeys(
            ["practice_issues", "conclusions", "learning_points", "timeline", "arrangements", "welsh_government"],
            REMOVED,
        ),
    ),
]

VERSION = [
    rule("the first version", TERMS, {"terms.version": 1}),
    rule("none before the first", TERMS, {"terms.version": 0}, ("terms.version", "greater_than_equal")),
    rule(
        "an amendment has its date",
        TERMS,
        {"terms.amendments": [{"reason": WORDS}]},
        ("terms.amendments[0].made_on", "missing"),
    ),
    rule(
        "and its reason",
        TERMS,
        {"terms.amendments": [{"made_on": "2013-01-02"}]},
        ("terms.amendments[0].reason", "missing"),
    ),
]

RULES = grouped(
    {
        "reviewers": REVIEWERS,
        "questions": EXTENDED_ALONE,
        "period": PERIOD,
        "report": REPORTS,
        "version": VERSION,
    }
)


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


def test_each_rule_is_named_once() -> None:
    names = [described.id for described in RULES]
    assert len(names) == len(set(names))
