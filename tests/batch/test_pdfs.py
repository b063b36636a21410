"""``batch --pdf``: a PDF beside each Word document, unless it exists already; a document that fails stops no other."""

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cpr_docs
from cpr_docs.cli import main
from cpr_docs.errors import OfficeFailed, OfficeNotFound
from cpr_docs.pdf.convert.file_id import is_stamped_from
from tests.batch.cases import ROWS, hashes, letter, manifest, many, table
from tests.batch.test_kill import start
from tests.pdf.conftest import soffice, temporary
from tests.pdf.soffice import StandIn

__all__ = ["soffice", "temporary"]

DIES = ("soffice-dies", *ROWS[0][1:])
"""A recipient whose letter makes LibreOffice crash."""


def plan(tmp_path: Path, rows: Any = ROWS, **options: Any) -> cpr_docs.BatchPlan:
    return cpr_docs.check_batch(letter(), table(tmp_path, rows), **options)


def batch(tmp_path: Path, rows: Any, *arguments: str) -> Result:
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    people = table(tmp_path, rows)
    words = ["batch", tmp_path / "letter.json", people, "-o", tmp_path / "out", "--pdf", *arguments]
    return CliRunner().invoke(main, list(map(str, words)))


def test_each_document_has_its_pdf_beside_it(tmp_path: Path, soffice: StandIn) -> None:
    out = tmp_path / "out"
    batch_plan = plan(tmp_path)
    summary = batch_plan.write(out, pdf=True, office=soffice)
    assert (summary.written, summary.kept, summary.problems) == (8, 0, ())
    finished = {outcome.filename: outcome.content or b"" for outcome in batch_plan.for_print().render()}
    files = [row["file"] for row in manifest(out)]
    assert len(files) == 8
    for docx, pdf in zip(files[::2], files[1::2], strict=True):
        assert pdf == docx.replace(".docx", ".pdf")
        assert is_stamped_from((out / pdf).read_bytes(), finished[docx])
    everything = hashes(out)
    assert all(everything[row["file"]] == row["sha256"] for row in manifest(out))
    assert set(everything) == {*files, "manifest.csv"}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_run_makes_only_what_is_missing(tmp_path: Path, soffice: StandIn, workers: int) -> None:
    out = tmp_path / "out"
    batch_plan = plan(tmp_path, many(30))
    batch_plan.write(out, pdf=True, office=soffice, workers=workers)
    before = hashes(out)
    runs = len(soffice.runs)
    missing = sorted(out.glob("*.pdf"))[5:8]
    for path in missing:
        path.unlink()
    summary = batch_plan.write(out, pdf=True, office=soffice, workers=workers)
    assert (summary.written, summary.kept) == (3, len(before) - 1 - 3)
    assert hashes(out) == before
    assert sum(len(run["documents"]) for run in soffice.runs[runs:]) == 3
    runs = len(soffice.runs)
    assert batch_plan.write(out, pdf=True, office=soffice, workers=workers).written == 0
    assert len(soffice.runs) == runs


def test_pdfs_can_be_asked_for_later(tmp_path: Path, soffice: StandIn) -> None:
    out = tmp_path / "out"
    plan(tmp_path).write(out)
    summary = plan(tmp_path).write(out, pdf=True, office=soffice)
    assert (summary.written, summary.kept) == (4, 4)


@pytest.mark.parametrize("changed", ["another", "cut", "of another document"])
def test_a_pdf_that_is_not_the_documents_is_left_and_reported(changed: str, tmp_path: Path, soffice: StandIn) -> None:
    out = tmp_path / "out"
    batch_plan = plan(tmp_path)
    batch_plan.write(out, pdf=True, office=soffice)
    first, second = sorted(out.glob("*.pdf"))[:2]
    content = {"another": b"mine", "cut": first.read_bytes()[:-9], "of another document": second.read_bytes()}[changed]
    first.write_bytes(content)
    summary = batch_plan.write(out, pdf=True, office=soffice)
    expected = f"row 2, {first.name}: there is another file of that name"
    assert [str(problem) for problem in summary.problems] == [expected]
    assert first.read_bytes() == content


def test_a_document_that_cannot_be_converted_stays_and_the_others_get_theirs(tmp_path: Path, soffice: StandIn) -> None:
    out = tmp_path / "out"
    summary = plan(tmp_path, [*ROWS[:2], DIES, *ROWS[2:]]).write(out, pdf=True, office=soffice)
    assert [str(problem) for problem in summary.problems] == [
        "row 4: its PDF could not be made: LibreOffice breaks off at it, or needs too much memory for it"
    ]
    assert summary.written == 9
    assert len(list(out.glob("*.docx"))) == 5
    assert len(list(out.glob("*.pdf"))) == 4
    assert "soffice-dies" not in (out / "errors.csv").read_text(encoding="utf-8-sig")


def test_a_libreoffice_that_does_not_work_is_one_error_and_the_documents_stay(tmp_path: Path, soffice: StandIn) -> None:
    out = tmp_path / "out"
    soffice.is_broken("dies")
    with pytest.raises(OfficeFailed):
        plan(tmp_path).write(out, pdf=True, office=soffice)
    assert sorted(path.suffix for path in out.iterdir()) == [".docx"] * 4
    (soffice.home / "broken").unlink()
    assert plan(tmp_path).write(out, pdf=True, office=soffice).written == 4


def test_without_libreoffice_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPR_DOCS_SOFFICE", "/no/soffice")
    with pytest.raises(OfficeNotFound):
        plan(tmp_path).write(tmp_path / "out", pdf=True)
    assert not (tmp_path / "out").exists()


def test_they_come_as_bytes_too_each_behind_its_document(tmp_path: Path, soffice: StandIn) -> None:
    batch_plan = plan(tmp_path, [*ROWS, DIES])
    outcomes = list(batch_plan.render(pdf=True, office=soffice))
    finished = {outcome.filename: outcome.content or b"" for outcome in batch_plan.for_print().render()}
    assert [outcome.filename.rpartition(".")[2] for outcome in outcomes] == ["docx", "pdf"] * 5
    for docx, pdf in zip(outcomes[:-2:2], outcomes[1:-2:2], strict=True):
        assert docx.content is not None
        assert pdf.content is not None
        assert is_stamped_from(pdf.content, finished[docx.filename])
        assert (docx.row, docx.language) == (pdf.row, pdf.language)
    assert outcomes[-2].content is not None
    assert outcomes[-1].problem is not None


def test_progress_counts_each_file(tmp_path: Path, soffice: StandIn) -> None:
    seen: list[cpr_docs.Progress] = []
    plan(tmp_path).write(tmp_path / "out", pdf=True, office=soffice, progress=seen.append)
    total = len(manifest(tmp_path / "out"))
    assert seen == [cpr_docs.Progress(done, total) for done in range(1, total + 1)]


class TestCommand:
    def test_it_makes_them_and_says_how_many_files_there_are(self, tmp_path: Path, soffice: StandIn) -> None:
        result = batch(tmp_path, ROWS, "--soffice", soffice.program)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.splitlines()[1:] == [f"wrote 8 documents in {tmp_path / 'out'}"]

    def test_a_failed_one_is_listed_and_the_status_tells(self, tmp_path: Path, soffice: StandIn) -> None:
        result = batch(tmp_path, [*ROWS, DIES], "--soffice", soffice.program)
        assert result.exit_code == 1
        assert "1 row has no letter, or no PDF of it, see" in result.stderr
        assert "row 5: its PDF could not be made: LibreOffice breaks off at it" in result.stderr

    def test_ctrl_c_leaves_no_libreoffice_and_says_how_to_go_on(self, tmp_path: Path, soffice: StandIn) -> None:
        (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
        table(tmp_path, [*ROWS, ("soffice-hangs", *ROWS[0][1:])])
        run = start(tmp_path, tmp_path / "out", 1, "--pdf", "--soffice", soffice.program)
        until = time.monotonic() + 60
        while not list((tmp_path / "out").glob("*.pdf")) and time.monotonic() < until and run.poll() is None:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        _out, stderr = run.communicate(timeout=60)
        assert run.returncode == 130
        assert b"The same command goes on." in stderr
        assert not soffice.has_left_a_process()
        assert not list((tmp_path / "temporary").iterdir())

    def test_a_libreoffice_that_is_not_there_is_wrong_use(self, tmp_path: Path) -> None:
        result = batch(tmp_path, ROWS, "--soffice", "/no/soffice")
        assert result.exit_code == 2
        assert result.stderr == "cpr-docs: /no/soffice: is no program, so LibreOffice cannot be had there\n"
        assert not (tmp_path / "out").exists()

    def test_a_libreoffice_that_does_not_work_is_reported_in_one_sentence(
        self, tmp_path: Path, soffice: StandIn
    ) -> None:
        soffice.is_broken("skips")
        result = batch(tmp_path, ROWS, "--soffice", soffice.program)
        assert result.exit_code == 2
        assert result.stderr.endswith(
            f"cpr-docs: {soffice.program}: LibreOffice makes no PDF here, not even of a blank page\n"
        )
        assert len(list((tmp_path / "out").glob("*.docx"))) == 4
