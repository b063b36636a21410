"""Finds stale files: files that an earlier run left in a folder and that the table of this run does not make.

After a run, the folder must contain the letters of its table and no others, or each other file must be reported. So the
folder is searched before anything is written, for files that belong to no row, for files that have the name of a row's
letter and other content, and for packs that contain such a letter. A file is deleted only if it still has the bytes
that the earlier run wrote.
"""

import dataclasses
import hashlib
import os
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from cpr_docs.batch.chosen_rows import ChosenRows
from cpr_docs.batch.filenames import EMAIL_SUFFIX
from cpr_docs.batch.manifest import MANIFEST, ManifestLine, manifest_lines
from cpr_docs.batch.output_folder import ComparedFolder, ComparingFolder, OutputFolder, cannot_write, pdf_name
from cpr_docs.batch.row_renderer import BatchOutcome
from cpr_docs.errors import StaleFiles, TableProblem
from cpr_docs.language.catalogue import _


class PlannedFiles:
    """The names of a batch's Word documents and e-mails, and their rows, as hashes.

    A PDF has the name of its document.
    """

    def __init__(
        self, rows: Iterable[int] = (), digests: Iterable[int] = (), without: Container[int | None] = ()
    ) -> None:
        files = [(row, digest) for row, digest in zip(rows, digests, strict=True) if row not in without]
        self._rows = array("Q", sorted(row for row, _digest in files))
        self._digests = array("Q", sorted(digest for _row, digest in files))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.endswith(_SUFFIXES) and _contains(self._digests, name_digest(name))

    def has_row(self, row: int) -> bool:
        """True if the row has a document."""
        return _contains(self._rows, row)


def _contains(numbers: "array[int]", number: int) -> bool:
    """True if the sorted array contains the number."""
    index = bisect_left(numbers, number)
    return index < len(numbers) and numbers[index] == number


def name_digest(name: str) -> int:
    """An eight-byte hash of a file's name, which is the same for a Word document and its PDF."""
    stem = name.removesuffix(".docx").removesuffix(".pdf")
    return int.from_bytes(hashlib.blake2b(stem.encode(errors="surrogateescape"), digest_size=8).digest(), "big")


Stale: TypeAlias = Literal["refuse", "remove", "keep"]
"""The treatment of files of an earlier run: nothing is written, they are deleted, or they are left."""

STALE: tuple[Stale, ...] = ("refuse", "remove", "keep")

_SUFFIXES = (".docx", ".pdf", EMAIL_SUFFIX)
_PACK = re.compile(r"pack-(\d{4,})\.pdf")


@dataclass(frozen=True, slots=True)
class PreparedFolder:
    """A folder that is ready for the documents of a batch."""

    output: OutputFolder
    removed: tuple[str, ...] = ()
    """The files of an earlier run that were deleted."""
    left: tuple[str, ...] = ()
    """The files of an earlier run that stay, and that belong to no row."""
    lines: tuple[ManifestLine, ...] = ()
    """Their lines for the manifest, which lists no packs."""
    pdfs: Mapping[str, ManifestLine] = field(default_factory=dict)
    """The PDFs of an earlier run whose letters this batch makes too, by name."""


@dataclass(slots=True)
class _Contents:
    """The files of a folder that concern a batch."""

    planned: bool = False
    """True if files have names of this batch."""
    pdfs: dict[str, ManifestLine] = field(default_factory=dict)
    """PDFs of an earlier run whose letters this batch makes, by name."""
    listed: dict[str, ManifestLine] = field(default_factory=dict)
    """Files of an earlier run that belong to no row, by name."""
    unlisted: list[str] = field(default_factory=list)
    """Files that the manifest does not list, and that are named like letters of this batch."""
    packs: list[tuple[int, str]] = field(default_factory=list)
    """The row and the name of each pack."""


def prepare_folder(
    folder: Path,
    planned: PlannedFiles,
    pattern: re.Pattern[str] | None,
    differences: Callable[[ComparingFolder], Iterable[BatchOutcome]],
    stale: Stale,
) -> PreparedFolder:
    """Makes a folder ready for a batch; `differences` compares the letters of the batch with the files.

    Raises `StaleFiles`, and changes nothing, if an earlier run left files that this batch does not make, unless `stale`
    is "keep"; with "remove", only for files that have been changed since. A file that no earlier run wrote and that has
    the name of a letter is a problem of the letter's row, reported when the letter is written.
    """
    contents = _scan(folder, planned, pattern)
    # A run that was stopped leaves no manifest: its files are compared once, when their letters are written.
    compares = contents.planned and (folder / MANIFEST).exists()
    found = [each for each in differences(ComparingFolder(folder)) if each.problem] if compares else []
    changed = list(_changed(folder, found, {line.name: line for line in _lines(folder)} if found else {}))
    packs = _stale_packs(contents, planned, changed)
    lines = {**contents.listed, **{line.name: line for line, _row in changed}}
    names = list(dict.fromkeys([*lines, *contents.unlisted, *packs]))
    if stale == "refuse" and names:
        raise StaleFiles(str(folder), _problems(contents, changed, packs))
    removed: list[str] = []
    if stale == "remove":
        removed, changed_files = _split_unchanged(folder, names, lines)
        if changed_files:
            message = _("is not as an earlier run wrote it, and is not deleted; move it, or delete it yourself")
            raise StaleFiles(str(folder), [TableProblem(name, "changed", message) for name in changed_files])
        _remove(folder, removed)
        names = []
    different = {each.filename for each in found}
    # If a file still has a letter's name, the files are compared again, and it is reported as a problem of the row.
    output = ComparedFolder(folder) if compares and different <= set(removed) else OutputFolder(folder)
    left = (lines.get(name) or ManifestLine(None, name, "", "") for name in names if name not in packs)
    pdfs = {name: line for name, line in contents.pdfs.items() if name not in different}
    return PreparedFolder(
        output, tuple(removed), tuple(names), tuple(dataclasses.replace(line, row=None) for line in left), pdfs
    )


def _changed(
    folder: Path, found: Iterable[BatchOutcome], lines: Mapping[str, ManifestLine]
) -> Iterator[tuple[ManifestLine, int]]:
    """The files of an earlier run that have the name of a letter and other content, each with the letter's row.

    The PDF of such a letter is among them, even if no earlier run made it.
    """
    seen = set()
    for outcome in found:
        line = lines.get(outcome.filename)
        if line is None or not _is_unchanged(folder, line):
            continue
        for name in (outcome.filename, pdf_name(outcome.filename)):
            if name not in seen and os.path.lexists(folder / name):
                seen.add(name)
                yield lines.get(name) or ManifestLine(None, name, "", ""), outcome.row


def _scan(folder: Path, planned: PlannedFiles, pattern: re.Pattern[str] | None) -> _Contents:
    contents = _Contents()
    others = set()
    has_pdfs = False
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in planned:
                contents.planned = True
                has_pdfs |= entry.name.endswith(".pdf")
            elif pack := _PACK.fullmatch(entry.name):
                contents.packs.append((int(pack[1]), entry.name))
            elif entry.name != MANIFEST:
                others.add(entry.name)
    if has_pdfs:
        lines = ((line.name, line) for line in _lines(folder) if line.name in planned and line.name.endswith(".pdf"))
        contents.pdfs = {name: line for name, line in lines if (folder / name).exists()}
    if others:
        contents.listed = {line.name: line for line in _lines(folder) if line.name in others}
        unlisted = sorted(others - contents.listed.keys()) if pattern else []
        contents.unlisted = [name for name in unlisted if pattern and pattern.fullmatch(name)]
    return contents


def lines_of_other_rows(folder: Path, planned: PlannedFiles, chosen: ChosenRows) -> list[ManifestLine]:
    """The manifest's lines of files that other rows of the table than the chosen ones make, by row."""
    if chosen.is_all:
        return []
    lines = (line for line in _lines(folder) if line.row is not None and line.row not in chosen)
    return sorted((line for line in lines if line.name in planned and (folder / line.name).exists()), key=_row)


def _row(line: ManifestLine) -> int:
    return line.row or 0


def _lines(folder: Path) -> Iterator[ManifestLine]:
    if (folder / MANIFEST).exists():
        yield from manifest_lines(folder)


def _stale_packs(contents: _Contents, planned: PlannedFiles, changed: Iterable[tuple[ManifestLine, int]]) -> list[str]:
    """The packs of rows that are not in the table, or of letters that have changed."""
    changed_rows = {row for _line, row in changed} | {line.row for line in contents.listed.values()}
    return [name for row, name in sorted(contents.packs) if row in changed_rows or not planned.has_row(row)]


def _problems(
    contents: _Contents, changed: Iterable[tuple[ManifestLine, int]], packs: Iterable[str]
) -> Iterator[TableProblem]:
    for name in contents.listed:
        message = _("is an e-mail of an earlier run, and this run makes no such e-mail")
        if not name.endswith(EMAIL_SUFFIX):
            message = _("is of an earlier run, and no row of this table makes it")
        yield TableProblem(name, "stale", message)
    for name in contents.unlisted:
        yield TableProblem(name, "stale", _("is named like a letter of this batch, and no row of this table makes it"))
    for line, row in changed:
        yield TableProblem(line.name, "stale", _("is of an earlier run, and this row makes another one"), row=row)
    for name in packs:
        yield TableProblem(name, "stale", _("is a pack of an earlier run, of letters that are not in this table"))


def _split_unchanged(
    folder: Path, names: Iterable[str], lines: Mapping[str, ManifestLine]
) -> tuple[list[str], list[str]]:
    """The files that are unchanged since an earlier run wrote them, and the others."""
    # Imported on use: only a folder with packs needs it.
    from cpr_docs.batch.bind_batch import is_untouched_pack

    unchanged: list[str] = []
    others: list[str] = []
    for name in names:
        if _PACK.fullmatch(name):
            is_unchanged = is_untouched_pack(folder / name)
        else:
            is_unchanged = name in lines and _is_unchanged(folder, lines[name])
        (unchanged if is_unchanged else others).append(name)
    return unchanged, others


def _is_unchanged(folder: Path, line: ManifestLine) -> bool:
    path = folder / line.name
    if path.is_symlink() or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == line.sha256


def _remove(folder: Path, names: Iterable[str]) -> None:
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
