"""The headings that a table of recipients may have for a form, and the text that a cell below each may contain."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import cpr_docs
from cpr_docs.batch.letter_headings import heading_names, required_paths
from cpr_docs.batch.row_languages import HEADINGS
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.models.field_types import Answers
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class
from cpr_docs.tables.language_words import words_for
from docs.generate.markdown import plain, table

_IN = {
    (Language.ENGLISH, Language.ENGLISH): "English",
    (Language.ENGLISH, Language.WELSH): "Welsh",
    (Language.WELSH, Language.ENGLISH): "Saesneg",
    (Language.WELSH, Language.WELSH): "Cymraeg",
}
"""The name of a language (second) in another (first), as it follows the label of a field in two languages."""
CELLS = {
    Kind.LINE: ("text on one line", ()),
    Kind.PROSE: ("text; a line break begins a new paragraph", ()),
    Kind.DATE: ("a date", ("31 January 2012", "31 Ionawr 2012", "31/01/2012")),
    Kind.MONTH: ("a month", ("June 2012", "Mehefin 2012", "06/2012")),
    Kind.TIME: ("a time", ("2.30 pm", "2.30 yp", "14:30")),
    Kind.MONEY: ("pounds", ("£1,250.00", "1250")),
    Kind.INTEGER: ("a whole number", ("1,250", "1250")),
    Kind.TICK: ("a tick", ("yes", "ie", "x", "no", "nage")),
    Kind.YES_NO: ("an answer", ("yes", "ie", "no", "nage")),
    Kind.CHOICE: ("one of", ()),
    Kind.CHOICES: ("some of, with ; between them", ()),
}
"""The text of a cell for each kind of field, with examples."""


class Column(NamedTuple):
    """One column that a table may have."""

    path: str
    field: FormField
    headings: dict[Language, str]
    """The label in each language; none where two fields share it."""
    also: tuple[str, ...]
    """Everyday names for the same column."""
    needed: bool
    """True if no table can lack the column."""
    only: str
    """The review type, where the other one does not have the field."""

    @property
    def examples(self) -> tuple[str, ...]:
        """Texts that a cell may contain."""
        if self.field.kind in (Kind.CHOICE, Kind.CHOICES):
            return tuple(translate(member.short, language) for member in self.field.type for language in Language)
        return _answers(self.field.label.answers) or CELLS[self.field.kind][1]


def columns(name: str) -> Iterator[Column]:
    """The columns of a form, in its order: those of an extended review, then those of a concise one alone."""
    paths = {form: _paths(form) for form in reversed(form_class(name).variants())}
    shared = set.intersection(*map(set, paths.values()))
    for number, (form, own) in enumerate(paths.items()):
        for path in own:
            if path not in shared:
                yield _column(form, path, form.type_name())
            elif not number:
                yield _column(form, path, "")


def headings() -> str:
    """The columns of each form, below the form's title."""
    heads = ("Heading in English", "Heading in Welsh", "Path", "A cell contains")
    lines: list[str] = []
    for form in cpr_docs.forms():
        title = plain(form.title[Language.ENGLISH])
        lines += [f"## {title}", "", f"In the data: `{form.name}`.", *table(heads, map(_row, columns(form.name)))]
    return "\n".join(lines)


def languages() -> str:
    """The headings for the language of a recipient, and the words that a cell may contain."""
    both = "`both`, `dwyieithog`, `Welsh/English`, `no preference`, `dim dewis`, or nothing"
    rows = [
        (f"in {_IN[Language.ENGLISH, language]}", ", ".join(map(_code, words_for(language)))) for language in Language
    ]
    return "\n".join(
        [
            "The heading is one of these:",
            "",
            f"{', '.join(map(_code, HEADINGS))}.",
            *table(("Letter", "A cell contains"), [*rows, ("in both languages", both)]),
        ]
    )


def _paths(form: type[AnyForm]) -> list[str]:
    """The paths that a column may give, without the whole of a field in two languages."""
    found = dict.fromkeys(chain.from_iterable(name.paths for name in heading_names(form).values()))
    return [path for path in found if _language(path) or not field_at(form, path).bilingual]


def _language(path: str) -> Language | None:
    last = path.rpartition(".")[2]
    return Language(last) if last in list(Language) else None


def _column(form: type[AnyForm], path: str, only: str) -> Column:
    language = _language(path)
    field = field_at(form, path.rpartition(".")[0] if language else path)
    labels = {into: list(_labels(form, field, into, language)) for into in Language}
    known = {folded(label) for found in labels.values() for label in found} | {folded(path)}
    others = () if language else (key for key in heading_names(form).of(path) if key not in known)
    names = heading_names(form)
    return Column(
        path,
        field,
        {into: found[0] for into, found in labels.items() if found},
        tuple(names[key].text for key in others if names[key].text != path),
        path in required_paths(form),
        only,
    )


def _labels(form: type[AnyForm], field: FormField, into: Language, language: Language | None) -> Iterator[str]:
    """The labels that a heading may be, the shortest first."""
    path = f"{field.path}.{language.value}" if language else field.path
    behind = f" ({_IN[into, language]})" if language else ""
    steps = field.path.split(".")[:-1]
    above = [field_at(form, ".".join(steps[: end + 1])).label for end in range(len(steps))]
    sections = " ".join(translate(label.title, into) for label in above)
    for prefix in ("", f"{sections} "):
        for text in dict.fromkeys((field.label.title, field.label.text)):
            label = f"{prefix}{translate(text, into)}{behind}".strip()
            name = heading_names(form).find(label)
            if name is not None and name.paths == (path,):
                yield label


def _row(column: Column) -> tuple[str, str, str, str]:
    english, welsh = (column.headings.get(language, "") for language in Language)
    words = CELLS[column.field.kind][0]
    cell = f"{words}: {', '.join(map(_code, column.examples))}" if column.examples else words
    if column.needed:
        cell += ". Every table needs this column"
    if column.only:
        cell += f". {column.only.capitalize()} reviews only"
    first = plain(english) + (f"<br>Also: {plain(', '.join(column.also))}" if column.also else "")
    return first, _welsh(welsh) if welsh else "", f"`{column.path}`", cell


def _answers(answers: Answers | None) -> tuple[str, ...]:
    return tuple(translate(answer, language) for answer in answers or () for language in Language)


def _welsh(text: str) -> str:
    return f'<span lang="cy">{plain(text)}</span>'


def _code(text: str) -> str:
    return f"`{text}`"
