"""Where letters are made: from a row to its documents, here, in another process, or on another machine.

All that it takes is a `BatchJob`, which travels as bytes.
"""

import functools
import hashlib
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cpr_docs.batch.cells import NO_VALUE
from cpr_docs.batch.columns import match_columns
from cpr_docs.batch.filenames import NamePattern, NameRefused
from cpr_docs.batch.merge_row import RowInvalid, RowMerger
from cpr_docs.batch.output_folder import ComparedFolder, ComparingFolder, FileConflict, OutputFolder, pdf_name
from cpr_docs.batch.row_languages import CHOICES, languages_of
from cpr_docs.batch.table import FormulaWithoutValue, Row
from cpr_docs.documents.render import Missing, Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import CprDocsError, OutputError, TableProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.templating.template_source import TemplateSource


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of one document of a batch."""

    row: int
    """The row's number in the table."""
    language: Language | None
    """The document's language; none where the row did not come so far."""
    filename: str = ""
    """The name of its file."""
    sha256: str = ""
    """The SHA-256 of its bytes, in hexadecimal figures."""
    content: bytes | None = field(default=None, repr=False)
    """Its bytes; none where it was written to its file at once."""
    kept: bool = False
    """Whether the file was there already, with the same bytes."""
    problem: TableProblem | None = None
    """Why there is no document."""


@dataclass(frozen=True, slots=True)
class BatchJob:
    """All that the rows of a batch have in common."""

    form: type[Form]
    """The concrete form, which travels by its module and name."""
    shared: Mapping[str, Any]
    headings: tuple[Any, ...]
    language: str
    pattern: str
    missing: Missing
    settings: Settings
    ignore: tuple[str, ...] = ()
    """The headings of columns that are left out on purpose."""
    sources: Mapping[Language, bytes] = field(default_factory=dict)
    """The templates, as `TemplateSource.to_bytes` makes them."""

    def to_bytes(self) -> bytes:
        """The job as `render_rows` takes it; raises `ValueError` for a form that no other process can import."""
        try:
            return pickle.dumps(self)
        except (pickle.PicklingError, AttributeError):
            name = self.form.__qualname__
            raise ValueError(f"{name}: no other process can import this form; put it at the top of a module") from None


class Letter(NamedTuple):
    """A row's letter, before it is rendered."""

    form: Form
    files: tuple[tuple[Language, str], ...]
    """Each document's language, and the name of its file."""


class RowRenderer:
    """Makes the documents of rows."""

    def __init__(self, recipe: BatchJob) -> None:
        self.form = recipe.form
        self.columns = match_columns(recipe.headings, self.form, recipe.ignore)
        self._letters = RowMerger(self.form, recipe.shared, self.columns)
        self._languages = CHOICES[recipe.language]
        self._pattern = NamePattern(recipe.pattern)
        self._missing = recipe.missing
        sources = {language: TemplateSource.from_bytes(source) for language, source in recipe.sources.items()}
        self._renderer = Renderer.from_sources(self.form, sources, recipe.settings, missing=recipe.missing)

    def letter(self, row: Row) -> Letter:
        """The row's letter; raises `RowInvalid` with every problem of the row."""
        problems: list[TableProblem] = []
        languages = self._languages or self._preferred(row, problems)
        try:
            form = self._letters.letter(row)
        except RowInvalid as error:
            raise RowInvalid([*error.problems, *problems]) from None
        if problems:
            raise RowInvalid(problems)
        try:
            files = [(language, self._pattern.name(form, row.number, language)) for language in languages]
        except NameRefused as error:
            raise RowInvalid([TableProblem("", "name", str(error), row=row.number)]) from None
        return Letter(form, tuple(files))

    def _preferred(self, row: Row, problems: list[TableProblem]) -> tuple[Language, ...]:
        at = self.columns.language
        cell = row.cells[at] if at is not None and at < len(row.cells) else None
        languages = languages_of(cell)
        if type(cell) is FormulaWithoutValue:
            heading = self.columns.headings[at or 0]
            problems.append(TableProblem("", NO_VALUE[0], NO_VALUE[1], row=row.number, column=heading))
        elif languages is None:
            message = _("must be Welsh, English, both, or blank where it is not known")
            heading = self.columns.headings[at or 0]
            problems.append(TableProblem("", "language", message, row=row.number, column=heading))
        return languages or ()

    def documents(self, row: Row, shelf: OutputFolder | None) -> Iterator[BatchOutcome]:
        """The documents of a row, on the shelf or as bytes; what goes wrong with one is told in its outcome.

        Raises `OutputError` where the shelf takes no more.
        """
        try:
            form, files = self.letter(row)
        except RowInvalid as error:
            for problem in error.problems:
                yield BatchOutcome(row.number, None, problem=problem)
            return
        if isinstance(shelf, ComparingFolder):
            yield from self._differences(row, form, files, shelf)
            return
        for language, filename in files:
            try:
                yield self._document(row, form, language, filename, shelf)
            except OutputError:
                raise
            except Exception as error:  # noqa: BLE001 - one letter never takes the others with it
                yield failed(row.number, error, language, filename)

    def _differences(
        self, row: Row, form: Form, files: Sequence[tuple[Language, str]], shelf: ComparingFolder
    ) -> Iterator[BatchOutcome]:
        """An outcome for each file, PDFs too, that is there and is not what the row makes."""
        for language, filename in files:
            pdf = pdf_name(filename)
            if not (shelf.has(filename) or shelf.has(pdf)):
                continue
            try:
                content = self._renderer.render(form, language, missing=self._missing).content
            except Exception:  # noqa: BLE001 - told when the document is to be written
                continue
            if shelf.differs(filename, content):
                yield failed(row.number, FileConflict(), language, filename)
            if shelf.has(pdf) and not _is_pdf_of(shelf, pdf, content):
                yield failed(row.number, FileConflict(), language, pdf)

    def _document(
        self, row: Row, form: Form, language: Language, filename: str, shelf: OutputFolder | None
    ) -> BatchOutcome:
        if isinstance(shelf, ComparedFolder) and (there := shelf.digest(filename)) is not None:
            return BatchOutcome(row.number, language, filename, there, kept=True)
        content = self._renderer.render(form, language, missing=self._missing).content
        digest = hashlib.sha256(content).hexdigest()
        if shelf is None:
            return BatchOutcome(row.number, language, filename, digest, content)
        return BatchOutcome(row.number, language, filename, digest, kept=not shelf.put(filename, content))


def _is_pdf_of(shelf: OutputFolder, name: str, content: bytes) -> bool:
    from cpr_docs.pdf.convert.file_id import is_stamped_from

    try:
        pdf = shelf.get(name)
    except FileConflict:
        return False
    return pdf is not None and is_stamped_from(pdf, content)


def render_rows(recipe: bytes, shelf: OutputFolder | None, rows: Sequence[Row]) -> list[BatchOutcome]:
    """The documents of some rows, as a worker makes them; `recipe` is what `BatchJob.to_bytes` gave."""
    workshop = _row_renderer(recipe)
    return [outcome for row in rows for outcome in workshop.documents(row, shelf)]


@functools.lru_cache(maxsize=2)
def _row_renderer(recipe: bytes) -> RowRenderer:
    # From the process that started the batch, as the call itself is.
    return RowRenderer(pickle.loads(recipe))


def failures(rows: Sequence[Row], error: BaseException) -> list[BatchOutcome]:
    """What became of rows whose worker did not come back."""
    return [failed(row.number, error) for row in rows]


def failed(row: int, error: BaseException, language: Language | None = None, filename: str = "") -> BatchOutcome:
    """What became of a document that could not be made, or not be written."""
    if isinstance(error, FileConflict):
        problem = TableProblem(filename, "name_taken", _("there is another file of that name"), row=row)
    else:
        # The message of what is not the library's own may hold a value.
        reason = str(error) if isinstance(error, CprDocsError) else type(error).__name__
        message = _("its letter could not be made: {reason}")
        problem = TableProblem("", "failed", message, {"reason": reason}, row=row)
    return BatchOutcome(row, language, filename, problem=problem)
