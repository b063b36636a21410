"""The JSON Schema of each form, which other programs and editors use.

``pytest tests/models/test_schema.py --snapshot-update`` accepts a change; read the difference first.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cpr_docs.language.catalogue import Both
from cpr_docs.models.field_types import Label
from cpr_docs.models.fields import IDENTITY
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.registry import form_class, form_names
from tests.examples import FILES
from tests.models.classes import VARIANTS
from tests.models.data import (
    EXTENDED_LETTER,
    EXTENDED_TERMS,
    LETTER,
    RECOMMENDATION,
    REMOVED,
    REPORT,
    changed,
    problems,
)
from tests.models.json_schema import ANNOTATIONS, CHECKED, DIALECT, resolve, schemas_in, validator
from tests.strategies import forms

SCHEMAS: dict[str, dict[str, Any]] = {name: form_class(name).json_schema() for name in form_names()}
VALIDATORS = {name: validator(schema) for name, schema in SCHEMAS.items()}
CASES = [f"{file}{sparse}" for file in FILES for sparse in ("", ".sparse")]
every_form = pytest.mark.parametrize("name", form_names())
every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)

WRONG_VALUES: list[Any] = [
    *("", " \n", "a\nb", "a\r\nb", "a\u0007b", "words", "x" * 61, "2012-13-45", "1899-12-31", "24:00", "09:30:15"),
    *("0.001", "-1", "12345678901", "2012-13", "1850-01", "concise", 0, -1, 1.5, 12345678901, True, False, None),
    *({}, [], [{}], [None], {"en": ""}, {"en": " ", "cy": None}, {"en": "a\nb"}, {"cy": "a\u000bb"}, {"de": "a"}),
    *({"name": " "}, {"name": None, "designation": {"en": ""}}, {"involved": False}, [{"text": {}}], {"x": 1}),
]

WRONG: list[tuple[str, dict[str, Any]]] = [
    (RECOMMENDATION, {"weather": "rain"}),
    (RECOMMENDATION, {"board": REMOVED}),
    (RECOMMENDATION, {"board": "Bwrdd"}),
    (RECOMMENDATION, {"board.de": "Amt"}),
    (RECOMMENDATION, {"recommended_on": "31/01/2012"}),
    (RECOMMENDATION, {"recommended_on": 41000}),
    (RECOMMENDATION, {"timetable.report_expected": "2012-13"}),
    (RECOMMENDATION, {"agreement": "both"}),
    (RECOMMENDATION, {"agencies.police.involved": "yes"}),
    (RECOMMENDATION, {"costs.reviewer": -1}),
    (RECOMMENDATION, {"case_issues": {"text": {"en": "a"}}}),
    (RECOMMENDATION, {"case_identifier": "x" * 61}),
    (RECOMMENDATION, {"additional_questions": []}),
    (RECOMMENDATION, {"review_type": "both"}),
    (RECOMMENDATION, {"form": "report"}),
    (EXTENDED_TERMS, {"terms.version": 0}),
    (EXTENDED_TERMS, {"terms.version": "1"}),
    (EXTENDED_LETTER, {"reviewer_2": REMOVED}),
    (LETTER, {"sessions": []}),
    (LETTER, {"sessions[0].starts": "9 am"}),
    (LETTER, {"lunch": None}),
    (LETTER, {"sessions[0].starts": "24:00"}),
    (LETTER, {"sessions[0].starts": "09:30:15"}),
    (LETTER, {"dated": "2013-02-30"}),
    (LETTER, {"dated": "1899-12-31"}),
    (LETTER, {"dated": "2200-01-01"}),
    (RECOMMENDATION, {"timetable.report_expected": "1850-01"}),
    (RECOMMENDATION, {"costs.reviewer": "0.001"}),
    (RECOMMENDATION, {"costs.reviewer": "-1"}),
    (RECOMMENDATION, {"costs.reviewer": 12345678901}),
    # Blank values of required fields.
    (LETTER, {"board": {}}),
    (LETTER, {"board": {"en": "", "cy": None}}),
    (LETTER, {"signatory.designation": {"en": " \n"}}),
    (LETTER, {"case_identifier": ""}),
    (LETTER, {"case_identifier": " \u00a0\n"}),
    (LETTER, {"recipient": {"name": "  "}}),
    (LETTER, {"enclosures": [{"text": {"en": " "}}]}),
    (RECOMMENDATION, {"outline": {"cy": "\n"}}),
    (RECOMMENDATION, {"subgroup_chair": {}}),
    (RECOMMENDATION, {"subgroup_chair": {"name": " ", "designation": {"en": ""}}}),
    (RECOMMENDATION, {"case_issues": [{"text": {}}, {"text": {"en": "a"}}]}),
    (REPORT, {"reviewer_1": {"name": None}}),
    # Line breaks in a line, and characters that XML forbids.
    (LETTER, {"venue": {"en": "The Hall\nLlaneirian", "cy": "Y Neuadd"}}),
    (LETTER, {"venue.cy": "Y Neuadd\r\nLlaneirian"}),
    (LETTER, {"recipient.job_title": "a\u2028b"}),
    (LETTER, {"recipient.address": "a\u0007b"}),
    (RECOMMENDATION, {"outline.en": "a\u000bb"}),
]

TAKEN: list[tuple[str, dict[str, Any]]] = [
    (LETTER, {"sessions[0].starts": "09:30:00"}),
    (LETTER, {"case_identifier": " AR-1\n"}),
    (LETTER, {"venue": {"cy": "Y Neuadd"}}),
    (LETTER, {"venue": {"en": "The Hall", "cy": ""}}),
    (LETTER, {"recipient.address": "1 Stryd Fawr\r\n\tTregarth"}),
    (LETTER, {"recipient.job_title": ""}),
    (LETTER, {"reply": {}}),
    (LETTER, {"reply.needs": {"en": "", "cy": " "}}),
    (RECOMMENDATION, {"subgroup_chair": {"designation": {"cy": "Cadeirydd"}}}),
    (RECOMMENDATION, {"panel_chair.designation": {}}),
    (RECOMMENDATION, {"costs.reviewer": "3250.5", "costs.additional": 12}),
    (RECOMMENDATION, {"agencies.police": {"involved": True, "name": " "}}),
]


def places(data: Any, path: str = "") -> Iterator[str]:
    """The paths of all values in the data."""
    if isinstance(data, dict):
        for key, value in data.items():
            place = f"{path}.{key}" if path else key
            yield place
            yield from places(value, place)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield f"{path}[{index}]"
            yield from places(value, f"{path}[{index}]")


@every_form
def test_the_schema_is_of_draft_2020_12_and_has_no_external_references(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"] == DIALECT
    used = set()
    for inner in schemas_in(schema):
        assert set(inner) <= ANNOTATIONS | CHECKED, sorted(set(inner) - ANNOTATIONS - CHECKED)
        assert set(inner.get("required", [])) <= set(inner.get("properties", {}))
        if "$ref" in inner:
            used.add(inner["$ref"].removeprefix("#/$defs/"))
            resolve(schema, inner["$ref"])
    assert used == set(schema["$defs"])


@every_form
def test_the_schema_distinguishes_the_review_types(name: str) -> None:
    schema = SCHEMAS[name]
    variants = form_class(name).variants()
    if len(variants) == 1:
        assert ("review_type" in schema["properties"]) is bool(variants[0].review_types())
        return
    mapping = schema["discriminator"]["mapping"]
    assert schema["discriminator"]["propertyName"] == "review_type"
    assert set(mapping) == {"concise", "extended"}
    assert [one["$ref"] for one in schema["oneOf"]] == list(mapping.values())
    for review_type, reference in mapping.items():
        properties = resolve(schema, reference)["properties"]
        assert properties["review_type"]["const"] == review_type
        assert properties["form"]["const"] == name


@every_form
def test_a_welsh_schema_has_no_docstrings_which_are_english(name: str) -> None:
    def texts(schema: Any) -> list[str]:
        inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        own = schema.get("description") if isinstance(schema, dict) else None
        return [text for each in inner for text in texts(each)] + ([own] if isinstance(own, str) else [])

    assert texts(SCHEMAS[name])
    assert texts(form_class(name).json_schema("cy")) == []


@every_form
def test_every_property_has_a_title_a_description_and_its_source(name: str) -> None:
    for defined, schema in SCHEMAS[name]["$defs"].items():
        assert schema["title"] == defined
        assert schema["description"]
        for field, described in schema.get("properties", {}).items():
            assert described["title"], (defined, field)
            assert described["description"], (defined, field)
            if field not in IDENTITY and not defined.startswith(("Bilingual", "Shared")):
                assert described["x-source"], (defined, field)


@every_form
def test_an_object_allows_no_other_properties(name: str) -> None:
    for schema in SCHEMAS[name]["$defs"].values():
        if schema["type"] == "object":
            assert schema["additionalProperties"] is False


@pytest.mark.parametrize("case", CASES)
def test_an_example_fits_the_schema_as_it_is_and_as_the_library_writes_it(case: str) -> None:
    data = changed(case, {})
    schema = VALIDATORS[data["form"]]
    assert schema.is_valid(data)
    assert schema.is_valid(json.loads(AnyForm.parse(data).model_dump_json()))


@pytest.mark.parametrize(("case", "changes"), WRONG, ids=str)
def test_the_schema_refuses_values_that_it_can_describe_as_wrong(case: str, changes: dict[str, Any]) -> None:
    assert not VALIDATORS[case.partition("/")[0]].is_valid(changed(case, changes))


@pytest.mark.parametrize(("case", "changes"), TAKEN, ids=str)
def test_the_schema_accepts_the_text_and_blanks_that_parsing_accepts(case: str, changes: dict[str, Any]) -> None:
    data = changed(case, changes)
    assert problems(data) == []
    assert VALIDATORS[case.partition("/")[0]].is_valid(data)


@every_variant
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_schema_accepts_every_form(variant: type[Form], data: st.DataObject) -> None:
    form = data.draw(forms(variant, ()))
    assert VALIDATORS[form.name()].is_valid(json.loads(form.model_dump_json()))


@every_form
def test_parsing_refuses_data_that_the_schema_accepts_only_for_a_rule(name: str) -> None:
    rules = {"required", "not_asked", "contradicts", "too_late", "before_start", "order", "email"}
    rules |= {"ref", "source_ref", "same_as_unknown"}
    rules |= {"point_numbers", "action_numbers", "unknown_action"}
    file = [each for each in FILES if each.startswith(f"{name}/")][-1]
    for index, place in enumerate(places(changed(file, {}))):
        # Two values at each path: all values would take minutes.
        for wrong in (WRONG_VALUES[(2 * index) % len(WRONG_VALUES)], WRONG_VALUES[(2 * index + 1) % len(WRONG_VALUES)]):
            data = changed(file, {place: wrong})
            if VALIDATORS[name].is_valid(data):
                assert {code for _path, code in problems(data)} <= rules, (place, wrong)


def _label(text: str) -> Label:
    return Label(Both(text, cy=f"{text} (cy)"), "")


class Detail(Part):
    """A part without required fields."""

    ticked: Annotated[bool, _label("Ticked")] = False
    count: Annotated[int | None, _label("Count")] = None


class Whole(Part):
    """A part that requires parts without required fields."""

    detail: Annotated[Detail, _label("Detail")]
    rows: Annotated[Rows[Detail], _label("Rows")] = ()
    section: Annotated[Section[Detail], _label("Section")] = None


@pytest.mark.parametrize(
    ("detail", "taken"),
    [
        ({}, False),
        ({"ticked": False}, False),
        ({"count": None}, False),
        ({"ticked": True}, True),
        ({"count": 0}, True),
        ({"ticked": False, "count": 3}, True),
    ],
)
def test_a_part_of_ones_own_in_which_nothing_is_required_must_say_something(detail: Any, taken: bool) -> None:
    schema = validator(Whole.model_json_schema())
    assert schema.is_valid({"detail": detail}) is taken
    assert schema.is_valid({"detail": {"count": 1}, "section": detail})


@every_form
def test_either_class_of_a_form_has_the_same_schema(name: str) -> None:
    for variant in form_class(name).variants():
        assert variant.json_schema() == SCHEMAS[name]


def test_another_run_has_the_same_schemas() -> None:
    code = (
        "import json; from cpr_docs.models.registry import form_class, form_names; "
        "print(json.dumps({name: form_class(name).json_schema() for name in reversed(form_names())}))"
    )
    source = Path(sys.modules["cpr_docs"].__file__ or "").parents[1]
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(source), "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"},
    )
    other = json.loads(run.stdout)
    assert {name: json.dumps(schema) for name, schema in other.items()} == {
        name: json.dumps(schema) for name, schema in SCHEMAS.items()
    }


@every_form
def test_a_schema_changes_only_on_purpose(name: str, snapshot: SnapshotAssertion) -> None:
    assert SCHEMAS[name] == snapshot.use_extension(JSONSnapshotExtension)


@every_form
def test_labels_and_answers_are_in_the_language_and_nothing_else_differs(name: str) -> None:
    welsh = form_class(name).json_schema("cy")
    assert structure_of(welsh) == structure_of(SCHEMAS[name])
    classes = {*SCHEMAS[name]["$defs"], form_class(name).__name__}
    assert titles_of(welsh) & titles_of(SCHEMAS[name]) <= classes | SAME_IN_BOTH
    assert form_class(name).json_schema() == SCHEMAS[name]


SAME_IN_BOTH = {"CSSIW", "Estyn", "CAFCASS Cymru", "Genogram"}


def structure_of(schema: Any) -> Any:
    """The schema without its titles and descriptions: the docstrings of the models are English."""
    if isinstance(schema, dict):
        said = {key for key in ("title", "description") if isinstance(schema.get(key), str)}
        return {key: structure_of(value) for key, value in schema.items() if key not in said}
    return [structure_of(each) for each in schema] if isinstance(schema, list) else schema


def titles_of(schema: Any) -> set[str]:
    """All titles in the schema."""
    if isinstance(schema, dict):
        own = {schema["title"]} if isinstance(schema.get("title"), str) else set()
        return own.union(*map(titles_of, schema.values()))
    return set().union(*map(titles_of, schema)) if isinstance(schema, list) else set()


def test_a_line_is_distinguished_from_prose_and_answers_have_labels() -> None:
    properties = SCHEMAS["evaluation_form"]["$defs"]["Evaluation"]["properties"]
    assert (properties["name"]["x-kind"], properties["most_helpful"]["x-kind"]) == ("line", "prose")
    assert SCHEMAS["evaluation_form"]["$defs"]["Rating"]["oneOf"][0] == {"const": "excellent", "title": "Excellent"}
