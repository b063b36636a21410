"""The runtime of generated code in one language, without Jinja: formatters, fields and filters by the type of a value.

The type decides the format: text as it is, a date in full, a time, a month, an amount of money, a choice by its label.
No line ends between a day and its month, or between the figures of a time and the word after them.
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
from cpr_docs.language.line_breaks import bind_figures, bind_first
from cpr_docs.language.text import Paragraph, paragraphs
from cpr_docs.models.field_types import Choice, Month
from cpr_docs.models.parts import Part
from cpr_docs.models.when import MomentLine
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.grammar_filters import grammar_filters

TICKED = "\u2612"
UNTICKED = "\u2610"

ONE_ROW = "one_row"
"""The name of the filter that gives an empty list one blank row, where a draft prints its rows again; and that gives a
list no further rows on paper, which is complete if it must have rows."""
UNKNOWN = "unknown"
"""The name of the test that is true for a value that is not known, or a list without rows."""
BRIEF = "brief"
"""The name of the test that is true for a text whose table row is kept on one page."""
UNKNOWN_TEXT = "–"
"""The text in a draft, outside the controls, of a value that is not known."""

BLANK_ROWS = (None,)
"""The rows of an empty list: one blank row to fill in."""

ROWS_FOR = "rows_for"
"""The name that the compiler gives the filter `rows` for a list that has a row for each row of another list."""

ROWS_OF_BLOCKS = "rows_of_blocks"
"""The name that the compiler gives the filter `rows` for rows that are large, on papers to fill in with a pen."""

# Some nine lines of the full width; a paragraph ends in the middle of a line.
_BRIEF, _LINE_END = 600, 40

# At least, for an empty list, and beyond the rows that there are.
_LINES_FOR_A_PEN = (4, 2)
_BLOCKS_FOR_A_PEN = (2, 1)


class LacksLanguage(Exception):
    """A text to print is missing in the template's language."""


class NotPrintable(Exception):
    """A tag prints a section, a list or a tick, which has no text."""


class Runtime(NamedTuple):
    """Access to fields and formatting of values in one language; immutable except for the caches of its two tables."""

    fields: "TypeDispatch"
    """For a type, the function that returns a value's fields as a mapping."""
    words: "TypeDispatch"
    """For a type, the function that formats a value."""
    filters: Mapping[str, Callable[..., Any]]
    """The filters but those of boxes by name; `rows` is built into the compiler, unless it is here."""
    foreign: Callable[[Any], bool]
    ticked: str
    """The text after a ticked box, for screen readers; empty where the box can be edited."""


RUNTIME_NAMES = ("fields", "words", "filters", "foreign", "ticked", "brief", "MISSING", "BLANK")
"""The names in a program of the values that `runtime_args` returns."""


Program: TypeAlias = Callable[[Callable[[str, Any], Any], Callable[[], int], tuple[Any, ...]], list[Any]]
"""A function that renders a part: from a lookup of fields by name, a counter for ids, and `runtime_args` to pieces, in
turn the template's XML (bytes) and the text of a value."""


def runtime_args(runtime: Runtime) -> tuple[Any, ...]:
    """The third argument of a program, in the order of `RUNTIME_NAMES`."""
    return runtime.fields, runtime.words, runtime.filters, runtime.foreign, is_ticked, is_brief, MISSING, BLANK_ROWS


class TypeDispatch(dict[type, Callable[[Any], Any]]):
    """Functions by the type of a value; an unknown type has the function of its nearest known base class."""

    def __init__(
        self, known: Mapping[type, Callable[[Any], Any]], other: Callable[[type], Callable[[Any], Any]]
    ) -> None:
        super().__init__(known)
        self._known = dict(known)
        self._other = other

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        # Search the original entries, not the cached ones, so that the result does not depend on the order in which
        # types were seen.
        found = next((self._known[base] for base in kind.__mro__[1:] if base in self._known), None)
        function = self[kind] = found or self._other(kind)
        return function


class Missing:
    """The value of an undefined name: any use of it raises LookupError."""

    __slots__ = ()

    def _refuse(self, *_others: object) -> NoReturn:
        raise LookupError

    __bool__ = __iter__ = __len__ = __str__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = _refuse


MISSING = Missing()


def runtime_for(language: Language, *, mark: bool = False, edition: Edition = SCREEN) -> Runtime:
    """The runtime of a language and an edition; with `mark`, a text that is missing in it is printed in the other."""
    words = _words(language, mark=mark, unknown=UNKNOWN_TEXT if edition.is_draft else "")

    def conjunction(name: Any) -> str:
        if not name:
            return ""
        if not isinstance(name, str):
            raise TypeError("the filter takes a text")
        return language.conventions.conjunction(name)

    def prose(value: Any) -> list[Paragraph]:
        text = words[type(value)](value) if isinstance(value, Bilingual) else value
        return paragraphs(text) if text else []

    def foreign(value: Any) -> bool:
        return isinstance(value, Bilingual) and value.text_in(language) is None

    fields = TypeDispatch(
        {
            type(None): _fields_of_none,
            BlankRow: _fields_of_blank_row,
            Paragraph: _paragraph_fields,
            Bilingual: _no_fields,
        },
        _fields_of,
    )
    filters: dict[str, Callable[..., Any]] = {"iso": iso, "conjunction": conjunction, "paragraphs": prose}
    filters |= grammar_filters(language, words)
    filters[ROWS_FOR] = rows_for
    if edition.is_paper:
        filters |= {"rows": rows_for_a_pen(_LINES_FOR_A_PEN), ROWS_OF_BLOCKS: rows_for_a_pen(_BLOCKS_FOR_A_PEN)}
    if edition.is_draft or edition.is_paper:
        filters[ONE_ROW] = rows_or_blank
    ticked = ticked_words(language) if edition.is_finished else ""
    return Runtime(fields, words, MappingProxyType(filters), foreign, ticked)


def ticked_words(language: Language) -> str:
    """The text after a ticked box in a finished paper."""
    return translate(_("(ticked)"), language)


def iso(value: datetime.date | Month) -> str:
    """A day, or the first day of a month, in the format of Word's date controls."""
    day = datetime.date(value.year, value.month, 1) if isinstance(value, Month) else value
    return f"{day.isoformat()}T00:00:00Z"


def is_ticked(value: Any, answer: str | None) -> bool:
    """True if a lone box is ticked, or the box of one answer to a question, of which several may hold."""
    if answer is None:
        return value is True
    if isinstance(value, bool):
        return answer == ("yes" if value else "no")
    if isinstance(value, tuple):
        return answer in value
    return value is not None and bool(value == answer)


def is_unknown(value: Any) -> bool:
    """True for a value that is not known, and for a list without rows."""
    return value in (None, ())


def is_brief(value: Any) -> bool:
    """True for a text of a few lines, in each of its languages, and for one that is not given."""
    if isinstance(value, Bilingual):
        fields = value.__dict__
        return _has_few_lines(fields["en"]) and _has_few_lines(fields["cy"])
    return _has_few_lines(value)


def _has_few_lines(text: str | None) -> bool:
    return not text or len(text) + _LINE_END * text.count("\n") < _BRIEF


def rows_or_blank(rows: Iterable[Any] | None) -> Iterable[Any]:
    """The rows, or one blank row."""
    return rows or BLANK_ROWS


class BlankRow(dict[str, Any]):
    """A row of a list in which nothing is filled in but the values of the row of another list that it belongs to."""

    def __missing__(self, _name: str) -> None:
        return None


def rows_for(given: Iterable[Part] | None, others: Iterable[Part] | None) -> Iterable[Any]:
    """A row for each row of another list: the given row that has the same values in shared fields, or a new one.

    Given rows that belong to none come last.
    """
    left, rows = list(given or ()), []
    for other in others or ():
        row = next((each for each in left if _belongs_to(each, other)), None)
        if row is not None:
            left.remove(row)
        rows.append(BlankRow(other.__dict__) if row is None else row)
    return [*rows, *left] or BLANK_ROWS


def _belongs_to(row: Part, other: Part) -> bool:
    return all(value == other.__dict__[name] for name, value in row.__dict__.items() if name in other.__dict__)


def rows_for_a_pen(counts: tuple[int, int]) -> Callable[[Iterable[Any] | None], Iterable[Any]]:
    """A function that adds blank rows to a list, to be filled in with a pen: so many in all, and so many more."""
    least, more = counts

    def with_blank_rows(rows: Iterable[Any] | None) -> Iterable[Any]:
        given = tuple(rows or ())
        return (*given, *(BLANK_ROWS * max(least - len(given), more)))

    return with_blank_rows


def _words(language: Language, *, mark: bool, unknown: str) -> TypeDispatch:
    conventions = language.conventions
    labels: dict[tuple[type, Choice], str] = {}
    own = language.value

    def label(choice: Choice) -> str:
        # The type is part of the key, since choices of two questions compare equal if their values do.
        key = type(choice), choice
        if key not in labels:
            labels[key] = translate(choice.label, language)
        return labels[key]

    def words(text: Bilingual) -> str:
        printed: str | None = text.__dict__[own]
        if printed is None:
            printed = text.text_in(language.other) if mark else None
        if printed is None:
            raise LacksLanguage
        return printed

    known: dict[type, Callable[[Any], Any]] = {
        str: str,
        type(None): lambda _value: unknown,
        Bilingual: words,
        MomentLine: lambda moment: bind_figures(words(moment)),
        datetime.date: lambda day: bind_first(conventions.date(day)),
        datetime.time: lambda time: bind_first(conventions.time(time)),
        Month: lambda month: conventions.month(month.year, month.month),
        Decimal: conventions.money,
        Choice: label,
        **dict.fromkeys((BaseModel, tuple, list, bool, Missing), _refuse_to_print),
    }
    return TypeDispatch(known, lambda _kind: str)


def _refuse_to_print(_value: Any) -> NoReturn:
    raise NotPrintable


def _fields_of(kind: type) -> Callable[[Any], Mapping[str, Any]]:
    if not issubclass(kind, BaseModel):
        return _no_fields
    if issubclass(kind, Part) and kind.DERIVED:
        derived = tuple(kind.DERIVED)
        return lambda part: {**part.__dict__, **{name: getattr(part, name) for name in derived}}
    return vars


class _ConstantMapping(dict[str, Any]):
    """A mapping with the same value for every key."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self._value = value

    def __missing__(self, name: str) -> Any:
        return self._value


_ALL_NONE, _ALL_MISSING = _ConstantMapping(None), _ConstantMapping(MISSING)


def _fields_of_none(_value: None) -> Mapping[str, Any]:
    # A path through an absent section is None.
    return _ALL_NONE


def _fields_of_blank_row(row: BlankRow) -> Mapping[str, Any]:
    return row


def _paragraph_fields(paragraph: Paragraph) -> Mapping[str, Any]:
    return {"text": paragraph.text, "bullet": paragraph.bullet, "after_bullet": paragraph.after_bullet}


def _no_fields(_value: Any) -> Mapping[str, Any]:
    return _ALL_MISSING
