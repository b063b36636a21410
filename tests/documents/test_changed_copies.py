"""A copy by `model_copy` is validated before it is rendered; a validated form is not validated again."""

import datetime
import pickle
from typing import Any

import pytest

import cpr_docs
from cpr_docs.guidance.invitation_letter.model import ConciseInvitationLetter
from cpr_docs.models.form import Form

LETTER: Any = cpr_docs.example("invitation_letter")


@pytest.mark.parametrize(
    ("update", "problem"),
    [
        ({"recipient": None}, "recipient: is missing"),
        ({"datd": datetime.date(2014, 1, 14)}, "datd: is no field of the form; did you mean dated?"),
        (
            {"dated": datetime.date(2050, 1, 1)},
            "reply_by: is before the date of the letter; dated: is after the event has begun",
        ),
        ({"dated": "2013-01-02"}, "dated: was not validated; change a form with replace"),
        ({"venue": {"en": "A", "cy": "B"}}, "venue: was not validated; change a form with replace"),
        ({"lunch": 1}, "lunch: must be true or false"),
        ({"sessions": list(LETTER.sessions)}, "sessions: was not validated; change a form with replace"),
        ({"sessions": ()}, "sessions: is missing"),
        (
            {"signatory": LETTER.signatory.model_copy(update={"name": " Siân"})},
            "signatory.name: was not validated; change a form with replace",
        ),
        (
            {"signatory": LETTER.signatory.model_copy(update={"email": None, "telephone": None})},
            "signatory.telephone: is needed, or an e-mail address, so that the letter can be answered",
        ),
        ({"venue": LETTER.venue.model_copy(update={"cy": "a\nb"})}, "venue.cy: must be a single line"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_an_invalid_copy_is_not_rendered(update: dict[str, Any], problem: str) -> None:
    with pytest.raises(cpr_docs.InvalidForm) as caught:
        cpr_docs.render(LETTER.model_copy(update=update), "en")
    assert "; ".join(str(found) for found in caught.value.problems) == problem
    assert caught.value.__context__ is None


def test_a_form_that_was_constructed_without_validation_is_not_rendered() -> None:
    unchecked: Any = ConciseInvitationLetter
    with pytest.raises(cpr_docs.InvalidForm):
        cpr_docs.render(unchecked.model_construct(form="invitation_letter", lunch=True), "en")
    with pytest.raises(cpr_docs.InvalidForm):
        cpr_docs.render(cpr_docs.InvitationLetter.model_construct(**dict(LETTER)), "en")


def test_a_valid_copy_is_rendered() -> None:
    moved = LETTER.model_copy(update={"dated": datetime.date(2013, 1, 2)})
    assert cpr_docs.read(cpr_docs.render(moved, "cy").content) == moved.in_language("cy")


@pytest.mark.parametrize(
    "derive",
    [
        lambda form: form,
        lambda form: form.in_language("cy"),
        lambda form: form.for_publication(),
        lambda form: form.replace(case_identifier="AR-1"),
        lambda form: Form.parse(form.model_dump_json()),
        lambda form: type(form)(**form.model_dump()),
    ],
)
def test_a_form_that_the_library_derives_is_not_validated_again(derive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    form = derive(cpr_docs.example("report", "extended"))
    monkeypatch.setattr("cpr_docs.models.form.validate_copy", None)
    assert cpr_docs.render(form, "cy").content


def test_a_copy_is_validated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    form = pickle.loads(pickle.dumps(LETTER))
    first = cpr_docs.render(form, "cy")
    monkeypatch.setattr("cpr_docs.models.form.validate_copy", None)
    assert cpr_docs.render(form, "cy") == first
