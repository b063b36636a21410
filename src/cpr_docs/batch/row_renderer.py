"""Renders rows: in this process, in another, or on another machine.

A worker needs the rows and a `BatchJob`, which is sent as bytes.
"""

import functools
import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cpr_docs.batch.columns import Columns, match_columns
from cpr_docs.batch.email_column import AddressInvalid, email_address
from cpr_docs.batch.filenames import EMAIL_SUFFIX, FilenameInvalid, NamePattern
from cpr_docs.batch.merge_row import RowInvalid, RowMerger
from cpr_docs.batch.output_folder import ComparedFolder, ComparingFolder, FileConflict, OutputFolder, pdf_name
from cpr_docs.batch.row_languages import LANGUAGE_CHOICES, languages_of
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import CprDocsError, OutputError, TableProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.missing_language import Missing
from cpr_docs.tables.cells import NO_VALUE
from cpr_docs.tables.table import Row
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.template_source import TemplateSource

if TYPE_CHECKING:
    from cpr_docs.batch.email_message import EmailDrafts


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """The result of one document of a batch."""

    row: int
    """The row's number in the table."""
    language: Language | None
    """The document's language; None if the row is invalid."""
    filename: str = ""
    """The name of its file."""
    sha256: str = ""
    """The SHA-256 of its bytes, in hexadecimal digits."""
    content: bytes | None = field(default=None, repr=False)
    """Its bytes; None if it was written to its file already."""
    kept: bool = False
    """True if the file existed already, with the same bytes."""
    problem: TableProblem | None = None
    """The reason why there is no document."""
    form: AnyForm | None = field(default=None, repr=False)
    """The row's letter, of a document that is returned as bytes; None if the row is invalid."""
    cells: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The row's cells as the table has them, by heading."""
    files: tuple[str, ...] = field(default=(), repr=False)
    """The names of all Word documents of the row, Welsh before English."""
    email: str | None = field(default=None, repr=False)
    """The recipient's e-mail address, if e-mails are made and the table has it."""


@dataclass(frozen=True, slots=True)
class BatchJob:
    """The data that all rows of a batch share; it can be pickled."""

    form: type[AnyForm]
    """The form's class, which is pickled as its module and name."""
    shared: Mapping[str, Any]
    headings: tuple[Any, ...]
    language: str
    pattern: str
    missing: Missing
    settings: Settings
    ignore: tuple[str, ...] = ()
    """The headings of columns that are left out on purpose."""
    keep: tuple[str, ...] = ()
    """The headings of columns that the manifest repeats."""
    email: Mapping[Language, str] | None = None
    """The words of the e-mails that differ from the library's; None if no e-mails are made."""
    attaches_pdf: bool = False
    """True if e-mails have PDFs attached, and not Word documents."""
    sources: Mapping[Language, bytes] = field(default_factory=dict)
    """The templates, from `TemplateSource.to_bytes`."""
    edition: Edition = SCREEN
    """The edition of the documents."""
    pdf_sources: Mapping[Language, bytes] = field(default_factory=dict)
    """The templates of the PDFs, if they are of another edition than the documents."""
    pdf_edition: Edition = SCREEN
    """The edition of the PDFs."""

    def columns(self) -> Columns:
        """The table's headings, matched with the fields of the form."""
        return match_columns(self.headings, self.form, self.ignore, self.keep, with_email=self.email is not None)

    def for_print(self) -> "BatchJob":
        """The job whose documents are those of which PDFs are made; it makes no e-mails."""
        if self.pdf_edition == self.edition:
            return replace(self, email=None)
        return replace(self, sources=self.pdf_sources, edition=self.pdf_edition, pdf_sources={}, email=None)

    def to_bytes(self) -> bytes:
        """The job as bytes for `render_rows`; raises `ValueError` for a form that no other process can import."""
        try:
            return pickle.dumps(self)
        except (pickle.PicklingError, AttributeError):
            name = self.form.__qualname__
            raise ValueError(f"{name}: no other process can import this form; put it at the top of a module") from None


class RowLetter(NamedTuple):
    """A row's letter, before it is rendered."""

    form: AnyForm
    files: tuple[tuple[Language, str], ...]
    """Each document's language, and the name of its file."""
    address: str | None = None
    """The recipient's e-mail address; None if there is none, or no e-mails are made."""
    email: str = ""
    """The name of the e-mail's file; empty if none is made."""


class RowRenderer:
    """Renders the documents of rows."""

    def __init__(self, job: BatchJob) -> None:
        self.form = job.form
        self.columns = job.columns()
        self._merger = RowMerger(self.form, job.shared, self.columns)
        self._languages = LANGUAGE_CHOICES[job.language]
        self._pattern = NamePattern(job.pattern, welsh=job.settings.welsh_file_names)
        self._drafts = None if job.email is None else _drafts(job.email, job.settings)
        self._attaches_pdf = job.attaches_pdf
        self._missing = job.missing
        self._edition, self._pdf_edition = job.edition, job.pdf_edition if job.pdf_sources else job.edition
        self._renderer = _renderer_of(job, job.sources, job.edition)
        self._pdf_renderer = _renderer_of(job, job.pdf_sources, job.pdf_edition) if job.pdf_sources else self._renderer
        self._headings = [(index, heading) for index, heading in enumerate(self.columns.headings) if heading]

    def letter(self, row: Row) -> RowLetter:
        """The row's letter; raises `RowInvalid` with every problem of the row."""
        problems: list[TableProblem] = []
        languages = self._languages or self._preferred(row, problems)
        address = self._email_address(row, problems)
        try:
            form = self._merger.merge(row)
        except RowInvalid as error:
            raise RowInvalid([*error.problems, *problems]) from None
        problems += self._address_problems(form, row, languages)
        if problems:
            raise RowInvalid(problems)
        try:
            files = [(language, self._pattern.name(form, row.number, language)) for language in languages]
            email = self._pattern.name(form, row.number, *languages, suffix=EMAIL_SUFFIX) if address else ""
        except FilenameInvalid as error:
            raise RowInvalid([TableProblem("", "name", str(error), row=row.number)]) from None
        return RowLetter(form, tuple(files), address, email)

    def _address_problems(self, form: AnyForm, row: Row, languages: Iterable[Language]) -> Iterator[TableProblem]:
        """The problem of an address that does not show in the window, in the first language that has it."""
        if not form.ADDRESS_LINES:
            return
        for language in languages:
            problem = self._renderer.address_problem(form, language)
            if problem is not None:
                column = self.columns.over(problem.path)
                heading = None if column is None else column.heading
                yield TableProblem(
                    problem.path, problem.code, problem.message, problem.parameters, row=row.number, column=heading
                )
                return

    def _preferred(self, row: Row, problems: list[TableProblem]) -> tuple[Language, ...]:
        index = self.columns.language
        cell = row.cells[index] if index is not None and index < len(row.cells) else None
        languages = languages_of(cell)
        if (problem := NO_VALUE.get(type(cell))) is not None:
            heading = self.columns.headings[index or 0]
            problems.append(TableProblem("", *problem, row=row.number, column=heading))
        elif languages is None:
            message = _("must be Welsh, English, both, or blank where it is not known")
            heading = self.columns.headings[index or 0]
            problems.append(TableProblem("", "language", message, row=row.number, column=heading))
        return languages or ()

    def _email_address(self, row: Row, problems: list[TableProblem]) -> str | None:
        index = self.columns.email
        if index is None or index >= len(row.cells):
            return None
        try:
            return email_address(row.cells[index])
        except AddressInvalid as error:
            heading = self.columns.headings[index]
            problems.append(TableProblem("", error.code, error.message, row=row.number, column=heading))
            return None

    def documents(self, row: Row, output: OutputFolder | None) -> Iterator[BatchOutcome]:
        """Renders the documents of a row, to the output folder or as bytes; a document that fails is an outcome too.

        Raises `OutputError` if the folder cannot be written.
        """
        try:
            letter = self.letter(row)
        except RowInvalid as error:
            for problem in error.problems:
                yield BatchOutcome(row.number, None, problem=problem, cells=self._cells(row))
            return
        if isinstance(output, ComparingFolder):
            yield from self._differences(row, letter, output)
            return
        for language, filename in letter.files:
            try:
                outcome = self._document(row, letter.form, language, filename, output)
            except OutputError:
                raise
            except Exception as error:  # noqa: BLE001 - one letter that fails must not stop the others
                outcome = failed(row.number, error, language, filename)
            yield replace(
                outcome,
                # The letter of a document that is written is sent by a worker only if an e-mail is made from it.
                form=letter.form if output is None or letter.email else None,
                cells=self._cells(row),
                files=tuple(name for _language, name in letter.files),
                email=letter.address,
            )

    def _cells(self, row: Row) -> dict[str, Any]:
        cells = row.cells
        return {heading: cells[index] if index < len(cells) else None for index, heading in self._headings}

    def _differences(self, row: Row, letter: RowLetter, output: ComparingFolder) -> Iterator[BatchOutcome]:
        """An outcome for each existing file, PDFs and e-mails too, that differs from the row's document."""
        form = letter.form
        emailed = output.exists(letter.email) if letter.email else False
        attached: list[tuple[str, bytes]] = []
        for language, filename in letter.files:
            pdf = pdf_name(filename)
            if not (emailed or output.exists(filename) or output.exists(pdf)):
                continue
            try:
                content = self._content(form, language)
                converted = self._pdf_content(form, language) if self._pdf_edition != self._edition else content
            except Exception:  # noqa: BLE001 - reported when the document is written
                continue
            if output.differs(filename, content):
                yield failed(row.number, FileConflict(), language, filename)
            existing = _pdf_of(output, pdf, converted) if output.exists(pdf) else None
            if output.exists(pdf) and existing is None:
                yield failed(row.number, FileConflict(), language, pdf)
            if not self._attaches_pdf:
                attached.append((filename, content))
            elif existing is not None:
                attached.append((pdf, existing))
        if emailed and self._drafts is not None and letter.address is not None:
            # A PDF that is not there, or that is another document's, is made anew, and the e-mail with it.
            languages = [language for language, _filename in letter.files]
            email = self._drafts.content(form, languages, letter.address, attached)
            if len(attached) < len(languages) or output.differs(letter.email, email):
                yield failed(row.number, FileConflict(), None, letter.email)

    def _document(
        self, row: Row, form: AnyForm, language: Language, filename: str, output: OutputFolder | None
    ) -> BatchOutcome:
        if isinstance(output, ComparedFolder) and (digest := output.digest(filename)) is not None:
            return BatchOutcome(row.number, language, filename, digest, kept=True)
        content = self._content(form, language)
        digest = hashlib.sha256(content).hexdigest()
        if output is None:
            return BatchOutcome(row.number, language, filename, digest, content)
        return BatchOutcome(row.number, language, filename, digest, kept=not output.write(filename, content))

    def _content(self, form: AnyForm, language: Language) -> bytes:
        edition = self._edition
        return self._renderer.render(
            form, language, purpose=edition.purpose, pen=edition.pen, missing=self._missing
        ).content

    def _pdf_content(self, form: AnyForm, language: Language) -> bytes:
        """The document of which the PDF is made."""
        edition = self._pdf_edition
        return self._pdf_renderer.render(
            form, language, purpose=edition.purpose, pen=edition.pen, missing=self._missing
        ).content


def _renderer_of(job: BatchJob, sources: Mapping[Language, bytes], edition: Edition) -> Renderer:
    templates = {language: TemplateSource.from_bytes(source) for language, source in sources.items()}
    return Renderer.from_sources(
        job.form, templates, job.settings, purpose=edition.purpose, pen=edition.pen, missing=job.missing
    )


def _drafts(words: Mapping[Language, str], settings: Settings) -> "EmailDrafts":
    # Imported on use: only e-mails need the modules that write them.
    from cpr_docs.batch.email_message import EmailDrafts

    return EmailDrafts(words, settings)


def _pdf_of(output: OutputFolder, name: str, content: bytes) -> bytes | None:
    """The PDF in the folder; None if there is none, or it was not made of the document."""
    # Imported on use: only PDF needs the modules that run LibreOffice.
    from cpr_docs.pdf.convert.file_id import is_stamped_from

    try:
        pdf = output.read(name)
    except FileConflict:
        return None
    return pdf if pdf is not None and is_stamped_from(pdf, content) else None


def render_rows(job: bytes, output: OutputFolder | None, rows: Sequence[Row]) -> list[BatchOutcome]:
    """Renders some rows in a worker; `job` is from `BatchJob.to_bytes`."""
    renderer = _row_renderer(job)
    return [outcome for row in rows for outcome in renderer.documents(row, output)]


@functools.lru_cache(maxsize=2)
def _row_renderer(job: bytes) -> RowRenderer:
    # Safe to unpickle: the bytes come from the process that started the batch.
    return RowRenderer(pickle.loads(job))


def failed_rows(rows: Sequence[Row], error: BaseException) -> list[BatchOutcome]:
    """The outcomes of rows whose worker failed."""
    return [failed(row.number, error) for row in rows]


def failed(row: int, error: BaseException, language: Language | None = None, filename: str = "") -> BatchOutcome:
    """The outcome of a document that could not be rendered or written."""
    if isinstance(error, FileConflict):
        problem = TableProblem(filename, "name_taken", _("there is another file of that name"), row=row)
    else:
        # A message that is not the library's own may contain a value of the form.
        reason = error.as_sentence() if isinstance(error, CprDocsError) else type(error).__name__
        message = _("its letter could not be made: {reason}")
        problem = TableProblem("", "failed", message, {"reason": reason}, row=row)
    return BatchOutcome(row, language, filename, problem=problem)
