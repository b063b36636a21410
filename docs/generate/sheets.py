"""The pictures of the methods of `Sheet`: each example of the reference, rendered, converted and cropped.

The page has the code. Its first block makes the class and the data; the block below a method's heading is its example.
"""

import hashlib
import re
import subprocess
import sys
import tempfile
import types
from html import escape
from pathlib import Path
from typing import Any

import cpr_docs
from cpr_docs.authoring import Sheet, build
from cpr_docs.modelling import Both
from cpr_docs.ooxml.content_control import controls_in
from docs.generate.gallery import FOLDER, missing_tools

SHEET_PAGE = Path(__file__).parents[1] / "reference" / "python" / "building-forms.md"
PICTURES = FOLDER / "sheet"

_SETUP = re.compile(r"^## The sheet, method by method$.*?^```python$(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^### `(\w+)`$(?:(?!^###).)*?^```python$(.*?)^```$", re.MULTILINE | re.DOTALL)
_DOTS_PER_INCH = 96
_MARGIN = _DOTS_PER_INCH * 25 // 254 * 10
_SECONDS = 300


def examples() -> dict[str, str]:
    """The example of each method, by the method's name."""
    return {match[1]: match[2].strip() for match in _EXAMPLE.finditer(SHEET_PAGE.read_text(encoding="utf-8"))}


def document(example: str) -> bytes:
    """The English document of a template that an example lays out; what else is required is on its second page."""
    page = types.ModuleType("sheet_page")
    sys.modules[page.__name__] = page
    setup = _SETUP.search(SHEET_PAGE.read_text(encoding="utf-8"))
    assert setup is not None
    exec(setup[1], page.__dict__)
    form: Any = page.__dict__["VisitNote"]

    def tags_of(sheet: Sheet) -> set[str]:
        return {control.tag for block in sheet.body for control in controls_in(block)}

    def layout(sheet: Sheet) -> None:
        exec(example, page.__dict__ | {"sheet": sheet})
        sheet.heading(1, Both("The rest", cy="Y gweddill"), new_page=True)
        sheet.fields(*(path for path in ("board", "case_identifier") if path not in tags_of(sheet)))

    with tempfile.TemporaryDirectory(prefix="cpr_docs_sheet_") as house:
        for language in cpr_docs.Language:
            path = Path(house) / language.value / "visit_note.concise.docx"
            path.parent.mkdir()
            path.write_bytes(build(form, language, layout))
        return cpr_docs.Renderer(house).render(page.__dict__["note"], "en").content


def sheet(method: str) -> str:
    """The picture of a method's example, with its code as the description."""
    if missing_tools():
        return ""
    description = f"The example of {method}, as Word prints it"
    address = f"../../_images/gallery/sheet/{method}.png"
    return f'<figure><img src="{address}" alt="{escape(description)}" loading="lazy"></figure>\n'


def make() -> None:
    """Makes the pictures again if an example or the library's output is another one."""
    if missing_tools():
        return
    documents = {method: document(example) for method, example in examples().items()}
    digest = hashlib.sha256(b"".join(documents.values())).hexdigest()
    mark = PICTURES / "documents.sha256"
    if mark.exists() and mark.read_text(encoding="utf-8") == digest:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cpr_docs_sheet_") as work:
        folder = Path(work)
        for method, content in documents.items():
            (folder / f"{method}.docx").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        files = [str(folder / f"{method}.docx") for method in documents]
        _run("soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", work, *files)
        for method in documents:
            _draw(folder / f"{method}.pdf", PICTURES / method)
    mark.write_text(digest, encoding="utf-8")


def _draw(pdf: Path, picture: Path) -> None:
    """The first page between the margins, down to the last line that is printed."""
    page = ["-r", str(_DOTS_PER_INCH), "-f", "1", "-l", "1", "-singlefile"]
    _run("pdftoppm", *page, "-gray", str(pdf), str(pdf.with_suffix("")))
    header, width, height, pixels = _gray(pdf.with_suffix(".pgm"))
    assert header == b"P5"
    rows = [pixels[row * width : (row + 1) * width] for row in range(_MARGIN, height - _MARGIN)]
    last = max((number for number, row in enumerate(rows) if min(row) < 250), default=0)
    crop = ["-x", str(_MARGIN - 8), "-y", str(_MARGIN), "-W", str(width - 2 * _MARGIN + 16), "-H", str(last + 10)]
    _run("pdftoppm", *page, *crop, "-png", str(pdf), str(picture))


def _gray(path: Path) -> tuple[bytes, int, int, bytes]:
    content = path.read_bytes()
    header, width, height = content.split(maxsplit=3)[:3]
    # The pixels are the end of the file; one of them may look like the white space before them.
    return header, int(width), int(height), content[-int(width) * int(height) :]


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-500:]}")
