"""Record of a multi-agency consultation (guidance, 4.9; Annex 3)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.review import NamedPerson
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Day, Label
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "4.9; Annex 3"
_FACILITATORS = 2


class ConsultationFacilitator(Part):
    """A facilitator of the session."""

    name: Annotated[Line, Label(_("Name"), _SOURCE, keeps_letters=True)]
    """The facilitator's name."""
    discipline: Annotated[BilingualLine, Label(_("Discipline"), _SOURCE)]
    """The facilitator's discipline, preferably another than that of the second one."""
    involved: Annotated[bool, Label(_("Involved with the case"), _SOURCE)] = False
    """True if the facilitator is involved with the case, which is refused."""

    @rule("involved")
    def _has_no_involvement(self) -> Iterator[Problem]:
        if self.involved:
            yield Problem(
                "involved", "involved", _("must not be ticked: a facilitator has no involvement with the case")
            )


class ConsultationParticipant(Part):
    """A participant of the session."""

    name: Annotated[Line, Label(_("Name"), _SOURCE, keeps_letters=True)]
    """The participant's name."""
    job_title: Annotated[Line | None, Label(_("Job title"), _SOURCE)] = None
    """The participant's job."""
    agency: Annotated[Line | None, Label(_("Agency"), _SOURCE)] = None
    """The participant's agency."""


class ConsultationAction(Part):
    """An action that participants take as a consequence of the session."""

    what: Annotated[BilingualProse, Label(_("Action"), _SOURCE)]
    """The action."""
    who: Annotated[BilingualLine, Label(_("Who is responsible"), _SOURCE)]
    """The participant who takes it."""
    due: Annotated[Day | None, Label(_("Due date"), _SOURCE)] = None
    """The day by which it is to be done."""
    fed_back_on: Annotated[Day | None, Label(_("Fed back to Line Manager on"), _SOURCE)] = None
    """The day on which the participant told the line manager."""


class ConsultationRecord(CaseForm):
    """The record of a consultation, from the steering group to the follow-up (guidance, Annex 3)."""

    TITLE: ClassVar[str] = _("Record of the Consultation")
    GUIDANCE: ClassVar[str] = "4.9; Annex 3, Multi Agency Consultation Model"
    POSITION: ClassVar[int] = 9
    MISSING: ClassVar[str] = "mark"
    NAMES_ALLOWED: ClassVar[bool] = True
    LATER: ClassVar[tuple[str, ...]] = ("follow_up_on", "follow_up", "steering_review")

    form: Literal["consultation_record"]
    """The form's name."""
    considered_on: Annotated[Day | None, Label(_("Considered by the steering group on"), _SOURCE)] = None
    """The day on which the steering group considered the referral, the chronology and the social history."""
    accepted: Annotated[
        bool | None,
        Label(
            _("Was the case accepted?"),
            _SOURCE,
            answers=Answers(p_("Was the case accepted?", "Yes"), p_("Was the case accepted?", "No")),
        ),
    ] = None
    """True if the steering group accepted the case for consultation."""
    facilitators: Annotated[Rows[ConsultationFacilitator], Label(_("Facilitators"), _SOURCE)] = ()
    """The two facilitators of the session; blank until they are identified."""
    observer: Annotated[Section[NamedPerson], Label(_("Observer"), _SOURCE)] = None
    """The observer of the session."""
    session_on: Annotated[Day | None, Label(_("Session held on"), _SOURCE)] = None
    """The day of the session."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), _SOURCE)] = None
    """The place of the session."""
    minutes_received_on: Annotated[
        Day | None,
        Label(
            _("Minutes of the initial and the most recent review CP conference received on"),
            _SOURCE,
            short=_("Minutes of the CP conferences received on"),
        ),
    ] = None
    """The day on which the facilitators received the minutes of the child protection conferences."""
    participants: Annotated[Rows[ConsultationParticipant], Label(_("Participants"), _SOURCE)] = ()
    """The participants of the session."""
    discussion: Annotated[BilingualProse | None, Label(_("Discussion"), _SOURCE)] = None
    """The discussion."""
    actions: Annotated[Rows[ConsultationAction], Label(_("Actions"), _SOURCE)] = ()
    """The actions that the participants identified."""
    debrief: Annotated[BilingualProse | None, Label(_("De-brief of facilitators and observer"), _SOURCE)] = None
    """The evaluation by facilitators and observer after the session."""
    follow_up_on: Annotated[
        Day | None, Label(_("Date of the de-brief/evaluation meeting with participants"), _SOURCE)
    ] = None
    """The day of the meeting or discussion with the participants."""
    follow_up: Annotated[BilingualProse | None, Label(_("De-brief/evaluation meeting with participants"), _SOURCE)] = (
        None
    )
    """The evaluation by the participants."""
    steering_review: Annotated[
        BilingualProse | None,
        Label(
            _("Outcome of follow-up evaluation, as reviewed by the steering group"),
            _SOURCE,
            short=_("Outcome, as reviewed by the steering group"),
        ),
    ] = None
    """The review of the outcome by the steering group."""

    @rule("facilitators")
    def _has_two_facilitators_or_none(self) -> Iterator[Problem]:
        if len(self.facilitators) not in (0, _FACILITATORS):
            code = "required" if len(self.facilitators) < _FACILITATORS else "too_long"
            yield Problem("facilitators", code, _("must be two, or none yet"))
