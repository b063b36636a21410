"""Full and closed streams, and other failures of the system, end in one sentence and exit status 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.cli.streams import MAX_LINES, limited, problem_lines
from cpr_docs.errors import Problem, TableProblem
from cpr_docs.language.languages import Language
from tests.batch.cases import RECIPIENTS, csv_text, letter
from tests.cli.command import CANARY, run, shell_environment, write
from tests.models.data import LETTER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cpr_docs.render(cpr_docs.example("evaluation_form"), "cy").save(tmp_path / "form.docx")
    write(tmp_path, LETTER, "letter.json", recipient__address="")
    return tmp_path


def shell(folder: Path, command: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = shell_environment(folder) | more
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize(
    "command", ["forms", "example report", "schema report", "read form.docx", "--help", "--version", "templates -h"]
)
def test_a_full_standard_output_is_reported(command: str, folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    done = shell(folder, f"cpr-docs {command} >/dev/full")
    assert (done.returncode, done.stderr) == (2, "cpr-docs: standard output: No space left on device\n")


@pytest.mark.parametrize("command", ["forms", "example report", "schema report", "read form.docx"])
def test_a_closed_standard_output_is_reported(command: str, folder: Path) -> None:
    done = shell(folder, f"cpr-docs {command} >&-")
    assert (done.returncode, done.stderr) == (2, "cpr-docs: standard output is closed; -o names a file instead\n")


def test_a_closed_standard_input_is_reported(folder: Path) -> None:
    for command in ("render - -l en -o x.docx", "batch - people.csv -o out"):
        (folder / "people.csv").write_bytes(RECIPIENTS.read_bytes())
        done = shell(folder, f"cpr-docs {command} <&-")
        assert (done.returncode, done.stderr.splitlines()[-1]) == (
            2,
            "Error: standard input is closed; name a file instead of -.",
        )


def test_a_file_is_written_though_standard_error_is_full_or_closed(folder: Path) -> None:
    for stream in ("2>&-", "2>/dev/full"):
        done = shell(folder, f"cpr-docs example report -o out.json --force {stream}")
        assert done.returncode == 0
    assert (folder / "out.json").exists()


def test_a_reader_that_has_enough_is_no_fault(folder: Path) -> None:
    assert shell(folder, "cpr-docs schema report | head -1").stderr == ""


def test_a_time_zone_that_is_none_is_no_traceback(folder: Path) -> None:
    for zone in (":/etc/passwd", "Nowhere/Else"):
        done = shell(folder, "cpr-docs render letter.json -l cy -o x.docx --force", TZ=zone)
        # A checkout needs the time zone; a wheel does not.
        assert done.returncode in (0, 2)
        assert len(done.stderr.splitlines()) == 1


class TestNames:
    def test_files_with_any_name_are_counted_and_listed(self, folder: Path) -> None:
        name = os.fsdecode(b"si\xe2n\x1b[31m\nx.docx")
        try:
            (folder / name).write_bytes((folder / "form.docx").read_bytes())
        except OSError:
            pytest.skip("a file system that takes no such name")
        (folder / os.fsdecode(b"b\xff.docx")).write_bytes(b"no document")
        for ending in ("csv", "json", "xlsx"):
            done = shell(folder, f"cpr-docs collate form.docx si* b* --with-names -o all.{ending}")
            assert done.returncode == 1
            assert done.stderr.splitlines()[0] == f"wrote all.{ending}: 2 forms"
            assert "\x1b" not in done.stderr
            assert "b\\xff.docx: " in done.stderr
        assert "si\\xe2n\\x1b[31m\\nx.docx" in (folder / "all.csv").read_text("utf-8-sig")

    def test_a_table_with_any_name_is_read_and_reported(self, folder: Path) -> None:
        (folder / os.fsdecode(b"t\xff\x1b.csv")).write_text(csv_text([("", "", "", "", "cy")]), encoding="utf-8")
        done = shell(folder, "cpr-docs batch letter.json t* -o out")
        assert done.returncode == 1
        assert "t\\xff\\x1b.csv" in done.stderr


class TestPipes:
    @pytest.mark.parametrize("name", ["manifest.csv", "errors.csv"])
    def test_a_pipe_under_the_name_of_a_record_is_refused(self, name: str, folder: Path) -> None:
        (folder / "out").mkdir()
        os.mkfifo(folder / "out" / name)
        plan = cpr_docs.check_batch(letter(), [{"Name": "Mr A", "Language": "en"}])
        with pytest.raises(cpr_docs.OutputExists, match="is no file"):
            plan.write(folder / "out")

    def test_a_pipe_among_returns_is_listed(self, folder: Path) -> None:
        os.mkfifo(folder / "pipe.docx")
        done = shell(folder, "cpr-docs collate pipe.docx form.docx -o all.json")
        assert done.returncode == 1
        assert "pipe.docx: is no file" in done.stderr

    def test_a_pipe_as_table_is_refused(self, folder: Path) -> None:
        os.mkfifo(folder / "pipe.csv")
        done = shell(folder, "cpr-docs batch letter.json pipe.csv -o out")
        assert done.returncode == 1
        assert "is not a file" in done.stderr


class TestVeryMany:
    def test_equal_lines_are_one_and_a_long_list_ends(self) -> None:
        assert limited(["  a", "  b", "  a"]) == ["  a (2 times)", "  b"]
        shown = limited(f"  {number}" for number in range(MAX_LINES + 5))
        assert shown[-2:] == [f"  {MAX_LINES - 1}", "  … and 5 more"]
        assert len(shown) == MAX_LINES + 1

    def test_rows_with_the_same_thing_wrong_are_one_line(self) -> None:
        many = [TableProblem("name", "missing", "is missing", row=row, column="Name") for row in range(2, 6_002)]
        other = Problem("dated", "day", "is a day")
        assert problem_lines([other, *many], Language.ENGLISH) == [
            "  dated: is a day",
            '  rows 2 to 6001, column "Name": is missing (6000 times)',
        ]
        assert problem_lines(many[::2], Language.WELSH)[0].endswith("(3000 gwaith)")
        assert problem_lines(many[:3], Language.ENGLISH) == [
            '  row 2, column "Name": is missing',
            '  row 3, column "Name": is missing',
            '  row 4, column "Name": is missing',
        ]

    def test_a_terminal_is_shown_some_and_the_error_holds_all(self, tmp_path: Path) -> None:
        wrong = {"enclosures": [{"text": {"en": number}} for number in range(5_000)]}
        path = write(tmp_path, LETTER, "case.json", **wrong)
        result = run(tmp_path, "render", path.name, "-l", "en", "-o", "x.docx")
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert lines[0].endswith(": 5000 problems")
        assert lines[-1] == "  … and 4800 more"
        assert len(lines) == MAX_LINES + 2
        with pytest.raises(cpr_docs.InvalidForm) as caught:
            cpr_docs.Form.parse(path.read_bytes())
        assert len(caught.value.problems) == 5_000

    def test_unknown_keys_end_too(self, tmp_path: Path) -> None:
        path = write(tmp_path, LETTER, "case.json", **{f"{CANARY}{number}": 1 for number in range(1_000)})
        lines = run(tmp_path, "render", path.name, "-l", "en", "-o", "x.docx").stderr.splitlines()
        assert lines[1:] == ["  ?: is no field of the form (1000 times)"]
