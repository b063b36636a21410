"""The entries of the catalogue, each with a number of its own, and those that a form prints, in its order."""

import base64
import functools
import hashlib
import importlib.resources
from pathlib import Path
from typing import NamedTuple

from babel.messages import pofile

import cpr_docs
from cpr_docs.authoring import build
from cpr_docs.language import catalogue
from cpr_docs.models.registry import form_class

CATALOGUE = Path(str(importlib.resources.files("cpr_docs"))) / "locale" / "cy" / "LC_MESSAGES" / "cpr_docs.po"
_NUMBER_LENGTH = 6


class CatalogueEntry(NamedTuple):
    """An entry of the catalogue."""

    context: str
    english: str
    welsh: str
    source: str
    """The comment above the entry."""

    @property
    def number(self) -> str:
        """The number of the entry: the same as long as its English is the same, whatever else the catalogue holds."""
        digest = hashlib.sha256(f"{self.context}\x04{self.english}".encode()).digest()
        return base64.b32encode(digest).decode()[:_NUMBER_LENGTH]


@functools.cache
def entries(path: Path = CATALOGUE) -> dict[tuple[str, str], CatalogueEntry]:
    """All entries by context and English; a message with a plural is none, since no form prints one."""
    with path.open("rb") as file:
        found = pofile.read_po(file, locale="cy")
    return {
        (message.context or "", message.id): CatalogueEntry(
            message.context or "", message.id, str(message.string), " ".join(message.user_comments)
        )
        for message in found
        if message.id and isinstance(message.id, str)
    }


@functools.cache
def entries_of(form: str) -> tuple[CatalogueEntry, ...]:
    """The entries that the Welsh documents of a form print, of both review types, in their order."""
    asked: dict[tuple[str, str], None] = {}
    known = catalogue._catalogue()
    look_up, look_up_in_context = known.gettext, known.pgettext

    def gettext(message: str) -> str:
        asked[("", message)] = None
        return look_up(message)

    def pgettext(context: str, message: str) -> str:
        asked[(context, message)] = None
        return look_up_in_context(context, message)

    # The catalogue itself tells which messages a document asks it for.
    known.gettext, known.pgettext = gettext, pgettext  # type: ignore[method-assign]
    try:
        for variant in form_class(form).variants():
            build(variant, "cy")
            for review_type in variant.review_types() or ("concise",):
                cpr_docs.Renderer().render(cpr_docs.example(form, review_type), "cy")
    finally:
        del known.gettext, known.pgettext
    return tuple(entries()[key] for key in asked if key in entries())
