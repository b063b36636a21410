"""``cpr-docs fields`` and ``schema -l``: a form described in either language, for another program's input form."""

import json
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.models.registry import form_names
from tests.cli.command import run


@pytest.mark.parametrize("form", form_names())
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_field_is_listed_with_its_label(form: str, language: str, tmp_path: Path) -> None:
    listed = run(tmp_path, "fields", form, "-l", language).stdout
    for field in cpr_docs.fields(form, language):
        assert field.path in listed
        assert field.label in listed


def test_as_json_it_is_what_fields_returns(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "fields", "report", "-l", "cy", "--json").stdout)
    described = cpr_docs.fields("report", "cy")
    assert [(entry["path"], entry["label"], entry["kind"]) for entry in listed] == [
        (field.path, field.label, field.kind.value) for field in described
    ]


def test_a_file_that_exists_is_replaced_only_with_force(tmp_path: Path) -> None:
    target = tmp_path / "fields.txt"
    assert run(tmp_path, "fields", "report", "-o", str(target)).exit_code == 0
    assert run(tmp_path, "fields", "report", "-o", str(target)).exit_code == 2
    assert run(tmp_path, "fields", "report", "-o", str(target), "--force").exit_code == 0


def test_a_schema_has_labels_in_the_language(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "schema", "report", "-l", "cy").stdout) == cpr_docs.Report.json_schema("cy")
