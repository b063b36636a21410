"""Data of earlier versions: upgraded before it is validated, and refused by no rule that is newer than it."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

import pydantic
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import cpr_docs
from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.catalogue import Both
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label, ReviewType
from cpr_docs.models.fields import IDENTITY
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.problems import problems_of
from cpr_docs.models.schema_version import SCHEMA_VERSION, Upgrade, refuses
from tests.examples import first_example, variant_id
from tests.models.classes import VARIANTS
from tests.strategies import forms


def label(text: str, since: int = 1) -> Label:
    return Label(Both(text, cy=f"{text} (cy)"), "", since=since)


def _several(data: dict[str, Any]) -> dict[str, Any]:
    seen = data.get("seen")
    return {**data, "seen": [{"what": seen}]} if isinstance(seen, str) else data


def _with_mark(data: dict[str, Any]) -> dict[str, Any]:
    rows = data.get("seen")
    if not isinstance(rows, list):
        return data
    marked = [{**row, "by": row.get("by", "unknown")} if isinstance(row, dict) else row for row in rows]
    return {**data, "seen": marked}


class Sight(Part):
    what: Annotated[Line, label("What was seen")]
    by: Annotated[Line | None, label("By whom", since=3)] = None

    def rules(self) -> Iterator[Problem]:
        if self.by is None and refuses(__name__, 3):
            yield Problem("by", "nobody", "must say who saw it")
        if self.what == self.by:
            yield Problem("by", "same", "is the same")


class Sighting(Form):
    """A form in its third version: `seen` was one line at first, and `by` came last."""

    SCHEMA_VERSION: ClassVar[int] = 3
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {2: _several}
    TITLE: ClassVar[str] = Both("Sighting", cy="Gweld")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["sighting"]
    review_type: Literal[ReviewType.CONCISE]
    seen: Annotated[Rows[Sight], label("Seen", since=2)] = ()
    told: Annotated[bool, label("Told")] = False
    who: Annotated[Line | None, Label(Both("Who was told", cy="Pwy"), "", asked="told", required=True, since=2)] = None


class Upgraded(Sighting):
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {3: _with_mark}


class Case(pydantic.BaseModel):
    sighting: Sighting


def sighting(**more: Any) -> dict[str, Any]:
    both = {"en": "A Board", "cy": "Bwrdd"}
    return {"form": "sighting", "review_type": "concise", "board": both, "case_identifier": "X", **more}


ENTRANCES: dict[str, Any] = {
    "parse": Sighting.parse,
    "parse JSON": lambda data: Sighting.parse(json.dumps(data)),
    "model_validate": Sighting.model_validate,
    "model_validate_json": lambda data: Sighting.model_validate_json(json.dumps(data)),
    "arguments": lambda data: Sighting(**data),
    "TypeAdapter": TypeAdapter(Sighting).validate_python,
    "field": lambda data: Case.model_validate({"sighting": data}).sighting,
    "identify": lambda data: Form.identify(data, [Sighting])[0].parse(Form.identify(data, [Sighting])[1]),
    "Library": cpr_docs.Library(forms=[Sighting]).parse,
}
every_entrance = pytest.mark.parametrize("entrance", ENTRANCES.values(), ids=ENTRANCES.keys())


@every_entrance
@pytest.mark.parametrize("version", [{}, {"schema_version": None}, {"schema_version": 1}])
def test_data_without_a_version_is_of_version_1_and_is_upgraded(entrance: Any, version: dict[str, Any]) -> None:
    data = sighting(seen="A bruise", **version)
    before = copy.deepcopy(data)
    form = entrance(data)
    assert [row.what for row in form.seen] == ["A bruise"]
    assert data == before


@every_entrance
@pytest.mark.parametrize("version", [1, 2])
def test_a_newer_rule_is_a_note_until_the_data_keeps_it(entrance: Any, version: int) -> None:
    form = entrance(sighting(seen=[{"what": "A bruise"}], schema_version=version))
    assert form.schema_version == version
    assert [(note.path, note.code) for note in form.notes()] == [("seen[0].by", "newer_rule")]
    again = entrance(json.loads(form.model_dump_json()))
    assert again == form
    mended = form.replace({"seen[0].by": "A nurse"})
    assert (mended.schema_version, mended.notes()) == (3, [])


def test_a_form_becomes_one_of_today_when_told_to() -> None:
    form = Sighting.parse(sighting(seen=[{"what": "A bruise"}]))
    assert form.replace(case_identifier="Y").schema_version == 1
    with pytest.raises(InvalidForm, match="must say who saw it"):
        form.replace(schema_version=3)


@every_entrance
@pytest.mark.parametrize(("told", "code"), [({"told": True}, "required"), ({"told": False, "who": "X"}, "not_asked")])
def test_a_condition_is_as_old_as_its_field(entrance: Any, told: dict[str, Any], code: str) -> None:
    form = entrance(sighting(**told))
    assert (form.schema_version, [note.path for note in form.notes()]) == (1, ["who"])
    for version in (2, 3):
        with pytest.raises((InvalidForm, pydantic.ValidationError)) as caught:
            entrance(sighting(**told, schema_version=version))
        error: Any = caught.value
        problems = error.problems if isinstance(error, InvalidForm) else problems_of(error, Sighting)
        assert [problem.code for problem in problems] == [code]


@every_entrance
def test_the_same_rule_refuses_data_of_its_version(entrance: Any) -> None:
    with pytest.raises((InvalidForm, pydantic.ValidationError), match="must say who saw it"):
        entrance(sighting(seen=[{"what": "A bruise"}], schema_version=3))


@every_entrance
def test_a_rule_of_the_first_version_refuses_data_of_every_version(entrance: Any) -> None:
    with pytest.raises((InvalidForm, pydantic.ValidationError), match="is the same"):
        entrance(sighting(seen=[{"what": "A bruise", "by": "A bruise"}]))


@every_entrance
@pytest.mark.parametrize("version", [4, 5, 10**30])
def test_newer_data_is_refused_in_one_sentence(entrance: Any, version: int) -> None:
    with pytest.raises((InvalidForm, pydantic.ValidationError)) as caught:
        entrance(sighting(schema_version=version, unheard_of=1))
    sentence = "is newer than this version of cpr_docs, which reads data up to schema version 3"
    error: Any = caught.value
    if isinstance(error, InvalidForm):
        assert [str(problem) for problem in error.problems] == [f"schema_version: {sentence}"]
    else:
        (problem,) = error.errors()
        assert (problem["loc"][-1], problem["msg"]) == ("schema_version", sentence)
        assert str(version) not in str(problem)


@pytest.mark.parametrize("version", ["1", 1.5, True, [], {}, 0, -1])
def test_a_version_that_is_no_version_is_refused(version: Any) -> None:
    with pytest.raises(InvalidForm) as caught:
        Sighting.parse(sighting(schema_version=version))
    assert [problem.path for problem in caught.value.problems] == ["schema_version"]


def test_the_steps_of_all_classes_are_run_in_order() -> None:
    form = Upgraded.parse(sighting(seen="A bruise"))
    assert (form.schema_version, [(row.what, row.by) for row in form.seen]) == (3, [("A bruise", "unknown")])


def test_a_rule_outside_a_form_refuses() -> None:
    with pytest.raises(pydantic.ValidationError):
        TypeAdapter(Sight).validate_python({"what": "A bruise"})


def test_a_form_of_ones_own_counts_from_1_and_an_extended_form_of_the_guidance_as_the_library() -> None:
    class Mine(Form):
        TITLE: ClassVar[str] = Both("Mine", cy="Fi")
        GUIDANCE: ClassVar[str] = ""
        form: Literal["mine"]
        review_type: Literal[ReviewType.CONCISE]

    class Longer(VARIANTS[0]):  # type: ignore[misc, valid-type]
        pass

    assert (Mine.SCHEMA_VERSION, Longer.SCHEMA_VERSION) == (1, SCHEMA_VERSION)
    assert Mine.parse({**sighting(), "form": "mine"}).schema_version == 1


@pytest.mark.parametrize("variant", VARIANTS, ids=variant_id)
class TestFormsOfTheLibrary:
    def test_they_share_one_number(self, variant: type[Form]) -> None:
        assert variant.SCHEMA_VERSION == SCHEMA_VERSION
        assert "schema_version" in IDENTITY

    def test_it_is_always_written_and_described(self, variant: type[Form]) -> None:
        form = first_example(variant)
        shorter: Any = ({}, {"exclude_unset": True}, {"exclude_none": True}, {"exclude_defaults": True})
        for options in shorter:
            assert form.model_dump(mode="json", **options)["schema_version"] == SCHEMA_VERSION
        schema = variant.json_schema()
        # A form of one class is no alternative of its schema, but the schema itself.
        properties = schema.get("properties") or schema["$defs"][variant.__name__]["properties"]
        described = properties["schema_version"]
        assert (described["default"], described["minimum"], described["maximum"]) == (1, 1, SCHEMA_VERSION)


@pytest.mark.parametrize("variant", VARIANTS, ids=variant_id)
@given(data=st.data())
@settings(max_examples=10)
def test_an_upgrade_changes_nothing_in_data_of_today(variant: type[Form], data: st.DataObject) -> None:
    """So that a form may be saved under the version that it keeps."""
    today = data.draw(forms(variant)).model_dump(mode="json")
    del today["schema_version"]
    assert AnyForm.identify(copy.deepcopy(today))[1] == today
