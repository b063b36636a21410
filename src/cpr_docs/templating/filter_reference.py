"""Describes the filters, tests and tags of the template language, for the checker and the documentation."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpr_docs.models.fields import Kind

PARAGRAPHS = "paragraphs"
"""The kind of the output of `paragraphs`: paragraphs, each with its text and a flag for a bullet."""
WORDS = "words"
"""The kind of a filter's text output, which is no value of the form."""
LOOP = "loop"
"""The kind of ``loop`` inside a loop."""
UNKNOWN = "unknown"
"""The kind of an expression that contains another mistake."""

PRINTABLE = frozenset(
    {Kind.LINE, Kind.PROSE, Kind.DATE, Kind.MONTH, Kind.TIME, Kind.MONEY, Kind.INTEGER, Kind.CHOICE, WORDS}
)
"""The kinds that ``{{ }}`` prints without a filter."""

_TEXTS = frozenset({Kind.LINE, Kind.CHOICE, WORDS})
_QUESTIONS = frozenset({Kind.TICK, Kind.YES_NO, Kind.CHOICE, Kind.CHOICES})


@dataclass(frozen=True, slots=True)
class LanguageFilter:
    """A filter of the language."""

    input_kinds: frozenset[str]
    """The kinds of value that it accepts."""
    output_kind: str
    """The kind of its output; empty if it is that of the input."""
    purpose: str
    """One English sentence for the documentation."""
    example: str
    """A tag that uses it."""
    has_argument: bool = False
    """True if it accepts an answer in brackets, for a question that has several."""
    requires_value: bool = False
    """True if it fails for a blank value."""
    is_invertible: bool = False
    """True if a control with its output can be read back."""


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A tag of the language."""

    syntax: str
    purpose: str


@dataclass(frozen=True, slots=True)
class LanguageTest:
    """A test of the language, which follows ``is`` in a condition."""

    only_bilingual: bool
    purpose: str
    example: str


TAGS: tuple[LanguageTag, ...] = (
    LanguageTag("{{ path }}", "Prints a field, a filtered field, or a value of a loop."),
    LanguageTag("{% if condition %} … {% endif %}", "Prints its content only if the condition is met."),
    LanguageTag("{% elif condition %}", "Another condition, tested if no condition before it is met."),
    LanguageTag("{% else %}", "Prints its content if no condition is met."),
    LanguageTag("{% for name in path %} … {% endfor %}", "Prints its content once for each row of a list."),
    LanguageTag("{%p … %}", "The same as {% … %}, alone in a paragraph, which it removes."),
    LanguageTag("{%tr … %}", "The same as {% … %}, alone in a table row, which it removes."),
    LanguageTag("{# … #}", "A note to whoever edits the template; it is not printed."),
)

CONDITIONS: tuple[LanguageTag, ...] = (
    LanguageTag("path", "There is a value: a text, a date, a row, a tick, a Yes."),
    LanguageTag("not condition", "The condition is not met."),
    LanguageTag("condition and condition", "Both are met."),
    LanguageTag("condition or condition", "At least one is met."),
    LanguageTag('path == "value"', "The field has this value; also != and, for numbers, <, <=, > and >=."),
    LanguageTag("path is test", "The field passes a test."),
)

FILTERS: Mapping[str, LanguageFilter] = MappingProxyType(
    {
        "rows": LanguageFilter(
            frozenset({Kind.ROWS}),
            "",
            "The rows of a list, or one blank row to fill in; on paper a few more, in a finished paper none.",
            "{%tr for row in amendments|rows %}",
        ),
        "paragraphs": LanguageFilter(
            frozenset({Kind.PROSE, Kind.LINE}),
            PARAGRAPHS,
            "The paragraphs of a text, each with its text and a flag for a bullet.",
            "{%p for paragraph in board_address|paragraphs %}",
        ),
        "box": LanguageFilter(
            _QUESTIONS,
            WORDS,
            "The box of a tick or of one answer, ticked or not; the text of a check box control.",
            '{{ board_decision.answer|box("agree") }}',
            has_argument=True,
            is_invertible=True,
        ),
        "checked": LanguageFilter(
            _QUESTIONS,
            WORDS,
            "1 if the box is ticked, or 0; the compiler puts it into a check box control.",
            '{{ board_decision.answer|checked("agree") }}',
            has_argument=True,
        ),
        "ticked": LanguageFilter(
            _QUESTIONS,
            WORDS,
            "The text “(ticked)” if the box is ticked, for screen readers; in a finished paper only.",
            '{{ board_decision.answer|ticked("agree") }}',
            has_argument=True,
        ),
        "iso": LanguageFilter(
            frozenset({Kind.DATE, Kind.MONTH}),
            WORDS,
            "The date as Word stores it behind its text; the compiler puts it into a date control.",
            "{{ dated|iso }}",
            requires_value=True,
        ),
        "conjunction": LanguageFilter(
            frozenset({Kind.LINE}),
            WORDS,
            "The word “and” before a name; its Welsh spelling depends on the name’s first letter.",
            "{{ reviewer_2.name|conjunction }}",
        ),
        "after": LanguageFilter(
            _TEXTS,
            WORDS,
            "In Welsh the word in brackets and the text after it, as they stand together; in English the text.",
            '{{ board|after("gan") }}',
        ),
        "soft": LanguageFilter(
            _TEXTS, WORDS, "In Welsh the text with the soft mutation; in English the text.", "{{ board|soft }}"
        ),
        "nasal": LanguageFilter(
            _TEXTS, WORDS, "In Welsh the text with the nasal mutation; in English the text.", "{{ board|nasal }}"
        ),
        "aspirate": LanguageFilter(
            _TEXTS, WORDS, "In Welsh the text with the aspirate mutation; in English the text.", "{{ board|aspirate }}"
        ),
        "article": LanguageFilter(
            _TEXTS,
            WORDS,
            "In Welsh “y” or “yr” and the text, which softens after “f” in brackets; in English the text.",
            '{{ board|article("m") }}',
        ),
        "kept": LanguageFilter(
            _TEXTS,
            WORDS,
            "The text, which keeps its letters in the filters after it, as names and labels do without it.",
            '{{ board|kept|after("gan") }}',
        ),
        "count": LanguageFilter(
            frozenset({Kind.INTEGER}),
            WORDS,
            "In Welsh the number with the noun and the gender in brackets; in English the number.",
            '{{ loop.length|count("plentyn", "m") }}',
        ),
        "listing": LanguageFilter(
            frozenset({Kind.CHOICES, Kind.ROWS}),
            WORDS,
            "The answers, or the field in brackets of each row, as a list in a sentence: “A, B and C”.",
            '{{ enclosures|listing("text") }}',
        ),
        "weekday": LanguageFilter(
            frozenset({Kind.DATE}), WORDS, "The date with its weekday, to begin a line.", "{{ dated|weekday }}"
        ),
        "on_day": LanguageFilter(
            frozenset({Kind.DATE}), WORDS, "The date with its weekday, within a sentence.", "{{ dated|on_day }}"
        ),
    }
)

TESTS: Mapping[str, LanguageTest] = MappingProxyType(
    {
        "none": LanguageTest(
            only_bilingual=False,
            purpose="There is no value.",
            example="{% if timetable.referred_on is none %}",
        ),
        "foreign": LanguageTest(
            only_bilingual=True,
            purpose="The text is there in the other language only.",
            example="{% if board is foreign %}",
        ),
    }
)
