"""Agenda of the review panel (guidance, Annex 1, 1.10, 2.3 and 2.5)."""

from typing import Annotated, Any, ClassVar, Literal

from cpr_docs.guidance.parts.review import CHILD
from cpr_docs.guidance.terms_of_reference.model import PanelMember
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, in_both_languages, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label, ReviewType, Time
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows

_SOURCE = "Annex 1, 2.3, 2.5"


class PanelMeeting(Choice):
    """The meetings of the review panel with the reviewer."""

    FIRST = "first", _("First meeting with the Reviewer")
    SECOND = "second", _("Second meeting, the stage of clarification")
    OTHER = "other", _("Another meeting")


FIRST_MEETING = (
    _("Revisiting the terms of reference and making any adjustments if necessary."),
    _(
        "Making decisions about time-lines and summaries in terms of which agencies and services, who will be "
        "approached to complete them and the deadline for submission."
    ),
    _(
        "Thinking about how family members will be contacted to see if they wish to contribute to the review and speak "
        "to the Reviewer and deciding who is best placed to make this initial approach."
    ),
    _("Consideration of the learning event itself in terms of possible participants; date; venue and duration."),
)
"""The items of the first meeting (Annex 1, 2.3), without the guidance's remarks on how long an event may take."""

SECOND_MEETING = (
    _("Clarifying and filling gaps in the information presented in the timelines and summaries as far as is possible."),
    _(
        "Confirming who should attend the learning event and encouraging Review Panel members to approach these people "
        "informally before they receive a letter of invitation."
    ),
    _("Confirming date, venue and duration of the event and who will be present in the role of note-taker."),
    _("Confirming if and how family members are to be approached to contribute to the review."),
)
"""The items of the second meeting (Annex 1, 2.5)."""

TWO_REVIEWERS = _("How the two Reviewers will work alongside one another")
"""The item with which the first meeting about an extended review begins (Annex 1, 1.10)."""


class TimelineAuthor(Part):
    """An author of a timeline, who attends the second meeting without being a member (guidance, Annex 1, 2.5)."""

    name: Annotated[Line, Label(_("Name"), "Annex 1, 2.5", keeps_letters=True)]
    """The author's name."""
    job_title: Annotated[Line | None, Label(_("Job title"), "Annex 1, 2.5")] = None
    """The author's job."""
    agency: Annotated[Line | None, Label(_("Agency"), "Annex 1, 2.5")] = None
    """The author's agency."""


class PanelAgendaItem(Part):
    """An item of the agenda, and the decision on it in the minutes."""

    text: Annotated[BilingualLine, Label(p_("of an agenda", "Item"), _SOURCE)]
    """The item, in one line."""
    lead: Annotated[BilingualLine | None, Label(_("Led by"), _SOURCE)] = None
    """The person who leads the item."""
    decision: Annotated[BilingualProse | None, Label(_("Decision"), _SOURCE)] = None
    """The decision of the panel; with it, the agenda is the minutes."""
    by: Annotated[BilingualLine | None, Label(_("Action by"), _SOURCE)] = None
    """The person or agency who acts on the decision."""
    due: Annotated[Day | None, Label(_("Due date"), _SOURCE)] = None
    """The day by which it is to be done."""


class PanelAgenda(Form):
    """The agenda of a meeting of the review panel, and with the decisions its minutes."""

    TITLE: ClassVar[str] = _("Agenda of the Review Panel")
    SHORT_TITLE: ClassVar[str] = _("Panel agenda")
    GUIDANCE: ClassVar[str] = "Annex 1, 1.10, 2.3 and 2.5"
    POSITION: ClassVar[int] = 19

    form: Literal["panel_agenda"]
    """The form's name."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    meeting: Annotated[PanelMeeting, Label(_("Meeting"), _SOURCE)]
    """The meeting: the first or the second with the reviewer, or another one."""
    on: Annotated[Day, Label(_("Date of the meeting"), _SOURCE)]
    """The day of the meeting."""
    starts: Annotated[Time | None, Label(_("Starts at"), _SOURCE)] = None
    """The time at which the meeting starts."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), _SOURCE)] = None
    """The venue of the meeting."""
    members: Annotated[Rows[PanelMember], Label(_("Members of the Review Panel"), "5.9, 6.6")] = ()
    """The members of the panel who are invited."""
    attending: Annotated[
        Rows[TimelineAuthor], Label(_("Also attending: authors of the timelines and others"), "Annex 1, 2.5")
    ] = ()
    """The people who attend without being members: the reviewers, and the authors of the timelines."""
    items: Annotated[Rows[PanelAgendaItem], Label(_("Items"), _SOURCE)] = ()
    """The items of the agenda."""

    @classmethod
    def preset(cls, review_type: str) -> dict[str, Any]:
        return {"meeting": PanelMeeting.FIRST.value, "items": cls.usual_items(PanelMeeting.FIRST, review_type)}

    @classmethod
    def usual_items(cls, meeting: PanelMeeting | str, review_type: ReviewType | str) -> list[dict[str, Any]]:
        """The items that the guidance has for a meeting, in both languages, as data (Annex 1, 1.10, 2.3 and 2.5).

        A meeting other than the first and the second has none.
        """
        items = {PanelMeeting.FIRST: FIRST_MEETING, PanelMeeting.SECOND: SECOND_MEETING}.get(PanelMeeting(meeting), ())
        if meeting == PanelMeeting.FIRST and review_type == ReviewType.EXTENDED:
            items = (TWO_REVIEWERS, *items)
        return [{"text": in_both_languages(text)} for text in items]
