"""Which field of the form each heading of a table names: by its label in either language, or by its path.

Case, spaces, punctuation and accents do not count. A lone label names a field of the addressee's section or of the
form itself, never one deeper down: a column "E-mail" must not become the signatory's. A deeper field is named by its
path, or with the label of its section before its own. A field in two languages is named with its language after it:
"Venue (Welsh)", "Lleoliad (Cymraeg)", ``venue.cy``.
"""

import difflib
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cpr_docs.batch.folding import folded
from cpr_docs.batch.preference import is_language_heading
from cpr_docs.errors import TableProblem
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.models.labels import Label

_LANGUAGE_NAMES = {
    Language.ENGLISH: ("en", "english", "saesneg", "in english", "yn saesneg"),
    Language.WELSH: ("cy", "welsh", "cymraeg", "gymraeg", "in welsh", "yn gymraeg"),
}
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class Column:
    """A column that gives a field of the form."""

    index: int
    """Its place in a row, from 0."""
    heading: str
    """What stands over it."""
    path: str
    """The path of what it gives, ``recipient.name`` or ``venue.cy``."""
    field: FormField


@dataclass(frozen=True, slots=True)
class Columns:
    """What the headings of a table mean for a form."""

    headings: tuple[str, ...]
    fields: tuple[Column, ...]
    language: int | None
    """The place of the column that holds each recipient's language."""
    notes: tuple[str, ...]
    """Which columns are left out, in sentences."""
    problems: tuple[TableProblem, ...]

    def over(self, path: str) -> Column | None:
        """The column that gives what is at the path, or a part of it."""
        for column in self.fields:
            if column.path == path or column.path.startswith(f"{path}.") or path.startswith(f"{column.path}."):
                return column
        return None


def match_columns(headings: Sequence[Any], form: type[Form]) -> Columns:
    """What the headings mean for the form; what they do not mean is among the notes and the problems."""
    texts = tuple("" if heading is None else " ".join(str(heading).split()) for heading in headings)
    fields: list[Column] = []
    language: int | None = None
    notes: list[str] = []
    problems: list[TableProblem] = []
    taken: dict[str, int] = {}
    names = _names(form)
    for index, heading in enumerate(texts):
        paths = names.get(folded(heading), ())
        if len(paths) > 1:
            problems.append(_ambiguous(heading, paths))
            continue
        if paths:
            path, field = paths[0], field_at(form, paths[0].removesuffix(".en").removesuffix(".cy"))
            if path == field.path and field.bilingual:
                problems.append(_without_language(heading))
                continue
            fields.append(Column(index, heading, path, field))
        elif is_language_heading(heading):
            path, language = "", index
        else:
            if heading:
                notes.append(_left_out(index, heading, names))
            continue
        if path in taken:
            problems.append(_twice(heading, index, taken[path]))
        taken.setdefault(path, index)
    if not fields:
        message = _("has no heading that names a field of the form; the first row must hold the headings")
        return Columns(texts, (), None, (), (TableProblem("", "no_headings", message),))
    return Columns(texts, tuple(fields), language, tuple(notes), tuple(problems))


@functools.cache
def _names(form: type[Form]) -> dict[str, tuple[str, ...]]:
    """Every name, folded, with the paths that it may mean."""
    found: dict[str, dict[str, None]] = {}
    for path, field, name in _named(form, "", ()):
        if field.bilingual:
            found.setdefault(folded(name), {})[path] = None
            for language, words in _LANGUAGE_NAMES.items():
                for word in words:
                    found.setdefault(folded(f"{name} {word}"), {})[f"{path}.{language.value}"] = None
        else:
            found.setdefault(folded(name), {})[path] = None
    return {name: tuple(paths) for name, paths in found.items()}


def _named(form: type[Form], prefix: str, above: tuple[Label, ...]) -> Iterator[tuple[str, FormField, str]]:
    """Every field that a column may give, with each of its names."""
    part = field_at(form, prefix.rstrip(".")).type if prefix else form
    alone = prefix in ("", f"{form.ADDRESSEE}.")
    for name in part.model_fields:
        path = prefix + name
        if path in IDENTITY:
            continue
        field = field_at(form, path)
        if field.kind is Kind.SECTION:
            yield from _named(form, f"{path}.", (*above, field.label))
        elif field.kind is not Kind.ROWS:
            yield path, field, path
            for language in Language:
                for text in (field.label.title, field.label.text):
                    label = say(text, language)
                    sections = " ".join(say(section.title, language) for section in above)
                    yield path, field, f"{sections} {label}"
                    if alone:
                        yield path, field, label


def _left_out(index: int, heading: str, names: dict[str, tuple[str, ...]]) -> str:
    note = f'left out: column {index + 1}, "{heading}"'
    close = difflib.get_close_matches(folded(heading), names, n=1, cutoff=_CLOSE)
    return f"{note}; did you mean {names[close[0]][0]}?" if close else note


def _ambiguous(heading: str, paths: Sequence[str]) -> TableProblem:
    message = _("could be several fields; name one by its path: {paths}")
    return TableProblem("", "ambiguous", message, {"paths": ", ".join(paths)}, column=heading)


def _without_language(heading: str) -> TableProblem:
    message = _('must say which language it is in: "{heading} (English)" or "{heading} (Welsh)"')
    return TableProblem("", "no_language", message, {"heading": heading}, column=heading)


def _twice(heading: str, index: int, first: int) -> TableProblem:
    message = _("names the same field twice: columns {first} and {second}")
    return TableProblem("", "twice", message, {"first": first + 1, "second": index + 1}, column=heading)
