"""Acknowledgement of receipt by Welsh Government (guidance, Annex 2, For Welsh Government use only)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.addressee import Recipient
from cpr_docs.guidance.parts.agencies import Inspectorate
from cpr_docs.guidance.parts.letter import Letter, Signatory
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Choices, Day, Label
from cpr_docs.models.form import Form
from cpr_docs.models.rules import rule

_SOURCE = "Annex 2, For Welsh Government use only"


class AcknowledgedPaper(Choice):
    """The paper that Welsh Government has received."""

    RECOMMENDATION = "recommendation", _("A recommendation")
    OUTCOME = "outcome", _("The outcome of a recommendation")
    REPORT = "report", _("A Child Practice Review Report")
    DECLINED = "declined", _("A decision not to hold a review")


class AcknowledgementLetter(Form):
    """The letter with which Welsh Government tells the Chair of the Board that a paper has arrived.

    Its letterhead is the office of the setting `welsh_government`; the `board` is that of the recipient.
    """

    TITLE: ClassVar[str] = _("Acknowledgement")
    GUIDANCE: ClassVar[str] = "Annex 2, For Welsh Government use only"
    POSITION: ClassVar[int] = 34
    ADDRESSEE: ClassVar[str] = Letter.ADDRESSEE
    ADDRESS_LINES: ClassVar[tuple[tuple[str, ...], ...]] = Letter.ADDRESS_LINES
    GREETING: ClassVar[str] = Letter.GREETING
    CLOSING: ClassVar[str] = Letter.CLOSING
    SENDER: ClassVar[str] = "welsh_government"

    form: Literal["acknowledgement_letter"]
    """The form's name."""
    dated: Annotated[Day, Label(_("Date of the letter"), _SOURCE)]
    """The date of the letter."""
    our_reference: Annotated[Line | None, Label(_("Our reference"), _SOURCE)] = None
    """Welsh Government's own reference of the case."""
    recipient: Annotated[Recipient, Label(_("Recipient"), _SOURCE)]
    """The Chair of the Board."""
    signatory: Annotated[Signatory, Label(_("Signatory"), _SOURCE)]
    """The person who signs for Welsh Government."""
    received_on: Annotated[Day, Label(_("Date information received"), _SOURCE)]
    """The day on which Welsh Government received the paper."""
    what: Annotated[AcknowledgedPaper, Label(_("Paper received"), _SOURCE)]
    """The paper that was received."""
    circulated_on: Annotated[
        Day | None,
        Label(
            _("Date circulated to relevant inspectorates/Policy Leads"),
            _SOURCE,
            short=_("Date circulated"),
        ),
    ] = None
    """The day on which the paper was or will be circulated."""
    circulated_to: Annotated[Choices[Inspectorate], Label(_("Circulated to"), _SOURCE)] = ()
    """The inspectorates to which the paper was or will be circulated."""
    next: Annotated[BilingualProse | None, Label(_("What happens next"), _SOURCE)] = None
    """The next steps."""

    @rule("dated", "received_on")
    def _is_written_after_the_receipt(self) -> Iterator[Problem]:
        if self.dated < self.received_on:
            yield Problem("dated", "dated_too_early", _("is before a date that the letter reports"))

    @rule("circulated_on", "received_on")
    def _is_circulated_after_the_receipt(self) -> Iterator[Problem]:
        if self.circulated_on and self.circulated_on < self.received_on:
            yield Problem("circulated_on", "before_received", _("is before the information was received"))
