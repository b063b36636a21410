"""Checking a batch: the whole table is gone through, and every problem is found, before one letter is written."""

import collections
import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any

from cpr_docs.arguments import require, require_subclasses
from cpr_docs.batch.letters import RowRefused, belonging_to_one
from cpr_docs.batch.missing_words import MissingWords
from cpr_docs.batch.names import DEFAULT, NamePattern, NameRefused
from cpr_docs.batch.plan import BatchPlan
from cpr_docs.batch.preference import CHOICES, Choice
from cpr_docs.batch.repeats import Repeats
from cpr_docs.batch.table import Row, Table, TableSource, open_table, recipients, refused
from cpr_docs.batch.workshop import Letter, Recipe, Workshop
from cpr_docs.documents.render import Missing, Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import TableProblem
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _
from cpr_docs.language.text import is_blank
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
) -> BatchPlan:
    """Holds every row of a table to the form, and makes the plan of a batch; nothing is written.

    `letter` is the form's data, JSON or what JSON holds, which may lack whatever a column gives. `table` is the path
    of a CSV or XLSX file, or a sequence of mappings from heading to cell. `language` says in which languages: what each
    recipient prefers (unknown means both), or the same for all. `name` is the pattern of the files' names, and
    `templates` a folder of a board's own. The letter is of a form of the guidance, or of one of these other `forms`.

    What is wrong with single rows is among the plan's `problems`. Raises `InvalidTable` for a table that cannot be
    read, `UnknownForm` where the letter does not say which form it is, `TemplateError` for a template that does not
    work, and `ValueError` for a language or a pattern that there is not.
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
    opened = open_table(table)
    form, shared = Form.identify(letter if isinstance(letter, str | bytes) else dict(letter), forms)
    recipe = Recipe(form, shared, _headings(opened), language, name, missing, settings or Settings())
    check = _Check(recipe, renderer)
    check.everything(opened)
    return check.plan(opened)


def _headings(table: Table) -> tuple[Any, ...]:
    for row in table.rows():
        if not is_blank(row.cells):
            return tuple(row.cells)
    raise refused(table.name, "empty", _("is empty"))


class _Check:
    """Goes through a table once."""

    def __init__(self, recipe: Recipe, renderer: Renderer) -> None:
        self._recipe = recipe
        self._renderer = renderer
        self._workshop = Workshop(recipe)
        self._columns = self._workshop.columns
        self._addressed = [
            column.index
            for column in self._columns.fields
            if column.path.startswith(f"{self._workshop.form.ADDRESSEE}.")
        ]
        self._recipients = Repeats()
        self._names = Repeats()
        self._common: collections.Counter[TableProblem] = collections.Counter()
        self._rows_with: dict[TableProblem, list[int]] = {}
        self._rows: list[TableProblem] = []
        self._words = MissingWords(recipe, renderer, self._columns)
        self._letters = self._undecided = self._documents = 0
        self._languages: set[Language] = set()

    def everything(self, table: Table) -> None:
        """Holds every row to the form, if the headings say what they hold."""
        self._rows.extend(self._columns.problems)
        self._rows.extend(belonging_to_one(self._workshop.form, self._recipe.shared, self._columns))
        if self._columns.problems:
            return
        for row in recipients(table):
            self._letters += 1
            try:
                letter = self._workshop.letter(row)
            except RowRefused as error:
                self._note(row, error.problems)
                continue
            self._languages.update(language for language, _name in letter.files)
            self._rows.extend(self._words.problems(row, letter))
            self._documents += len(letter.files)
            self._compare(row, letter)
        if not self._letters:
            self._rows.append(TableProblem("", "no_rows", _("has no row below its headings")))

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

    def plan(self, table: Table) -> BatchPlan:
        """What came of it."""
        problems = [*self._rows, *self._shared(), *self._repeated()]
        problems.sort(key=lambda problem: (problem.row or 0, self._place(problem)))
        recipe = self._recipe
        if self._languages:
            form, missing = self._workshop.form, recipe.missing
            sources = {
                language: self._renderer.source(form, language, missing=missing).to_bytes()
                for language in sorted(self._languages)
            }
            recipe = dataclasses.replace(recipe, sources=sources)
        return BatchPlan(
            table=table,
            recipe=recipe,
            rows=self._letters,
            documents=self._documents,
            notes=tuple(self._notes()),
            problems=tuple(dict.fromkeys(problems)),
        )

    def _notes(self) -> Iterator[str]:
        yield from self._columns.notes
        if self._recipe.language == "recipient" and self._columns.language is None and self._columns.fields:
            yield "no column says which language a recipient prefers: every letter is made in both"

    def _place(self, problem: TableProblem) -> int:
        headings = self._columns.headings
        return headings.index(problem.column) if problem.column in headings else -1

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
