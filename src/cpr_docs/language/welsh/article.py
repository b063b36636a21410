"""The article before a noun, and an adjective after it: what a noun's gender does to its neighbours."""

from enum import StrEnum
from unicodedata import normalize

from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.pronunciation import as_read, begins_with_h, begins_with_vowel


class Gender(StrEnum):
    """What a Welsh noun is to its neighbours; a plural has no gender that matters."""

    MASCULINE = "m"
    FEMININE = "f"
    PLURAL = "pl"


#: "The two" is soft although it is masculine: y ddau, like y ddwy (GK).
_SOFT_AFTER_THE_ARTICLE = "dau"


def with_article(noun: str, gender: Gender | str, *, mutates: bool = True) -> str:
    """The noun with *y* or *yr* before it: ``y ferch``, ``y Llywodraeth``, ``yr heddlu``, ``yr wybodaeth``.

    A feminine singular is soft, but not ll and rh (509 of 511, and 0 of 43, in the UD treebank); *yr* stands
    before vowels, h and wy- (style guide, seen), and is chosen after the mutation (*gardd*, ``yr ardd``). After
    a word that ends in a vowel, :func:`cpr_docs.language.welsh.after` makes 'r of it.

    Raises ``ValueError`` for a gender that there is not.
    """
    known = gender_named(gender)
    text = normalize("NFC", noun)
    softens = known is Gender.FEMININE or as_read(text).casefold() == _SOFT_AFTER_THE_ARTICLE
    if softens and mutates:
        text = mutate(text, Mutation.LIMITED_SOFT)
    return f"{'yr' if begins_with_vowel(text) or begins_with_h(text) else 'y'} {text}"


def with_adjective(noun: str, adjective: str, gender: Gender | str, *, mutates: bool = True) -> str:
    """The noun with an adjective, or a verb-noun used as one, after it: ``iaith briodol``, ``ffurflen werthuso``.

    Soft after a feminine singular, ll and rh too (``elfen ryngwladol``, ``ardal leol``: seen); as it is after a
    masculine (``awdurdod lleol``) and a plural (``ffurflenni gwerthuso``).

    Raises ``ValueError`` for a gender that there is not.
    """
    softens = gender_named(gender) is Gender.FEMININE and mutates
    return f"{normalize('NFC', noun)} {mutate(adjective, Mutation.SOFT) if softens else normalize('NFC', adjective)}"


def gender_named(gender: Gender | str) -> Gender:
    """The gender of that name; raises ``ValueError`` for anything but ``m``, ``f`` and ``pl``."""
    try:
        return Gender(gender)
    except ValueError:
        raise ValueError(f"a Welsh noun is one of: {', '.join(Gender)}") from None
