"""The words that cause a mutation (triggers), as data.

Sources: the Welsh Government's style guide (*Yr Arddulliadur*), Aberystwyth University's list of mutating words
(*Treigladau*), the aspirate and soft cards of the GCSE course (all seen); shares of mutated forms checked in the
Universal Dependencies treebank of Welsh. GK marks general knowledge.

A name may end in a tag, which distinguishes words of the same spelling: ``yn`` (in), ``yn:predicative``, ``ei:his``,
``ei:her``. The tag is not printed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from unicodedata import normalize

from cpr_docs.language.welsh.mutation import Mutation

_SOFT = (Mutation.SOFT,)
_LIMITED = (Mutation.LIMITED_SOFT,)
_NASAL = (Mutation.NASAL,)
_ASPIRATE = (Mutation.ASPIRATE,)
_MIXED = (Mutation.MIXED,)
_H = (Mutation.H,)
_HER = (Mutation.ASPIRATE, Mutation.H)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The mutation that a word causes, and its own forms."""

    name: str
    """The base form: ``a`` for *ac*, ``yn`` for *yng*."""
    mutations: tuple[Mutation, ...] = ()
    """Applied in this order; the first mutation that changes the word is used."""
    before_vowels: str = ""
    """The form before a vowel: *ac*."""
    before_particles: bool = False
    """True if that form is also used before *mae*, *nid*, *wedi* …"""
    restores_prepositions: bool = False
    """True if *gan*, *gyda*, *dros* after it are restored to *can*, *cyda*, *tros*, and then aspirate."""
    joins_article: bool = False
    """True if *y* and *yr* after it contract to 'r."""
    joins_possessives: bool = False
    """True if *ei*, *eu*, *ein*, *eich* after it contract to 'i (or 'w), 'u, 'n, 'ch."""
    nasal_form: bool = False
    """True if it becomes *ym* or *yng* before some sounds."""
    article: bool = False
    """True if it is the article, which becomes *yr* before some sounds."""
    numeral: bool = False
    """True if it is a number, which `numerals.numeral_with_noun` combines with its noun."""


def _triggers(names: str, mutations: tuple[Mutation, ...]) -> Iterable[Trigger]:
    return (Trigger(name.replace("_", " "), mutations) for name in names.split())


_PREPOSITIONS = "am ar at gan heb dan tan dros tros wrth hyd"
_BEFORE_NOUNS = "prif hen holl unrhyw rhyw amryw ambell cryn cyfryw gwahanol naill pa dirprwy uwch dyma dyna dacw"
_BEFORE_ADJECTIVES = "rhy go gweddol cymharol pur hollol cwbl lled po reit"
_ORDINALS = "ail trydedd pedwaredd"
_BEFORE_VERBS = "efallai pan fe newydd a:relative a:question"
_WITHOUT_MUTATION = (
    "mewn wedi er ers fel rhwng erbyn ger ynghylch gerbron ymhlith pob sawl eich oherwydd rhaid yw mai sef efo "
    "ar_hyd ar_gyfer ar_ôl er_mwyn ar_draws yn_ystod yn_erbyn yn:aspectual yn:verb-noun cyn:before trydydd pedwerydd"
)
_NUMERALS = (
    "un:m un:f dau dwy ddau ddwy tri thri dri tair pedwar pedair pump pum chwech chwe saith wyth naw deg deng "
    "deuddeg deuddeng pymtheg pymtheng deunaw ugain deugain trigain cant can"
)

#: A, na and nag before the next word: the style guide and legislation (seen: a chan, mwy na 6, mwy nag 1).
_CONJUNCTION = Trigger(
    "", _ASPIRATE, before_particles=True, restores_prepositions=True, joins_article=True, joins_possessives=True
)
_WITH_PREPOSITION = Trigger("", _ASPIRATE, joins_article=True, joins_possessives=True)

_TRIGGERS: Mapping[str, Trigger] = MappingProxyType(
    {
        trigger.name: trigger
        for trigger in (
            *_triggers(_PREPOSITIONS, _SOFT),
            *_triggers(_ORDINALS, _SOFT),
            *_triggers(_BEFORE_NOUNS, _SOFT),  # prif, dirprwy, uwch, gwahanol: GK; the rest seen
            *_triggers(_BEFORE_ADJECTIVES, _SOFT),  # po, pur, reit: GK; the rest seen
            *_triggers(_BEFORE_VERBS, _SOFT),
            *_triggers("annwyl dy ei:his", _SOFT),
            *_triggers("mor cyn cyn:as yn:predicative", _LIMITED),
            *_triggers("fy", _NASAL),
            *_triggers("tra", _ASPIRATE),
            *_triggers("ni:negative na:negative ni oni", _MIXED),
            *_triggers("ein eu", _H),
            *_triggers("ei:her", _HER),
            *_triggers(_WITHOUT_MUTATION, ()),
            *(Trigger(name, _SOFT, joins_article=True) for name in ("neu", "drwy", "trwy")),
            *(Trigger(name, _SOFT, joins_article=True, joins_possessives=True) for name in ("i", "o")),
            Trigger("tua", _ASPIRATE, joins_article=True),
            replace(_CONJUNCTION, name="a", before_vowels="ac"),
            replace(_CONJUNCTION, name="na", before_vowels="nac"),
            replace(_CONJUNCTION, name="na:than", before_vowels="nag"),
            replace(_WITH_PREPOSITION, name="â", before_vowels="ag"),
            replace(_WITH_PREPOSITION, name="gyda", before_vowels="gydag"),
            Trigger("yn", _NASAL, nasal_form=True),
            Trigger("y:f", _LIMITED, article=True),
            *(Trigger(name, article=True) for name in ("y:m", "y:pl")),
            *(Trigger(name, numeral=True) for name in _NUMERALS.split()),
        )
    }
)

#: Other spellings, by which :func:`find_trigger` finds a trigger too.
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "ac": "a", "ag": "â", "gydag": "gyda", "nac": "na", "nag": "na:than", "ym": "yn", "yng": "yn", "yn:in": "yn",
        "yr:f": "y:f", "yr:m": "y:m", "yr:pl": "y:pl", "na:nor": "na", "nac:nor": "na",
    }
)  # fmt: skip

#: Contracted pronouns after a word that ends in a vowel: a'i, i'w, o'n, wedi'u.
_CONTRACTED_PRONOUNS: Mapping[str, tuple[Mutation, ...]] = MappingProxyType(
    {
        "'i:his": _SOFT, "'i:her": _HER, "'w:his": _SOFT, "'w:her": _HER, "'w:their": _H,
        "'u": _H, "'u:their": _H, "'n": _H, "'n:our": _H, "'ch": (), "'ch:your": (), "'m": _H, "'m:my": _H,
        "'th": _SOFT, "'th:your": _SOFT, "'n:predicative": _LIMITED, "'n:aspectual": (), "'n:verb-noun": (),
        "'r:m": (), "'r:f": _LIMITED, "'r:pl": (),
    }
)  # fmt: skip

#: Tags for any word, because no list of verbs or nouns could be complete.
_OPEN_TAGS: Mapping[str, tuple[Mutation, ...]] = MappingProxyType(
    {"verb": _SOFT, "impersonal": (), "f": _SOFT, "m": (), "pl": (), "none": ()}
)

_COMPARATIVES = frozenset(
    {
        "mwy", "fwy", "llai", "lai", "gwell", "well", "gwaeth", "waeth", "uwch", "is", "hŷn", "iau", "hwy",
        "cynt", "hytrach", "amgen", "rhagor", "haws", "nes",
    }
)  # fmt: skip


def find_trigger(name: str) -> Trigger:
    """The trigger of that name; the last of several words is decisive, as in *oddi wrth* or *mwy na*.

    Any other word needs a tag: ``Rhowch:verb`` softens its object, ``Darperir:impersonal`` does not, ``cynhadledd:f``
    softens the adjective after it.

    Raises ``ValueError`` for an unknown word, with similar names.
    """
    key = " ".join(normalize("NFC", name).replace("\u2019", "'").casefold().split())
    words, _, tag = key.partition(":")
    earlier, _, last = words.rpartition(" ")
    if last in ("na", "nag") and not tag and _is_comparative(earlier):
        return _TRIGGERS["na:than"]
    # "ar hyd" before "hyd": the longer name is more specific.
    for candidate in (key, key.removeprefix(f"{earlier} ")):
        if trigger := _TRIGGERS.get(_SPELLINGS.get(candidate, candidate)):
            return trigger
    base, _, ending = last.rpartition("'")
    contracted = f"'{ending}:{tag}" if tag else f"'{ending}"
    if base and contracted in _CONTRACTED_PRONOUNS:
        return Trigger(last, _CONTRACTED_PRONOUNS[contracted])
    if last and tag in _OPEN_TAGS:
        return Trigger(last, _OPEN_TAGS[tag])
    raise ValueError(f"there is no such Welsh trigger{_hint(last)}")


def _is_comparative(words: str) -> bool:
    comparative = words.rpartition(" ")[2]
    return comparative in _COMPARATIVES or comparative.endswith("ach")


def _hint(word: str) -> str:
    """The suggestion of an error message: the word with a tag, or similar words."""
    base, _, ending = word.rpartition("'")
    tagged = [name for name in _TRIGGERS if name.startswith(f"{word}:")]
    tagged += [f"{base}{name}" for name in _CONTRACTED_PRONOUNS if base and name.startswith(f"'{ending}:")]
    if tagged:
        return f": say which one, {' or '.join(sorted(tagged))}"
    close = get_close_matches(word, [*_TRIGGERS, *_SPELLINGS], n=4, cutoff=0.5)
    return f": did you mean {', '.join(close)}?" if close else f"; its tag may be {', '.join(_OPEN_TAGS)}"
