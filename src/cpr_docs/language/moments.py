"""When something happened, exact or not: printed in a language, and parsed from the cell of a table in either.

A moment is a day, perhaps with a time; a whole month; a whole year; or the days from one to another. Each may be an
estimate. The days are the first and the last on which it can have happened, so that moments sort and filter.
"""

import calendar
import re
from datetime import date, time
from typing import NamedTuple
from unicodedata import normalize

from cpr_docs.language.languages import Language
from cpr_docs.language.parse_values import parse_date, parse_month, parse_time


class Moment(NamedTuple):
    """When something happened; the names are those of the fields of `When`."""

    on: date
    """The day, or the first day on which it can have happened or begun."""
    until: date | None = None
    """The last day on which it ended or can have happened; None for a single day."""
    at: time | None = None
    """The time, of a single day alone."""
    about: bool = False
    """True if the days are an estimate."""


_NO_MOMENT = "this is not a date: write it as 12 March 2012, 10-14/03/2012, March 2012, 2012 or c. 3/2012"

_ABOUT = re.compile(r"(?:(?:about|approximately|approx\.?|around|circa|ca\.|tua|oddeutu|o gwmpas)\s+|c\.\s*)(?=\S)")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAY = re.compile(r"\d{1,2}", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})", re.ASCII)
_DAY_IN_FIGURES = re.compile(r"\d{1,2}([./])\d{1,2}\1\d{4}", re.ASCII)
# A hyphen between figures may also join the parts of one date.
_RANGE = re.compile(r"(.+?)(?: (?:to|until|till|hyd at|hyd|tan|i) | ?[\u2013\u2014] ?| - )(.+)")
_DAYS_OF_A_MONTH = re.compile(r"(\d{1,2})-(\d{1,2}(?:[./]\d{1,2}[./]\d{4}| .+))", re.ASCII)
_FIGURES_TO_FIGURES = re.compile(r"(\d{1,2}[./]\d{1,2}(?:[./]\d{4})?)-(\d{1,2}[./]\d{1,2}[./]\d{4})", re.ASCII)
# A date has at most nine words, and a time eight.
_MOST_WORDS = 17


def whole_month(on: date, until: date | None) -> bool:
    """True if the days are those of a calendar month."""
    return until is not None and (on.day, until) == (1, _last_day(on.year, on.month))


def whole_year(on: date, until: date | None) -> bool:
    """True if the days are those of a calendar year."""
    return until is not None and (on, until) == (date(on.year, 1, 1), date(on.year, 12, 31))


def print_moment(moment: Moment, language: Language) -> str:
    """The moment in words: ``12 March 2012, 2.30 pm``, ``March 2012``, ``2012``, ``about 2012``.

    Other days are ``28 February 2012 – 2 March 2012``. `parse_moment` is the inverse, but for a last day that is the
    first.
    """
    conventions = language.conventions
    on, until, at, about = moment
    if whole_year(on, until):
        text = f"{on.year:04d}"
    elif whole_month(on, until):
        if about:
            return conventions.about_month(on.year, on.month)
        text = conventions.month(on.year, on.month)
    elif until is not None and until != on:
        text = f"{conventions.date(on)} \u2013 {conventions.date(until)}"
    else:
        text = conventions.date(on) if at is None else f"{conventions.date(on)}, {conventions.time(at)}"
    return conventions.about(text) if about else text


def parse_moment(text: str) -> Moment:
    """The moment that the text names, in words or figures, in either language.

    "12 March 2012, 2.30 pm", "March 2012", "3/2012", "2012", "28 February – 2 March 2012", "10-14/03/2012"; before
    each "about", "circa", "c.", "tua" or "tua mis". Raises ``ValueError`` for any other text; the message does not
    repeat it.
    """
    folded = " ".join(normalize("NFC", text).casefold().split())
    prefix = _ABOUT.match(folded)
    rest = folded[prefix.end() :] if prefix else folded
    return _parsed(rest)._replace(about=prefix is not None)


def _parsed(text: str) -> Moment:
    if _YEAR.fullmatch(text) and int(text):
        return Moment(date(int(text), 1, 1), date(int(text), 12, 31))
    for parse in (_month, _day, _days):
        found = parse(text)
        if found is not None:
            return found
    raise ValueError(_NO_MOMENT)


def _month(text: str) -> Moment | None:
    try:
        year, month = parse_month(text)
    except ValueError:
        return None
    return Moment(date(year, month, 1), _last_day(year, month))


def _day(text: str) -> Moment | None:
    """A day, perhaps with a time behind it."""
    whole = _date(text)
    if whole is not None:
        return Moment(whole)
    words = text.split(" ")
    for count in range(1, min(len(words), _MOST_WORDS)):
        day = _date(" ".join(words[:count]).rstrip(","))
        if day is not None:
            try:
                return Moment(day, at=parse_time(" ".join(words[count:])))
            except ValueError:
                continue
    return None


def _days(text: str) -> Moment | None:
    """The days from one to another; the first may leave out the month and the year of the last."""
    match = _FIGURES_TO_FIGURES.fullmatch(text) or _DAYS_OF_A_MONTH.fullmatch(text) or _RANGE.fullmatch(text)
    last = _date(match[2]) if match else None
    if match is None or last is None:
        return None
    first = _first_day(match[1], last)
    if first is None or first > last:
        return None
    return Moment(first, last if first < last else None)


def _first_day(text: str, last: date) -> date | None:
    if _DAY.fullmatch(text):
        return _date(f"{text}/{last.month}/{last.year:04d}")
    if figures := _DAY_AND_MONTH.fullmatch(text):
        return _date(f"{figures[1]}/{figures[2]}/{last.year:04d}")
    return _date(text) or _date(f"{text} {last.year:04d}")


def _date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
