"""The effect of each mutation on a word, and the exempt words."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cpr_docs.language.welsh import Mutation, mutate
from cpr_docs.language.welsh.mutation import mutated_forms

mutations = st.sampled_from(Mutation)
letters = st.text(alphabet="abcdefghijklmnoprstuwyâêîôûŵŷïéá", min_size=1, max_size=12)

TABLE = [
    # radical, soft, limited soft, nasal, aspirate, mixed, h
    ("pen", "ben", "ben", "mhen", "phen", "phen", "pen"),
    ("teulu", "deulu", "deulu", "nheulu", "theulu", "theulu", "teulu"),
    ("cynllun", "gynllun", "gynllun", "nghynllun", "chynllun", "chynllun", "cynllun"),
    ("bwrdd", "fwrdd", "fwrdd", "mwrdd", "bwrdd", "fwrdd", "bwrdd"),
    ("dogfen", "ddogfen", "ddogfen", "nogfen", "dogfen", "ddogfen", "dogfen"),
    ("gair", "air", "air", "ngair", "gair", "air", "gair"),
    ("mis", "fis", "fis", "mis", "mis", "fis", "mis"),
    ("llys", "lys", "llys", "llys", "llys", "lys", "llys"),
    ("rhan", "ran", "rhan", "rhan", "rhan", "ran", "rhan"),
    ("addysg", "addysg", "addysg", "addysg", "addysg", "addysg", "haddysg"),
    ("iechyd", "iechyd", "iechyd", "iechyd", "iechyd", "iechyd", "hiechyd"),
    ("wythnos", "wythnos", "wythnos", "wythnos", "wythnos", "wythnos", "hwythnos"),
    ("ŵyr", "ŵyr", "ŵyr", "ŵyr", "ŵyr", "ŵyr", "hŵyr"),
    ("ôl", "ôl", "ôl", "ôl", "ôl", "ôl", "hôl"),
    ("wal", "wal", "wal", "wal", "wal", "wal", "wal"),
    ("heddlu", "heddlu", "heddlu", "heddlu", "heddlu", "heddlu", "heddlu"),
]
ORDER = [Mutation.SOFT, Mutation.LIMITED_SOFT, Mutation.NASAL, Mutation.ASPIRATE, Mutation.MIXED, Mutation.H]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_each_consonant_has_its_forms(row: tuple[str, ...]) -> None:
    radical, *forms = row
    assert [mutate(radical, mutation) for mutation in ORDER] == forms


def test_a_mutation_may_be_given_by_name() -> None:
    assert mutate("llys", "limited soft") == "llys"
    assert mutate("llys", "soft") == "lys"


def test_an_unknown_mutation_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="soft, limited soft, nasal, aspirate, mixed, h"):
        mutate("pen", "hard")


@pytest.mark.parametrize("word", ["chwaer", "ddoe", "ffurflen", "ngwlad", "phen", "theatr", "Chwefror", "FFURFLEN"])
@pytest.mark.parametrize("mutation", Mutation)
def test_a_digraph_that_is_one_letter_never_mutates(word: str, mutation: Mutation) -> None:
    assert mutate(word, mutation) == word


@pytest.mark.parametrize(
    ("word", "mutation", "expected"),
    [
        ("Gwynedd", "soft", "Wynedd"),
        ("Gŵyl", "soft", "Ŵyl"),
        ("Caerdydd", "nasal", "Nghaerdydd"),
        ("Llys y Goron", "soft", "Lys y Goron"),
        ("Rheoliadau", "soft", "Reoliadau"),
        ("Powys", "aspirate", "Phowys"),
        ("Addysg", "h", "Haddysg"),
        ("CAERDYDD", "soft", "GAERDYDD"),
        ("CAERDYDD", "nasal", "NGHAERDYDD"),
        ("GWYNEDD", "soft", "WYNEDD"),
        ("PEN-Y-BONT AR OGWR", "nasal", "MHEN-Y-BONT AR OGWR"),
        ("LLYS", "soft", "LYS"),
    ],
)
def test_a_capital_moves_to_the_new_first_letter(word: str, mutation: str, expected: str) -> None:
    assert mutate(word, mutation) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("‘Cynllun’", "‘Gynllun’"),
        ('"Cynllun gofal"', '"Gynllun gofal"'),
        ("(dogfen)", "(ddogfen)"),
        ("plentyn’r", "blentyn’r"),
        ("plant, pobl", "blant, pobl"),
        (" plant", " blant"),
    ],
)
def test_punctuation_stays_where_it_is(word: str, expected: str) -> None:
    assert mutate(word, "soft") == expected


@pytest.mark.parametrize(
    "text", ["", " ", "—", "24 mis", "2012", "1951", "1af", "£5", "(2) plentyn", "C", "c)", "p", "BLlDP", "DBS", "Mr"]
)
@pytest.mark.parametrize("mutation", Mutation)
def test_figures_lone_letters_and_letters_without_a_vowel_never_change(text: str, mutation: Mutation) -> None:
    assert mutate(text, mutation) == text


@pytest.mark.parametrize(
    "word", ["gêm", "garej", "grŵp craidd", "grant", "Genogram", "mewn", "tua", "byth", "braf", "ti", "gyda", "Tsieina"]
)
def test_documented_words_do_not_soften(word: str) -> None:
    assert mutate(word, "soft") == word
    assert mutate(word, "limited soft") == word


def test_words_that_do_not_soften_may_have_another_mutation() -> None:
    assert mutate("gêm", "nasal") == "ngêm"
    assert mutate("ti", "aspirate") == "thi"


@pytest.mark.parametrize(
    "name", ["CAFCASS Cymru", "Cafcass Cymru", "GIG Cymru", "Mrs Morgan", "Miss Morgan", "Dr. Bowen"]
)
@pytest.mark.parametrize("mutation", Mutation)
def test_documented_names_and_titles_never_mutate(name: str, mutation: Mutation) -> None:
    assert mutate(name, mutation) == name


@pytest.mark.parametrize("word", ["CAMHS", "PACE", "MASH", "TGAU", "CIW", "PRUDiC", "CLlLC", "BLlDP", "GIG", "MARAC"])
@pytest.mark.parametrize("mutation", Mutation)
def test_an_abbreviation_never_mutates(word: str, mutation: Mutation) -> None:
    assert mutate(word, mutation) == word


@pytest.mark.parametrize("word", ["PLANT", "TEULU", "BWRDD", "GWENT", "POWYS", "TREF"])
def test_a_short_noun_or_place_in_capitals_is_no_abbreviation(word: str) -> None:
    assert mutate(word, "soft") == mutate(word.lower(), "soft").upper()


def test_no_other_name_is_guessed_from_its_spelling() -> None:
    assert mutate("Dafydd", "soft") == "Ddafydd"


def test_decomposed_accents_come_out_composed() -> None:
    assert mutate(normalize("NFD", "tîm"), "soft") == "dîm"
    assert mutate(normalize("NFD", "gŵyl"), "soft") == "ŵyl"
    assert mutate(normalize("NFD", "ŵyn"), "h") == "hŵyn"


@given(st.text(), mutations)
def test_any_text_at_all_comes_out_composed(text: str, mutation: Mutation) -> None:
    assert is_normalized("NFC", mutate(text, mutation))


@given(letters, st.text(alphabet="abc 'dâ", max_size=9), mutations)
def test_only_the_first_word_changes(word: str, rest: str, mutation: Mutation) -> None:
    assert mutate(f"{word} {rest}", mutation) == f"{mutate(word, mutation)} {rest}"


@given(st.sampled_from("fhjlnrsvxz"), letters, mutations)
def test_a_word_with_an_immutable_initial_never_changes(initial: str, rest: str, mutation: Mutation) -> None:
    word = initial + rest
    assume(word[:2] not in ("ll", "rh"))
    assert mutate(word, mutation) == word


@given(letters, mutations)
def test_a_small_word_stays_small_and_keeps_its_end(word: str, mutation: Mutation) -> None:
    mutated = mutate(word, mutation)
    assert mutated == mutated.lower()
    assert mutated.endswith(word[2:])


@given(letters, mutations)
def test_a_word_of_six_letters_in_capitals_is_the_capitals_of_the_small_word(word: str, mutation: Mutation) -> None:
    assume(len(word) > 5)  # fewer letters are an abbreviation
    assert mutate(word.upper(), mutation).lower() == mutate(word, mutation)


@given(letters)
def test_the_limited_mutation_is_the_soft_one_but_for_ll_and_rh(word: str) -> None:
    expected = word if word[:2] in ("ll", "rh") else mutate(word, "soft")
    assert mutate(word, "limited soft") == expected


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_every_form_of_a_word_is_among_those_that_its_letters_allow(row: tuple[str, ...]) -> None:
    plain = [normalize("NFD", form).replace("\u0302", "") for form in row]
    assert set(plain) <= mutated_forms(plain[0])


@given(letters, mutations)
def test_the_forms_of_a_word_include_the_result_of_every_mutation(word: str, mutation: Mutation) -> None:
    plain = "".join(letter for letter in normalize("NFD", word) if letter.isascii())
    assume(len(plain) > 1)
    form = mutate(plain, mutation)
    assert form in mutated_forms(plain) or len(form) == 1


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("mair", {"mair", "fair"}),
        ("beth", {"beth", "feth", "meth"}),
        ("grant", {"grant", "rant", "ngrant"}),
        ("anna", {"anna", "hanna"}),
        ("chloe", {"chloe"}),
        ("john", {"john"}),
        ("d", {"d"}),
        ("go", {"go", "ngo"}),
    ],
)
def test_names_and_words_that_resist_have_forms_too(word: str, forms: set[str]) -> None:
    assert mutated_forms(word) == forms
