"""The printed form of values in each language."""

from collections.abc import Sequence
from datetime import UTC, date, time
from decimal import Decimal

import pytest

from cpr_docs.language import Language

EN = Language.ENGLISH.conventions
CY = Language.WELSH.conventions


def test_a_date_is_written_in_full_without_an_ending_or_a_comma() -> None:
    assert EN.date(date(2012, 1, 12)) == "12 January 2012"
    assert CY.date(date(2012, 1, 12)) == "12 Ionawr 2012"


def test_a_month_never_mutates_after_a_figure() -> None:
    assert [CY.date(date(2019, month, 2)) for month in (3, 5, 7, 11, 12)] == [
        "2 Mawrth 2019",
        "2 Mai 2019",
        "2 Gorffennaf 2019",
        "2 Tachwedd 2019",
        "2 Rhagfyr 2019",
    ]


def test_a_date_with_its_weekday_begins_a_line_with_a_capital() -> None:
    assert EN.weekday_date(date(2012, 1, 12)) == "Thursday 12 January 2012"
    assert CY.weekday_date(date(2012, 1, 12)) == "Dydd Iau 12 Ionawr 2012"


def test_a_date_within_a_welsh_sentence_is_an_adverb_and_soft() -> None:
    assert EN.adverbial_date(date(2020, 3, 23)) == "Monday 23 March 2020"
    assert CY.adverbial_date(date(2020, 3, 23)) == "ddydd Llun 23 Mawrth 2020"


def test_a_year_always_has_four_figures_so_that_it_reads_back() -> None:
    assert EN.date(date(33, 4, 3)) == "3 April 0033"
    assert CY.month(33, 4) == "Ebrill 0033"


def test_a_month_of_a_year() -> None:
    assert EN.month(2011, 12) == "December 2011"
    assert CY.month(2011, 12) == "Rhagfyr 2011"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("year", "month"), [(2011, 0), (2011, 13), (0, 1), (10_000, 1), (2011, -1)])
def test_a_month_that_does_not_exist_is_refused(language: Language, year: int, month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        language.conventions.month(year, month)


@pytest.mark.parametrize(
    ("moment", "english", "welsh"),
    [
        (time(10), "10.00 am", "10.00 yb"),
        (time(14, 30), "2.30 pm", "2.30 yp"),
        (time(9, 5), "9.05 am", "9.05 yb"),
        (time(17, 59), "5.59 pm", "5.59 yp"),
        (time(18), "6.00 pm", "6.00 yh"),
        (time(23, 59), "11.59 pm", "11.59 yh"),
        (time(0, 15), "12.15 am", "12.15 yb"),
        (time(12, 30), "12.30 pm", "12.30 yp"),
        (time(12), "12.00 noon", "12.00 canol dydd"),
        (time(0), "12.00 midnight", "12.00 canol nos"),
    ],
)
def test_a_time_is_that_of_a_twelve_hour_clock_with_a_full_stop(moment: time, english: str, welsh: str) -> None:
    assert EN.time(moment) == english
    assert CY.time(moment) == welsh


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("moment", [time(10, 0, 1), time(10, 0, 0, 1), time(10, tzinfo=UTC)])
def test_a_time_with_seconds_or_a_time_zone_is_refused(language: Language, moment: time) -> None:
    with pytest.raises(ValueError, match="lost"):
        language.conventions.time(moment)


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        ("1250", "£1,250.00"),
        ("0.5", "£0.50"),
        ("1234567.89", "£1,234,567.89"),
        ("-12.3", "-£12.30"),
        ("-0.00", "£0.00"),
        ("1.500", "£1.50"),
        ("1E+3", "£1,000.00"),
        ("12345678901234567890123456789012.34", "£12,345,678,901,234,567,890,123,456,789,012.34"),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_money_is_in_pounds_with_pence_and_the_same_in_both(language: Language, amount: str, printed: str) -> None:
    assert language.conventions.money(Decimal(amount)) == printed


@pytest.mark.parametrize("amount", ["1.005", "0.001", "NaN", "Infinity", "12345678901234567890123456789012.345"])
def test_money_is_never_rounded(amount: str) -> None:
    with pytest.raises(ValueError, match="amount of money"):
        EN.money(Decimal(amount))


@pytest.mark.parametrize(("number", "printed"), [(0, "0"), (999, "999"), (1250, "1,250"), (-1250, "-1,250")])
@pytest.mark.parametrize("language", Language)
def test_a_whole_number_has_a_comma_at_each_thousand(language: Language, number: int, printed: str) -> None:
    assert language.conventions.integer(number) == printed


@pytest.mark.parametrize(
    ("words", "english", "welsh"),
    [
        ([], "", ""),
        (["Heddlu"], "Heddlu", "Heddlu"),
        (["Heddlu", "Prawf"], "Heddlu and Prawf", "Heddlu a Phrawf"),
        (["Heddlu", "Addysg", "Prawf"], "Heddlu, Addysg and Prawf", "Heddlu, Addysg a Phrawf"),
        (["Heddlu", "", "Addysg"], "Heddlu and Addysg", "Heddlu ac Addysg"),
    ],
)
def test_a_listing_has_no_comma_before_and(words: Sequence[str], english: str, welsh: str) -> None:
    assert EN.listing(words) == english
    assert CY.listing(words) == welsh


def test_alternatives_are_joined_with_or() -> None:
    assert EN.alternatives(["Police", "Education", "Probation"]) == "Police, Education or Probation"
    assert CY.alternatives(["Heddlu", "Addysg", "Prawf"]) == "Heddlu, Addysg neu Brawf"


def test_names_in_a_listing_keep_their_letters() -> None:
    assert CY.listing(["Mair", "Catrin"], mutates=False) == "Mair a Catrin"
    assert CY.alternatives(["Mair", "Gwen"], mutates=False) == "Mair neu Gwen"
    assert EN.listing(["Mair", "Catrin"], mutates=False) == "Mair and Catrin"
