"""The comparison of a text with its translation."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cpr_docs.language.languages import Language
from cpr_docs.language.pair.clock_mentions import clock_mentions
from cpr_docs.language.pair.date_mentions import date_mentions
from cpr_docs.language.pair.glossary_words import missing_terms
from cpr_docs.language.pair.label_mentions import label_mentions
from cpr_docs.language.pair.mentions import Mention, PairKind, unanswered
from cpr_docs.language.pair.number_mentions import number_mentions
from cpr_docs.language.pair.scanned_text import ScannedText
from cpr_docs.language.text import Paragraph, paragraphs


class PairDifference(NamedTuple):
    """A difference between a text and its translation; it contains no word of either."""

    kind: PairKind
    language: Language | None = None
    """The language whose text has what the other lacks; None if each lacks something, or for counts."""
    paragraph: int | None = None
    """The number of the paragraph, from 1; None if the paragraphs of the two texts do not correspond."""
    english: int = 0
    """The number of paragraphs or bullets in English."""
    welsh: int = 0
    """The number of paragraphs or bullets in Welsh."""
    headword: str = ""
    """The glossary's English term, for a term."""
    words: tuple[str, ...] = ()
    """The glossary's Welsh words for it."""


def differences(english: str, welsh: str) -> Iterator[PairDifference]:
    """The differences of a text in canonical prose, or in a line, and its translation."""
    pair = {Language.ENGLISH: paragraphs(english), Language.WELSH: paragraphs(welsh)}
    counts = {language: sum(each.bullet for each in texts) for language, texts in pair.items()}
    lengths = {language: len(texts) for language, texts in pair.items()}
    for kind, numbers in ((PairKind.PARAGRAPHS, lengths), (PairKind.BULLETS, counts)):
        if numbers[Language.ENGLISH] != numbers[Language.WELSH]:
            yield PairDifference(kind, english=numbers[Language.ENGLISH], welsh=numbers[Language.WELSH])
    yield from _differing_mentions(pair)
    for headword, words in missing_terms(english, welsh):
        yield PairDifference(PairKind.TERM, headword=headword, words=words)


def _differing_mentions(pair: Mapping[Language, list[Paragraph]]) -> Iterator[PairDifference]:
    mentions = {language: [_mentions(each.text, language) for each in texts] for language, texts in pair.items()}
    english, welsh = mentions[Language.ENGLISH], mentions[Language.WELSH]
    corresponds = [each.bullet for each in pair[Language.ENGLISH]] == [each.bullet for each in pair[Language.WELSH]]
    # In one paragraph a translation may say "the child" for a label, so that labels count for the whole text.
    wholes = [[each for texts in part for each in texts] for part in (english, welsh)]
    if not corresponds:
        yield from _unlike(*wholes, paragraph=None)
        return
    labels = frozenset({PairKind.LABEL})
    for number, (one, other) in enumerate(zip(english, welsh, strict=True), start=1):
        paragraph = number if len(english) > 1 else None
        yield from _unlike(one, other, paragraph=paragraph, kinds=frozenset(PairKind) - labels)
    yield from _unlike(*wholes, paragraph=None, kinds=labels)


def _unlike(
    english: list[Mention],
    welsh: list[Mention],
    *,
    paragraph: int | None,
    kinds: frozenset[PairKind] = frozenset(PairKind),
) -> Iterator[PairDifference]:
    """A difference for each kind of which one text mentions what the other does not."""
    only_english = {each.kind for each in unanswered(english, welsh)} & kinds
    only_welsh = {each.kind for each in unanswered(welsh, english)} & kinds
    for kind in PairKind:
        if kind in only_english and kind in only_welsh:
            yield PairDifference(kind, None, paragraph)
        elif kind in only_english:
            yield PairDifference(kind, Language.ENGLISH, paragraph)
        elif kind in only_welsh:
            yield PairDifference(kind, Language.WELSH, paragraph)


def _mentions(text: str, language: Language) -> list[Mention]:
    scanned = ScannedText(text)
    found: list[Mention] = []
    # The order matters: a date is no number, and a label in figures neither.
    for reader in (date_mentions, clock_mentions, label_mentions, number_mentions):
        found += reader(scanned, language)
    return found
