"""A trigger with the word after it."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.language.welsh import adverbial, after

SOFTENING = [
    "am", "ar", "at", "gan", "heb", "i", "o", "dan", "tan", "dros", "tros", "drwy", "trwy", "wrth", "hyd", "neu",
    "dy", "ail", "prif", "holl", "unrhyw", "rhy", "o dan", "oddi wrth", "oddi ar", "hyd at", "tuag at", "heblaw am",
    "yr ail", "ei:his", "a:relative",
]  # fmt: skip
CHANGING_NOTHING = [
    "mewn", "rhwng", "ar hyd", "ar ôl", "ar gyfer", "er mwyn", "wedi", "pob", "eich", "a'ch", "yn:aspectual",
    "un:m", "tair", "pedwar", "pedair", "rhaid", "cyn:before", "trydydd",
]  # fmt: skip


@pytest.mark.parametrize("name", SOFTENING)
def test_these_soften_every_consonant_that_can_be(name: str) -> None:
    shown = name.partition(":")[0]
    assert after(name, "plant") == f"{shown} blant"
    assert after(name, "llys") == f"{shown} lys"
    assert after(name, "rhan") == f"{shown} ran"


@pytest.mark.parametrize("name", ["mor", "cyn:as", "yn:predicative", "un:f", "mae'n:predicative"])
def test_these_soften_but_not_ll_and_rh(name: str) -> None:
    shown = name.partition(":")[0]
    assert after(name, "pwysig") == f"{shown} bwysig"
    assert after(name, "llawn") == f"{shown} llawn"
    assert after(name, "rhad") == f"{shown} rhad"


@pytest.mark.parametrize("name", CHANGING_NOTHING)
def test_these_change_nothing(name: str) -> None:
    shown = name.partition(":")[0]
    for word in ("plant", "cyfarfod", "llys", "addysg"):
        assert after(name, word) == f"{shown} {word}"


@pytest.mark.parametrize("name", ["tri", "chwe", "tua", "tra", "gyda", "â", "a", "na", "ei:her"])
def test_these_aspirate_p_t_c_and_nothing_else(name: str) -> None:
    shown = name.partition(":")[0]
    assert [after(name, word) for word in ("plant", "teulu", "cam")] == [
        f"{shown} phlant",
        f"{shown} theulu",
        f"{shown} cham",
    ]
    for word in ("bwrdd", "dogfen", "gair", "mis", "llys", "rhan", "heddlu"):
        assert after(name, word) == f"{shown} {word}"


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("fy", "plentyn", "fy mhlentyn"),
        ("fy", "gwlad", "fy ngwlad"),
        ("fy", "addysg", "fy addysg"),
        ("ei:his", "addysg", "ei addysg"),
        ("ei:her", "addysg", "ei haddysg"),
        ("ei:her", "datblygiad", "ei datblygiad"),
        ("i'w:his", "teulu", "i'w deulu"),
        ("i'w:her", "teulu", "i'w theulu"),
        ("i'w:her", "iechyd", "i'w hiechyd"),
        ("i'w:their", "iechyd", "i'w hiechyd"),
        ("i'w:their", "teulu", "i'w teulu"),
        ("a'i:his", "teulu", "a'i deulu"),
        ("a'i:her", "teulu", "a'i theulu"),
        ("o'i:her", "addysg", "o'i haddysg"),
        ("gyda'i:his", "mam", "gyda'i fam"),
        ("wedi'i:her", "cadarnhau", "wedi'i chadarnhau"),
        ("a'u", "adroddiad", "a'u hadroddiad"),
        ("o'n", "adroddiad", "o'n hadroddiad"),
        ("a'm", "adroddiad", "a'm hadroddiad"),
        ("i'th", "teulu", "i'th deulu"),
        ("i’w:his", "datblygiad", "i’w ddatblygiad"),
    ],
)
def test_possessives_distinguish_his_her_and_their(name: str, word: str, expected: str) -> None:
    assert after(name, word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mis Mai", "ym mis Mai"),
        ("Manceinion", "ym Manceinion"),
        ("paragraff (1)", "ym mharagraff (1)"),
        ("Deddf Plant 2004", "yn Neddf Plant 2004"),
        ("CAERDYDD", "yng NGHAERDYDD"),
        ("1066", "ym 1066"),
        ("1999", "ym 1999"),
        ("2000", "yn 2000"),
        ("2026", "yn 2026"),
        ("4", "yn 4"),
        ("100", "yn 100"),
        ("M4", "yn M4"),
        ("yr ysgol", "yn yr ysgol"),
        ("Y Fenni", "yn y Fenni"),
        ("ei gartref", "yn ei gartref"),
        ("‘Cynllun’", "yng ‘Nghynllun’"),
        ("grŵp", "yng ngrŵp"),
    ],
)
def test_the_form_of_yn_depends_on_the_next_sound(word: str, expected: str) -> None:
    assert after("yn", word) == expected


def test_a_name_after_yn_keeps_its_letters_and_still_chooses_ym() -> None:
    assert after("yn", "Birmingham", mutates=False) == "yn Birmingham"
    assert after("yn", "Maidstone", mutates=False) == "ym Maidstone"


@pytest.mark.parametrize("typed", ["yn", "ym", "yng"])
def test_any_form_of_yn_may_be_typed(typed: str) -> None:
    assert after(typed, "Caerdydd") == "yng Nghaerdydd"
    assert after(typed, "Powys") == "ym Mhowys"
    assert after(typed, "Abertawe") == "yn Abertawe"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("prawf", "a phrawf"),
        ("heddlu", "a heddlu"),
        ("hefyd", "a hefyd"),
        ("mae", "ac mae"),
        ("mewn", "ac mewn"),
        ("mor", "ac mor"),
        ("felly", "ac felly"),
        ("fel", "ac fel"),
        ("megis", "ac megis"),
        ("yn", "ac yn"),
        ("nid yw", "ac nid yw"),
        ("ni fydd", "ac ni fydd"),
        ("sy'n", "ac sy'n"),
        ("sy’n", "ac sy’n"),
        ("roedd", "ac roedd"),
        ("wedi’u", "ac wedi’u"),
        ("wal", "a wal"),
        ("Wrecsam", "a Wrecsam"),
        ("gyda'r teulu", "a chyda'r teulu"),
        ("Gan", "a Chan"),
        ("drwy", "a thrwy"),
        ("ganddo", "a chanddo"),
        ("0", "a 0"),
        ("1", "ac 1"),
        ("2", "a 2"),
        ("12", "a 12"),
        ("16", "ac 16"),
        ("18", "a 18"),
        ("80", "ac 80"),
        ("2012", "a 2012"),
        ("£8", "ac £8"),
        ("c)", "ac c)"),
        ("(b)", "a (b)"),
        ("NSPCC", "ac NSPCC"),
        ("BLlDP", "a BLlDP"),
        ("A55", "ac A55"),
        ("Y Barri", "a'r Barri"),
        ("yr Heddlu", "a'r Heddlu"),
        ("eu teulu", "a'u teulu"),
        ("ei theulu", "a'i theulu"),
    ],
)
def test_and_is_a_or_ac_and_aspirates(word: str, expected: str) -> None:
    assert after("a", word) == expected


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("â", "addysg", "ag addysg"),
        ("ymgysylltu â", "aelodau'r teulu", "ymgysylltu ag aelodau'r teulu"),
        ("mewn perthynas â", "Plentyn", "mewn perthynas â Phlentyn"),
        ("cytuno â", "yr argymhelliad", "cytuno â'r argymhelliad"),
        ("gyda", "asiantaeth", "gydag asiantaeth"),
        ("gydag", "teulu", "gyda theulu"),
        ("gyda", "y diwygiadau a ganlyn", "gyda'r diwygiadau a ganlyn"),
        ("na", "addysg", "nac addysg"),
        ("nac", "plentyn", "na phlentyn"),
        ("mwy na", "un", "mwy nag un"),
        ("mwy na", "1", "mwy nag 1"),
        ("mwy na", "6", "mwy na 6"),
        ("llai nag", "pum mis", "llai na phum mis"),
        ("uwch na", "y cyfartaledd", "uwch na'r cyfartaledd"),
        ("na:than", "awr", "nag awr"),
    ],
)
def test_with_than_and_nor_follow_the_same_pattern(name: str, word: str, expected: str) -> None:
    assert after(name, word) == expected


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("i", "Y Barri", "i'r Barri"),
        ("o", "Y Barri", "o'r Barri"),
        ("i", "yr arolygiaethau", "i'r arolygiaethau"),
        ("o", "y llinell amser", "o'r llinell amser"),
        ("drwy", "y Bwrdd", "drwy'r Bwrdd"),
        ("neu", "yr Heddlu", "neu'r Heddlu"),
        ("gan", "Yr Adolygydd", "gan yr Adolygydd"),
        ("ar", "y gofrestr", "ar y gofrestr"),
        ("i", "ei deulu", "i'w deulu"),
        ("i", "eu teulu", "i'w teulu"),
        ("i", "ein teulu", "i'n teulu"),
        ("o", "eich teulu", "o'ch teulu"),
        ("drwy", "ei deulu", "drwy ei deulu"),
        ("i", "y plentyn’n", "i’r plentyn’n"),
        ("i", "Y", "i Y"),
    ],
)
def test_the_article_and_possessives_join_a_vowel(name: str, word: str, expected: str) -> None:
    assert after(name, word) == expected


def test_the_article_joins_a_name_that_never_mutates_too() -> None:
    assert after("i", "Y Groes Goch", mutates=False) == "i'r Groes Goch"


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("Yn", "Caerdydd", "Yng Nghaerdydd"),
        ("YN", "CAERDYDD", "YNG NGHAERDYDD"),
        ("A", "iechyd", "Ac iechyd"),
        ("Gyda", "asiantaeth", "Gydag asiantaeth"),
        ("Mwy na", "un", "Mwy nag un"),
        ("Oddi wrth", "Cadeirydd y Bwrdd", "Oddi wrth Gadeirydd y Bwrdd"),
        ("At", "defnydd Llywodraeth Cymru yn unig", "At ddefnydd Llywodraeth Cymru yn unig"),
        ("I", "Y Barri", "I'r Barri"),
        ("Â", "addysg", "Ag addysg"),
    ],
)
def test_a_trigger_keeps_its_capital(name: str, word: str, expected: str) -> None:
    assert after(name, word) == expected


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("Annwyl", "Cydweithiwr", "Annwyl Gydweithiwr"),
        ("Annwyl", "Cadeirydd", "Annwyl Gadeirydd"),
        ("Annwyl", "Syr", "Annwyl Syr"),
        ("Annwyl", "Mrs Pugh", "Annwyl Mrs Pugh"),
        ("Annwyl", "Dr Rees", "Annwyl Dr Rees"),
    ],
)
def test_a_greeting_softens_common_nouns_and_no_title(name: str, word: str, expected: str) -> None:
    assert after(name, word) == expected


def test_a_greeting_leaves_a_first_name_that_is_marked() -> None:
    assert after("Annwyl", "Meirion", mutates=False) == "Annwyl Meirion"


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("ni", "credaf", "ni chredaf"),
        ("ni", "dylid", "ni ddylid"),
        ("na:negative", "bydd", "na fydd"),
        ("efallai", "bod", "efallai fod"),
        ("mae'n amlwg:none", "bod", "mae'n amlwg bod"),
        ("pan", "bydd", "pan fydd"),
        ("nos:f", "Mawrth", "nos Fawrth"),
        ("y:f", "cofrestr", "y gofrestr"),
        ("Y:m", "adroddiad", "Yr adroddiad"),
        ("i'r:f", "cynhadledd", "i'r gynhadledd"),
        ("i'r:m", "cyfarfod", "i'r cyfarfod"),
        ("o'r:f", "llinell amser", "o'r llinell amser"),
        ("llawer o", "pobl", "llawer o bobl"),
        ("trydedd", "cynhadledd", "trydedd gynhadledd"),
        ("y ddau", "plentyn", "y ddau blentyn"),
        ("pump", "blynedd", "pum mlynedd"),
        ("cant", "diwrnod", "can niwrnod"),
        ("deg", "mis", "deng mis"),
        ("deng", "cyfarfod", "deg cyfarfod"),
    ],
)
def test_further_triggers(name: str, word: str, expected: str) -> None:
    assert after(name, word) == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ei", "ei:her or ei:his"),
        ("i'w", "i'w:her or i'w:his or i'w:their"),
        ("a'i", "a'i:her or a'i:his"),
        ("un", "un:f or un:m"),
        ("cyn", "cyn:as or cyn:before"),
        ("Cyn", "cyn:as or cyn:before"),
        ("mae'n", "mae'n:aspectual or mae'n:our or mae'n:predicative"),
        ("y", "y:f or y:m"),
        ("yr", "y:f or y:m"),
        ("i'r", "i'r:f or i'r:m"),
        ("pumed", "pumed:f or pumed:m"),
        ("gydda", "gyda"),
        ("xyzzy", "impersonal"),
        ("xyzzy:noun", "impersonal"),
        ("", "impersonal"),
    ],
)
def test_an_unknown_or_ambiguous_trigger_is_refused_with_suggestions(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        after(name, "pen")


def test_a_trigger_before_nothing_is_unchanged() -> None:
    assert after("yn", "") == "yn"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("dydd Llun 23 Mawrth 2020", "ddydd Llun 23 Mawrth 2020"),
        ("Dydd Gwener", "Ddydd Gwener"),
        ("bob blwyddyn", "fob blwyddyn"),
        ("mis Mai", "fis Mai"),
        ("12 Ionawr 2012", "12 Ionawr 2012"),
    ],
)
def test_a_noun_of_time_as_an_adverb_is_soft(phrase: str, expected: str) -> None:
    assert adverbial(phrase) == expected


@given(st.sampled_from(["yn", "a", "i", "ei:her", "neu", "dau", "gyda"]), st.text())
def test_any_text_can_follow_a_trigger_and_the_result_is_composed(name: str, text: str) -> None:
    phrase = after(name, text)
    assert phrase == normalize("NFC", phrase)
    assert phrase.startswith(name[0])


@given(st.sampled_from(["i", "o", "neu", "fy", "dau", "mor"]), st.text(alphabet="aâbcdghlmnoprtwy ABCDG", max_size=12))
def test_a_word_that_does_not_mutate_keeps_its_letters(name: str, text: str) -> None:
    word = normalize("NFC", text).strip()
    first, _, rest = word.partition(" ")
    if first.casefold() not in ("y", "yr"):
        assert after(name, text, mutates=False) == f"{name} {word}".rstrip()
    else:
        assert after(name, text, mutates=False).endswith(rest.strip() or first)
