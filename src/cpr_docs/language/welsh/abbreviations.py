"""Abbreviations: they never mutate, and are read as words (*CAMHS*) or by their letters (*RSPCA*).

A text in capitals may also be a word of a heading (*CAERDYDD*). Six letters or more are a word, and fewer only if
`nouns` has it, because abbreviations of six letters are few enough for the list in ``mutation``. Capitals within a word
(*PRUDiC*, *CLlLC*) make an abbreviation, or a surname. GK.
"""

import re
from typing import Final

from cpr_docs.language.welsh.nouns import is_common_word

_LONGEST = 5
_CAPITAL_WITHIN = re.compile(r"[^\W\d_A-Z][A-Z]")

#: Read by their letters, although they could be read as words.
_BY_LETTERS: Final = frozenset({"RAF", "LEA", "SEN", "FOI", "LHA", "MOT", "MOD"})
_CONSONANTS = (
    "bl br ch cl cr cn dr dw ff fl fr gl gn gr gw ll pl pr ph rh sb sc sg sh sl sm sn sp st str sgr sbr sw th tr "
    "ts tw chw ffl ffr thr"
)
#: The groups of consonants with which a word can begin.
_ONSETS: Final = frozenset(_CONSONANTS.split())


def is_abbreviation(token: str) -> bool:
    """True if the token is an abbreviation; punctuation after it is ignored."""
    letters = _letters(token)
    if len(letters) < 2:
        return False
    if not letters.isupper():
        return _CAPITAL_WITHIN.search(token) is not None
    return len(letters) <= _LONGEST and not is_common_word(letters.lower())


def is_read_by_letters(token: str) -> bool:
    """True if the token is an abbreviation in capitals that cannot be read as a word."""
    letters = _letters(token)
    if not letters.isupper() or not is_abbreviation(token):
        return False
    # W and Y at the start are consonants in an abbreviation: WLGA.
    match = re.match(r"[WY]?[^AEIOUWY]*", letters)
    onset = match[0].lower() if match else ""
    return len(letters) == 2 or letters in _BY_LETTERS or (len(onset) > 1 and onset not in _ONSETS)


def _letters(token: str) -> str:
    return "".join(character for character in token if character.isalpha())
