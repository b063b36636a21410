"""A case goes to a translator as XLIFF, comes back, and is rendered in Welsh; the check of the pair finds nothing."""

import json
from pathlib import Path

import pytest
from lxml import etree

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.models.registry import form_names
from tests.cli.command import run
from tests.translation.translator import child, edited, texts


@pytest.mark.parametrize("form", form_names())
def test_a_case_is_translated_whole(form: str, tmp_path: Path) -> None:
    example = cpr_docs.example(form, "extended")
    welsh = {
        f"{path}#{number}": line.removeprefix("- ")
        for path, text in texts(example, Language.WELSH).items()
        for number, line in enumerate(text.split("\n"), start=1)
    }
    (tmp_path / "case.json").write_text(example.in_language("en").model_dump_json(), encoding="utf-8")
    assert run(tmp_path, "translate", "export", "case.json", "-o", "case.xlf").exit_code == 0

    def translate(unit: etree._Element) -> None:
        child(unit, "target").text = welsh[str(unit.get("id"))]
        child(unit, "target").set("state", "translated")

    (tmp_path / "back.xlf").write_bytes(edited((tmp_path / "case.xlf").read_bytes(), translate))
    imported = run(tmp_path, "translate", "import", "case.json", "back.xlf", "-o", "both.json")
    assert imported.exit_code == 0
    assert "note:" not in imported.stderr
    both = json.loads((tmp_path / "both.json").read_text(encoding="utf-8"))
    assert cpr_docs.AnyForm.parse(both) == example

    checked = run(tmp_path, "check", "both.json")
    assert (checked.stdout, checked.stderr) == ("", "problems: 0; notes: 0\n")
    rendered = run(tmp_path, "render", "both.json", "-l", "cy", "-o", "dogfen.docx")
    assert rendered.exit_code == 0
    assert "differences" not in rendered.stderr


def test_a_wrong_date_of_the_translator_is_told_on_import(tmp_path: Path) -> None:
    example = cpr_docs.example("report", "concise").in_language("en")
    case = example.replace({"conclusions.en": "It was on 14 January 2013."})
    (tmp_path / "case.json").write_text(case.model_dump_json(), encoding="utf-8")
    run(tmp_path, "translate", "export", "case.json", "-o", "case.xlf")

    def translate(unit: etree._Element) -> None:
        child(unit, "target").text = "Roedd ar 15 Ionawr 2013."
        child(unit, "target").set("state", "translated")

    content = edited((tmp_path / "case.xlf").read_bytes(), translate, "conclusions#")
    (tmp_path / "back.xlf").write_bytes(content)
    imported = run(tmp_path, "translate", "import", "case.json", "back.xlf", "-o", "both.json")
    assert imported.exit_code == 0
    assert "note: conclusions: not the same in both languages: a date\n" in imported.stderr
