"""The filters of Welsh grammar: they put a value into a sentence, and change its letters where Welsh requires it.

English has no mutations: its filters of the same names print the value plainly, so that the templates of both languages
can be compared. A value that keeps its letters (`Kept`) does not mutate, but still decides the word before it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import bind_figures
from cpr_docs.language.welsh import Gender, Mutation, after, count, mutate, with_article
from cpr_docs.language.welsh.triggers import find_triggers
from cpr_docs.models.fields import label_of
from cpr_docs.models.parts import Part

KEPT = "kept"
"""The name of the filter that marks a value which never mutates."""
MUTATING = frozenset({"after", "soft", "nasal", "aspirate", "article", "count"})
"""The filters that print the value itself in English."""
CHANGES_LETTERS = MUTATING | {"listing", "weekday", "on_day", KEPT}
"""All filters of grammar."""

CHANGED = re.compile(rf"\|\s*({'|'.join(sorted(CHANGES_LETTERS))})\b")
"""A filter of grammar in the text of a tag; group 1 is its name."""

NOT_IN_CONTROL = _("the filter {name} changes what is printed, and this control could not be read back")
UNFIT = _("this filter cannot use what it is given in brackets")

Filter = Callable[..., str]


class Kept(str):
    """A text that keeps its letters: a name, the label of a child, an English place."""

    __slots__ = ()


def grammar_filters(language: Language, words: Mapping[type, Callable[[Any], Any]]) -> dict[str, Filter]:
    """The filters of a language; `words` formats a value by its type."""
    conventions = language.conventions
    is_welsh = language is Language.WELSH

    def text(value: Any) -> str:
        if value is None:
            return ""
        if type(value) is str or type(value) is Kept:
            return value
        printed = str(words[type(value)](value))
        # A text that is printed in the other language, because its own is missing.
        is_foreign = isinstance(value, Bilingual) and value.text_in(language) is None
        return Kept(printed) if is_foreign else printed

    def kept(value: Any) -> str:
        return Kept(text(value))

    def mutated(mutation: Mutation) -> Filter:
        return lambda value: _same(mutate(printed, mutation), printed) if (printed := text(value)) else ""

    def after_trigger(value: Any, trigger: str) -> str:
        printed = text(value)
        return _curly(after(trigger, printed, mutates=not isinstance(printed, Kept)), trigger) if printed else ""

    def article(value: Any, gender: str = "") -> str:
        printed = text(value)
        mutates = bool(gender) and not isinstance(printed, Kept)
        return with_article(printed, gender or Gender.MASCULINE, mutates=mutates) if printed else ""

    def counted(value: Any, noun: str, gender: str) -> str:
        return "" if value is None else count(value, noun, gender)

    def listing(values: Any, field: str = "") -> str:
        each = [text(_cell(value, field)) for value in values or ()]
        present = [word for word in each if word]
        mutates = bool(present) and not isinstance(present[-1], Kept)
        return conventions.listing(present, mutates=mutates)

    own: dict[str, Filter] = {
        KEPT: kept,
        "listing": listing,
        "weekday": lambda day: "" if day is None else bind_figures(conventions.weekday_date(day)),
        "on_day": lambda day: "" if day is None else bind_figures(conventions.adverbial_date(day)),
    }
    if not is_welsh:
        return own | dict.fromkeys(MUTATING, lambda value, *_arguments: text(value))
    return own | {
        "after": after_trigger,
        "article": article,
        "count": counted,
        **{name: mutated(Mutation(name)) for name in ("soft", "nasal", "aspirate")},
    }


def arguments_fit(name: str, arguments: tuple[Any, ...]) -> bool:
    """True if a filter of grammar can use what it is given in brackets; a trigger must have one meaning."""
    if name == "after":
        return len(arguments) == 1 and _is_clear(str(arguments[0]))
    if name == "article":
        return len(arguments) <= 1 and all(map(_is_gender, arguments))
    if name == "count":
        return len(arguments) == 2 and bool(arguments[0]) and _is_gender(arguments[1])
    return len(arguments) <= 1 if name == "listing" else not arguments


def keeps_letters(part: type[Part], name: str) -> bool:
    """True if the field of a part is a name or a label, which never mutates."""
    return label_of(part, name).keeps_letters


def _is_clear(trigger: str) -> bool:
    try:
        return len(find_triggers(trigger)) == 1
    except ValueError:
        return False


def _is_gender(gender: Any) -> bool:
    return gender in tuple(Gender)


def _cell(value: Any, field: str) -> Any:
    """The value to list: of a row, that of one field."""
    if not field:
        return value
    cell = None if value is None else value.__dict__[field]
    return Kept(cell) if isinstance(cell, str) and keeps_letters(type(value), field) else cell


def _same(changed: str, printed: str) -> str:
    return printed if isinstance(printed, Kept) else changed


def _curly(phrase: str, trigger: str) -> str:
    """The phrase with a curly apostrophe in the words of the trigger, as the templates have it."""
    words = phrase.split(" ")
    before = len(trigger.split())
    return " ".join(
        [*(word.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for word in words[:before]), *words[before:]]
    )
