"""The messages of the Welsh catalogue, and what is code in them."""

import functools
import re
from pathlib import Path
from typing import NamedTuple

from babel.messages import pofile

import cpr_docs

CATALOGUE = Path(cpr_docs.__path__[0]) / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
PLACEHOLDER = re.compile(r"(?<!\{)\{[^{}%]*\}(?!\})")

#: Words that somebody types: options, commands, endings of files, names in data, quoted words of a shell, tags.
CODE = re.compile(
    r"'[^' ]+'|--[a-z][a-z-]+|\bcpr-docs\b(?: [a-z]+\b)?|(?<!\w)\.[a-z]{3,4}\b|\b[a-z]+(?:_[a-z]+)+\b|\bpip install\b"
    r"|\b\w+:[a-z]\w+\b|\{%[^%]*%\}|\{\{[^}]*\}\}"
)
#: A question in Welsh begins with its verb after "A", or with a word that asks.
ASKS = re.compile(r"(?:^|[.?:] )(?:A [a-z]+|Sut|Pa|I ba raddau)\b")


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
    return tuple(CatalogueMessage(each.context or "", str(each.id), str(each.string)) for each in catalogue if each.id)
