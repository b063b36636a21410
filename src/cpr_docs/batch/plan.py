"""A batch that has been checked: what it will make, and the making of it."""

import dataclasses
import os
import re
from collections.abc import Generator, Iterator
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpr_docs.batch.columns import match_columns
from cpr_docs.batch.filenames import NamePattern
from cpr_docs.batch.heading_row import HeadingRow
from cpr_docs.batch.manifest import Records
from cpr_docs.batch.output_folder import ComparingFolder, FileConflict, FolderLock, OutputFolder, cannot_write, pdf_name
from cpr_docs.batch.row_renderer import BatchJob, BatchOutcome, RowRenderer, failed
from cpr_docs.batch.stale_files import STALE, PlannedFiles, Stale, settle
from cpr_docs.batch.table import HiddenRow, Row, Table, recipients
from cpr_docs.batch.workers import ExternalExecutor, ProcessPool, in_order
from cpr_docs.errors import InvalidTable, TableProblem
from cpr_docs.progress import Counter, ProgressCallback

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.converter import Converter
    from cpr_docs.pdf.convert.office import Office

POOL_PAYS_FROM = 2_000
"""Fewer documents are made before a second process is ready to help."""


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What a batch wrote."""

    written: int = 0
    """Documents written now, PDFs among them."""
    kept: int = 0
    """Documents that were there already, with the same bytes."""
    problems: tuple[TableProblem, ...] = ()
    """Why there are others that are not there."""
    removed: tuple[str, ...] = field(default=(), repr=False)
    """The names of files of an earlier run that were deleted."""
    stale: tuple[str, ...] = field(default=(), repr=False)
    """The names of files of an earlier run that are left, and belong to no row of the table."""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A table that has been held to a form, and the documents that follow from it."""

    rows: int
    """How many recipients there are."""
    documents: int
    """How many documents the rows without problems will make."""
    notes: tuple[str, ...]
    """Which sheet is read and which columns are left out on purpose, in sentences."""
    problems: tuple[TableProblem, ...]
    """Everything that is wrong; those without a row concern them all."""
    headings: HeadingRow = field(repr=False)
    recipe: BatchJob = field(repr=False)
    left_out: tuple[str, ...] = ()
    """Which rows are left out, in sentences: above the headings, hidden, or totals that were to be skipped."""
    skipped: frozenset[int] = field(default=frozenset(), repr=False)
    planned: PlannedFiles = field(default_factory=PlannedFiles, repr=False, compare=False)

    @property
    def table(self) -> Table:
        """The table, or the sheet of a workbook, that was checked."""
        return self.headings.table

    def render(
        self,
        *,
        skip_bad: bool = False,
        workers: int | None = None,
        executor: Executor | None = None,
        pdf: bool = False,
        office: "Office | None" = None,
    ) -> Generator[BatchOutcome, None, None]:
        """The documents as bytes, one outcome for each, in the order of the rows; Welsh before English.

        They are made in this process, in so many processes as `workers` says, or wherever an `executor` makes them.
        By default there are as many processes as processors, if there are documents enough for them.
        With `pdf`, each Word document is followed by its PDF, which LibreOffice makes on this machine in so many
        processes as `workers` says; `office` says which LibreOffice, if it is not the one that is found.

        Raises `InvalidTable` if there are problems, unless `skip_bad` leaves out the rows that have them, `ValueError`
        for a form of one's own that other processes could not import, `OfficeNotFound` where there is no LibreOffice,
        and, later, `OfficeFailed` where it does not work. That one document cannot be converted is a problem of its
        outcome alone.
        """
        self._require(skip_bad=skip_bad)
        converter = _converter(pdf, office, workers)
        return self._with_pdfs(self._outcomes(None, None, workers, executor), converter, None)

    def write(
        self,
        folder: str | os.PathLike[str],
        *,
        skip_bad: bool = False,
        workers: int | None = None,
        executor: Executor | None = None,
        pdf: bool = False,
        office: "Office | None" = None,
        stale: Stale = "refuse",
        progress: ProgressCallback | None = None,
    ) -> BatchSummary:
        """Writes the documents into a folder, with ``manifest.csv``, and ``errors.csv`` for what is left out.

        With `pdf`, each PDF stands beside its Word document. What is there already is not written again: a run that
        was stopped goes on where it was. `progress` is called with a `Progress` after each
        document; a PDF counts as one. For the rest see `render`.

        Files of an earlier run that this batch does not make raise `StaleFiles` before anything is written. With
        `stale` "remove" they are deleted, if they are as the earlier run wrote them. With "keep" they are left, and
        the manifest lists them without a row; a letter whose name such a file has is a problem of its row.

        Raises `OutputError` where the folder takes no more, and `OfficeFailed` where LibreOffice does not work: then
        the documents that are there are whole, and the same call goes on with the others.
        """
        if stale not in STALE:
            raise ValueError(f"stale must be one of {', '.join(STALE)}")
        self._require(skip_bad=skip_bad)
        converter = _converter(pdf, office, workers)
        written = kept = 0
        counter = Counter(self.documents * (2 if pdf else 1), progress)
        problems = list(self.problems)
        with FolderLock(folder) as place:
            try:
                with Records(place) as records:

                    def differences(shelf: ComparingFolder) -> Iterator[BatchOutcome]:
                        return self._differences(shelf, place.lock, workers, executor)

                    settled = settle(place.path, self.planned, self._pattern(), differences, stale)
                    records.failed(self.problems)
                    made = self._outcomes(settled.shelf, place.lock, workers, executor)
                    with closing(self._with_pdfs(made, converter, settled.shelf)) as outcomes:
                        for outcome in outcomes:
                            if outcome.problem is None:
                                records.done(outcome)
                                if not pdf and (line := settled.pdfs.get(pdf_name(outcome.filename))):
                                    records.left([dataclasses.replace(line, row=outcome.row)])
                                kept += outcome.kept
                                written += not outcome.kept
                            else:
                                records.failed([outcome.problem])
                                problems.append(outcome.problem)
                            counter.add(failed=outcome.problem is not None)
                    records.left(settled.lines)
                    records.finish()
            except OSError as error:
                raise cannot_write(place.path, error) from None
        return BatchSummary(written, kept, tuple(problems), settled.removed, settled.left)

    def _require(self, *, skip_bad: bool) -> None:
        """Raises `InvalidTable` if there are problems that may not be passed over."""
        if self.problems and (not skip_bad or any(problem.row is None for problem in self.problems)):
            raise InvalidTable(self.table.name, self.problems)

    def _pattern(self) -> re.Pattern[str] | None:
        """The names that letters of this batch may have, whatever the table."""
        recipe = self.recipe
        columns = match_columns(recipe.headings, recipe.form, recipe.ignore)
        case = None if columns.over("case_identifier") else recipe.shared.get("case_identifier")
        return NamePattern(recipe.pattern).matcher(recipe.form, case if isinstance(case, str) else None)

    def _differences(
        self, shelf: ComparingFolder, lock: int | None, workers: int | None, executor: Executor | None
    ) -> Iterator[BatchOutcome]:
        """An outcome for each file in the folder that has the name of a letter and is not that letter."""
        for outcome in self._outcomes(shelf, lock, workers, executor):
            if outcome.content is None:
                yield outcome
            elif shelf.differs(outcome.filename, outcome.content):
                yield failed(outcome.row, FileConflict(), outcome.language, outcome.filename)

    def _outcomes(
        self, shelf: OutputFolder | None, lock: int | None, workers: int | None, executor: Executor | None
    ) -> Generator[BatchOutcome, None, None]:
        rows = self._good_rows()
        if executor is not None:
            return in_order(ExternalExecutor(executor, self.recipe.to_bytes()), rows)
        if workers is None:
            workers = _processors() if self.documents >= POOL_PAYS_FROM else 1
        if workers == 1:
            workshop = RowRenderer(self.recipe)
            return (outcome for row in rows for outcome in workshop.documents(row, shelf))
        return in_order(ProcessPool(workers, self.recipe.to_bytes(), shelf, lock), rows)

    def _with_pdfs(
        self, made: Generator[BatchOutcome, None, None], converter: "Converter | None", shelf: OutputFolder | None
    ) -> Generator[BatchOutcome, None, None]:
        """The documents, on the shelf if there is one, and their PDFs if there is a converter."""
        with closing(made):
            documents = made if shelf is None else (_put(outcome, shelf) for outcome in made)
            if converter is None:
                yield from documents
                return
            from cpr_docs.batch.pdfs import with_pdfs

            with converter, closing(with_pdfs(documents, converter, shelf)) as outcomes:
                yield from outcomes

    def _good_rows(self) -> Iterator[Row]:
        bad = {problem.row for problem in self.problems} | self.skipped
        rows = recipients(self.table, self.headings.number)
        return (row for row in rows if row.number not in bad and not isinstance(row, HiddenRow))


def _put(outcome: BatchOutcome, shelf: OutputFolder) -> BatchOutcome:
    if outcome.content is None:
        return outcome
    try:
        written = shelf.put(outcome.filename, outcome.content)
    except FileConflict as error:
        return failed(outcome.row, error, outcome.language, outcome.filename)
    return BatchOutcome(outcome.row, outcome.language, outcome.filename, outcome.sha256, kept=not written)


def _converter(pdf: bool, office: "Office | None", workers: int | None) -> "Converter | None":
    if not pdf:
        return None
    from cpr_docs.pdf.convert.converter import Converter

    return Converter(office, workers=workers)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
