"""What a batch writes of itself: ``manifest.csv``, each document with its SHA-256, and ``errors.csv``, what has none.

Both are the batch's own and replaced by each run, whole; another file of the name is left alone and refused.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cpr_docs.batch.output_folder import FolderLock, cannot_write
from cpr_docs.batch.row_renderer import BatchOutcome
from cpr_docs.csv_text import escape_formula
from cpr_docs.envelopes.print_run import RunItem
from cpr_docs.errors import OutputError, OutputExists, TableProblem
from cpr_docs.language.languages import Language

MANIFEST = "manifest.csv"
ERRORS = "errors.csv"
_HEADINGS = {MANIFEST: ("row", "file", "language", "sha256"), ERRORS: ("row", "column", "reason")}
# People open the one in Excel, which needs the mark to see that it is UTF-8; programs read the other.
_ENCODINGS = {MANIFEST: "utf-8", ERRORS: "utf-8-sig"}

_DIGEST: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """A file that a batch has written, or has found and left."""

    row: int | None
    """The row's number in the table; none for a file of an earlier run, which belongs to no row."""
    name: str
    """The file's name."""
    language: str
    """The language, "en" or "cy"; blank where it is not known."""
    sha256: str
    """The SHA-256 of its bytes as they were written, in hexadecimal figures; blank where it is not known."""


class Records:
    """The two files of a run, written as its outcomes come in, and put in their places by `finish`."""

    def __init__(self, folder: FolderLock) -> None:
        self._folder = folder
        for name in _HEADINGS:
            _refuse_foreign(folder.path / name)
        self._files = {
            name: (folder.working / name).open("x", encoding=_ENCODINGS[name], newline="") for name in _HEADINGS
        }
        self._writers = {name: csv.writer(file, lineterminator="\n") for name, file in self._files.items()}
        for name, headings in _HEADINGS.items():
            self._writers[name].writerow(headings)
            self._files[name].flush()  # before a worker is forked, which would have it in its memory too
        self._any_error = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def done(self, outcome: BatchOutcome) -> None:
        """Notes a document that is there."""
        language = outcome.language.value if outcome.language else ""
        self._writers[MANIFEST].writerow((outcome.row, outcome.filename, language, outcome.sha256))

    def left(self, lines: Iterable[ManifestLine]) -> None:
        """Notes files of an earlier run that stay in the folder."""
        for line in lines:
            row = "" if line.row is None else line.row
            self._writers[MANIFEST].writerow((row, line.name, line.language, line.sha256))

    def failed(self, problems: Iterable[TableProblem]) -> None:
        """Notes why there is no document."""
        for problem in problems:
            self._any_error = True
            self._writers[ERRORS].writerow(
                (problem.row or "", escape_formula(problem.column or ""), escape_formula(problem.reason))
            )

    def finish(self) -> None:
        """Puts the files where they belong: ``errors.csv`` only if there is something in it."""
        for name, file in self._files.items():
            file.close()
            made, place = self._folder.working / name, self._folder.path / name
            if name == ERRORS and not self._any_error:
                place.unlink(missing_ok=True)
            elif not (place.exists() and place.read_bytes() == made.read_bytes()):
                made.replace(place)


def manifest_lines(folder: Path) -> Iterator[ManifestLine]:
    """The lines of a folder's manifest; raises `OutputError` where it cannot be read or is not as it was."""
    _require_file(folder / MANIFEST)
    try:
        with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                row, name = line["row"], Path(line["file"]).name
                # Without the digest nobody could see whether a letter has changed.
                if (row or line["sha256"]) and not _DIGEST.fullmatch(line["sha256"]):
                    raise ValueError
                if line["language"] or row:
                    Language(line["language"])
                yield ManifestLine(int(row) if row else None, name, line["language"], line["sha256"])
    except OSError as error:
        raise OutputError(f"{folder / MANIFEST}: cannot be read ({error.strerror})") from None
    except (KeyError, ValueError, TypeError, csv.Error, UnicodeError):
        raise OutputError(f"{folder / MANIFEST}: is not as a batch writes it") from None


def _require_file(path: Path) -> None:
    """Raises `OutputExists` for a folder or a device of the name, and for a pipe, which nobody may ever write to."""
    if path.exists() and not path.is_file():
        raise OutputExists(f"{path}: is no file, and a batch writes one of that name")


def _refuse_foreign(path: Path) -> None:
    _require_file(path)
    try:
        with path.open("rb") as file:
            first = file.readline(100).decode("utf-8-sig", errors="replace").strip()
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    if first != ",".join(_HEADINGS[path.name]):
        raise OutputExists(f"{path}: there is another file of that name; a batch would replace it")


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A Word document of a batch."""

    row: int
    """The row's number in the table."""
    language: Language
    """The document's language."""
    item: RunItem
    """The document itself, held to the SHA-256 that it was written with."""


def written_letters(folder: str | os.PathLike[str]) -> list[WrittenLetter]:
    """The Word documents of a batch, in the order of the rows, Welsh before English.

    Files of an earlier run are not among them. Raises `OutputError` where no batch has been written, or its list is
    not as it was.
    """
    place = Path(folder)
    letters = []
    for line in manifest_lines(place):
        if line.row is not None and line.name.endswith(".docx"):
            # The row and the file, which holds no name of a person unless that was asked for.
            label = f"{line.row}: {line.name.removesuffix('.docx')}"
            item = RunItem(label, place / line.name, f"{line.row}-", line.sha256)
            letters.append(WrittenLetter(line.row, Language(line.language), item))
    return letters
