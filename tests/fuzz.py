"""`make fuzz`: runs the library on randomly damaged files until the time is over.

Each target may raise the library's own errors alone, within a time limit, and never with a value of the case. An input
that breaks this promise, as Hypothesis shrank it, should become a test. CI does not run this module: it takes minutes.

    python -m tests.fuzz [MINUTES] [TARGET...]
"""

import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.errors import CprDocsError
from cpr_docs.ooxml.names import PartName
from cpr_docs.resources import folder
from tests.batch.cases import csv_text, letter
from tests.models.data import LETTER, changed
from tests.reading.cases import edited
from tests.reading.editing import packed
from tests.strategies import lines, proses

_CANARY = "Canary Q7"
_MAX_SECONDS = 10.0
"""The seconds that one input may take."""
_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just(_CANARY),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
_PIECES = st.sampled_from(
    [
        *(b"<w:sdt>", b"</w:sdt>", b"<w:p>", b"</w:p>", b"<w:tr>", b"</w:tr>", b"w:tag", b"w:val", b"[]", b"=", b""),
        *(b"{{", b"}}", b"{%p if x %}", b"{% endfor %}", b"w15:repeatingSection", b"<!--", b"&amp;", b"\0", b"\xff"),
    ]
)
_Edit = tuple[int, int, bytes]
_EDITS: st.SearchStrategy[list[_Edit]] = st.lists(
    st.tuples(st.integers(0, 2**20), st.integers(0, 40), _PIECES | st.binary(max_size=8)), min_size=1, max_size=6
)


def damaged(content: bytes, edits: list[_Edit]) -> bytes:
    """The content with each edit applied: some bytes at a position replaced by others."""
    for at, length, piece in edits:
        start = at % (len(content) + 1)
        content = content[:start] + piece + content[start + length :]
    return content


def _with_body(edits: list[_Edit]) -> bytes:
    parts = edited("recommendation", cpr_docs.Language.WELSH).parts
    return packed({**parts, PartName.DOCUMENT: damaged(parts[PartName.DOCUMENT], edits)})


def read_body(edits: list[_Edit]) -> None:
    """Reads a document whose main part is damaged."""
    cpr_docs.read(_with_body(edits))


def read_file(name: str, edits: list[_Edit]) -> None:
    """Reads a document whose bytes are damaged."""
    cpr_docs.read(damaged(edited(name, cpr_docs.Language.ENGLISH).saved(), edits))


def read_words(text: str, tag: str) -> None:
    """Reads a document into which any text that XML allows was typed."""
    document = edited("report", cpr_docs.Language.ENGLISH)
    try:
        document.type(tag, text)
    except ValueError:
        return
    cpr_docs.read(document.saved())


def parse_values(changes: list[tuple[int, object]]) -> None:
    """Parses a form in which some values are replaced."""
    case = changed(LETTER, {})
    for at, value in changes:
        names = list(case)
        case[names[at % len(names)]] = value
    cpr_docs.Form.parse(case)


def parse_text(edits: list[_Edit]) -> None:
    """Parses JSON whose text is damaged."""
    cpr_docs.Form.parse(damaged(json.dumps(changed(LETTER, {}), ensure_ascii=False).encode(), edits))


def _check(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder_name:
        path = Path(folder_name) / "people.csv"
        path.write_bytes(content)
        cpr_docs.check_batch(letter(), path)


def read_table(edits: list[_Edit]) -> None:
    """Checks a table whose bytes are damaged."""
    _check(damaged(csv_text().encode(), edits))


def read_cells(rows: list[list[str]]) -> None:
    """Checks a table of random text."""
    _check(csv_text(rows).encode("utf-8", "surrogatepass"))


def compile_template(name: str, edits: list[_Edit]) -> None:
    """Checks and renders a template whose main part is damaged."""
    from cpr_docs.ooxml.package import Package

    parts = dict(Package.read(folder("templates") / "en" / f"{name}.docx"))
    parts[PartName.DOCUMENT] = damaged(parts[PartName.DOCUMENT], edits)
    with tempfile.TemporaryDirectory() as folder_name:
        template_dir = Path(folder_name)
        (template_dir / "en").mkdir()
        (template_dir / "en" / f"{name}.docx").write_bytes(packed(parts))
        cpr_docs.check(template_dir)
        cpr_docs.Renderer(template_dir).render(cpr_docs.example(*name.split(".")), "en")


def bind_pdf(edits: list[_Edit]) -> None:
    """Packs a PDF from elsewhere whose bytes are damaged."""
    from tests.pdf.tiny import tiny_pdf

    with tempfile.TemporaryDirectory() as folder_name:
        path = Path(folder_name) / "foreign.pdf"
        path.write_bytes(damaged(tiny_pdf(["one page"]), edits))
        cpr_docs.pack([path], Path(folder_name) / "pack.pdf")


TARGETS: dict[Callable[..., None], tuple[st.SearchStrategy[Any], ...]] = {
    read_body: (_EDITS,),
    read_file: (
        st.sampled_from(["report", "invitation_letter"]),
        _EDITS,
    ),
    read_words: (
        lines() | proses() | st.text(),
        st.sampled_from(["conclusions", "board", "case_identifier"]),
    ),
    parse_values: (st.lists(st.tuples(st.integers(0, 500), _JSON), min_size=1, max_size=4),),
    parse_text: (_EDITS,),
    read_table: (_EDITS,),
    read_cells: (st.lists(st.lists(lines() | st.text(max_size=20), max_size=6), max_size=5),),
    compile_template: (
        st.sampled_from(["report.concise", "invitation_letter.extended"]),
        _EDITS,
    ),
    bind_pdf: (_EDITS,),
}
"""Each target with the strategies of its arguments."""


class Fault(AssertionError):
    """An input broke the promise of its target."""


def _checking(target: Callable[..., None]) -> Callable[..., None]:
    """Wraps the target with a check of its promise: the library's errors alone, in time, without a value."""

    def check(arguments: tuple[object, ...]) -> None:
        began = time.monotonic()
        try:
            target(*arguments)
        except CprDocsError as error:
            if _CANARY in "".join(traceback.format_exception(error)):
                raise Fault("a message shows a value") from None
        if time.monotonic() - began > _MAX_SECONDS:
            raise Fault("takes too long")

    return check


def main(minutes: float, names: list[str]) -> int:
    """Runs the targets in turn until the time is over, and returns the number of targets that broke their promise."""
    chosen = [target for target in TARGETS if not names or target.__name__ in names]
    deadline = time.monotonic() + 60 * minutes
    broken: set[str] = set()
    while time.monotonic() < deadline and len(broken) < len(chosen):
        for target in chosen:
            if target.__name__ not in broken and time.monotonic() < deadline and not _keeps_promise(target):
                broken.add(target.__name__)
    print(f"{len(broken)} of {len(chosen)} targets found something: {', '.join(sorted(broken)) or 'none'}")
    return len(broken)


def _keeps_promise(target: Callable[..., None]) -> bool:
    """True if the target keeps its promise for 50 more inputs; prints the failure otherwise."""
    start = random.randrange(2**32)
    print(f"{target.__name__} (seed {start})", flush=True)
    run = given(st.tuples(*TARGETS[target]))(_checking(target))
    try:
        settings(
            max_examples=50,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )(seed(start)(run))()
    except Exception:  # noqa: BLE001 - any exception is a finding
        traceback.print_exc(limit=-8, file=sys.stdout)
        return False
    return True


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]) if len(sys.argv) > 1 else 3, sys.argv[2:])))
