"""Programme of the learning event (guidance, Annex 1, 3.4 to 3.16)."""

import itertools
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.invitation_letter.model import EventSession
from cpr_docs.guidance.parts.review import NamedPerson
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _, in_both_languages, p_
from cpr_docs.models.field_types import Choice, Choices, Label, ReviewType, Time
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "Annex 1, 3.4 to 3.11"


USUAL_ITEMS = (
    _("Introductions to the facilitator(s) and the note taker"),
    _(
        "A round of introductions to the participants specifying their role and a brief initial explanation of why "
        "and when they were involved"
    ),
    _("Clarification of purpose and process of the event"),
    _("Setting some working principles or ground rules"),
    _("An overview of the situation under review and the questions to be addressed by the learning event"),
    _("Drawing attention to the timelines"),
    _("Telling the story, in order of events, with the merged timeline"),
    _("Exploring key points: who did what, when and why"),
    _("Lunch"),
    _("The family’s messages"),
    _("Summarising the key learning points"),
    _("Agreeing the content of the learning output"),
    _("Next steps"),
    _("Personal learning and how to take it forward"),
    _("Evaluation of the event"),
)
"""The items with which a blank programme begins: the stages of the event in order (Annex 1, 3.5 to 3.11)."""


class ProgrammeItem(Part):
    """An item of the programme of one session."""

    starts: Annotated[Time, Label(_("Time"), _SOURCE)]
    """The time at which the item starts."""
    text: Annotated[BilingualLine, Label(p_("of a programme", "Item"), _SOURCE)]
    """The item, in one line."""
    lead: Annotated[BilingualLine | None, Label(_("Led by"), "Annex 1, 3.13")] = None
    """The people who lead the item."""
    method: Annotated[BilingualLine | None, Label(_("Method and materials"), "Annex 1, 3.15, 3.16")] = None
    """The method of the item, and the materials that it needs."""


class ProgrammeSession(EventSession):
    """A session of the event with its programme."""

    items: Annotated[Rows[ProgrammeItem], Label(_("Programme"), _SOURCE)] = ()
    """The items of the session, in order of time."""

    @rule("starts", "finishes", "items[].starts")
    def _has_its_items_in_order(self) -> Iterator[Problem]:
        for index, item in enumerate(self.items):
            if not self.starts <= item.starts <= self.finishes:
                yield Problem(f"items[{index}].starts", "outside_session", _("is not within the session"))
            elif index and item.starts < self.items[index - 1].starts:
                yield Problem(f"items[{index}].starts", "order", _("is before the item above it"))


class EventQuestion(Part):
    """A question that the event is to address (guidance, Annex 1, 3.5)."""

    text: Annotated[BilingualLine, Label(_("Question"), "Annex 1, 3.5")]
    """The question, in one line."""


class EventMaterial(Choice):
    """The materials in the room (guidance, 5.10; Annex 1, 3.15, 3.16)."""

    TERMS = "terms", _("Terms of reference on view")
    TIMELINE = "timeline", _("Merged timeline on the walls")
    GENOGRAM = "genogram", _("Genogram")
    BLANK_SHEETS = "blank_sheets", _("Blank sheets for learning points")
    NOTES = "notes", _("Notes to add events")


class EventProgramme(Form):
    """The programme of the learning event, session by session."""

    TITLE: ClassVar[str] = _("Programme of the Learning Event")
    SHORT_TITLE: ClassVar[str] = _("Programme")
    GUIDANCE: ClassVar[str] = "Annex 1, 3.4 to 3.16"
    POSITION: ClassVar[int] = 22

    form: Literal["event_programme"]
    """The form's name."""
    child: Annotated[BilingualLine, Label(_("The child’s label"), "Annex 2, Core Issues, 1", keeps_letters=True)]
    """The anonymous label of the child, such as "Child A"."""
    sessions: Annotated[Rows[ProgrammeSession], Field(min_length=1), Label(_("Sessions"), "Annex 1, 2.3, 3.14")]
    """The sessions of the event, at least one, in order."""
    venue: Annotated[BilingualLine, Label(_("Venue"), "Annex 1, 2.3, 3.2")]
    """The venue of the event."""
    reviewer_1: Annotated[NamedPerson, Label(_("Facilitator"), "5.15; Annex 1, 3.5")]
    """The reviewer who facilitates the event."""
    note_taker: Annotated[Section[NamedPerson], Label(_("Note taker"), "Annex 1, 2.9, 3.5")] = None
    """The person who takes the record and does not actively participate."""
    questions: Annotated[Rows[EventQuestion], Label(_("Questions"), "Annex 1, 3.5; Annex 2, Core Issues, 3")] = ()
    """The questions that the event is to address, from the issues of the terms of reference."""
    materials: Annotated[Choices[EventMaterial], Label(_("Materials"), "5.10; Annex 1, 3.15, 3.16")] = ()
    """The materials in the room."""

    @classmethod
    def preset(cls, review_type: str) -> dict[str, Any]:
        items = [{"text": in_both_languages(text)} for text in USUAL_ITEMS]
        return {"sessions": [{"items": items}]}

    @rule("sessions[].on", "sessions[].starts", "sessions[].finishes")
    def _has_sessions_in_order(self) -> Iterator[Problem]:
        for index, (before, session) in enumerate(itertools.pairwise(self.sessions), start=1):
            if (session.on, session.starts) < (before.on, before.finishes):
                yield Problem(f"sessions[{index}]", "order", _("starts before the session before it finishes"))


ConciseEventProgramme = EventProgramme.of_type(ReviewType.CONCISE)


class ExtendedEventProgramme(EventProgramme):
    """The programme of the learning event of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    reviewer_2: Annotated[NamedPerson, Label(_("Second facilitator"), "6.7; Annex 1, 1.10")]
    """The second reviewer, who facilitates the event with the first."""
