"""One term that must never be printed, in all the shapes in which a writer may have put it on paper.

A term is found in capitals or small, with or without accents, with any apostrophe, hyphen, blank or line end between
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
"""Stands before a term that is looked for with its own capitals, and not mutated."""

#: Mutated, many a short name is a common word: Tim gives *dim*, Gus "us", Pride "bride", Mair *fair*.
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
"""Stands before every pattern of a term: a word begins there."""


@dataclass(frozen=True, repr=False)
class Term:
    """A term and the line of the list that it stands on; no text of it says which term it is."""

    line: int
    pattern: str
    """What it looks like in plain small letters, as a regular expression."""
    unmutated: str
    """The same for the term as it is."""
    cased: str = ""
    """The same with its own capitals, where it is looked for as it is written."""

    @classmethod
    def of(cls, text: str, line: int) -> "Term | None":
        """The term that a line holds; None where there is no word in it."""
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
        # The cache of the module re is too small for a long list.
        return re.compile(BEGIN + (self.cased or self.pattern)), re.compile(self.unmutated)

    def places_in(self, text: str, small: str) -> Iterator[int]:
        """Where the term begins in a plain text, which is also given in small letters."""
        whole, unmutated = self._compiled
        if self.cased:
            yield from (match.start() for match in whole.finditer(text))
            return
        for match in whole.finditer(small):
            is_short = len(re.sub(r"[\W_]", "", match[0])) <= _SHORT
            if not is_short or text[match.start()].isupper() or unmutated.match(small, match.start()):
                yield match.start()


def _forms(word: str) -> list[str]:
    if word in _ARTICLE:
        return ["yr", "y", "r"]
    # The longest first: whether a whole word is meant is asked only after the last one.
    return sorted(mutated_forms(word), key=lambda form: (-len(form), form))


def _pattern(words: list[list[str]]) -> str:
    """The words one after the other, each in one of its forms."""
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
    """The day in figures, forwards and backwards, and in words of either language."""
    date, month = f"0?{day.day}", f"0?{day.month}"
    year = f"(?:{day.year:04d}|{day.year % 100:02d})"
    names = "|".join(sorted({f"{name[:3].lower()}[a-z]*" for name, number in _MONTHS if number == day.month}))
    gap, dot = _IN_A_DATE, r"[\s./\-_]+"
    ways = (
        f"{date}{_ORDINAL}{gap}(?:{names}){gap}{year}",
        f"(?:{names}){gap}{date}{_ORDINAL}{gap}{year}",
        f"{date}{dot}{month}{dot}{year}",
        f"{day.year:04d}{dot}{month}{dot}{date}",
        f"{day:%d%m}{day.year:04d}|{day.year:04d}{day:%m%d}",
    )
    # Behind it a letter may follow, as in the date that Word keeps behind the words: 2012-03-01T00:00:00Z.
    return rf"(?:{'|'.join(ways)})(?!\d)"
