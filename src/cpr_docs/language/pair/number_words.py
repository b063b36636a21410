"""Numbers in words: cardinals and ordinals in both languages, mutated forms included."""

from collections.abc import Mapping
from types import MappingProxyType

from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import plain
from cpr_docs.language.welsh.mutation import mutated_forms


def _english(words: str, first: int) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), start=first)}


def _welsh(words: Mapping[str, int]) -> dict[str, int]:
    """The words with all their mutated forms, without accents."""
    return {plain(form): number for word, number in words.items() for form in mutated_forms(word)}


_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = MappingProxyType({word: 10 * number for number, word in enumerate(_TENS.split(), start=2)})
"""The English tens, which a unit may follow."""

UNITS = MappingProxyType(
    {
        Language.ENGLISH: _english("one two three four five six seven eight nine", 1),
        Language.WELSH: _welsh(
            {
                "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5, "pum": 5,
                "chwech": 6, "chwe": 6, "saith": 7, "wyth": 8, "naw": 9,
            }
        ),
    }
)  # fmt: skip
TEN = frozenset({"deg", "ddeg", "neg", "deng", "ddeng", "neng"})
"""*deg*, which multiplies the unit before it: *tri deg*."""

CARDINALS = MappingProxyType(
    {
        Language.ENGLISH: {**UNITS[Language.ENGLISH], **_english(_TEENS, 10), **TENS},
        Language.WELSH: {
            **UNITS[Language.WELSH],
            **dict.fromkeys(TEN, 10),
            **_welsh({"deuddeg": 12, "deuddeng": 12, "pymtheg": 15, "pymtheng": 15, "deunaw": 18, "ugain": 20}),
            **_welsh({"deugain": 40, "trigain": 60}),
        },
    }
)
ORDINALS = MappingProxyType(
    {
        Language.ENGLISH: _english(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1
        ),
        Language.WELSH: _welsh(
            {
                "cyntaf": 1, "ail": 2, "eilfed": 2, "trydydd": 3, "trydedd": 3, "pedwerydd": 4, "pedwaredd": 4,
                "pumed": 5, "chweched": 6, "seithfed": 7, "wythfed": 8, "nawfed": 9, "degfed": 10, "deuddegfed": 12,
                "pymthegfed": 15, "ugeinfed": 20,
            }
        ),
    }
)  # fmt: skip


def _loose(words: Mapping[int, str], language: Language) -> dict[str, frozenset[int]]:
    """The numbers that each word may stand for."""
    found: dict[str, frozenset[int]] = {}
    for number, names in words.items():
        for name in names.split():
            for form in mutated_forms(name) if language is Language.WELSH else (name,):
                found[plain(form)] = found.get(plain(form), frozenset()) | {number}
    return found


LOOSE = MappingProxyType(
    {
        Language.ENGLISH: _loose(
            {
                0: "zero none no",
                1: "once single sole only a an another",
                2: "both pair couple twice double either neither half fortnight fortnightly twins",
                3: "third thirds quarter quarterly thrice triplets",
                4: "quarter quarterly",
                6: "half",
                7: "week weekly",
                10: "decade",
                12: "dozen year annual annually",
                14: "fortnight fortnightly",
                24: "day",
                52: "year",
                100: "hundred",
                1000: "thousand",
            },
            Language.ENGLISH,
        ),
        Language.WELSH: _loose(
            {
                0: "sero dim",
                1: "unwaith unig",
                2: "cwpl par dwywaith naill llall deuddydd deufis dwyflwydd hanner pythefnos gefeilliaid",
                3: "traean teirgwaith tridiau trimis teirblwydd chwarter chwarterol tripledi",
                4: "chwarter chwarterol pedairgwaith",
                6: "hanner",
                7: "wythnos wythnosol",
                10: "degawd",
                12: "dwsin blwyddyn blynyddol",
                14: "pythefnos",
                24: "diwrnod",
                52: "blwyddyn",
                100: "cant",
                1000: "mil",
            },
            Language.WELSH,
        ),
    }
)
"""Words that may stand for a number of the other text, and need not."""
