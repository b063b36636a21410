"""Counts of a noun in figures or words, and ordinals in figures.

Sources of the numbers in words: Aberystwyth University's list of mutating words (seen): *dau*, *dwy* soft; *tri*,
*chwe* aspirate; nasal of *blynedd*, *blwydd*, *diwrnod*; *deng* before m. CLDR for *dwy flynedd*, *un flwyddyn*.
*pymtheng*: GK.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from cpr_docs.language.protocol import integer_in_figures
from cpr_docs.language.welsh.article import Gender, parse_gender
from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.pronunciation import as_read


class _Numeral(NamedTuple):
    """The words of a number before and after its noun: ``pum`` and ``ar hugain`` in *pum mlynedd ar hugain*."""

    masculine: str
    feminine: str
    rest: str = ""


_UNITS = (
    _Numeral("un:m", "un:f"), _Numeral("dau", "dwy"), _Numeral("tri", "tair"), _Numeral("pedwar", "pedair"),
    _Numeral("pump", "pump"), _Numeral("chwech", "chwech"), _Numeral("saith", "saith"), _Numeral("wyth", "wyth"),
    _Numeral("naw", "naw"), _Numeral("deg", "deg"),
)  # fmt: skip

#: The traditional numbers, with the noun in the singular. GK; up to ten CLDR and the treebank.
_WORDS: Mapping[int, _Numeral] = MappingProxyType(
    {
        **dict(enumerate(_UNITS, start=1)),
        11: _Numeral("un:m", "un:f", "ar ddeg"),
        12: _Numeral("deuddeg", "deuddeg"),
        13: _Numeral("tri", "tair", "ar ddeg"),
        14: _Numeral("pedwar", "pedair", "ar ddeg"),
        15: _Numeral("pymtheg", "pymtheg"),
        16: _Numeral("un:m", "un:f", "ar bymtheg"),
        17: _Numeral("dau", "dwy", "ar bymtheg"),
        18: _Numeral("deunaw", "deunaw"),
        19: _Numeral("pedwar", "pedair", "ar bymtheg"),
        20: _Numeral("ugain", "ugain"),
        **{20 + n: unit._replace(rest="ar hugain") for n, unit in enumerate(_UNITS, start=1)},
        31: _Numeral("un:m", "un:f", "ar ddeg ar hugain"),
        40: _Numeral("deugain", "deugain"),
        50: _Numeral("hanner cant", "hanner cant"),
        60: _Numeral("trigain", "trigain"),
        80: _Numeral("pedwar ugain", "pedwar ugain"),
        100: _Numeral("cant", "cant"),
        **{
            100 * n: _Numeral(hundreds, hundreds)
            for n, hundreds in enumerate(
                (
                    "dau gant",
                    "tri chant",
                    "pedwar cant",
                    "pum cant",
                    "chwe chant",
                    "saith cant",
                    "wyth cant",
                    "naw cant",
                ),
                start=2,
            )
        },
    }
)

_YEARS = frozenset({"blwyddyn", "blynedd"})
_YEARS_OF_AGE = frozenset({"blwydd"})
#: CLDR has 5 mlynedd, 10 mlynedd, 0 mlynedd; it has "4 mlynedd" too, where the treebank has pedair blynedd.
_YEARS_NOT_NASAL = frozenset({1, 2, 3, 4, 6})
#: Numbers up to ten that nasalise diwrnod in words: "10 niwrnod" is seen in legislation (WSI 2021/103) and on council
#: pages. CLDR never mutates diwrnod, nor do other official pages, above all "20 diwrnod gwaith".
_DAYS_NASAL = frozenset({5, 7, 8, 9, 10})

_ENDINGS = (
        "af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed", "eg", "fed", "eg", "eg", "fed",
        "eg", "eg", "fed", "eg", "fed",
)  # fmt: skip
_ENDINGS_OF_SCORES: Mapping[int, str] = MappingProxyType({0: "fed", 40: "fed", 50: "fed", 60: "fed", 80: "fed"})


_MUTATIONS: Mapping[str, Mutation] = MappingProxyType(
    {
        "un:f": Mutation.LIMITED_SOFT,
        **dict.fromkeys(("dau", "dwy", "ddau", "ddwy"), Mutation.SOFT),
        **dict.fromkeys(("tri", "dri", "thri", "chwe"), Mutation.ASPIRATE),
    }
)
#: The forms of numbers before a noun.
_BEFORE_A_NOUN: Mapping[str, str] = MappingProxyType(
    {"pump": "pum", "chwech": "chwe", "cant": "can", "gant": "gan", "chant": "chan"}
)
_BEFORE_M: Mapping[str, str] = MappingProxyType({"deg": "deng", "deuddeg": "deuddeng", "pymtheg": "pymtheng"})
_FROM_BEFORE_M: Mapping[str, str] = MappingProxyType({new: old for old, new in _BEFORE_M.items()})

_NASALISED = frozenset({"blynedd", "blwydd", "diwrnod"})
_NASALISING = frozenset(
    {
        "un:f", "pum", "saith", "wyth", "naw", "deg", "deuddeg", "pymtheg", "deunaw", "ugain", "deugain",
        "trigain", "can", "gan", "chan",
    }
)  # fmt: skip


def count(n: int, noun: str, gender: Gender | str, words: bool = False) -> str:
    """The number and the noun: ``2 fis``, ``24 mis``, ``5 mlynedd``; with ``words``, ``dau fis``, ``deng mlynedd``.

    The noun is passed, and printed, in the singular; *blwyddyn* and *blynedd* are one noun, whose form depends on the
    number. Figures mutate the noun like the words: 2 softens, 3 (masculine) and 6 aspirate, 1 softens a feminine. CLDR
    agrees, except for 4 years and 5 to 10 days. Above 10 only years mutate, because such numbers can be read in several
    ways. A plural (``pl``) is counted with *o*: ``24 o blant``.

    The numbers in words are the traditional ones, up to 31, and 40, 50, 60, 80 and the hundreds below 1,000 (``pum
    mlynedd ar hugain``, ``dau gan mlynedd``, GK); nought is *dim*. Other numbers are printed in figures, as official
    Welsh prefers for large numbers.

    Raises ``ValueError`` for a negative number and an unknown gender.
    """
    if n < 0:
        raise ValueError("nothing can be counted below nought")
    gender = parse_gender(gender)
    text = normalize("NFC", noun)
    if n == 0 and words:
        return f"dim {_year_for(n, text)}"
    if gender is Gender.PLURAL:
        return f"{_without_noun(n) if words else integer_in_figures(n)} o {mutate(text, Mutation.SOFT)}"
    text = _year_for(n, text)
    numeral = _WORDS.get(n) if words else None
    if numeral is None:
        return f"{integer_in_figures(n)} {_after_figures(n, text, gender)}"
    number, counted = numeral_with_noun(numeral.masculine if gender is Gender.MASCULINE else numeral.feminine, text)
    return " ".join(part for part in (number, counted, numeral.rest) if part)


def ordinal(n: int) -> str:
    """The ordinal in figures: ``1af``, ``2il``, ``11eg``, ``21ain``; raises ``ValueError`` below 1.

    Endings up to 31 are seen in use; above 31 they follow the traditional name, GK (*deugeinfed*: ``40fed``, *unfed a
    deugain*: ``41ain``). Dates have no ending (Bangor University, seen): ``12 Ionawr``.
    """
    if n < 1:
        raise ValueError("the first ordinal is that of 1")
    within = n % 100
    if 1 <= within <= len(_ENDINGS):
        return f"{integer_in_figures(n)}{_ENDINGS[within - 1]}"
    return f"{integer_in_figures(n)}{_ENDINGS_OF_SCORES.get(within, 'ain')}"


def _without_noun(n: int) -> str:
    numeral = _WORDS.get(n)
    if numeral is None:
        return integer_in_figures(n)
    return f"{numeral.masculine.partition(':')[0]} {numeral.rest}".rstrip()


def _year_for(n: int, noun: str) -> str:
    first = as_read(noun)
    if first.casefold() not in _YEARS:
        return noun
    form = "blwyddyn" if n == 1 else "blynedd"
    return noun.replace(first, form.capitalize() if first[0].isupper() else form, 1)


def _after_figures(n: int, noun: str, gender: Gender) -> str:
    first = as_read(noun).casefold()
    years = first in _YEARS | _YEARS_OF_AGE and n not in _YEARS_NOT_NASAL
    if years or (first == "diwrnod" and n in _DAYS_NASAL):
        return mutate(noun, Mutation.NASAL)
    if n == 2:
        return mutate(noun, Mutation.SOFT)
    if n == 1 and gender is Gender.FEMININE:
        return mutate(noun, Mutation.LIMITED_SOFT)
    if n == 6 or (n == 3 and gender is Gender.MASCULINE):
        return mutate(noun, Mutation.ASPIRATE)
    return noun


def numeral_with_noun(numeral: str, noun: str, *, mutates: bool = True) -> tuple[str, str]:
    """The forms of the numeral and of the noun after it: ``("deng", "mlynedd")``.

    The numeral is a name in the table of triggers; *un* has the tag ``:m`` or ``:f``. Only its last word has another
    form before the noun.
    """
    before, space, last = numeral.rpartition(" ")
    form, counted = _last_word_with_noun(last, noun, mutates=mutates)
    return f"{before}{space}{form}", counted


def _last_word_with_noun(numeral: str, noun: str, *, mutates: bool) -> tuple[str, str]:
    numeral = _FROM_BEFORE_M.get(numeral, numeral)
    numeral = _BEFORE_A_NOUN.get(numeral, numeral)
    counted = mutate(noun, mutation) if mutates and (mutation := _mutation(numeral, noun)) else noun
    initial = as_read(counted)[:1].casefold()
    if initial == "m" or (initial == "n" and counted != noun):
        numeral = _BEFORE_M.get(numeral, numeral)
    return numeral.partition(":")[0], counted


def _mutation(numeral: str, noun: str) -> Mutation | None:
    first = as_read(noun).casefold()
    # un precedes blynedd only in "un mlynedd ar ddeg"; one year is blwyddyn, and one year of age blwydd.
    if first in _NASALISED and numeral in _NASALISING and (numeral != "un:f" or first == "blynedd"):
        return Mutation.NASAL
    return _MUTATIONS.get(numeral)
