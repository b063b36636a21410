"""How many of something, in figures or words, and ordinals in figures."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from cpr_docs.language.welsh.article import Gender, gender_named
from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.pronunciation import as_read


class _InWords(NamedTuple):
    """A number round its noun: *pum mlynedd ar hugain* is ``pum`` before and ``ar hugain`` after."""

    masculine: str
    feminine: str
    rest: str = ""


_UNITS = (
    _InWords("un:m", "un:f"), _InWords("dau", "dwy"), _InWords("tri", "tair"), _InWords("pedwar", "pedair"),
    _InWords("pump", "pump"), _InWords("chwech", "chwech"), _InWords("saith", "saith"), _InWords("wyth", "wyth"),
    _InWords("naw", "naw"), _InWords("deg", "deg"),
)  # fmt: skip

#: The traditional numbers, which keep the noun singular and near. GK; CLDR and the treebank for those to ten.
_WORDS: Mapping[int, _InWords] = MappingProxyType(
    {
        **dict(enumerate(_UNITS, start=1)),
        11: _InWords("un:m", "un:f", "ar ddeg"),
        12: _InWords("deuddeg", "deuddeg"),
        13: _InWords("tri", "tair", "ar ddeg"),
        14: _InWords("pedwar", "pedair", "ar ddeg"),
        15: _InWords("pymtheg", "pymtheg"),
        16: _InWords("un:m", "un:f", "ar bymtheg"),
        17: _InWords("dau", "dwy", "ar bymtheg"),
        18: _InWords("deunaw", "deunaw"),
        19: _InWords("pedwar", "pedair", "ar bymtheg"),
        20: _InWords("ugain", "ugain"),
        **{20 + n: unit._replace(rest="ar hugain") for n, unit in enumerate(_UNITS, start=1)},
        31: _InWords("un:m", "un:f", "ar ddeg ar hugain"),
        40: _InWords("deugain", "deugain"),
        60: _InWords("trigain", "trigain"),
        100: _InWords("cant", "cant"),
    }
)

_YEARS = frozenset({"blwyddyn", "blynedd"})
_YEARS_OF_AGE = frozenset({"blwydd"})
#: CLDR has 5 mlynedd, 10 mlynedd, 0 mlynedd; it has "4 mlynedd" too, where the treebank has pedair blynedd.
_YEARS_NOT_NASAL = frozenset({1, 2, 3, 4, 6})
#: As the figures are read where they are read in one way: "10 niwrnod" is seen in legislation (WSI 2021/103) and on
#: council pages. CLDR leaves diwrnod always, and so do other official pages, above all "20 diwrnod gwaith".
_DAYS_NASAL = frozenset({5, 7, 8, 9, 10})

_ENDINGS = (
        "af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed", "eg", "fed", "eg", "eg", "fed",
        "eg", "eg", "fed", "eg", "fed",
)  # fmt: skip
_ENDINGS_OF_SCORES: Mapping[int, str] = MappingProxyType({0: "fed", 40: "fed", 50: "fed", 60: "fed", 80: "fed"})


def count(n: int, noun: str, gender: Gender | str, words: bool = False) -> str:
    """So many of a noun: ``2 fis``, ``24 mis``, ``5 mlynedd``; with ``words``, ``dau fis``, ``deng mlynedd``.

    The noun is given in the singular and stays so; *blwyddyn* and *blynedd* are one noun, whose form follows the
    number. Figures mutate it as they are read: 2 softens, 3 (masculine) and 6 aspirate, 1 softens a feminine.
    CLDR agrees, but for 4 years and 5 to 10 days. Above 10 only years change, because such numbers are read in more
    ways than one. A plural (``pl``) is counted with *o*: ``24 o blant``.

    In words the numbers are the traditional ones, up to 31, and 40, 60, 100 (``pum mlynedd ar hugain``, GK);
    where there is none the figures are printed, as official Welsh prefers for large numbers.

    Raises ``ValueError`` for a negative number and for a gender that there is not.
    """
    if n < 0:
        raise ValueError("nothing can be counted below nought")
    known = gender_named(gender)
    text = normalize("NFC", noun)
    if known is Gender.PLURAL:
        return f"{_alone(n) if words else _figures(n)} o {mutate(text, Mutation.SOFT)}"
    text = _year_for(n, text)
    numeral = _WORDS.get(n) if words else None
    if numeral is None:
        return f"{_figures(n)} {_after_figures(n, text, known)}"
    number, counted = joined(numeral.masculine if known is Gender.MASCULINE else numeral.feminine, text)
    return " ".join(part for part in (number, counted, numeral.rest) if part)


def ordinal(n: int) -> str:
    """The ordinal in figures: ``1af``, ``2il``, ``11eg``, ``21ain``; raises ``ValueError`` below 1.

    To 31 seen in use; above, GK by the traditional name (*deugeinfed*: ``40fed``, *unfed a deugain*: ``41ain``).
    Dates carry no ending (Bangor University, seen): ``12 Ionawr``.
    """
    if n < 1:
        raise ValueError("the first ordinal is that of 1")
    within = n % 100
    if 1 <= within <= len(_ENDINGS):
        return f"{_figures(n)}{_ENDINGS[within - 1]}"
    return f"{_figures(n)}{_ENDINGS_OF_SCORES.get(within, 'ain')}"


def _figures(n: int) -> str:
    return f"{n:,}"


def _alone(n: int) -> str:
    numeral = _WORDS.get(n)
    if numeral is None:
        return _figures(n)
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


_MUTATIONS: Mapping[str, Mutation] = MappingProxyType(
    {
        "un:f": Mutation.LIMITED_SOFT,
        **dict.fromkeys(("dau", "dwy", "ddau", "ddwy"), Mutation.SOFT),
        **dict.fromkeys(("tri", "dri", "thri", "chwe"), Mutation.ASPIRATE),
    }
)
#: Forms that stand before a noun, of numbers that stand alone otherwise.
_BEFORE_A_NOUN: Mapping[str, str] = MappingProxyType({"pump": "pum", "chwech": "chwe", "cant": "can"})
_BEFORE_M: Mapping[str, str] = MappingProxyType({"deg": "deng", "deuddeg": "deuddeng", "pymtheg": "pymtheng"})
_FROM_BEFORE_M: Mapping[str, str] = MappingProxyType({new: old for old, new in _BEFORE_M.items()})

_NASALISED = frozenset({"blynedd", "blwydd", "diwrnod"})
_NASALISING = frozenset(
    {
        "un:f", "pum", "saith", "wyth", "naw", "deg", "deuddeg", "pymtheg", "deunaw", "ugain", "deugain",
        "trigain", "can",
    }
)  # fmt: skip


def joined(numeral: str, noun: str, *, mutates: bool = True) -> tuple[str, str]:
    """The numeral and the noun as they stand together: ``("deng", "mlynedd")``.

    The numeral is a name of the triggers' table, with ``:m`` or ``:f`` at *un*.
    """
    numeral = _FROM_BEFORE_M.get(numeral, numeral)
    numeral = _BEFORE_A_NOUN.get(numeral, numeral)
    counted = mutate(noun, mutation) if mutates and (mutation := _mutation(numeral, noun)) else noun
    initial = as_read(counted)[:1].casefold()
    if initial == "m" or (initial == "n" and counted != noun):
        numeral = _BEFORE_M.get(numeral, numeral)
    return numeral.partition(":")[0], counted


def _mutation(numeral: str, noun: str) -> Mutation | None:
    first = as_read(noun).casefold()
    # Only in "un mlynedd ar ddeg" does un stand before blynedd; one year is blwyddyn, and a year of age blwydd.
    if first in _NASALISED and numeral in _NASALISING and (numeral != "un:f" or first == "blynedd"):
        return Mutation.NASAL
    return _MUTATIONS.get(numeral)
