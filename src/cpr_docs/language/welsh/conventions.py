"""Dates, times and lists as Welsh prints them.

Dates: Bangor University, *Ysgrifennu llythyrau clir* (no ending after the number), and dates in legislation
and on the Welsh Government's pages (no comma after the weekday). Times: general knowledge (GK); the Welsh
Government's own rule was not found.
"""

import datetime
from collections.abc import Sequence

from cpr_docs.language.calendar import MIDNIGHT, NOON, WELSH, check_month, hour_and_minute
from cpr_docs.language.protocol import Conventions
from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.phrases import conjoin, disjoin, spelt_before

#: The first hour of *yr hwyr* (yh); earlier times are *y prynhawn* (yp). GK: usage varies between five and seven. The
#: parser treats both suffixes alike, so that the choice does not affect reading back.
_EVENING = datetime.time(18)


class WelshConventions(Conventions):
    """The Welsh of official letters: ``12 Ionawr 2012``, ``2.30 yp``, a/ac with its mutation."""

    __slots__ = ()

    def date(self, day: datetime.date) -> str:
        """The date in full: ``12 Ionawr 2012``; a month never mutates after the figures."""
        return f"{day.day} {WELSH.months[day.month - 1]} {day.year:04d}"

    def weekday_date(self, day: datetime.date) -> str:
        """The date with its weekday, at the start of a line: ``Dydd Iau 12 Ionawr 2012``."""
        return f"Dydd {WELSH.weekdays[day.weekday()]} {self.date(day)}"

    def adverbial_date(self, day: datetime.date) -> str:
        """The date as an adverb, which softens: ``ddydd Iau 12 Ionawr 2012``; *ar* before it has no further effect."""
        return mutate(f"dydd {WELSH.weekdays[day.weekday()]} {self.date(day)}", Mutation.SOFT)

    def month(self, year: int, month: int) -> str:
        """A month of a year: ``Rhagfyr 2011``; raises ``ValueError`` for a month that does not exist."""
        check_month(year, month, message="there is no such month")
        return f"{WELSH.months[month - 1]} {year:04d}"

    def about(self, words: str) -> str:
        """The words of a date that is an estimate: ``tua 12 Ionawr 2012``; figures never mutate."""
        return f"tua {words}"

    def about_month(self, year: int, month: int) -> str:
        """A month that is an estimate: ``tua mis Rhagfyr 2011``; after *mis* no name mutates."""
        return self.about(f"mis {self.month(year, month)}")

    def time(self, moment: datetime.time) -> str:
        """A time of day: ``10.00 yb``, ``2.30 yp``, ``7.00 yh``, ``12.00 canol dydd``, ``12.00 canol nos``.

        Raises ``ValueError`` for seconds.
        """
        figures = hour_and_minute(moment)
        if moment in (NOON, MIDNIGHT):
            return f"{figures} {'canol dydd' if moment == NOON else 'canol nos'}"
        if moment < NOON:
            return f"{figures} yb"
        return f"{figures} {'yp' if moment < _EVENING else 'yh'}"

    def listing(self, words: Sequence[str], *, mutates: bool = True) -> str:
        """The words as a list: ``Heddlu, Addysg a Phrawf``."""
        return conjoin(words, mutates=mutates)

    def alternatives(self, words: Sequence[str], *, mutates: bool = True) -> str:
        """The words as a choice: ``Heddlu, Addysg neu Brawf``."""
        return disjoin(words, mutates=mutates)

    def conjunction(self, name: str) -> str:
        """The word before the name: ``a``, or ``ac`` before a vowel; an article of the name does not contract."""
        return spelt_before("a", name)


WELSH_CONVENTIONS = WelshConventions()
