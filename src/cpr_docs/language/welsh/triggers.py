"""Which words cause which mutation, as data.

Sources: the Welsh Government's style guide (*Yr Arddulliadur*), Aberystwyth University's list of mutating words
(*Treigladau*), the aspirate and soft cards of the GCSE course (all seen); shares of mutated forms checked in the
Universal Dependencies treebank of Welsh. What is marked GK is general knowledge.

A name may end in a tag, because one spelling is several words: ``yn`` (in), ``yn:predicative``, ``ei:his``,
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
    """What a word does to the word after it, and to itself."""

    name: str
    """The form that all the others are made from: ``a`` for *ac*, ``yn`` for *yng*."""
    mutations: tuple[Mutation, ...] = ()
    """Tried in turn until one changes the word."""
    before_vowels: str = ""
    """The form before a vowel: *ac*."""
    before_particles: bool = False
    """Whether that form also stands before *mae*, *nid*, *wedi* …"""
    restores_prepositions: bool = False
    """Whether *gan*, *gyda*, *dros* go back to *can*, *cyda*, *tros* after it, to aspirate."""
    joins_article: bool = False
    """Whether *y* and *yr* join it as 'r."""
    joins_possessives: bool = False
    """Whether *ei*, *eu*, *ein*, *eich* join it as 'i (or 'w), 'u, 'n, 'ch."""
    nasal_form: bool = False
    """Whether it becomes *ym* or *yng* by what follows."""
    article: bool = False
    """Whether it is the article, which becomes *yr* by what follows."""
    numeral: bool = False
    """Whether it is a number, which ``numeral_words`` joins to its noun."""


def _plain(names: str, mutations: tuple[Mutation, ...]) -> Iterable[Trigger]:
    return (Trigger(name.replace("_", " "), mutations) for name in names.split())


_PREPOSITIONS = "am ar at gan heb dan tan dros tros wrth hyd"
_BEFORE_NOUNS = "prif hen holl unrhyw rhyw amryw ambell cryn cyfryw gwahanol naill pa dirprwy uwch dyma dyna dacw"
_BEFORE_ADJECTIVES = "rhy go gweddol cymharol pur hollol cwbl lled po reit"
_ORDINALS = "ail trydedd pedwaredd"
_BEFORE_VERBS = "efallai pan fe newydd a:relative a:question"
_WITHOUT = (
    "mewn wedi er ers fel rhwng erbyn ger ynghylch gerbron ymhlith pob sawl eich oherwydd rhaid yw mai sef efo "
    "ar_hyd ar_gyfer ar_ôl er_mwyn ar_draws yn_ystod yn_erbyn yn:aspectual yn:verb-noun cyn:before trydydd pedwerydd"
)
_NUMERALS = (
    "un:m un:f dau dwy ddau ddwy tri thri dri tair pedwar pedair pump pum chwech chwe saith wyth naw deg deng "
    "deuddeg deuddeng pymtheg pymtheng deunaw ugain deugain trigain cant can"
)

#: A, na and nag before the next word: the style guide and legislation (seen: a chan, mwy na 6, mwy nag 1).
_JOINING = Trigger(
    "", _ASPIRATE, before_particles=True, restores_prepositions=True, joins_article=True, joins_possessives=True
)
_WITH = Trigger("", _ASPIRATE, joins_article=True, joins_possessives=True)

_TABLE: Mapping[str, Trigger] = MappingProxyType(
    {
        trigger.name: trigger
        for trigger in (
            *_plain(_PREPOSITIONS, _SOFT),
            *_plain(_ORDINALS, _SOFT),
            *_plain(_BEFORE_NOUNS, _SOFT),  # prif, dirprwy, uwch, gwahanol: GK; the rest seen
            *_plain(_BEFORE_ADJECTIVES, _SOFT),  # po, pur, reit: GK; the rest seen
            *_plain(_BEFORE_VERBS, _SOFT),
            *_plain("annwyl dy ei:his", _SOFT),
            *_plain("mor cyn cyn:as yn:predicative", _LIMITED),
            *_plain("fy", _NASAL),
            *_plain("tra", _ASPIRATE),
            *_plain("ni:negative na:negative ni oni", _MIXED),
            *_plain("ein eu", _H),
            *_plain("ei:her", _HER),
            *_plain(_WITHOUT, ()),
            *(Trigger(name, _SOFT, joins_article=True) for name in ("neu", "drwy", "trwy")),
            *(Trigger(name, _SOFT, joins_article=True, joins_possessives=True) for name in ("i", "o")),
            Trigger("tua", _ASPIRATE, joins_article=True),
            replace(_JOINING, name="a", before_vowels="ac"),
            replace(_JOINING, name="na", before_vowels="nac"),
            replace(_JOINING, name="na:than", before_vowels="nag"),
            replace(_WITH, name="â", before_vowels="ag"),
            replace(_WITH, name="gyda", before_vowels="gydag"),
            Trigger("yn", _NASAL, nasal_form=True),
            Trigger("y:f", _LIMITED, article=True),
            *(Trigger(name, article=True) for name in ("y:m", "y:pl")),
            *(Trigger(name, numeral=True) for name in _NUMERALS.split()),
        )
    }
)

#: Other spellings of the same word, which :func:`find` takes for it.
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "ac": "a", "ag": "â", "gydag": "gyda", "nac": "na", "nag": "na:than", "ym": "yn", "yng": "yn", "yn:in": "yn",
        "yr:f": "y:f", "yr:m": "y:m", "yr:pl": "y:pl", "na:nor": "na", "nac:nor": "na",
    }
)  # fmt: skip

#: What is left of a pronoun after a word that ends in a vowel: a'i, i'w, o'n, wedi'u.
_JOINED_PRONOUNS: Mapping[str, tuple[Mutation, ...]] = MappingProxyType(
    {
        "'i:his": _SOFT, "'i:her": _HER, "'w:his": _SOFT, "'w:her": _HER, "'w:their": _H,
        "'u": _H, "'u:their": _H, "'n": _H, "'n:our": _H, "'ch": (), "'ch:your": (), "'m": _H, "'m:my": _H,
        "'th": _SOFT, "'th:your": _SOFT, "'n:predicative": _LIMITED, "'n:aspectual": (), "'n:verb-noun": (),
        "'r:m": (), "'r:f": _LIMITED, "'r:pl": (),
    }
)  # fmt: skip

#: Tags that any word may carry: what it is decides, and no list of verbs or nouns could be complete.
_OPEN_TAGS: Mapping[str, tuple[Mutation, ...]] = MappingProxyType(
    {"verb": _SOFT, "impersonal": (), "f": _SOFT, "m": (), "pl": (), "none": ()}
)

_COMPARATIVES = frozenset(
    {
        "mwy", "fwy", "llai", "lai", "gwell", "well", "gwaeth", "waeth", "uwch", "is", "hŷn", "iau", "hwy",
        "cynt", "hytrach", "amgen", "rhagor", "haws", "nes",
    }
)  # fmt: skip


def find(name: str) -> Trigger:
    """The trigger of that name; of several words the last one decides, as in *oddi wrth* or *mwy na*.

    Any other word may say by a tag what it is: ``Rhowch:verb`` softens its object, ``Darperir:impersonal`` does
    not, ``cynhadledd:f`` softens the adjective after it.

    Raises ``ValueError`` for a word that is not known, with those that look like it.
    """
    key = " ".join(normalize("NFC", name).replace("\u2019", "'").casefold().split())
    words, _, tag = key.partition(":")
    earlier, _, last = words.rpartition(" ")
    if last in ("na", "nag") and not tag and _compares(earlier):
        return _TABLE["na:than"]
    # "ar hyd" before "hyd": the longer name is the more exact one.
    for candidate in (key, key.removeprefix(f"{earlier} ")):
        if found := _TABLE.get(_SPELLINGS.get(candidate, candidate)):
            return found
    base, _, ending = last.rpartition("'")
    joined = f"'{ending}:{tag}" if tag else f"'{ending}"
    if base and joined in _JOINED_PRONOUNS:
        return Trigger(last, _JOINED_PRONOUNS[joined])
    if last and tag in _OPEN_TAGS:
        return Trigger(last, _OPEN_TAGS[tag])
    raise ValueError(f"there is no such Welsh trigger{_hint(last)}")


def _compares(words: str) -> bool:
    comparative = words.rpartition(" ")[2]
    return comparative in _COMPARATIVES or comparative.endswith("ach")


def _hint(word: str) -> str:
    """What may have been meant: the word with a tag, or words that look like it."""
    base, _, ending = word.rpartition("'")
    tagged = [name for name in _TABLE if name.startswith(f"{word}:")]
    tagged += [f"{base}{name}" for name in _JOINED_PRONOUNS if base and name.startswith(f"'{ending}:")]
    if tagged:
        return f": say which one, {' or '.join(sorted(tagged))}"
    close = get_close_matches(word, [*_TABLE, *_SPELLINGS], n=4, cutoff=0.5)
    return f": did you mean {', '.join(close)}?" if close else f"; its tag may be {', '.join(_OPEN_TAGS)}"
