"""Counts of nouns, and ordinals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.welsh import after, count, ordinal


@pytest.mark.parametrize(
    ("n", "noun", "gender", "figures", "words"),
    [
        (1, "llinell", "f", "1 llinell", "un llinell"),
        (1, "blwyddyn", "f", "1 flwyddyn", "un flwyddyn"),
        (1, "mis", "m", "1 mis", "un mis"),
        (2, "mis", "m", "2 fis", "dau fis"),
        (2, "rhan", "f", "2 ran", "dwy ran"),
        (2, "diwrnod", "m", "2 ddiwrnod", "dau ddiwrnod"),
        (2, "adolygydd", "m", "2 adolygydd", "dau adolygydd"),
        (2, "grŵp", "m", "2 grŵp", "dau grŵp"),
        (3, "ceffyl", "m", "3 cheffyl", "tri cheffyl"),
        (3, "cynhadledd", "f", "3 cynhadledd", "tair cynhadledd"),
        (4, "plentyn", "m", "4 plentyn", "pedwar plentyn"),
        (4, "merch", "f", "4 merch", "pedair merch"),
        (5, "mis", "m", "5 mis", "pum mis"),
        (6, "mis", "m", "6 mis", "chwe mis"),
        (6, "cyfarfod", "m", "6 chyfarfod", "chwe chyfarfod"),
        (7, "diwrnod", "m", "7 niwrnod", "saith niwrnod"),
        (10, "mis", "m", "10 mis", "deng mis"),
        (10, "plentyn", "m", "10 plentyn", "deg plentyn"),
        (12, "mis", "m", "12 mis", "deuddeng mis"),
        (15, "munud", "m", "15 munud", "pymtheng munud"),
        (20, "diwrnod", "m", "20 diwrnod", "ugain niwrnod"),
        (24, "mis", "m", "24 mis", "pedwar mis ar hugain"),
        (25, "blwyddyn", "f", "25 mlynedd", "pum mlynedd ar hugain"),
        (31, "diwrnod", "m", "31 diwrnod", "un diwrnod ar ddeg ar hugain"),
        (45, "plentyn", "m", "45 plentyn", "45 plentyn"),
        (100, "blwyddyn", "f", "100 mlynedd", "can mlynedd"),
        (1250, "plentyn", "m", "1,250 plentyn", "1,250 plentyn"),
        (2, "blwydd oed", "f", "2 flwydd oed", "dwy flwydd oed"),
        (5, "blwydd oed", "f", "5 mlwydd oed", "pum mlwydd oed"),
        (2, "Blwyddyn", "f", "2 Flynedd", "dwy Flynedd"),
        (24, "plant", "pl", "24 o blant", "pedwar ar hugain o blant"),
        (5, "merched", "pl", "5 o ferched", "pump o ferched"),
        (0, "mis", "m", "0 mis", "dim mis"),
        (0, "plant", "pl", "0 o blant", "dim plant"),
        (50, "blwyddyn", "f", "50 mlynedd", "hanner can mlynedd"),
        (80, "plentyn", "m", "80 plentyn", "pedwar ugain plentyn"),
        (200, "plentyn", "m", "200 plentyn", "dau gan plentyn"),
        (300, "blwyddyn", "f", "300 mlynedd", "tri chan mlynedd"),
        (600, "diwrnod", "m", "600 diwrnod", "chwe chan niwrnod"),
        (500, "plant", "pl", "500 o blant", "pum cant o blant"),
    ],
)
def test_a_noun_is_counted_in_figures_and_in_words(n: int, noun: str, gender: str, figures: str, words: str) -> None:
    assert count(n, noun, gender) == figures
    assert count(n, noun, gender, words=True) == words


def test_years_in_words_depend_on_each_number() -> None:
    assert [count(n, "blynedd", "f", words=True) for n in range(1, 11)] == [
        "un flwyddyn",
        "dwy flynedd",
        "tair blynedd",
        "pedair blynedd",
        "pum mlynedd",
        "chwe blynedd",
        "saith mlynedd",
        "wyth mlynedd",
        "naw mlynedd",
        "deng mlynedd",
    ]


@pytest.mark.parametrize("words", [False, True])
@given(n=st.integers(0, 200))
def test_blwyddyn_and_blynedd_are_one_noun(words: bool, n: int) -> None:
    assert count(n, "blwyddyn", "f", words=words) == count(n, "blynedd", "f", words=words)


def test_a_counted_phrase_goes_on_to_the_next_trigger() -> None:
    assert after("mwy na", count(3, "mis", "m", words=True)) == "mwy na thri mis"
    assert after("mwy na", count(24, "mis", "m")) == "mwy na 24 mis"
    assert after("am", count(2, "blwyddyn", "f", words=True)) == "am ddwy flynedd"


@given(st.integers(max_value=-1))
def test_nothing_is_counted_below_nought(n: int) -> None:
    with pytest.raises(ValueError, match="below nought"):
        count(n, "mis", "m")


def test_there_is_no_other_gender() -> None:
    with pytest.raises(ValueError, match="m, f, pl"):
        count(2, "mis", "masculine")


def test_ordinals_to_thirty_one_are_those_of_dates() -> None:
    expected = (
        "1af 2il 3ydd 4ydd 5ed 6ed 7fed 8fed 9fed 10fed 11eg 12fed 13eg 14eg 15fed 16eg 17eg 18fed 19eg 20fed "
        "21ain 22ain 23ain 24ain 25ain 26ain 27ain 28ain 29ain 30ain 31ain"
    )
    assert " ".join(ordinal(n) for n in range(1, 32)) == expected


@pytest.mark.parametrize(
    ("n", "expected"), [(40, "40fed"), (41, "41ain"), (60, "60fed"), (99, "99ain"), (100, "100fed"), (101, "101af")]
)
def test_higher_ordinals_follow_the_traditional_names(n: int, expected: str) -> None:
    assert ordinal(n) == expected


def test_the_first_ordinal_is_that_of_one() -> None:
    with pytest.raises(ValueError, match="1"):
        ordinal(0)


def test_ail_softens_either_gender() -> None:
    assert after("yr ail", "cynhadledd") == "yr ail gynhadledd"
    assert after("yr ail", "cyfarfod") == "yr ail gyfarfod"
