"""A field is asked under a condition: it is then required, otherwise refused, and nobody knows before the answer."""

from typing import Annotated, Any, ClassVar, Literal

import pytest

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.modelling import Answers, Both, Choice, Form, Label, Line, Part, ReviewType, Rows, Section
from cpr_docs.models.asked import conditions_of, unbound_conditions
from cpr_docs.models.check_class import check_form, check_part
from cpr_docs.models.registry import form_class, form_names
from tests.models.classes import PARTS, VARIANTS


def text(english: str) -> Both:
    return Both(english, cy=f"{english} (cy)")


class Place(Choice):
    HOME = "home", text("At home")
    SCHOOL = "school", text("At school")
    ELSEWHERE = "elsewhere", text("Elsewhere")


class Deed(Part):
    """A row, whose fields are asked by the row, by the part around it, and by the form."""

    done: Annotated[bool, Label(text("Done"), "")] = False
    who: Annotated[Line | None, Label(text("Who did it"), "", asked="done")] = None
    seen_by: Annotated[Line | None, Label(text("Seen by"), "", asked="seen and done", required=False)] = None
    reason: Annotated[Line | None, Label(text("Reason"), "", required="place == 'elsewhere' and not done")] = None


class Account(Part):
    seen: Annotated[bool | None, Label(text("Seen?"), "", answers=Answers(text("Yes"), text("No")))] = None
    deeds: Annotated[Rows[Deed], Label(text("Deeds"), "")] = ()
    comment: Annotated[Line | None, Label(text("Comment"), "", asked="seen != false or place is none")] = None


class Visit(Form):
    TITLE: ClassVar[str] = text("Visit")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["visit"]
    review_type: Literal[ReviewType.CONCISE]
    place: Annotated[Place | None, Label(text("Place"), "")] = None
    address: Annotated[Line | None, Label(text("Address"), "", asked="place in ['home', 'elsewhere']")] = None
    account: Annotated[Section[Account], Label(text("Account"), "", asked="place != 'home'", required=False)] = None


def visit(**fields: Any) -> dict[str, Any]:
    return {
        "form": "visit",
        "review_type": "concise",
        "board": {"en": "Board"},
        "case_identifier": "A-1",
        **fields,
    }


def broken(**fields: Any) -> list[tuple[str, str]]:
    try:
        Visit.parse(visit(**fields))
    except cpr_docs.InvalidForm as error:
        return [(problem.path, problem.code) for problem in error.problems]
    return []


DEED = {"done": True, "who": "Nobody"}
CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, []),
    ({"address": "1"}, []),
    ({"place": "home"}, [("address", "required")]),
    ({"place": "home", "address": "1"}, []),
    ({"place": "school", "address": "1"}, [("address", "not_asked")]),
    ({"place": "school", "address": " "}, []),
    ({"place": "elsewhere", "address": "1", "account": {"seen": True, "comment": "x"}}, []),
    ({"place": "home", "address": "1", "account": {"seen": False}}, [("account", "not_asked")]),
    ({"place": "school", "account": {"seen": True}}, [("account.comment", "required")]),
    ({"place": "school", "account": {"seen": False, "comment": "x"}}, [("account.comment", "not_asked")]),
    ({"account": {"seen": False}}, [("account.comment", "required")]),
    ({"account": {"seen": False, "comment": "x"}}, []),
    ({"place": "school", "account": {"deeds": [{"done": True}]}}, [("account.deeds[0].who", "required")]),
    ({"place": "school", "account": {"deeds": [DEED, {"who": "x"}]}}, [("account.deeds[1].who", "not_asked")]),
    (
        {"place": "school", "account": {"deeds": [DEED | {"seen_by": "x"}], "seen": False}},
        [("account.deeds[0].seen_by", "not_asked")],
    ),
    ({"place": "school", "account": {"deeds": [DEED | {"seen_by": "x"}]}}, []),
    (
        {
            "place": "elsewhere",
            "address": "1",
            "account": {"deeds": [DEED, {"done": False, "seen_by": "x"}, DEED]},
        },
        [("account.deeds[1].seen_by", "not_asked"), ("account.deeds[1].reason", "required")],
    ),
    (
        {"place": "elsewhere", "account": {"seen": 5, "comment": ["x"], "deeds": [5, {"done": True}, {"done": 1}]}},
        [
            ("address", "required"),
            ("account.seen", "bool_parsing"),
            ("account.comment", "string_type"),
            ("account.deeds[0]", "model_type"),
            ("account.deeds[1].who", "required"),
            ("account.deeds[2].done", "bool_parsing"),
        ],
    ),
    ({"place": 5, "address": "1", "account": {"comment": "x"}}, [("place", "enum")]),
    ({"place": "elsewhere", "address": "1", "account": {"deeds": [DEED | {"reason": "x"}]}}, []),
]


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_a_condition_refuses_and_requires_once_its_question_is_answered(
    fields: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert sorted(broken(**fields)) == sorted(expected)


@pytest.mark.parametrize("language", Language)
def test_a_problem_names_the_condition_in_labels(language: Language) -> None:
    with pytest.raises(cpr_docs.InvalidForm) as caught:
        Visit.parse(visit(place="elsewhere", account={"seen": False, "comment": "x", "deeds": [{"seen_by": "y"}]}))
    texts = {problem.path: problem.describe(language) for problem in caught.value.problems}
    cy = "" if language is Language.ENGLISH else " (cy)"
    expected = {
        "address": ("Place", "At home", "Elsewhere"),
        "account.comment": ("Seen?", "No", "Place"),
        "account.deeds[0].reason": ("Place", "Elsewhere", "Done"),
        "account.deeds[0].seen_by": ("Seen?", "Yes", "Done"),
    }
    assert texts.keys() == expected.keys()
    for path, words in expected.items():
        assert all(f"{word}{cy}" in texts[path] for word in words)


def test_a_description_and_the_schema_have_the_condition() -> None:
    described = {field.path: field.asked for field in cpr_docs.fields(Visit)}
    assert described["place"] == ""
    assert described["address"] == "“Place” is one of: At home, Elsewhere"
    assert described["account.deeds[].who"] == "“Done” is ticked"
    schema = Visit.json_schema()
    assert schema["properties"]["address"]["x-asked"] == "place in ['home', 'elsewhere']"
    assert schema["$defs"]["Deed"]["properties"]["reason"]["x-required"] == "place == 'elsewhere' and not done"


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
@pytest.mark.parametrize("language", Language)
def test_each_condition_of_the_guidance_is_bound_and_has_words(variant: type[Form], language: Language) -> None:
    assert unbound_conditions(variant) == ()
    for part in PARTS:
        for each in conditions_of(part):
            assert "“" in each.words().text(language)


def test_the_guidance_has_conditions() -> None:
    asked = {field.path for name in form_names() for field in cpr_docs.fields(form_class(name)) if field.asked}
    assert {"rationale.majority", "period.long_rationale", "panel_chair.other_agency"} <= asked


LABEL = text("Label")
MISTAKES: dict[str, tuple[Any, str]] = {
    "a syntax error": (Label(LABEL, "", asked="place ="), "asked='place =' has '=', which is not in the language"),
    "a call": (Label(LABEL, "", asked="place.upper()"), "where nothing fits"),
    "no text": (Label(LABEL, "", asked=True), "asked= is a condition in quotation marks"),  # type: ignore[arg-type]
    "an empty condition": (Label(LABEL, "", required=""), "required='' ends too early"),
    "a near name": (Label(LABEL, "", asked="plase == 'home'"), "names plase, which is no field; did you mean place?"),
    "a far name": (Label(LABEL, "", asked="zzz"), "names zzz, which is no field"),
    "a name in a section": (Label(LABEL, "", asked="account.sen"), "names account.sen, which is no field; did you"),
    "an identity field": (Label(LABEL, "", asked="review_type == 'concise'"), "names review_type"),
    "a near answer": (Label(LABEL, "", asked="place == 'hom'"), "with 'hom', which is no answer; did you mean home?"),
    "a number for an answer": (Label(LABEL, "", asked="place == 1"), "compares place with 1; write a text"),
    "a text for a box": (Label(LABEL, "", asked="account.seen == 'yes'"), "with 'yes'; write true or false"),
    "free text": (Label(LABEL, "", asked="address == 'x'"), "compares address, a line; compare an answer, or write"),
    "text alone": (Label(LABEL, "", asked="address"), "names address alone, which is no box; write address is not"),
    "a row": (Label(LABEL, "", asked="account.deeds.done"), "names the list deeds, but a condition cannot look into"),
}


@pytest.mark.parametrize(("label", "sentence"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_condition_that_cannot_be_meant_is_refused_with_its_place(label: Label, sentence: str) -> None:
    with pytest.raises(TypeError) as caught:

        class Wrong(Visit):
            extra: Annotated[Line | None, label] = None

    assert str(caught.value).startswith("Wrong.extra: ")
    assert sentence in str(caught.value)


def test_a_required_field_has_no_condition() -> None:
    with pytest.raises(TypeError, match=r"Wrong\.extra: has asked=, so that it may be blank; give it a default"):

        class Wrong(Visit):
            extra: Annotated[Line, Label(LABEL, "", asked="place == 'home'")]


def test_a_path_further_out_is_refused_where_the_form_is_known() -> None:
    class Inner(Part):
        extra: Annotated[Line | None, Label(LABEL, "", asked="place == 'home'")] = None

    check_part(Inner)
    with pytest.raises(TypeError, match=r"Outer\.inner\.extra: .* names place, which is no field"):

        class Outer(Form):
            TITLE: ClassVar[str] = text("Outer")
            GUIDANCE: ClassVar[str] = ""
            form: Literal["outer"]
            review_type: Literal[ReviewType.CONCISE]
            inner: Annotated[Section[Inner], Label(LABEL, "")] = None

    check_form(Visit)
