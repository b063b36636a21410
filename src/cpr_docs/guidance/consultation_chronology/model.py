"""Multi-agency chronology and social history for a consultation (guidance, 4.9; Annex 3)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.agency_timeline.model import AgencyEvent
from cpr_docs.guidance.parts.agencies import AgencyRef
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Rows
from cpr_docs.models.rules import rule

_SOURCE = "4.9; Annex 3"


class ChronologyEvent(AgencyRef, AgencyEvent):
    """An event of the chronology, with the agency that knows of it."""


class ConsultationChronology(CaseForm):
    """The agencies' chronology of the last six months, and the social history before them (guidance, Annex 3).

    The agencies write it once, as a record: one language is enough.
    """

    TITLE: ClassVar[str] = _("Multi-Agency Chronology and Social History")
    SHORT_TITLE: ClassVar[str] = _("Multi-Agency Chronology")
    GUIDANCE: ClassVar[str] = "4.9; Annex 3, Multi Agency Consultation Model"
    POSITION: ClassVar[int] = 8
    MISSING: ClassVar[str] = "mark"
    NAMES_ALLOWED: ClassVar[bool] = True

    form: Literal["consultation_chronology"]
    """The form's name."""
    start: Annotated[Day, Label(_("Period covered: from"), _SOURCE)]
    """The first day of the last six months of involvement."""
    end: Annotated[Day, Label(_("Period covered: to"), _SOURCE)]
    """The last day of the period."""
    events: Annotated[Rows[ChronologyEvent], Label(_("Chronology"), _SOURCE)] = ()
    """The events, in order of date."""
    social_history: Annotated[BilingualProse, Label(_("Social history (all previous involvement)"), _SOURCE)]
    """The history of the family and of all previous involvement."""
    sent_on: Annotated[Day | None, Label(_("Sent to the LSCB Co-ordinator on"), _SOURCE)] = None
    """The day on which the referrer sent the chronology."""
    steering_group_on: Annotated[Day | None, Label(_("Steering group meeting on"), _SOURCE)] = None
    """The day of the meeting of the steering group."""

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))
