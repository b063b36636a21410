"""`Letter`, the base of all letters, and its parts: a letter of the guidance declares only what it says itself."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.review import NamedPerson
from cpr_docs.language.bilingual import BilingualLine, BilingualProse, SharedLine, SharedProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.rules import rule

_SOURCE = "Annex 1, Appendix 1a"


def is_email(text: str | None) -> bool:
    """True if a line is blank, or may be an e-mail address."""
    return "@" in (text or "@")


class Recipient(Part):
    """The recipient of the letter."""

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


class Letter(Form):
    """A letter to one recipient; `cpr_docs.authoring.letters` writes its head, its enclosures and its close."""

    ADDRESSEE: ClassVar[str] = "recipient"
    ADDRESS_LINES: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("title", "name"),
        ("job_title",),
        ("agency",),
        ("address",),
    )

    board_address: Annotated[BilingualProse, Label(_("Address of the LSCB"), _SOURCE)]
    """The Board's postal address, with a line break after each line."""
    board_telephone: Annotated[Line | None, Label(_("Telephone of the LSCB"), _SOURCE, since=2)] = None
    """The Board's telephone number, below its address."""
    board_email: Annotated[Line | None, Label(_("E-mail of the LSCB"), _SOURCE, since=2)] = None
    """The Board's e-mail address, below its address."""
    dated: Annotated[Day, Label(_("Date of the letter"), _SOURCE)]
    """The date of the letter."""
    recipient: Annotated[Recipient, Label(_("Recipient"), _SOURCE)]
    """The recipient of the letter."""
    signatory: Annotated[Signatory, Label(_("Signatory"), _SOURCE)]
    """The person who signs the letter."""
    enclosures: Annotated[Rows[Enclosure], Label(_("Further documents enclosed"), _SOURCE)] = ()
    """Documents beyond those that are always enclosed."""

    @rule("board_email", since=2)
    def _has_an_address_of_the_board(self) -> Iterator[Problem]:
        if not is_email(self.board_email):
            yield Problem("board_email", "email", _("is not an address"))
