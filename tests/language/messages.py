"""The messages of the Welsh catalogue, and what is code in them."""

import functools
import re
from pathlib import Path
from typing import NamedTuple

from babel.messages import pofile
from babel.messages.catalog import Message

import cpr_docs
from tests.witnesses import welsh_dictionary

CATALOGUE = Path(cpr_docs.__path__[0]) / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
PLACEHOLDER = re.compile(r"(?<!\{)\{[^{}%]*\}(?!\})")

#: Words that somebody types: options, commands, endings of files, names in data, quoted words of a shell, tags.
CODE = re.compile(
    r"'[^' ]+'|--[a-z][a-z-]+|\bcpr-docs\b(?: [a-z]+\b)?|(?<!\w)\.[a-z]{3,4}\b|\b[a-z]+(?:_[a-z]+)+\b|\bpip install\b"
    r"|\b\w+:[a-z]\w+\b|\{%[^%]*%\}|\{\{[^}]*\}\}"
)
#: A question in Welsh begins with its verb after "A", or with a word that asks.
ASKS = re.compile(r"(?:^|[.?:] )(?:A [a-z]+|Sut|Pa|I ba raddau)\b")


ALLOWED = Path(__file__).with_name("welsh_allowed_words.txt")


def allowed_words() -> set[str]:
    """The words that the dictionary does not know, and that the Welsh of the catalogue has with a reason."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return {line.partition("#")[0].strip() for line in lines} - {""}


def unknown_words(welsh: str) -> list[str]:
    """The words of a message that the dictionary does not know."""
    text = CODE.sub(" ", re.sub(r"\{[^{}]*\}|\b\w+\.[a-z]+\b", " ", welsh))
    # The dictionary lacks most words with a contracted article or pronoun: a'r, â'r, wedi'i.
    return welsh_dictionary.unknown_words(re.sub(r"’(?:r|i|n|u|w|ch|m)\b", "", text))


def unknown_welsh(text: str) -> list[str]:
    """The words of a text that neither the dictionary nor the list of allowed words has."""
    allowed = allowed_words()
    return [word for word in unknown_words(text) if word not in allowed and word.lower() not in allowed]


class CatalogueMessage(NamedTuple):
    """A message of the catalogue."""

    context: str
    english: str
    welsh: str


@functools.cache
def catalogue_messages() -> tuple[CatalogueMessage, ...]:
    """All messages of the catalogue."""
    with CATALOGUE.open("rb") as file:
        catalogue = pofile.read_po(file, locale="cy")
    return tuple(
        CatalogueMessage(each.context or "", each.id if isinstance(each.id, str) else each.id[1], welsh)
        for each in catalogue
        if each.id
        for welsh in welsh_forms(each)
    )


def welsh_forms(message: Message) -> tuple[str, ...]:
    """The Welsh of a message; six forms of it, if it has a number."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
