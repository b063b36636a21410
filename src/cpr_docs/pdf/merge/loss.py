"""A feature of a document that is not in the merged PDF."""

from dataclasses import dataclass

from cpr_docs.language.catalogue import in_language
from cpr_docs.language.languages import Language


@dataclass(frozen=True, slots=True)
class Loss:
    """A feature that a document has, and the merged PDF has not; its string is an English sentence.

    `code` is ``files`` (attached files), ``scripts``, ``links``, ``notes`` (comments), ``media``, ``hidden`` (authors
    and other data that are not shown), ``form`` (fields to fill in), ``signature``, ``tags`` (the document has none),
    ``not_allowed`` (contents of a Word document that do not pass the gate) or ``not_accessible`` (the whole PDF is not
    PDF/UA).
    """

    code: str
    message: str
    """The sentence, without the name of the item at its beginning."""
    item: str = ""
    """The name of the item's file; empty for the whole PDF."""

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The item and the sentence, in the language."""
        message = str(in_language(self.message, language))
        return f"{self.item} {message}" if self.item else message
