"""Unicode's CLDR, as contained in Babel, agrees with the library's tables, except where a difference is intended."""

from datetime import timedelta

import pytest
from babel import Locale
from babel.dates import format_timedelta
from babel.units import format_unit

from cpr_docs.language import Language
from cpr_docs.language.calendar import ENGLISH, WELSH, CalendarNames
from cpr_docs.language.welsh import count

CASES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 21, 24, 50, 99]


@pytest.mark.parametrize(("language", "names"), [(Language.ENGLISH, ENGLISH), (Language.WELSH, WELSH)])
def test_months_and_weekdays_are_cldrs(language: Language, names: CalendarNames) -> None:
    locale = Locale(language.value)
    assert names.months == tuple(locale.months["format"]["wide"].values())
    weekdays = tuple(locale.days["format"]["wide"][number] for number in range(7))
    assert tuple(f"Dydd {day}" if language is Language.WELSH else day for day in names.weekdays) == weekdays


@pytest.mark.parametrize("n", [n for n in CASES if n != 4])
def test_years_are_counted_as_cldr_counts_them(n: int) -> None:
    assert count(n, "blwyddyn", "f") == format_unit(n, "duration-year", locale="cy")


def test_four_years_differ_from_cldr_on_purpose_because_they_are_read_pedair_blynedd() -> None:
    assert format_unit(4, "duration-year", locale="cy") == "4 mlynedd"
    assert count(4, "blwyddyn", "f") == "4 blynedd"


@pytest.mark.parametrize(
    ("unit", "noun", "gender"),
    [
        ("duration-week", "wythnos", "f"),
        ("duration-minute", "munud", "m"),
        ("duration-second", "eiliad", "m"),
        ("duration-night", "noson", "f"),
        ("duration-millisecond", "milieiliad", "m"),
        ("area-square-foot", "troedfedd sgwâr", "f"),
        ("area-square-mile", "milltir sgwâr", "f"),
        ("area-square-yard", "llath sgwâr", "f"),
        ("length-nautical-mile", "milltir fôr", "f"),
        ("volume-gallon", "galwyn", "m"),
        ("volume-pint", "peint", "m"),
        ("volume-tablespoon", "llond llwy fwrdd", "m"),
    ],
)
@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 20, 24])
def test_units_are_counted_as_cldr_counts_them(unit: str, noun: str, gender: str, n: int) -> None:
    assert count(n, noun, gender) == format_unit(n, unit, locale="cy")


@pytest.mark.parametrize("n", [1, 2, 3, 4, 6, 12, 20, 24])
def test_months_days_and_hours_are_counted_as_cldr_counts_them(n: int) -> None:
    def cldr(step: timedelta, granularity: str) -> str:
        return format_timedelta(n * step, granularity=granularity, threshold=1000, locale="cy")  # type: ignore[arg-type]

    assert count(n, "mis", "m") == cldr(timedelta(days=30), "month")
    assert count(n, "diwrnod", "m") == cldr(timedelta(days=1), "day")
    assert count(n, "awr", "f") == cldr(timedelta(hours=1), "hour")


def test_some_days_differ_from_cldr_on_purpose_because_legislation_has_10_niwrnod() -> None:
    assert [count(n, "diwrnod", "m") for n in (5, 7, 8, 9, 10)] == [
        "5 niwrnod",
        "7 niwrnod",
        "8 niwrnod",
        "9 niwrnod",
        "10 niwrnod",
    ]
