"""The fields of a list's rows as columns of a table: those of sections, and of lists inside the rows, are columns too.

A column has the label of its field, in either language. Where a label would be that of two columns, it is the outer
one's, and the inner one has the labels of its section or list before it.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.field_types import FieldModel, Label
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.when import When
from cpr_docs.tables.heading_names import LANGUAGE_NAMES, HeadingNames, close_text, heading_texts

NUMBER = "number"
"""The field that alone says which lines are one row."""
_MOMENT = "when"
"""The derived value of a `When`."""


@dataclass(frozen=True, slots=True)
class RowField:
    """A field of a row, or of a row inside it."""

    path: str
    """The path from the row: ``event``, ``lead.name``, ``actions[].text``."""
    field: FormField
    above: tuple[Label, ...]
    """The labels of the sections and lists around it, from the outermost."""
    required: bool
    """True if each row, of the list or of the list inside it, must have a value."""

    def names(self, language: Language) -> Iterator[str]:
        """Its names in a language, from the shortest: alone, and after the labels above."""
        for label in dict.fromkeys((self.field.label.title, self.field.label.text)):
            yield translate(label, language)
        yield from self.long_names(language)

    def long_names(self, language: Language) -> Iterator[str]:
        """Its names after the labels above."""
        if self.above:
            before = " ".join(translate(label.title, language) for label in self.above)
            for label in dict.fromkeys((self.field.label.title, self.field.label.text)):
                yield f"{before} {translate(label, language)}"

    @property
    def columns(self) -> dict[str, Language | None]:
        """The path of each of its columns, with the column's language."""
        return column_paths(self.path, self.field)


@dataclass(frozen=True, slots=True)
class Level:
    """The columns of one list: of the list itself, or of a list inside its rows."""

    prefix: str
    """The beginning of their paths: empty, or ``actions[].``."""
    paths: tuple[str, ...]
    """The paths of its columns, but for those of lists further inside."""
    inner: tuple["Level", ...]
    """The lists inside its rows."""

    @property
    def number(self) -> str | None:
        """The path of its number, if its rows have one."""
        path = f"{self.prefix}{NUMBER}"
        return path if path in self.paths else None


@dataclass(frozen=True, slots=True)
class RowMoment(RowField):
    """When something happened, in one column instead of those of its fields; it is read, and never written."""

    @property
    def fills(self) -> tuple[str, ...]:
        """The paths of its fields."""
        prefix = self.path.removesuffix(_MOMENT)
        return tuple(f"{prefix}{name}" for name in When.model_fields)


class RowFields:
    """The fields of the rows of a list."""

    def __init__(self, part: type[FieldModel], list_path: str) -> None:
        self.list_path = list_path
        self.fields = tuple(sorted(_fields(part, "", (), True), key=lambda field: "[]" in field.path))
        """The fields: the row's own, then those of the lists inside it, because a table has them to the right."""
        self.moments = tuple(_moments(part, "", ()))
        """The further columns that a table may have instead of some of the fields."""
        self.level = _level(part, "")
        self.names = HeadingNames(self._names())
        self.required = frozenset(each.path for each in self.fields if each.required and "[]" not in each.path)
        """The paths of what each row must have."""
        self.all_required = frozenset(each.path for each in self.fields if each.required)
        """The same, with what a row inside a row must have."""

    def _names(self) -> Iterator[tuple[str, FormField, str]]:
        outer: set[str] = set()
        everything = (*self.fields, *self.moments)
        own_paths = {folded(each.path) for each in everything}
        for depth in sorted({len(each.above) for each in everything}):
            fields = [each for each in everything if len(each.above) == depth]
            names = {each: [name for language in Language for name in each.names(language)] for each in fields}
            for each in fields:
                long_names = {name for language in Language for name in each.long_names(language)}
                for name in names[each]:
                    if name in long_names or folded(name) not in outer:
                        yield each.path, each.field, name
                yield each.path, each.field, each.path
                whole = self._whole(each.path)
                if folded(whole) not in own_paths:
                    yield each.path, each.field, whole
            outer.update(folded(name) for each in fields for name in names[each])

    def heading(self, field: RowField, path: str, language: Language) -> str:
        """The heading of a column in a language: the shortest that means this column alone."""
        of_column = field.columns[path]
        behind = f" ({language_name(of_column, language)})" if of_column else ""
        headings = [" ".join(f"{name}{behind}".split()) for name in field.names(language)]
        for heading in (*headings, path):
            found = self.names.find(heading)
            if found is not None and found.paths == (path,):
                return heading
        return self._whole(path)

    def _whole(self, path: str) -> str:
        """The path from the form."""
        return f"{self.list_path}[].{path}"

    # A row of headings, as `heading_row` looks for it.

    def score(self, headings: Sequence[Any]) -> tuple[int, int]:
        """The numbers of required and of all fields that the cells name."""
        found = (self.names.find(text) for text in heading_texts(headings))
        paths = {name.paths[0].removesuffix(".en").removesuffix(".cy") for name in found if name is not None}
        paths.update(path for moment in self.moments if moment.path in paths for path in moment.fills[:1])
        return len(paths & self.required), len(paths)

    def close_count(self, headings: Sequence[Any]) -> int:
        """The number of cells that are like the name of a field."""
        return sum(self.close(text) is not None for text in heading_texts(headings))

    def close(self, heading: str) -> str | None:
        """The known name that a heading misspells; None for any other heading."""
        return close_text(heading, self.names.texts())


def column_paths(path: str, field: FormField) -> dict[str, Language | None]:
    """The path of each column of a field, with its language: two columns for text in two languages."""
    return {f"{path}.{language.value}": language for language in Language} if field.bilingual else {path: None}


def language_name(language: Language, into: Language) -> str:
    """The name of a language in another, as it follows a label in a heading."""
    in_english, _code, in_welsh = LANGUAGE_NAMES[language][:3]
    return in_english if into is Language.ENGLISH else in_welsh


@functools.cache
def row_fields(part: type[FieldModel], list_path: str) -> RowFields:
    """The fields of the rows of the list at the path."""
    return RowFields(part, list_path)


def _fields(part: type[FieldModel], prefix: str, above: tuple[Label, ...], required: bool) -> Iterator[RowField]:
    for name, info in part.model_fields.items():
        field = field_at(part, name)
        needed = required and info.is_required()
        if field.kind is Kind.SECTION:
            yield from _fields(field.type, f"{prefix}{name}.", (*above, field.label), needed)
        elif field.kind is Kind.ROWS:
            yield from _fields(field.type, f"{prefix}{name}[].", (*above, field.label), True)
        else:
            yield RowField(f"{prefix}{name}", field, above, needed)


def _moments(part: type[FieldModel], prefix: str, above: tuple[Label, ...]) -> Iterator[RowMoment]:
    """The column of each `When` among the parts of a row."""
    if issubclass(part, When):
        yield RowMoment(f"{prefix}{_MOMENT}", field_at(part, _MOMENT), above, required=False)
    for name in part.model_fields:
        field = field_at(part, name)
        if field.kind in (Kind.SECTION, Kind.ROWS):
            brackets = "[]" if field.kind is Kind.ROWS else ""
            yield from _moments(field.type, f"{prefix}{name}{brackets}.", (*above, field.label))


def _level(part: type[FieldModel], prefix: str) -> Level:
    paths: list[str] = []
    inner: list[Level] = []

    def walk(section: type[FieldModel], before: str) -> None:
        for name in section.model_fields:
            field = field_at(section, name)
            path = f"{before}{name}"
            if field.kind is Kind.SECTION:
                walk(field.type, f"{path}.")
            elif field.kind is Kind.ROWS:
                inner.append(_level(field.type, f"{path}[]."))
            else:
                paths.extend(column_paths(path, field))

    walk(part, prefix)
    return Level(prefix, tuple(paths), tuple(inner))
