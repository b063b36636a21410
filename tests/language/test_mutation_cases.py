"""Every attested case of mutation_cases.csv, with the call that its context requires."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cpr_docs.language.welsh import adverbial, after, count, mutate, with_adjective, with_article

with (Path(__file__).parent / "mutation_cases.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))

Call = Callable[[str], str]


def trigger(name: str, *, mutates: bool = True) -> Call:
    return lambda word: after(name, word, mutates=mutates)


def article(noun: str) -> str:
    word, gender = re.fullmatch(r"(\S+) \((m|f)(?: sg)?\)", noun).groups()  # type: ignore[union-attr]
    return with_article(word, gender)


def numeral(name: str) -> Call:
    return lambda noun: after(name, noun.rpartition(" ")[0])


def counted(n: int) -> Call:
    return lambda noun: count(n, noun.rpartition(" ")[0], noun[-2], words=True)


def noun_and_modifier(gender: str) -> Call:
    return lambda pair: with_adjective(pair.split(" + ")[0], pair.split(" + ")[1], gender)


def framed(before: str, call: Call, after_it: str = "") -> Call:
    return lambda word: f"{before}{call(word)}{after_it}"


CONTEXTS: dict[str, Call] = {
    "adjective after fem. sing.": noun_and_modifier("f"),
    "adverbial (on)": adverbial,
    "after Annwyl": trigger("Annwyl"),
    "after Annwyl (title + name)": trigger("Annwyl"),
    "after a (and)": trigger("a"),
    "after gan (brand)": trigger("gan", mutates=False),
    "after gan (personal name)": trigger("gan", mutates=False),
    "after gyda (control: the aspirate leaves rh alone)": trigger("gyda"),
    "after i (personal name)": trigger("i", mutates=False),
    "after impersonal": trigger("credir:impersonal"),
    "after inflected verb": trigger("credaf:verb"),
    "after masc.: none": noun_and_modifier("m"),
    "after mor: ll excepted": trigger("mor"),
    "after mor: rh excepted": trigger("mor"),
    "after mwy na (figures)": trigger("mwy na"),
    "after o": trigger("o"),
    "after o (personal name)": trigger("o", mutates=False),
    "after plural: none": noun_and_modifier("pl"),
    "after rhaid": trigger("rhaid"),
    "after yn (foreign name)": trigger("yn", mutates=False),
    "after yn (year read dwy fil ...)": trigger("yn"),
    "after yn (year read mil ...)": trigger("yn"),
    "after yn: ll no change": trigger("yn"),
    "after yn: m not mutated but yn>ym": trigger("yn"),
    "after yn: no change": trigger("yn"),
    "after yn: s no change": trigger("yn"),
    "after yn: vowel": trigger("yn"),
    "after â (personal name)": trigger("â", mutates=False),
    "after â: b not affected": trigger("â"),
    "aspirate, after gyda": trigger("gyda"),
    "aspirate, after mwy na": trigger("mwy na"),
    "aspirate, after na (than)": trigger("na:than"),
    "aspirate, after tua": trigger("tua"),
    "aspirate, after â": trigger("â"),
    "conjunction and (a or ac)": trigger("a"),
    "definite article": article,
    "nasal, after yn": trigger("yn"),
    "nasal, after yn (legislation)": trigger("yn"),
    "numeral dau": counted(2),
    "numeral deg": numeral("deg"),
    "numeral dwy": counted(2),
    "numeral dwy (rh does mutate)": counted(2),
    "numeral naw": counted(9),
    "numeral pedair": numeral("pedair"),
    "numeral pum": counted(5),
    "numeral tri": counted(3),
    "numeral un": counted(1),
    "numeral un + fem., ll excepted": counted(1),
    "object of imperative": trigger("Rhowch:verb"),
    "object of impersonal: none": trigger("Darperir:impersonal"),
    "object of inflected verb": framed("Gwrthododd y teulu ", lambda word: mutate(word, "soft"), " rhan"),
    "ordinal, ail": lambda noun: after("yr ail", noun.removesuffix(" (f)")),
    "possessive dy": trigger("dy"),
    "possessive ei (her)": framed("", trigger("ei:her"), " hi"),
    "possessive ei (his)": framed("", trigger("ei:his"), " ef"),
    "possessive eich": trigger("eich"),
    "possessive ein": trigger("ein"),
    "possessive eu": trigger("eu"),
    "possessive i'w (his)": trigger("i'w:his"),
    "predicative yn: ll excepted": trigger("yn:predicative"),
    "predicative yn: rh excepted": trigger("yn:predicative"),
    "soft, after i (Welsh place name)": trigger("i"),
    "soft, after i (immutable initial)": trigger("i"),
    "soft, after i (legislation)": trigger("i"),
    "soft, after i (time)": trigger("i"),
    "soft, after neu": trigger("plentyn neu"),
    "soft, predicative yn": trigger("yn:predicative"),
    "verb-noun modifier after fem. sing.": noun_and_modifier("f"),
}


def call_for(case: dict[str, str]) -> Call:
    context = case["context"]
    if context == "after ordinal + o":
        # The ordinal of the case is not a separate input: "1af" of "1af o Dachwedd".
        return trigger(" ".join(case["expected"].split()[:2]))
    if context not in CONTEXTS and (simple := re.fullmatch(r"soft, after (\w+)", context)):
        return trigger(simple[1])
    return CONTEXTS[context]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['context']}: {case['input']}")
def test_the_library_agrees_with_the_attested_case(case: dict[str, str]) -> None:
    assert call_for(case)(case["input"]) == case["expected"]


def test_no_context_is_mapped_without_a_case() -> None:
    assert set(CONTEXTS) <= {case["context"] for case in CASES}
