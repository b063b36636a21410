"""Spelling made plain, so that a name is known again however carelessly it was typed.

Accents, ligatures, invisible characters and the many apostrophes and dashes do not count: *Tŷ Glan-yr-ŵyl* and *Ty
Glan‑yr‑wyl* are the same. Capitals stay.
"""

import re
import unicodedata

# Letters that Unicode does not take apart, and that careless hands write without their stroke.
_STROKES = dict(zip("łøđðħıŁØĐÐĦ", "loddhiLODDH", strict=True))
_PAIRS = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "Æ": "AE", "Œ": "OE", "ẞ": "SS", "Þ": "TH"}
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u00b4\u0060\u2032\uff07", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u00b7", "-"),
    **_STROKES,
    **_PAIRS,
}
_TO_SAME = str.maketrans(_SAME)
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text with plain letters, one apostrophe and one hyphen; it may be shorter or longer."""
    if text.isascii() and "`" not in text:
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_TO_SAME))
    return "".join(character for character in apart if not _is_no_letter_of_its_own(character))


def plain_words(text: str) -> list[str]:
    """The words of a text in plain small letters, without what stands between them."""
    return _WORD.findall(plain(text).lower())


def _is_no_letter_of_its_own(character: str) -> bool:
    """Whether it is an accent, a vowel sign, or a character that nobody sees, such as a soft hyphen."""
    category = unicodedata.category(character)
    return category.startswith("M") or category == "Cf"


def folded(text: str) -> str:
    """The text's letters and figures alone, small and without accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))
