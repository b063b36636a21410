"""The words of an event, by which two accounts of it are compared."""

from collections.abc import Set

from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import FUNCTION_WORDS, plain_words

_LENGTH = 5
"""Words are cut to so many letters: what follows is an ending more often than not."""
_SHORTEST = 3


def stems_of(event: BilingualProse) -> frozenset[str]:
    """The beginnings of the words of an event, without function words and accents."""
    return frozenset(
        word[:_LENGTH]
        for language in Language
        for word in plain_words(event.text_in(language) or "")
        if len(word) >= _SHORTEST and not any(word in FUNCTION_WORDS[each] for each in Language)
    )


def likeness(these: Set[str], others: Set[str]) -> float:
    """The share of the smaller set that both have, from 0 to 1."""
    smaller = min(len(these), len(others))
    return len(these & others) / smaller if smaller else 0.0
