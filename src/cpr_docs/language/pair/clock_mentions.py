"""Times of day that a text mentions, by a clock of twelve or twenty-four hours."""

import functools
import re
from collections.abc import Iterator

from cpr_docs.language.languages import Language
from cpr_docs.language.pair.mentions import Mention, PairKind, mention
from cpr_docs.language.pair.number_words import CARDINALS
from cpr_docs.language.pair.scanned_text import ScannedText

_HALF_DAY = 12 * 60
_MORNING = r"a\.?m\b\.?|y\.?b\b\.?|(?:in the |y )?(?:morning|bore)\b"
_AFTERNOON = (
    r"p\.?m\b\.?|y\.?[ph]\b\.?|(?:in the )?(?:afternoon|evening)\b|at night\b|y (?:prynhawn|pnawn|nos)\b|yr hwyr\b"
)
_O_CLOCK = r"o'clock\b|o'r gloch\b"
_SUFFIX = rf"\s*(?:(?:{_O_CLOCK})\s*)?(?:(?P<morning>{_MORNING})|(?P<afternoon>{_AFTERNOON}))|\s*(?P<clock>{_O_CLOCK})"
_HOUR = r"(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?"
_BEFORE_RANGE = re.compile(
    r"(?<![\w.,£])(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?(?=\s*(?:-|to|and|until|ac?|i|tan|hyd)\s*\d{1,2}"
    rf"(?:[.:][0-5]\d)?(?:{_SUFFIX.replace('?P<morning>', '').replace('?P<afternoon>', '').replace('?P<clock>', '')}))"
)
_CLOCK = re.compile(rf"(?<![\w.,£]){_HOUR}(?:{_SUFFIX})", re.IGNORECASE)
_COLON = re.compile(r"(?<![\w.,£:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\w:])")
_TWELVE = re.compile(
    r"\b(?:12(?:[.:]00)?\s*)?(?:(?P<noon>noon|midday|(?:canol|[gh]anner|ganol) dydd)"
    r"|(?P<midnight>midnight|(?:ganol|canol|[gh]anner) nos))\b",
    re.IGNORECASE,
)


def clock_mentions(text: ScannedText, language: Language) -> Iterator[Mention]:
    """The times in the text, which are taken out of it."""
    for match in text.take(_TWELVE):
        yield _time(0 if match["midnight"] else _HALF_DAY)
    for match in text.take_figures(_BEFORE_RANGE):
        yield _either(_minutes(match))
    for match in text.take_figures(_CLOCK):
        minutes = _minutes(match)
        if match["morning"]:
            yield _time(minutes % _HALF_DAY)
        elif match["afternoon"]:
            yield _time(minutes % _HALF_DAY + _HALF_DAY)
        else:
            yield _either(minutes)
    for match in text.take_figures(_COLON):
        minutes = _minutes(match)
        yield _either(minutes) if 0 < minutes < _HALF_DAY and len(match["hour"]) == 1 else _time(minutes)
    for match in text.take(_in_words(language)):
        yield _either(CARDINALS[language][match["word"].lower()] * 60)


@functools.cache
def _in_words(language: Language) -> re.Pattern[str]:
    words = "|".join(word for word, number in CARDINALS[language].items() if 1 <= number <= 12)
    return re.compile(rf"\b(?P<word>{words})\s+(?:{_O_CLOCK})", re.IGNORECASE)


def clock_keys(hour: int, minute: int) -> tuple[object, ...]:
    """The keys of a time that may be in either half of the day."""
    minutes = (hour * 60 + minute) % _HALF_DAY
    return ("time", minutes), ("time", minutes + _HALF_DAY)


def _minutes(match: re.Match[str]) -> int:
    return int(match["hour"]) * 60 + int(match["minute"] or 0)


def _time(minutes: int) -> Mention:
    return mention(PairKind.TIME, ("time", minutes % (2 * _HALF_DAY)))


def _either(minutes: int) -> Mention:
    return mention(PairKind.TIME, *clock_keys(*divmod(minutes, 60)))
