"""The bases of all letters, and their parts: a letter of the guidance declares only what it says itself.

A `Letter` goes to a person, an `OfficeLetter` to an office.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.addressee import Addressee, Recipient, RecipientOffice
from cpr_docs.guidance.parts.review import NamedPerson, is_email
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.rules import rule

_SOURCE = "Annex 1, Appendix 1a"


class Enclosure(Part):
    """A further document that is enclosed with the letter."""

    text: Annotated[BilingualLine, Label(_("Further document enclosed"), _SOURCE)]
    """A description of the document."""


class Signatory(NamedPerson):
    """The person who signs the letter and answers questions."""

    designation: Annotated[BilingualLine, Label(_("Designation"), _SOURCE)]
    """The signatory's post."""
    telephone: Annotated[Line | None, Label(_("Telephone"), _SOURCE)] = None
    """The signatory's telephone number."""
    email: Annotated[Line | None, Label(_("E-mail"), _SOURCE)] = None
    """The signatory's e-mail address."""

    @rule("email", since=2)
    def _has_an_address(self) -> Iterator[Problem]:
        if not is_email(self.email):
            yield Problem("email", "email", _("is not an address"))

    @rule("telephone?", "email?")
    def _can_be_answered(self) -> Iterator[Problem]:
        if self.telephone is None and self.email is None:
            yield Problem(
                "telephone", "required", _("is needed, or an e-mail address, so that the letter can be answered")
            )


class SignedLetter(Form):
    """A letter of the Board; `cpr_docs.authoring.letters` writes its head, its enclosures and its close."""

    ADDRESSEE: ClassVar[str] = "recipient"
    GREETING: ClassVar[str] = _("Dear {=recipient.name}")
    """The salutation where the letter gives none of its own, an English message of the catalogue."""
    CLOSING: ClassVar[str] = _("Kind regards")
    """The words above the signature where the letter gives no salutation of its own."""
    SENDER: ClassVar[str] = ""
    """The setting of the office that the letter is from; empty for a letter of the Board."""

    board_address: Annotated[BilingualProse, Label(_("Address of the LSCB"), _SOURCE)]
    """The Board's postal address, with a line break after each line."""
    board_telephone: Annotated[Line | None, Label(_("Telephone of the LSCB"), _SOURCE, since=2)] = None
    """The Board's telephone number, below its address."""
    board_email: Annotated[Line | None, Label(_("E-mail of the LSCB"), _SOURCE, since=2)] = None
    """The Board's e-mail address, below its address."""
    dated: Annotated[Day, Label(_("Date of the letter"), _SOURCE)]
    """The date of the letter."""
    recipient: Annotated[Addressee, Label(_("Recipient"), _SOURCE)]
    """The recipient of the letter."""
    signatory: Annotated[Signatory, Label(_("Signatory"), _SOURCE)]
    """The person who signs the letter."""
    enclosures: Annotated[Rows[Enclosure], Label(_("Further documents enclosed"), _SOURCE)] = ()
    """Documents beyond those that are always enclosed."""

    @rule("board_email", since=2)
    def _has_an_address_of_the_board(self) -> Iterator[Problem]:
        if not is_email(self.board_email):
            yield Problem("board_email", "email", _("is not an address"))


class Letter(SignedLetter):
    """A letter to a person."""

    ADDRESS_LINES: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("title", "name"),
        ("job_title",),
        ("agency",),
        ("address",),
    )

    recipient: Annotated[Recipient, Label(_("Recipient"), _SOURCE)]
    """The recipient of the letter."""


class OfficeLetter(SignedLetter):
    """A letter to an office of Welsh Government, whose name and address a board's settings have."""

    GREETING: ClassVar[str] = _("Dear Sir or Madam")
    CLOSING: ClassVar[str] = _("Yours faithfully")
    ADDRESS_LINES: ClassVar[tuple[tuple[str, ...], ...]] = (("name",), ("address",))
    FROM_SETTINGS: ClassVar[Mapping[str, str]] = {"recipient": "welsh_government"}

    recipient: Annotated[RecipientOffice, Label(_("Recipient"), "5.7, 5.8, 5.19, 6.11")]
    """The office that receives the letter."""
    your_reference: Annotated[Line | None, Label(_("Your reference"), "5.7, 5.8, 5.19, 6.11")] = None
    """The office's own reference of the case, if it has given one."""
