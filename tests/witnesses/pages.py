"""The pages of a PDF: how many, as text, as pictures, and the places of words (poppler: pdftoppm, pdftotext)."""

import html
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.witnesses.presence import on_path

NAME = "poppler (pdftoppm)"
_SECONDS = 120
_DOTS_PER_INCH = 80
_MM = 25.4 / 72
_WHITE = 250
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
# A font's box is higher than its letters.
_HEAD, _FOOT = 0.2, 0.15


class Word(NamedTuple):
    """A word on a page: its place in millimetres from the left and the top, and its text."""

    left: float
    top: float
    right: float
    foot: float
    text: str


def available() -> bool:
    """True if poppler is installed; counting pages does not need it."""
    return on_path("pdftoppm")


def page_count(pdf: Path) -> int:
    """How many pages the PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(pdf).pages)


def page_texts(pdf: Path) -> list[str]:
    """The text of each page."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(pdf).pages]


def to_png(pdf: Path, out_dir: Path, *, dots_per_inch: int = _DOTS_PER_INCH) -> list[Path]:
    """A picture of each page, in order, the same bytes each time for one version of LibreOffice and poppler.

    Raises `RuntimeError` if there are not as many pictures as pages.
    """
    folder = out_dir / pdf.stem
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("page-*.png"):
        old.unlink()
    command = ["pdftoppm", "-r", str(dots_per_inch), "-png", str(pdf), str(folder / "page")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    # pdftoppm pads the numbers to one width, so that their order is that of the names.
    made = sorted(folder.glob("page-*.png"))
    if len(made) != page_count(pdf):
        raise RuntimeError(f"pdftoppm made {len(made)} pictures: {done.stderr[-500:]}")
    return made


def words(pdf: Path) -> list[list[Word]]:
    """The words of each page, with the places of their letters."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    return [[_word(match) for match in _WORD.finditer(page)] for page in done.stdout.split("<page ")[1:]]


def ink(pdf: Path) -> list[Word]:
    """The place of everything that is printed on each page, as if it were one word."""
    command = ["pdftoppm", "-r", str(_DOTS_PER_INCH), "-gray", str(pdf)]
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    # Each page follows the one before it: P5, width and height, the brightest value, and a byte for each dot.
    found, content = [], done.stdout
    while content:
        _magic, size, _brightest, dots = content.split(b"\n", 3)
        width, height = map(int, size.split())
        found.append(_around(dots[: width * height], width))
        content = dots[width * height :]
    return found


def _around(dots: bytes, width: int) -> Word:
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]
    inked = [number for number, row in enumerate(rows) if min(row) < _WHITE]
    columns = [number for number in range(width) if min(dots[number::width]) < _WHITE]
    per_dot = 25.4 / _DOTS_PER_INCH
    left, top, right, foot = (per_dot * edge for edge in (columns[0], inked[0], columns[-1] + 1, inked[-1] + 1))
    return Word(left, top, right, foot, "")


def _word(match: re.Match[str]) -> Word:
    left, top, right, foot = (float(match[number]) * _MM for number in range(1, 5))
    height = foot - top
    return Word(left, top + _HEAD * height, right, foot - _FOOT * height, html.unescape(match[5]))
