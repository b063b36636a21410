"""Dates, months, years and weekdays that a text mentions, in words or figures."""

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import date

from cpr_docs.language import calendar
from cpr_docs.language.languages import Language
from cpr_docs.language.pair.mentions import Mention, PairKind, mention
from cpr_docs.language.pair.scanned_text import ScannedText

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_ENDINGS = r"(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)"
_DAY = rf"\d{{1,2}}{_ENDINGS}?(?![\d\w])"
_BETWEEN = r"(?:\s*[,&/-]\s*(?:(?:and|ac?)\s+)?|\s+(?:and|to|or|until|ac?|i|neu|hyd|tan)\s+)(?:the\s+|y\s+)?"
_DAYS = rf"(?<![\w.])(?P<days>{_DAY}(?:{_BETWEEN}{_DAY}){{0,6}})\s+(?:of\s+|o\s+)?(?:[mf]is\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FIGURES = re.compile(r"(?<![\w.])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\w])")
_ISO = re.compile(r"(?<![\w.])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w])")
_MONTH_IN_FIGURES = re.compile(r"(?<![\w./])(0?[1-9]|1[0-2])[/](?:(19|20)(\d\d))(?![\w/])")
_NUMBER = re.compile(r"\d+")

_ABBREVIATIONS = {
    Language.ENGLISH: "Jan 1 Feb 2 Mar 3 Apr 4 Jun 6 Jul 7 Aug 8 Sep 9 Sept 9 Oct 10 Nov 11 Dec 12",
    Language.WELSH: "Ion 1 Chwef 2 Maw 3 Ebr 4 Meh 6 Gorff 7 Med 9 Hyd 10 Tach 11 Rhag 12",
}
# April, May, June, Mai and Medi are names of people too: without a figure beside it, a month counts after these words.
_BEFORE_MONTH = {
    Language.ENGLISH: r"\b(?:in|during|since|until|last|next|early|late|mid)[ -]+",
    Language.WELSH: r"\b[mf]is ",
}
#: Seasons that Welsh calls by the name of a month.
_AUTUMN = re.compile(r"\bautumn\b", re.IGNORECASE)
_WELSH_DAY = re.compile(r"\b(?:d?dydd|d?dyddiau|nos|[bf]ore|[bp](?:ryn)?haw?n|prynhawn|brynhawn|pnawn) ([A-Z][a-z]+)\b")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")
_ENGLISH_WEEKDAY = re.compile(rf"\b({'|'.join(calendar.ENGLISH.weekdays)})s?\b")
_WELSH_WEEKDAYS = {
    **{name: number for number, name in enumerate(calendar.WELSH.weekdays)},
    "Lun": 0,
    "Fawrth": 1,
    "Fercher": 2,
    "Wener": 4,
}


def date_mentions(text: ScannedText, language: Language) -> Iterator[Mention]:
    """The dates in the text, which are taken out of it."""
    yield from _weekdays(text, language)
    yield from _in_figures(text)
    months = _months(language)
    day_and_month, month_and_day, month_and_year = _patterns(language)
    for match in text.take_figures(day_and_month):
        days = [int(number) for number in _NUMBER.findall(match["days"])]
        for day in days:
            if not 1 <= day <= 31:
                yield mention(PairKind.NUMBER, ("number", day))
            yield from _day(match["year"], months[match["month"]], day)
    for match in text.take_figures(month_and_day):
        yield from _day(match["year"], months[match["month"]], int(match["day"]))
    for match in text.take_figures(month_and_year):
        yield _month(months[match["month"]])
        yield year_mention(int(match["year"]))
    yield from _months_alone(text, language)


def year_mention(year: int) -> Mention:
    """A year, which a text may also mention as a number."""
    return mention(PairKind.DATE, ("number", year))


def is_year(number: int) -> bool:
    """True if a number of four figures is most likely a year."""
    return _FIRST_YEAR <= number <= _LAST_YEAR


@functools.cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """A date that begins with the day, one that begins with the month, and a month with its year."""
    name = rf"(?P<month>{_alternatives(_months(language))})\b\.?"
    return (
        re.compile(rf"{_DAYS}{name}(?:,?\s+{_YEAR})?"),
        re.compile(rf"\b{name}\s+(?P<day>\d{{1,2}})(?:{_ENDINGS}|(?=,))(?:,?\s+{_YEAR})?"),
        re.compile(rf"\b{name}\s+(?:o\s+)?{_YEAR}"),
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@functools.cache
def _months(language: Language) -> dict[str, int]:
    names = calendar.ENGLISH if language is Language.ENGLISH else calendar.WELSH
    months = {name: number for number, name in enumerate(names.months, start=1)}
    if language is Language.WELSH:
        months |= dict(calendar.WELSH_MUTATED_MONTHS)
    words = _ABBREVIATIONS[language].split()
    return months | {name: int(number) for name, number in zip(words[::2], words[1::2], strict=True)}


def _in_figures(text: ScannedText) -> Iterator[Mention]:
    for match in text.take_figures(_ISO):
        yield from _day(match[1], int(match[2]), int(match[3]))
    for match in text.take_figures(_FIGURES):
        year = match[4] if len(match[4]) == 4 else f"{'20' if match[4] < '50' else '19'}{match[4]}"
        try:
            date(int(year), int(match[3]), int(match[1]))
        except ValueError:
            text.keep(match)
        else:
            yield from _day(year, int(match[3]), int(match[1]))
    for match in text.take_figures(_MONTH_IN_FIGURES):
        yield _month(int(match[1]))
        yield year_mention(int(match[2] + match[3]))


def _day(year: str | None, month: int, day: int) -> Iterator[Mention]:
    # A date without its year agrees with that day in any year; the year itself is a mention of its own.
    years = range(_FIRST_YEAR, _LAST_YEAR + 1) if year is None else [int(year)]
    yield mention(PairKind.DATE, *(("date", each, month, day) for each in years))
    yield _month(month, required=False)
    if year is not None:
        yield year_mention(int(year))


def _month(month: int, *, required: bool = True) -> Mention:
    return mention(PairKind.DATE, ("month", month), required=required)


def _months_alone(text: ScannedText, language: Language) -> Iterator[Mention]:
    for match in text.take(_month_pattern(language)):
        yield _month(_months(language)[match["month"]], required=match["before"] is not None)
    if language is Language.ENGLISH and _AUTUMN.search(text.rest):
        yield _month(10, required=False)


@functools.cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    # An abbreviation alone is too short to be certain.
    whole = _months(language).keys() - set(_ABBREVIATIONS[language].split())
    return re.compile(rf"(?P<before>{_BEFORE_MONTH[language]})?\b(?P<month>{_alternatives(whole)})\b")


def _weekdays(text: ScannedText, language: Language) -> Iterator[Mention]:
    if language is Language.ENGLISH:
        for match in text.take(_ENGLISH_WEEKDAY):
            yield mention(PairKind.DATE, ("weekday", calendar.ENGLISH.weekdays.index(match[1])))
        return
    for match in text.take(_WELSH_DAY):
        if match[1] in _WELSH_WEEKDAYS:
            yield mention(PairKind.DATE, ("weekday", _WELSH_WEEKDAYS[match[1]]))
        else:
            text.keep(match)
    # Llun and Iau are other words too, so that a weekday alone is none that the English must have.
    for word in _CAPITALISED.findall(text.rest):
        if word in _WELSH_WEEKDAYS:
            yield mention(PairKind.DATE, ("weekday", _WELSH_WEEKDAYS[word]), required=False)
