"""The forms as pydantic types: fields of another model, adapters, dumps, locations of errors."""

import copy
import json
import pickle
from typing import Annotated, Any, ClassVar, Literal

import pydantic
import pytest

import cpr_docs
from cpr_docs.guidance.invitation_letter.model import ConciseInvitationLetter, ExtendedInvitationLetter
from cpr_docs.language.catalogue import Both
from cpr_docs.models.field_types import Day, Label, ReviewType
from cpr_docs.models.form import AnyForm, CaseForm, Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.registry import form_class
from tests.examples import FILES, VARIANTS
from tests.models.data import EXTENDED_LETTER, LETTER, RECOMMENDATION, REMOVED, REPORT, changed

CASES = [f"{file}{sparse}" for file in FILES for sparse in ("", ".sparse")]
every_case = pytest.mark.parametrize("name", CASES)
CANARY = "Canary Q7"


class Step(Part):
    """One step of a plan."""

    due: Annotated[Day | None, Label(Both("Due", cy="Erbyn"), "")] = None
    """The day by which the step is to be taken."""


class Plan(Form):
    """A form outside the guidance, with two variants."""

    TITLE: ClassVar[str] = Both("Plan", cy="Cynllun")
    GUIDANCE: ClassVar[str] = ""

    form: Literal["plan"]
    """The form's name."""
    steps: Annotated[Rows[Step], Label(Both("Steps", cy="Camau"), "")] = ()
    """The action to be taken."""

    @classmethod
    def variants(cls) -> "tuple[type[ConcisePlan], type[ExtendedPlan]]":
        return ConcisePlan, ExtendedPlan


class ConcisePlan(Plan):
    """Of a concise review."""

    review_type: Literal[ReviewType.CONCISE]
    """Concise."""


class ExtendedPlan(Plan):
    """Of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    agreed_on: Annotated[Day, Label(Both("Agreed", cy="Cytunwyd"), "")]
    """The day on which the plan was agreed."""


PLAN = {
    "form": "plan",
    "review_type": "extended",
    "board": {"en": "Board"},
    "case_identifier": "A-1",
    "agreed_on": "2013-01-02",
}


class Record(pydantic.BaseModel):
    """An enclosing model of another program, which hides no input."""

    letter: cpr_docs.InvitationLetter
    any: cpr_docs.Form | None = None
    history: list[cpr_docs.AnyForm] = []


def classes_of(form: AnyForm) -> list[type[AnyForm]]:
    bases = [base for base in (Form, CaseForm, AnyForm) if isinstance(form, base)]
    return [type(form), form_class(form.name()), *bases]


@every_case
def test_every_class_of_a_form_accepts_its_data_and_returns_its_type(name: str) -> None:
    form = AnyForm.parse(changed(name, {}))
    for cls in classes_of(form):
        adapter: pydantic.TypeAdapter[AnyForm] = pydantic.TypeAdapter(cls)
        for made in (
            cls.model_validate(form.model_dump()),
            cls.model_validate(form.model_dump(mode="json")),
            cls.model_validate_json(form.model_dump_json()),
            cls(**form.model_dump()),
            adapter.validate_python(form.model_dump()),
            adapter.validate_json(form.model_dump_json()),
        ):
            assert made == form
            assert type(made) is type(form)


@every_case
def test_a_model_round_a_form_dumps_all_of_it_and_loads_the_same(name: str) -> None:
    form = AnyForm.parse(changed(name, {}))
    for cls in classes_of(form):
        outer: Any = pydantic.create_model("Outer", one=cls, many=dict[str, list[cls]])  # type: ignore[valid-type]
        record: Any = outer(one=form, many={"a": [form]})
        assert record.one is form
        assert record.model_dump()["one"] == form.model_dump()
        assert record.model_dump(mode="json")["many"] == {"a": [form.model_dump(mode="json")]}
        assert outer.model_validate(record.model_dump()) == record
        assert outer.model_validate_json(record.model_dump_json()) == record
        assert pydantic.TypeAdapter(cls).dump_python(form) == form.model_dump()


def test_a_form_of_ones_own_is_a_type_too() -> None:
    plan = Plan.model_validate(PLAN)
    assert type(plan) is ExtendedPlan
    outer: Any = pydantic.create_model("Outer", one=Plan)
    assert outer.model_validate_json(outer(one=plan).model_dump_json()) == outer(one=plan)
    # Its data names no form of the guidance, but an instance knows its own class.
    record = Record(letter=Form.parse(changed(LETTER, {})), any=plan)
    assert record.model_dump()["any"] == plan.model_dump()
    with pytest.raises(pydantic.ValidationError) as caught:
        Form.model_validate(PLAN)
    assert [detail["loc"] for detail in caught.value.errors()] == [("form",)]


@pytest.mark.parametrize("cls", [ConciseInvitationLetter, cpr_docs.InvitationLetter, Form])
def test_each_problem_is_an_error_of_its_own_at_its_path(cls: type[Form]) -> None:
    changes = {"dated": "2013-02-13", "reply_by": "2013-02-14", "sessions[0].finishes": "16:30"}
    for prefix, validate in (
        ((), cls.model_validate),
        (("form",), lambda data: pydantic.create_model("Outer", form=cls)(form=data)),
        ((2,), lambda data: pydantic.TypeAdapter(dict[int, cls]).validate_python({2: data})),  # type: ignore[valid-type]
    ):
        with pytest.raises(pydantic.ValidationError) as caught:
            validate(changed(LETTER, changes))
        errors = {detail["loc"]: (detail["type"], detail["msg"]) for detail in caught.value.errors()}
        assert errors == {
            (*prefix, "dated"): ("too_late", "is after the event has begun"),
            (*prefix, "reply_by"): ("too_late", "is after the event has begun"),
            **(
                {(*prefix, "sessions", 1): ("order", "starts before the session before it finishes")}
                if len(changed(LETTER, {})["sessions"]) > 1
                else {}
            ),
        }


WRONG: list[tuple[str, dict[str, Any], tuple[str | int, ...], str]] = [
    (RECOMMENDATION, {"rationale.majority": REMOVED}, ("rationale", "majority"), "required"),
    (RECOMMENDATION, {"agencies.nhs_trust.involved": False}, ("agencies", "nhs_trust", "involved"), "required"),
    (RECOMMENDATION, {"period.end": "2001-01-01"}, ("period", "end"), "before_start"),
    (
        RECOMMENDATION,
        {"case_issues": [{"text": {"en": f"{CANARY}\n{CANARY}"}}]},
        ("case_issues", 0, "text", "en"),
        "newline",
    ),
    (EXTENDED_LETTER, {"reviewer_2": REMOVED}, ("reviewer_2",), "missing"),
    (LETTER, {"sessions[0].finishes": "00:01"}, ("sessions", 0, "finishes"), "before_start"),
    (LETTER, {"signatory": {"name": CANARY, "designation": {"en": CANARY}}}, ("signatory", "telephone"), "required"),
    (LETTER, {"lunch": CANARY}, ("lunch",), "bool_parsing"),
    (LETTER, {"dated": CANARY}, ("dated",), "day"),
    (LETTER, {"datd": CANARY}, ("datd",), "unknown_field"),
    (LETTER, {"recipient": {CANARY: CANARY, "name": CANARY}}, ("recipient", "?"), "unknown_field"),
    (LETTER, {"review_type": CANARY}, ("review_type",), "unknown"),
    (REPORT, {"review_type": REMOVED}, ("review_type",), "missing"),
    (REPORT, {"form": CANARY}, ("form",), "unknown"),
    (REPORT, {"form": REMOVED}, ("form",), "missing"),
    (REPORT, {"criterion": [CANARY]}, ("criterion", 0), "enum"),
]


@pytest.mark.parametrize(("name", "changes", "location", "code"), WRONG, ids=lambda value: ascii(value)[:50])
def test_an_error_of_the_model_round_a_form_has_the_path_and_no_value(
    name: str, changes: dict[str, Any], location: tuple[str | int, ...], code: str
) -> None:
    data = changed(name, changes)
    for cls in (form_class(name.partition("/")[0]), Form):
        outer: Any = pydantic.create_model("Outer", one=cls)
        attempts: list[tuple[Any, Any]] = [
            (outer.model_validate, {"one": data}),
            (outer.model_validate_json, json.dumps({"one": data})),
        ]
        for validate, given in attempts:
            with pytest.raises(pydantic.ValidationError) as caught:
                validate(given)
            details = caught.value.errors()
            assert [(detail["loc"], detail["type"]) for detail in details] == [(("one", *location), code)]
            text = f"{caught.value} {caught.value!r} {caught.value.json()} {details}"
            assert "Q7" not in text
            assert data["case_identifier"] not in text


@pytest.mark.parametrize("wrong", [None, 5, CANARY, [CANARY], json.dumps({"form": "report"})], ids=ascii)
def test_a_value_that_is_no_object_is_refused(wrong: Any) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        Record(letter=wrong)
    assert [(detail["loc"], detail["msg"]) for detail in caught.value.errors()] == [(("letter",), "must be an object")]
    assert "Q7" not in str(caught.value)


def test_another_form_is_refused_with_the_expected_name() -> None:
    with pytest.raises(pydantic.ValidationError, match="must be one of: invitation_letter") as caught:
        Record(letter=Form.parse(changed(REPORT, {})))
    assert [detail["loc"] for detail in caught.value.errors()] == [("letter", "form")]


def test_data_that_is_nested_too_deeply_is_an_error_and_no_crash() -> None:
    deep: Any = []
    for _level in range(100_000):
        deep = [deep]
    with pytest.raises(pydantic.ValidationError, match="nested too deeply"):
        Record(letter={**changed(LETTER, {}), "board": deep})
    while deep:
        deep = deep.pop()


def test_a_copy_is_validated_where_it_goes_into_something_else() -> None:
    letter: Any = Form.parse(changed(LETTER, {}))
    late = letter.model_copy(update={"dated": letter.sessions[0].on.replace(year=2050)})
    with pytest.raises(pydantic.ValidationError) as caught:
        Record(letter=late)
    assert [detail["loc"] for detail in caught.value.errors()] == [("letter", "reply_by"), ("letter", "dated")]
    mute = letter.signatory.model_copy(update={"telephone": "", "email": None})
    with pytest.raises(pydantic.ValidationError) as caught:
        type(letter).model_validate({**dict(letter), "signatory": mute})
    assert [detail["loc"] for detail in caught.value.errors()] == [("signatory", "telephone")]


def test_a_part_of_another_type_is_not_cut_down_in_silence() -> None:
    extended: Any = Form.parse(changed("report/extended", {}))
    concise = Form.parse(changed(REPORT, {}))
    assert extended.terms.additional_questions
    with pytest.raises(pydantic.ValidationError) as caught:
        type(concise).model_validate({**dict(concise), "terms": extended.terms})
    assert [detail["loc"] for detail in caught.value.errors()] == [("terms", "additional_questions")]


def test_the_schema_of_a_model_round_a_form_has_every_type_once() -> None:
    schema = Record.model_json_schema()
    mapping = schema["properties"]["letter"]["discriminator"]["mapping"]
    assert mapping == {
        "concise": "#/$defs/ConciseInvitationLetter",
        "extended": "#/$defs/ExtendedInvitationLetter",
    }
    assert "reviewer_2" in schema["$defs"]["ExtendedInvitationLetter"]["properties"]
    assert len(schema["properties"]["history"]["items"]["oneOf"]) == len(VARIANTS)
    assert schema["$defs"] == Record.model_json_schema(mode="serialization")["$defs"] or "Costs" in schema["$defs"]
    described = schema["$defs"]["ConciseInvitationLetter"]["properties"]["dated"]
    assert (described["title"], described["x-source"]) == ("Date of the letter", "Annex 1, Appendix 1a")


def test_a_form_travels_and_is_the_same() -> None:
    form = Form.parse(changed(EXTENDED_LETTER, {}))
    record = Record(letter=form)
    assert type(form) is ExtendedInvitationLetter
    for made in (copy.deepcopy(record), pickle.loads(pickle.dumps(record)), record.model_copy(deep=True)):
        assert made == record
        made.letter.require_valid()
