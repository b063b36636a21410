"""The rules of the letters to reviewers, participants and families, and the sentences for young readers."""

import re

import pytest

import cpr_docs
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from tests.models.data import REMOVED, changed, problems
from tests.models.rules import PERSON, WORDS, Changes, Expected, grouped, rule

APPOINTMENT, EXTENDED_APPOINTMENT = "appointment_letter/concise", "appointment_letter/extended"
POINTS = "learning_points_letter/concise"
FAMILY, EXTENDED_FAMILY = "family_letter/concise", "family_letter/extended"
FEEDBACK = "family_feedback/concise"

RULES = grouped(
    {
        "appointment": [
            rule(
                "an answer before the letter",
                APPOINTMENT,
                {"reply_by": "2012-10-28"},
                ("reply_by", "reply_by_before_letter"),
            ),
            rule("a report before the event", APPOINTMENT, {"report_due_on": "2013-02-11"}, ("report_due_on", "order")),
            rule("no day of the event", APPOINTMENT, {"learning_event_on": REMOVED}),
            rule(
                "Reviewer 1 is not asked for independence of the Board",
                EXTENDED_APPOINTMENT,
                {"role": "reviewer_1"},
                ("acceptance.independent_of_board", "not_asked"),
            ),
            rule("Reviewer 2 leaves it open", EXTENDED_APPOINTMENT, {"acceptance.independent_of_board": False}),
            rule("no other reviewer yet", EXTENDED_APPOINTMENT, {"other_reviewer": REMOVED}),
        ],
        "learning points": [
            rule("a number twice", POINTS, {"points[4].number": 4}, ("points[4].number", "number_twice")),
            rule(
                "a comment on no point",
                POINTS,
                {"reply.comments[1].number": 6},
                ("reply.comments[1].number", "no_point"),
            ),
            rule(
                "comments before the letter",
                POINTS,
                {"comments_by": "2013-02-25"},
                ("comments_by", "reply_by_before_letter"),
            ),
            rule("a letter before the event", POINTS, {"event_on": "2013-02-27"}, ("dated", "before_event")),
            rule(
                "too late for comments", POINTS, {"report_to_panel_on": "2013-03-11"}, ("report_to_panel_on", "order")
            ),
            rule("no points", POINTS, {"points": [], "reply": REMOVED}, ("points", "missing")),
        ],
        "family": [
            rule(
                "a letter to the child names no other child", FAMILY, {"relation": "child"}, ("child_name", "not_asked")
            ),
            rule("a letter to the child", FAMILY, {"relation": "child", "child_name": REMOVED}),
            rule("two reviewers", FAMILY, {"reviewers": [PERSON, PERSON]}, ("reviewers", "too_many")),
            rule("one reviewer", EXTENDED_FAMILY, {"reviewers": [PERSON]}, ("reviewers", "two_reviewers")),
            rule("an answer after the event", FAMILY, {"meeting_by": "2013-02-13"}, ("meeting_by", "after_event")),
            rule(
                "an answer before the letter",
                FAMILY,
                {"meeting_by": "2012-12-09"},
                ("meeting_by", "reply_by_before_letter"),
            ),
            rule("no day for the answer", FAMILY, {"meeting_by": REMOVED}),
        ],
        "feedback": [
            rule("a visit without its day", FEEDBACK, {"meeting": REMOVED}, ("meeting", "required")),
            rule("a call without its day", FEEDBACK, {"way": "phone", "meeting": REMOVED}),
            rule("a letter alone", FEEDBACK, {"way": "letter"}, ("meeting", "not_asked")),
            rule(
                "nobody can be reached",
                FEEDBACK,
                {"contact.telephone": REMOVED, "contact.email": REMOVED},
                ("contact.telephone", "required"),
            ),
            rule("plain words for both languages", FEEDBACK, {"actions": WORDS}),
        ],
    }
)


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


@pytest.mark.parametrize("name", ["family_letter", "family_feedback"])
def test_no_sentence_for_a_young_reader_has_more_than_fifteen_words(name: str) -> None:
    """The set text, with the values of the example; the statement about Welsh is the board's own."""
    form = cpr_docs.example(name, "extended")
    document = cpr_docs.render(form, "en", purpose="final")
    body = parse_xml(Package.read(document.content)[PartName.DOCUMENT])
    lines = [text_of(line) for line in body.iter(qn("w:p"))]
    start = next(number for number, line in enumerate(lines) if line.startswith("Dear"))
    end = next(number for number, line in enumerate(lines) if line.startswith("We welcome"))
    sentences = [each for line in lines[start + 1 : end] for each in re.split(r"(?<=[.?!:])\s", line) if each.strip()]
    assert len(sentences) > 15
    assert [each for each in sentences if len(each.split()) > 15] == []


def test_letters_to_a_family_are_unmarked_and_may_hold_names() -> None:
    for name in ("family_letter", "family_feedback"):
        form = cpr_docs.example(name, "concise")
        assert (type(form).MARKED, type(form).NAMES_ALLOWED, type(form).MISSING) == (False, True, "refuse")
        content = Package.read(cpr_docs.render(form, "en").content)
        assert not any(b"OFFICIAL" in part for part in content.values())
