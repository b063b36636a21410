"""The plan of a batch that has been checked: the documents that it will make, and rendering and writing them."""

import dataclasses
import itertools
import os
import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cpr_docs import log
from cpr_docs.batch.chosen_rows import ChosenRows
from cpr_docs.batch.filenames import EMAIL_SUFFIX, NamePattern
from cpr_docs.batch.manifest import ManifestLine, ManifestWriter
from cpr_docs.batch.merge_row import RowInvalid
from cpr_docs.batch.output_folder import ComparingFolder, FileConflict, FolderLock, OutputFolder, cannot_write, pdf_name
from cpr_docs.batch.row_renderer import BatchJob, BatchOutcome, RowRenderer, failed
from cpr_docs.batch.stale_files import STALE, PlannedFiles, Stale, lines_of_other_rows, prepare_folder
from cpr_docs.batch.workers import ExternalExecutor, ProcessPool, in_order
from cpr_docs.documents.render import Renderer
from cpr_docs.errors import InvalidTable, TableProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.purpose import Purpose
from cpr_docs.tables.heading_row import HeadingRow
from cpr_docs.tables.table import HiddenRow, Row, Table, rows_below
from cpr_docs.task_progress import Counter, ProgressCallback

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.converter import Converter
    from cpr_docs.pdf.convert.office import Office

POOL_PAYS_FROM = 2_000
"""The number of documents from which a process pool is used: fewer are made before its processes have started."""


_NAMES_FILE = ("name_taken", "stale", "changed")
"""The codes of problems whose path is the name of a file."""


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """The result of writing a batch."""

    written: int = 0
    """The number of documents that were written, PDFs included."""
    kept: int = 0
    """The number of documents that existed already, with the same bytes."""
    problems: tuple[TableProblem, ...] = ()
    """The problems of documents that are missing."""
    removed: tuple[str, ...] = field(default=(), repr=False)
    """The names of files of an earlier run that were deleted."""
    stale: tuple[str, ...] = field(default=(), repr=False)
    """The names of files of an earlier run that were left, and that belong to no row of the table."""
    emails: int = field(default=0, repr=False)
    """The number of e-mails in the folder, which are not counted as documents."""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A table whose rows have been validated, and the documents that the batch will make."""

    rows: int
    """The number of recipients."""
    documents: int
    """The number of documents of the rows without problems."""
    notes: tuple[str, ...]
    """Sentences that name the sheet that is read, and the columns that are left out on purpose."""
    problems: tuple[TableProblem, ...]
    """All problems; a problem without a row concerns every row."""
    headings: HeadingRow = field(repr=False)
    job: BatchJob = field(repr=False)
    left_out: tuple[str, ...] = ()
    """Sentences that list the rows that are left out: above the headings, hidden, or skipped totals."""
    skipped: frozenset[int] = field(default=frozenset(), repr=False)
    planned: PlannedFiles = field(default_factory=PlannedFiles, repr=False, compare=False)
    renderer: Renderer | None = field(default=None, repr=False, compare=False)
    """Compiles the templates of PDFs, if they are of another edition than the documents."""
    languages: frozenset[Language] = field(default=frozenset(), repr=False)
    """The languages of the documents."""
    chosen: ChosenRows = field(default_factory=ChosenRows, repr=False)
    """The rows of the table that get their documents."""
    emails: int = 0
    """The number of e-mails: one for each row without problems that has an address, if e-mails are made."""

    @property
    def table(self) -> Table:
        """The table, or the sheet of a workbook, that was checked."""
        return self.headings.table

    @property
    def purpose(self) -> Purpose:
        """The purpose of the Word documents."""
        return self.job.edition.purpose

    @property
    def prints_the_documents(self) -> bool:
        """True if PDFs are made of the Word documents themselves; otherwise each letter is rendered twice."""
        return self.job.pdf_edition == self.job.edition

    def files(self) -> Iterator[BatchOutcome]:
        """Each document that the batch will make, in the order of the rows: its row, language and file name.

        Nothing is rendered. Rows with problems have no document.
        """
        renderer = RowRenderer(self.job)
        for row in self._valid_rows():
            # A problem of the data that all rows share may be a problem of this row.
            with suppress(RowInvalid):
                letter = renderer.letter(row)
                for language, name in letter.files:
                    yield BatchOutcome(row.number, language, name, email=letter.address)

    def preview(self, count: int) -> "BatchPlan":
        """The plan of some of its letters, to look at: the first ones of rows without problems, in each language.

        If the first letters lack one of the languages, the last of them gives way to the first letter that has it.
        The problems of single rows are left out. Raises `InvalidTable` for problems that concern all rows.
        """
        if count < 1:
            raise ValueError("count must be 1 or more")
        self._require_valid(skip_bad=True)
        chosen: list[list[BatchOutcome]] = []
        missing = set(self.languages)
        for _row, documents in itertools.groupby(self.files(), key=lambda each: each.row):
            letter = list(documents)
            languages = {each.language for each in letter}
            if len(chosen) < count:
                chosen.append(letter)
            elif count > 1 and missing & languages:
                chosen[-1] = letter
            missing -= languages
            if len(chosen) == count and (not missing or count == 1):
                break
        numbers = tuple((letter[0].row, letter[0].row) for letter in chosen)
        return dataclasses.replace(
            self,
            rows=len(chosen),
            documents=sum(map(len, chosen)),
            emails=sum(letter[0].email is not None for letter in chosen),
            problems=(),
            chosen=ChosenRows(numbers),
        )

    def for_print(self) -> "BatchPlan":
        """The plan whose documents are those of which PDFs are made: finished papers, unless a purpose was named."""
        return dataclasses.replace(self, job=self._job(pdf=True).for_print(), emails=0)

    def _job(self, *, pdf: bool, attaches_pdf: bool = False) -> BatchJob:
        """The job; with `pdf`, also with the templates of the PDFs."""
        job = dataclasses.replace(self.job, attaches_pdf=attaches_pdf)
        if not pdf or self.prints_the_documents or self.renderer is None:
            return job
        edition, missing = self.job.pdf_edition, self.job.missing
        sources = {
            language: self.renderer.source(
                self.job.form,
                language,
                purpose=edition.purpose,
                pen=edition.pen,
                missing=missing,
            ).to_bytes()
            for language in sorted(self.languages)
        }
        return dataclasses.replace(job, pdf_sources=sources)

    def render(
        self,
        *,
        skip_bad: bool = False,
        workers: int | None = None,
        executor: Executor | None = None,
        pdf: bool = False,
        office: "Office | None" = None,
    ) -> Generator[BatchOutcome, None, None]:
        """Renders the documents as bytes, an outcome for each, in the order of the rows; Welsh before English.

        `workers` is the number of processes; 1 is this process alone, and the default depends on the number of
        processors and of documents. An `executor` renders them elsewhere. With `pdf`, each Word document is followed by
        its PDF, which LibreOffice makes on this machine in the same number of processes; `office` is the LibreOffice to
        use, by default the one that `Office.find` finds. The last document of a row is followed by its e-mail, if
        `check_batch` was called with `email`; attached are the row's PDFs, or without `pdf` its Word documents.

        Raises `InvalidTable` if there are problems, unless `skip_bad` leaves out the rows that have them, `ValueError`
        for a form of your own that other processes could not import, `OfficeNotFound` if there is no LibreOffice, and,
        during iteration, `OfficeFailed` if it does not work. A document that cannot be converted is a problem of its
        outcome alone.
        """
        self._require_valid(skip_bad=skip_bad)
        converter = _converter(pdf, office, workers)
        job = self._job(pdf=pdf, attaches_pdf=pdf)
        return self._with_pdfs(self._outcomes(job, None, None, workers, executor), job, converter, None)

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
        messages: Language | str = Language.ENGLISH,
        progress: ProgressCallback | None = None,
    ) -> BatchSummary:
        """Writes the documents into a folder, with ``manifest.csv``, and ``errors.csv`` for what is left out.

        With `pdf`, each PDF is written beside its Word document. A document that exists already is not written again,
        so that a run that was stopped can be resumed. `messages` is the language of the headings and the reasons in
        both files. `progress` is called with a `Progress` after each document; a PDF counts as one. The other arguments
        are those of `render`.

        Files of an earlier run that this batch does not make raise `StaleFiles` before anything is written. With
        `stale` "remove" they are deleted if they have not been changed since. With "keep" they are left, and the
        manifest lists them without a row; if such a file has the name of a letter, that is a problem of its row.

        Raises `OutputError` if the folder cannot be written, and `OfficeFailed` if LibreOffice does not work: the
        documents that exist then are complete, and the same call makes the others.
        """
        if stale not in STALE:
            raise ValueError(f"stale must be one of {', '.join(STALE)}")
        self._require_valid(skip_bad=skip_bad)
        converter = _converter(pdf, office, workers)
        # The PDFs of an earlier run are compared with those that this run would make.
        job = self._job(pdf=pdf or next(Path(folder).glob("*.pdf"), None) is not None, attaches_pdf=pdf)
        written = kept = emails = 0
        counter = Counter(self.documents * (2 if pdf else 1), progress)
        problems = list(self.problems)
        log.info(
            "batch: started, %d documents of %d rows, workers: %s", self.documents, self.rows, workers or "default"
        )
        with FolderLock(folder) as lock:
            try:
                with ManifestWriter(lock, job.columns().kept_headings, messages) as manifest:

                    def differences(output: ComparingFolder) -> Iterator[BatchOutcome]:
                        return self._differences(job, output, lock.descriptor, workers, executor)

                    prepared = prepare_folder(lock.path, self.planned, self._name_pattern(), differences, stale)
                    if prepared.removed:
                        log.info("batch: %d files of an earlier run removed", len(prepared.removed))
                    manifest.add_problems(self.problems)
                    others = deque(lines_of_other_rows(lock.path, self.planned, self.chosen))
                    documents = self._outcomes(job, prepared.output, lock.descriptor, workers, executor)
                    with closing(self._with_pdfs(documents, job, converter, prepared.output)) as outcomes:
                        for outcome in outcomes:
                            manifest.add_lines(_lines_above(others, outcome.row))
                            is_email = outcome.filename.endswith(EMAIL_SUFFIX)
                            if outcome.problem is None:
                                manifest.add_document(outcome)
                                if not pdf and (line := prepared.pdfs.get(pdf_name(outcome.filename))):
                                    manifest.add_lines([dataclasses.replace(line, row=outcome.row)])
                                if outcome.kept and not kept:
                                    log.info("batch: resumed, row %d has a document already", outcome.row)
                                emails += is_email
                                kept += outcome.kept and not is_email
                                written += not (outcome.kept or is_email)
                            else:
                                manifest.add_problems([outcome.problem])
                                problems.append(outcome.problem)
                                log_refused(outcome.problem)
                            if not is_email:
                                counter.add(failed=outcome.problem is not None)
                    manifest.add_lines([*others, *prepared.lines])
                    manifest.finish()
            except OSError as error:
                raise cannot_write(lock.path, error) from None
        log.info("batch: finished, %d written, %d kept, %d problems", written, kept, len(problems))
        return BatchSummary(written, kept, tuple(problems), prepared.removed, prepared.left, emails)

    def _require_valid(self, *, skip_bad: bool) -> None:
        """Raises `InvalidTable` if there are problems, unless all concern single rows that `skip_bad` leaves out."""
        if self.problems and (not skip_bad or any(problem.row is None for problem in self.problems)):
            raise InvalidTable(self.table.name, self.problems)

    def _name_pattern(self) -> re.Pattern[str] | None:
        """A regular expression for the names of letters of this batch, with any table."""
        job = self.job
        columns = job.columns()
        case = None if columns.over("case_identifier") else job.shared.get("case_identifier")
        return NamePattern(job.pattern).matcher(job.form, case if isinstance(case, str) else None)

    def _differences(
        self, job: BatchJob, output: ComparingFolder, lock: int | None, workers: int | None, executor: Executor | None
    ) -> Iterator[BatchOutcome]:
        """An outcome for each existing file that has the name of a letter and other content."""
        for outcome in self._outcomes(job, output, lock, workers, executor):
            if outcome.content is None:
                yield outcome
            elif output.differs(outcome.filename, outcome.content):
                yield failed(outcome.row, FileConflict(), outcome.language, outcome.filename)

    def _outcomes(
        self,
        job: BatchJob,
        output: OutputFolder | None,
        lock: int | None,
        workers: int | None,
        executor: Executor | None,
    ) -> Generator[BatchOutcome, None, None]:
        rows = self._valid_rows()
        if executor is not None:
            return in_order(ExternalExecutor(executor, job.to_bytes()), rows)
        if workers is None:
            workers = _processors() if self.documents >= POOL_PAYS_FROM else 1
        if workers == 1:
            renderer = RowRenderer(job)
            return (outcome for row in rows for outcome in renderer.documents(row, output))
        return in_order(ProcessPool(workers, job.to_bytes(), output, lock), rows)

    def _with_pdfs(
        self,
        documents: Generator[BatchOutcome, None, None],
        job: BatchJob,
        converter: "Converter | None",
        output: OutputFolder | None,
    ) -> Generator[BatchOutcome, None, None]:
        """The documents, written if there is an output folder, their PDFs if there is a converter, and the e-mails."""
        with closing(documents):
            written = documents if output is None else (_written(outcome, output) for outcome in documents)
            if converter is None:
                yield from self._with_emails(written, job, output)
                return
            # Imported on use: only PDF needs the modules that run LibreOffice.
            from cpr_docs.batch.pdfs import with_pdfs

            printed = None if self.prints_the_documents else _printed(job.for_print(), self._valid_rows())
            with converter, closing(with_pdfs(written, converter, output, printed)) as outcomes:
                yield from self._with_emails(outcomes, job, output)

    def _with_emails(
        self, outcomes: Iterable[BatchOutcome], job: BatchJob, output: OutputFolder | None
    ) -> Iterable[BatchOutcome]:
        if not self.emails:
            return outcomes
        # Imported on use: only e-mails need the modules that write them.
        from cpr_docs.batch.emails import with_emails

        return with_emails(outcomes, job, output)

    def _valid_rows(self) -> Iterator[Row]:
        bad = {problem.row for problem in self.problems} | self.skipped
        rows = rows_below(self.table, self.headings.number)
        return (
            row
            for row in rows
            if row.number not in bad and row.number in self.chosen and not isinstance(row, HiddenRow)
        )


def _lines_above(lines: "deque[ManifestLine]", row: int) -> Iterator[ManifestLine]:
    """Takes the lines of rows above a row."""
    while lines and (lines[0].row or 0) < row:
        yield lines.popleft()


def log_refused(problem: TableProblem) -> None:
    """Logs the place and the code of a problem, without its message, whose parameters may name a file."""
    # A heading that was not understood may be a value, if a wrong row was taken for the headings.
    column = (problem.column if problem.row else None) or (problem.path if problem.code not in _NAMES_FILE else "")
    log.info("batch: row %s refused, column %s: %s", problem.row or "-", column or "-", problem.code)


def _printed(job: BatchJob, rows: Iterator[Row]) -> Iterator[BatchOutcome]:
    """The documents of which PDFs are made, as bytes, in the order of the rows; rendered as they are asked for."""
    renderer = RowRenderer(job)
    return (outcome for row in rows for outcome in renderer.documents(row, None))


def _written(outcome: BatchOutcome, output: OutputFolder) -> BatchOutcome:
    if outcome.content is None:
        return outcome
    try:
        written = output.write(outcome.filename, outcome.content)
    except FileConflict as error:
        return failed(outcome.row, error, outcome.language, outcome.filename)
    return dataclasses.replace(outcome, content=None, kept=not written)


def _converter(pdf: bool, office: "Office | None", workers: int | None) -> "Converter | None":
    if not pdf:
        return None
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.convert.converter import Converter

    return Converter(office, workers=workers)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
