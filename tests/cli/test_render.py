"""``cpr-docs render`` writes a document, or one in each language, or no file."""

import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from tests.cli.command import CANARY, files, run, shell_environment, write
from tests.examples import EXAMPLES
from tests.models.data import LETTER, RECOMMENDATION, REPORT

LANGUAGES = ("en", "cy")
ALL = [(each.variant.name(), each.review_type or "concise", language) for each in EXAMPLES for language in LANGUAGES]
ENGLISH, WELSH = "DA-CPR-2012-03-report-en.docx", "DA-CPR-2012-03-report-cy.docx"


def document_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize(("name", "review_type", "language"), ALL)
def test_the_example_of_every_form_is_rendered_from_a_pipe(
    name: str, review_type: str, language: str, tmp_path: Path
) -> None:
    example = run(tmp_path, "example", name, "--review-type", review_type)
    result = run(tmp_path, "render", "-", "-l", language, "-o", "x.docx", data=example.stdout_bytes)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote x.docx\n")
    assert files(tmp_path) == ["x.docx"]
    rendered = cpr_docs.render(cpr_docs.example(name, review_type), language)
    assert (tmp_path / "x.docx").read_bytes() == rendered.content


def test_a_pipe_of_two_commands(tmp_path: Path) -> None:
    tools, folder = tmp_path / "tools", tmp_path / "folder"
    tools.mkdir()
    folder.mkdir()
    line = "cpr-docs example evaluation_form --sparse | cpr-docs render - -l cy -o gwerthuso.docx"
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=shell_environment(tools), capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"wrote gwerthuso.docx\n")
    assert files(folder) == ["gwerthuso.docx"]


@pytest.mark.parametrize(("language", "name"), [("en", ENGLISH), ("cy", WELSH)])
def test_without_a_name_the_document_names_itself_here(language: str, name: str, tmp_path: Path) -> None:
    write(tmp_path, REPORT)
    result = run(tmp_path, "render", "case.json", "-l", language)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {name}\n")
    assert files(tmp_path) == sorted(["case.json", name])


def test_a_case_identifier_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder, REPORT, case_identifier="../../etc/NUL: <1>")
    assert run(folder, "render", "case.json", "-l", "en").exit_code == 0
    assert len(files(folder)) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


class TestBoth:
    def test_both_languages_go_into_a_folder_that_is_made(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        result = run(tmp_path, "render", "case.json", "-l", "both", "-o", "a/b/")
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == f"wrote {Path('a/b', WELSH)}\nwrote {Path('a/b', ENGLISH)}\n"
        assert files(tmp_path) == ["a", "a/b", f"a/b/{WELSH}", f"a/b/{ENGLISH}", "case.json"]

    def test_without_a_folder_they_come_here(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        assert run(tmp_path, "render", "case.json", "-l", "both").exit_code == 0
        assert files(tmp_path) == [WELSH, ENGLISH, "case.json"]

    @pytest.mark.parametrize("there", [WELSH, ENGLISH])
    def test_nothing_is_written_where_one_of_the_two_is_there_already(self, there: str, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        (tmp_path / there).write_text("mine")
        result = run(tmp_path, "render", "case.json", "-l", "both")
        assert result.exit_code == 2
        assert result.stderr == f"cpr-docs: {there}: there is a file already; --force replaces it\n"
        assert files(tmp_path) == sorted([there, "case.json"])
        assert (tmp_path / there).read_text() == "mine"

    @pytest.mark.parametrize("there", [WELSH, ENGLISH])
    def test_nothing_is_written_where_one_of_the_two_is_a_folder(self, there: str, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        (tmp_path / there).mkdir()
        result = run(tmp_path, "render", "case.json", "-l", "both", "--force")
        assert (result.exit_code, result.stderr) == (2, f"cpr-docs: {there}: is a folder\n")
        assert files(tmp_path) == sorted([there, "case.json"])

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_nothing_is_written_where_one_language_is_missing(self, language: str, tmp_path: Path) -> None:
        write(tmp_path, REPORT, circumstances={language: CANARY})
        result = run(tmp_path, "render", "case.json", "-l", "both", "-o", "out")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "circumstances: has no " in result.stderr
        assert files(tmp_path) == ["case.json"]

    def test_what_both_languages_lack_is_listed_at_once(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT, circumstances={"en": CANARY}, conclusions={"cy": CANARY})
        result = run(tmp_path, "render", "case.json", "-l", "both")
        assert result.exit_code == 1
        assert result.stderr == (
            "cpr-docs: report in both languages: 2 problems\n"
            "  circumstances: has no Welsh\n  conclusions: has no English\n"
        )


class TestExistingFile:
    def test_it_is_refused_and_untouched(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        (tmp_path / "mine.docx").write_text("mine")
        result = run(tmp_path, "render", "case.json", "-l", "en", "-o", "mine.docx")
        assert result.exit_code == 2
        assert result.stderr == "cpr-docs: mine.docx: there is a file already; --force replaces it\n"
        assert (tmp_path / "mine.docx").read_text() == "mine"
        assert files(tmp_path) == ["case.json", "mine.docx"]

    def test_it_is_replaced_with_force(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        (tmp_path / "mine.docx").write_text("mine")
        result = run(tmp_path, "render", "case.json", "-l", "en", "-o", "mine.docx", "--force")
        assert (result.exit_code, result.stderr) == (0, "wrote mine.docx\n")
        assert "w:document" in document_xml((tmp_path / "mine.docx").read_bytes())

    def test_it_stays_where_the_data_is_wrong_even_with_force(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT, criterion="barometer")
        (tmp_path / "mine.docx").write_text("mine")
        assert run(tmp_path, "render", "case.json", "-l", "en", "-o", "mine.docx", "--force").exit_code == 1
        assert (tmp_path / "mine.docx").read_text() == "mine"


class TestMissing:
    def test_text_in_one_language_is_refused_in_the_other(self, tmp_path: Path) -> None:
        write(tmp_path, LETTER, venue={"en": CANARY})
        result = run(tmp_path, "render", "case.json", "-l", "cy")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == "cpr-docs: invitation_letter (concise) in cy: 1 problem\n  venue: has no Welsh\n"
        assert files(tmp_path) == ["case.json"]
        assert run(tmp_path, "render", "case.json", "-l", "en").exit_code == 0

    def test_it_may_be_printed_and_marked(self, tmp_path: Path) -> None:
        write(tmp_path, LETTER, venue={"en": "The Hall at the Ford"})
        result = run(tmp_path, "render", "case.json", "-l", "cy", "--missing", "mark", "-o", "x.docx")
        assert (result.exit_code, result.stderr) == (0, "wrote x.docx\n")
        assert "The Hall at the Ford" in document_xml((tmp_path / "x.docx").read_bytes())

    def test_nothing_else_may_be_done_about_it(self, tmp_path: Path) -> None:
        write(tmp_path, LETTER)
        assert run(tmp_path, "render", "case.json", "-l", "cy", "--missing", "ignore").exit_code == 2


class TestSettings:
    def render(self, folder: Path, settings: Any, *, language: str = "en") -> Any:
        write(folder, LETTER)
        raw = settings if isinstance(settings, bytes) else json.dumps(settings).encode()
        (folder / "settings.json").write_bytes(raw)
        return run(folder, "render", "case.json", "-l", language, "-o", "x.docx", "--settings", "settings.json")

    def test_good_ones_are_kept(self, tmp_path: Path) -> None:
        marking = {"en": "OFFICIAL AND QUITE SECRET", "cy": "SWYDDOGOL A CHYFRINACHOL"}
        assert self.render(tmp_path, {"protective_marking": marking}).exit_code == 0
        with zipfile.ZipFile(tmp_path / "x.docx") as package:
            assert any(b"OFFICIAL AND QUITE SECRET" in package.read(name) for name in package.namelist())

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            ({"barometer": "rain"}, "?: is no field of the form"),
            ({"protective_marking": CANARY}, "protective_marking: must say which language it is in"),
            (b'{"protective_marking": ', "is not complete JSON: line 1, column 24"),
            (b"", "is not complete JSON: line 1, column 1"),
            (b'{"protective_marking": {"en": "Canary Q7", "en": "b"}}', "protective_marking.en: stands twice"),
            ('{"protective_marking": {"en": "Canary Q7 é"}}'.encode("latin-1"), "is not UTF-8: byte 42"),
            (b"[" * 100_000, "is nested too deeply"),
            (b"[1]", "must be an object"),
        ],
        ids=["unknown", "one language", "truncated", "empty", "repeated", "Latin-1", "deep", "list"],
    )
    def test_bad_ones_are_refused(self, settings: Any, message: str, tmp_path: Path) -> None:
        result = self.render(tmp_path, settings)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("cpr-docs: settings: ")
        assert message in result.stderr
        assert files(tmp_path) == ["case.json", "settings.json"]

    def test_a_byte_order_mark_is_accepted(self, tmp_path: Path) -> None:
        assert self.render(tmp_path, b'\xef\xbb\xbf{"protective_marking": null}').exit_code == 0

    def test_settings_in_the_other_language_alone_are_refused(self, tmp_path: Path) -> None:
        result = self.render(tmp_path, {"welsh_correspondence": {"cy": CANARY}})
        assert result.exit_code == 1
        assert "welsh_correspondence: has no English" in result.stderr

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        write(tmp_path, RECOMMENDATION)
        result = run(tmp_path, "render", "case.json", "-l", "en", "--settings", "none.json")
        assert result.exit_code == 2
        assert "none.json: cannot be read (No such file or directory)" in result.stderr
