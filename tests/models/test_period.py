"""The length of a period in months begun, including its last day."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.guidance.parts.review import PeriodBand, ReviewPeriod, months_after
from cpr_docs.language.bilingual import BilingualProse

WHY = BilingualProse(en="Why")

BANDS = [
    ("2012-01-01", "2012-01-01", "0-6", "a single day"),
    ("2012-01-01", "2012-06-30", "0-6", "six months exactly"),
    ("2012-01-01", "2012-07-01", "7-12", "six months and a day"),
    ("2012-01-01", "2012-12-31", "7-12", "twelve months exactly"),
    ("2012-01-01", "2013-01-01", "13-18", "twelve months and a day"),
    ("2012-01-01", "2013-06-30", "13-18", "eighteen months exactly"),
    ("2012-01-01", "2013-07-01", "19-24", "eighteen months and a day"),
    ("2012-01-01", "2013-12-31", "19-24", "twenty-four months exactly"),
    ("2012-01-01", "2014-01-01", "over-24", "twenty-four months and a day"),
    ("1990-01-01", "2014-01-01", "over-24", "twenty-four years"),
    ("2012-03-15", "2012-09-14", "0-6", "six months from the middle of a month"),
    ("2012-03-15", "2012-09-15", "7-12", "six months and a day from the middle of a month"),
    ("2011-08-31", "2012-02-28", "0-6", "from 31 August to the last day but one of a leap February"),
    ("2011-08-31", "2012-02-29", "7-12", "from 31 August to the last day of a leap February"),
    ("2012-08-31", "2013-02-27", "0-6", "from 31 August to the last day but one of February"),
    ("2012-08-31", "2013-02-28", "7-12", "from 31 August to the last day of February"),
    ("2012-02-29", "2013-02-27", "7-12", "a year from a leap day, to the day before its last"),
    ("2012-02-29", "2013-02-28", "13-18", "a year from a leap day and a day"),
    ("2011-03-01", "2012-02-29", "7-12", "a year that ends on a leap day"),
    ("2011-03-01", "2012-03-01", "13-18", "a year that ends on a leap day, and a day"),
    ("2011-12-31", "2012-06-29", "0-6", "from the last day of a year to the last day but one of June"),
    ("2011-12-31", "2012-06-30", "7-12", "from the last day of a year to the last day of June"),
]

MONTHS_LATER = [
    ("2012-08-31", 6, "2013-02-28"),
    ("2011-08-31", 6, "2012-02-29"),
    ("2012-08-30", 6, "2013-02-28"),
    ("2012-08-28", 6, "2013-02-28"),
    ("2012-02-29", 12, "2013-02-28"),
    ("2012-02-29", 48, "2016-02-29"),
    ("2012-12-31", 6, "2013-06-30"),
    ("2012-07-01", 6, "2013-01-01"),
    ("2012-06-30", 6, "2012-12-30"),
    ("2012-01-31", 0, "2012-01-31"),
    ("2012-01-31", 1, "2012-02-29"),
]


def period(start: date, end: date) -> ReviewPeriod:
    # The required texts depend on the length, which is the subject of this test.
    return ReviewPeriod.model_construct(start=start, end=end, rationale=WHY)


@pytest.mark.parametrize(("start", "end", "band", "_why"), BANDS, ids=[why for *_case, why in BANDS])
def test_the_band_of_a_period(start: str, end: str, band: str, _why: str) -> None:
    assert period(date.fromisoformat(start), date.fromisoformat(end)).band == PeriodBand(band)


@given(st.dates(date(1900, 1, 1), date(2190, 12, 31)), st.integers(0, 2000), st.integers(0, 2000))
def test_a_longer_period_never_has_a_lower_band(start: date, days: int, more: int) -> None:
    bands = list(PeriodBand)
    shorter = period(start, start + datetime.timedelta(days)).band
    longer = period(start, start + datetime.timedelta(days + more)).band
    assert bands.index(shorter) <= bands.index(longer)


@pytest.mark.parametrize(("day", "months", "expected"), MONTHS_LATER)
def test_the_same_day_of_a_later_month_or_its_last_day(day: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(day), months).isoformat() == expected


def test_the_last_day_that_a_period_may_have_has_a_band() -> None:
    assert period(date(2199, 1, 1), date(2199, 12, 31)).band is PeriodBand.UP_TO_12
