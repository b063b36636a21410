"""Words that do not mutate where the rule would change them, each with its reason.

Personal names, names of firms and English names do not mutate either, but no table can hold those: whoever
prints one says ``mutates=False``.
"""

from collections.abc import Mapping
from types import MappingProxyType

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
