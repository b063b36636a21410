"""``cpr-docs templates build``: a letterhead in, templates out, and documents rendered from them."""

from pathlib import Path

import pytest

from cpr_docs.ooxml.package import Package
from tests.authoring import letterhead as word
from tests.cli.command import files, run, write
from tests.examples import VARIANTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a letterhead."""
    (tmp_path / "letterhead.docx").write_bytes(word.letterhead())
    return tmp_path


def test_templates_are_built_checked_and_rendered(folder: Path) -> None:
    done = run(folder, "templates", "build", "--reference", "letterhead.docx", "-o", "house")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"wrote {2 * len(VARIANTS)} templates to house\n")
    assert run(folder, "templates", "check", "house").stderr == "nothing found\n"
    write(folder, "evaluation_form/concise")
    done = run(folder, "render", "case.json", "-l", "cy", "-o", "form.docx", "--templates", "house")
    assert done.exit_code == 0
    assert "word/media/image1.png" in Package.read(folder / "form.docx")


def test_one_language_is_built_and_only_force_replaces_it(folder: Path) -> None:
    arguments = ("templates", "build", "--reference", "letterhead.docx", "-l", "cy", "-o", "house")
    assert run(folder, *arguments).stderr == f"wrote {len(VARIANTS)} templates to house\n"
    before = files(folder)
    done = run(folder, *arguments)
    assert done.exit_code == 2
    assert done.stderr.endswith("there is a file already; --force replaces it\n")
    assert run(folder, *arguments, "--force").exit_code == 0
    assert files(folder) == before
    assert not (folder / "house" / "en").exists()


def test_margins_that_a_printer_refuses_are_told_once(folder: Path) -> None:
    narrow = word.MARGINS.replace('w:left="1134"', 'w:left="720"')
    (folder / "letterhead.docx").write_bytes(word.letterhead(word.parts(margins=narrow)))
    done = run(folder, "templates", "build", "--reference", "letterhead.docx", "-o", "house")
    assert done.exit_code == 0
    wrote, warning = done.stderr.splitlines()
    assert wrote == f"wrote {2 * len(VARIANTS)} templates to house"
    assert warning.endswith("[printer-margins]")


@pytest.mark.parametrize(("language", "sentence"), [("en", "297 by 420 mm"), ("cy", "297 wrth 420 mm")])
def test_a_letterhead_that_cannot_be_used_is_one_sentence(folder: Path, language: str, sentence: str) -> None:
    page = '<w:pgSz w:w="16838" w:h="23811"/>'
    (folder / "letterhead.docx").write_bytes(word.letterhead(word.parts(page=page)))
    arguments = ("templates", "build", "--reference", "letterhead.docx", "-o", "house", "--messages", language)
    done = run(folder, *arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith("cpr-docs: letterhead.docx: ")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert files(folder) == ["letterhead.docx"]
