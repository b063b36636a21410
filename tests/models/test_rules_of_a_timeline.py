"""The rules of an agency's timeline, and of the letter that asks for it."""

import pytest

from tests.models.data import REMOVED, changed, problems
from tests.models.rules import WORDS, Changes, Expected, grouped, rule

TIMELINE = "agency_timeline/concise"
REQUEST = "timeline_request/concise"

AUTHOR = [
    rule("the author can be asked", TIMELINE, {"author": {"name": "Nobody"}}, ("author.telephone", "required")),
    rule("a telephone is enough", TIMELINE, {"author": {"name": "Nobody", "telephone": "029 2018 0000"}}),
    rule("or an e-mail address", TIMELINE, {"author": {"name": "Nobody", "email": "a@b.example"}}),
    rule("which is one", TIMELINE, {"author.email": "nobody"}, ("author.email", "email")),
]

AGENCY = [
    rule("another agency is named", TIMELINE, {"agency": "other"}, ("other_agency", "required")),
    rule("one of the grid is not named again", TIMELINE, {"other_agency": WORDS}, ("other_agency", "not_asked")),
    rule("nor is it in a letter", REQUEST, {"other_agency": WORDS}, ("other_agency", "not_asked")),
]

PERIODS = [
    rule("the period ends after its start", TIMELINE, {"end": "2011-09-06"}, ("end", "before_start")),
    rule(
        "it is over when the timeline is signed",
        TIMELINE,
        {"signed_on": "2012-09-05"},
        ("signed_on", "signed_too_early"),
    ),
    rule(
        "a gap ends after its start",
        TIMELINE,
        {"no_contact[0].end": "2011-09-06"},
        ("no_contact[0].end", "before_start"),
    ),
    rule("an event outside the period is no problem", TIMELINE, {"events[0].on": "2001-01-01"}),
    rule("nor are events out of order", TIMELINE, {"events[0].on": "2012-09-06"}),
    rule(
        "a time is of one day",
        TIMELINE,
        {"events[2].at": "10:00"},
        ("events[2].at", "time_of_several_days"),
    ),
    rule(
        "a practitioner leaves after coming",
        TIMELINE,
        {"practitioners[1].involved_until": "2011-01-01"},
        ("practitioners[1].involved_until", "before_start"),
    ),
]

ROWS = [
    rule("an event is described", TIMELINE, {"events[0].event": REMOVED}, ("events[0].event", "missing")),
    rule("one language is enough", TIMELINE, {"events[0].event": {"cy": "Geiriau"}}),
    rule("no event is needed yet", TIMELINE, {"events": REMOVED, "practitioners": REMOVED}),
]

LETTER = [
    rule("a timeline is due after the letter", REQUEST, {"due_on": "2012-11-14"}, ("due_on", "due_before_letter")),
    rule("its period ends after its start", REQUEST, {"end": "2011-09-06"}, ("end", "before_start")),
    rule("somebody takes it back", REQUEST, {"return_to": {"name": "Nobody"}}, ("return_to.telephone", "required")),
    rule("nobody need be named in it", REQUEST, {"child_names": REMOVED}),
]

RULES = grouped({"author": AUTHOR, "agency": AGENCY, "periods": PERIODS, "rows": ROWS, "letter": LETTER})


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected
