"""``cpr-docs batch``: messages on standard error, and an exit status that a script can rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cpr_docs.cli import main
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from tests.batch.cases import RECIPIENTS, ROWS, hashes, letter, manifest, table
from tests.checking.edits import LETTER, house
from tests.documents.cases import template


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "letter.json"
    path.write_text(json.dumps(letter()), encoding="utf-8")
    return path


def batch(*arguments: Any, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, arguments)], input=stdin)


def test_it_writes_a_letter_for_each_row(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = batch(shared, RECIPIENTS, "-o", out, "--ignore", "E-mail")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "recipients.csv: recipients: 100, in rows 2 to 101",
        'recipients.csv: left out: column 8, "E-mail"',
        f"wrote 111 documents in {out}",
    ]
    assert len(manifest(out)) == 111
    again = batch(shared, RECIPIENTS, "-o", out, "--ignore", "E-mail")
    assert again.stderr.splitlines()[-1] == f"wrote 0 documents in {out}, 111 were there already"


def test_quiet_says_nothing(shared: Path, tmp_path: Path) -> None:
    result = batch(shared, RECIPIENTS, "-o", tmp_path / "out", "--ignore", "E-mail", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_the_letter_may_come_from_standard_input(tmp_path: Path) -> None:
    result = batch("-", table(tmp_path), "-o", tmp_path / "out", stdin=json.dumps(letter()).encode())
    assert result.exit_code == 0
    assert len(manifest(tmp_path / "out")) == 4


def test_languages_names_and_workers_are_passed_on(shared: Path, tmp_path: Path) -> None:
    options = ("-l", "both", "--name", "{form}-{row}-{language}", "--workers", "2")
    assert batch(shared, table(tmp_path), "-o", tmp_path / "out", *options).exit_code == 0
    assert manifest(tmp_path / "out")[0]["file"] == "invitation-letter-2-cy.docx"
    assert len(manifest(tmp_path / "out")) == 6


def test_settings_and_missing_are_passed_on(tmp_path: Path) -> None:
    shared, settings = tmp_path / "letter.json", tmp_path / "settings.json"
    shared.write_text(json.dumps(letter(venue={"en": "Hall"})), encoding="utf-8")
    settings.write_text('{"protective_marking": {"en": "MARK", "cy": "MARC"}}', encoding="utf-8")
    call = (shared, table(tmp_path), "-o", tmp_path / "out", "--settings", settings)
    refused = batch(*call)
    assert refused.exit_code == 1
    assert "venue: has no Welsh" in refused.stderr
    assert not (tmp_path / "out").exists()
    assert batch(*call, "--missing", "mark").exit_code == 0


def test_problems_are_all_reported_and_nothing_is_written(shared: Path, tmp_path: Path) -> None:
    path = table(tmp_path, [*ROWS, ("", "", "", "", "fr"), ROWS[0]])
    result = batch(shared, path, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "people.csv: recipients: 5, in rows 2 to 6",
        "cpr-docs: people.csv: 3 problems",
        '  row 5, column "Name": is missing',
        '  row 5, column "Language": must be Welsh, English, both, or blank where it is not known',
        "  row 6: is the same recipient as row 2",
    ]
    assert not (tmp_path / "out").exists()


def test_bad_rows_can_be_skipped_and_are_reported(shared: Path, tmp_path: Path) -> None:
    path, out = table(tmp_path, [*ROWS, ("", "", "", "", "fr")]), tmp_path / "out"
    result = batch(shared, path, "-o", out, "--skip-bad", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == f"cpr-docs: 1 row has no letter, see {out / 'errors.csv'}:"
    assert len(manifest(out)) == 4


def test_a_heading_that_is_not_understood_stops_the_run_even_with_quiet(shared: Path, tmp_path: Path) -> None:
    path = table(tmp_path, [("Mr A", "4 High Street", "en", "x")], ("Name", "Adress", "Langauge", "Parking"))
    for quiet in ((), ("--quiet",)):
        result = batch(shared, path, "-o", tmp_path / "out", *quiet)
        assert result.exit_code == 1
        assert result.stderr.splitlines() == [
            "cpr-docs: people.csv: 3 problems",
            '  column "Adress": names no field of the form; did you mean Address?',
            '  column "Langauge": names no field of the form; did you mean Language?',
            '  column "D": names no field of the form, and its cells would be lost',
            "  --ignore HEADING leaves a column out on purpose.",
        ]
        assert not (tmp_path / "out").exists()
    for ignore in (("--ignore", "Adress,Langauge,Parking"), ("--ignore", "parking", "--ignore", "Adress, Langauge")):
        assert batch(shared, path, "-o", tmp_path / "out", *ignore).exit_code == 0


def test_rows_that_are_left_out_are_reported_even_with_quiet(shared: Path, tmp_path: Path) -> None:
    rows = [("Name", "Language"), ("Mr A", "en"), ("Total", "1")]
    path = table(tmp_path, rows, ("Learning event", ""))
    result = batch(shared, path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "--total-rows skip leaves such rows out, --total-rows keep takes them for recipients." in result.stderr
    quiet = batch(shared, path, "-o", tmp_path / "out", "--total-rows", "skip", "--quiet")
    assert (quiet.exit_code, quiet.stderr.splitlines()) == (
        0,
        [
            "people.csv: the headings are in row 2; left out above them: row 1",
            "people.csv: left out, because they look like totals: row 4",
        ],
    )


def test_a_sheet_and_a_row_are_passed_on(shared: Path, tmp_path: Path) -> None:
    path = table(tmp_path, [("Name", "Language"), ("Mr A", "en")], ("Name", "Language"))
    assert batch(shared, path, "-o", tmp_path / "out", "--header-row", "2").exit_code == 0
    assert batch(shared, path, "-o", tmp_path / "out", "--header-row", "7").exit_code == 2
    assert batch(shared, path, "-o", tmp_path / "out", "--sheet", "A").exit_code == 2


@pytest.mark.parametrize(
    "options",
    [("--name", "{secret}"), ("-l", "fr"), ("--workers", "0"), ("--settings", "nowhere.json"), ("--missing", "x")],
)
def test_wrong_use_is_status_2(shared: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    assert batch(shared, table(tmp_path), "-o", tmp_path / "out", *options).exit_code == 2
    assert not (tmp_path / "out").exists()


def test_files_that_are_not_there_and_folders_that_cannot_be_are_status_2(shared: Path, tmp_path: Path) -> None:
    assert batch(tmp_path / "none.json", table(tmp_path), "-o", tmp_path / "out").exit_code == 2
    assert batch(shared, tmp_path / "none.csv", "-o", tmp_path / "out").exit_code == 2
    assert batch(shared, table(tmp_path), "-o", shared / "out").exit_code == 2


def test_help_has_an_example() -> None:
    assert "cpr-docs batch letter.json recipients.csv -o letters/" in batch("-h").output


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal as POSIX has them")
def test_progress_is_reported_on_a_terminal_and_nowhere_else(shared: Path, tmp_path: Path) -> None:
    import pty

    master, terminal = pty.openpty()
    script = "from cpr_docs.cli import main; main()"
    arguments: list[Any] = ["batch", shared, RECIPIENTS, "-o", tmp_path / "out", "-l", "both", "--ignore", "E-mail"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "TERM": "xterm"}
    command = [sys.executable, "-c", script, *arguments]
    run = subprocess.run(command, stderr=terminal, stdout=subprocess.PIPE, env=environment)
    os.close(terminal)
    output = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        output += piece
    os.close(master)
    assert (run.returncode, run.stdout) == (0, b"")
    assert b"/200" in output
    assert b"/s" in output
    assert len(hashes(tmp_path / "out")) == 201


def test_a_boards_own_templates_are_used_and_what_they_lack_comes_from_the_masters(
    shared: Path, tmp_path: Path
) -> None:
    master = template(LETTER, Language.ENGLISH)
    words = master[PartName.DOCUMENT].decode().replace("Kind regards", "Yours sincerely")
    folder = house(
        tmp_path / "house", (LETTER, Language.ENGLISH, Package({**master, PartName.DOCUMENT: words.encode()}))
    )
    options = ("-o", tmp_path / "out", "-l", "both", "--templates", folder, "--name", "{row}-{language}")
    assert batch(shared, table(tmp_path), *options).exit_code == 0
    assert "Yours sincerely" in _document(tmp_path / "out" / "2-en.docx")
    assert _document(tmp_path / "out" / "2-cy.docx").count("Cofion gorau") == 1
    assert batch(shared, table(tmp_path), "-o", tmp_path / "no", "--templates", tmp_path / "nowhere").exit_code == 2


def _document(path: Path) -> str:
    return Package.read(path)[PartName.DOCUMENT].decode()
