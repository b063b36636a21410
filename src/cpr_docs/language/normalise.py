"""Text normalised for comparison, so that spellings of one name match.

Accents, ligatures, invisible characters and the kind of apostrophe or dash are ignored: *Tŷ Glan-yr-ŵyl* and *Ty
Glan‑yr‑wyl* are equal. `plain` keeps case; `plain_words` and `folded` ignore it too.
"""

import re
import unicodedata

# Letters with a stroke, which NFKD does not decompose, and which are often typed without it.
_STROKES = dict(zip("łøđðħıŁØĐÐĦ", "loddhiLODDH", strict=True))
_PAIRS = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "Æ": "AE", "Œ": "OE", "ẞ": "SS", "Þ": "TH"}
_REPLACEMENTS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u00b4\u0060\u2032\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u00b7", "-"),
        **_STROKES,
        **_PAIRS,
    }
)
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text without accents, and with one kind of apostrophe and hyphen; its length may change."""
    if text.isascii() and "`" not in text:
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_REPLACEMENTS))
    return "".join(character for character in decomposed if not _is_ignored(character))


def plain_words(text: str) -> list[str]:
    """The words of the text, normalised and in lower case."""
    return _WORD.findall(plain(text).lower())


def _is_ignored(character: str) -> bool:
    """True for an accent, a vowel sign or an invisible character such as a soft hyphen."""
    category = unicodedata.category(character)
    return category.startswith("M") or category == "Cf"


def folded(text: str) -> str:
    """The letters and digits of the text, case-folded and without accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))
