"""What a template may ask of a value, and how a value is said: for one language, and without Jinja.

What is printed follows from the value's type: text as it is, a date in full, a time, a month, an amount of money, a
choice by its label.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn, TypeAlias

from pydantic import BaseModel

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Paragraph, paragraphs
from cpr_docs.models.field_types import Choice, Month
from cpr_docs.models.parts import Part

TICKED = "\u2612"
UNTICKED = "\u2610"

BLANK_ROWS = (None,)
"""What a list without rows prints: one row to fill in."""


class LacksLanguage(Exception):
    """Text that was to be printed is not there in the template's language."""


class NoWords(Exception):
    """A tag names a section, a list or a tick, which has no words of its own."""


class Runtime(NamedTuple):
    """How one language takes values apart and says them; never changes, but for what the two tables learn of types."""

    fields: "TypeDispatch"
    """For a type of value, how its fields are had."""
    words: "TypeDispatch"
    """For a type of value, how it is printed."""
    filters: Mapping[str, Callable[[Any], Any]]
    """The filters that are given nothing in brackets, by their names; `rows` and boxes are the language's own."""
    foreign: Callable[[Any], bool]
    ticked: str
    """What stands after a ticked box for those who do not see it."""


RUNTIME_NAMES = ("fields", "words", "filters", "foreign", "ticked", "MISSING", "BLANK")
"""What a program is given to take values apart and say them, by the names that it has in the program."""


Program: TypeAlias = Callable[[Callable[[str, Any], Any], Callable[[], int], tuple[Any, ...]], list[Any]]
"""What prints a part of a template: from how to look up a field, how to number the next control, and the tools above
to pieces, the template's own in bytes and between them the words of values."""


def runtime_args(values: Runtime) -> tuple[Any, ...]:
    """What a program is given, in the order of `RUNTIME_NAMES`."""
    return values.fields, values.words, values.filters, values.foreign, is_ticked, MISSING, BLANK_ROWS


class TypeDispatch(dict[type, Callable[[Any], Any]]):
    """What to do with a value, by its type; for a type that it does not know, by the nearest base that it does."""

    def __init__(
        self, known: Mapping[type, Callable[[Any], Any]], other: Callable[[type], Callable[[Any], Any]]
    ) -> None:
        super().__init__(known)
        self._known = dict(known)
        self._other = other

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        # Never by what was found for another class: the answer must not hang on which was met first.
        found = next((self._known[base] for base in kind.__mro__[1:] if base in self._known), None)
        made = self[kind] = found or self._other(kind)
        return made


class Missing:
    """What stands for a name that there is not: using it is a mistake, not using it is none."""

    __slots__ = ()

    def _refuse(self, *_others: object) -> NoReturn:
        raise LookupError

    __bool__ = __iter__ = __len__ = __str__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = _refuse


MISSING = Missing()


def runtime_for(language: Language, *, mark: bool = False) -> Runtime:
    """How the language says values; with `mark`, text that lacks it is said in the other one."""
    words = _words(language, mark=mark)

    def conjunction(name: str | None) -> str:
        first, last = "-", name or ""
        listed = language.conventions.listing([first, last], mutates=False)
        return listed.removeprefix(first).removesuffix(last).strip()

    def prose(value: Any) -> list[Paragraph]:
        said = words[type(value)](value) if isinstance(value, Bilingual) else value
        return paragraphs(said) if said else []

    def foreign(value: Any) -> bool:
        return isinstance(value, Bilingual) and value.text_in(language) is None

    fields = TypeDispatch({type(None): _nothing, Paragraph: _of_paragraph, Bilingual: _no_fields}, _fields_of)
    filters: dict[str, Callable[[Any], Any]] = {"iso": iso, "conjunction": conjunction, "paragraphs": prose}
    return Runtime(fields, words, MappingProxyType(filters), foreign, translate(_("(ticked)"), language))


def iso(value: datetime.date | Month) -> str:
    """A day, or the first day of a month, as Word keeps it."""
    day = datetime.date(value.year, value.month, 1) if isinstance(value, Month) else value
    return f"{day.isoformat()}T00:00:00Z"


def is_ticked(value: Any, answer: str | None) -> bool:
    """Whether a lone box is ticked, or the box of one answer to a question."""
    if answer is None:
        return value is True
    if isinstance(value, bool):
        return answer == ("yes" if value else "no")
    return value is not None and bool(value == answer)


def rows_or_blank(rows: Iterable[Any] | None) -> Iterable[Any]:
    """The rows, or one that is blank."""
    return rows or BLANK_ROWS


def _words(language: Language, *, mark: bool) -> TypeDispatch:
    conventions = language.conventions
    labels: dict[tuple[type, Choice], str] = {}
    own = language.value

    def label(choice: Choice) -> str:
        # Choices of two questions may be equal: they are their values in the data.
        key = type(choice), choice
        if key not in labels:
            labels[key] = translate(choice.label, language)
        return labels[key]

    def words(text: Bilingual) -> str:
        said: str | None = text.__dict__[own]
        if said is None:
            said = text.text_in(language.other) if mark else None
        if said is None:
            raise LacksLanguage
        return said

    known: dict[type, Callable[[Any], Any]] = {
        str: str,
        type(None): lambda _value: "",
        Bilingual: words,
        datetime.date: conventions.date,
        datetime.time: conventions.time,
        Month: lambda month: conventions.month(month.year, month.month),
        Decimal: conventions.money,
        Choice: label,
        **dict.fromkeys((BaseModel, tuple, list, bool, Missing), _without_words),
    }
    return TypeDispatch(known, lambda _kind: str)


def _without_words(_value: Any) -> NoReturn:
    raise NoWords


def _fields_of(kind: type) -> Callable[[Any], Mapping[str, Any]]:
    if not issubclass(kind, BaseModel):
        return _no_fields
    if issubclass(kind, Part) and kind.DERIVED:
        derived = tuple(kind.DERIVED)
        return lambda part: {**part.__dict__, **{name: getattr(part, name) for name in derived}}
    return vars


class _ConstantMapping(dict[str, Any]):
    """Gives one thing whatever it is asked for."""

    def __init__(self, given: Any) -> None:
        super().__init__()
        self._given = given

    def __missing__(self, name: str) -> Any:
        return self._given


_NOTHING, _NO_FIELDS = _ConstantMapping(None), _ConstantMapping(MISSING)


def _nothing(_value: None) -> Mapping[str, Any]:
    # A path through a section that is absent leads to nothing.
    return _NOTHING


def _of_paragraph(paragraph: Paragraph) -> Mapping[str, Any]:
    return {"text": paragraph.text, "bullet": paragraph.bullet}


def _no_fields(_value: Any) -> Mapping[str, Any]:
    return _NO_FIELDS
