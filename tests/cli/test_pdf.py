"""``cpr-docs render`` writes a PDF, alone or beside the Word document, and no file at all if a PDF cannot be made."""

from pathlib import Path

import pytest

from tests.cli.command import files, run, write
from tests.models.data import REPORT
from tests.pdf.conftest import soffice, temporary
from tests.pdf.soffice import StandIn

__all__ = ["soffice", "temporary"]

ENGLISH, WELSH = "DA-CPR-2012-03-report-en", "DA-CPR-2012-03-report-cy"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    write(path, REPORT)
    return path


@pytest.mark.parametrize("name", ["x.pdf", "X.PDF"])
@pytest.mark.parametrize("flag", [[], ["--pdf"]])
def test_a_name_that_ends_so_makes_the_pdf_alone(name: str, flag: list[str], folder: Path, soffice: StandIn) -> None:
    result = run(folder, "render", "case.json", "-l", "en", "-o", name, "--soffice", soffice.program, *flag)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {name}\n")
    assert files(folder) == sorted([name, "case.json"])
    assert (folder / name).read_bytes().startswith(b"%PDF-")


def test_the_flag_makes_it_beside_the_word_document(folder: Path, soffice: StandIn) -> None:
    result = run(folder, "render", "case.json", "-l", "cy", "-o", "x.docx", "--pdf", "--soffice", soffice.program)
    assert (result.exit_code, result.stderr) == (0, "wrote x.docx\nwrote x.pdf\n")
    assert files(folder) == ["case.json", "x.docx", "x.pdf"]


def test_without_a_name_they_name_themselves(folder: Path, soffice: StandIn) -> None:
    run(folder, "render", "case.json", "-l", "en", "--pdf", "--soffice", soffice.program)
    assert files(folder) == [f"{ENGLISH}.docx", f"{ENGLISH}.pdf", "case.json"]


def test_both_languages_are_four_files_in_a_folder(folder: Path, soffice: StandIn) -> None:
    result = run(folder, "render", "case.json", "-l", "both", "-o", "o/", "--pdf", "--soffice", soffice.program)
    assert result.exit_code == 0
    names = [f"o/{WELSH}.docx", f"o/{WELSH}.pdf", f"o/{ENGLISH}.docx", f"o/{ENGLISH}.pdf"]
    assert result.stderr.splitlines() == [f"wrote {Path(name)}" for name in names]
    assert len(soffice.runs) == 1


def test_a_pdf_that_is_there_is_replaced_only_with_force(folder: Path, soffice: StandIn) -> None:
    (folder / "x.pdf").write_bytes(b"mine")
    words = ("render", "case.json", "-l", "en", "-o", "x.docx", "--pdf", "--soffice", soffice.program)
    result = run(folder, *words)
    assert (result.exit_code, result.stderr) == (
        2,
        "cpr-docs: x.pdf: there is a file already; --force replaces it\n",
    )
    assert files(folder) == ["case.json", "x.pdf"]
    assert run(folder, *words, "--force").exit_code == 0
    assert files(folder) == ["case.json", "x.docx", "x.pdf"]


def test_where_one_cannot_be_made_nothing_is_written(folder: Path, soffice: StandIn) -> None:
    write(folder, REPORT, case_identifier="soffice-skips")
    result = run(folder, "render", "case.json", "-l", "both", "-o", "o/", "--pdf", "--soffice", soffice.program)
    assert (result.exit_code, result.stdout) == (1, "")
    first = Path("o/soffice-skips-report-cy.pdf")
    assert result.stderr == f"cpr-docs: {first}: LibreOffice cannot open it, or makes no PDF of it\n"
    assert files(folder) == ["case.json"]


def test_without_libreoffice_it_is_wrong_use_and_word_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CPR_DOCS_SOFFICE", raising=False)
    monkeypatch.setattr("cpr_docs.pdf.convert.office._USUAL", ())
    result = run(folder, "render", "case.json", "-l", "en", "-o", "x.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "libreoffice-writer-nogui" in result.stderr
    assert files(folder) == ["case.json"]
    assert run(folder, "render", "case.json", "-l", "en", "-o", "x.docx").exit_code == 0
