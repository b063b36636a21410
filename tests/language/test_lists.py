"""Lists in a Welsh sentence."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.welsh import conjoin, disjoin

words_of_welsh = st.text(alphabet="abcdefghiklmnoprstuwyŵâ", min_size=3, max_size=9)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["Heddlu"], "Heddlu"),
        (["Heddlu", "Prawf"], "Heddlu a Phrawf"),
        (["Heddlu", "Addysg"], "Heddlu ac Addysg"),
        (["Heddlu", "Addysg", "Prawf"], "Heddlu, Addysg a Phrawf"),
        (["Prawf", "Heddlu"], "Prawf a Heddlu"),
        (["Addysg", "yr Heddlu"], "Addysg a'r Heddlu"),
        (["", "Addysg", " ", "Iechyd"], "Addysg ac Iechyd"),
        (["polisi", "ymarfer"], "polisi ac ymarfer"),
        (["Caerdydd", "Bro Morgannwg"], "Caerdydd a Bro Morgannwg"),
        (["Sir y Fflint", "Wrecsam"], "Sir y Fflint a Wrecsam"),
        (("7", "8"), "7 ac 8"),
    ],
)
def test_words_are_joined_with_and(words: Sequence[str], expected: str) -> None:
    assert conjoin(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["plentyn", "person ifanc"], "plentyn neu berson ifanc"),
        (["Heddlu", "Addysg", "Prawf"], "Heddlu, Addysg neu Brawf"),
        (["plant", "yr Heddlu"], "plant neu'r Heddlu"),
        (["sylwadau", "awgrymiadau"], "sylwadau neu awgrymiadau"),
    ],
)
def test_words_are_joined_with_or(words: Sequence[str], expected: str) -> None:
    assert disjoin(words) == expected


def test_names_keep_their_letters() -> None:
    assert conjoin(["Mair", "Catrin"], mutates=False) == "Mair a Catrin"
    assert conjoin(["Mair", "Angharad"], mutates=False) == "Mair ac Angharad"
    assert disjoin(["Mair", "Catrin"], mutates=False) == "Mair neu Catrin"


@given(st.lists(words_of_welsh, min_size=2))
def test_a_list_has_every_word_in_order_and_no_comma_before_and(words: list[str]) -> None:
    joined = conjoin(words)
    most, conjunction, last = joined.rpartition(" a ") if " a " in joined else joined.rpartition(" ac ")
    assert conjunction
    assert most.split(", ") == words[:-1]
    assert last.endswith(words[-1][2:])
    assert "&" not in joined
