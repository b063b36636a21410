"""The command ``cpr-docs read``: data on standard output, messages on standard error, exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cpr_docs.cli import main
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import qn
from tests.documents.cases import every_language
from tests.reading.cases import before, edited
from tests.reading.editing import Edited, xml


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.docx"


def run(path: Path, document: Edited, *options: str) -> Result:
    path.write_bytes(document.saved())
    return CliRunner().invoke(main, ["read", str(path), *options])


@every_language
def test_prints_the_canonical_json_of_the_form(path: Path, language: Language) -> None:
    done = run(path, edited("report", language))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == before("report", language).model_dump_json(indent=2) + "\n"


@every_language
def test_with_the_original_both_languages_are_printed_and_changes_listed(path: Path, language: Language) -> None:
    original = path.with_suffix(".json")
    original.write_text(example("report").model_dump_json(), encoding="utf-8")
    done = run(path, edited("report", language).type("conclusions", "Sioned"), "--original", str(original))
    assert (done.exit_code, done.stderr) == (0, f"conclusions: {translate('changed', language)}\n")
    assert Form.parse(done.stdout).board == example("report").board
    assert json.loads(done.stdout)["conclusions"][language.value] == "Sioned"
    unchanged = run(path, edited("report", language), "--original", str(original))
    assert unchanged.stderr == f"{translate('nothing changed', language)}\n"


def test_problems_are_listed_without_the_typed_text(path: Path) -> None:
    done = run(path, edited("report", Language.ENGLISH).type("period.start", "Sioned"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "“Start of the period”" in done.stderr
    assert "Sioned" not in done.stderr


@pytest.mark.parametrize(("options", "words"), [((), "1 broblem"), (("--messages", "en"), "1 problem")])
def test_problems_of_a_welsh_document_are_in_welsh_unless_told(
    path: Path, options: tuple[str, ...], words: str
) -> None:
    done = run(path, edited("report", Language.WELSH).type("period.start", "Sioned"), *options)
    assert done.exit_code == 1
    assert words in done.stderr


def test_a_file_that_is_no_word_document_exits_with_status_1(path: Path) -> None:
    path.write_bytes(b"x")
    assert CliRunner().invoke(main, ["read", str(path)]).exit_code == 1


def test_a_missing_file_is_a_usage_error(path: Path) -> None:
    assert CliRunner().invoke(main, ["read", str(path)]).exit_code == 2


@every_language
def test_words_in_the_space_for_a_signature_are_reported(path: Path, language: Language) -> None:
    document = edited("recommendation", language)
    cell = next(cell for cell in document.root.iter(qn("w:tc")) if not "".join(map(str, cell.itertext())).strip())
    cell[-1].append(xml("<w:r><w:t>A. N. Other</w:t></w:r>"))
    result = run(path, document)
    assert result.exit_code == 0
    assert {Language.ENGLISH: "signature", Language.WELSH: "llofnod"}[language] in result.stderr
    assert "Other" not in result.stderr
