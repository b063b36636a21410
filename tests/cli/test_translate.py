"""The command ``translate``: out to a translator, back into the case, and what is still to be done."""

import json
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.language.languages import Language
from tests.cli.command import CANARY, files, run
from tests.translation.translator import FORMATS, expected, marked, texts, translated

SUFFIXES = {"xliff": "xlf", "docx": "docx"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    form = cpr_docs.example("terms_of_reference")
    changed = form.replace({"period.rationale": {"en": f"{CANARY} ends:\n- now\n- then"}})
    (tmp_path / "case.json").write_text(changed.model_dump_json(), encoding="utf-8")
    return tmp_path


def form_in(path: Path) -> Any:
    return cpr_docs.AnyForm.parse(path.read_bytes())


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_case_goes_out_comes_back_and_is_rendered(folder: Path, file_format: str) -> None:
    name = f"out.{SUFFIXES[file_format]}"
    result = run(folder, "translate", "export", "case.json", "-l", "cy", "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {name}\nmissing: 1, stale: 0, done: 23\n"
    file = folder / name
    file.write_bytes(FORMATS[file_format](file.read_bytes(), marked, "period.rationale"))
    result = run(folder, "translate", "import", "case.json", name, "-o", "back.json")
    assert (result.exit_code, result.stderr) == (0, "wrote back.json\ntexts with a new translation: 1\n")
    before, after = form_in(folder / "case.json"), form_in(folder / "back.json")
    wanted = expected(before, Language.WELSH)["period.rationale"]
    assert texts(after, Language.WELSH) == texts(before, Language.WELSH) | {"period.rationale": wanted}
    assert run(folder, "render", "back.json", "-l", "cy", "-o", "terms.docx").exit_code == 0


def test_a_draft_goes_out_and_comes_back_as_a_draft(tmp_path: Path) -> None:
    data = {"form": "report", "review_type": "concise", "schema_version": 2, "board": {"en": "A Board"}}
    (tmp_path / "draft.json").write_text(json.dumps(data), encoding="utf-8")
    assert run(tmp_path, "translate", "export", "draft.json", "-o", "draft.xlf").exit_code == 0
    file = tmp_path / "draft.xlf"
    file.write_bytes(translated(file.read_bytes()))
    result = run(tmp_path, "translate", "import", "draft.json", "draft.xlf")
    assert json.loads(result.stdout) == data | {"board": {"en": "A Board", "cy": marked("A Board")}}


def test_a_case_that_has_changed_is_refused_and_nothing_is_written(folder: Path) -> None:
    run(folder, "translate", "export", "case.json", "-o", "case.xlf")
    changed = form_in(folder / "case.json").replace({"board.en": "Another", "period.rationale.en": f"{CANARY} starts"})
    (folder / "case.json").write_text(changed.model_dump_json(), encoding="utf-8")
    result = run(folder, "translate", "import", "case.json", "case.xlf", "-o", "back.json")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "cpr-docs: terms_of_reference (concise): 2 problems",
        "  board: the source has changed since the export",
        "  period.rationale: the source has changed since the export",
    ]
    assert files(folder) == ["case.json", "case.xlf"]


def test_the_other_texts_are_taken_and_those_that_changed_are_told(folder: Path) -> None:
    run(folder, "translate", "export", "case.json", "-o", "case.xlf")
    file = folder / "case.xlf"
    file.write_bytes(translated(file.read_bytes()))
    changed = form_in(folder / "case.json").replace({"board.en": "Another", "child.cy": "Plentyn Z"})
    (folder / "case.json").write_text(changed.model_dump_json(), encoding="utf-8")
    result = run(folder, "translate", "import", "case.json", "case.xlf", "--changed", "skip", "--messages", "cy")
    assert result.exit_code == 1
    # The check of the pair lists its notes on this translation, too.
    assert [line for line in result.stderr.splitlines() if not line.startswith("sylwer: ")] == [
        "board: mae’r testun gwreiddiol wedi newid ers yr allforio",
        "child: fe’i newidiwyd yn yr achos ac yn y ffeil: cedwir geiriau’r achos",
        "testunau â chyfieithiad newydd: 22",
    ]
    assert json.loads(result.stdout)["child"]["cy"] == "Plentyn Z"


def test_what_is_half_done_and_the_translator_s_notes_are_told(folder: Path) -> None:
    run(folder, "translate", "export", "case.json", "-o", "case.xlf")
    file = folder / "case.xlf"
    content = translated(file.read_bytes(), marked, "period.rationale#1").decode()
    file.write_text(content.replace("</trans-unit>", "<note>Which board?</note></trans-unit>", 1), encoding="utf-8")
    result = run(folder, "translate", "import", "case.json", "case.xlf")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "period.rationale: is not taken: 1 of 3 paragraphs are translated",
        "board: the translator’s note:",
        "  Which board?",
        "texts with a new translation: 0",
    ]


def test_status_lists_every_text_also_as_json(folder: Path) -> None:
    result = run(folder, "translate", "status", "case.json")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1].split(maxsplit=2) == ["missing", "period.rationale", "Rhesymeg dros y cyfnod"]
    found = json.loads(run(folder, "translate", "status", "case.json", "--json").stdout)
    assert [each["path"] for each in found] == [line.split()[1] for line in lines]
    assert found[1] == {
        "path": "period.rationale",
        "label": "Rhesymeg dros y cyfnod",
        "state": "missing",
        "paragraphs": 3,
    }


def test_status_knows_from_an_earlier_file_what_is_stale(folder: Path) -> None:
    run(folder, "translate", "export", "case.json", "-o", "case.xlf")
    changed = form_in(folder / "case.json").replace({"board.en": "Another"})
    (folder / "case.json").write_text(changed.model_dump_json(), encoding="utf-8")
    assert run(folder, "translate", "status", "case.json").stderr == "missing: 1, stale: 0, done: 23\n"
    result = run(folder, "translate", "status", "case.json", "--previous", "case.xlf")
    assert result.stderr == "missing: 1, stale: 1, done: 22\n"
    result = run(folder, "translate", "export", "case.json", "--previous", "case.xlf", "-o", "second.xlf")
    assert result.stderr == "wrote second.xlf\nmissing: 1, stale: 1, done: 22\n"


def test_the_glossary_is_a_table_that_spreadsheets_open(folder: Path) -> None:
    result = run(folder, "translate", "glossary")
    assert result.stdout.startswith("en,cy,gender,plural,other_en,other_cy,source\nabuse,camdriniaeth,f,")
    run(folder, "translate", "glossary", "-l", "en", "-o", "glossary.csv")
    content = (folder / "glossary.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcy,en,")
    assert len(content.splitlines()) == len(result.stdout.splitlines())


@pytest.mark.parametrize("name", ["case.txt", "case", "case.json"])
def test_a_file_of_another_kind_is_wrong_use(folder: Path, name: str) -> None:
    result = run(folder, "translate", "export", "case.json", "-o", name)
    assert result.exit_code == 2
    assert ".xlf, .xliff or .docx" in result.stderr


@pytest.mark.parametrize("name", ["out.xlf", "out.docx"])
def test_no_file_is_replaced_without_force(folder: Path, name: str) -> None:
    (folder / name).write_text("mine")
    assert run(folder, "translate", "export", "case.json", "-o", name).exit_code == 2
    assert (folder / name).read_text() == "mine"
    assert run(folder, "translate", "export", "case.json", "-o", name, "--force").exit_code == 0
    assert (folder / name).read_bytes() != b"mine"


def test_data_that_is_no_form_is_named(folder: Path) -> None:
    (folder / "other.json").write_text(f'{{"form": "{CANARY}"}}')
    result = run(folder, "translate", "export", "other.json", "-o", "other.xlf")
    assert result.exit_code == 1
    assert "other.json: 1 problem" in result.stderr
