"""In which language each recipient is written to: the preference that the table records, unknown meaning both."""

from typing import Literal, TypeAlias

from cpr_docs.batch.folding import folded
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank

Choice: TypeAlias = Literal["recipient", "en", "cy", "both"]
"""Which documents a batch makes: what each recipient prefers, or the same languages for all."""

#: Where both languages travel together, Welsh comes first.
BOTH = (Language.WELSH, Language.ENGLISH)

CHOICES: dict[str, tuple[Language, ...] | None] = {
    "recipient": None,
    "en": (Language.ENGLISH,),
    "cy": (Language.WELSH,),
    "both": BOTH,
}

_HEADINGS = (
    "language", "preferred language", "language preference", "preferred language for correspondence",
    "correspondence language", "language of correspondence",
    "iaith", "dewis iaith", "iaith ddewisol", "iaith gohebu", "iaith gohebiaeth", "iaith yr ohebiaeth",
)  # fmt: skip
_WORDS = {
    (Language.ENGLISH,): ("en", "en-GB", "English", "Saesneg"),
    (Language.WELSH,): ("cy", "cy-GB", "Welsh", "Cymraeg"),
    BOTH: (
        "both", "bilingual", "Welsh and English", "English and Welsh", "cy, en", "en, cy",
        "y ddwy", "dwyieithog", "Cymraeg a Saesneg", "Saesneg a Chymraeg",
    ),
}  # fmt: skip
_FOLDED_HEADINGS = frozenset(map(folded, _HEADINGS))
_FOLDED_WORDS = {folded(word): languages for languages, words in _WORDS.items() for word in words}


def is_language_heading(heading: str) -> bool:
    """Whether a heading stands over the recipients' languages."""
    return folded(heading) in _FOLDED_HEADINGS


def languages_of(cell: object) -> tuple[Language, ...] | None:
    """The languages that a cell asks for: both where it is blank; None where it says nothing known."""
    if is_blank(cell):
        return BOTH
    return _FOLDED_WORDS.get(folded(cell)) if isinstance(cell, str) else None
