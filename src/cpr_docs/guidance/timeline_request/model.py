"""Request for an agency timeline (guidance, 5.10, 5.11; Annex 1, 2.3, 2.5)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import Agency, AgencyRef
from cpr_docs.guidance.parts.letter import Letter
from cpr_docs.guidance.parts.review import CaseIssue, Person, ReachablePerson
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Prose
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.parts import Rows, Section
from cpr_docs.models.rules import rule


class TimelineRequest(AgencyRef, Letter):
    """The letter that asks an agency for its timeline, with a separate last page that identifies the child."""

    TITLE: ClassVar[str] = _("Request for an Agency Timeline")
    SHORT_TITLE: ClassVar[str] = _("Timeline Request")
    GUIDANCE: ClassVar[str] = "5.10, 5.11; Annex 1, 2.3, 2.5"
    POSITION: ClassVar[int] = 16
    PER_RECIPIENT: ClassVar[tuple[str, ...]] = ("agency",)
    NAMES_ALLOWED: ClassVar[bool] = True
    NAMED_IN: ClassVar[tuple[str, ...]] = ("child_names",)

    form: Literal["timeline_request"]
    """The form's name."""
    # In a table of recipients, "Agency" is that of the recipient.
    agency: Annotated[Agency, Label(_("Agency asked for the timeline"), "5.11")]
    """The agency of the grid, or "other"."""
    child_names: Annotated[
        Prose | None,
        Label(
            _("Child and family members, with dates of birth, so that your records can be found"),
            "5.11",
            short=_("Child and family members, with dates of birth"),
        ),
    ] = None
    """The names and dates of birth of the child and the family, on the separate last page alone."""
    start: Annotated[Day, Label(_("Period covered: from"), "5.10, 6.5")]
    """The first day of the period, from the terms of reference."""
    end: Annotated[Day, Label(_("Period covered: to"), "5.10, 6.5")]
    """The last day of the period, from the terms of reference."""
    extension_agreed_on: Annotated[Day | None, Label(_("Extension agreed by the Review Panel on"), "5.10, 6.5")] = None
    """The day on which the Review Panel agreed to a period of more than 12 months."""
    due_on: Annotated[Day, Label(_("Please return it by"), "Annex 1, 2.3")]
    """The day by which the Review Panel needs the timeline."""
    return_to: Annotated[ReachablePerson, Label(_("Please return it to"), "Annex 1, 2.3")]
    """The person to whom the timeline is returned, and who answers questions."""
    review_panel_chair: Annotated[Section[Person], Label(_("Chair of the Review Panel"), "5.9, 6.6")] = None
    """The chair of the review panel."""
    questions: Annotated[Rows[CaseIssue], Label(_("Issues relevant to this case"), "Annex 2, Core Issues, 3")] = ()
    """The issues of the terms of reference that the agency should keep in mind."""
    meeting_on: Annotated[
        Day | None,
        Label(
            _("Second meeting of the Review Panel, to which authors are invited"),
            "Annex 1, 2.5",
        ),
    ] = None
    """The day of the second meeting of the review panel, which fills gaps with the authors of the timelines."""

    @rule("start", "end")
    def _ends_after_its_start(self) -> Iterator[Problem]:
        if self.end < self.start:
            yield Problem("end", "before_start", _("is before the start of the period"))

    @rule("due_on", "dated")
    def _is_due_after_it_is_written(self) -> Iterator[Problem]:
        if self.due_on <= self.dated:
            yield Problem("due_on", "due_before_letter", _("is not after the date of the letter"))
