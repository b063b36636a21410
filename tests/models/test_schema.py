"""The JSON Schema of each form: what other programs and editors know of it.

``pytest tests/models/test_schema.py --snapshot-update`` accepts a change; read the difference first.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cpr_docs.models.fields import IDENTITY
from cpr_docs.models.form import Form
from cpr_docs.models.guidance import FORM_NAMES, form_class
from tests.models.data import EXTENDED_LETTER, EXTENDED_TERMS, LETTER, RECOMMENDATION, REMOVED, changed
from tests.models.json_schema import ANNOTATIONS, CHECKED, DIALECT, accepts, resolve, schemas_in

SCHEMAS: dict[str, dict[str, Any]] = {name: form_class(name).json_schema() for name in FORM_NAMES}
CASES = [
    f"{form}/{review_type}{sparse}"
    for form in FORM_NAMES
    for review_type in ("concise", "extended")
    for sparse in ("", ".sparse")
]
every_form = pytest.mark.parametrize("name", FORM_NAMES)

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
]


@every_form
def test_the_schema_is_of_draft_2020_12_and_refers_only_to_what_it_holds(name: str) -> None:
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
def test_the_schema_tells_the_review_types_apart(name: str) -> None:
    schema = SCHEMAS[name]
    mapping = schema["discriminator"]["mapping"]
    assert schema["discriminator"]["propertyName"] == "review_type"
    assert set(mapping) == {"concise", "extended"}
    assert [one["$ref"] for one in schema["oneOf"]] == list(mapping.values())
    for review_type, reference in mapping.items():
        properties = resolve(schema, reference)["properties"]
        assert properties["review_type"]["const"] == review_type
        assert properties["form"]["const"] == name


@every_form
def test_every_property_has_a_title_a_description_and_its_source(name: str) -> None:
    for defined, schema in SCHEMAS[name]["$defs"].items():
        assert schema["title"] == defined
        assert schema["description"]
        for field, described in schema.get("properties", {}).items():
            assert described["title"], (defined, field)
            assert described["description"], (defined, field)
            if field not in IDENTITY and not defined.startswith("Bilingual"):
                assert described["x-source"], (defined, field)


@every_form
def test_an_object_takes_no_other_properties(name: str) -> None:
    for schema in SCHEMAS[name]["$defs"].values():
        if schema["type"] == "object":
            assert schema["additionalProperties"] is False


@pytest.mark.parametrize("case", CASES)
def test_an_example_fits_the_schema_as_it_is_and_as_the_library_writes_it(case: str) -> None:
    data = changed(case, {})
    schema = SCHEMAS[data["form"]]
    assert accepts(schema, schema, data)
    assert accepts(schema, schema, json.loads(Form.parse(data).model_dump_json()))


@pytest.mark.parametrize(("case", "changes"), WRONG, ids=str)
def test_what_a_schema_can_say_it_refuses(case: str, changes: dict[str, Any]) -> None:
    data = changed(case, changes)
    schema = SCHEMAS[case.partition("/")[0]]
    assert not accepts(schema, schema, data)


@every_form
def test_either_class_of_a_form_gives_the_same_schema(name: str) -> None:
    for variant in form_class(name).variants():
        assert variant.json_schema() == SCHEMAS[name]


def test_another_run_gives_the_same_schemas() -> None:
    code = (
        "import json; from cpr_docs.models.guidance import FORM_NAMES, form_class; "
        "print(json.dumps({name: form_class(name).json_schema() for name in reversed(FORM_NAMES)}))"
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
