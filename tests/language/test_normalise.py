"""Normalised text: the differences of spelling that are ignored, and those that are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.normalise import plain, plain_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tŷ Glan-yr-ŵyl", "Ty Glan-yr-wyl"),
        (unicodedata.normalize("NFD", "Llŷr"), "Llyr"),
        ("O’Neill O‘Neill OʼNeill O`Neill O´Neill", "O'Neill O'Neill O'Neill O'Neill O'Neill"),
        ("Ann\u2011Marie–Ann—A−B", "Ann-Marie-Ann-A-B"),
        ("Łukasz Søren Đorđe Æsa Œ Straße ẞ", "Lukasz Soren Dorde AEsa OE Strasse SS"),
        ("a\u00adb\u200bc\u200d\u202ed\ufeff", "abcd"),
        ("ﬁ Ａ ① …", "fi A 1 ..."),
        ("a\u00a0b", "a b"),
        ("Ann's (ond) 1.", "Ann's (ond) 1."),
        ("", ""),
    ],
)
def test_a_text_is_normalised(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_plain_keeps_case_and_plain_words_are_lower_case() -> None:
    assert plain("ŴYN") == "WYN"
    assert plain_words("Tŷ Glan-y-dŵr, 12 O’Neill_b") == ["ty", "glan", "y", "dwr", "12", "o", "neill", "b"]


@given(st.text())
def test_plain_text_does_not_change(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text(), st.text())
def test_composed_and_decomposed_text_are_equal(text: str, more: str) -> None:
    assert plain(unicodedata.normalize("NFD", text)) == plain(unicodedata.normalize("NFC", text))
