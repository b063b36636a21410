"""The gallery: every form, of each type, in each language, as pictures of its pages, made from the fixtures.

One call of LibreOffice makes all the PDFs, and poppler the pictures. A picture is made again only where its document is
another one. Where either program is missing the pages say so; where ``CI`` is set, that fails the build.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cpr_docs
from cpr_docs.models.registry import form_class

FOLDER = Path(__file__).parents[1] / "_build" / "gallery"
"""Where the pictures are made; the build copies them beside its pages."""

LANGUAGES = (cpr_docs.Language.ENGLISH, cpr_docs.Language.WELSH)
_TOOLS = ("soffice", "pdftoppm")
_DOTS_PER_INCH = 80
_SECONDS = 1800  # for all documents, on a slow machine


@dataclass(frozen=True)
class Pages:
    """The pictures of one document."""

    form: str
    review_type: str
    """The type of the review; empty for a form without a review."""
    language: cpr_docs.Language

    def document(self) -> bytes:
        """The document, from the fixture."""
        return cpr_docs.render(cpr_docs.example(self.form, self.review_type or "concise"), self.language).content

    @property
    def folder(self) -> Path:
        """Where its pictures are."""
        return FOLDER / ".".join(filter(None, (self.form, self.review_type, self.language.value)))

    def pictures(self) -> list[Path]:
        """Its pictures, in the order of its pages."""
        return sorted(self.folder.glob("page-*.png"))

    @property
    def name(self) -> str:
        """Its description, in words."""
        language = "English" if self.language is cpr_docs.Language.ENGLISH else "Welsh"
        title = next(form.title[cpr_docs.Language.ENGLISH] for form in cpr_docs.forms() if form.name == self.form)
        review = f", {self.review_type} review" if self.review_type else ""
        return f"{title}{review}, in {language}"


def review_types(form: str) -> tuple[str, ...]:
    """The review types of a form; one empty text for a form without a review."""
    found: tuple[str, ...] = form_class(form).review_types()
    return found or ("",)


def everything() -> list[Pages]:
    """Every document of the gallery."""
    names = [form.name for form in cpr_docs.forms()]
    return [Pages(name, kind, language) for name in names for kind in review_types(name) for language in LANGUAGES]


def missing_tools() -> list[str]:
    """The programs that the gallery needs and that are not there."""
    return [tool for tool in _TOOLS if shutil.which(tool) is None]


def make() -> None:
    """Makes every picture that is not there, or is that of another document; raises `RuntimeError` if that fails."""
    missing = missing_tools()
    if missing and os.environ.get("CI"):
        raise RuntimeError(f"the gallery needs {' and '.join(missing)}, and CI is set: nothing may be left out")
    if missing:
        shutil.rmtree(FOLDER, ignore_errors=True)
        return
    contents = {pages: pages.document() for pages in everything()}
    hashes = {pages: hashlib.sha256(content).hexdigest() for pages, content in contents.items()}
    due = [pages for pages in contents if _pictured_hash(pages) != hashes[pages]]
    if due:
        with tempfile.TemporaryDirectory(prefix="cpr_docs_gallery_") as work:
            _make(Path(work), {pages: contents[pages] for pages in due})
        for pages in due:
            (pages.folder / "document.sha256").write_text(hashes[pages], encoding="utf-8")


def _pictured_hash(pages: Pages) -> str:
    """The hash of the document that the pictures show; empty if there are none."""
    try:
        return (pages.folder / "document.sha256").read_text(encoding="utf-8")
    except OSError:
        return ""


def _make(work: Path, contents: dict[Pages, bytes]) -> None:
    for pages, content in contents.items():
        (work / f"{pages.folder.name}.docx").write_bytes(content)
    documents = [work / f"{pages.folder.name}.docx" for pages in contents]
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    _run(["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(work), *documents])
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda pages: _draw(work / f"{pages.folder.name}.pdf", pages), contents))


def _draw(pdf: Path, pages: Pages) -> None:
    if not pdf.is_file():
        raise RuntimeError(f"LibreOffice made no PDF of {pages.name}")
    shutil.rmtree(pages.folder, ignore_errors=True)
    pages.folder.mkdir(parents=True)
    _run(["pdftoppm", "-r", str(_DOTS_PER_INCH), "-png", pdf, pages.folder / "page"])


def _run(command: Iterable[str | Path]) -> None:
    done = subprocess.run(list(command), capture_output=True, text=True, timeout=_SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"{done.args[0]} failed: {done.stderr[-500:]}")
