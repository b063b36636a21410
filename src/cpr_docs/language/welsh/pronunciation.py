"""The initial sound of a Welsh word, number or letter read aloud.

The choice of *a* or *ac*, *y* or *yr*, *yn* or *ym* depends on the sound: "8" is read *wyth* and "c)" is read *ec*.

Numbers are read by general knowledge: up to twenty by the traditional names (*un ar ddeg*, *deunaw*, *ugain*), above
twenty by the decimal ones (*dau ddeg un*); ordinals are traditional. The two systems differ in the first word at 12 to
15 and 17 to 20 (*a 12*, *ac 20*), and official texts are seen with both.
"""

import re
from unicodedata import normalize

from cpr_docs.language.welsh.abbreviations import is_read_by_letters

#: Letters of the Welsh alphabet that are written with two characters.
DIGRAPHS = frozenset({"ch", "dd", "ff", "ng", "ll", "ph", "rh", "th"})

VOWELS = frozenset("aeiouwy")
_FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)([^\W\d_]*)", re.ASCII)
_ORDINAL_ENDINGS = frozenset({"af", "il", "ydd", "ed", "fed", "eg", "ain"})

#: A label such as "c)" is read by the traditional name of its letter (style guide, seen: *éc* and not *cý*).
_LETTERS_READ_WITH_A_VOWEL = frozenset("aceéfghilmnorsuwxy")
#: An abbreviation is read by letter names that begin with a vowel in both languages: yr A55, yr A487 (treebank),
#: yr NSPCC, yr RSPCA, y CPS (GK).
_LETTERS_OF_ABBREVIATIONS_READ_WITH_A_VOWEL = frozenset("aefhilmnorsuxy")

#: In *gwyrth* (*y wyrth*) the y is the vowel and the w a consonant; elsewhere the style guide uses *yr* before
#: wy-, so that there is a single rule: yr wybodaeth, yr Wyddeleg, yr wynebau (seen).
_CONSONANT_BEFORE_Y = ("wyrth",)
#: Names of people with a consonantal w before y: Siân a Wyn. *wyn* is also the soft form of *gwyn* (GK).
_CONSONANT_BEFORE_Y_IN_NAMES = ("Wyn", "Wyatt", "Wyclif", "Wylie", "Wyman")
_VOWEL_BEFORE_Y = ("wyneb",)


_TO_TWENTY = (
    "dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw", "deg",
    "un", "deuddeg", "tri", "pedwar", "pymtheg", "un", "dau", "deunaw", "pedwar", "ugain",
)  # fmt: skip
_ORDINALS_TO_TWENTY = (
    "dim", "cyntaf", "ail", "trydydd", "pedwerydd", "pumed", "chweched", "seithfed", "wythfed", "nawfed", "degfed",
    "unfed", "deuddegfed", "trydydd", "pedwerydd", "pymthegfed", "unfed", "ail", "deunawfed", "pedwerydd", "ugeinfed",
)  # fmt: skip
_ROUND_ORDINALS = {40: "deugeinfed", 50: "hanner", 60: "trigeinfed", 80: "pedwar", 100: "canfed", 1000: "milfed"}


def first_letter(phrase: str) -> int:
    """The index of the first letter or digit of the phrase, after any quotation mark or bracket."""
    for position, character in enumerate(phrase):
        if character.isalnum():
            return position
    return len(phrase)


def first_word(phrase: str) -> str:
    """The first word of the phrase, without punctuation before it; punctuation after it is kept."""
    return phrase[first_letter(phrase) :].split(maxsplit=1)[0] if first_letter(phrase) < len(phrase) else ""


def is_word(token: str) -> bool:
    """True if the token is read as a word: it is not a number, a single letter or letters without a vowel."""
    letters = [character for character in token if character.isalpha()]
    return len(letters) > 1 and token[0].isalpha() and any(_plain(letter) in VOWELS for letter in letters)


def as_read(phrase: str) -> str:
    """The first word of the phrase, read aloud: ``wyth`` for "8 mis", ``mil`` for "1951"."""
    token = first_word(normalize("NFC", phrase))
    if figures := _FIGURES.match(token):
        number = int(figures[1].replace(",", ""))
        if figures[2] in _ORDINAL_ENDINGS:
            return first_word_of_ordinal(number)
        return first_word_of_cardinal(number)
    return token


def begins_with_vowel(phrase: str) -> bool:
    """True if the phrase begins with a vowel sound; *w* is a vowel in *wythnos*, and a consonant in *wlad*."""
    token = as_read(phrase)
    if not token:
        return False
    initial = _plain(token[0])
    letters = "".join(character for character in token if character.isalnum())
    if len(letters) == 1:
        return initial in _LETTERS_READ_WITH_A_VOWEL
    if letters.isupper() and (not is_word(token) or is_read_by_letters(token)):
        return initial in _LETTERS_OF_ABBREVIATIONS_READ_WITH_A_VOWEL
    if initial == "w":
        return not _begins_with_consonantal_w(token)
    return initial in VOWELS


def begins_with_h(phrase: str) -> bool:
    """True if the phrase begins with h, before which the article is *yr*."""
    return as_read(phrase)[:1].casefold() == "h"


def _begins_with_consonantal_w(token: str) -> bool:
    """True if *w* is a consonant: before a vowel, and in wl-, wn-, wr- + vowel.

    GK (Orgraff yr Iaith Gymraeg; style guide, *y / yr*).
    """
    if normalize("NFC", token)[0].casefold() != "w":
        return False  # with an accent it is a vowel: yr ŵyl
    rest = [_plain(character) for character in token[1:3]]
    if rest[:1] == ["y"]:
        small = token.casefold()
        if small.startswith(_VOWEL_BEFORE_Y):
            return False
        return small.startswith(_CONSONANT_BEFORE_Y) or small == "wyn" or token.startswith(_CONSONANT_BEFORE_Y_IN_NAMES)
    if rest and rest[0] in ("l", "n", "r"):
        return len(rest) > 1 and rest[1] in VOWELS
    return bool(rest) and (rest[0] in VOWELS or rest[0] == "h")


def _plain(letter: str) -> str:
    """The letter without its accent, case-folded."""
    return normalize("NFD", letter)[0].casefold()


def first_word_of_cardinal(number: int) -> str:
    """The first word of the number: ``un`` for 11, ``mil`` for 1951, ``dwy`` for 2012."""
    if number < len(_TO_TWENTY):
        return _TO_TWENTY[number]
    for unit, name in ((1_000_000_000, "biliwn"), (1_000_000, "miliwn"), (1_000, "mil"), (100, "cant"), (10, "")):
        quotient = number // unit
        if quotient == 1 and name:
            return name
        if quotient == 2 and name == "mil":
            return "dwy"
        if quotient:
            return first_word_of_cardinal(quotient)
    raise AssertionError("a number above twenty has tens")


def first_word_of_ordinal(number: int) -> str:
    """The first word of the ordinal: ``unfed`` for "21ain", ``ail`` for "17eg"."""
    if number < len(_ORDINALS_TO_TWENTY):
        return _ORDINALS_TO_TWENTY[number]
    if number in _ROUND_ORDINALS:
        return _ROUND_ORDINALS[number]
    if number < 100:
        # The multiple of twenty comes last: unfed ar hugain, degfed ar hugain, ail a deugain.
        units = number % 20
        return "unfed" if units == 1 else _ORDINALS_TO_TWENTY[units]
    return first_word_of_cardinal(number)
