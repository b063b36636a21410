"""Invalid data and wrong use are refused with one sentence and an exit status; no value is shown, no file written."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import CANARY, files, run, write
from tests.models.data import EXTENDED_LETTER, RECOMMENDATION, REMOVED, REPORT, changed

WRONG_DATA: list[tuple[str, str, dict[str, Any], str]] = [
    ("a wrong date", RECOMMENDATION, {"recommended_on": CANARY}, "recommended_on: must be a date such as 2012-01-31"),
    ("an unknown key", RECOMMENDATION, {"bord": CANARY}, "bord: is no field of the form; did you mean board?"),
    ("a key that is a value", RECOMMENDATION, {CANARY: 1}, "?: is no field of the form"),
    ("a missing reviewer", EXTENDED_LETTER, {"reviewer_2": REMOVED}, "reviewer_2: is missing"),
    ("plain text", REPORT, {"circumstances": CANARY}, "circumstances: must say which language it is in"),
    ("a broken rule", RECOMMENDATION, {"alternative_review.en": CANARY}, "alternative_review: is asked only where"),
    ("no form", REPORT, {"form": CANARY}, "form: is no name of a form; cpr-docs forms lists all"),
    ("no review type", REPORT, {"review_type": CANARY}, "review_type: must be one of: concise, extended"),
    ("a forbidden character", REPORT, {"case_identifier": f"{CANARY}\x00"}, "case_identifier: holds a character that"),
]

NOT_JSON: list[tuple[str, bytes, str]] = [
    ("truncated", b'{"form": "report", "case_identifier": "Canary Q7', "is not complete JSON: line 1, column 39"),
    ("empty", b"", "is not complete JSON: line 1, column 1"),
    ("blank", b" \n ", "is not complete JSON: line 2, column 2"),
    ("CSV", b"form,report\nname,Canary Q7\n", "is not complete JSON: line 1, column 1"),
    ("a Word document", b"PK\x03\x04\x14\x00\x08\x08Canary Q7", "is not complete JSON: line 1, column 1"),
    ("Latin-1", '{"form": "Canary Q7 é"}'.encode("latin-1"), "is not UTF-8: byte 21"),
    ("a table", b"Name;Canary Q7\n", "a table is the second file of cpr-docs batch"),
    ("half of UTF-16", '{"form": "report"}'.encode("utf-16")[:-1], "is not UTF-16: byte 37"),
    ("a list", b"[]", "must be an object"),
    ("two objects", b'{"form": "report"}{"form": "report"}', "is not complete JSON: line 1, column 19"),
    ("a repeated key", b'{"form": "report", "form": "Canary Q7"}', "form: stands twice in one object"),
    ("deep", b'{"a":' * 100_000, "is nested too deeply"),
    ("a very long number", b'{"a": ' + b"9" * 5000 + b"}", "is not complete JSON"),
]


@pytest.mark.parametrize("piped", [False, True], ids=["file", "pipe"])
@pytest.mark.parametrize(
    ("case", "changes", "message"), [wrong[1:] for wrong in WRONG_DATA], ids=[wrong[0] for wrong in WRONG_DATA]
)
def test_data_that_does_not_fit_the_form(
    case: str, changes: dict[str, Any], message: str, piped: bool, tmp_path: Path
) -> None:
    data = json.dumps(changed(case, changes)).encode()
    result = render(tmp_path, data, piped=piped)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert files(tmp_path) == ["case.json"]


@pytest.mark.parametrize("piped", [False, True], ids=["file", "pipe"])
@pytest.mark.parametrize(("data", "message"), [wrong[1:] for wrong in NOT_JSON], ids=[wrong[0] for wrong in NOT_JSON])
def test_data_that_is_no_json(data: bytes, message: str, piped: bool, tmp_path: Path) -> None:
    result = render(tmp_path, data, piped=piped)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert files(tmp_path) == ["case.json"]


def render(folder: Path, data: bytes, *, piped: bool) -> Any:
    (folder / "case.json").write_bytes(data)
    return run(folder, "render", "-" if piped else "case.json", "-l", "both", "-o", "out/", data=data)


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    data = json.dumps(changed(REPORT, {})).encode("utf-8-sig")
    assert render(tmp_path, data, piped=False).exit_code == 0
    assert render(tmp_path / "out", data, piped=True).exit_code == 0


def test_all_problems_are_listed(tmp_path: Path) -> None:
    write(tmp_path, RECOMMENDATION, board=REMOVED, recommended_on=CANARY, barometer=CANARY)
    result = run(tmp_path, "render", "case.json", "-l", "en")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "cpr-docs: recommendation (concise): 3 problems",
        "  board: is missing",
        "  recommended_on: must be a date such as 2012-01-31 (year-month-day)",
        "  ?: is no field of the form",
    ]


WRONG_USE: list[tuple[str, list[str], str]] = [
    ("no language", ["case.json"], "Missing option '-l'"),
    ("a language that there is not", ["case.json", "-l", "fr"], "'fr' is not one of 'cy', 'en', 'both'"),
    ("no data", ["-l", "en"], "Missing argument 'DATA'"),
    ("a file that is not there", ["none.json", "-l", "en"], "none.json: cannot be read (No such file or directory)"),
    ("a folder as data", ["folder", "-l", "en"], "'folder' is a directory"),
    ("one PDF for both", ["case.json", "-l", "both", "-o", "X.PDF"], "give a folder, or one language"),
    ("the old format of Word", ["case.json", "-l", "en", "-o", "x.doc"], "give a name that ends in .docx"),
    ("its own data", ["case.json", "-l", "en", "-o", "case.json", "--force"], "give a name that ends in .docx"),
    ("standard output", ["case.json", "-l", "en", "-o", "-"], "give a name that ends in .docx"),
    ("no name", ["case.json", "-l", "en", "-o", ""], "give a name that ends in .docx"),
    ("a folder as file", ["case.json", "-l", "en", "-o", "folder"], "give a name that ends in .docx"),
    ("a folder with that name", ["case.json", "-l", "en", "-o", "f.docx"], "f.docx: is a folder"),
    ("the same, with force", ["case.json", "-l", "en", "-o", "f.docx", "--force"], "f.docx: is a folder"),
    ("a file as folder", ["case.json", "-l", "both", "-o", "case.json"], "case.json: cannot be made a folder"),
    ("one file for both", ["case.json", "-l", "both", "-o", "x.docx"], "give a folder, or one language"),
    ("a missing folder", ["case.json", "-l", "en", "-o", "no/x.docx"], "no/x.docx: cannot be written (No such file"),
    ("two files", ["case.json", "case.json", "-l", "en"], "Got unexpected extra argument"),
    ("a file in a file", ["case.json", "-l", "en", "-o", "case.json/x.docx"], "cannot be written (Not a directory)"),
    ("a long name", ["case.json", "-l", "en", "-o", "x" * 300 + ".docx"], "cannot be written (File name too long)"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), [wrong[1:] for wrong in WRONG_USE], ids=[wrong[0] for wrong in WRONG_USE]
)
def test_wrong_use(arguments: list[str], message: str, tmp_path: Path) -> None:
    write(tmp_path, REPORT, case_identifier="Q7")
    before = (tmp_path / "case.json").read_bytes()
    (tmp_path / "folder").mkdir()
    (tmp_path / "f.docx").mkdir()
    result = run(tmp_path, "render", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert files(tmp_path) == ["case.json", "f.docx", "folder"]
    assert (tmp_path / "case.json").read_bytes() == before


def test_wrong_use_is_reported_before_the_data_is_read(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("not JSON")
    assert run(tmp_path, "render", "case.json", "-l", "en", "-o", "x.odt").exit_code == 2


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write(tmp_path, REPORT)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = run(tmp_path, "render", "case.json", "-l", "en")
    assert result.exit_code == 2
    assert "case.json: cannot be read (Permission denied)" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    write(tmp_path, REPORT)
    (tmp_path / "closed").mkdir(mode=0o500)
    result = run(tmp_path, "render", "case.json", "-l", "en", "-o", "closed/x.docx")
    assert result.exit_code == 2
    assert "closed/x.docx: cannot be written (Permission denied)" in result.stderr
