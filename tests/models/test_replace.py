"""Replaced values are validated as by parsing, and all problems are reported at once."""

import datetime
from typing import Any

import pytest

from cpr_docs.errors import InvalidForm
from cpr_docs.models.form import Form
from tests.models.data import EXTENDED_LETTER, EXTENDED_TERMS, LETTER, RECOMMENDATION, REPORT, changed, value_at

TAKEN: list[tuple[str, dict[str, Any]]] = [
    (LETTER, {"signatory.email": "clerk@example.org"}),
    (LETTER, {"dated": "2013-01-02"}),
    (LETTER, {"dated": datetime.date(2013, 1, 2), "venue.cy": "Y Neuadd"}),
    (LETTER, {"venue": {"en": " The Hall ", "cy": "Y Neuadd"}}),
    (LETTER, {"sessions[0].starts": "08:00"}),
    (LETTER, {"reply.attending": True, "reply.needs.cy": "Dim"}),
    (LETTER, {"enclosures": [{"text": {"en": "A map"}}]}),
    (EXTENDED_LETTER, {"reviewer_2.name": "Dr Non Llŷr"}),
    (RECOMMENDATION, {"agencies.police": {"involved": True}}),
    (RECOMMENDATION, {"welsh_government.inspectorates.estyn.sent": False}),
    (
        RECOMMENDATION,
        {
            "board_decision.answer": "disagree",
            "board_decision.reasons": {"en": "No."},
            "board_decision.amendments": None,
        },
    ),
    (EXTENDED_TERMS, {"terms.amendments[0].reason": {"en": "A new issue", "cy": "Mater newydd"}}),
    (REPORT, {"terms.agencies.police": True, "arrangements.family_declined": True}),
]


@pytest.mark.parametrize(("name", "changes"), TAKEN, ids=lambda value: ascii(value)[:60])
def test_a_change_by_path_equals_parsing_the_changed_data(name: str, changes: dict[str, Any]) -> None:
    form = Form.parse(changed(name, {}))
    before = form.model_dump_json()
    made = form.replace(changes)
    assert made == Form.parse(changed(name, changes))
    assert type(made) is type(form)
    assert form.model_dump_json() == before


def test_fields_may_be_given_by_name() -> None:
    form = Form.parse(changed(LETTER, {}))
    assert form.replace(dated="2013-01-02", lunch=False) == form.replace({"dated": "2013-01-02", "lunch": False})


@pytest.mark.parametrize(
    ("name", "path", "left"),
    [
        (LETTER, "recipient.address", None),
        (LETTER, "enclosures", ()),
        (LETTER, "reply", None),
        (LETTER, "venue.cy", None),
        (RECOMMENDATION, "costs", None),
        (RECOMMENDATION, "board_decision.in_discussion", False),
    ],
)
def test_none_clears(name: str, path: str, left: Any) -> None:
    assert value_at(Form.parse(changed(name, {})).replace({path: None}), path) == left


def test_a_row_that_is_cleared_goes() -> None:
    form: Any = Form.parse(changed(EXTENDED_TERMS, {}))
    first, *rest = form.terms.amendments
    assert first
    assert form.replace({"terms.amendments[0]": None}).terms.amendments == tuple(rest)


def test_a_part_of_a_form_may_be_given() -> None:
    form: Any = Form.parse(changed(EXTENDED_LETTER, {}))
    made = form.replace({"reviewer_1": form.reviewer_2, "reviewer_2": form.reviewer_1})
    assert (made.reviewer_1, made.reviewer_2) == (form.reviewer_2, form.reviewer_1)


REFUSED: list[tuple[str, dict[str, Any], list[str]]] = [
    (LETTER, {"datd": "2013-01-02"}, ["datd: is no field of the form; did you mean dated?"]),
    (LETTER, {"signatory.emial": "x"}, ["signatory.emial: is no field of the form; did you mean email?"]),
    (LETTER, {"sessions[0].start": "x"}, ["sessions[0].start: is no field of the form; did you mean starts?"]),
    (LETTER, {"sessions[0].star.x": "x"}, ["sessions[0].star: is no field of the form; did you mean starts?"]),
    (LETTER, {"sessions[9].starts": "09:00"}, ["sessions[9]: is not in the list; rows there: 1"]),
    (LETTER, {"sessions.starts": "09:00"}, ["sessions.starts: is no field of the form; did you mean sessions[0]?"]),
    (LETTER, {"dated[0]": 1}, ["dated[0]: is no field of the form"]),
    (LETTER, {"dated.year": 1}, ["dated.year: is no field of the form"]),
    (LETTER, {"venue.de": "Saal"}, ["venue.de: is no field of the form"]),
    (LETTER, {"reviewer_2.name": "x"}, ["reviewer_2: is no field of the form; did you mean reviewer_1?"]),
    (LETTER, {"sessions[-1].on": "x"}, ["?: is no field of the form"]),
    (LETTER, {"": "x"}, ["?: is no field of the form"]),
    (LETTER, {"Siân Puw": "x"}, ["?: is no field of the form"]),
    (LETTER, {"recipient": None}, ["recipient: is missing"]),
    (
        LETTER,
        {"dated": "2050-01-01"},
        ["reply_by: is before the date of the letter", "dated: is after the event has begun"],
    ),
    (LETTER, {"signatory": "Q7", "signatory.email": "x"}, ["signatory: must be an object with its fields"]),
    (LETTER, {"review_type": "extended"}, ["review_type: must be one of: concise"]),
    (RECOMMENDATION, {"period.band": "0-6"}, ["period.band: is no field of the form"]),
    (
        LETTER,
        {"venue.en": "a\nb", "recipient.nam": "x", "lunch": "Q7", "sessions[1].on": None},
        [
            "recipient.nam: is no field of the form; did you mean name?",
            "sessions[1]: is not in the list; rows there: 1",
            "venue.en: must be a single line",
            "lunch: must be true or false",
        ],
    ),
]


@pytest.mark.parametrize(("name", "changes", "messages"), REFUSED, ids=lambda value: ascii(value)[:60])
def test_all_problems_are_reported_at_once(name: str, changes: dict[str, Any], messages: list[str]) -> None:
    form = Form.parse(changed(name, {"sessions": changed(LETTER, {})["sessions"][:1]} if name == LETTER else {}))
    with pytest.raises(InvalidForm) as caught:
        form.replace(changes)
    assert [str(problem) for problem in caught.value.problems] == messages
    assert caught.value.__context__ is None


def test_changes_that_are_no_mapping_or_have_duplicates_are_a_type_error() -> None:
    form = Form.parse(changed(LETTER, {}))
    with pytest.raises(TypeError, match="changes must be a mapping"):
        form.replace("dated")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="twice: dated"):
        form.replace({"dated": None}, dated=None)
