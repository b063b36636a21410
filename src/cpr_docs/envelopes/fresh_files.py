"""Refuses files in which a value is printed again and has changed since.

A `Document` of this process is not compared: its copies are right. A file of another origin than this library has no
copies that could be compared, and is accepted.
"""

from collections.abc import Iterable
from typing import Literal

from cpr_docs.errors import PackageError, StaleDocument, TemplateError
from cpr_docs.models.form import AnyForm, form_classes

Stale = Literal["refuse", "keep"]


class FreshFiles:
    """Refuses stale files, unless they are to be kept as they are; `forms` are forms beside those of the guidance."""

    def __init__(self, stale: Stale, forms: Iterable[type[AnyForm]] = ()) -> None:
        if stale not in ("refuse", "keep"):
            raise ValueError('stale must be "refuse" or "keep"')
        self._stale = stale
        self._forms = form_classes(forms)

    def require(self, name: str, content: bytes) -> None:
        """Raises `StaleDocument` with the stale places of a Word file."""
        if self._stale == "keep":
            return
        # Imported on use: most packs and print runs are of documents of this process.
        from cpr_docs.reading.read import stale_places_of

        try:
            places = stale_places_of(content, forms=self._forms)
        except (PackageError, TemplateError):
            # No form of this library, or one that the gate refuses with its own message.
            return
        if places:
            raise StaleDocument(name, places)
