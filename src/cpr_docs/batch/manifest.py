"""The files ``manifest.csv``, the documents with their SHA-256, and ``errors.csv``, the problems of the other rows.

Each run replaces both atomically. A file of the same name that is not a batch's is never replaced. Headings and reasons
are in the language of messages; a manifest is read with headings in either.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cpr_docs.batch.filenames import EMAIL_SUFFIX
from cpr_docs.batch.output_folder import FolderLock, cannot_write
from cpr_docs.batch.row_renderer import BatchOutcome
from cpr_docs.csv_text import escape_formula
from cpr_docs.envelopes.run_item import RunItem
from cpr_docs.errors import OutputError, OutputExists, TableProblem
from cpr_docs.language.catalogue import _, fill_in
from cpr_docs.language.languages import Language
from cpr_docs.tables.cells import shown_text

MANIFEST = "manifest.csv"
ERRORS = "errors.csv"
_HEADINGS = {
    MANIFEST: (_("row"), _("file"), _("language"), "sha256"),
    ERRORS: (_("row"), _("column"), _("reason")),
}
# People open both in Excel, which recognises UTF-8 by the byte-order mark.
_ENCODING = "utf-8-sig"

_BOTH: Final = "both"
_SHA256: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """A file that a batch wrote, or found and left."""

    row: int | None
    """The row's number in the table; None for a file of an earlier run that belongs to no row."""
    name: str
    """The file's name."""
    language: str
    """The language, "en" or "cy", of an e-mail also "both"; blank if it is not known."""
    sha256: str
    """The SHA-256 of its bytes as they were written, in hexadecimal digits; blank if it is not known."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """The cells of the columns that were kept, by heading."""


class ManifestWriter:
    """Writes both files of a run to its working folder; `finish` moves them to the output folder."""

    def __init__(
        self, folder: FolderLock, kept: Sequence[str] = (), messages: Language | str = Language.ENGLISH
    ) -> None:
        self._folder = folder
        self._language = Language(messages)
        self._kept = kept
        for name in _HEADINGS:
            _require_own(folder.path / name)
        self._files = {name: (folder.workdir / name).open("x", encoding=_ENCODING, newline="") for name in _HEADINGS}
        self._writers = {name: csv.writer(file) for name, file in self._files.items()}
        for name in _HEADINGS:
            further = map(escape_formula, kept) if name == MANIFEST else ()
            self._writers[name].writerow((*_headings(name, self._language), *further))
            self._files[name].flush()  # A worker that is forked would inherit the buffer, and write it again.
        self._has_problems = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def add_document(self, outcome: BatchOutcome) -> None:
        """Adds a document, or an e-mail."""
        language = _BOTH if outcome.filename.endswith(EMAIL_SUFFIX) else ""
        language = outcome.language.value if outcome.language else language
        kept = (escape_formula(shown_text(outcome.cells.get(heading))) for heading in self._kept)
        self._writers[MANIFEST].writerow((outcome.row, outcome.filename, language, outcome.sha256, *kept))

    def add_lines(self, lines: Iterable[ManifestLine]) -> None:
        """Adds lines of an earlier run's manifest."""
        for line in lines:
            row = "" if line.row is None else line.row
            kept = (escape_formula(line.kept.get(escape_formula(heading), "")) for heading in self._kept)
            self._writers[MANIFEST].writerow((row, line.name, line.language, line.sha256, *kept))

    def add_problems(self, problems: Iterable[TableProblem]) -> None:
        """Adds the problems of rows that have no document."""
        for problem in problems:
            self._has_problems = True
            self._writers[ERRORS].writerow(
                (problem.row or "", escape_formula(problem.column or ""), escape_formula(problem.text(self._language)))
            )

    def finish(self) -> None:
        """Moves the files to the output folder; ``errors.csv`` only if a problem was added."""
        for name, file in self._files.items():
            file.close()
            source, target = self._folder.workdir / name, self._folder.path / name
            if name == ERRORS and not self._has_problems:
                target.unlink(missing_ok=True)
            elif not (target.exists() and target.read_bytes() == source.read_bytes()):
                source.replace(target)


def _headings(name: str, language: Language) -> tuple[str, ...]:
    return tuple(fill_in(heading, {}, language) for heading in _HEADINGS[name])


def _are_own(name: str, headings: Sequence[str]) -> bool:
    """True if the first headings are those of a batch's file, in either language."""
    return any(tuple(headings[: len(own)]) == own for own in (_headings(name, language) for language in Language))


def manifest_lines(folder: Path) -> Iterator[ManifestLine]:
    """The lines of a folder's manifest; raises `OutputError` if it cannot be read or has been changed."""
    _require_file(folder / MANIFEST)
    try:
        with (folder / MANIFEST).open(encoding=_ENCODING, newline="") as file:
            lines = csv.reader(file)
            headings = next(lines, [])
            if not _are_own(MANIFEST, headings):
                raise ValueError
            kept_headings = headings[len(_HEADINGS[MANIFEST]) :]
            for row, path, language, sha256, *cells in filter(None, lines):
                # Without the digest, a letter that was changed could not be recognised.
                if (row or sha256) and not _SHA256.fullmatch(sha256):
                    raise ValueError
                name = Path(path).name
                is_email = name.endswith(EMAIL_SUFFIX)
                if (language or row) and not (is_email and language == _BOTH):
                    Language(language)
                kept = dict(zip(kept_headings, cells, strict=False))
                yield ManifestLine(int(row) if row else None, name, language, sha256, kept)
    except OSError as error:
        raise OutputError(
            _("{path}: cannot be read ({reason})"), path=folder / MANIFEST, reason=error.strerror
        ) from None
    except (ValueError, csv.Error):
        raise OutputError(_("{path}: is not as a batch writes it"), path=folder / MANIFEST) from None


def _require_file(path: Path) -> None:
    """Raises `OutputExists` if the path is a folder, a device or a pipe; reading a pipe could block for ever."""
    if path.exists() and not path.is_file():
        raise OutputExists(_("{path}: is no file, and a batch writes one of that name"), path=path)


def _require_own(path: Path) -> None:
    """Raises `OutputExists` if the path is a file that a batch did not write."""
    _require_file(path)
    try:
        with path.open("rb") as file:
            first_line = file.readline(100).decode(_ENCODING, errors="replace").strip()
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot_write(path.parent, error) from None
    if not _are_own(path.name, first_line.split(",")):
        raise OutputExists(_("{path}: there is another file of that name; a batch would replace it"), path=path)


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A Word document that a batch wrote."""

    row: int
    """The row's number in the table."""
    language: Language
    """The document's language."""
    item: RunItem
    """The document, which is refused if it no longer has the SHA-256 of the manifest."""


def written_letters(folder: str | os.PathLike[str]) -> list[WrittenLetter]:
    """The Word documents of a batch, in the order of the rows, Welsh before English.

    Files of an earlier run are not among them. Raises `OutputError` if the folder has no manifest, or a changed one.
    """
    root = Path(folder)
    letters = []
    for line in manifest_lines(root):
        if line.row is not None and line.name.endswith(".docx"):
            # A file name identifies a person only if the pattern asked for the name.
            label = f"{line.row}: {line.name.removesuffix('.docx')}"
            item = RunItem(label, root / line.name, f"{line.row}-", line.sha256)
            letters.append(WrittenLetter(line.row, Language(line.language), item))
    return letters
