"""A plan writes complete files and a manifest of them; it replaces no file and leaves no temporary file."""

import csv
import errno
import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from cpr_docs.batch import output_folder
from cpr_docs.batch.output_folder import FolderLock
from cpr_docs.ooxml.package import Package
from tests.batch.cases import hashes, letter, manifest, many, recipient, table


def plan_of(tmp_path: Path, count: int = 10, **options: Any) -> cpr_docs.BatchPlan:
    return cpr_docs.check_batch(letter(), table(tmp_path, many(count)), **options)


def errors(folder: Path) -> list[list[str]]:
    with (folder / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


class TestWrittenFiles:
    def test_the_documents_are_those_of_a_renderer(self, tmp_path: Path) -> None:
        plan_of(tmp_path, 1).write(tmp_path / "out")
        form = cpr_docs.InvitationLetter.parse(
            letter(recipient={"name": "Ms Siân Prothero 0", "job_title": "Social Worker", "agency": "Social Services",
                              "address": "1 High Street\nLlanarian\nQA4 2BD"})
        )  # fmt: skip
        written = (tmp_path / "out" / "DA-CPR-2012-03-0002-cy.docx").read_bytes()
        assert written == cpr_docs.render(form, "cy").content

    def test_each_has_a_line_in_the_manifest_with_the_hash_of_its_bytes(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        summary = plan_of(tmp_path).write(out)
        lines = manifest(out)
        assert [(line["row"], line["language"]) for line in lines][:5] == [
            ("2", "cy"), ("3", "en"), ("4", "cy"), ("4", "en"), ("5", "cy"),
        ]  # fmt: skip
        for line in lines:
            content = (out / line["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == line["sha256"]
            assert Package.read(content)
        assert summary == cpr_docs.BatchSummary(len(lines), 0, ())
        assert {path.name for path in out.iterdir()} == {"manifest.csv", *(line["file"] for line in lines)}

    def test_the_same_batch_is_the_same_bytes_however_it_is_made(self, tmp_path: Path) -> None:
        for number, workers in enumerate((1, 1, 2)):
            plan_of(tmp_path, 150).write(tmp_path / str(number), workers=workers)
        assert hashes(tmp_path / "0") == hashes(tmp_path / "1") == hashes(tmp_path / "2")

    def test_render_and_write_make_the_same_documents(self, tmp_path: Path) -> None:
        plan = plan_of(tmp_path)
        plan.write(tmp_path / "out")
        for outcome in plan.render():
            assert outcome.content == (tmp_path / "out" / outcome.filename).read_bytes()

    def test_a_value_is_printed_unchanged_whatever_it_looks_like(self, tmp_path: Path) -> None:
        # A name of so many letters fills the window of the envelope by itself.
        names = ('=HYPERLINK("http://x")', "../../x", "i" * 300, "{{ 7*7 }}", "&<b>")
        rows = [recipient(Name=name, Agency="", Address="1 High Street") for name in names]
        cpr_docs.check_batch(letter(), rows, name="{name}-{row}-{language}").write(tmp_path / "deep" / "out")
        out = tmp_path / "deep" / "out"
        assert {path.parent for path in tmp_path.rglob("*.docx")} == {out}
        texts = [Package.read(out / line["file"])["word/document.xml"].decode() for line in manifest(out)]
        assert "=HYPERLINK(" in texts[0]
        assert "../../x" in texts[1]
        assert "i" * 300 in texts[2]
        assert "{{ 7*7 }}" in texts[3]
        assert "&amp;&lt;b&gt;" in texts[4]
        assert all(len(line["file"].encode()) <= 255 and line["file"][0] not in "=+-@." for line in manifest(out))


class TestSkipBad:
    ROWS = (recipient(), recipient(Name=""), recipient(Name="Mr C", Language="fr"), recipient(Name="Mr D"), recipient())

    def test_the_good_ones_are_written_and_the_others_listed(self, tmp_path: Path) -> None:
        plan = cpr_docs.check_batch(letter(), self.ROWS)
        summary = plan.write(tmp_path, skip_bad=True)
        assert [line["row"] for line in manifest(tmp_path)] == ["1", "4"]
        assert errors(tmp_path) == [
            ["row", "column", "reason"],
            ["2", "Name", "is missing"],
            ["3", "Language", "must be Welsh, English, both, or blank where it is not known"],
            ["5", "", "is the same recipient as row 1"],
        ]
        assert summary == cpr_docs.BatchSummary(2, 0, plan.problems)

    def test_without_it_nothing_is_written(self, tmp_path: Path) -> None:
        with pytest.raises(cpr_docs.InvalidTable) as caught:
            cpr_docs.check_batch(letter(), self.ROWS).write(tmp_path / "out")
        assert len(caught.value.problems) == 3
        assert not (tmp_path / "out").exists()

    def test_a_run_without_errors_leaves_no_errors_of_the_last_one(self, tmp_path: Path) -> None:
        cpr_docs.check_batch(letter(), self.ROWS).write(tmp_path, skip_bad=True)
        cpr_docs.check_batch(letter(), self.ROWS[:1]).write(tmp_path, stale="remove")
        assert not (tmp_path / "errors.csv").exists()

    def test_a_heading_cannot_become_a_formula(self, tmp_path: Path) -> None:
        rows = [recipient(), {"=recipient.name": "", **recipient(Name="")}]
        rows = [{("=recipient.job_title" if k == "Job title" else k): v for k, v in row.items()} for row in rows]
        rows = [{k: v for k, v in row.items() if k != "=recipient.name"} for row in rows]
        rows[1] |= {"Name": "Mr B", "=recipient.job_title": "a\nb"}
        cpr_docs.check_batch(letter(), rows).write(tmp_path, skip_bad=True)
        assert errors(tmp_path)[1] == ["2", "'=recipient.job_title", "must be a single line"]


class TestResuming:
    def test_a_document_that_is_right_is_not_written_again(self, tmp_path: Path) -> None:
        plan, out = plan_of(tmp_path), tmp_path / "out"
        first = plan.write(out)
        times = {path: path.stat().st_mtime_ns for path in out.iterdir()}
        gone = sorted(out.glob("*.docx"))[3]
        gone.unlink()
        again = plan.write(out)
        assert again == cpr_docs.BatchSummary(1, first.written - 1, ())
        assert {path: path.stat().st_mtime_ns for path in times if path != gone} == {
            path: time for path, time in times.items() if path != gone
        }

    @pytest.mark.parametrize("kind", ["bytes", "same size", "folder", "link", "dangling link"])
    @pytest.mark.parametrize("workers", [1, 2])
    def test_another_file_of_the_name_is_left_alone_and_reported(self, tmp_path: Path, kind: str, workers: int) -> None:
        plan, out = plan_of(tmp_path), tmp_path / "out"
        plan.write(out)
        whole = hashes(out)
        taken = out / manifest(out)[4]["file"]
        content = taken.read_bytes()
        taken.unlink()
        match kind:
            case "bytes":
                taken.write_bytes(b"mine")
            case "same size":
                taken.write_bytes(content[:-1] + b"?")
            case "folder":
                taken.mkdir()
            case "link":
                (tmp_path / "elsewhere").write_bytes(content)
                taken.symlink_to(tmp_path / "elsewhere")
            case _:
                taken.symlink_to(tmp_path / "nowhere")
        before = hashes(out)[taken.name] if taken.exists() else None
        summary = plan.write(out, workers=workers)
        expected = f"row 5, {taken.name}: there is another file of that name"
        assert [str(problem) for problem in summary.problems] == [expected]
        assert errors(out)[1:] == [["5", "", "there is another file of that name"]]
        assert taken.is_symlink() or hashes(out)[taken.name] == before
        assert not (tmp_path / "nowhere").exists()
        assert len(manifest(out)) == len(whole) - 2

    def test_unfinished_files_of_a_killed_run_are_removed(self, tmp_path: Path) -> None:
        plan, out = plan_of(tmp_path), tmp_path / "out"
        plan.write(tmp_path / "whole")
        (out / output_folder.WORKDIR).mkdir(parents=True)
        (out / output_folder.WORKDIR / "4711").write_bytes(b"half")
        plan.write(out)
        assert hashes(out) == hashes(tmp_path / "whole")

    @pytest.mark.parametrize("name", ["manifest.csv", "errors.csv"])
    def test_somebody_elses_manifest_is_not_replaced(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / name).write_text("mine\n", encoding="utf-8")
        with pytest.raises(cpr_docs.OutputExists, match="another file of that name"):
            plan_of(tmp_path).write(tmp_path / "out")
        assert set(hashes(tmp_path / "out")) == {name}

    def test_two_runs_do_not_fill_one_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cpr_docs.batch.output_folder._LOCK_SECONDS", 0.1)
        with FolderLock(tmp_path / "out"), pytest.raises(cpr_docs.OutputError, match="another batch"):
            plan_of(tmp_path).write(tmp_path / "out")
        plan_of(tmp_path).write(tmp_path / "out")

    def test_a_run_that_its_caller_stops_can_be_resumed(self, tmp_path: Path) -> None:
        plan, out = plan_of(tmp_path, 200), tmp_path / "out"
        plan.write(tmp_path / "whole")

        def stop(progress: cpr_docs.Progress) -> None:
            if progress.done == 101:
                raise KeyboardInterrupt

        for workers in (1, 2):
            with pytest.raises(KeyboardInterrupt):
                plan.write(out, workers=workers, progress=stop)
            assert not (out / "manifest.csv").exists()
            assert not (out / output_folder.WORKDIR).exists()
        assert plan.write(out).kept > 100
        assert hashes(out) == hashes(tmp_path / "whole")


class TestNoRoom:
    @pytest.mark.parametrize("workers", [1, 2])
    @pytest.mark.parametrize("call", ["write", "open"])
    def test_a_full_disk_is_one_error_and_nothing_is_half_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, call: str
    ) -> None:
        plan, out = plan_of(tmp_path, 150), tmp_path / "out"
        plan.write(tmp_path / "whole")
        real, calls = getattr(os, call), 0

        def full(*arguments: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls > 40:
                if call == "write":
                    real(arguments[0], bytes(arguments[1])[:100])
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, full)
            with pytest.raises(cpr_docs.OutputError, match=r"out: cannot be written \(No space left on device\)"):
                plan.write(out, workers=workers)
        assert hashes(out).items() <= hashes(tmp_path / "whole").items()
        assert 20 <= len(hashes(out)) < 200
        plan.write(out)
        assert hashes(out) == hashes(tmp_path / "whole")

    @pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
    def test_a_disk_that_is_really_full(self, tmp_path: Path) -> None:
        disk = tmp_path / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True)
        if mounted.returncode:
            pytest.skip("no file system can be mounted here")
        try:
            plan = plan_of(tmp_path, 100)
            plan.write(tmp_path / "whole")
            with pytest.raises(cpr_docs.OutputError, match="No space left on device"):
                plan.write(disk / "out")
            assert hashes(disk / "out").items() <= hashes(tmp_path / "whole").items()
            assert len(hashes(disk / "out")) > 10
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_place_that_cannot_be_a_folder_is_one_error(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(cpr_docs.OutputError, match="cannot be written"):
            plan_of(tmp_path).write(tmp_path / "file")
        with pytest.raises(cpr_docs.OutputError, match="cannot be written"):
            plan_of(tmp_path).write(tmp_path / "file" / "below")

    def test_a_folder_without_permission_is_one_error(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_arguments: Any, **_options: Any) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(cpr_docs.OutputError, match=r"cannot be written \(Permission denied\)"):
            plan_of(tmp_path).write(tmp_path / "out")

    def test_a_file_system_without_hard_links_works_too(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_arguments: Any, **_names: Any) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        plan = plan_of(tmp_path)
        plan.write(tmp_path / "whole")
        monkeypatch.setattr(os, "link", refuse)
        plan.write(tmp_path / "out")
        assert hashes(tmp_path / "out") == hashes(tmp_path / "whole")
