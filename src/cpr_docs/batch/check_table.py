"""Checks a batch: validates every row of the table, and finds every problem, before a letter is written."""

import collections
import contextlib
import dataclasses
import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any

from cpr_docs import log
from cpr_docs.arguments import require
from cpr_docs.batch.chosen_rows import RowChoice, RowNumbers, chosen_rows
from cpr_docs.batch.email_words import lacking_words, word_problems, words_of
from cpr_docs.batch.filenames import DEFAULT, FilenameInvalid, NamePattern
from cpr_docs.batch.incomplete_addresses import IncompleteAddresses
from cpr_docs.batch.letter_headings import LetterHeadings, required_paths
from cpr_docs.batch.merge_row import RowInvalid, personal_data_problems
from cpr_docs.batch.missing_translations import MissingTranslations
from cpr_docs.batch.plan import BatchPlan, log_refused
from cpr_docs.batch.row_languages import LANGUAGE_CHOICES, LanguageChoice
from cpr_docs.batch.row_renderer import BatchJob, RowLetter, RowRenderer
from cpr_docs.batch.stale_files import PlannedFiles, name_digest
from cpr_docs.batch.total_row import TOTAL_ROWS, NonRecipients, TotalRows
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import TableProblem
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import visible
from cpr_docs.models.form import AnyForm, form_classes
from cpr_docs.models.missing_language import Missing, missing_choice
from cpr_docs.models.purpose import Purpose
from cpr_docs.tables.heading_names import column_letters
from cpr_docs.tables.heading_row import HeadingRow, find_headings
from cpr_docs.tables.open_table import open_table
from cpr_docs.tables.table import HiddenRow, Row, TableSource, numbered_rows, row_range, rows_below
from cpr_docs.templating.edition import Edition


def check_batch(
    letter: Mapping[str, Any] | str | bytes,
    table: TableSource,
    *,
    language: LanguageChoice = "recipient",
    name: str = DEFAULT,
    purpose: Purpose | str | None = None,
    missing: Missing | None = None,
    templates: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    forms: Iterable[type[AnyForm]] = (),
    ignore: Iterable[str] = (),
    sheet: str | None = None,
    header_row: int | None = None,
    total_rows: TotalRows = "refuse",
    rows: RowNumbers | None = None,
    first: int | None = None,
    keep: Iterable[str] = (),
    email: bool | Mapping[str, str] = False,
) -> BatchPlan:
    """Implements `cpr_docs.check_batch`."""
    if language not in LANGUAGE_CHOICES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGE_CHOICES)}")
    require("letter", letter, (Mapping, str, bytes), "a dictionary, or JSON")
    require("settings", settings, (Settings, NoneType), "Settings, as Settings.parse makes them")
    forms = form_classes(forms)
    renderer = Renderer(templates, settings)
    edition = Edition.of(renderer.purpose_of(purpose))
    try:
        NamePattern(name)
    except FilenameInvalid as error:
        raise FilenameInvalid(f"the pattern of the files' names {error}") from None
    if total_rows not in TOTAL_ROWS:
        raise ValueError(f"total_rows must be one of {', '.join(TOTAL_ROWS)}")
    if header_row is not None and header_row < 1:
        raise ValueError("header_row must be 1 or more")
    if first is not None and first < 1:
        raise ValueError("first must be 1 or more")
    choice = RowChoice(chosen_rows(rows), first)
    ignored = (ignore,) if isinstance(ignore, str) else tuple(ignore)
    kept = (keep,) if isinstance(keep, str) else tuple(keep)
    opened = open_table(table)
    form, shared = AnyForm.identify(letter if isinstance(letter, str | bytes) else dict(letter), forms)
    headings = find_headings(opened, LetterHeadings(form), sheet, header_row)
    job = BatchJob(
        form,
        shared,
        headings.cells,
        language,
        name,
        missing_choice(missing, form.MISSING),
        settings or Settings(),
        ignored,
        kept,
        words_of(email),
        edition=edition,
        pdf_edition=renderer.printed_edition(purpose),
    )
    check = _Check(job, headings, renderer, total_rows, choice)
    check.run()
    plan = check.plan()
    log.info("table: %d rows checked, %d documents, %d problems", plan.rows, plan.documents, len(plan.problems))
    for problem in plan.problems:
        log_refused(problem)
    return plan


_RECIPIENTS = _("recipients: {count}, in {rows}")
_HIDDEN = _("left out, because the spreadsheet does not show them: {rows}")
_TOTALS = _("left out, because they look like totals: {rows}")
_REPEATED = _("left out, because they repeat the headings: {rows}")


class _Check:
    """One pass over a table."""

    def __init__(
        self, job: BatchJob, headings: HeadingRow, renderer: Renderer, total_rows: TotalRows, choice: RowChoice
    ) -> None:
        self._job = job
        self._choice = choice
        self._headings = headings
        self._total_rows = total_rows
        self._renderer = renderer
        self._row_renderer = RowRenderer(job)
        self._columns = self._row_renderer.columns
        self._non_recipients = NonRecipients(self._columns, self._row_renderer.form)
        self._addressed = [
            index
            for column in self._columns.fields
            if column.path.startswith(f"{self._row_renderer.form.ADDRESSEE}.")
            for index in (column.index, *column.further)
        ]
        self._skipped: dict[str, list[int]] = {_HIDDEN: [], _TOTALS: [], _REPEATED: []}
        self._addressees = DuplicateDetector()
        self._names = DuplicateDetector()
        self._planned_rows, self._planned_names = array("Q"), array("Q")
        self._recipients = array("Q")
        self._problems: list[TableProblem] = []
        # Problems of shared data: their rows, and how many of these have no problem of their own.
        self._shared_rows: dict[TableProblem, list[int]] = {}
        self._shared_counts: collections.Counter[TableProblem] = collections.Counter()
        self._translations = MissingTranslations(job, renderer, self._columns)
        self._addresses = IncompleteAddresses()
        self._others = self._invalid_rows = self._documents = self._emails = 0
        self._without_email: list[int] = []
        self._languages: set[Language] = set()

    def run(self) -> None:
        """Validates every row; if only some headings are not understood, the cells below the others."""
        self._problems.extend(self._columns.problems)
        self._problems.extend(word_problems(self._job.email or {}))
        if self._columns.problems:
            if self._columns.names_rows(required_paths(self._row_renderer.form)):
                self._check_cells()
            return
        self._problems.extend(personal_data_problems(self._row_renderer.form, self._job.shared, self._columns))
        for row in rows_below(self._headings.table, self._headings.number):
            is_chosen = self._choice.includes(row.number)
            if (reason := self._skip_reason(row)) is not None:
                if is_chosen:
                    self._skipped[reason].append(row.number)
                continue
            if not is_chosen:
                self._add_other(row)
                continue
            self._choice.add(row.number)
            self._recipients.append(row.number)
            if self._total_rows == "refuse" and self._non_recipients.is_total(row.cells):
                message = _("looks like a total, not like a recipient")
                self._add_problems(row, [TableProblem("", "total", message, row=row.number)])
                continue
            try:
                letter = self._row_renderer.letter(row)
            except RowInvalid as error:
                self._add_problems(row, error.problems)
                continue
            self._languages.update(language for language, _name in letter.files)
            self._problems.extend(self._translations.problems(row, letter))
            self._documents += len(letter.files)
            self._emails += bool(letter.email)
            if not letter.email and self._job.email is not None:
                self._without_email.append(row.number)
            self._addresses.add(letter.form, (language for language, _name in letter.files))
            self._add_to_duplicates(row, letter)
        self._problems.extend(lacking_words(self._job.email or {}, self._languages))
        if not (self._recipients or self._others):
            self._problems.append(TableProblem("", "no_rows", _("has no row below its headings")))
            return
        for first, last in self._choice.without_recipient:
            message = _("no recipient is in {rows}")
            parameters = {"rows": row_range(first, last)}
            self._problems.append(TableProblem("", "chosen_rows", message, parameters))

    def _check_cells(self) -> None:
        """Adds the problems of single cells: any other may follow from a heading that is not understood."""
        for row in rows_below(self._headings.table, self._headings.number):
            if self._skip_reason(row) is None and self._choice.includes(row.number):
                self._choice.add(row.number)
                try:
                    self._row_renderer.letter(row)
                except RowInvalid as error:
                    self._problems.extend(problem for problem in error.problems if problem.row is not None)

    def _add_other(self, row: Row) -> None:
        """Adds a row that is not chosen: its files, which may be there already, belong to the table."""
        self._others += 1
        if not self._non_recipients.is_total(row.cells):
            with contextlib.suppress(RowInvalid):
                self._add_to_duplicates(row, self._row_renderer.letter(row))

    def _skip_reason(self, row: Row) -> str | None:
        """The reason to leave the row out; None for a recipient."""
        if isinstance(row, HiddenRow):
            return _HIDDEN
        if self._non_recipients.repeats_headings(row.cells):
            return _REPEATED
        if self._total_rows == "skip" and self._non_recipients.is_total(row.cells):
            return _TOTALS
        return None

    def _add_problems(self, row: Row, problems: Iterable[TableProblem]) -> None:
        """Adds a row's problems; problems of shared data are counted, and reported once if all rows have them."""
        own = [problem for problem in problems if problem.row is not None]
        self._problems.extend(own)
        for problem in problems:
            if problem.row is None:
                self._shared_rows.setdefault(problem, []).append(row.number)
                self._shared_counts[problem] += not own
        # The rules of the whole form do not run for a row with problems in its fields.
        self._invalid_rows += bool(own)

    def _add_to_duplicates(self, row: Row, letter: RowLetter) -> None:
        cells = row.cells
        values = [cells[index] if index < len(cells) else None for index in self._addressed]
        addressed = ["" if cell is None else " ".join(str(cell).casefold().split()) for cell in values]
        if any(addressed):
            self._addressees.add(row.number, addressed)
        for _language, name in letter.files:
            self._names.add(row.number, [name.casefold()])
            self._plan_file(row, name)
        if letter.email:
            self._plan_file(row, letter.email)

    def _plan_file(self, row: Row, name: str) -> None:
        self._planned_rows.append(row.number)
        self._planned_names.append(name_digest(name))

    def plan(self) -> BatchPlan:
        """The plan of the checked table."""
        problems = [*self._problems, *self._shared_problems(), *self._duplicates()]
        headings = list(enumerate(self._columns.headings))
        # A problem names its column by the heading, or by the column's letters if the heading is not shown.
        order = {column_letters(index): index for index, _heading in headings}
        order |= {visible(heading): index for index, heading in reversed(headings)}
        problems.sort(key=lambda problem: (problem.row or 0, order.get(problem.column or "", -1)))
        job = self._job
        if self._languages:
            form, missing = self._row_renderer.form, job.missing
            sources = {
                language: self._renderer.source(form, language, purpose=job.edition.purpose, missing=missing).to_bytes()
                for language in sorted(self._languages)
            }
            job = dataclasses.replace(job, sources=sources)
        return BatchPlan(
            headings=self._headings,
            job=job,
            rows=len(self._recipients),
            documents=self._documents,
            emails=self._emails,
            notes=tuple(self._notes()),
            left_out=tuple(self._left_out()),
            problems=_distinct(problems),
            planned=PlannedFiles(
                self._planned_rows, self._planned_names, without={problem.row for problem in problems}
            ),
            skipped=frozenset(self._skipped[_TOTALS] + self._skipped[_REPEATED]),
            renderer=self._renderer,
            languages=frozenset(self._languages),
            chosen=self._choice.rows,
        )

    def _left_out(self) -> Iterator[str]:
        yield from self._headings.left_out
        for reason, numbers in self._skipped.items():
            if numbers:
                yield Sentence(reason, rows=numbered_rows(numbers))

    def _notes(self) -> Iterator[str]:
        yield from self._headings.notes
        if self._recipients:
            sheet = "" if self._headings.notes else self._headings.table.sheet
            message = _('recipients: {count}, in {rows} of the sheet "{sheet}"') if sheet else _RECIPIENTS
            rows = numbered_rows(self._recipients)
            yield Sentence(message, count=len(self._recipients), rows=rows, sheet=visible(sheet))
        yield from self._columns.notes
        unknown = self._job.language == "recipient" and self._columns.language is None
        if unknown and not self._columns.problems:
            yield Sentence(_("no column says which language a recipient prefers: every letter is made in both"))
        yield from self._addresses.notes()
        if self._without_email:
            message = _("recipients without an e-mail address, for whom no e-mail is made: {count} ({rows})")
            count, rows = len(self._without_email), numbered_rows(self._without_email)
            yield Sentence(message, count=count, rows=rows)

    def _shared_problems(self) -> Iterator[TableProblem]:
        fully_checked = len(self._recipients) - self._invalid_rows
        for problem, rows in self._shared_rows.items():
            if self._shared_counts[problem] == fully_checked:
                yield problem
            else:
                yield from (dataclasses.replace(problem, row=row) for row in rows)

    def _duplicates(self) -> Iterator[TableProblem]:
        repeated = set()
        chosen = self._choice.rows
        for row, first in self._addressees.duplicates():
            if row not in chosen:
                continue
            repeated.add(row)
            yield TableProblem("", "repeated", _("is the same recipient as row {first}"), {"first": first}, row=row)
        for row, first in self._names.duplicates():
            if row not in chosen:
                continue
            if row == first:
                message = _("would have one file for two languages; the pattern of the names needs the language")
                yield TableProblem("", "name_repeated", message, row=row)
            elif row not in repeated:
                message = _("would have a file of the same name as row {first}")
                yield TableProblem("", "name_repeated", message, {"first": first}, row=row)


def _distinct(problems: Iterable[TableProblem]) -> tuple[TableProblem, ...]:
    """The problems without duplicates."""
    found: dict[tuple[object, ...], TableProblem] = {}
    for problem in problems:
        # Not keyed by the problem itself: its hash leaves the parameters out, and many problems of a row would collide.
        parameters = tuple((name, str(value)) for name, value in problem.parameters.items())
        # A cell may be the text of both languages: its problem is one, though it concerns two paths.
        path = problem.path if problem.column is None else ""
        found.setdefault((problem.row, problem.column, path, problem.message, parameters), problem)
    return tuple(found.values())


class DuplicateDetector:
    """Finds rows with the same text; it keeps eight bytes of a hash and the number of each row."""

    def __init__(self) -> None:
        self._digests = array("Q")
        self._rows = array("Q")

    def add(self, row: int, parts: Iterable[str]) -> None:
        """Adds the text of a row, in parts."""
        digest = hashlib.blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=8).digest()
        self._digests.append(int.from_bytes(digest, "big"))
        self._rows.append(row)

    def duplicates(self) -> Iterator[tuple[int, int]]:
        """Each row with the same text as an earlier row, and the first such row."""
        order = sorted(range(len(self._digests)), key=self._digests.__getitem__)  # stable: the first row stays first
        first = None
        for index in order:
            if first is not None and self._digests[index] == self._digests[first]:
                yield self._rows[index], self._rows[first]
            else:
                first = index
