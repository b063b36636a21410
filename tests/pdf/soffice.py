"""A fake LibreOffice whose behaviour is set by each document: one that contains ``soffice-dies`` crashes it.

It has the same arguments, processes the documents in order, and records each of its runs.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpr_docs.ooxml.package import write_package
from cpr_docs.pdf.convert.office import Office

_SCRIPT = """\
#!{python}
import json, os, re, signal, subprocess, sys, time, zipfile
from pathlib import Path

here = Path({here!r})
arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--outdir") + 1])
documents = [Path(argument) for argument in arguments if argument.endswith(".docx")]
run = {{"pid": os.getpid(), "folder": os.getcwd(), "documents": [path.name for path in documents],
       "arguments": arguments, "temporary": os.environ.get("TMPDIR"), "mode": os.stat("..").st_mode & 0o777}}
with open(here / "runs", "a") as runs:
    print(json.dumps(run), file=runs)
pdf = (here / "sample.pdf").read_bytes()
for path in documents:
    with zipfile.ZipFile(path) as package:
        found = re.search(rb"soffice-(\\w+)", b" ".join(package.read(name) for name in package.namelist()))
    what = found[1].decode() if found else "converts"
    if (here / "broken").exists():
        what = (here / "broken").read_text()
    if what.endswith("_once"):
        done = here / f"{{what}}-done"
        what = "converts" if done.exists() else what.removesuffix("_once")
        done.touch()
    target = out / path.with_suffix(".pdf").name
    if what == "dies":
        target.write_bytes(pdf[:40])
        subprocess.Popen(["sleep", "300"])
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "retracts":
        target.write_bytes(b"")
        time.sleep(0.3)
        target.unlink()
        time.sleep(0.3)
    elif what == "hangs":
        time.sleep(300)
    elif what == "pipes":
        os.mkfifo(target)
    elif what == "links":
        target.symlink_to(here / "sample.pdf")
    elif what == "skips":
        pass
    else:
        content = {{"converts": pdf, "garbles": b"no PDF", "empties": b"", "truncates": pdf[:-40]}}[what]
        target.write_bytes(content)
"""


class StandIn(Office):
    """The fake program, in a folder of its own."""

    @property
    def home(self) -> Path:
        return Path(self.program).parent

    @property
    def runs(self) -> list[dict[str, Any]]:
        """Each run: its process, its folder, the names of its documents."""
        runs = self.home / "runs"
        return [json.loads(line) for line in runs.read_text().splitlines()] if runs.exists() else []

    def is_broken(self, what: str) -> None:
        """Set one behaviour for every document from now on."""
        (self.home / "broken").write_text(what)

    def has_left_a_process(self) -> bool:
        """True if a process of any run is still there."""
        return any(map(_group_is_there, (run["pid"] for run in self.runs)))


def stand_in(home: Path) -> StandIn:
    """Write the fake program into a folder."""
    home.mkdir(exist_ok=True)
    (home / "sample.pdf").write_bytes(sample_pdf())
    program = home / "soffice"
    program.write_text(_SCRIPT.format(python=sys.executable, here=str(home)), encoding="utf-8")
    program.chmod(0o755)
    return StandIn(str(program))


def document(what: str = "converts", number: int = 0) -> bytes:
    """A package that sets the behaviour of the fake program."""
    return write_package({"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{number} soffice-{what}".encode()})


def sample_pdf() -> bytes:
    """A PDF of one blank page, with the trailer that LibreOffice writes."""
    objects: Mapping[int, str] = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        4: "<</CreationDate(D:20240229123456Z')>>",
    }
    body = b"%PDF-1.6\n"
    places = []
    for number, written in objects.items():
        places.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    identifier = "0123456789ABCDEF" * 2
    return (
        body
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R\n/Info 4 0 R\n/ID [ <{identifier}>\n<{identifier}> ]\n"
            f"/DocChecksum /{identifier}\n>>\nstartxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def _group_is_there(leader: int) -> bool:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, group = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == leader and state != "Z":
            return True
    return False


can_run = os.name == "posix"
