"""Amounts and numbers that a text mentions, in figures or words."""

import re
from collections.abc import Iterator
from decimal import Decimal

from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import plain
from cpr_docs.language.pair.clock_mentions import clock_keys
from cpr_docs.language.pair.date_mentions import is_year
from cpr_docs.language.pair.mentions import Mention, PairKind, mention
from cpr_docs.language.pair.number_words import CARDINALS, LOOSE, ORDINALS, TEN, TENS, UNITS
from cpr_docs.language.pair.scanned_text import ScannedText, begins_sentence

_FIGURE = r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALES = {"million": 6, "miliwn": 6, "filiwn": 6, "m": 6, "billion": 9, "biliwn": 9, "bn": 9, "thousand": 3, "mil": 3}
_SCALE = rf"(?:\s*(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}|k)\b)?"
_POUNDS = re.compile(rf"[£€$]\s?{_FIGURE}{_SCALE}", re.IGNORECASE)
_IN_WORDS = re.compile(rf"(?<![\w.]){_FIGURE}{_SCALE}\s+(?:pounds?|[pb]h?unt|o bunn(?:au|oedd))\b", re.IGNORECASE)
_PENCE = re.compile(r"(?<![\w.])(?P<figure>\d+)(?:[pc]\b|\s+(?:pence|[cg]einiog|o geiniogau)\b)")
_TELEPHONE = re.compile(r"(?<![\w.])\+?\d[\d ]{7,}\d(?!\w)")
_CODE = re.compile(r"(?<![\w.])(?=\w*\d)(?=\w*[^\W\d_])\w+")
_SECTION = re.compile(r"[a-z](\d+)", re.ASCII)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain|au|s)", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![\w]){_FIGURE}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_CERTAIN = 2

#: After these words *deg* is fair, and no ten: *yn deg*.
_BEFORE_FAIR = frozenset({"yn", "n", "mor", "rhy"})

#: The sum that *ar* adds to the unit before it, with a noun between: *tri mis ar hugain*.
_AFTER_AR = {"ddeg": 10, "bymtheg": 15, "hugain": 20}
_LONGEST_BETWEEN = 2


def number_mentions(text: ScannedText, language: Language) -> Iterator[Mention]:
    """The amounts and numbers in the text, which are taken out of it."""
    for pattern in (_POUNDS, _IN_WORDS):
        for match in text.take_figures(pattern):
            yield _amount(_value(match["figure"]).scaleb(_scale(match["scale"])))
    for match in text.take_figures(_PENCE):
        yield _amount(_value(match["figure"]) / 100)
    for match in text.take_figures(_TELEPHONE):
        figures = match[0].replace(" ", "")
        if figures[0] in "0+":
            yield mention(PairKind.NUMBER, ("code", figures))
        else:
            text.keep(match)
    for match in text.take_figures(_CODE):
        ordinal = _ORDINAL.fullmatch(match[0])
        yield _number(Decimal(ordinal[1])) if ordinal else mention(PairKind.NUMBER, *_code_keys(match[0]))
    for match in text.take_figures(_NUMBER):
        yield _in_figures(match["figure"])
    yield from _in_words(text, language)


def _value(figure: str) -> Decimal:
    return Decimal(figure.replace(",", ""))


def _scale(word: str | None) -> int:
    return 0 if word is None else _SCALES.get(word.lower(), 3)


def _amount(value: Decimal) -> Mention:
    return mention(PairKind.AMOUNT, ("amount", value))


def _code_keys(code: str) -> Iterator[object]:
    """The code, and the figures of a section alone: *s47* may be *adran 47*."""
    yield "code", code.casefold()
    if section := _SECTION.fullmatch(code):
        yield "number", Decimal(section[1])


def _in_figures(figure: str) -> Mention:
    whole, _point, fraction = figure.partition(".")
    if len(fraction) == 2 and len(whole) <= 2 and int(whole) < 24 and int(fraction) < 60:
        # Without a suffix this may be a time.
        return mention(PairKind.NUMBER, ("number", Decimal(figure)), *clock_keys(int(whole), int(fraction)))
    return _number(_value(figure), four_figures=len(figure) == 4 and figure.isdigit())


def _number(value: Decimal, *, four_figures: bool = False, required: bool = True) -> Mention:
    kind = PairKind.DATE if four_figures and is_year(int(value)) else PairKind.NUMBER
    return mention(kind, ("number", value), required=required)


def _in_words(text: ScannedText, language: Language) -> Iterator[Mention]:
    words = list(_WORD.finditer(text.rest))
    plain_words = [plain(word[0]).lower() for word in words]
    read = _english_number if language is Language.ENGLISH else _welsh_number
    position = 0
    while position < len(words):
        for number in LOOSE[language].get(plain_words[position], ()):
            yield _number(Decimal(number), required=False)
        value, length = read(plain_words, position)
        if value is not None:
            # A capital inside a sentence: the number is part of a name.
            is_name = words[position][0][0].isupper() and not begins_sentence(text.rest, words[position].start())
            yield _number(Decimal(value), required=value > _least_certain(plain_words[position]) and not is_name)
        position += max(length, 1)


def _least_certain(word: str) -> int:
    """The highest number that the word need not have a counterpart for: *one* and *second* have other meanings."""
    return _FIRST_CERTAIN if word in ORDINALS[Language.ENGLISH] or word in ORDINALS[Language.WELSH] else 1


def _english_number(words: list[str], position: int) -> tuple[int | None, int]:
    word = words[position]
    following = UNITS[Language.ENGLISH].get(words[position + 1]) if position + 1 < len(words) else None
    if word in TENS and following is not None:
        return TENS[word] + following, 2
    value = CARDINALS[Language.ENGLISH].get(word, ORDINALS[Language.ENGLISH].get(word))
    return value, 1


def _welsh_number(words: list[str], position: int) -> tuple[int | None, int]:
    """The number that begins at the word, and how many words it has: decimal, or by the twenties."""
    value = CARDINALS[Language.WELSH].get(words[position], ORDINALS[Language.WELSH].get(words[position]))
    is_fair = words[position] in TEN and position > 0 and words[position - 1] in _BEFORE_FAIR
    if value is None or is_fair:
        return None, 1
    rest = words[position + 1 : position + 3 + _LONGEST_BETWEEN]
    if value < 20 and "ar" in rest[: _LONGEST_BETWEEN + 1]:
        place = rest.index("ar")
        if rest[place + 1 : place + 2] and rest[place + 1] in _AFTER_AR:
            return value + _AFTER_AR[rest[place + 1]], place + 3
    if words[position] in UNITS[Language.WELSH] and rest and rest[0] in TEN:
        unit = UNITS[Language.WELSH].get(rest[1]) if len(rest) > 1 else None
        return value * 10 + (unit or 0), 3 if unit else 2
    return value, 1
