"""Forms as request and response bodies of a simple web service."""

from typing import Any

import pytest
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

import cpr_docs
from tests.models.data import LETTER, changed

APP = FastAPI()


@APP.post("/letter")
def letter(form: cpr_docs.InvitationLetter) -> Response:
    """Renders the request's form."""
    return Response(cpr_docs.render(form, "cy").content)


@APP.post("/any")
def any_form(form: cpr_docs.AnyForm) -> cpr_docs.AnyForm:
    """Returns the request's form."""
    return form


@APP.get("/letters")
def letters() -> list[cpr_docs.InvitationLetter]:
    """Returns a stored form."""
    stored: list[Any] = [cpr_docs.example("invitation_letter", review_type) for review_type in cpr_docs.ReviewType]
    return stored


CLIENT = TestClient(APP)


@pytest.mark.parametrize("review_type", cpr_docs.ReviewType)
def test_a_body_is_a_form_of_either_type(review_type: cpr_docs.ReviewType) -> None:
    form = cpr_docs.example("invitation_letter", review_type)
    answer = CLIENT.post("/letter", json=form.model_dump(mode="json"))
    assert answer.status_code == 200
    assert cpr_docs.read(answer.content) == form.in_language("cy")


@pytest.mark.parametrize("name", [form.name for form in cpr_docs.forms()])
def test_an_answer_has_all_that_the_form_has(name: str) -> None:
    data = cpr_docs.example(name, "extended").model_dump(mode="json")
    answer = CLIENT.post("/any", json=data)
    assert (answer.status_code, answer.json()) == (200, data)
    assert [one.get("reviewer_2") is None for one in CLIENT.get("/letters").json()] == [True, False]


def test_a_problem_is_returned_with_its_location_and_without_a_value() -> None:
    changes = {"dated": "2050-01-01", "recipient.name": "Canary"}
    answer = CLIENT.post("/letter", json=changed(LETTER, changes))
    assert answer.status_code == 422
    assert [(detail["loc"], detail["msg"]) for detail in answer.json()["detail"]] == [
        (["body", "reply_by"], "is before the date of the letter"),
        (["body", "dated"], "is after the event has begun"),
    ]
    answer = CLIENT.post("/letter", json=changed(LETTER, {"venue.en": "Canary\nCanary", "Canary Q7": "Canary"}))
    assert [detail["loc"] for detail in answer.json()["detail"]] == [["body", "venue", "en"], ["body", "?"]]
    assert "Canary" not in answer.text


def test_the_description_of_the_service_knows_every_type() -> None:
    schemas = CLIENT.get("/openapi.json").json()["components"]["schemas"]
    assert "reviewer_2" in schemas["ExtendedInvitationLetter"]["properties"]
    assert {f"{kind}Report" for kind in ("Concise", "Extended")} <= schemas.keys()
