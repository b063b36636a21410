"""The protocol of a language's conventions: dates, times, amounts and lists, printed and parsed.

Numbers and amounts of money are the same in both languages.
"""

import datetime
from abc import abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol


class Conventions(Protocol):
    """Prints the values of one language, and parses them.

    Each ``parse_`` method is the inverse of the method that it is named after, and also accepts common typed forms, in
    either language. The parsers are imported on first use.
    """

    __slots__ = ()

    @abstractmethod
    def date(self, day: datetime.date) -> str:
        """The day, month and year, without a weekday: ``12 January 2012``."""

    @abstractmethod
    def weekday_date(self, day: datetime.date) -> str:
        """The date with its weekday, at the start of a line: ``Thursday 12 January 2012``."""

    @abstractmethod
    def adverbial_date(self, day: datetime.date) -> str:
        """The date with its weekday, as an adverb within a sentence."""

    @abstractmethod
    def month(self, year: int, month: int) -> str:
        """A month of a year: ``December 2011``; raises ``ValueError`` for a month that does not exist."""

    @abstractmethod
    def about(self, words: str) -> str:
        """The words of a date that is an estimate: ``about 12 January 2012``."""

    @abstractmethod
    def about_month(self, year: int, month: int) -> str:
        """A month that is an estimate: ``about December 2011``."""

    @abstractmethod
    def time(self, moment: datetime.time) -> str:
        """A time of day by the twelve-hour clock: ``2.30 pm``; raises ``ValueError`` for seconds."""

    @abstractmethod
    def listing(self, words: Sequence[str], *, mutates: bool = True) -> str:
        """The words as a list in a sentence, the last joined with "and"; ``mutates=False`` for names."""

    @abstractmethod
    def alternatives(self, words: Sequence[str], *, mutates: bool = True) -> str:
        """The words as a list in a sentence, the last joined with "or"; ``mutates=False`` for names."""

    @abstractmethod
    def conjunction(self, name: str) -> str:
        """The word "and" as it is spelt before a name that is printed after it, letters and article unchanged."""

    def money(self, amount: Decimal) -> str:
        """An amount of pounds with its pence: ``£1,250.00``; raises ``ValueError`` for fractions of a penny."""
        return money_in_figures(amount)

    def integer(self, number: int) -> str:
        """A whole number with a comma at each thousand: ``1,250``."""
        return integer_in_figures(number)

    def parse_date(self, text: str) -> datetime.date:
        """The date that the text names; raises ``ValueError`` if there is none."""
        # Imported on use: only reading parses values.
        from cpr_docs.language.parse_values import parse_date

        return parse_date(text)

    def parse_month(self, text: str) -> tuple[int, int]:
        """The year and the month that the text names; raises ``ValueError`` if there is none."""
        # Imported on use: only reading parses values.
        from cpr_docs.language.parse_values import parse_month

        return parse_month(text)

    def parse_time(self, text: str) -> datetime.time:
        """The time of day that the text names; raises ``ValueError`` if there is none."""
        # Imported on use: only reading parses values.
        from cpr_docs.language.parse_values import parse_time

        return parse_time(text)

    def parse_money(self, text: str) -> Decimal:
        """The amount of pounds that the text names; raises ``ValueError`` if there is none."""
        # Imported on use: only reading parses values.
        from cpr_docs.language.parse_values import parse_money

        return parse_money(text)

    def parse_integer(self, text: str) -> int:
        """The whole number that the text names; raises ``ValueError`` if there is none."""
        # Imported on use: only reading parses values.
        from cpr_docs.language.parse_values import parse_integer

        return parse_integer(text)


def integer_in_figures(number: int) -> str:
    """A whole number with a comma at each thousand: ``1,250``."""
    return f"{number:,}"


def money_in_figures(amount: Decimal) -> str:
    """An amount of pounds with its pence: ``£1,250.00``.

    Raises ``ValueError`` for NaN, infinity and fractions of a penny: rounding would print another amount.
    """
    if not amount.is_finite():
        raise ValueError("an amount of money must be a number")
    # abs would round to the precision of the thread's decimal context.
    figures = f"{amount.copy_abs():,.2f}"
    if Decimal(figures.replace(",", "")) != amount.copy_abs():
        raise ValueError("an amount of money has no parts of a penny")
    return f"{'-' if amount < 0 else ''}£{figures}"
