"""Maps each heading of a table to the field that it names: by its label in either language, or by its path.

A label alone names a field of the addressee's section or of the
form itself, never a nested one: a column "E-mail" must not become the signatory's. A nested field is named by
its path, or by its section's label and its own.

A heading that names no field is an ``unknown_column`` problem, because its column would be lost. The headings of a list
of recipients are known: those that this form has no field for are left out, and noted.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpr_docs.batch.email_column import is_email_heading, no_email_column
from cpr_docs.batch.letter_headings import (
    address_part,
    address_path,
    addressee_fields,
    begins_address,
    close_name,
    close_paths,
    heading_names,
    is_spare_heading,
    meant_path,
)
from cpr_docs.batch.name_parts import name_columns, name_part
from cpr_docs.batch.row_languages import is_language_heading
from cpr_docs.errors import TableProblem
from cpr_docs.language.catalogue import Sentence, _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded, visible
from cpr_docs.models.fields import FormField, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.tables import heading_problems
from cpr_docs.tables.heading_names import heading_texts, named_columns, separate_names
from cpr_docs.tables.heading_problems import ambiguous, misspelt, no_headings, not_kept, twice, without_language

_NO_FIELD = ("(language)", "(e-mail)")
"""The names of columns that are understood and fill no field."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that fills a field of the form."""

    index: int
    """Its index in a row, from 0."""
    heading: str
    """Its heading."""
    path: str
    """The path of the field, ``recipient.name`` or ``venue.cy``."""
    field: FormField
    further: tuple[int, ...] = ()
    """The indices of the columns that are joined to it, in their order."""
    between: str = "\n"
    """The text between the cells of joined columns: each is a line of an address, or words of a name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a table matched with the fields of a form."""

    headings: tuple[str, ...]
    fields: tuple[Column, ...]
    language: int | None
    """The index of the column with each recipient's language."""
    notes: tuple[str, ...]
    """A sentence for each column that is ignored."""
    problems: tuple[TableProblem, ...]
    email: int | None = None
    """The index of the column with each recipient's e-mail address, if e-mails are made."""
    kept: tuple[int, ...] = ()
    """The indices of the columns that the manifest repeats."""

    @property
    def kept_headings(self) -> tuple[str, ...]:
        """The headings of the columns that the manifest repeats."""
        return tuple(self.headings[index] for index in self.kept)

    def names_rows(self, required: Collection[str]) -> bool:
        """True if the required fields have columns, and the only problems are headings that name no field."""
        paths = {column.path for column in self.fields}
        return paths >= set(required) and all(problem.code == "unknown_column" for problem in self.problems)

    def over(self, path: str) -> Column | None:
        """The column that fills the field at the path, a part of it, or a section around it."""
        for column in self.fields:
            if column.path == path or column.path.startswith(f"{path}.") or path.startswith(f"{column.path}."):
                return column
        return None


def match_columns(
    headings: Sequence[Any],
    form: type[AnyForm],
    ignore: Sequence[str] = (),
    keep: Sequence[str] = (),
    *,
    with_email: bool = False,
) -> Columns:
    """Matches headings with fields; a heading that names no field is a problem, unless `ignore` or `keep` lists it.

    The column of e-mail addresses is used `with_email`, and left out otherwise: a letter prints no such address.
    """
    texts = heading_texts(headings)
    names = heading_names(form)
    ignored = named_columns(texts, ignore)
    kept = named_columns(texts, keep)
    fields: list[Column] = []
    language: int | None = None
    email: int | None = None
    problems: list[TableProblem] = []
    unknown: list[int] = []
    taken: dict[str, int] = {}
    for index, heading in enumerate(texts):
        if index in ignored:
            continue
        name = names.find(heading)
        if name is not None:
            meant = meant_path(name, heading, form)
            if meant is None:
                problems.append(ambiguous(heading, name.paths))
                continue
            path, field = meant, field_at(form, meant.removesuffix(".en").removesuffix(".cy"))
            if path == field.path and field.bilingual and not field.type.SHARED:
                problems.append(without_language(heading, name.text))
                continue
            fields.append(Column(index, heading, path, field))
            email = index if path == f"{form.ADDRESSEE}.email" else email
        elif is_language_heading(heading):
            path, language = _NO_FIELD[0], index
        elif is_email_heading(heading):
            if not with_email:
                ignored |= {index} - kept
                continue
            path, email = _NO_FIELD[1], index
        else:
            unknown += [index] if heading else []
            continue
        if path in taken:
            problems.append(twice(visible(heading), index, taken[path]))
        taken.setdefault(path, index)
    unknown = _join_name(form, texts, fields, _join_address(form, texts, fields, unknown))
    unknown = [index for index in unknown if index not in kept]
    likely = [index for index in unknown if name_part(texts[index]) or close_name(texts[index], form)]
    if not fields and (not likely or 2 * len(likely) < len(unknown)):
        return Columns(texts, (), None, (), (no_headings(),))
    if fields and form.ADDRESSEE:
        ignored |= _spare(form, texts, fields, unknown)
        unknown = [index for index in unknown if index not in ignored]
    headings_of_table = set(map(folded, texts))
    if with_email and email is None:
        problems.append(no_email_column())
    problems += [not_kept(name) for name in separate_names(texts, keep) if folded(name) not in headings_of_table]
    problems += _missing_columns(form, texts, fields, unknown)
    problems += _unknown_columns(form, texts, unknown, report_all=bool(fields))
    notes = tuple(
        Sentence(_('left out: column {number}, "{heading}"'), number=index + 1, heading=visible(texts[index]))
        for index in sorted(ignored)
    )
    used = email if with_email else None
    return Columns(texts, tuple(fields), language, notes, tuple(problems), used, tuple(sorted(kept)))


def _join_address(form: type[AnyForm], texts: Sequence[str], fields: list[Column], unknown: Sequence[int]) -> list[int]:
    """Joins the columns of an address that has several; returns the other columns."""
    path = address_path(form)
    parts = {index: part for index in unknown if (part := address_part(texts[index])) is not None}
    whole = next((column for column in fields if column.path == path), None)
    if path is None or not parts or not (whole or any(map(begins_address, parts.values()))):
        return list(unknown)
    order = sorted(parts, key=lambda index: (parts[index], index))
    if whole is not None:
        fields[fields.index(whole)] = replace(whole, further=tuple(order))
    else:
        first, *further = order
        fields.append(Column(first, texts[first], path, field_at(form, path), tuple(further)))
    return [index for index in unknown if index not in parts]


def _join_name(form: type[AnyForm], texts: Sequence[str], fields: list[Column], unknown: list[int]) -> list[int]:
    """Joins the columns of a name that has several, if no column has the whole; returns the other columns."""
    path = f"{form.ADDRESSEE}.name"
    known = {known for known, _required in addressee_fields(form)}
    has_title = any(column.field.path == f"{form.ADDRESSEE}.title" for column in fields)
    order = name_columns({index: texts[index] for index in unknown}, has_title=has_title)
    if path not in known or not order or any(column.path == path for column in fields):
        return unknown
    heading = ", ".join(texts[index] for index in order)
    first, *further = order
    fields.append(Column(first, heading, path, field_at(form, path), tuple(further), between=" "))
    return [index for index in unknown if index not in order]


def _spare(form: type[AnyForm], texts: Sequence[str], fields: Sequence[Column], unknown: Sequence[int]) -> set[int]:
    """The columns of a list of recipients that this form has no field for.

    A title is spare beside a whole name alone: it may be a part of the name.
    """
    is_named = any(column.path == f"{form.ADDRESSEE}.name" for column in fields)
    return {
        index for index in unknown if is_spare_heading(texts[index], form) and (is_named or not name_part(texts[index]))
    }


def _missing_columns(
    form: type[AnyForm], texts: Sequence[str], fields: Sequence[Column], unknown: list[int]
) -> Iterator[TableProblem]:
    """The problems of required columns that the table lacks.

    Removes the columns of a name in several columns from `unknown`: they share one problem.
    """
    filled = {column.path for column in fields}
    for path, required in addressee_fields(form):
        parts = [index for index in unknown if name_part(texts[index])] if path.endswith(".name") else []
        if path in filled or not (required or parts):
            continue
        language = Language.WELSH if Language.WELSH in map(name_part, (texts[i] for i in parts)) else Language.ENGLISH
        label = translate(field_at(form, path).label.title, language)
        if parts:
            message = _('has no column "{name}"; join these columns in one column of that name: {columns}')
            columns = ", ".join(f'"{texts[index]}"' for index in parts)
            unknown[:] = [index for index in unknown if index not in parts]
            yield TableProblem("", "no_column", message, {"name": label, "columns": columns})
        elif not any(path in close_paths(texts[index], form) for index in unknown):
            # A misspelt heading has a problem of its own.
            yield TableProblem("", "no_column", _('has no column "{name}"'), {"name": label})


def _unknown_columns(
    form: type[AnyForm], texts: Sequence[str], unknown: Sequence[int], *, report_all: bool
) -> list[TableProblem]:
    """The problem of each heading that names no field; without `report_all`, of headings close to a known name alone.

    If no heading of the row is known, the row may be a recipient's, and its cells must not be shown.
    """
    problems = []
    for index in unknown:
        is_part = name_part(texts[index]) or address_part(texts[index])
        close = None if is_part else close_name(texts[index], form)
        if close is not None:
            problems.append(misspelt(texts[index], close))
        elif report_all:
            problems.append(heading_problems.unknown(index, visible(texts[index]) if is_part else None))
    return problems
