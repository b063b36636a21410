"""The glossary of English and Welsh terms, which ``glossary.csv`` contains with the source of each.

Official texts disagree about some terms. A row has the term that the forms use, and beside it the others that are seen.
"""

import csv
import functools
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

GLOSSARY_FILE = Path(__file__).with_name("glossary.csv")

_ALTERNATIVES = "|"


class Checked(StrEnum):
    """The way in which a text is searched for an English term."""

    ALWAYS = "yes"
    CAPITAL = "capital"
    """Only with a capital: *the Board*, and not *on board*."""
    NEVER = ""
    """Never, because the word has meanings that the glossary does not translate: *to form*, *title*."""


class GlossaryTerm(NamedTuple):
    """A term in both languages."""

    en: str
    also_en: tuple[str, ...]
    """Other English forms, beside the regular plural."""
    cy: str
    gender: str
    """``m``, ``f``, ``adj``, ``verb-noun``; with ``pl`` for a plural; empty for names."""
    plural: str
    """The Welsh plural; empty for a term without one."""
    also_cy: tuple[str, ...]
    """Other Welsh words for the term; one that ends in ``*`` is the beginning of a word."""
    checked: Checked
    source: str

    @property
    def welsh(self) -> tuple[str, ...]:
        """All Welsh words for the term, the glossary's own first."""
        return tuple(filter(None, (self.cy, self.plural, *self.also_cy)))


@functools.cache
def glossary() -> tuple[GlossaryTerm, ...]:
    """All terms, in alphabetical order of the English."""
    with GLOSSARY_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            GlossaryTerm(
                row["en"],
                _alternatives(row["also_en"]),
                row["cy"],
                row["gender"],
                row["plural"],
                _alternatives(row["also_cy"]),
                Checked(row["checked"]),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(_ALTERNATIVES)))
