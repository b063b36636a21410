"""The initial mutations of Welsh words, and the words that are exempt, each with its reason.

The consonant tables are in every grammar and in BBC Bitesize, *The nasal mutation* (seen). The words that cause a
mutation are in ``triggers``. Names of people, firms and English places do not mutate either; callers mark these with
``mutates=False``.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

from cpr_docs.language.welsh.abbreviations import is_abbreviation
from cpr_docs.language.welsh.pronunciation import DIGRAPHS, VOWELS, begins_with_vowel, first_letter, first_word, is_word


class Mutation(StrEnum):
    """A change of a word's first letter; the value of each member is its name in templates."""

    SOFT = "soft"
    LIMITED_SOFT = "limited soft"
    """Soft, except ll and rh: after the article, *yn*, *mor*, *cyn* and *un*."""
    NASAL = "nasal"
    ASPIRATE = "aspirate"
    MIXED = "mixed"
    """Aspirate for p, t and c, soft for other letters: after the negative particles *ni*, *na*, *oni*."""
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
_SOFTENING = frozenset({Mutation.SOFT, Mutation.LIMITED_SOFT, Mutation.MIXED})


_TITLE = "a title before a name: Annwyl Mr Morus (Bangor University, seen)"
_ABBREVIATION = "an abbreviation of this field, read as a word (GK)"
_RECENT_G = "a recent loan in g-: its g is not dropped (GK; seen: y gêm, ceisiadau am grant, o grwpiau)"
_PRONOUN = "a pronoun: i mi, gan ti (GK)"
_ALREADY_SOFT = "a preposition that is already soft: neu drwy, neu gyda (UD treebank)"
_FIXED = "a word with this form only (mewn, tua, bron: UD treebank; byth: style guide; the rest GK)"
_FUNCTION = "a word of grammar, whose letters stay: i ble, am dy, neu cyn, pwy mae (GK)"

#: Words that never mutate, case-sensitive, each with its reason. A short abbreviation needs no entry: see
#: ``abbreviations``.
NEVER: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("Mr", "Mrs", "Ms", "Miss", "Dr", "Parch", "Prof"), _TITLE),
        "mai": "the conjunction, unlike the month Mai: gan mai (UD treebank)",
        **dict.fromkeys(
            ("CAFCASS", "Cafcass", "CWMPAS", "COMPASS", "PRUDIC", "Prudic", "PREVENT", "Prevent", "Barnardo"),
            _ABBREVIATION,
        ),
    }
)

#: Words in lower case that do not soften, each with its reason; other mutations apply (*fy ngêm*, *gyda thi*).
NEVER_SOFTENED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("gêm", "gemau", "garej", "giât", "giatiau", "gitâr", "gôl", "golff", "graff", "gram"), _RECENT_G
        ),
        **dict.fromkeys(("grant", "grantiau", "grŵp", "grwpiau", "gang", "genogram", "genogramau"), _RECENT_G),
        **dict.fromkeys(("mi", "ti", "minnau", "tithau", "myfi", "tydi"), _PRONOUN),
        **dict.fromkeys(("mewn", "tua", "tuag", "bron", "mor", "byth", "beth", "pan", "pe", "megis"), _FIXED),
        **dict.fromkeys(("ble", "pam", "dy", "cyn", "tan", "taw", "dyma", "dyna", "dacw"), _FUNCTION),
        **dict.fromkeys(("mae", "maen", "maent", "meddai", "parthed"), _FUNCTION),
        **dict.fromkeys(("gan", "gyda", "gydag", "dros", "drwy", "dan", "ger", "gerllaw", "gyferbyn"), _ALREADY_SOFT),
        **dict.fromkeys(("ganddo", "ganddi", "ganddynt", "gennyf", "gennyt", "gennym", "gennych"), _ALREADY_SOFT),
        "braf": "the one adjective that resists: yn braf, noson braf (GK)",
    }
)


def mutate(word: str, mutation: Mutation | str) -> str:
    """The word or phrase with its first word mutated: ``mutate("Gwynedd", "soft")`` is ``Wynedd``.

    A capital moves to the new first letter, a word in capitals remains in capitals, quotation marks and brackets before
    the word are kept, and the result is NFC. Figures, single letters, abbreviations and the words of `NEVER` and
    `NEVER_SOFTENED` do not change. Other names are not recognised.

    Raises ``ValueError`` for an unknown mutation.
    """
    change = _parse_mutation(mutation)
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
    return text[:start] + _replace_initial(token, radical, new) + text[start + len(token) :]


def mutated_forms(word: str) -> frozenset[str]:
    """Every mutated form of a word in lower case, including the word itself and forms that no rule produces.

    Writers mutate more than the rules require: names too (*Mair*, ``i Fair``), and exempt words.
    """
    if len(word) == 1:
        return frozenset({word})
    radical = _initial_consonant(word)
    changes = {table[radical] for table in _CONSONANTS.values() if radical in table}
    forms = {word} | {new + word[len(radical) :] for new in changes}
    if radical in VOWELS:
        forms.add(f"h{word}")
    # A form of one letter is not a word.
    return frozenset(form for form in forms if len(form) > 1)


def _parse_mutation(mutation: Mutation | str) -> Mutation:
    try:
        return Mutation(mutation)
    except ValueError:
        raise ValueError(f"there is no such mutation; there are: {', '.join(Mutation)}") from None


def _initial_consonant(token: str) -> str:
    """The first letter of the token in the Welsh alphabet, case-folded; a digraph is one letter."""
    two = token[:2].casefold()
    return two if two in DIGRAPHS else two[:1]


def _replace_initial(token: str, radical: str, new: str) -> str:
    rest = token[len(radical) :]
    if token.isupper():
        return new.upper() + rest
    if token[0].isupper():
        # "Addysg" becomes "Haddysg", "Gwynedd" becomes "Wynedd": the capital moves to the first letter.
        lowered = rest if radical else rest[:1].lower() + rest[1:]
        return new.capitalize() + lowered if new else rest[:1].upper() + rest[1:]
    return new + rest


def never_mutates(token: str) -> bool:
    """True if the word never mutates; punctuation after it is ignored."""
    return _letters(token) in NEVER or is_abbreviation(token)


def never_softens(token: str) -> bool:
    """True if the word is exempt from the soft mutation."""
    # Tsieina, tsips: ts is one sound, and Welsh has no corresponding ds (GK).
    letters = _letters(token).casefold()
    return letters in NEVER_SOFTENED or letters.startswith("ts")


def _letters(token: str) -> str:
    for position, character in enumerate(token):
        if not character.isalpha():
            return token[:position]
    return token
