"""Commands that print data can write it to a file: in UTF-8, atomically, and never over another without --force."""

from pathlib import Path

import pytest

import cpr_docs
from tests.cli.command import files, run
from tests.models.data import FOLDER

COMMANDS = {
    "schema": ["schema", "report"],
    "example": ["example", "report", "--review-type", "extended"],
    "read": ["read", "letter.docx"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cpr_docs.render(cpr_docs.example("invitation_letter"), "cy").save(tmp_path / "letter.docx")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_file_contains_the_text_that_would_be_printed(command: str, folder: Path) -> None:
    printed = run(folder, *COMMANDS[command])
    written = run(folder, *COMMANDS[command], "-o", "out.json")
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr.splitlines()[-1] == "wrote out.json"
    assert (folder / "out.json").read_bytes() == printed.stdout_bytes
    assert "ŵ" in printed.stdout or command == "schema"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_there_is_replaced_only_with_force(command: str, folder: Path) -> None:
    (folder / "out.json").write_text("mine", encoding="utf-8")
    refused = run(folder, *COMMANDS[command], "-o", "out.json")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "cpr-docs: out.json: there is a file already; --force replaces it\n",
    )
    assert (folder / "out.json").read_text(encoding="utf-8") == "mine"
    assert run(folder, *COMMANDS[command], "-o", "out.json", "--force").exit_code == 0
    assert (folder / "out.json").read_bytes() == run(folder, *COMMANDS[command]).stdout_bytes


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        (["read", "letter.docx"], "letter.docx"),
        (["filter", "merged.json", "--key-events"], "merged.json"),
        (["summary", "merged.json"], "merged.json"),
        (["merge", "timeline.json"], "timeline.json"),
        (["rows", "report", "timeline", "rows.csv"], "rows.csv"),
    ],
)
def test_what_is_read_is_not_replaced_by_something_else(arguments: list[str], source: str, folder: Path) -> None:
    for name, form in ("merged.json", "merged_timeline"), ("timeline.json", "agency_timeline"):
        (folder / name).write_text(cpr_docs.example(form).model_dump_json(), encoding="utf-8")
    cpr_docs.write_table(cpr_docs.example("report", "extended"), "timeline", folder / "rows.csv")
    before = files(folder)
    refused = run(folder, *arguments, "-o", source, "--force")
    message = f"cpr-docs: {source} is read here, and would be lost: write to another file"
    assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (2, message)
    assert files(folder) == before


def test_what_cannot_be_written_is_status_2_and_leaves_nothing(folder: Path) -> None:
    before = files(folder)
    for place in ("nowhere/out.json", "letter.docx/out.json", "."):
        assert run(folder, "example", "report", "-o", place).exit_code == 2
    assert files(folder) == before


def test_data_that_windows_powershell_has_saved_is_rendered(tmp_path: Path) -> None:
    text = (FOLDER / "invitation_letter" / "concise.json").read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "letter.json").write_bytes(text.encode("utf-16"))
    assert run(tmp_path, "render", "letter.json", "-l", "en", "-o", "letter.docx").exit_code == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n"form": "report"\n"review_type": "concise"}', "lacks a comma: line 2, behind column 16"),
        (b'{"form": "report",}', "has a comma too many: line 1, column 18"),
        (
            b"Name,Agency\r\nA,B\r\n",
            "is not complete JSON: line 1, column 1; a table is the second file of",
        ),
    ],
)
def test_a_message_about_json_names_the_file(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_bytes(content)
    (tmp_path / "people.csv").write_text("Name\nMr A\n", encoding="utf-8")
    expected = f"case.json: 1 problem\n  (the whole form): {message}"
    for command in (["render", "case.json", "-l", "en"], ["batch", "case.json", "people.csv", "-o", "out"]):
        result = run(tmp_path, *command)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"cpr-docs: {expected}")
    assert (
        expected.replace("case.json", "standard input") in run(tmp_path, "render", "-", "-l", "en", data=content).stderr
    )


def test_a_document_in_the_place_of_data_is_answered_with_its_command(folder: Path) -> None:
    result = run(folder, "render", "letter.docx", "-l", "en")
    assert result.exit_code == 1
    assert "letter.docx: 1 problem" in result.stderr
    assert "is a Word document, not JSON; cpr-docs read takes it" in result.stderr
