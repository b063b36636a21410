"""The rules that a form states about itself: each is kept where it asks for something and where it does not."""

from typing import Any

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

WORDS = {"en": "Words", "cy": "Geiriau"}
PERSON = {"name": "Nobody", "designation": WORDS}
NOT_A_REVIEW = {"outcome": "no_review", "agreement": "unanimous", "rationale.majority": REMOVED}
UNANIMOUS = {"agreement": "unanimous", "rationale.majority": REMOVED}

Changes = dict[str, Any]
Expected = list[tuple[str, str]]


def rule(name: str, form: str, changes: Changes, *expected: tuple[str, str]) -> Any:
    return pytest.param(form, changes, sorted(expected), id=name)


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

OUTCOME = [
    rule("a concise form for an extended review", RECOMMENDATION, {"outcome": "extended"}, ("outcome", "contradicts")),
    rule(
        "an extended form for a concise review",
        EXTENDED_RECOMMENDATION,
        {"outcome": "concise"},
        ("outcome", "contradicts"),
    ),
    rule("no review, on a concise form", RECOMMENDATION, {"outcome": "no_review"}),
    rule("no review, on an extended form", EXTENDED_RECOMMENDATION, {"outcome": "no_review"}),
    rule("a forum, on a concise form", RECOMMENDATION, {"outcome": "professional_forum"}),
    rule("a forum, on an extended form", EXTENDED_RECOMMENDATION, {"outcome": "professional_forum"}),
    rule(
        "another process, which is named",
        RECOMMENDATION,
        {"outcome": "alternative", "alternative_review": WORDS},
    ),
    rule(
        "another process, which is not",
        RECOMMENDATION,
        {"outcome": "alternative"},
        ("alternative_review", "required"),
    ),
    rule(
        "a process that is not recommended",
        RECOMMENDATION,
        {"alternative_review": WORDS},
        ("alternative_review", "not_asked"),
    ),
    rule(
        "nor where there is to be no review",
        RECOMMENDATION,
        {"outcome": "no_review", "alternative_review": WORDS},
        ("alternative_review", "not_asked"),
    ),
    rule("nothing is recommended", RECOMMENDATION, {"outcome": REMOVED}, ("outcome", "missing")),
]

AGREEMENT = [
    rule(
        "a majority without its explanation",
        RECOMMENDATION,
        {"rationale.majority": REMOVED},
        ("rationale.majority", "required"),
    ),
    rule(
        "a blank explanation is none",
        RECOMMENDATION,
        {"rationale.majority": {"en": " ", "cy": ""}},
        ("rationale.majority", "required"),
    ),
    rule(
        "one mind, with the explanation of a majority",
        RECOMMENDATION,
        {"agreement": "unanimous"},
        ("rationale.majority", "not_asked"),
    ),
    rule("one mind, without", RECOMMENDATION, UNANIMOUS),
]

# Rows 10 and 13 of the form (the case's own issues, the costs) may be blank even where a review is recommended.
FOR_A_REVIEW = ["period", "agencies", "panel_chair", "reviewer", "timetable"]
LATER = ["case_issues", "costs", "subgroup_sign_off", "board_decision", "welsh_government"]
SECTIONS = [
    *(rule(f"a review needs its {name}", RECOMMENDATION, {name: REMOVED}, (name, "required")) for name in FOR_A_REVIEW),
    *(rule(f"and not only a blank {name}", RECOMMENDATION, {name: {}}, (name, "required")) for name in FOR_A_REVIEW),
    *(rule(f"{name} may come later", RECOMMENDATION, {name: REMOVED}) for name in LATER),
    *(
        rule(
            f"rows 7 to 14 may be blank in a {form} of {outcome}",
            form,
            {
                **dict.fromkeys([*FOR_A_REVIEW, *LATER], REMOVED),
                **({"alternative_review": WORDS} if outcome == "alternative" else {}),
                "outcome": outcome,
            },
        )
        for form in (RECOMMENDATION, EXTENDED_RECOMMENDATION)
        for outcome in ("professional_forum", "no_review", "alternative")
    ),
]

PANEL = [
    rule(
        "another agency is named",
        RECOMMENDATION,
        {"panel_chair.other_agency": {}},
        ("panel_chair.other_agency", "required"),
    ),
    rule(
        "an agency of the grid is not named again",
        RECOMMENDATION,
        {"panel_chair.agency": "police"},
        ("panel_chair.other_agency", "not_asked"),
    ),
    rule(
        "an agency of the grid is enough",
        RECOMMENDATION,
        {"panel_chair": {"agency": "other_lscb"}},
    ),
    rule("a chair has an agency", RECOMMENDATION, {"panel_chair.agency": ""}, ("panel_chair.agency", "missing")),
    rule(
        "a name needs its tick",
        RECOMMENDATION,
        {"agencies.police.involved": False},
        ("agencies.police.involved", "required"),
    ),
    rule(
        "a post needs its tick too",
        RECOMMENDATION,
        {"agencies.probation": {"designation": WORDS}},
        ("agencies.probation.involved", "required"),
    ),
    rule("a tick needs no name", RECOMMENDATION, {"agencies.police": {"involved": True}}),
]

REVIEWER_OF_A_RECOMMENDATION = [
    rule(
        "a known reviewer is named", RECOMMENDATION, {"reviewer.nominated": REMOVED}, ("reviewer.nominated", "required")
    ),
    rule("an unknown one is not", RECOMMENDATION, {"reviewer.known": False}, ("reviewer.nominated", "not_asked")),
    rule("nor before anybody has said", RECOMMENDATION, {"reviewer.known": None}, ("reviewer.nominated", "not_asked")),
    rule("a reviewer is to be found", RECOMMENDATION, {"reviewer": {"to_be_appointed": True, "known": False}}),
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

TIMETABLE = [
    rule(
        "six months are counted from a date",
        RECOMMENDATION,
        {"timetable.referred_on": REMOVED},
        ("timetable.referred_on", "required"),
    ),
    rule(
        "also where they are not kept",
        RECOMMENDATION,
        {"timetable.referred_on": REMOVED, "timetable.within_guidance": False},
        ("timetable.referred_on", "required"),
    ),
    rule(
        "not where nobody has said",
        RECOMMENDATION,
        {"timetable.referred_on": REMOVED, "timetable.within_guidance": REMOVED},
    ),
]

DECISION = [
    rule(
        "amendments are written down",
        RECOMMENDATION,
        {"board_decision.amendments": {}},
        ("board_decision.amendments", "required"),
    ),
    rule(
        "there are none in an agreement",
        RECOMMENDATION,
        {"board_decision.answer": "agree"},
        ("board_decision.amendments", "not_asked"),
    ),
    rule(
        "nor before there is an answer",
        RECOMMENDATION,
        {"board_decision.answer": None},
        ("board_decision.amendments", "not_asked"),
    ),
    rule(
        "a disagreement has reasons",
        EXTENDED_RECOMMENDATION,
        {"board_decision.answer": "disagree"},
        ("board_decision.reasons", "required"),
    ),
    rule(
        "and no amendments",
        RECOMMENDATION,
        {"board_decision.answer": "disagree", "board_decision.reasons": WORDS},
        ("board_decision.amendments", "not_asked"),
    ),
    rule(
        "a disagreement",
        EXTENDED_RECOMMENDATION,
        {"board_decision.answer": "disagree", "board_decision.reasons": WORDS},
    ),
    rule(
        "an agreement has no reasons",
        EXTENDED_RECOMMENDATION,
        {"board_decision.reasons": WORDS},
        ("board_decision.reasons", "not_asked"),
    ),
    rule(
        "nor has one with amendments",
        RECOMMENDATION,
        {"board_decision.reasons": WORDS},
        ("board_decision.reasons", "not_asked"),
    ),
    rule("only the day is known yet", RECOMMENDATION, {"board_decision": {"presented_on": "2012-11-14"}}),
]

MORNING = {"on": "2013-02-12", "starts": "09:30", "finishes": "12:30"}
AFTERNOON = {"on": "2013-02-12", "starts": "13:30", "finishes": "16:30"}
NEXT_DAY = {"on": "2013-02-13", "starts": "08:00", "finishes": "09:00"}
LATER_DAY = {"on": "2013-03-19", "starts": "09:30", "finishes": "12:30"}
EVENT = [
    rule("half a day", LETTER, {"sessions": [MORNING]}),
    rule("a day in two sessions", LETTER, {"sessions": [MORNING, AFTERNOON]}),
    rule("days that follow each other", LETTER, {"sessions": [AFTERNOON, NEXT_DAY]}),
    rule("days that do not", LETTER, {"sessions": [MORNING, LATER_DAY]}),
    rule("one session follows at once", LETTER, {"sessions": [MORNING, {**AFTERNOON, "starts": "12:30"}]}),
    rule("no session", LETTER, {"sessions": []}, ("sessions", "missing")),
    rule("only blank ones", LETTER, {"sessions": [{}, {"on": ""}]}, ("sessions", "missing")),
    rule(
        "it finishes before it starts",
        LETTER,
        {"sessions": [MORNING, {**AFTERNOON, "finishes": "09:00"}]},
        ("sessions[1].finishes", "before_start"),
    ),
    rule(
        "it finishes as it starts",
        LETTER,
        {"sessions": [{**MORNING, "finishes": "09:30"}]},
        ("sessions[0].finishes", "before_start"),
    ),
    rule("sessions out of order", LETTER, {"sessions": [AFTERNOON, MORNING]}, ("sessions[1]", "order")),
    rule(
        "sessions that overlap",
        LETTER,
        {"sessions": [MORNING, {**AFTERNOON, "starts": "12:29"}]},
        ("sessions[1]", "order"),
    ),
    rule(
        "the third before the second",
        LETTER,
        {"sessions": [MORNING, LATER_DAY, NEXT_DAY]},
        ("sessions[2]", "order"),
    ),
    rule("a session without its end", LETTER, {"sessions[0].finishes": ""}, ("sessions[0].finishes", "missing")),
    rule("a reply when it is too late", LETTER, {"reply_by": "2013-02-13"}, ("reply_by", "too_late")),
    rule("a reply on the day", LETTER, {"reply_by": "2013-02-12"}),
    rule("a letter when it is too late", LETTER, {"dated": "2013-02-13"}, ("dated", "too_late")),
]

LETTERS = [
    rule(
        "a signatory who cannot be reached",
        LETTER,
        {"signatory.telephone": "", "signatory.email": ""},
        ("signatory.telephone", "required"),
    ),
    rule("by telephone", LETTER, {"signatory.email": ""}),
    rule("by e-mail", LETTER, {"signatory.telephone": ""}),
    rule("no reply yet", LETTER, {"reply": REMOVED}),
    rule("lunch is provided or not", LETTER, {"lunch": None}, ("lunch", "missing")),
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
        {"terms.amendments": [{"made_on": "2013-01-31"}]},
        ("terms.amendments[0].reason", "missing"),
    ),
]

GROUPS = {
    "reviewers": REVIEWERS,
    "questions": EXTENDED_ALONE,
    "outcome": OUTCOME,
    "agreement": AGREEMENT,
    "sections": SECTIONS,
    "panel": PANEL,
    "reviewer": REVIEWER_OF_A_RECOMMENDATION,
    "period": PERIOD,
    "timetable": TIMETABLE,
    "decision of the chair": DECISION,
    "event": EVENT,
    "letter": LETTERS,
    "report": REPORTS,
    "version": VERSION,
}
RULES = [
    pytest.param(*described.values, id=f"{group}: {described.id}")
    for group, rules in GROUPS.items()
    for described in rules
]


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


def test_each_rule_is_named_once() -> None:
    names = [parameters.id for parameters in RULES]
    assert len(names) == len(set(names))
