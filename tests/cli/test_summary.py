"""``cpr-docs summary --into`` writes the summary of a merged timeline into the report of the same case, or no file."""

import json
from pathlib import Path

import cpr_docs
from tests.cli.command import files, run


def _write(folder: Path, name: str, review_type: str = "concise") -> None:
    data = cpr_docs.example(name, review_type).model_dump_json()
    (folder / f"{name}.json").write_text(data, encoding="utf-8")


def test_the_summary_takes_the_place_of_the_reports_own_timeline(tmp_path: Path) -> None:
    _write(tmp_path, "merged_timeline")
    _write(tmp_path, "report")
    assert run(tmp_path, "summary", "merged_timeline.json", "-o", "rows.json").exit_code == 0
    result = run(tmp_path, "summary", "merged_timeline.json", "--into", "report.json", "-o", "whole.json")
    assert result.exit_code == 0
    rows = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    report = cpr_docs.example("report", "concise")
    whole = cpr_docs.Form.parse((tmp_path / "whole.json").read_bytes())
    assert whole == report.replace({"timeline": rows}) != report


def test_a_summary_without_rows_empties_no_report(tmp_path: Path) -> None:
    merged = cpr_docs.example("merged_timeline", "concise").model_dump(mode="json")
    for entry in merged["entries"]:
        entry.pop("summary", None)
    (tmp_path / "merged.json").write_text(json.dumps(merged), encoding="utf-8")
    _write(tmp_path, "report")
    before = files(tmp_path)
    result = run(tmp_path, "summary", "merged.json", "--into", "report.json", "-o", "report.json", "--force")
    assert result.exit_code == 1
    assert "no entry has words for the summary; the timeline of report.json stays as it is" in result.stderr
    assert "is a key event without words for the published summary" in result.stderr
    assert files(tmp_path) == before


def test_a_word_document_in_place_of_the_data_is_named_for_it_has_one_language(tmp_path: Path) -> None:
    _write(tmp_path, "merged_timeline")
    assert run(tmp_path, "render", "merged_timeline.json", "-l", "en", "-o", "all.docx").exit_code == 0
    note = "all.docx: a Word document has the text of one language; to keep both, take the JSON"
    assert note in run(tmp_path, "summary", "all.docx").stderr


def test_another_form_or_another_case_is_wrong_use(tmp_path: Path) -> None:
    _write(tmp_path, "merged_timeline")
    _write(tmp_path, "board_paper")
    _write(tmp_path, "report", "extended")
    before = files(tmp_path)
    for name, sentence in (("board_paper", "another form: board_paper"), ("report", "the report of another case")):
        result = run(tmp_path, "summary", "merged_timeline.json", "--into", f"{name}.json", "-o", "whole.json")
        assert (result.exit_code, sentence in result.stderr) == (2, True)
    assert files(tmp_path) == before
