"""``cpr-docs render --published`` and ``--never-print`` write a copy for the public, or no file."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import CANARY, files, run, write
from tests.models.data import EVALUATION, LETTER, RECOMMENDATION, REPORT, TERMS

COPIES = ["DA-CPR-2012-03-report-published-cy.docx", "DA-CPR-2012-03-report-published-en.docx"]


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.startswith("word/"))


class TestPublished:
    def test_both_languages_with_names_of_their_own(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        result = run(tmp_path, "render", "case.json", "-l", "both", "--published")
        assert (result.exit_code, result.stdout) == (0, "")
        assert files(tmp_path) == sorted([*COPIES, "case.json"])
        assert "OFFICIAL" not in words_of(tmp_path / COPIES[1])
        assert "Llywodraeth" not in words_of(tmp_path / COPIES[0])

    def test_as_a_setting(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        (tmp_path / "settings.json").write_text('{"published": true, "protective_marking": {"en": "RESTRICTED"}}')
        result = run(tmp_path, "render", "case.json", "-l", "en", "--settings", "settings.json", "-o", "x.docx")
        assert (result.exit_code, result.stderr) == (0, "wrote x.docx\n")
        assert "RESTRICTED" not in words_of(tmp_path / "x.docx")
        result = run(tmp_path, "render", "case.json", "-l", "en", "-o", "y.docx")
        assert result.exit_code == 0
        assert "OFFICIAL-SENSITIVE" in words_of(tmp_path / "y.docx")

    @pytest.mark.parametrize("review_type", ["concise", "extended"])
    def test_a_report_without_its_conclusions_is_published_with_a_word(self, review_type: str, tmp_path: Path) -> None:
        run(tmp_path, "example", "report", "--review-type", review_type, "--sparse", "-o", "case.json")
        result = run(tmp_path, "render", "case.json", "-l", "en", "-o", "x.docx", "--published")
        blank = ["practice_issues", "conclusions", "reviewer_1.signed_on"]
        blank += ["scrutiny", "reviewer_2.signed_on"] if review_type == "extended" else []
        assert result.exit_code == 0
        told = result.stderr.splitlines()
        assert [line for path in blank for line in told if f"({path})" in line or line.startswith(path)] == told[:-1]
        assert run(tmp_path, "render", "case.json", "-l", "en", "-o", "y.docx").stderr == "wrote y.docx\n"

    @pytest.mark.parametrize("case", [LETTER, EVALUATION, RECOMMENDATION, TERMS])
    def test_a_form_that_is_never_published_is_wrong_use(self, case: str, tmp_path: Path) -> None:
        write(tmp_path, case)
        result = run(tmp_path, "render", "case.json", "-l", "en", "--published")
        form = case.partition("/")[0]
        assert result.exit_code == 2
        assert (
            f"Error: --published is for a form that the public may read: {form} is never published.\n" in result.stderr
        )
        assert files(tmp_path) == ["case.json"]

    def test_and_where_the_settings_say_it_the_settings_are_wrong(self, tmp_path: Path) -> None:
        write(tmp_path, LETTER)
        (tmp_path / "settings.json").write_text('{"published": true}')
        result = run(tmp_path, "render", "case.json", "-l", "en", "--settings", "settings.json")
        assert result.exit_code == 1
        assert result.stderr == (
            "cpr-docs: invitation_letter is no form that is published, and there is no published copy of it\n"
        )

    def test_reading_it_says_what_is_blank(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        run(tmp_path, "render", "case.json", "-l", "en", "--published", "-o", "x.docx")
        result = run(tmp_path, "read", "x.docx")
        assert result.exit_code == 0
        assert (
            result.stderr
            == "a published copy: it leaves out, and blank here: welsh_government, timeline[].happened_on\n"
        )
        result = run(tmp_path, "read", "x.docx", "--original", "case.json")
        assert result.stderr == (
            "a published copy: it leaves out, and kept from the original: welsh_government, timeline[].happened_on\n"
            "nothing changed\n"
        )


class TestNeverPrint:
    def render(self, folder: Path, terms: bytes, *arguments: str, case: str = REPORT, **changes: Any) -> str:
        write(folder, case, **changes)
        (folder / "names.txt").write_bytes(terms)
        result = run(folder, "render", "case.json", *arguments, "--never-print", "names.txt")
        assert result.stdout == ""
        assert result.exit_code == (0 if result.stderr.startswith("wrote") else 1)
        return result.stderr

    def test_a_document_with_a_name_is_not_written_and_the_name_is_not_shown(self, tmp_path: Path) -> None:
        output = self.render(
            tmp_path, b"Ann Teg\nCanary Q7\n", "-l", "both", "-o", "out", conclusions={"en": CANARY, "cy": "Dim."}
        )
        assert output.startswith("cpr-docs: report (concise) in en: 1 problem\n  heading \u201cConclusions")
        assert output.endswith(", conclusions: holds the term on line 2 of the list\n")
        assert files(tmp_path) == ["case.json", "names.txt"]

    def test_terms_in_either_language_are_listed_at_once(self, tmp_path: Path) -> None:
        text = {"en": "To Gaerdydd.", "cy": "Yng Nghaerdydd."}
        output = self.render(tmp_path, b"Caerdydd", "-l", "both", conclusions=text).splitlines()
        assert output[0] == "cpr-docs: report in both languages: 2 problems"
        assert [line.partition(",")[0] for line in output[1:]] == [
            f"  report (concise) in {name}" for name in ("cy", "en")
        ]
        assert "aerdydd" not in "".join(output)

    def test_a_file_that_is_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / "x.docx").write_text("mine")
        self.render(tmp_path, b"Canary", "-l", "en", "-o", "x.docx", "--force", conclusions={"en": CANARY})
        assert (tmp_path / "x.docx").read_text() == "mine"

    def test_it_works_for_a_form_that_is_not_published(self, tmp_path: Path) -> None:
        output = self.render(tmp_path, b"Canary", "-l", "en", case=LETTER, venue={"en": CANARY})
        assert "holds the term on line 1 of the list" in output
        assert self.render(tmp_path, b"Quillfeather", "-l", "en", "-o", "x.docx", case=LETTER) == "wrote x.docx\n"

    def test_with_the_published_copy(self, tmp_path: Path) -> None:
        box = {"inspectorates": {"estyn": {"sent": True, "reason": {"en": CANARY, "cy": CANARY}}}}
        output = self.render(tmp_path, b"Canary", "-l", "both", "-o", "a", welsh_government=box)
        assert output.count("welsh_government.inspectorates.estyn.reason") == 2
        output = self.render(tmp_path, b"Canary", "-l", "both", "-o", "a", "--published", welsh_government=box)
        assert output.count("wrote a") == 2

    @pytest.mark.parametrize(
        ("terms", "message"),
        [
            (b"\xff\xfeA\0", "names.txt: 1 problem\n  the list: is not UTF-8: save it as plain text in UTF-8"),
            (b"# only a comment\n", "names.txt: 1 problem\n  the list: holds no term"),
            (b"Canary Q7\n---\n", "names.txt: 1 problem\n  line 2: holds no word"),
        ],
    )
    def test_a_list_that_cannot_be_used_is_refused(self, terms: bytes, message: str, tmp_path: Path) -> None:
        assert self.render(tmp_path, terms, "-l", "en") == f"cpr-docs: {message}\n"
        assert files(tmp_path) == ["case.json", "names.txt"]

    def test_a_list_that_is_not_there_is_wrong_use(self, tmp_path: Path) -> None:
        write(tmp_path, REPORT)
        result = run(tmp_path, "render", "case.json", "-l", "en", "--never-print", "none.txt")
        assert result.exit_code == 2
        assert "none.txt: cannot be read (No such file or directory)" in result.stderr
