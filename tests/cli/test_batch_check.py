"""``cpr-docs batch`` before the run: --check writes nothing, --preview, --rows and --first write a part."""

import json
import os
from pathlib import Path

import pytest

from tests.batch.cases import ROWS, letter, manifest, table
from tests.cli.command import files, run

_CASE = "DA-CPR-2012-03"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a letter and a table of three recipients."""
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    table(tmp_path)
    return tmp_path


def test_check_prints_which_row_gets_what_in_which_language_and_writes_nothing(folder: Path) -> None:
    before = files(folder)
    for output in ((), ("-o", "out")):
        result = run(folder, "batch", "letter.json", "people.csv", "--check", *output)
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "row  language  file",
            f"  2  Welsh     {_CASE}-0002-cy.docx",
            f"  3  English   {_CASE}-0003-en.docx",
            f"  4  Welsh     {_CASE}-0004-cy.docx",
            f"  4  English   {_CASE}-0004-en.docx",
        ]
        assert result.stderr.splitlines() == [
            "people.csv: recipients: 3, in rows 2 to 4",
            "documents that would be written: 4; nothing was written",
        ]
        assert files(folder) == before


def test_check_is_in_the_language_of_messages(folder: Path) -> None:
    result = run(folder, "--messages", "cy", "batch", "letter.json", "people.csv", "--check")
    assert result.stdout.splitlines()[:2] == ["rhes  iaith    ffeil", f"   2  Cymraeg  {_CASE}-0002-cy.docx"]


def test_check_lists_all_problems_and_the_letters_of_the_other_rows(folder: Path) -> None:
    table(folder, [*ROWS, ("", "", "", "", "fr"), ROWS[0]])
    before = files(folder)
    result = run(folder, "batch", "letter.json", "people.csv", "--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-2:] == ["  5            no letter", "  6            no letter"]
    assert result.stderr.splitlines()[1:] == [
        "cpr-docs: people.csv: 3 problems",
        '  row 5, column "Name": is missing',
        '  row 5, column "Language": must be Welsh, English, both, or blank where it is not known',
        "  row 6: is the same recipient as row 2",
    ]
    assert files(folder) == before


def test_check_prints_no_letter_if_none_can_be_made(folder: Path) -> None:
    (folder / "letter.json").write_text(json.dumps(letter(sessions=[])), encoding="utf-8")
    result = run(folder, "batch", "letter.json", "people.csv", "--check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "  sessions: is missing" in result.stderr.splitlines()


def test_a_preview_writes_some_letters_and_says_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(folder, "batch", "letter.json", "people.csv", "--preview", "2", "-o", "look")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == "wrote 2 documents in look"
    assert [line["row"] for line in manifest(folder / "look")] == ["2", "3"]
    (folder / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "temporary"))
    result = run(folder, "batch", "letter.json", "people.csv", "--preview", "2")
    (made,) = (folder / "temporary").iterdir()
    assert result.stderr.splitlines()[-2:] == [
        f"wrote 2 documents in {made}",
        "The folder holds names and addresses: delete it when you have looked.",
    ]
    assert manifest(made) == manifest(folder / "look")
    assert os.name != "posix" or made.stat().st_mode & 0o077 == 0


def test_a_preview_reports_the_problems_of_other_rows(folder: Path) -> None:
    table(folder, [("", "", "", "", "fr"), *ROWS])
    result = run(folder, "batch", "letter.json", "people.csv", "--preview", "1", "-o", "look")
    assert result.exit_code == 1
    assert '  row 2, column "Name": is missing' in result.stderr.splitlines()
    assert [line["row"] for line in manifest(folder / "look")] == ["3"]
    table(folder, [("", "", "", "", "fr")])
    result = run(folder, "batch", "letter.json", "people.csv", "--preview", "1", "-o", "nothing")
    assert (result.exit_code, (folder / "nothing").exists()) == (1, False)


def test_rows_and_first_make_a_part_of_the_letters(folder: Path) -> None:
    result = run(folder, "batch", "letter.json", "people.csv", "--rows", "3-4", "--first", "1", "-o", "out")
    assert (result.exit_code, [line["row"] for line in manifest(folder / "out")]) == (0, ["3"])
    for options in (["--rows", "4-3"], ["--rows", "Name"], ["--first", "0"], ["--preview", "0"], []):
        result = run(folder, "batch", "letter.json", "people.csv", *options, *(["-o", "out"] if options else []))
        assert result.exit_code == 2


def test_check_and_preview_are_one_or_the_other(folder: Path) -> None:
    assert run(folder, "batch", "letter.json", "people.csv", "--check", "--preview", "1").exit_code == 2
