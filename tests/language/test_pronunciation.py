"""The initial sound of a word that is read aloud."""

import pytest

from cpr_docs.language.welsh import begins_with_vowel
from cpr_docs.language.welsh.pronunciation import as_read


@pytest.mark.parametrize(
    "word",
    ["addysg", "iechyd", "iaith", "ysgol", "ôl", "Ŵyl", "wythnos", "wyneb", "wy", "wyth", "wrth", "Wyddfa", "(iaith)"],
)
def test_these_words_begin_with_a_vowel(word: str) -> None:
    assert begins_with_vowel(word)


@pytest.mark.parametrize(
    "word", ["", "heddlu", "plentyn", "gwlad", "wlad", "wal", "wers", "wefan", "wraig", "wnaeth", "Wrecsam", "wyrth"]
)
def test_these_words_do_not_begin_with_a_vowel(word: str) -> None:
    assert not begins_with_vowel(word)


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        ("0", "dim"),
        ("1", "un"),
        ("8 mis", "wyth"),
        ("08:30", "wyth"),
        ("10", "deg"),
        ("11", "un"),
        ("12", "deuddeg"),
        ("16", "un"),
        ("18", "deunaw"),
        ("20", "ugain"),
        ("21", "dau"),
        ("80", "wyth"),
        ("100", "cant"),
        ("800", "wyth"),
        ("£1,250.00", "mil"),
        ("1951", "mil"),
        ("2012", "dwy"),
        ("8,000", "wyth"),
        ("1,000,000", "miliwn"),
        ("11,000,000", "un"),
        ("2,000,000,000", "dau"),
        ("1af", "cyntaf"),
        ("2il", "ail"),
        ("11eg", "unfed"),
        ("17eg", "ail"),
        ("20fed", "ugeinfed"),
        ("21ain", "unfed"),
        ("30ain", "degfed"),
        ("41ain", "unfed"),
        ("50fed", "hanner"),
        ("100fed", "canfed"),
        ("120fed", "cant"),
        ("8%", "wyth"),
    ],
)
def test_figures_are_read_as_numbers(figures: str, word: str) -> None:
    assert as_read(figures) == word
