"""LibreOffice, as another program that opens the documents, and as the maker of the PDFs that tests look at."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.witnesses.presence import on_path

NAME = "LibreOffice (soffice)"
ACCESSIBLE_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
_SECONDS_TO_START = 60
_SECONDS_A_FILE = 15


def available() -> bool:
    """True if LibreOffice is installed."""
    return on_path("soffice")


def to_pdf(paths: Iterable[Path], out_dir: Path, *, export: str = ACCESSIBLE_PDF) -> list[Path]:
    """The PDF of each document, in the order given, made by one call: tagged and accessible unless told otherwise.

    Raises `RuntimeError` if one is missing afterwards: LibreOffice's exit code is 0 then too.
    """
    return convert(paths, out_dir, export, ".pdf")


def to_docx(paths: Iterable[Path], out_dir: Path) -> list[Path]:
    """Each document as LibreOffice saves it again, in the order given."""
    return convert(paths, out_dir, "docx:MS Word 2007 XML", ".docx")


def convert(paths: Iterable[Path], out_dir: Path, export: str, suffix: str) -> list[Path]:
    """The result of LibreOffice for each document, in the order given."""
    paths = list(paths)
    if not paths:
        return []
    if len({path.stem for path in paths}) < len(paths):
        raise ValueError("two documents would give the same file")
    out_dir.mkdir(parents=True, exist_ok=True)
    made = [out_dir / f"{path.stem}{suffix}" for path in paths]
    for path in made:
        path.unlink(missing_ok=True)
    said = _run(["--convert-to", export, "--outdir", str(out_dir.resolve()), *(str(path.resolve()) for path in paths)])
    missing = [path.name for path in made if not path.is_file() or not path.stat().st_size]
    if missing:
        raise RuntimeError(f"LibreOffice did not make {', '.join(missing)}: {said[-500:]}")
    return made


def _run(arguments: list[str]) -> str:
    # A profile for each call, since two processes on one profile fail.
    profile = Path(tempfile.mkdtemp(prefix="cpr_docs_soffice_"))
    files = len(arguments)
    try:
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments],
            capture_output=True,
            text=True,
            timeout=_SECONDS_TO_START + _SECONDS_A_FILE * files,
            check=False,
        )
    finally:
        shutil.rmtree(profile, ignore_errors=True)
    return done.stdout + done.stderr
