"""Labels of people and places that a text mentions: *Child A*, *Plant A a B*, *Adult 1*."""

import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from cpr_docs.language.languages import Language
from cpr_docs.language.pair.mentions import Mention, PairKind, mention
from cpr_docs.language.pair.scanned_text import ScannedText
from cpr_docs.language.welsh.mutation import mutated_forms

#: Nouns before a letter or a number, with the words for the same person in either language on each line.
_NOUNS = """
child children = plentyn plant
sibling siblings brother brothers sister sisters = brawd chwaer brodyr chwiorydd sibling
baby babies infant = baban babanod babi
person people = person pobl ifanc
adult adults = oedolyn oedolion
parent parents = rhiant rhieni
mother = mam
father = tad
grandparent grandmother grandfather = mam-gu tad-cu nain taid
partner = partner
male man = dyn gwryw
female woman = menyw benyw
family families = teulu teuluoedd
relative relatives = perthynas perthnasau
carer carers = gofalwr gofalwyr
practitioner practitioners = ymarferydd ymarferwyr
worker workers = gweithiwr gweithwyr cymdeithasol
officer officers = swyddog swyddogion
reviewer reviewers = adolygydd adolygwyr adolygwr
agency agencies = asiantaeth asiantaethau
school schools = ysgol ysgolion
hospital hospitals = ysbyty ysbytai
nursery nurseries = meithrinfa meithrinfeydd
appendix annex appendices annexes = atodiad atodiadau
"""


def _classes(language: Language) -> Mapping[str, int]:
    """The class of each noun, which is the number of its line."""
    found: dict[str, int] = {}
    for number, line in enumerate(_NOUNS.strip().splitlines()):
        english, _equals, welsh = line.partition(" = ")
        if language is Language.ENGLISH:
            found |= dict.fromkeys(english.split(), number)
        else:
            found |= {form: number for word in welsh.split() for form in mutated_forms(word)}
    return MappingProxyType(found)


_CLASSES = MappingProxyType({language: _classes(language) for language in Language})
_ALL_CLASSES = range(len(_NOUNS.strip().splitlines()))

# "Child A's" has a label, "A'r" has none.
_LETTER = r"[A-Z]\d{0,2}(?!\w|'(?!s\b)\w)"
_FIGURE = r"\d{1,2}(?![\w.:%/])"
_LETTER_ALONE = re.compile(rf"(?<![\w'.]){_LETTER}")
_BETWEEN = r"(?:\s*[,&/]\s*(?:(?:and|ac?)\s+)?|\s*-\s*|\s+(?:and|or|to|ac?|neu|i)\s+)"
#: Letters that are words: I and A in English, A, I, O and Y in Welsh.
_WORDS = MappingProxyType({Language.ENGLISH: frozenset("AI"), Language.WELSH: frozenset("AEIOY")})


def label_mentions(text: ScannedText, language: Language) -> Iterator[Mention]:
    """The labels in the text, which are taken out of it."""
    classes = _CLASSES[language]
    for pattern in _patterns(language):
        for match in text.take(pattern):
            codes = re.findall(r"[A-Z]\d{0,2}|\d{1,2}", match["codes"])
            if match["noun"][0].islower() and (codes[0] in _WORDS[language] or codes[0][0].isdigit()):
                # "to the children I met", "of children 3 were seen"
                text.keep(match)
                continue
            for each in codes:
                yield _label(classes[match["noun"].lower()], each)
    # A letter alone may be the label of a word that is not listed.
    for match in _LETTER_ALONE.finditer(text.rest):
        if match[0] not in _WORDS[language]:
            keys = (("label", each, match[0]) for each in _ALL_CLASSES)
            yield mention(PairKind.LABEL, *keys, required=False)


@functools.cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """A noun with letters, and a noun with figures."""
    nouns = "|".join(sorted(_CLASSES[language], key=len, reverse=True))
    return tuple(
        re.compile(rf"\b(?P<noun>(?i:{nouns}))\s+(?P<codes>{code}(?:{_BETWEEN}{code}){{0,9}})")
        for code in (_LETTER, _FIGURE)
    )


def _label(noun: int, code: str) -> Mention:
    # In figures it may be read as a number where the other text has a word that is not listed.
    number = [("number", Decimal(code))] if code.isdigit() else []
    return mention(PairKind.LABEL, ("label", noun, code), *number)


def is_label(text: str) -> bool:
    """True if a text can be found again as a label: its last word has a capital or a figure, *Sibling group AB*."""
    last = text.split()[-1:]
    return bool(last) and (last[0][0].isupper() or last[0][0].isdigit()) and len(text.split()) > 1


def has_label(text: str, label: str) -> bool:
    """True if the text has the label, its first word in any mutation."""
    first, _space, rest = ScannedText(label).rest.partition(" ")
    forms = "|".join(map(re.escape, mutated_forms(first.lower())))
    return re.search(rf"(?<!\w)(?i:{forms})\s+{re.escape(rest)}(?!\w)", ScannedText(text).rest) is not None
