"""The languages of each recipient's letter: the preference in the table; both if it is not known."""

import re
from typing import Literal, TypeAlias

from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import folded
from cpr_docs.language.text import is_blank
from cpr_docs.tables.language_words import words_for

LanguageChoice: TypeAlias = Literal["recipient", "en", "cy", "both"]
"""The languages of a batch: each recipient's preference, or the same languages for all."""

# Wherever both languages are sent together, Welsh comes first.
BOTH = (Language.WELSH, Language.ENGLISH)

LANGUAGE_CHOICES: dict[str, tuple[Language, ...] | None] = {
    "recipient": None,
    "en": (Language.ENGLISH,),
    "cy": (Language.WELSH,),
    "both": BOTH,
}

HEADINGS = (
    "Language", "Preferred language", "Language preference", "Preferred language for correspondence",
    "Correspondence language", "Language of correspondence", "Language of letter", "Language choice",
    "Iaith", "Dewis iaith", "Iaith ddewisol", "Iaith gohebu", "Iaith gohebiaeth", "Iaith yr ohebiaeth",
    "Iaith y llythyr",
)  # fmt: skip
"""The headings of the column with the recipients' languages."""
_WORDS: dict[tuple[Language, ...], tuple[str, ...]] = {
    **{(language,): words_for(language) for language in Language},
    BOTH: (
        "both", "both languages", "in both", "in both languages", "bilingual", "bilingually",
        "y ddwy", "y ddwy iaith", "yn y ddwy iaith", "dwyieithog", "yn ddwyieithog", "ddwyieithog",
        # An unknown preference means both.
        "not known", "unknown", "no preference", "either", "either language", "any", "n/a", "not stated",
        "anhysbys", "dim dewis", "dim ots", "y naill neu’r llall",
    ),
}  # fmt: skip
# Two languages in one cell: "Welsh/English", "Cymraeg a Saesneg", "cy + en".
_SEPARATOR = re.compile(r"[/&+,;|–—-]|\b(?:and|or|a|ac|neu)\b", re.IGNORECASE)
# A remark after the heading that lists the languages to choose from.
_REMARK = re.compile(r"\s*\([^()]*\)$")
FOLDED_HEADINGS = frozenset(map(folded, HEADINGS))
"""`HEADINGS`, folded for comparison."""
_FOLDED_WORDS = {folded(word): languages for languages, words in _WORDS.items() for word in words}


def is_language_heading(heading: str) -> bool:
    """True if the heading is that of the recipients' languages."""
    names = (_REMARK.sub("", heading), *heading.split("/"))
    return folded(names[0]) in FOLDED_HEADINGS or all(folded(name) in FOLDED_HEADINGS for name in names[1:])


def languages_of(cell: object) -> tuple[Language, ...] | None:
    """The languages that a cell names: both if it is blank; None if it names no known language."""
    if is_blank(cell):
        return BOTH
    if not isinstance(cell, str):
        return None
    whole = _FOLDED_WORDS.get(folded(cell))
    if whole is not None:
        return whole
    parts = [_FOLDED_WORDS.get(folded(part)) for part in _SEPARATOR.split(cell) if part.strip()]
    return BOTH if len(parts) == len(BOTH) and {*parts} == {(language,) for language in BOTH} else None
