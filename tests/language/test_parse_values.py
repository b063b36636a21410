"""Typed values are parsed in either language, and ambiguous ones are refused."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language import Language
from cpr_docs.language.calendar import WELSH, WELSH_MUTATED_MONTHS
from cpr_docs.language.welsh import mutate

languages = st.sampled_from(Language)


@given(languages, st.dates(), languages)
def test_every_date_reads_back_as_it_was_printed(printed: Language, day: date, read: Language) -> None:
    for text in (printed.conventions.date(day), printed.conventions.weekday_date(day)):
        assert read.conventions.parse_date(text) == day
    assert read.conventions.parse_date(printed.conventions.adverbial_date(day)) == day


@given(languages, st.integers(1, 9999), st.integers(1, 12), languages)
def test_every_month_reads_back_as_it_was_printed(printed: Language, year: int, month: int, read: Language) -> None:
    assert read.conventions.parse_month(printed.conventions.month(year, month)) == (year, month)


@pytest.mark.parametrize("read", Language)
@pytest.mark.parametrize("printed", Language)
def test_every_minute_of_the_day_reads_back_as_it_was_printed(printed: Language, read: Language) -> None:
    for minutes in range(24 * 60):
        moment = time(*divmod(minutes, 60))
        assert read.conventions.parse_time(printed.conventions.time(moment)) == moment


@given(languages, st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_every_amount_reads_back_as_it_was_printed(language: Language, amount: Decimal) -> None:
    assert language.conventions.parse_money(language.conventions.money(amount)) == amount


@given(languages, st.integers())
def test_every_whole_number_reads_back_as_it_was_printed(language: Language, number: int) -> None:
    assert language.conventions.parse_integer(language.conventions.integer(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "12 January 2012",
        "12 Ionawr 2012",
        "12/01/2012",
        "12.1.2012",
        "12-01-2012",
        "2012-01-12",
        "12 Ion 2012",
        "12 Jan. 2012",
        "12th January 2012",
        "the 12th of January, 2012",
        "12fed o Ionawr 2012",
        "Thursday 12 January 2012",
        "Thu 12 Jan 2012",
        "on Thursday 12 January 2012",
        "Dydd Iau, 12 Ionawr 2012",
        "ddydd Iau 12 Ionawr 2012",
        "ar ddydd Iau 12fed o Ionawr 2012",
        "January 12, 2012",
        "12 JANUARY 2012",
        "12 ionawr 2012",
        "  12  January\u00a02012 ",
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_date_may_be_typed_in_many_ways(language: Language, text: str) -> None:
    assert language.conventions.parse_date(text) == date(2012, 1, 12)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1af o Fawrth 2012", 3),
        ("1 Maw 2012", 3),
        ("1 Mar 2012", 3),
        ("1af o Fai 2012", 5),
        ("1 May 2012", 5),
        ("1 o Orffennaf 2012", 7),
        ("1 Gorff 2012", 7),
        ("1 Medi 2012", 9),
        ("1 Sept 2012", 9),
        ("1af o Dachwedd 2012", 11),
        ("1 Rhag 2012", 12),
        ("Dydd Mawrth 1 Mai 2012", 5),
        ("Mawrth 1 Mai 2012", 5),
        ("Dydd Iau 1 Mawrth 2012", 3),
    ],
)
def test_months_are_known_short_and_mutated_and_mawrth_is_a_day_too(text: str, month: int) -> None:
    assert Language.WELSH.conventions.parse_date(text) == date(2012, month, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "12 January",
        "12/01/12",
        "12 January 12",
        "30 February 2012",
        "31/04/2012",
        "13/13/2012",
        "12/01.2012",
        "0 January 2012",
        "12 Ju 2012",
        "12 Janvier 2012",
        "32 Ionawr 2012",
        "12 January 0000",
        "١٢ January 2012",
        "Thursday Thursday 12 January 2012",
        "12 January 2012 AD",
    ],
)
def test_a_text_that_names_no_single_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        Language.ENGLISH.conventions.parse_date(text)


@pytest.mark.parametrize("text", ["Friday 12 January 2012", "Dydd Gwener 12 Ionawr 2012", "Someday 12 January 2012"])
def test_a_weekday_that_is_not_that_dates_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="do not agree"):
        Language.WELSH.conventions.parse_date(text)


@pytest.mark.parametrize(
    "text",
    ["December 2011", "Rhagfyr 2011", "12/2011", "12.2011", "2011-12", "Dec 2011", "rhag. 2011", "mis Rhagfyr, 2011"],
)
@pytest.mark.parametrize("language", Language)
def test_a_month_may_be_typed_in_many_ways(language: Language, text: str) -> None:
    assert language.conventions.parse_month(text) == (2011, 12)


@pytest.mark.parametrize("text", ["", "2011", "December", "13/2011", "12/11", "Decembre 2011", "1 December 2011"])
def test_a_text_that_names_no_single_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Language.ENGLISH.conventions.parse_month(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:00", time(10)),
        ("10.00", time(10)),
        ("10am", time(10)),
        ("10 a.m.", time(10)),
        ("10.00 yb", time(10)),
        ("7.00y bore", time(7)),
        ("10 y bore", time(10)),
        ("2.30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("2:30 p.m.", time(14, 30)),
        ("2.30 yp", time(14, 30)),
        ("2.30 y prynhawn", time(14, 30)),
        ("14:30", time(14, 30)),
        ("14.30 pm", time(14, 30)),
        ("5yh", time(17)),
        ("7.00 yh", time(19)),
        ("7.00 yr hwyr", time(19)),
        ("7.00 yp", time(19)),
        ("02:30", time(2, 30)),
        ("0.15", time(0, 15)),
        ("9.15", time(9, 15)),
        ("12.15 am", time(0, 15)),
        ("12.15 pm", time(12, 15)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("12.00 canol dydd", time(12)),
        ("hanner dydd", time(12)),
        ("midnight", time(0)),
        ("Hanner Nos", time(0)),
        ("12.00 canol nos", time(0)),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_time_may_be_typed_in_many_ways(language: Language, text: str, moment: time) -> None:
    assert language.conventions.parse_time(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "am", "10", "25:00", "10.60", "13.00 am", "0.30 pm", "1 noon", "12.30 noon", "10.0", "10:00:00", "tomorrow"],
)
def test_a_text_that_names_no_single_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        Language.ENGLISH.conventions.parse_time(text)


@pytest.mark.parametrize("text", ["2.30", "1:00", "6.45"])
def test_an_hour_that_could_be_either_half_of_the_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="add am or pm"):
        Language.WELSH.conventions.parse_time(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("£1250", "1250"),
        ("1,250", "1250"),
        ("1250.5", "1250.50"),
        ("£ 1,250.00", "1250"),
        ("-£12.30", "-12.30"),
        ("\u2212£12.30", "-12.30"),
        ("0", "0"),
    ],
)
def test_an_amount_may_be_typed_in_many_ways(text: str, amount: str) -> None:
    assert Language.WELSH.conventions.parse_money(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "£", "1,25", "12,50.00", "1250.555", "£1.2m", "1 250", "$5", "£5-00", "NaN", "1e3"]
)
def test_a_text_that_names_no_single_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Language.ENGLISH.conventions.parse_money(text)


@pytest.mark.parametrize("text", ["", "1,25", "1.5", "twelve", "£5"])
def test_a_text_that_names_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        Language.ENGLISH.conventions.parse_integer(text)


@given(languages, st.text(min_size=4))
def test_an_error_never_contains_the_typed_text(language: Language, text: str) -> None:
    conventions = language.conventions
    for parse in (conventions.parse_date, conventions.parse_month, conventions.parse_time, conventions.parse_money):
        message = error_message(parse, text)
        assert message is None or message.startswith("this ") or message == "the weekday and the date do not agree"


def error_message(parse: Callable[[str], object], text: str) -> str | None:
    try:
        parse(text)
    except ValueError as error:
        return str(error)
    return None


def test_the_mutated_months_agree_with_the_grammar() -> None:
    made = {
        (mutate(month, mutation), number)
        for number, month in enumerate(WELSH.months, start=1)
        for mutation in ("soft", "nasal", "aspirate")
        if mutate(month, mutation) != month
    }
    assert set(WELSH_MUTATED_MONTHS) == made
