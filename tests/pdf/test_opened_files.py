"""A render to PDF, a pack and a collation open the files that are named, the program's own and LibreOffice's."""

import os
import re
import site
import subprocess
import sys
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs import render
from cpr_docs.pdf.convert.office import Office
from tests.pdf.tiny import tiny_pdf
from tests.witnesses import presence

pytestmark = pytest.mark.usefixtures("office")

#: Where the system, Python and this library lie.
OWN = (
    *("/usr", "/bin", "/sbin", "/lib", "/opt", "/etc", "/dev", "/proc", "/sys", "/var/cache/fontconfig"),
    *("/var/lib/libreoffice", sys.prefix, sys.base_prefix, *site.getsitepackages()),
    *(str(Path(cpr_docs.__file__).parents[2] / folder) for folder in ("src", "templates", "fixtures")),
)
_OPENED = re.compile(r'(?:open|openat|openat2|creat)\((?:AT_FDCWD, )?"((?:[^"\\]|\\.)*)", ?(.*)\) = \d+')
# Files that are made, and folders: a folder's files are opened by their own names.
_PASSED_OVER = re.compile("O_CREAT|O_DIRECTORY|O_PATH")
_CONNECTED = re.compile(r"connect\(.*sa_family=(AF_INET6?).*\) = ")

COMMANDS = {
    "render": ["render", "letter.json", "-l", "en", "-o", "letter.pdf"],
    "pack": ["pack", "form.docx", "guidance.pdf", "-o", "pack.pdf"],
    "collate": ["collate", "form.docx", "-o", "summary.csv"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_file_is_opened_that_was_not_named(command: str, tmp_path: Path, office: Office) -> None:
    presence.require("strace", presence.on_path("strace"))
    work, home, temporary, log = (tmp_path / name for name in ("work", "home", "temporary", "log"))
    for folder in (work, home / ".config" / "libreoffice", temporary):
        folder.mkdir(parents=True)
    form = cpr_docs.example("evaluation_form")
    (work / "letter.json").write_text(form.model_dump_json(), encoding="utf-8")
    render(form, "en").save(work / "form.docx")
    (work / "guidance.pdf").write_bytes(tiny_pdf(["a"]))
    (work / "neighbour.json").write_text("{}", encoding="utf-8")

    tracing = ["strace", "-f", "-qq", "-e", "trace=open,openat,openat2,creat,connect", "-s", "4096", "-o", str(log)]
    program = str(Path(sys.executable).with_name("cpr-docs"))
    subprocess.run(
        [*tracing, program, *COMMANDS[command]],
        cwd=work,
        env={**os.environ, "HOME": str(home), "TMPDIR": str(temporary)},
        check=True,
        capture_output=True,
    )

    traced = log.read_text(encoding="utf-8", errors="replace")
    opened = {
        path
        for line in traced.splitlines()
        if (found := _OPENED.search(line)) and not _PASSED_OVER.search(found[2])
        for path in [Path(os.path.normpath(work / found[1]))]
        if not str(path).startswith((*OWN, str(temporary))) and not path.is_dir()
    }
    named = {work / argument for argument in COMMANDS[command] if (work / argument).exists()}
    assert opened <= named
    assert (work / COMMANDS[command][1]) in opened
    assert _CONNECTED.findall(traced) == []
