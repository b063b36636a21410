"""Files that an earlier run left in a folder and that the table of this run does not make.

A folder that is filled again must end up with the letters of this table and no others, or with a word about each. So
the folder is looked at before anything is written: files that belong to no row, files under a row's name that are not
the row's letter, and packs in which such a letter is bound. A file is deleted only if its bytes are those that the
earlier run wrote.
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

from cpr_docs.batch.manifest import MANIFEST, ManifestLine, manifest_lines
from cpr_docs.batch.output_folder import ComparedFolder, ComparingFolder, OutputFolder, cannot_write, pdf_name
from cpr_docs.batch.row_renderer import BatchOutcome
from cpr_docs.errors import StaleFiles, TableProblem
from cpr_docs.language.catalogue import _


class PlannedFiles:
    """The names of the Word documents of a batch, and the rows that they are of; a PDF counts as its document."""

    def __init__(
        self, rows: Iterable[int] = (), digests: Iterable[int] = (), without: Container[int | None] = ()
    ) -> None:
        made = [(row, digest) for row, digest in zip(rows, digests, strict=True) if row not in without]
        self._rows = array("Q", sorted(row for row, _digest in made))
        self._digests = array("Q", sorted(digest for _row, digest in made))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.endswith((".docx", ".pdf")) and _has(self._digests, name_digest(name))

    def has_row(self, row: int) -> bool:
        """True if the row has a document."""
        return _has(self._rows, row)


def _has(numbers: "array[int]", number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def name_digest(name: str) -> int:
    """Eight bytes that stand for a file's name without its suffix."""
    stem = name.removesuffix(".docx").removesuffix(".pdf")
    return int.from_bytes(hashlib.blake2b(stem.encode(errors="surrogateescape"), digest_size=8).digest(), "big")


Stale: TypeAlias = Literal["refuse", "remove", "keep"]
"""The treatment of files of an earlier run: nothing is written, they are deleted, or they are left."""

STALE: tuple[Stale, ...] = ("refuse", "remove", "keep")

_PACK = re.compile(r"pack-(\d{4,})\.pdf")


@dataclass(frozen=True, slots=True)
class Settled:
    """A folder that is ready to be filled."""

    shelf: OutputFolder
    removed: tuple[str, ...] = ()
    """The files of an earlier run that were deleted."""
    left: tuple[str, ...] = ()
    """The files of an earlier run that stay, and belong to no row."""
    lines: tuple[ManifestLine, ...] = ()
    """Their lines of the manifest, which lists no packs."""
    pdfs: Mapping[str, ManifestLine] = field(default_factory=dict)
    """The PDFs that an earlier run made of letters that this batch makes too, by name."""


@dataclass(slots=True)
class _Contents:
    """The files in a folder that concern a batch."""

    planned: bool = False
    """True if there are files under the names of this batch."""
    pdfs: dict[str, ManifestLine] = field(default_factory=dict)
    """PDFs of an earlier run that are of letters of this batch, by name."""
    listed: dict[str, ManifestLine] = field(default_factory=dict)
    """Files of an earlier run that belong to no row, by name."""
    unlisted: list[str] = field(default_factory=list)
    """Files that no manifest lists, and that are named like letters of this batch."""
    packs: list[tuple[int, str]] = field(default_factory=list)


def settle(
    folder: Path,
    planned: PlannedFiles,
    pattern: re.Pattern[str] | None,
    differences: Callable[[ComparingFolder], Iterable[BatchOutcome]],
    stale: Stale,
) -> Settled:
    """Makes a folder ready for a batch; `differences` compares the letters of the batch with the files.

    Raises `StaleFiles`, and nothing has changed, where an earlier run left files that this batch does not make, unless
    `stale` is "keep"; with "remove", only for files that are not as the earlier run wrote them. A file of somebody
    else's that has the name of a letter is no matter of this: it is a problem of the row, when its letter is written.
    """
    contents = _look(folder, planned, pattern)
    # A run that was stopped leaves no list: its files are compared when their letters are written, and only once.
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
        removed, others = _sorted_out(folder, names, lines)
        if others:
            message = _("is not as an earlier run wrote it, and is not deleted; move it, or delete it yourself")
            raise StaleFiles(str(folder), [TableProblem(name, "changed", message) for name in others])
        _remove(folder, removed)
        names = []
    different = {each.filename for each in found}
    # Compared once more where a file is in the way of a letter, so that it is told of its row.
    shelf = ComparedFolder(folder) if compares and different <= set(removed) else OutputFolder(folder)
    left = (lines.get(name) or ManifestLine(None, name, "", "") for name in names if name not in packs)
    pdfs = {name: line for name, line in contents.pdfs.items() if name not in different}
    return Settled(
        shelf, tuple(removed), tuple(names), tuple(dataclasses.replace(line, row=None) for line in left), pdfs
    )


def _changed(
    folder: Path, found: Iterable[BatchOutcome], lines: Mapping[str, ManifestLine]
) -> Iterator[tuple[ManifestLine, int]]:
    """The files of an earlier run that have the name of a letter and are another one, each with the letter's row.

    The PDF of such a letter is among them, whoever made it.
    """
    seen = set()
    for outcome in found:
        line = lines.get(outcome.filename)
        if line is None or not _is_as_written(folder, line):
            continue
        for name in (outcome.filename, pdf_name(outcome.filename)):
            if name not in seen and os.path.lexists(folder / name):
                seen.add(name)
                yield lines.get(name) or ManifestLine(None, name, "", ""), outcome.row


def _look(folder: Path, planned: PlannedFiles, pattern: re.Pattern[str] | None) -> _Contents:
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


def _lines(folder: Path) -> Iterator[ManifestLine]:
    if (folder / MANIFEST).exists():
        yield from manifest_lines(folder)


def _stale_packs(contents: _Contents, planned: PlannedFiles, changed: Iterable[tuple[ManifestLine, int]]) -> list[str]:
    """The packs of rows that are not in the table, or that hold a letter that is another now."""
    touched = {row for _line, row in changed} | {line.row for line in contents.listed.values()}
    return [name for row, name in sorted(contents.packs) if row in touched or not planned.has_row(row)]


def _problems(
    contents: _Contents, changed: Iterable[tuple[ManifestLine, int]], packs: Iterable[str]
) -> Iterator[TableProblem]:
    for name in contents.listed:
        yield TableProblem(name, "stale", _("is of an earlier run, and no row of this table makes it"))
    for name in contents.unlisted:
        yield TableProblem(name, "stale", _("is named like a letter of this batch, and no row of this table makes it"))
    for line, row in changed:
        yield TableProblem(line.name, "stale", _("is of an earlier run, and this row makes another one"), row=row)
    for name in packs:
        yield TableProblem(name, "stale", _("is a pack of an earlier run, of letters that are not in this table"))


def _sorted_out(folder: Path, names: Iterable[str], lines: Mapping[str, ManifestLine]) -> tuple[list[str], list[str]]:
    """The files that are as an earlier run wrote them, and the others."""
    from cpr_docs.batch.bind_batch import is_untouched_pack

    as_written: list[str] = []
    others: list[str] = []
    for name in names:
        if _PACK.fullmatch(name):
            known = is_untouched_pack(folder / name)
        else:
            known = name in lines and _is_as_written(folder, lines[name])
        (as_written if known else others).append(name)
    return as_written, others


def _is_as_written(folder: Path, line: ManifestLine) -> bool:
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
