"""English terms of the glossary in a text, and the Welsh words for them in another, in any mutation."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from cpr_docs.language.glossary import Checked, GlossaryTerm, glossary
from cpr_docs.language.normalise import plain
from cpr_docs.language.welsh.mutation import mutated_forms

_BEGINNING = "*"
_LONGEST_BETWEEN = 1
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)'(?:s\b)?")
_JOINING_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_ADDRESS = re.compile(r"\S*(?:@|://|\bwww\.)\S*")


class _Headword(NamedTuple):
    """One English form of a term, as its words in lower case."""

    words: tuple[str, ...]
    term: str
    needs_capital: bool


class _WelshWord(NamedTuple):
    """A word of a Welsh term: all its mutated forms; of a beginning, all forms of the beginning."""

    forms: frozenset[str]
    beginnings: tuple[str, ...]

    def matches(self, word: str) -> bool:
        return word in self.forms or (bool(self.beginnings) and word.startswith(self.beginnings))


def missing_terms(english: str, welsh: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The terms of the English text for which the Welsh text has none of the glossary's words, with these words."""
    headwords = dict.fromkeys(_headwords(english))
    words = _welsh_words(welsh) if headwords else []
    for headword in headwords:
        terms = _by_headword()[headword]
        if not any(_contains(words, phrase) for term in terms for phrase in _phrases(term)):
            phrases = dict.fromkeys(phrase for term in terms for phrase in term.welsh)
            yield headword, tuple(phrase.replace(_BEGINNING, "…") for phrase in phrases)


def _headwords(english: str) -> Iterator[str]:
    """The terms of the text, each the longest at its place."""
    # The words of an e-mail address or of a website are in neither language.
    matches = list(_WORD.finditer(_POSSESSIVE.sub(" ", _ADDRESS.sub(" ", plain(english)))))
    words = [match[0].lower() for match in matches]
    position = 0
    while position < len(words):
        length = 1
        for form in _by_first_word().get(words[position], ()):
            if tuple(words[position : position + len(form.words)]) == form.words:
                length = len(form.words)
                if matches[position][0][0].isupper() or not form.needs_capital:
                    yield form.term
                break
        position += length


@functools.cache
def _by_headword() -> dict[str, list[GlossaryTerm]]:
    found: dict[str, list[GlossaryTerm]] = {}
    for term in glossary():
        if term.checked is not Checked.NEVER:
            found.setdefault(term.en, []).append(term)
    return found


@functools.cache
def _by_first_word() -> dict[str, list[_Headword]]:
    """The English forms by their first word, the longest first."""
    found: dict[str, list[_Headword]] = {}
    for headword, terms in _by_headword().items():
        capital = any(term.checked is Checked.CAPITAL for term in terms)
        for text in dict.fromkeys(text for term in terms for text in (term.en, *term.also_en)):
            for words in _english_forms(text):
                found.setdefault(words[0], []).append(_Headword(words, headword, capital))
    return {first: sorted(forms, key=lambda form: -len(form.words)) for first, forms in found.items()}


def _english_forms(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a term and of its regular plural, also where its hyphen is left out."""
    text = _POSSESSIVE.sub(" ", plain(text)).lower()
    for spelling in dict.fromkeys((text, _JOINING_HYPHEN.sub("", text))):
        words = tuple(_WORD.findall(spelling))
        yield words
        # "chairs of the board", "time periods"
        noun = words.index("of") - 1 if "of" in words else len(words) - 1
        last = words[noun]
        plural = f"{last[:-1]}ies" if last.endswith("y") else f"{last}es" if last.endswith(("s", "x")) else f"{last}s"
        yield (*words[:noun], plural, *words[noun + 1 :])


def _welsh_words(text: str) -> list[str]:
    """The words in lower case without accents; a hyphen joins, and an apostrophe parts: *i'r* is *i* and *r*."""
    return _WORD.findall(_JOINING_HYPHEN.sub("", plain(text).lower()))


@functools.cache
def _phrases(term: GlossaryTerm) -> tuple[tuple[_WelshWord, ...], ...]:
    """The Welsh words of a term: each phrase as the forms that each of its words may have."""
    return tuple(tuple(_welsh_word(word) for word in _split(phrase)) for phrase in term.welsh)


def _split(phrase: str) -> list[str]:
    *words, last = _welsh_words(phrase)
    return [*words, last + _BEGINNING * phrase.endswith(_BEGINNING)]


@functools.cache
def _welsh_word(word: str) -> _WelshWord:
    forms = mutated_forms(word.removesuffix(_BEGINNING))
    return _WelshWord(frozenset(), tuple(forms)) if word.endswith(_BEGINNING) else _WelshWord(forms, ())


def _contains(words: list[str], phrase: tuple[_WelshWord, ...]) -> bool:
    """True if the words of the phrase follow each other, with at most one other word between two of them."""
    return any(_continues(words, place, phrase) for place, word in enumerate(words) if phrase[0].matches(word))


def _continues(words: list[str], position: int, phrase: tuple[_WelshWord, ...]) -> bool:
    """True if the rest of the phrase follows its first word, which is at the position."""
    if len(phrase) == 1:
        return True
    following = range(position + 1, min(position + 2 + _LONGEST_BETWEEN, len(words)))
    return any(phrase[1].matches(words[each]) and _continues(words, each, phrase[1:]) for each in following)
