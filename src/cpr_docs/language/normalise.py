"""Text normalised for comparison and for messages, and the language of a text by its function words."""

import re
import unicodedata

from cpr_docs.language.languages import Language

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


# Invisible letters and marks, which their Unicode category does not reveal.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")


def visible(name: object) -> str:
    r"""The name with control characters and invisible characters escaped.

    Bytes that are not UTF-8 become ``\xff``, control and bidirectional characters ``\x1b`` and ``\u202e``.
    """
    text = str(name)
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def visible_lines(text: str) -> str:
    """A message of several lines, each escaped by `visible`."""
    return "\n".join(map(visible, text.split("\n")))


def _visible(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        # `surrogateescape`: an undecodable byte of a file name.
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character if not _INVISIBLE.match(character) else f"\\u{ord(character):04x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


_ENGLISH = (
    "the of and to in was is were for with that on by at from it be has had not this are or an who which when there "
    "they their his her she he him them been have will would should could must may can as if but"
)
_WELSH = (
    "y yr yn ac â ei eu wedi gan ar am oedd mae bod fod nid nad sydd hefyd neu hyn hynny hwn hon ond pan cafodd gafodd "
    "bu fu roedd yw ydy ddim dim gyda heb wrth dros dan drwy rhwng ni nhw hi ef mewn eto felly pob holl plentyn teulu "
    "a'r i'r o'r â'r a’r i’r o’r â’r"
)
FUNCTION_WORDS = {Language.ENGLISH: frozenset(_ENGLISH.split()), Language.WELSH: frozenset(_WELSH.split())}
"""The words of each language that say little about what a text is about."""


def reads_as(text: str, language: Language) -> bool:
    """True if the text has at least two function words of the language, and more than twice as many as of the other."""
    words = [word.strip('.,;:!?()“”"') for word in text.casefold().split()]
    own, other = (sum(word in FUNCTION_WORDS[each] for word in words) for each in (language, language.other))
    return own >= 2 and own > 2 * other
