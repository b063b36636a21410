"""Dates, times and lists as English prints them."""

import datetime
from collections.abc import Sequence

from cpr_docs.language.calendar import ENGLISH, MIDNIGHT, NOON, check_month, hour_and_minute
from cpr_docs.language.protocol import Conventions


class EnglishConventions(Conventions):
    """The English of the guidance: ``12 January 2012``, ``2.30 pm``, no comma before "and"."""

    __slots__ = ()

    def date(self, day: datetime.date) -> str:
        """The date in full: ``12 January 2012``; the year always has four figures, so that it reads back."""
        return f"{day.day} {ENGLISH.months[day.month - 1]} {day.year:04d}"

    def weekday_date(self, day: datetime.date) -> str:
        """The date with its weekday: ``Thursday 12 January 2012``."""
        return f"{ENGLISH.weekdays[day.weekday()]} {self.date(day)}"

    def adverbial_date(self, day: datetime.date) -> str:
        """The date with its weekday, the same within a sentence: "on Thursday 12 January 2012"."""
        return self.weekday_date(day)

    def month(self, year: int, month: int) -> str:
        """A month of a year: ``December 2011``; raises ``ValueError`` for a month that does not exist."""
        check_month(year, month, message="there is no such month")
        return f"{ENGLISH.months[month - 1]} {year:04d}"

    def about(self, words: str) -> str:
        """The words of a date that is an estimate: ``about 12 January 2012``."""
        return f"about {words}"

    def about_month(self, year: int, month: int) -> str:
        """A month that is an estimate: ``about December 2011``."""
        return self.about(self.month(year, month))

    def time(self, moment: datetime.time) -> str:
        """A time of day: ``2.30 pm``, ``12.00 noon``, ``12.00 midnight``; raises ``ValueError`` for seconds."""
        figures = hour_and_minute(moment)
        if moment in (NOON, MIDNIGHT):
            return f"{figures} {'noon' if moment == NOON else 'midnight'}"
        return f"{figures} {'am' if moment < NOON else 'pm'}"

    def listing(self, words: Sequence[str], *, mutates: bool = True) -> str:
        """The words as a list: ``Police, Education and Probation``."""
        return _joined(words, "and")

    def alternatives(self, words: Sequence[str], *, mutates: bool = True) -> str:
        """The words as a choice: ``Police, Education or Probation``."""
        return _joined(words, "or")

    def conjunction(self, name: str) -> str:
        """The word before any name: ``and``."""
        return "and"


ENGLISH_CONVENTIONS = EnglishConventions()


def _joined(words: Sequence[str], conjunction: str) -> str:
    *most, last = [word for word in words if word] or [""]
    return f"{', '.join(most)} {conjunction} {last}" if most else last
