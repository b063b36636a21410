"""A letter for an event of several sessions asks about each of them, with its day and time, and reads the answers."""

from typing import Any

import pytest

from cpr_docs.documents.document import Document
from cpr_docs.guidance.invitation_letter.model import InvitationLetter
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.purpose import Purpose
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, every_language
from tests.models.data import problems
from tests.reading.editing import Edited

SESSIONS = [
    {"on": "2013-06-19", "starts": "09:30:00", "finishes": "12:30:00"},
    {"on": "2013-06-19", "starts": "13:30:00", "finishes": "16:00:00"},
    {"on": "2013-06-26", "starts": "10:00:00", "finishes": "15:30:00"},
]
ANSWERS = [{name: session[name] for name in ("on", "starts")} | {"attending": True} for session in SESSIONS]

every_type = pytest.mark.parametrize("review_type", ["concise", "extended"])
every_purpose = pytest.mark.parametrize("purpose", [Purpose.SCREEN, Purpose.PAPER, Purpose.FINAL])


def letter(count: int, /, **reply: Any) -> dict[str, Any]:
    """The data of a letter with that many sessions."""
    data = example("invitation_letter", "extended").model_dump(mode="json")
    return data | {"sessions": SESSIONS[:count], "reply": reply or None}


def document(form: InvitationLetter, language: Language, purpose: Purpose = Purpose.SCREEN) -> Document:
    return RENDERER.render(form, language, purpose=purpose)


@every_purpose
@every_language
@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_slip_asks_about_each_session_or_once(count: int, language: Language, purpose: Purpose) -> None:
    form = InvitationLetter.parse(letter(count))
    slip = Edited(document(form, language, purpose).content)
    assert len(slip.controls("reply.attending=yes")) == (count == 1)
    assert len(slip.controls("reply.sessions[].attending=yes")) == (count if count > 1 else 0)
    assert read(slip.saved()) == form.in_language(language)


@every_language
@every_purpose
def test_an_answer_for_one_of_several_sessions_is_read_with_its_day_and_time(
    language: Language, purpose: Purpose
) -> None:
    form = InvitationLetter.parse(letter(3))
    slip = Edited(document(form, language, purpose).content)
    slip.tick("reply.sessions[].attending=no", row=1)
    reading = compare(slip.saved(), form)
    assert isinstance(reading.form, InvitationLetter)
    assert reading.form.reply is not None
    expected = {**ANSWERS[1], "attending": False}
    assert [row.model_dump(mode="json") for row in reading.form.reply.sessions] == [expected]
    assert [change.path.partition("[")[0] for change in reading.changes] == ["reply.sessions"]
    assert read(document(reading.form, language, Purpose.FINAL).content) == reading.form.in_language(language)


def test_nobody_types_over_the_day_that_an_answer_is_for() -> None:
    slip = Edited(document(InvitationLetter.parse(letter(3)), Language.WELSH).content)
    for name in ("on", "starts"):
        controls = slip.controls(f"reply.sessions[].{name}")
        assert len(controls) == 3
        assert all("contentLocked" in lock for lock in map(locks, controls))


def locks(control: Any) -> str:
    """The lock of a control, as it is written."""
    return " ".join(str(found) for found in control.xpath("./*[1]/*[local-name()='lock']/@*"))


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ({"sessions": ANSWERS}, []),
        ({"sessions": ANSWERS[::-1]}, []),
        ({"sessions": [{**ANSWERS[0], "on": "2013-06-20"}]}, [("reply.sessions[0].on", "no_session")]),
        ({"sessions": [ANSWERS[0], ANSWERS[0]]}, [("reply.sessions[1].on", "no_session")]),
        ({"attending": True}, [("reply.attending", "not_asked")]),
    ],
)
def test_an_answer_names_a_session_of_the_letter(reply: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert [(each.path, each.code) for each in InvitationLetter.problems(letter(3, **reply))] == found


def test_a_row_without_an_answer_is_no_data() -> None:
    unanswered = [{**row, "attending": None} for row in ANSWERS]
    assert InvitationLetter.parse(letter(3, sessions=unanswered)).reply is None


def test_an_earlier_answer_to_several_sessions_answers_each() -> None:
    earlier = {**letter(3, attending=True), "schema_version": 1}
    form = InvitationLetter.parse(earlier)
    assert form.reply is not None
    assert form.schema_version == InvitationLetter.SCHEMA_VERSION
    assert [row.model_dump(mode="json") for row in form.reply.sessions] == ANSWERS


def test_one_session_has_one_answer() -> None:
    assert problems(letter(1, sessions=ANSWERS[:1])) == [("reply.sessions", "not_asked")]
