"""On a system without the calls that only POSIX has, as Windows is, a whole batch works, and makes the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.cases import HEADINGS, ROWS, hashes, letter, table
from tests.pdf.conftest import soffice, temporary
from tests.pdf.soffice import StandIn

__all__ = ["soffice", "temporary"]

# Windows has none of these. The standard library imports its own, to start a process, before they are taken away.
_TAKEN_AWAY = """\
import sys
if {taken}:
    import concurrent.futures.process, multiprocessing, multiprocessing.popen_spawn_posix, os, signal, subprocess
    import multiprocessing.resource_tracker, multiprocessing.synchronize, tempfile
    for name in ("fcntl", "grp", "pwd", "resource", "termios", "tty"):
        sys.modules[name] = None
    for module, names in (
        (os, "O_TMPFILE O_DIRECTORY O_NOFOLLOW chown fchmod fork forkpty getuid geteuid killpg lchown link mkfifo "
             "sched_getaffinity setsid uname"),
        (signal, "SIGHUP SIGKILL"),
    ):
        for name in names.split():
            if hasattr(module, name):
                delattr(module, name)
    multiprocessing.get_all_start_methods = lambda: ["spawn"]
from cpr_docs.cli import main
if __name__ == "__main__":
    main(prog_name="cpr-docs")
"""


def cpr_docs(folder: Path, *arguments: str, taken: bool) -> str:
    """The standard error of the command, started as a program."""
    program = folder / f"program_{taken}.py"
    program.write_text(_TAKEN_AWAY.format(taken=taken), encoding="utf-8")
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "taskkill").write_text("#!/bin/sh\nkill -9 $5 2>/dev/null || :\n", encoding="utf-8")
    (tools / "taskkill").chmod(0o755)
    source = Path(__file__).parents[2] / "src"
    environment = {"PYTHONPATH": str(source), "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, program, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_batch_with_pdfs_a_print_run_and_emails(tmp_path: Path, soffice: StandIn, workers: str) -> None:
    (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
    rows = [(*row, f"person.{number}@board.example") for number, row in enumerate(ROWS)]
    table(tmp_path, rows, (*HEADINGS, "E-mail"))

    def batch(*, taken: bool, options: tuple[str, ...] = ()) -> str:
        making = ["--pdf", "--print-run", f"run-{taken}.pdf", "--eml", "--keep", "Name", "--workers", workers]
        command = ["batch", "letter.json", "people.csv", "-o", f"out-{taken}", *making, *options]
        return cpr_docs(tmp_path, *command, "--soffice", soffice.program, taken=taken)

    for taken in (False, True):
        assert "3 e-mails are there as drafts" in batch(taken=taken)
    made = hashes(tmp_path / "out-True")
    assert made == hashes(tmp_path / "out-False")
    assert "8 were there already" in batch(taken=True, options=("--force",))
    assert hashes(tmp_path / "out-True") == made
    assert (tmp_path / "run-True.pdf").read_bytes().startswith(b"%PDF-")
    assert not list(tmp_path.rglob("*.part"))


def test_a_form_is_rendered_and_read_back(tmp_path: Path) -> None:
    for command in (
        ["example", "invitation_letter", "-o", "letter.json"],
        ["render", "letter.json", "-l", "cy", "-o", "llythyr.docx"],
        ["read", "llythyr.docx", "--original", "letter.json", "-o", "again.json"],
    ):
        cpr_docs(tmp_path, *command, taken=True)
    assert json.loads((tmp_path / "again.json").read_text("utf-8")) == json.loads(
        (tmp_path / "letter.json").read_text("utf-8")
    )
