"""Numbers in words before their noun: which form they take and what they do to it.

Sources: Aberystwyth University's list of mutating words (seen): *dau*, *dwy* soft; *tri*, *chwe* aspirate; nasal
of *blynedd*, *blwydd*, *diwrnod*; *deng* before m. CLDR for *dwy flynedd*, *un flwyddyn*. *pymtheng*: GK.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cpr_docs.language.welsh.initials import as_read
from cpr_docs.language.welsh.mutations import Mutation, mutate

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
