"""Terms of reference of a case review event (guidance, 4.9; Annex 4)."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import AgenciesAsked
from cpr_docs.guidance.parts.review import NamedPerson, months_after
from cpr_docs.guidance.terms_of_reference.model import PanelMember
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "4.9; Annex 4"
_MONTHS = 3


class EventPeriod(Part):
    """The period of the timelines of significant events."""

    start: Annotated[Day, Label(_("Start of the period"), _SOURCE)]
    """The first day of the period."""
    end: Annotated[Day, Label(_("End of the period"), _SOURCE)]
    """The last day of the period (inclusive)."""

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))


class FurtherObjective(Part):
    """A key objective beyond the six of the guidance."""

    text: Annotated[BilingualLine, Label(_("Further key objective"), _SOURCE)]
    """The objective, in one line."""


class CaseReviewEventTerms(CaseForm):
    """The subject and method of a case review event, for a case that does not meet the criteria for a review."""

    TITLE: ClassVar[str] = _("LSCB Case Review Event (CRE) – Terms of reference")
    SHORT_TITLE: ClassVar[str] = _("CRE – Terms of reference")
    GUIDANCE: ClassVar[str] = "4.9; Annex 4, LSCB Case Review Event (CRE)"
    POSITION: ClassVar[int] = 11

    form: Literal["case_review_event_terms"]
    """The form's name."""
    child: Annotated[BilingualLine | None, Label(_("The child’s label"), _SOURCE, keeps_letters=True)] = None
    """The anonymous label of the child, such as "Child C"."""
    begun_on: Annotated[Day, Label(_("Begun on"), _SOURCE)]
    """The day on which the process began."""
    period: Annotated[EventPeriod, Label(_("Period of the timelines"), _SOURCE)]
    """The period of the timelines of significant events."""
    group: Annotated[Rows[PanelMember], Label(_("Case Review Group (CRG)"), _SOURCE)] = ()
    """The members of the Case Review Group."""
    summary: Annotated[BilingualProse | None, Label(_("Summary of the case"), _SOURCE)] = None
    """The summary of the case that is presented to the Case Review Group."""
    agencies: Annotated[Section[AgenciesAsked], Label(_("Agencies with case involvement"), _SOURCE)] = None
    """The agencies with case involvement, which make a timeline each."""
    theme: Annotated[BilingualLine, Label(_("Theme of the first key objective"), _SOURCE)]
    """The theme of the first key objective, "neglect" in the guidance's example."""
    more_objectives: Annotated[Rows[FurtherObjective], Label(_("Further key objectives"), _SOURCE)] = ()
    """The key objectives beyond the six of the guidance."""
    facilitators: Annotated[Rows[NamedPerson], Label(_("Facilitators"), _SOURCE)] = ()
    """The members of the Case Review Group who facilitate the event."""
    share_regionally: Annotated[
        bool,
        Label(
            _("The report is to be shared with the Regional Improving Practice Group"),
            _SOURCE,
            short=_("Share with the Regional Improving Practice Group"),
        ),
    ] = False
    """True if the report is also shared across the region."""

    DERIVED: ClassVar[Mapping[str, Label]] = {"complete_by": Label(_("Process to be completed by"), _SOURCE)}

    @property
    def complete_by(self) -> datetime.date | None:
        """The day by which the process is completed: three months after it began."""
        # In a draft, the day may not be known yet.
        begun: datetime.date | None = self.__dict__.get("begun_on")
        return None if begun is None else months_after(begun, _MONTHS)
