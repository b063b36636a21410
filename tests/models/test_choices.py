"""A question of which several answers may hold: one value for each set of answers."""

import itertools
from typing import Annotated, Any, ClassVar, Literal

import pytest

from cpr_docs.errors import InvalidForm
from cpr_docs.guidance.report.model import Criterion, Report
from cpr_docs.language.catalogue import Both
from cpr_docs.models.describe_fields import fields
from cpr_docs.models.field_types import Choice, Choices, Label, ReviewType
from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import Form
from tests.models.data import REPORT, changed

SUBSETS = [subset for size in range(1, len(Criterion) + 1) for subset in itertools.combinations([*Criterion], size)]


def report(value: Any) -> Any:
    return Report.parse(changed(REPORT, {"criterion": value}))


@pytest.mark.parametrize("subset", SUBSETS)
def test_each_order_of_the_answers_and_each_repetition_is_the_same_value(subset: tuple[Criterion, ...]) -> None:
    for order in itertools.permutations(subset):
        assert report([answer.value for answer in order]).criterion == subset
    assert report([answer.value for answer in (*subset, *subset)]).criterion == subset


@pytest.mark.parametrize("blank", [[], None, ""])
def test_no_answer_is_missing_where_one_is_required(blank: Any) -> None:
    with pytest.raises(InvalidForm) as caught:
        report(blank)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [("criterion", "missing")]


@pytest.mark.parametrize(
    ("value", "path", "code"),
    [("death", "criterion", "tuple_type"), (["weather"], "criterion[0]", "enum"), ([1], "criterion[0]", "enum")],
)
def test_a_wrong_answer_is_a_problem(value: Any, path: str, code: str) -> None:
    with pytest.raises(InvalidForm) as caught:
        report(value)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, code)]


def test_the_one_answer_of_version_1_becomes_a_list_of_one() -> None:
    data = changed(REPORT, {"criterion": "injury", "schema_version": 1})
    assert Report.parse(data).__dict__["criterion"] == (Criterion.INJURY,)


class Weather(Choice):
    RAIN = "rain", Both("Rain", cy="Glaw")
    WIND = "wind", Both("Wind", cy="Gwynt")


class Outing(Form):
    TITLE: ClassVar[str] = Both("Outing", cy="Gwibdaith")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["outing"]
    review_type: Literal[ReviewType.CONCISE]
    weather: Annotated[Choices[Weather], Label(Both("Weather", cy="Tywydd"), "")] = ()
    shelter: Annotated[bool, Label(Both("Shelter", cy="Cysgod"), "", asked="'rain' in weather")] = False


def test_a_form_of_ones_own_has_choices_that_may_be_blank_and_that_a_condition_names() -> None:
    data = {"form": "outing", "review_type": "concise", "board": {"en": "A", "cy": "B"}, "case_identifier": "X"}
    assert Outing.parse(data).weather == ()
    assert Outing.parse({**data, "weather": ["wind", "rain"], "shelter": True}).weather == tuple(Weather)
    with pytest.raises(InvalidForm, match="shelter"):
        Outing.parse({**data, "weather": ["wind"], "shelter": True})


def test_the_field_and_its_schema_name_the_answers() -> None:
    field = field_at(Outing, "weather")
    assert (field.kind, field.type, field.answers) == (Kind.CHOICES, Weather, ("rain", "wind"))
    described = next(each for each in fields(Outing, "cy") if each.path == "weather")
    assert [option.label for option in described.options] == ["Glaw", "Gwynt"]
    schema = Outing.json_schema()["properties"]["weather"]
    assert (schema["uniqueItems"], schema["x-kind"]) == (True, "choices")
