"""Counts the letters of a batch that cannot be posted as they are: without an address, or with a part of one."""

from collections.abc import Iterable, Iterator

from cpr_docs.documents.address_lines import is_whole_address, lacks_address
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm


class IncompleteAddresses:
    """The numbers of recipients, which the summary of a batch says: their letters may be handed over in person."""

    def __init__(self) -> None:
        self._without = self._partial = 0

    def add(self, form: AnyForm, languages: Iterable[Language]) -> None:
        """Counts the letter of one recipient, in all its languages, once."""
        if not form.ADDRESS_LINES:
            return
        if lacks_address(form):
            self._without += 1
        elif not all(is_whole_address(form, language) for language in languages):
            self._partial += 1

    def notes(self) -> Iterator[str]:
        """A sentence for each kind of address that there is."""
        if self._without:
            message = _("recipients without an address, whose letters have a blank address block: {count}")
            yield Sentence(message, count=self._without)
        if self._partial:
            message = _("recipients whose address has no postcode as its last line, or fewer than three lines: {count}")
            yield Sentence(message, count=self._partial)
