"""The rules of the recommendation and of the decision on it: required and superfluous values."""

import pytest

from tests.models.data import EXTENDED_RECOMMENDATION, RECOMMENDATION, REMOVED, changed, problems
from tests.models.rules import WORDS, Changes, Expected, grouped, rule

UNANIMOUS = {"agreement": "unanimous", "rationale.majority": REMOVED}

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

# Rows 10 and 13 of the form (issues of the case, costs) may be blank even if a review is recommended.
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
        "a known reviewer is named",
        RECOMMENDATION,
        {f"reviewer.{name}": REMOVED for name in ("name", "designation", "nominated")},
        ("reviewer.nominated", "required"),
    ),
    rule("by name alone", RECOMMENDATION, {f"reviewer.{name}": REMOVED for name in ("designation", "nominated")}),
    rule("by words alone", RECOMMENDATION, {f"reviewer.{name}": REMOVED for name in ("name", "designation")}),
    rule(
        "an unknown one is not",
        RECOMMENDATION,
        {"reviewer.known": False},
        ("reviewer.designation", "not_asked"),
        ("reviewer.name", "not_asked"),
        ("reviewer.nominated", "not_asked"),
    ),
    rule("nor does anybody refuse one before the question is answered", RECOMMENDATION, {"reviewer.known": None}),
    rule("a reviewer is to be found", RECOMMENDATION, {"reviewer": {"to_be_appointed": True, "known": False}}),
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
    rule("before there is an answer nobody refuses them", RECOMMENDATION, {"board_decision.answer": None}),
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

RULES = grouped(
    {
        "outcome": OUTCOME,
        "agreement": AGREEMENT,
        "sections": SECTIONS,
        "panel": PANEL,
        "reviewer": REVIEWER_OF_A_RECOMMENDATION,
        "timetable": TIMETABLE,
        "decision of the chair": DECISION,
    }
)


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


def test_each_rule_is_named_once() -> None:
    names = [described.id for described in RULES]
    assert len(names) == len(set(names))
