"""The addressees of letters: a person, or an office such as a team of Welsh Government."""

from collections.abc import Iterator
from typing import Annotated

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.review import is_email
from cpr_docs.language.bilingual import SharedLine, SharedProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import rule

_SOURCE = "Annex 1, Appendix 1a"
_OFFICE = "5.7, 5.8, 5.19, 6.11"


class Addressee(Part):
    """The addressee of a letter; a letter's own class of it says which fields there are."""


class Recipient(Addressee):
    """A person who receives the letter."""

    title: Annotated[SharedLine | None, Label(p_("before a name", "Title"), _SOURCE, since=2)] = None
    """The title before the name, such as "Ms" or "Councillor"; a plain string is the same in both languages."""
    name: Annotated[Line, Label(_("Name"), _SOURCE, keeps_letters=True)]
    """The recipient's name."""
    salutation: Annotated[SharedLine | None, Label(_("Salutation"), _SOURCE, since=2)] = None
    """The words after "Dear", such as "Ms Tudur-Price"; without them, the name is printed."""
    job_title: Annotated[SharedLine | None, Label(_("Job title"), _SOURCE)] = None
    """The recipient's job; a plain string is the same words in both languages."""
    agency: Annotated[SharedLine | None, Label(_("Agency"), _SOURCE)] = None
    """The recipient's agency; a plain string is the same words in both languages."""
    address: Annotated[SharedProse | None, Label(_("Address"), _SOURCE)] = None
    """The recipient's postal address, a line for each; a plain string is the same in both languages."""


class AddresseeOffice(Addressee):
    """An office, which has a name in each language."""

    name: Annotated[SharedLine, Label(_("Name"), _OFFICE)]
    """The office's name; a plain string is the same words in both languages."""
    address: Annotated[SharedProse | None, Label(_("Address"), _OFFICE)] = None
    """The office's postal address, a line for each; a plain string is the same in both languages."""
    email: Annotated[Line | None, Label(_("E-mail"), _OFFICE)] = None
    """The office's e-mail address."""

    @rule("email")
    def _has_an_email_address(self) -> Iterator[Problem]:
        if not is_email(self.email):
            yield Problem("email", "email", _("is not an address"))


class RecipientOffice(AddresseeOffice):
    """An office that receives the letter."""

    salutation: Annotated[SharedLine | None, Label(_("Salutation"), _OFFICE)] = None
    """The words after "Dear", such as "Colleagues"; without them, "Dear Sir or Madam" is printed."""
