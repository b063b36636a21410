"""Agency timeline of significant events, with its brief analysis (guidance, 5.10, 5.11; Annex 1, 2.3 to 2.5)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.invitation_letter.model import LanguageWanted
from cpr_docs.guidance.parts.agencies import AgencyRef
from cpr_docs.guidance.parts.numbers import Number
from cpr_docs.guidance.parts.review import ReachablePerson, is_email
from cpr_docs.guidance.parts.timeline_entry import TimelineEntry
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line, Prose
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.models.rules import rule


class AgencyEvent(TimelineEntry):
    """A row of an agency's timeline."""

    people: Annotated[BilingualLine | None, Label(_("Practitioners involved"), "5.11")] = None
    """The practitioners who were involved; a merged timeline leaves them out."""
    source: Annotated[Line | None, Label(_("Source (record, page)"), "5.11", short=_("Source"))] = None
    """The record and page where the agency found the event; a merged timeline leaves it out."""
    comment: Annotated[BilingualProse | None, Label(_("Comment"), "5.11")] = None
    """The author's comment on the event."""


class NoContact(Part):
    """A period in which the agency had no contact: a gap that is said is no gap."""

    start: Annotated[Day, Label(_("No contact from"), "Annex 1, 2.4, 2.5")]
    """The first day of the period."""
    end: Annotated[Day, Label(_("No contact until"), "Annex 1, 2.4, 2.5")]
    """The last day of the period."""
    reason: Annotated[BilingualLine | None, Label(_("Reason"), "Annex 1, 2.4, 2.5")] = None
    """The reason why there was no contact, if it is known."""

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))


class AgencyRecommendation(Part):
    """A recommendation of the agency's own, if appropriate."""

    text: Annotated[BilingualLine, Label(_("Recommendation"), "5.11")]
    """The recommendation, in one line."""


class PractitionerInvolved(Part):
    """A practitioner or manager who was involved: the Review Panel decides whom to invite to the learning event."""

    name: Annotated[Line, Label(_("Name"), "Annex 1, 2.3, 2.5", keeps_letters=True)]
    """The person's name."""
    job_title: Annotated[Line | None, Label(_("Job title"), "Annex 1, 2.3, 2.5")] = None
    """The person's job."""
    agency: Annotated[Line | None, Label(_("Agency"), "Annex 1, 2.3, 2.5")] = None
    """The person's agency today, where it is another one than the timeline's."""
    address: Annotated[Prose | None, Label(_("Address"), "Annex 1, 2.6")] = None
    """The person's postal address at work, a line for each."""
    email: Annotated[Line | None, Label(_("E-mail"), "Annex 1, 2.6")] = None
    """The person's e-mail address at work."""
    language: Annotated[
        LanguageWanted | None, Label(_("Language for correspondence"), "Welsh language standards on correspondence")
    ] = None
    """The language in which the person would like to be written to."""
    involved_from: Annotated[Day | None, Label(_("Involved from"), "Annex 1, 2.3, 2.5")] = None
    """The first day of the person's involvement."""
    involved_until: Annotated[Day | None, Label(_("Involved until"), "Annex 1, 2.3, 2.5")] = None
    """The last day of the person's involvement."""
    manager: Annotated[bool, Label(_("Manager"), "Annex 1, 2.3, 2.5")] = False
    """True if the person was involved as a manager."""

    @rule("involved_from", "involved_until")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        assert self.involved_from is not None
        assert self.involved_until is not None
        if self.involved_until < self.involved_from:
            yield Problem("involved_until", "before_start", _("is before the start of the involvement"))

    @rule("email")
    def _has_an_address(self) -> Iterator[Problem]:
        if not is_email(self.email):
            yield Problem("email", "email", _("is not an address"))


class AgencyTimeline(AgencyRef, Form):
    """An agency's timeline of significant events, with its brief analysis and any recommendations.

    An agency writes it once, as a record: one language is enough.
    """

    TITLE: ClassVar[str] = _("Agency Timeline of Significant Events")
    SHORT_TITLE: ClassVar[str] = _("Agency Timeline")
    GUIDANCE: ClassVar[str] = "5.10, 5.11; Annex 1, 2.3 to 2.5"
    POSITION: ClassVar[int] = 17
    MISSING: ClassVar[str] = "mark"
    NAMES_ALLOWED: ClassVar[bool] = True

    form: Literal["agency_timeline"]
    """The form's name."""
    service: Annotated[BilingualLine | None, Label(_("Service or team"), "5.11")] = None
    """The service or team of the agency, if it has several."""
    author: Annotated[ReachablePerson, Label(_("Completed by"), "Annex 1, 2.5")]
    """The person who completed the timeline, and whom the Review Panel asks about it."""
    completed_on: Annotated[Day | None, Label(_("Date completed"), "5.11")] = None
    """The day on which this version was completed."""
    requested_on: Annotated[Day | None, Label(_("Requested on"), "Annex 1, 2.3")] = None
    """The day of the request."""
    due_on: Annotated[Day | None, Label(_("To be returned by"), "Annex 1, 2.3")] = None
    """The day by which the Review Panel needs the timeline."""
    version: Annotated[Number, Label(_("Version"), "Annex 1, 2.5")]
    """The version, counted from 1: a second meeting of the Review Panel fills gaps."""
    start: Annotated[Day, Label(_("Period covered: from"), "5.10, 6.5")]
    """The first day of the period that the timeline covers."""
    end: Annotated[Day, Label(_("Period covered: to"), "5.10, 6.5")]
    """The last day of the period."""
    sources: Annotated[BilingualProse | None, Label(_("Records that were read (paper and electronic)"), "5.11")] = None
    """The records of the agency that were read."""
    events: Annotated[Rows[AgencyEvent], Label(_("Significant events and contacts"), "5.11")] = ()
    """The significant events and contacts, in order of date; the number of an event is its place."""
    no_contact: Annotated[Rows[NoContact], Label(_("Periods without contact"), "Annex 1, 2.4, 2.5")] = ()
    """The periods in which the agency had no contact with the child and family."""
    background: Annotated[
        BilingualProse | None,
        Label(
            _("Summary of significant background, or of a previous incident"),
            "5.10",
        ),
    ] = None
    """A summary of background from before the period, or of a previous incident."""
    analysis: Annotated[BilingualProse | None, Label(_("Brief analysis of the situation"), "5.11")] = None
    """The agency's brief analysis of the situation."""
    good_practice: Annotated[BilingualProse | None, Label(_("Good practice"), "Annex 1, 3.9")] = None
    """Practice that was good."""
    recommendations: Annotated[Rows[AgencyRecommendation], Label(_("Recommendations, if appropriate"), "5.11")] = ()
    """The agency's recommendations, if appropriate."""
    practitioners: Annotated[
        Rows[PractitionerInvolved],
        Label(
            _("Practitioners and managers who were involved (for the Panel to decide whom to invite)"),
            "Annex 1, 2.3, 2.5; Annex 4",
            short=_("Practitioners and managers involved"),
        ),
    ] = ()
    """The practitioners and managers who were involved."""
    signed_on: Annotated[Day | None, Label(_("Date signed"), "5.11")] = None
    """The day of the signature."""

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))

    @rule("end", "signed_on")
    def _is_signed_after_the_period(self) -> Iterator[Problem]:
        assert self.signed_on is not None
        if self.signed_on < self.end:
            yield Problem("signed_on", "signed_too_early", _("is before the end of the period"))
