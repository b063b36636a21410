"""The languages of a document."""

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from cpr_docs.language.protocol import Conventions


class Language(StrEnum):
    """A language of a document: ``Language("cy")`` and ``Language.WELSH`` are the same."""

    ENGLISH = "en"
    WELSH = "cy"

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise ValueError('language must be "en" or "cy"')

    @property
    def other(self) -> "Language":
        """The other of the two languages."""
        return Language.ENGLISH if self is Language.WELSH else Language.WELSH

    @property
    def tag(self) -> str:
        """The BCP 47 tag in Word's ``w:lang`` and PDF's ``/Lang``: ``en-GB`` or ``cy-GB``."""
        return f"{self.value}-GB"

    @property
    def conventions(self) -> "Conventions":
        """The conventions by which this language prints and parses dates, times, amounts and lists."""
        return _conventions_of(self)


@cache
def _conventions_of(language: Language) -> "Conventions":
    # Imported on first use: most callers name a language without printing in it.
    if language is Language.WELSH:
        # Imported on use: a process often needs one language.
        from cpr_docs.language.welsh.conventions import WELSH_CONVENTIONS

        return WELSH_CONVENTIONS
    # Imported on use: a process often needs one language.
    from cpr_docs.language.english import ENGLISH_CONVENTIONS

    return ENGLISH_CONVENTIONS
