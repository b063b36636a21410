"""The commands ``forms``, ``schema`` and ``example`` print data alone on standard output, in UTF-8."""

import json
import subprocess
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names
from tests.cli.command import run, shell_environment
from tests.examples import EXAMPLES, Example


def test_forms_lists_every_form_with_its_titles_and_its_place_in_the_guidance(tmp_path: Path) -> None:
    result = run(tmp_path, "forms")
    assert (result.exit_code, result.stderr) == (0, "")
    for form in cpr_docs.forms():
        titles = [form.title[language] for language in (cpr_docs.Language.WELSH, cpr_docs.Language.ENGLISH)]
        assert "\n    ".join([form.name, *titles, f"Guidance: {form.guidance}"]) + "\n" in result.stdout


def test_each_form_has_a_position_of_its_own_in_the_list() -> None:
    positions = [form_class(name).POSITION for name in form_names()]
    assert positions == sorted(set(positions))


@pytest.mark.parametrize("name", form_names())
def test_schema_prints_the_schema_as_json(name: str, tmp_path: Path) -> None:
    result = run(tmp_path, "schema", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == form_class(name).json_schema()


@pytest.mark.parametrize("sparse", [False, True], ids=["complete", "sparse"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_prints_the_form_as_canonical_json(example: Example, sparse: bool, tmp_path: Path) -> None:
    of_type = ["--review-type", example.review_type] if example.review_type else []
    result = run(tmp_path, "example", example.variant.name(), *of_type, *["--sparse"] * sparse)
    assert (result.exit_code, result.stderr) == (0, "")
    form = example.form(sparse=sparse)
    assert result.stdout == form.model_dump_json(indent=2) + "\n"
    assert AnyForm.parse(result.stdout_bytes) == form


def test_an_example_is_concise_by_default(tmp_path: Path) -> None:
    assert (
        run(tmp_path, "example", "report").stdout
        == run(tmp_path, "example", "report", "--review-type", "concise").stdout
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "utf-8"])
@pytest.mark.parametrize("arguments", ["forms", "schema report", "example report"])
def test_data_is_utf_8_whatever_the_system_writes(arguments: str, encoding: str, tmp_path: Path) -> None:
    environment = {**shell_environment(tmp_path), "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([tmp_path / "cpr-docs", *arguments.split()], env=environment, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == run(tmp_path, *arguments.split()).stdout


@pytest.mark.parametrize(
    "arguments", ["schema", "schema letter", "example", "example letter", "example report --review-type both", "fomrs"]
)
def test_what_there_is_not_is_wrong_use(arguments: str, tmp_path: Path) -> None:
    result = run(tmp_path, *arguments.split())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr
