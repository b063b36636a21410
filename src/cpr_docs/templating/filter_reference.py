"""The filters and tests of the template language, each with what it takes and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpr_docs.models.fields import Kind

PARAGRAPHS = "paragraphs"
"""What the filter of that name gives: the paragraphs of a text, each with its text and whether it is a bullet."""
WORDS = "words"
"""What a filter makes for print, which is no value of the form any more."""
LOOP = "loop"
"""What ``loop`` is inside a loop."""
UNKNOWN = "unknown"
"""The kind of what is not known because of another mistake."""

PRINTABLE = frozenset(
    {Kind.LINE, Kind.PROSE, Kind.DATE, Kind.MONTH, Kind.TIME, Kind.MONEY, Kind.INTEGER, Kind.CHOICE, WORDS}
)
"""What ``{{ }}`` prints by itself."""

_QUESTIONS = frozenset({Kind.TICK, Kind.YES_NO, Kind.CHOICE})


@dataclass(frozen=True, slots=True)
class LanguageFilter:
    """A filter of the language."""

    takes: frozenset[str]
    """The kinds of value that it is for."""
    gives: str
    """The kind that it gives; empty for the kind that it was given."""
    purpose: str
    """What it is for, one English sentence."""
    example: str
    """A tag that uses it."""
    takes_answer: bool = False
    """Whether it is given an answer in brackets, for a question that has several."""
    needs_value: bool = False
    """Whether it fails where there is no value."""
    keeps_letters: bool = False
    """Whether what it prints is read back as the value that it was given."""


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A tag of the language."""

    written: str
    purpose: str


@dataclass(frozen=True, slots=True)
class LanguageTest:
    """A test of the language: what may stand after ``is``."""

    only_bilingual: bool
    purpose: str
    example: str


TAGS: tuple[LanguageTag, ...] = (
    LanguageTag("{{ path }}", "Prints a field, a filter of it, or what a loop gives."),
    LanguageTag("{% if condition %} … {% endif %}", "Prints what is between only under a condition."),
    LanguageTag("{% elif condition %}", "Another condition, asked where those before it are not met."),
    LanguageTag("{% else %}", "What is printed where no condition is met."),
    LanguageTag("{% for name in path %} … {% endfor %}", "Prints what is between once for each row of a list."),
    LanguageTag("{%p … %}", "The same as {% … %}, alone in a paragraph, which it takes away."),
    LanguageTag("{%tr … %}", "The same as {% … %}, alone in a table row, which it takes away."),
    LanguageTag("{# … #}", "A note to whoever edits the template; it is not printed."),
)

CONDITIONS: tuple[LanguageTag, ...] = (
    LanguageTag("path", "There is something: a text, a date, a row, a tick, a Yes."),
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
            "The rows of a list, or one blank row where it has none, to be filled in.",
            "{%tr for row in amendments|rows %}",
        ),
        "paragraphs": LanguageFilter(
            frozenset({Kind.PROSE, Kind.LINE}),
            PARAGRAPHS,
            "The paragraphs of a text: of each its text, and whether it is a bullet.",
            "{%p for paragraph in board_address|paragraphs %}",
        ),
        "box": LanguageFilter(
            _QUESTIONS,
            WORDS,
            "The box of a tick or of one answer, ticked or not; what a check box control holds.",
            '{{ board_decision.answer|box("agree") }}',
            takes_answer=True,
            keeps_letters=True,
        ),
        "checked": LanguageFilter(
            _QUESTIONS,
            WORDS,
            "1 where the box is ticked, or 0; compiling puts it into a check box control.",
            '{{ board_decision.answer|checked("agree") }}',
            takes_answer=True,
        ),
        "ticked": LanguageFilter(
            _QUESTIONS,
            WORDS,
            "“(ticked)” in words where the box is ticked, for those who do not see it.",
            '{{ board_decision.answer|ticked("agree") }}',
            takes_answer=True,
        ),
        "iso": LanguageFilter(
            frozenset({Kind.DATE, Kind.MONTH}),
            WORDS,
            "The date as Word keeps it behind its words; compiling puts it into a date control.",
            "{{ dated|iso }}",
            needs_value=True,
        ),
        "conjunction": LanguageFilter(
            frozenset({Kind.LINE}),
            WORDS,
            "The word “and” as it stands before a name, which Welsh spells by the name’s first letter.",
            "{{ reviewer_2.name|conjunction }}",
        ),
    }
)

TESTS: Mapping[str, LanguageTest] = MappingProxyType(
    {
        "none": LanguageTest(
            only_bilingual=False,
            purpose="Whether there is no value.",
            example="{% if timetable.referred_on is none %}",
        ),
        "foreign": LanguageTest(
            only_bilingual=True,
            purpose="Whether a text is there in the other language only.",
            example="{% if board is foreign %}",
        ),
    }
)
