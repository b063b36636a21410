"""Checking a batch: the whole table is gone through, and every problem is found, before one letter is written."""

import collections
import dataclasses
import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any

from cpr_docs.arguments import require, require_subclasses
from cpr_docs.batch.columns import column_letters
from cpr_docs.batch.filenames import DEFAULT, NamePattern, NameRefused
from cpr_docs.batch.heading_row import HeadingRow, find_headings
from cpr_docs.batch.merge_row import RowInvalid, belonging_to_one
from cpr_docs.batch.missing_translations import MissingWords
from cpr_docs.batch.open_table import open_table
from cpr_docs.batch.plan import BatchPlan
from cpr_docs.batch.row_languages import CHOICES, Choice
from cpr_docs.batch.row_renderer import BatchJob, Letter, RowRenderer
from cpr_docs.batch.stale_files import PlannedFiles, name_digest
from cpr_docs.batch.table import HiddenRow, Row, TableSource, numbered_rows, recipients
from cpr_docs.batch.total_row import TOTAL_ROWS, NoRecipients, TotalRows
from cpr_docs.documents.render import Missing, Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import TableProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.visible import visible
from cpr_docs.models.form import Form


def check_batch(
    letter: Mapping[str, Any] | str | bytes,
    table: TableSource,
    *,
    language: Choice = "recipient",
    name: str = DEFAULT,
    missing: Missing = "refuse",
    templates: str | os.PathLike[str] | None = None,
    settings: Settings | None = None,
    forms: Iterable[type[Form]] = (),
    ignore: Iterable[str] = (),
    sheet: str | None = None,
    header_row: int | None = None,
    total_rows: TotalRows = "refuse",
) -> BatchPlan:
    """Holds every row of a table to the form, and makes the plan of a batch; nothing is written.

    `letter` is the form's data, JSON or what JSON holds, which may lack whatever a column gives. `table` is the path
    of a CSV or XLSX file, or a sequence of mappings from heading to cell. `language` says in which languages: what each
    recipient prefers (unknown means both), or the same for all. `name` is the pattern of the files' names, and
    `templates` a folder of a board's own. The letter is of a form of the guidance, or of one of these other `forms`.

    A column whose heading names no field is a problem, unless `ignore` names the heading. The headings are found by
    the fields that they name; `sheet` and `header_row`, a number as a spreadsheet shows it, say where they are. A row
    that looks like a total is a problem, unless `total_rows` is "skip" or "keep". Rows that a spreadsheet hides are
    left out; the plan's `left_out` names them.

    What is wrong with single rows is among the plan's `problems`. Raises `InvalidTable` for a table that cannot be
    read, or whose headings could be in several sheets, `UnknownForm` where the letter does not say which form it is,
    `TemplateError` for a template that does not work, and `ValueError` for a language, a pattern, a sheet or a row that
    there is not.
    """
    if language not in CHOICES:
        raise ValueError(f"language must be one of {', '.join(CHOICES)}")
    if missing not in ("refuse", "mark"):
        raise ValueError('missing must be "refuse" or "mark"')
    require("letter", letter, (Mapping, str, bytes), "a dictionary, or JSON")
    require("settings", settings, (Settings, NoneType), "Settings, as Settings.parse makes them")
    forms = require_subclasses("forms", forms, Form, "classes of forms")
    renderer = Renderer(templates, settings)
    try:
        NamePattern(name)
    except NameRefused as error:
        raise NameRefused(f"the pattern of the files' names {error}") from None
    if total_rows not in TOTAL_ROWS:
        raise ValueError(f"total_rows must be one of {', '.join(TOTAL_ROWS)}")
    if header_row is not None and header_row < 1:
        raise ValueError("header_row must be 1 or more")
    ignored = (ignore,) if isinstance(ignore, str) else tuple(ignore)
    opened = open_table(table)
    form, shared = Form.identify(letter if isinstance(letter, str | bytes) else dict(letter), forms)
    headings = find_headings(opened, form, sheet, header_row)
    recipe = BatchJob(form, shared, headings.cells, language, name, missing, settings or Settings(), ignored)
    check = _Check(recipe, headings, renderer, total_rows)
    check.everything()
    return check.plan()


_HIDDEN = "the spreadsheet does not show them"
_TOTALS = "they look like totals"
_REPEATED = "they repeat the headings"


class _Check:
    """Goes through a table once."""

    def __init__(self, recipe: BatchJob, headings: HeadingRow, renderer: Renderer, total_rows: TotalRows) -> None:
        self._recipe = recipe
        self._headings = headings
        self._total_rows = total_rows
        self._renderer = renderer
        self._workshop = RowRenderer(recipe)
        self._columns = self._workshop.columns
        self._no_recipients = NoRecipients(self._columns, self._workshop.form)
        self._addressed = [
            index
            for column in self._columns.fields
            if column.path.startswith(f"{self._workshop.form.ADDRESSEE}.")
            for index in (column.index, *column.further)
        ]
        self._skipped: dict[str, list[int]] = {_HIDDEN: [], _TOTALS: [], _REPEATED: []}
        self._recipients = DuplicateDetector()
        self._names = DuplicateDetector()
        self._planned_rows, self._planned_names = array("Q"), array("Q")
        self._common: collections.Counter[TableProblem] = collections.Counter()
        self._rows_with: dict[TableProblem, list[int]] = {}
        self._rows: list[TableProblem] = []
        self._words = MissingWords(recipe, renderer, self._columns)
        self._letters = self._undecided = self._documents = 0
        self._languages: set[Language] = set()

    def everything(self) -> None:
        """Holds every row to the form, if the headings say what they hold."""
        self._rows.extend(self._columns.problems)
        if self._columns.problems:
            return
        self._rows.extend(belonging_to_one(self._workshop.form, self._recipe.shared, self._columns))
        for row in recipients(self._headings.table, self._headings.number):
            if (reason := self._is_skipped(row)) is not None:
                self._skipped[reason].append(row.number)
                continue
            self._letters += 1
            if self._total_rows == "refuse" and self._no_recipients.is_total(row.cells):
                message = _("looks like a total, not like a recipient")
                self._note(row, [TableProblem("", "total", message, row=row.number)])
                continue
            try:
                letter = self._workshop.letter(row)
            except RowInvalid as error:
                self._note(row, error.problems)
                continue
            self._languages.update(language for language, _name in letter.files)
            self._rows.extend(self._words.problems(row, letter))
            self._documents += len(letter.files)
            self._compare(row, letter)
        if not self._letters:
            self._rows.append(TableProblem("", "no_rows", _("has no row below its headings")))

    def _is_skipped(self, row: Row) -> str | None:
        """The reason to leave the row out, if there is one."""
        if isinstance(row, HiddenRow):
            return _HIDDEN
        if self._no_recipients.repeats_headings(row.cells):
            return _REPEATED
        if self._total_rows == "skip" and self._no_recipients.is_total(row.cells):
            return _TOTALS
        return None

    def _note(self, row: Row, problems: Iterable[TableProblem]) -> None:
        """Notes a row's own problems, and those of what all rows share until it is known whether all have them."""
        own = [problem for problem in problems if problem.row is not None]
        self._rows.extend(own)
        for problem in problems:
            if problem.row is None:
                self._rows_with.setdefault(problem, []).append(row.number)
                self._common[problem] += not own
        # A row with problems of its own may not have got as far as a rule of the whole form.
        self._undecided += bool(own)

    def _compare(self, row: Row, letter: Letter) -> None:
        cells = row.cells
        said = [cells[index] if index < len(cells) else None for index in self._addressed]
        addressed = ["" if cell is None else " ".join(str(cell).casefold().split()) for cell in said]
        if any(addressed):
            self._recipients.add(row.number, addressed)
        for _language, name in letter.files:
            self._names.add(row.number, [name.casefold()])
            self._planned_rows.append(row.number)
            self._planned_names.append(name_digest(name))

    def plan(self) -> BatchPlan:
        """What came of it."""
        problems = [*self._rows, *self._shared(), *self._repeated()]
        headings = list(enumerate(self._columns.headings))
        # A heading that is not shown is told by its letters.
        places = {column_letters(index): index for index, _heading in headings}
        places |= {visible(heading): index for index, heading in reversed(headings)}
        problems.sort(key=lambda problem: (problem.row or 0, places.get(problem.column or "", -1)))
        recipe = self._recipe
        if self._languages:
            form, missing = self._workshop.form, recipe.missing
            sources = {
                language: self._renderer.source(form, language, missing=missing).to_bytes()
                for language in sorted(self._languages)
            }
            recipe = dataclasses.replace(recipe, sources=sources)
        return BatchPlan(
            headings=self._headings,
            recipe=recipe,
            rows=self._letters,
            documents=self._documents,
            notes=tuple(self._notes()),
            left_out=tuple(self._left_out()),
            problems=_distinct(problems),
            planned=PlannedFiles(
                self._planned_rows, self._planned_names, without={problem.row for problem in problems}
            ),
            skipped=frozenset(self._skipped[_TOTALS] + self._skipped[_REPEATED]),
        )

    def _left_out(self) -> Iterator[str]:
        yield from self._headings.left_out
        for reason, numbers in self._skipped.items():
            if numbers:
                yield f"left out, because {reason}: {numbered_rows(numbers)}"

    def _notes(self) -> Iterator[str]:
        yield from self._headings.notes
        yield from self._columns.notes
        unknown = self._recipe.language == "recipient" and self._columns.language is None
        if unknown and not self._columns.problems:
            yield "no column says which language a recipient prefers: every letter is made in both"

    def _shared(self) -> Iterator[TableProblem]:
        decided = self._letters - self._undecided
        for problem, rows in self._rows_with.items():
            if self._common[problem] == decided:
                yield problem
            else:
                yield from (dataclasses.replace(problem, row=row) for row in rows)

    def _repeated(self) -> Iterator[TableProblem]:
        repeated = set()
        for row, first in self._recipients.again():
            repeated.add(row)
            yield TableProblem("", "repeated", _("is the same recipient as row {first}"), {"first": first}, row=row)
        for row, first in self._names.again():
            if row == first:
                message = _("would have one file for two languages; the pattern of the names needs the language")
                yield TableProblem("", "name_repeated", message, row=row)
            elif row not in repeated:
                message = _("would have a file of the same name as row {first}")
                yield TableProblem("", "name_repeated", message, {"first": first}, row=row)


def _distinct(problems: Iterable[TableProblem]) -> tuple[TableProblem, ...]:
    """The problems without those that are there already."""
    found: dict[tuple[object, ...], TableProblem] = {}
    for problem in problems:
        # The hash of a problem leaves its parameters out: many of one row would collide.
        parameters = tuple((name, str(value)) for name, value in problem.parameters.items())
        found.setdefault((problem.row, problem.column, problem.path, problem.message, parameters), problem)
    return tuple(found.values())


class DuplicateDetector:
    """Collects texts by row, and finds those that come again."""

    def __init__(self) -> None:
        self._digests = array("Q")
        self._rows = array("Q")

    def add(self, row: int, parts: Iterable[str]) -> None:
        """Notes what a row holds."""
        digest = hashlib.blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=8).digest()
        self._digests.append(int.from_bytes(digest, "big"))
        self._rows.append(row)

    def again(self) -> Iterator[tuple[int, int]]:
        """Each row that holds what an earlier one does, with the first such row."""
        order = sorted(range(len(self._digests)), key=self._digests.__getitem__)  # stable: the first row stays first
        first = None
        for index in order:
            if first is not None and self._digests[index] == self._digests[first]:
                yield self._rows[index], self._rows[first]
            else:
                first = index
