"""Packs and print runs refuse a file that prints a value again and differs there, unless told to keep it."""

import io
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.errors import StaleDocument
from cpr_docs.language.languages import Language
from tests.cli.command import run
from tests.documents.cases import every_language
from tests.pdf.soffice import StandIn
from tests.reading.cases import edited


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A letter whose child was changed in Word."""
    path = tmp_path / "letter.docx"
    path.write_bytes(edited("invitation_letter", Language.ENGLISH).type("child", "Child Z").saved())
    return path


@pytest.mark.parametrize("bind", [cpr_docs.pack, cpr_docs.print_run])
def test_a_stale_file_is_refused_with_its_places(stale: Path, bind: object, soffice: StandIn) -> None:
    with pytest.raises(StaleDocument, match=r"letter.*--stale keep") as caught:
        bind([stale], io.BytesIO(), office=soffice)  # type: ignore[operator]
    assert [place.path for place in caught.value.problems] == ["child", "child"]
    assert "Child Z" not in str(caught.value)
    bind([stale], io.BytesIO(), office=soffice, stale="keep")  # type: ignore[operator]


@pytest.mark.parametrize("bind", [cpr_docs.pack, cpr_docs.print_run])
def test_a_document_of_this_process_and_a_refreshed_file_are_accepted(
    stale: Path, bind: object, soffice: StandIn
) -> None:
    document = cpr_docs.Document(stale.read_bytes(), cpr_docs.example("invitation_letter"), Language.ENGLISH)
    bind([document], io.BytesIO(), office=soffice)  # type: ignore[operator]
    refreshed = cpr_docs.refresh(stale).save(stale.parent / "refreshed.docx")
    bind([refreshed], io.BytesIO(), office=soffice)  # type: ignore[operator]


@every_language
def test_a_file_whose_form_is_not_complete_is_compared_too(
    language: Language, tmp_path: Path, soffice: StandIn
) -> None:
    document = edited("invitation_letter", language).type("child", "Child Z").clear("recipient.name")
    (tmp_path / "letter.docx").write_bytes(document.saved())
    with pytest.raises(StaleDocument) as caught:
        cpr_docs.pack([tmp_path / "letter.docx"], io.BytesIO(), office=soffice)
    assert {place.path for place in caught.value.problems} == {"child", "recipient.name"}


def test_another_choice_is_refused() -> None:
    with pytest.raises(ValueError, match='stale must be "refuse" or "keep"'):
        cpr_docs.pack([cpr_docs.example("invitation_letter")], io.BytesIO(), stale="ignore")  # type: ignore[arg-type]


def test_the_command_names_the_places_and_can_keep_them(stale: Path, soffice: StandIn) -> None:
    refused = run(stale.parent, "pack", "letter.docx", "-o", "a.pdf", "--soffice", str(soffice.program))
    assert refused.exit_code == 1
    assert "(child)" in refused.stderr
    kept = run(stale.parent, "pack", "letter.docx", "-o", "a.pdf", "--stale", "keep", "--soffice", str(soffice.program))
    assert kept.exit_code == 0
