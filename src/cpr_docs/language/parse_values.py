"""Parsers of dates, months, times and amounts, typed in either language.

A form may be filled in by somebody who writes the other language, so each parser accepts both. In figures the day
comes before the month. Ambiguous text is refused. No message repeats the text, because it may be about a child.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from unicodedata import normalize

from cpr_docs.language import calendar
from cpr_docs.language.calendar import MIDNIGHT, NOON, check_month
from cpr_docs.language.spoken_times import HALF_DAYS, O_CLOCK, in_figures

_SHORTEST_ABBREVIATION = 3


def _abbreviations(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Every name and every prefix of three letters or more, except ambiguous prefixes, with its number."""
    meanings: dict[str, set[int]] = {}
    for name, number in names:
        for length in range(_SHORTEST_ABBREVIATION, len(name) + 1):
            meanings.setdefault(name[:length].casefold(), set()).add(number)
    return {text: numbers.pop() for text, numbers in meanings.items() if len(numbers) == 1}


_MONTHS = _abbreviations(
    [
        *((name, i) for i, name in enumerate(calendar.ENGLISH.months, start=1)),
        *((name, i) for i, name in enumerate(calendar.WELSH.months, start=1)),
        *calendar.WELSH_MUTATED_MONTHS,
    ]
)
_WEEKDAYS = _abbreviations(
    [
        *((name, i) for i, name in enumerate(calendar.ENGLISH.weekdays)),
        *((name, i) for i, name in enumerate(calendar.WELSH.weekdays)),
        *calendar.WELSH_MUTATED_WEEKDAYS,
    ]
)

#: Words in a date that do not identify it.
_FILLERS = frozenset({"the", "of", "on", "in", "y", "yr", "o", "ar", "ym", "yn", "mis", "fis", "dydd", "ddydd", "nos"})

_TWELVE_O_CLOCK = {
    **dict.fromkeys(("noon", "midday", "canoldydd", "ganoldydd", "hannerdydd"), NOON),
    **dict.fromkeys(("midnight", "canolnos", "ganolnos", "hannernos"), MIDNIGHT),
}
#: "2.30" without a suffix is ambiguous; "9.00" is in the morning.
_FIRST_UNAMBIGUOUS_HOUR = 7
#: "5 y nos" is in the evening. "4 y nos" is ambiguous.
_FIRST_HOUR_AT_NIGHT = 5

_DAY_IN_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH_IN_FIGURES = re.compile(r"(\d{1,2})[./-](\d{4})", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|af|il|ail|ydd|edd|ed|fed|eg|ain)?", re.ASCII)
# The longest words come first, so that "ail ar hugain" is not read as "ail".
_DAY_IN_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(calendar.WELSH_DAYS, key=len, reverse=True))})\b")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_AT = re.compile(r"(?:at|am) (?=\S)")
_CLOCK = re.compile(r"(?:(\d{1,2})(?:[.:](\d{2}))?)?(.*)", re.ASCII)
_AMOUNT = re.compile(r"([-\u2212]?)£? ?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?", re.ASCII)
_INTEGER = re.compile(r"([-\u2212]?)(\d{1,3}(?:,\d{3})+|\d+)", re.ASCII)

_NO_DATE = "this is not a date: write it as 12 January 2012, 12 Ionawr 2012 or 12/01/2012"
_NO_MONTH = "this is not a month: write it as December 2011, Rhagfyr 2011 or 12/2011"
_NO_TIME = "this is not a time: write it as 2.30 pm, 2.30 yp or 14:30"
_HALF_MISSING = "this time could be in the morning or the afternoon: add am or pm (yb, yp), or write it as 14:30"
_NO_MONEY = "this is not an amount of money: write it as £1,250.00"
_NO_INTEGER = "this is not a whole number: write it as 1,250"


def parse_date(text: str) -> date:
    """The date that the text names, in words or figures, in either language.

    Raises ``ValueError`` for any other text: a year of two digits, a day that the month does not have, or a weekday
    that does not match the date.
    """
    folded = _folded(text)
    if figures := _DAY_IN_FIGURES.fullmatch(folded):
        return _date(figures[4], figures[3], figures[1])
    if figures := _ISO_DAY.fullmatch(folded):
        return _date(figures[1], figures[2], figures[3])
    if not folded[:1].isdigit():
        folded = _DAY_IN_WORDS.sub(lambda day: str(calendar.WELSH_DAYS[day[0]]), folded, count=1)
    words = _significant_words(folded)
    weekday = words.pop(0) if len(words) == 4 else None
    if len(words) != 3:
        raise ValueError(_NO_DATE)
    if words[0] in _MONTHS:
        words[0], words[1] = words[1], words[0]
    day, month, year = _DAY.fullmatch(words[0]), _MONTHS.get(words[1]), _YEAR.fullmatch(words[2])
    if not (day and month and year):
        raise ValueError(_NO_DATE)
    found = _date(year[0], month, day[1])
    if weekday is not None and _WEEKDAYS.get(weekday) != found.weekday():
        raise ValueError("the weekday and the date do not agree")
    return found


def parse_month(text: str) -> tuple[int, int]:
    """The year and the month that the text names: ``(2011, 12)`` for "December 2011" or "12/2011".

    Raises ``ValueError`` for any other text.
    """
    folded = _folded(text)
    if figures := _MONTH_IN_FIGURES.fullmatch(folded):
        year, month = int(figures[2]), int(figures[1])
    elif figures := _ISO_MONTH.fullmatch(folded):
        year, month = int(figures[1]), int(figures[2])
    else:
        words = _significant_words(folded)
        if len(words) != 2 or not _YEAR.fullmatch(words[1]):
            raise ValueError(_NO_MONTH)
        year, month = int(words[1]), _MONTHS.get(words[0], 0)
    return check_month(year, month, message=_NO_MONTH)


def parse_time(text: str) -> time:
    """The time that the text names: "2.30 pm", "2.30 yp", "10am", "14:30", "noon", "deg o'r gloch", "7.00 y nos".

    Raises ``ValueError`` for any other text, and for an hour from 1 to 6 without a suffix, unless a leading nought
    shows that it is a twenty-four hour time.
    """
    spoken = _AT.sub("", _folded(text).replace("\u2019", "'"), count=1)
    clock = _CLOCK.fullmatch(in_figures(spoken))
    if clock is None:
        raise ValueError(_NO_TIME)
    figures, minutes, rest = clock.groups()
    suffix = re.sub(r"[ .']", "", rest)
    if figures and minutes in (None, "00") and (o_clock := O_CLOCK.match(suffix)):
        minutes, suffix = "00", suffix[o_clock.end() :]
    if suffix in _TWELVE_O_CLOCK and figures in (None, "12") and minutes in (None, "00"):
        return _TWELVE_O_CLOCK[suffix]
    half = HALF_DAYS.get(suffix)
    if figures is None or (suffix and not half) or not (half or minutes):
        raise ValueError(_NO_TIME)
    hour = int(figures)
    if half is None and len(figures) == 1 and 0 < hour < _FIRST_UNAMBIGUOUS_HOUR:
        raise ValueError(_HALF_MISSING)
    if half == "night":
        if 0 < hour < _FIRST_HOUR_AT_NIGHT:
            raise ValueError(_HALF_MISSING)
        half = "morning" if hour == 12 else "afternoon"
    if (half == "morning" and hour > 12) or (half == "afternoon" and hour == 0):
        raise ValueError(_NO_TIME)
    if half == "morning" and hour == 12:
        hour = 0
    elif half == "afternoon" and hour < 12:
        hour += 12
    try:
        return time(hour, int(minutes or 0))
    except ValueError:
        raise ValueError(_NO_TIME) from None


def parse_money(text: str) -> Decimal:
    """The amount in pounds that the text names: "£1,250.00", "£1250", "1250.5".

    Raises ``ValueError`` for any other text, including misplaced commas and fractions of a penny.
    """
    amount = _AMOUNT.fullmatch(_folded(text))
    if amount is None:
        raise ValueError(_NO_MONEY)
    sign, pounds, pence = amount.groups()
    return Decimal(f"{'-' if sign else ''}{pounds.replace(',', '')}{pence or ''}")


def parse_integer(text: str) -> int:
    """The whole number that the text names: "1,250" or "1250"; raises ``ValueError`` for any other text."""
    number = _INTEGER.fullmatch(_folded(text))
    if number is None:
        raise ValueError(_NO_INTEGER)
    return int(f"{'-' if number[1] else ''}{number[2].replace(',', '')}")


def _folded(text: str) -> str:
    """The text in NFC, case-folded and with single spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def _significant_words(folded: str) -> list[str]:
    words = (word.rstrip(".") for word in re.split(r"[ ,]+", folded))
    return [word for word in words if word and word not in _FILLERS]


def _date(year: str, month: str | int, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(_NO_DATE) from None
