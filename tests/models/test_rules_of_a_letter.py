"""The rules of the event and of the letter of invitation: required and superfluous values."""

import pytest

from tests.models.data import LETTER, REMOVED, changed, problems
from tests.models.rules import Changes, Expected, grouped, rule

MORNING = {"on": "2013-02-12", "starts": "09:30", "finishes": "12:30"}
AFTERNOON = {"on": "2013-02-12", "starts": "13:30", "finishes": "16:30"}
NEXT_DAY = {"on": "2013-02-13", "starts": "08:00", "finishes": "09:00"}
LATER_DAY = {"on": "2013-03-19", "starts": "09:30", "finishes": "12:30"}
# Each session of several has its own answer on the slip.
SEVERAL = {"reply.attending": REMOVED}
EVENT = [
    rule("half a day", LETTER, {"sessions": [MORNING]}),
    rule("a day in two sessions", LETTER, SEVERAL | {"sessions": [MORNING, AFTERNOON]}),
    rule("days that follow each other", LETTER, SEVERAL | {"sessions": [AFTERNOON, NEXT_DAY]}),
    rule("days that do not", LETTER, SEVERAL | {"sessions": [MORNING, LATER_DAY]}),
    rule("one session follows at once", LETTER, SEVERAL | {"sessions": [MORNING, {**AFTERNOON, "starts": "12:30"}]}),
    rule(
        "one answer to two sessions",
        LETTER,
        {"sessions": [MORNING, AFTERNOON]},
        ("reply.attending", "not_asked"),
    ),
    rule("no session", LETTER, {"sessions": []}, ("sessions", "missing")),
    rule("only blank ones", LETTER, {"sessions": [{}, {"on": ""}]}, ("sessions", "missing")),
    rule(
        "it finishes before it starts",
        LETTER,
        SEVERAL | {"sessions": [MORNING, {**AFTERNOON, "finishes": "09:00"}]},
        ("sessions[1].finishes", "before_start"),
    ),
    rule(
        "it finishes as it starts",
        LETTER,
        {"sessions": [{**MORNING, "finishes": "09:30"}]},
        ("sessions[0].finishes", "before_start"),
    ),
    rule("sessions out of order", LETTER, SEVERAL | {"sessions": [AFTERNOON, MORNING]}, ("sessions[1]", "order")),
    rule(
        "sessions that overlap",
        LETTER,
        SEVERAL | {"sessions": [MORNING, {**AFTERNOON, "starts": "12:29"}]},
        ("sessions[1]", "order"),
    ),
    rule(
        "the third before the second",
        LETTER,
        SEVERAL | {"sessions": [MORNING, LATER_DAY, NEXT_DAY]},
        ("sessions[2]", "order"),
    ),
    rule("a session without its end", LETTER, {"sessions[0].finishes": ""}, ("sessions[0].finishes", "missing")),
    rule("a reply when it is too late", LETTER, {"reply_by": "2013-02-13"}, ("reply_by", "too_late")),
    rule("a reply on the day", LETTER, {"reply_by": "2013-02-12"}),
    rule(
        "a letter when it is too late",
        LETTER,
        {"dated": "2013-02-13"},
        ("dated", "too_late"),
        ("reply_by", "reply_by_before_letter"),
    ),
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

RULES = grouped(
    {
        "event": EVENT,
        "letter": LETTERS,
    }
)


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


def test_each_rule_is_named_once() -> None:
    names = [described.id for described in RULES]
    assert len(names) == len(set(names))
