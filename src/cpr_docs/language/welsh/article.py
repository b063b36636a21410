"""The article before a noun and the adjective after it, mutated by the noun's gender."""

from enum import StrEnum
from unicodedata import normalize

from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.pronunciation import as_read, begins_with_h, begins_with_vowel


class Gender(StrEnum):
    """The gender of a Welsh noun; a plural causes the same mutations in either gender."""

    MASCULINE = "m"
    FEMININE = "f"
    PLURAL = "pl"


#: The masculine "two" softens after the article too: y ddau, like y ddwy (GK).
_SOFT_AFTER_THE_ARTICLE = "dau"


def with_article(noun: str, gender: Gender | str, *, mutates: bool = True) -> str:
    """The noun with *y* or *yr* before it: ``y ferch``, ``y Llywodraeth``, ``yr heddlu``, ``yr wybodaeth``.

    A feminine singular softens, except ll and rh (509 of 511, and 0 of 43, in the UD treebank). *yr* is used before
    vowels, h and wy- (style guide, seen), and is chosen after the mutation (*gardd*, ``yr ardd``). After a word that
    ends in a vowel, :func:`cpr_docs.language.welsh.after` contracts the article to 'r.

    Raises ``ValueError`` for an unknown gender.
    """
    softens = parse_gender(gender) is Gender.FEMININE
    text = normalize("NFC", noun)
    if mutates and (softens or as_read(text).casefold() == _SOFT_AFTER_THE_ARTICLE):
        text = mutate(text, Mutation.LIMITED_SOFT)
    return f"{'yr' if begins_with_vowel(text) or begins_with_h(text) else 'y'} {text}"


def with_adjective(noun: str, adjective: str, gender: Gender | str, *, mutates: bool = True) -> str:
    """The noun with an adjective, or a verb-noun used as one, after it: ``iaith briodol``, ``ffurflen werthuso``.

    It softens after a feminine singular, ll and rh too (``elfen ryngwladol``, ``ardal leol``: seen), and is unchanged
    after a masculine (``awdurdod lleol``) and a plural (``ffurflenni gwerthuso``).

    Raises ``ValueError`` for an unknown gender.
    """
    softens = parse_gender(gender) is Gender.FEMININE and mutates
    return f"{normalize('NFC', noun)} {mutate(adjective, Mutation.SOFT) if softens else normalize('NFC', adjective)}"


def parse_gender(gender: Gender | str) -> Gender:
    """The gender of that value; raises ``ValueError`` for any other than ``m``, ``f`` and ``pl``."""
    try:
        return Gender(gender)
    except ValueError:
        raise ValueError(f"a Welsh noun is one of: {', '.join(Gender)}") from None
