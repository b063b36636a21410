"""The words that cause a mutation (triggers), as data.

Sources: the Welsh Government's style guide (*Yr Arddulliadur*), Aberystwyth University's list of mutating words
(*Treigladau*), the aspirate and soft cards of the GCSE course (all seen); shares of mutated forms checked in the
Universal Dependencies treebank of Welsh. GK marks general knowledge.

A name may end in a tag, which distinguishes words of the same spelling: ``yn`` (in), ``yn:predicative``, ``ei:his``,
``ei:her``, ``cyn:as``, ``cyn:before``. The tag is not printed.
"""

from collections.abc import Iterable, Mapping, Sequence
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


#: *y* after these is more often the particle of a verb than the article: efallai y bydd.
_BEFORE_THE_PARTICLE = frozenset({"efallai", "lle"})


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
    joins_possessives: bool = False
    """True if *ei*, *eu*, *ein*, *eich*, *fy*, *dy* after it contract to 'i (or 'w), 'u, 'n, 'ch, 'm, 'th."""
    nasal_form: bool = False
    """True if it becomes *ym* or *yng* before some sounds."""
    article: bool = False
    """True if it is *y*, the article or the particle, which becomes *yr* before some sounds."""
    gender: str = ""
    """The gender of the noun after the article, or after an ordinal; empty for other words."""
    numeral: bool = False
    """True if it is a number, which `numerals.numeral_with_noun` combines with its noun."""

    @property
    def joins_article(self) -> bool:
        """True if *y* and *yr* after it contract to 'r: after a vowel, unless the particle *y* is usual there."""
        word = normalize("NFD", self.name.partition(":")[0]).rstrip("\u0300\u0301\u0302\u0308")
        return word.endswith(tuple("aeiouwy")) and self.name not in _BEFORE_THE_PARTICLE and not self.article


def _triggers(names: str, mutations: tuple[Mutation, ...]) -> Iterable[Trigger]:
    return (Trigger(name.replace("_", " "), mutations) for name in names.split())


_PREPOSITIONS = "am ar at gan heb dan tan dros tros drwy trwy neu wrth hyd"
_BEFORE_NOUNS = (
    "prif brif hen holl unrhyw rhyw amryw ambell cryn cyfryw gwahanol naill pa ba dirprwy ddirprwy uwch dyma dyna dacw "
    "ychydig fath y_fath unig union hoff gwir"
)
_BEFORE_ADJECTIVES = "rhy go gweddol cymharol pur hollol cwbl lled po reit hynod eithriadol"
_FEMININE_ORDINALS = "trydedd drydedd pedwaredd bedwaredd bumed ddegfed ddeuddegfed bymthegfed ddeunawfed ganfed filfed"
_BEFORE_VERBS = "efallai pan fe newydd pwy beth a:relative a:question"
#: Rhaid iddo gynnal, mae gennych blentyn (style guide, seen in part).
_INFLECTED = "iddo iddi iddynt imi inni ichi gennyf gennyt ganddo ganddi gennym gennych ganddynt"
#: A preposition made of one and a noun stands before a genitive: ar sail tystiolaeth, o ran plant (GK).
_COMPOUND_PREPOSITIONS = (
    "ar_hyd ar_gyfer ar_ôl ar_draws ar_ran ar_sail ar_ben ar_fin ar_lan ar_ffurf ar_gais ar_draul ar_ddiwedd "
    "ar_ddechrau dan_arweiniad dan_ofal drwy_gydol trwy_gydol drwy_gyfrwng trwy_gyfrwng drwy_law er_mwyn er_gwaethaf "
    "er_budd er_lles gan_gynnwys o_ran o_flaen o_fewn o_blith o_amgylch o_gwmpas o_achos o_blaid wrth_ymyl "
    "wrth_wraidd yn_ystod yn_erbyn yn_lle yn_sgil yn_dilyn yn_ôl yn_wyneb yn_achos yn_rhinwedd yn_ymyl yng_nghanol "
    "yng_nghyswllt yng_ngoleuni"
)
_WITHOUT_MUTATION = (
    "mewn wedi er ers fel rhwng erbyn ger ynghylch gerbron ymhlith ymysg ymhen ynghanol uwchben uwchlaw islaw parthed "
    "heblaw rhag rhag_ofn pob bob sawl rhai dim eich oherwydd rhaid yw mai taw ai sef efo megis ond eithr nid nad onid "
    "os pe lle ble pam pryd sut mwy mwyaf llai lleiaf eithaf digon yn:aspectual yn:verb-noun cyn:before trydydd "
    "drydydd pedwerydd neu:finite tra:while nes hyd_nes oni_bai ynteu fesul oddeutu gerllaw peth hanner chwarter"
)
#: A verb follows the particle: fel y gellir, fel yr oedd.
_BEFORE_PARTICLES = "y:particle fel_y lle_y sut_y pryd_y pam_y nes_y hyd_y oni_y"
_NUMERALS = (
    "un:m un:f dau dwy ddau ddwy tri thri dri tair thair dair pedwar bedwar pedair bedair pump pum chwech chwe saith "
    "wyth naw deg deng deuddeg deuddeng pymtheg pymtheng deunaw ugain deugain trigain cant can hanner_cant hanner_can "
    "dau_gant dau_gan tri_chant tri_chan chwe_chant chwe_chan"
)
#: Ordinals that soften a feminine noun only; *trydydd* and *pedwerydd* have a feminine form of their own.
ORDINALS_OF_EITHER_GENDER = frozenset(
    {
        "pumed", "chweched", "seithfed", "wythfed", "nawfed", "degfed", "deuddegfed", "pymthegfed", "deunawfed",
        "ugeinfed", "deugeinfed", "canfed", "milfed", "unfed",
    }
)  # fmt: skip

_GENDERS = ("m", "f", "pl")

#: A, na and nag before the next word: the style guide and legislation (seen: a chan, mwy na 6, mwy nag 1).
_CONJUNCTION = Trigger("", _ASPIRATE, before_particles=True, restores_prepositions=True, joins_possessives=True)
_WITH_PREPOSITION = Trigger("", _ASPIRATE, joins_possessives=True)

#: The triggers by their names.
TRIGGERS: Mapping[str, Trigger] = MappingProxyType(
    {
        trigger.name: trigger
        for trigger in (
            *_triggers(_PREPOSITIONS, _SOFT),
            *_triggers(_FEMININE_ORDINALS, _SOFT),
            *_triggers(_BEFORE_NOUNS, _SOFT),  # prif, dirprwy, uwch, gwahanol, ychydig, unig: GK; the rest seen
            *_triggers(_BEFORE_ADJECTIVES, _SOFT),  # po, pur, reit, hynod: GK; the rest seen
            *_triggers(_BEFORE_VERBS, _SOFT),
            *_triggers(_INFLECTED, _SOFT),
            *_triggers("annwyl ail dy ei:his", _SOFT),
            *_triggers("mor cyn:as yn:predicative", _LIMITED),
            *_triggers("fy", _NASAL),
            *_triggers("tra tua", _ASPIRATE),
            *_triggers("ein eu", _H),
            *_triggers("ei:her", _HER),
            *_triggers(_WITHOUT_MUTATION, ()),
            *_triggers(_COMPOUND_PREPOSITIONS, ()),
            *(Trigger(name, _SOFT, joins_possessives=True) for name in ("i", "o")),
            # Style guide and GK: ni chaiff, ni fydd, nid oedd; a verb whose g is dropped keeps ni: ni allai.
            *(Trigger(name, _MIXED, before_vowels="nid") for name in ("ni", "ni:negative")),
            Trigger("na:negative", _MIXED, before_vowels="nad"),
            *(Trigger(name, _MIXED, before_vowels="nac") for name in ("na:answer", "na:imperative")),
            Trigger("oni", _MIXED, before_vowels="onid"),
            replace(_CONJUNCTION, name="a", before_vowels="ac"),
            replace(_CONJUNCTION, name="na", before_vowels="nac"),
            replace(_CONJUNCTION, name="na:than", before_vowels="nag"),
            replace(_WITH_PREPOSITION, name="â", before_vowels="ag"),
            replace(_WITH_PREPOSITION, name="gyda", before_vowels="gydag"),
            Trigger("yn", _NASAL, nasal_form=True),
            *(Trigger(f"y:{gender}", article=True, gender=gender) for gender in _GENDERS),
            *(Trigger(name.replace("_", " "), article=True) for name in _BEFORE_PARTICLES.split()),
            *(Trigger(name.replace("_", " "), numeral=True) for name in _NUMERALS.split()),
        )
    }
)

#: Other spellings, by which :func:`find_triggers` finds a trigger too.
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "yr": "y", "ac": "a", "ag": "â", "gydag": "gyda", "nac": "na", "nag": "na:than", "ym": "yn", "yng": "yn",
        "yn:in": "yn",
        "yr:f": "y:f", "yr:m": "y:m", "yr:pl": "y:pl", "yr:particle": "y:particle", "na:nor": "na", "nac:nor": "na",
    }
)  # fmt: skip

#: Contracted pronouns and articles after a word that ends in a vowel: a'i, i'w, o'n, wedi'u, o'r.
_CONTRACTIONS: Sequence[tuple[tuple[str, str, str], tuple[Mutation, ...]]] = tuple(
    (name.partition(":"), mutations)
    for name, mutations in (
        ("'i:his", _SOFT), ("'i:her", _HER), ("'w:his", _SOFT), ("'w:her", _HER), ("'w:their", _H), ("'u:their", _H),
        ("'n:our", _H), ("'n:predicative", _LIMITED), ("'n:aspectual", ()), ("'n:verb-noun", ()), ("'ch:your", ()),
        ("'m:my", _H), ("'th:your", _SOFT), ("'r:m", ()), ("'r:f", ()), ("'r:pl", ()),
    )
)  # fmt: skip
#: 'n after these is "our"; after a verb (*mae'n*) it may be *yn*.
_BEFORE_OUR = frozenset({"a", "â", "o", "i", "na", "gyda", "efo", "wedi", "tua", "neu"})

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


def find_triggers(name: str) -> tuple[Trigger, ...]:
    """The triggers of that name: several if it is ambiguous without a tag, as *ei*, *y* and *cyn* are.

    The last words are decisive, as in *oddi wrth* or *mwy na*. Any other word needs a tag: ``Rhowch:verb`` softens its
    object, ``Darperir:impersonal`` does not, ``cynhadledd:f`` softens the adjective after it.

    Raises ``ValueError`` for an unknown word, with similar names.
    """
    key = " ".join(normalize("NFC", name).replace("\u2019", "'").casefold().split())
    words, _, tag = key.partition(":")
    earlier, _, last = words.rpartition(" ")
    if last in ("na", "nag") and not tag and _is_comparative(earlier):
        return (TRIGGERS["na:than"],)
    # "ar hyd" before "hyd": the longer name is more specific.
    parts = key.split()
    for start in range(len(parts)):
        candidate = " ".join(parts[start:])
        if trigger := TRIGGERS.get(_SPELLINGS.get(candidate, candidate)):
            return (trigger,)
    if found := _tagged(last, tag):
        return found
    if last and tag in _OPEN_TAGS:
        return (Trigger(last, _OPEN_TAGS[tag]),)
    raise ValueError(f"there is no such Welsh trigger{_hint(last)}")


def _tagged(word: str, tag: str) -> tuple[Trigger, ...]:
    """The triggers of a contraction (*a'i*), or all those of a word that has no meaning without a tag."""
    base, _, ending = word.rpartition("'")
    if base:
        if ending == "n" and not tag and base in _BEFORE_OUR:
            tag = "our"
        return tuple(
            Trigger(f"{word}:{meaning}", mutations, gender=meaning if ending == "r" else "")
            for (spelling, _, meaning), mutations in _CONTRACTIONS
            if spelling == f"'{ending}" and meaning == (tag or meaning)
        )
    if tag:
        return ()
    if word in ORDINALS_OF_EITHER_GENDER:
        return tuple(Trigger(f"{word}:{gender}", _OPEN_TAGS[gender], gender=gender) for gender in ("f", "m"))
    word = _SPELLINGS.get(word, word)
    return tuple(trigger for trigger in TRIGGERS.values() if trigger.name.startswith(f"{word}:"))


def which_one(triggers: Iterable[Trigger]) -> str:
    """The question of an error message about an ambiguous word."""
    return f": say which one, {' or '.join(sorted(trigger.name for trigger in triggers))}"


def _is_comparative(words: str) -> bool:
    comparative = words.rpartition(" ")[2]
    return comparative in _COMPARATIVES or comparative.endswith("ach")


def _hint(word: str) -> str:
    """The suggestion of an error message: the word with a tag, or similar words."""
    if tagged := _tagged(word, ""):
        return which_one(tagged)
    close = get_close_matches(word, [*TRIGGERS, *_SPELLINGS], n=4, cutoff=0.5)
    return f": did you mean {', '.join(close)}?" if close else f"; its tag may be {', '.join(_OPEN_TAGS)}"
