"""Failures of LibreOffice: one clear error for the document concerned, PDFs of all others, nothing left over."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

from cpr_docs import render
from cpr_docs.errors import ConversionFailed, OfficeFailed, OfficeNotFound
from cpr_docs.models.examples import example
from cpr_docs.pdf.convert import converter, workdir
from cpr_docs.pdf.convert.converter import Conversion, Converter
from cpr_docs.pdf.convert.file_id import is_stamped_from
from cpr_docs.pdf.convert.office import Office
from tests.pdf.soffice import StandIn, document

GOOD = [document(number=number) for number in range(6)]


def converted(office: Office, documents: Iterable[bytes], *, workers: int = 1, seconds: float = 30) -> list[Conversion]:
    with Converter(office, workers=workers, seconds=seconds) as opened:
        return list(opened.convert_all(documents))


def errors(conversions: Iterable[Conversion]) -> list[str]:
    return [str(conversion.error) if conversion.error else "" for conversion in conversions]


def assert_nothing_left(soffice: StandIn, temporary: Path) -> None:
    assert list(temporary.iterdir()) == []
    assert not soffice.has_left_a_process()


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("dies", "LibreOffice breaks off at it, or needs too much memory for it"),
        ("hangs", "LibreOffice does not come to an end with it"),
        ("skips", "LibreOffice cannot open it, or makes no PDF of it"),
        ("retracts", "LibreOffice cannot open it, or makes no PDF of it"),
        ("garbles", "what LibreOffice makes of it is no PDF"),
        ("empties", "what LibreOffice makes of it is no PDF"),
        ("pipes", "what LibreOffice makes of it is no PDF"),
        ("links", "what LibreOffice makes of it is no PDF"),
        ("truncates", "what LibreOffice makes of it is no PDF"),
    ],
)
@pytest.mark.parametrize("at", [0, 2, 6], ids=["first", "in the middle", "last"])
def test_a_document_that_cannot_be_converted_affects_no_other(
    what: str, message: str, at: int, soffice: StandIn, temporary: Path
) -> None:
    documents = [*GOOD[:at], document(what), *GOOD[at:]]
    conversions = converted(soffice, documents, seconds=1.5)
    assert errors(conversions) == [message if index == at else "" for index in range(7)]
    for source, conversion in zip(documents, conversions, strict=True):
        assert conversion.pdf is None or is_stamped_from(conversion.pdf, source)
    assert_nothing_left(soffice, temporary)


@pytest.mark.parametrize("what", ["dies_once", "hangs_once", "skips_once", "garbles_once"])
def test_a_document_that_failed_is_tried_once_more_by_itself(what: str, soffice: StandIn, temporary: Path) -> None:
    conversions = converted(soffice, [*GOOD[:2], document(what), *GOOD[2:]], seconds=1.5)
    assert errors(conversions) == [""] * 7
    assert ["2.docx"] in [run["documents"] for run in soffice.runs]
    assert_nothing_left(soffice, temporary)


def test_documents_that_a_crashed_run_did_not_reach_are_converted_together(soffice: StandIn) -> None:
    converted(soffice, [GOOD[0], document("dies"), *GOOD[1:]])
    assert [len(run["documents"]) for run in soffice.runs] == [7, 1, 5]


def test_several_bad_documents_among_good_ones(soffice: StandIn, temporary: Path) -> None:
    bad = [document(what) for what in ("dies", "skips", "garbles", "dies")]
    documents = [each for pair in zip(GOOD, [*bad, *bad], strict=False) for each in pair]
    messages = errors(converted(soffice, documents, workers=2))
    assert [bool(error) for error in messages] == [False, True] * 6
    assert_nothing_left(soffice, temporary)


@pytest.mark.parametrize("what", ["dies", "skips", "garbles"])
def test_a_libreoffice_that_never_works_is_one_error(what: str, soffice: StandIn, temporary: Path) -> None:
    soffice.is_broken(what)
    with pytest.raises(OfficeFailed, match="makes no PDF here, not even of a blank page"):
        converted(soffice, [document(number=number) for number in range(40)])
    assert sum(len(run["documents"]) == 1 for run in soffice.runs) == 1
    assert_nothing_left(soffice, temporary)


def test_many_bad_documents_are_errors_of_their_own(soffice: StandIn, temporary: Path) -> None:
    messages = errors(converted(soffice, [document("dies", number) for number in range(8)]))
    assert messages == ["LibreOffice breaks off at it, or needs too much memory for it"] * 8
    assert_nothing_left(soffice, temporary)


def test_a_file_that_is_no_word_document_is_not_tried(soffice: StandIn) -> None:
    messages = errors(converted(soffice, [b"", b"%PDF-1.6", GOOD[0][:60], GOOD[0]]))
    assert [bool(error) for error in messages] == [True, True, True, False]
    assert "is not a Word document" in messages[1]
    assert [run["documents"] for run in soffice.runs] == [["0.docx"]]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_temporary_folder_is_one_error(
    code: int, soffice: StandIn, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _content: bytes) -> NoReturn:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OfficeFailed) as caught:
        converted(soffice, GOOD)
    assert f"the temporary folder cannot be used ({os.strerror(code)})" in str(caught.value)
    assert soffice.runs == []
    assert_nothing_left(soffice, temporary)


def test_a_partial_profile_is_not_used(soffice: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_words: str, **_more: str) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with Converter(soffice, workers=1) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_text", full)
            with pytest.raises(OfficeFailed, match="cannot be used"):
                opened.convert(GOOD[0])
        opened.convert(GOOD[0])
        profile = soffice.runs[-1]["arguments"][0].partition("file://")[2]
        assert Path(profile, "user", "registrymodifications.xcu").exists()


def test_without_a_temporary_folder_there_is_one_error(soffice: StandIn, temporary: Path) -> None:
    temporary.rmdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(temporary))
        with pytest.raises(OfficeFailed, match="no temporary folder can be made"):
            converted(soffice, GOOD)


def test_a_folder_that_cannot_be_locked_is_one_error_and_is_removed(
    soffice: StandIn, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_descriptor: int, _operation: int) -> NoReturn:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refused)
    with pytest.raises(OfficeFailed, match="no temporary folder can be made"):
        converted(soffice, GOOD)
    assert list(temporary.iterdir()) == []


def test_a_program_that_cannot_be_started_is_one_error(soffice: StandIn, temporary: Path) -> None:
    Path(soffice.program).write_text("#!/no/such/interpreter\n", encoding="utf-8")
    with pytest.raises(OfficeFailed, match="cannot be started"):
        converted(soffice, GOOD)
    assert_nothing_left(soffice, temporary)


def test_converting_one_document_raises_its_error(soffice: StandIn) -> None:
    with Converter(soffice, workers=1) as opened:
        with pytest.raises(ConversionFailed, match="breaks off"):
            opened.convert(document("dies"))
        assert opened.convert(GOOD[0]).startswith(b"%PDF-")


def test_closing_the_generator_stops_the_work(soffice: StandIn, temporary: Path) -> None:
    with Converter(soffice, workers=2) as opened:
        conversions = opened.convert_all([*GOOD, *(document("hangs") for _ in range(20))])
        assert next(conversions).error is None
        conversions.close()
    assert_nothing_left(soffice, temporary)


def test_an_exception_of_the_caller_leaves_nothing_over(soffice: StandIn, temporary: Path) -> None:
    def careless() -> None:
        with Converter(soffice, workers=2) as opened:
            for _conversion in opened.convert_all([*GOOD, document("hangs")]):
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        careless()
    assert_nothing_left(soffice, temporary)


def test_documents_are_in_a_private_folder_with_numbers_for_names(soffice: StandIn, temporary: Path) -> None:
    converted(soffice, GOOD)
    [run] = soffice.runs
    assert Path(run["folder"]).is_relative_to(temporary)
    assert run["temporary"] == run["folder"]
    assert run["documents"] == [f"{number}.docx" for number in range(6)]
    assert not any("DA-CPR" in argument for argument in run["arguments"])
    private = Path(run["folder"]).relative_to(temporary).parts[0]
    assert private.startswith(workdir.PREFIX)


def test_each_process_has_its_own_profile_and_keeps_it(soffice: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "CHUNK", 8)
    converted(soffice, [document(number=number) for number in range(32)], workers=2)
    profiles = [run["arguments"][0] for run in soffice.runs]
    assert len(profiles) == 4
    assert len(set(profiles)) == 2
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)


def test_the_folder_of_a_killed_process_is_removed_by_the_next(soffice: StandIn, temporary: Path) -> None:
    old, used = temporary / f"{workdir.PREFIX}old", temporary / f"{workdir.PREFIX}used"
    other = temporary / "of somebody else"
    for folder in (old, used, other):
        folder.mkdir()
        (folder / "0.docx").touch()
        os.utime(folder, (0, 0))
    lock = workdir._locked(used)
    try:
        converted(soffice, GOOD[:1])
    finally:
        assert lock is not None
        os.close(lock)
    assert sorted(temporary.iterdir()) == sorted([used, other])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_killed_leaves_nothing_over(
    number: signal.Signals, soffice: StandIn, temporary: Path, tmp_path: Path
) -> None:
    form = example("evaluation_form").model_dump(mode="json", exclude_none=True)
    form["case_identifier"] = "soffice-hangs"
    (tmp_path / "case.json").write_text(json.dumps(form), encoding="utf-8")
    command = [sys.executable, "-c", "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
               "from cpr_docs.cli import main; main()",
               "render", "case.json", "-l", "en", "-o", "x.pdf", "--soffice", soffice.program]  # fmt: skip
    source = Path(workdir.__file__).parents[2]
    run = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(source)}, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while not soffice.runs and time.monotonic() < until and run.poll() is None:
        time.sleep(0.02)
    run.send_signal(number)
    run.communicate(timeout=30)
    assert run.returncode not in (0, -number)
    assert len(soffice.runs) == 1
    assert not (tmp_path / "x.pdf").exists()
    assert_nothing_left(soffice, temporary)


def test_without_libreoffice_one_sentence_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CPR_DOCS_SOFFICE", raising=False)
    monkeypatch.setattr("cpr_docs.pdf.convert.office._USUAL", ())
    letter = render(example("invitation_letter"), "cy")
    with pytest.raises(OfficeNotFound, match="libreoffice-writer-nogui"):
        letter.to_pdf()
    assert letter.content  # Word documents need no LibreOffice
