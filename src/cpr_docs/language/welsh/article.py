"""The article before a noun and the adjective after it, mutated by the noun's gender."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

from cpr_docs.language.welsh.mutation import Mutation, mutate
from cpr_docs.language.welsh.pronunciation import as_read, begins_with_h, begins_with_vowel


class Gender(StrEnum):
    """The gender of a Welsh noun; a plural causes the same mutations in either gender."""

    MASCULINE = "m"
    FEMININE = "f"
    PLURAL = "pl"


#: These soften after the article too, although they are no feminine singular: y ddau, like y ddwy; y bobloedd (GK).
_SOFT_AFTER_THE_ARTICLE = frozenset({"dau", "pobloedd"})
#: These keep their letters after it, unlike other feminines: y tair asiantaeth, y pedair (GK).
_KEPT_AFTER_THE_ARTICLE = frozenset({"tair", "pedair"})

#: Feminine forms of adjectives, still usual in formal Welsh: rhestr fer, ysgol wen, dadl gref (GK).
_FEMININE_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "gwyn": "gwen", "gwyrdd": "gwerdd", "melyn": "melen", "byr": "ber", "bychan": "bechan", "cryf": "cref",
        "trwm": "trom", "crwn": "cron", "dwfn": "dofn", "llym": "llem", "tlws": "tlos", "hwn": "hon", "hwnnw": "honno",
    }
)  # fmt: skip
_PLURAL_FORMS: Mapping[str, str] = MappingProxyType({"hwn": "hyn", "hwnnw": "hynny"})


def with_article(noun: str, gender: Gender | str, *, mutates: bool = True) -> str:
    """The noun with *y* or *yr* before it: ``y ferch``, ``y Llywodraeth``, ``yr heddlu``, ``yr wybodaeth``.

    A feminine singular softens, except ll and rh (509 of 511, and 0 of 43, in the UD treebank). *yr* is used before
    vowels, h and wy- (style guide, seen), and is chosen after the mutation (*gardd*, ``yr ardd``). After a word that
    ends in a vowel, :func:`cpr_docs.language.welsh.after` contracts the article to 'r. *tair* and *pedair* do
    not soften.

    Raises ``ValueError`` for an unknown gender.
    """
    kind = parse_gender(gender)
    text = normalize("NFC", noun)
    if mutates:
        text = mutated_by_the_article(text, is_feminine=kind is Gender.FEMININE)
    return f"{article_before(text)} {text}"


def mutated_by_the_article(noun: str, *, is_feminine: bool) -> str:
    """The noun as it stands after the article, without it."""
    first = as_read(noun).casefold()
    if first in _KEPT_AFTER_THE_ARTICLE or not (is_feminine or first in _SOFT_AFTER_THE_ARTICLE):
        return noun
    return mutate(noun, Mutation.LIMITED_SOFT)


def article_before(text: str) -> str:
    """*yr* before a vowel and h, otherwise *y*."""
    return "yr" if begins_with_vowel(text) or begins_with_h(text) else "y"


def with_adjective(noun: str, adjective: str, gender: Gender | str, *, mutates: bool = True) -> str:
    """The noun with an adjective, or a verb-noun used as one, after it: ``iaith briodol``, ``ffurflen werthuso``.

    It softens after a feminine singular, ll and rh too (``elfen ryngwladol``, ``ardal leol``: seen), and is unchanged
    after a masculine (``awdurdod lleol``) and a plural (``ffurflenni gwerthuso``). The feminine form of an adjective is
    used where it is usual (``rhestr fer``), and *hwn* becomes *hon* or *hyn*.

    Raises ``ValueError`` for an unknown gender.
    """
    kind = parse_gender(gender)
    text = normalize("NFC", adjective)
    if mutates:
        text = _agreeing(text, kind)
    return f"{normalize('NFC', noun)} {mutate(text, Mutation.SOFT) if mutates and kind is Gender.FEMININE else text}"


def _agreeing(adjective: str, gender: Gender) -> str:
    first, space, rest = adjective.partition(" ")
    forms = {Gender.FEMININE: _FEMININE_FORMS, Gender.PLURAL: _PLURAL_FORMS}.get(gender, {})
    return f"{forms.get(first, first)}{space}{rest}"


def parse_gender(gender: Gender | str) -> Gender:
    """The gender of that value; raises ``ValueError`` for any other than ``m``, ``f`` and ``pl``."""
    try:
        return Gender(gender)
    except ValueError:
        raise ValueError(f"a Welsh noun is one of: {', '.join(Gender)}") from None
