"""The rules of the forms of the learning event and the panel, and the data that a blank one begins with."""

import pytest

import cpr_docs
from cpr_docs.models.draft import blank
from tests.models.data import REMOVED, changed, problems
from tests.models.rules import PERSON, WORDS, Changes, Expected, rule

PROGRAMME = "event_programme/concise"
RECORD = "event_record/concise"

RULES = [
    rule("a programme has a session", PROGRAMME, {"sessions": []}, ("sessions", "missing")),
    rule(
        "an item is not before its session",
        PROGRAMME,
        {"sessions[0].items[0].starts": "09:00"},
        ("sessions[0].items[0].starts", "outside_session"),
    ),
    rule("an item may be at its end", PROGRAMME, {"sessions[0].items[16].starts": "16:00"}),
    rule(
        "an item is not before the item above it",
        PROGRAMME,
        {"sessions[0].items[1].starts": "11:00"},
        ("sessions[0].items[2].starts", "order"),
    ),
    rule("two items may be at the same time", PROGRAMME, {"sessions[0].items[1].starts": "09:30"}),
    rule(
        "sessions are in order",
        "event_programme/extended",
        {"sessions[1].on": "2013-06-18"},
        ("sessions[1]", "order"),
    ),
    rule("a concise programme has one facilitator", PROGRAMME, {"reviewer_2": PERSON}, ("reviewer_2", "unknown_field")),
    rule("an extended one has two", "event_programme/extended", {"reviewer_2": REMOVED}, ("reviewer_2", "missing")),
    rule(
        "another agency is named",
        RECORD,
        {"events_added[1].other_agency": REMOVED},
        ("events_added[1].other_agency", "required"),
    ),
    rule("an agency need not be known", RECORD, {"events_added[0].agency": REMOVED}),
    rule(
        "the record has no place for an individual matter",
        RECORD,
        {"individual_matter": WORDS},
        ("individual_matter", "unknown_field"),
    ),
]


@pytest.mark.parametrize(("form", "changes", "expected"), RULES)
def test_a_rule_of_the_form(form: str, changes: Changes, expected: Expected) -> None:
    assert problems(changed(form, changes)) == expected


def test_a_blank_agenda_has_the_items_of_the_first_meeting() -> None:
    concise, extended = (blank("panel_agenda", kind).values.items for kind in ("concise", "extended"))
    assert [item.text.en[:12] for item in concise] == ["Revisiting t", "Making decis", "Thinking abo", "Consideratio"]
    assert extended[1:] == concise
    assert extended[0].text.cy == "Sut y bydd y ddau Adolygydd yn gweithio ochr yn ochr â’i gilydd"


def test_the_second_meeting_of_the_panel_has_items_of_its_own_and_another_meeting_none() -> None:
    assert [item["text"]["en"][:10] for item in cpr_docs.PanelAgenda.usual_items("second", "extended")] == [
        "Clarifying",
        "Confirming",
        "Confirming",
        "Confirming",
    ]
    assert cpr_docs.PanelAgenda.usual_items("other", "extended") == []


@pytest.mark.parametrize("name", ["panel_agenda", "event_programme", "reference_sheet"])
def test_what_a_blank_begins_with_is_printed_and_read_back(name: str) -> None:
    draft = blank(name, None if name == "reference_sheet" else "extended")
    assert draft.is_blank
    document = cpr_docs.render(draft, "cy")
    assert document.filename.endswith("-cy-blank.docx")
    assert cpr_docs.read_draft(document.content) == draft.in_language("cy")
    assert cpr_docs.compare(document.content, draft).draft == draft


def test_a_draft_with_a_value_of_its_own_is_not_blank() -> None:
    data = blank("panel_agenda", "concise").data
    assert not cpr_docs.AnyForm.draft({**data, "on": "2013-02-12"}).is_blank
