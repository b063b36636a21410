"""A term of the deny-list, as a pattern that matches all its spellings and mutations.

A term is found in upper or lower case, with or without accents, with any apostrophe, hyphen, blank or line end between
its words or none, with an English -s at its end, and with each of its words mutated; as whole words only. A date is
found in figures and in words, in either language.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cpr_docs.language import calendar
from cpr_docs.language.normalise import plain, plain_words
from cpr_docs.language.parse_values import parse_date
from cpr_docs.language.welsh.mutation import mutated_forms

AS_WRITTEN = "="
"""The prefix of a term that is found only with its own capitals and unmutated."""

# A mutated short name is often a common word (Tim → *dim*, Gus → "us", Pride → "bride", Mair → *fair*), so that a
# mutation of at most this length is found only with a capital.
_SHORT = 5

_BETWEEN = r"[\s'\-._/\\]*"
_END = r"(?![^\W_])"
_PLURAL_IN_ES = ("s", "x", "z", "ch", "sh")
_ARTICLE = frozenset({"y", "yr"})

_ORDINAL = "(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)?"
_IN_A_DATE = r"[\s,.'\-/_]*(?:(?:of|o|mis|fis)\s+)*"
_MONTHS = [
    *((name, number) for number, name in enumerate(calendar.ENGLISH.months, start=1)),
    *((name, number) for number, name in enumerate(calendar.WELSH.months, start=1)),
    *calendar.WELSH_MUTATED_MONTHS,
]


BEGIN = r"(?<![^\W_])"
"""The prefix of every term's pattern: the beginning of a word."""


@dataclass(frozen=True, repr=False)
class Term:
    """A term with its line in the list. The ``repr`` does not contain the term."""

    line: int
    pattern: str
    """The regular expression for the term and its mutations, in plain lower-case text."""
    unmutated: str
    """The regular expression for the unmutated term, in plain lower-case text."""
    cased: str = ""
    """The regular expression with the term's own capitals, for a term after `AS_WRITTEN`; otherwise empty."""

    @classmethod
    def of(cls, text: str, line: int) -> "Term | None":
        """Parses a line of the list; None if the line has no word."""
        as_written = text.startswith(AS_WRITTEN)
        text = text.removeprefix(AS_WRITTEN)
        words = plain_words(text)
        if not words:
            return None
        day = _date_in(text)
        if day is not None:
            pattern = _date_pattern(day)
            return cls(line, pattern, pattern)
        unmutated = _pattern([[word] for word in words])
        if as_written:
            own = re.findall(r"[^\W_]+", plain(text))
            return cls(line, unmutated, unmutated, _pattern([[word] for word in own]))
        return cls(line, _pattern([_forms(word) for word in words]), unmutated)

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        # The cache of `re` is too small for a long list.
        return re.compile(BEGIN + (self.cased or self.pattern)), re.compile(self.unmutated)

    def find_in(self, text: str, lower: str) -> Iterator[int]:
        """The indices at which the term begins in a plain text, given in its own and in lower case."""
        whole, unmutated = self._compiled
        if self.cased:
            yield from (match.start() for match in whole.finditer(text))
            return
        for match in whole.finditer(lower):
            is_short = len(re.sub(r"[\W_]", "", match[0])) <= _SHORT
            if not is_short or text[match.start()].isupper() or unmutated.match(lower, match.start()):
                yield match.start()


def _forms(word: str) -> list[str]:
    if word in _ARTICLE:
        return ["yr", "y", "r"]
    # The longest first: the end of the word is tested only after the last word of the term.
    return sorted(mutated_forms(word), key=lambda form: (-len(form), form))


def _pattern(words: list[list[str]]) -> str:
    """The regular expression for the words in sequence, each in one of its forms."""
    joined = _BETWEEN.join(f"(?:{'|'.join(map(re.escape, forms))})" for forms in words)
    ends = words[-1]
    plural = "" if ends[0][-1].isdigit() else "(?:e?s)?" if ends[0].endswith(_PLURAL_IN_ES) else "s?"
    return f"{joined}{plural}{_END}"


def _date_in(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _date_pattern(day: datetime.date) -> str:
    """The regular expression for a day in figures, year first or last, and in words of either language."""
    date, month = f"0?{day.day}", f"0?{day.month}"
    year = f"(?:{day.year:04d}|{day.year % 100:02d})"
    names = "|".join(sorted({f"{name[:3].lower()}[a-z]*" for name, number in _MONTHS if number == day.month}))
    gap, dot = _IN_A_DATE, r"[\s./\-_]+"
    formats = (
        f"{date}{_ORDINAL}{gap}(?:{names}){gap}{year}",
        f"(?:{names}){gap}{date}{_ORDINAL}{gap}{year}",
        f"{date}{dot}{month}{dot}{year}",
        f"{day.year:04d}{dot}{month}{dot}{date}",
        f"{day:%d%m}{day.year:04d}|{day.year:04d}{day:%m%d}",
    )
    # A letter may follow, as in the ISO date of a date control: 2012-03-01T00:00:00Z.
    return rf"(?:{'|'.join(formats)})(?!\d)"
