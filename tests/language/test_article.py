"""The article before a noun and an adjective after it."""

import pytest

from cpr_docs.language.welsh import Gender, with_adjective, with_article


@pytest.mark.parametrize(
    ("noun", "gender", "expected"),
    [
        ("merch", "f", "y ferch"),
        ("proses", "f", "y broses"),
        ("cofrestr amddiffyn plant", "f", "y gofrestr amddiffyn plant"),
        ("Llywodraeth", "f", "y Llywodraeth"),
        ("rhesymeg", "f", "y rhesymeg"),
        ("pobl ifanc", "f", "y bobl ifanc"),
        ("gardd", "f", "yr ardd"),
        ("gorsaf", "f", "yr orsaf"),
        ("gwefan", "f", "y wefan"),
        ("gwlad", "f", "y wlad"),
        ("gwers", "f", "y wers"),
        ("gwraig", "f", "y wraig"),
        ("gweithdrefn", "f", "y weithdrefn"),
        ("gŵyl", "f", "yr ŵyl"),
        ("gwybodaeth", "f", "yr wybodaeth"),
        ("gwyddor", "f", "yr wyddor"),
        ("Gwyddeleg", "f", "yr Wyddeleg"),
        ("gwyrth", "f", "y wyrth"),
        ("wythnos", "f", "yr wythnos"),
        ("Wyddfa", "f", "yr Wyddfa"),
        ("wynebau", "pl", "yr wynebau"),
        ("wal", "f", "y wal"),
        ("gêm", "f", "y gêm"),
        ("iaith", "f", "yr iaith"),
        ("ardal", "f", "yr ardal"),
        ("heddlu", "m", "yr heddlu"),
        ("Hydref", "m", "yr Hydref"),
        ("bwrdd", "m", "y bwrdd"),
        ("grŵp", "m", "y grŵp"),
        ("adroddiad", "m", "yr adroddiad"),
        ("merched", "pl", "y merched"),
        ("asiantaethau", "pl", "yr asiantaethau"),
        ("dau", "m", "y ddau"),
        ("dwy", "f", "y ddwy"),
        ("21ain ganrif", "m", "yr 21ain ganrif"),
        ("19eg ganrif", "m", "y 19eg ganrif"),
        ("A55", "m", "yr A55"),
        ("UE", "m", "yr UE"),
        ("BLlDP", "m", "y BLlDP"),
        ("GIG", "m", "y GIG"),
    ],
)
def test_a_noun_has_its_article(noun: str, gender: str, expected: str) -> None:
    assert with_article(noun, gender) == expected


@pytest.mark.parametrize(
    "noun",
    ["amrywiaeth", "anfantais", "economi", "effaith", "eitem", "ymchwil", "ymgyrch", "ystyriaeth", "hysbyseb"],
)
def test_a_feminine_of_the_style_guide_with_a_vowel_or_h_has_yr(noun: str) -> None:
    assert with_article(noun, Gender.FEMININE) == f"yr {noun}"


@pytest.mark.parametrize(
    ("noun", "soft"),
    [("ffaith", "ffaith"), ("galwad", "alwad"), ("trosedd", "drosedd"), ("tudalen", "dudalen"), ("neges", "neges")],
)
def test_a_feminine_of_the_style_guide_with_a_consonant_is_soft(noun: str, soft: str) -> None:
    assert with_article(noun, "f") == f"{'yr' if soft[0] in 'aeo' else 'y'} {soft}"


def test_a_name_keeps_its_letters() -> None:
    assert with_article("Barnardo's", "f", mutates=False) == "y Barnardo's"


@pytest.mark.parametrize(
    ("noun", "adjective", "gender", "expected"),
    [
        ("ardal", "lleol", "f", "ardal leol"),
        ("awdurdod", "lleol", "m", "awdurdod lleol"),
        ("awdurdodau", "lleol", "pl", "awdurdodau lleol"),
        ("camdriniaeth", "rhywiol", "f", "camdriniaeth rywiol"),
        ("camdriniaeth", "corfforol", "f", "camdriniaeth gorfforol"),
        ("llinell amser", "cyfun", "f", "llinell amser gyfun"),
        ("ffurflen", "atgyfeirio", "f", "ffurflen atgyfeirio"),
        ("noson", "braf", "f", "noson braf"),
    ],
)
def test_an_adjective_follows_the_gender_of_its_noun(noun: str, adjective: str, gender: str, expected: str) -> None:
    assert with_adjective(noun, adjective, gender) == expected


@pytest.mark.parametrize("gender", ["", "n", "F", "plural"])
def test_there_is_no_other_gender(gender: str) -> None:
    with pytest.raises(ValueError, match="m, f, pl"):
        with_article("merch", gender)
    with pytest.raises(ValueError, match="m, f, pl"):
        with_adjective("merch", "da", gender)
