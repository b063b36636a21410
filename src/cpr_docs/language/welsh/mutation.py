"""The initial mutations: what happens to the first letter of a Welsh word.

The consonant tables are in every grammar and in BBC Bitesize, *The nasal mutation* (seen). Which words cause
which mutation is not here but in ``triggers``.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

from cpr_docs.language.welsh.pronunciation import DIGRAPHS, begins_with_vowel, first_letter, first_word, is_word


class Mutation(StrEnum):
    """A change of a word's first letter; each member's value is its name in a template."""

    SOFT = "soft"
    LIMITED_SOFT = "limited soft"
    """Soft, but ll and rh stay: after the article, *yn*, *mor*, *cyn* and *un*."""
    NASAL = "nasal"
    ASPIRATE = "aspirate"
    MIXED = "mixed"
    """Aspirate where there is one, soft elsewhere: after the negative particles *ni*, *na*, *oni*."""
    H = "h"
    """An h before a vowel: after *ei* (her), *ein*, *eu*."""


_SOFT = {"p": "b", "t": "d", "c": "g", "b": "f", "d": "dd", "g": "", "m": "f", "ll": "l", "rh": "r"}
_ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}

_CONSONANTS: Mapping[Mutation, Mapping[str, str]] = MappingProxyType(
    {
        Mutation.SOFT: _SOFT,
        Mutation.LIMITED_SOFT: {radical: new for radical, new in _SOFT.items() if radical not in ("ll", "rh")},
        Mutation.NASAL: {"p": "mh", "t": "nh", "c": "ngh", "b": "m", "d": "n", "g": "ng"},
        Mutation.ASPIRATE: _ASPIRATE,
        Mutation.MIXED: _SOFT | _ASPIRATE,
        Mutation.H: {},
    }
)
_VOWELS = frozenset("aeiouwy")
_SOFTENING = frozenset({Mutation.SOFT, Mutation.LIMITED_SOFT, Mutation.MIXED})


def mutate(word: str, mutation: Mutation | str) -> str:
    """The word, or the first word of the phrase, in its mutated form: ``mutate("Gwynedd", "soft")`` is ``Wynedd``.

    Capitals move to the new first letter, a word in capitals stays in capitals, quotation marks and brackets
    before the word stay where they are, and the result is NFC. Nothing happens to figures, to a lone letter, to
    a word without a vowel (it is read by its letters) and to the words of the module ``unmutated``. No other name
    is known by its spelling: the caller says so.

    Raises ``ValueError`` for a mutation that there is not.
    """
    change = _named(mutation)
    text = normalize("NFC", word)
    start = first_letter(text)
    token = first_word(text)
    if not is_word(token) or never_mutates(token) or (change in _SOFTENING and never_softens(token)):
        return text
    radical = _initial_consonant(token)
    if change is Mutation.H and begins_with_vowel(token):
        new = "h"
        radical = ""
    elif radical in _CONSONANTS[change]:
        new = _CONSONANTS[change][radical]
    else:
        return text
    return text[:start] + _with_capitals_moved(token, radical, new) + text[start + len(token) :]


def mutated_forms(word: str) -> frozenset[str]:
    """Every form that the letters of a small word allow, itself included, whether or not any rule would make it.

    What a writer mutates is wider than the rules: names too (*Mair*, ``i Fair``), and words that resist.
    """
    if len(word) == 1:
        return frozenset({word})
    radical = _initial_consonant(word)
    changes = {table[radical] for table in _CONSONANTS.values() if radical in table}
    forms = {word} | {new + word[len(radical) :] for new in changes}
    if radical in _VOWELS:
        forms.add(f"h{word}")
    # What is left with one letter is no word.
    return frozenset(form for form in forms if len(form) > 1)


def _named(mutation: Mutation | str) -> Mutation:
    try:
        return Mutation(mutation)
    except ValueError:
        raise ValueError(f"there is no such mutation; there are: {', '.join(Mutation)}") from None


def _initial_consonant(token: str) -> str:
    """The first letter of the Welsh alphabet in the token, which may be two characters."""
    two = token[:2].casefold()
    return two if two in DIGRAPHS else two[:1]


def _with_capitals_moved(token: str, radical: str, new: str) -> str:
    rest = token[len(radical) :]
    if token.isupper():
        return new.upper() + rest
    if token[0].isupper():
        # "Addysg" gives "Haddysg", "Gwynedd" gives "Wynedd": one capital, and it comes first.
        lowered = rest if radical else rest[:1].lower() + rest[1:]
        return new.capitalize() + lowered if new else rest[:1].upper() + rest[1:]
    return new + rest


_TITLE = "a title before a name: Annwyl Mr Morus (Bangor University, seen)"
_ABBREVIATION = "an abbreviation of this field, read as it stands (GK)"
_RECENT_G = "a recent loan in g-: its g is not dropped (GK; seen: y gêm, ceisiadau am grant, o grwpiau)"
_PRONOUN = "a pronoun: i mi, gan ti (GK)"
_ALREADY_SOFT = "a preposition that is soft already: neu drwy, neu gyda (UD treebank)"
_FIXED = "a word that stands in this form alone (mewn, tua, bron: UD treebank; byth: style guide; the rest GK)"

#: Never mutate, in exactly this spelling. An abbreviation without a vowel (BLlDP, DBS) needs no entry.
NEVER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("Mr", "Mrs", "Ms", "Miss", "Dr", "Parch", "Prof"), _TITLE),
        "mai": "the conjunction, unlike the month Mai: gan mai (UD treebank)",
        **dict.fromkeys(("CAFCASS", "Cafcass", "CYSUR", "CWMPAS", "GIG", "MAPPA", "MARAC"), _ABBREVIATION),
    }
)

#: Do not soften, in small letters; the other mutations reach them (*fy ngêm*, *gyda thi*).
NEVER_SOFTENED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("gêm", "gemau", "garej", "giât", "giatiau", "gitâr", "gôl", "golff", "graff", "gram"), _RECENT_G
        ),
        **dict.fromkeys(("grant", "grantiau", "grŵp", "grwpiau", "gang", "genogram", "genogramau"), _RECENT_G),
        **dict.fromkeys(("mi", "ti", "minnau", "tithau", "myfi", "tydi"), _PRONOUN),
        **dict.fromkeys(("mewn", "tua", "bron", "mor", "byth", "beth", "pan", "pe"), _FIXED),
        **dict.fromkeys(("gan", "gyda", "gydag", "dros", "drwy", "dan", "ger", "gerllaw", "gyferbyn"), _ALREADY_SOFT),
        **dict.fromkeys(("ganddo", "ganddi", "ganddynt", "gennyf", "gennyt", "gennym", "gennych"), _ALREADY_SOFT),
        "braf": "the one adjective that resists: yn braf, noson braf (GK)",
    }
)


def never_mutates(token: str) -> bool:
    """Whether the word never mutates at all; punctuation after it does not matter."""
    return _letters(token) in NEVER


def never_softens(token: str) -> bool:
    """Whether the word resists the soft mutation."""
    # Tsieina, tsips: the sound ts is one sound, and no Welsh d-s stands beside it (GK).
    letters = _letters(token).casefold()
    return letters in NEVER_SOFTENED or letters.startswith("ts")


def _letters(token: str) -> str:
    for position, character in enumerate(token):
        if not character.isalpha():
            return token[:position]
    return token
