"""No line ends between figures and the word after them, or after a short prefix."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import bind_figures, bind_first, bind_prefixes, breakable

_EACH_LANGUAGE = st.sampled_from(Language)
_DAYS = st.dates(datetime.date(1900, 1, 1))
_TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(_EACH_LANGUAGE, _DAYS)
def test_a_day_is_bound_to_its_month_and_to_nothing_else(language: Language, day: datetime.date) -> None:
    conventions = language.conventions
    for printed in (conventions.date(day), conventions.weekday_date(day), conventions.adverbial_date(day)):
        assert bind_figures(printed).count("\u00a0") == 1
        assert f"{day.day}\u00a0" in bind_figures(printed)
        assert conventions.parse_date(bind_figures(printed)) == day
    assert bind_first(conventions.date(day)) == bind_figures(conventions.date(day))


@given(_EACH_LANGUAGE, _TIMES)
def test_the_figures_of_a_time_are_bound_to_the_word_after_them(language: Language, time: datetime.time) -> None:
    printed = bind_first(language.conventions.time(time))
    assert printed.count("\u00a0") == 1
    assert printed == bind_figures(language.conventions.time(time))
    assert language.conventions.parse_time(printed) == time


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Cadeirydd yr Is-grŵp", "Cadeirydd yr Is\u2011grŵp"),
        ("i is-grŵp y BLlDP", "i is\u2011grŵp y BLlDP"),
        ("Sub-group", "Sub-group"),
        ("this-and-that, is - was", "this-and-that, is - was"),
    ],
)
def test_the_prefix_is_keeps_its_word(text: str, bound: str) -> None:
    assert bind_prefixes(text) == bound


@given(st.text())
def test_bound_text_is_the_same_text_to_compare(text: str) -> None:
    assert breakable(bind_prefixes(bind_figures(text))) == breakable(text)
