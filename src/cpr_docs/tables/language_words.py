"""The words that name one of the two languages in a cell, in either language."""

from typing import Final

from cpr_docs.language.languages import Language

_WORDS: Final = {
    Language.ENGLISH: (
        "en", "eng", "en-GB", "English", "in English", "English only", "Saesneg", "y Saesneg", "yn Saesneg",
        "Saesneg yn unig", "Saes",
    ),
    Language.WELSH: (
        "cy", "cym", "cy-GB", "Welsh", "in Welsh", "Welsh only", "Cymraeg", "Gymraeg", "Chymraeg", "y Gymraeg",
        "yn Gymraeg", "yn y Gymraeg", "Cymraeg yn unig",
    ),
}  # fmt: skip


def words_for(language: Language) -> tuple[str, ...]:
    """The words that name this language alone."""
    return _WORDS[language]
