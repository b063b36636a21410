"""The rules of the programme of forums and of its evaluation."""

import pytest

from tests.models.data import REMOVED, changed, problems
from tests.models.rules import Changes, Expected, rule

PROGRAMME, IMPACT = "forum_programme/example", "forum_impact/example"
RULES = [
    rule("a year that ends before it starts", PROGRAMME, {"year_end": "2013-03-31"}, ("year_end", "year_before_start")),
    rule("a year of one day", IMPACT, {"year_end": "2013-04-01"}),
    rule("the year of an evaluation", IMPACT, {"year_end": "2013-03-31"}, ("year_end", "year_before_start")),
    rule("one that was held has a day", PROGRAMME, {"events[1].held_on": REMOVED}, ("events[1].held_on", "required")),
    rule(
        "one that was not has none",
        PROGRAMME,
        {"events[1].status": "postponed"},
        ("events[1].held_on", "not_asked"),
        ("events[1].attended", "not_asked"),
    ),
    rule("nobody has to count the people", PROGRAMME, {"events[1].attended": REMOVED}),
    rule(
        "a day and a month", PROGRAMME, {"events[0].planned_month": "2013-06"}, ("events[0].planned_month", "not_asked")
    ),
    rule("neither", PROGRAMME, {"events[0].planned_on": REMOVED}),
    rule("a number twice", PROGRAMME, {"events[3].number": 1}, ("events[3].number", "forum_numbers")),
    rule("the co-ordinator's address", PROGRAMME, {"coordinator.email": "none"}, ("coordinator.email", "email")),
    rule(
        "a co-ordinator without any",
        PROGRAMME,
        {"coordinator.email": REMOVED, "coordinator.telephone": REMOVED},
    ),
]


@pytest.mark.parametrize(("file", "changes", "expected"), RULES)
def test_rules_of_forums(file: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(file, changes)) == expected
