"""Record of the learning event (guidance, Annex 1, 2.9, 3.8 to 3.11, 3.16 and 4.1)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.guidance.invitation_letter.model import EventSession
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.parts.questions import AREAS_TO_COVER
from cpr_docs.guidance.parts.review import CHILD, NamedPerson
from cpr_docs.guidance.report.model import LearningKind
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label, Time
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.when import When

_SOURCE = "Annex 1, 2.9"
_AREAS = "Annex 1, 3.9"


class EventAttendee(Part):
    """A participant of the event, or somebody who sent apologies."""

    name: Annotated[Line, Label(_("Name"), _SOURCE, keeps_letters=True)]
    """The name."""
    job_title: Annotated[Line | None, Label(_("Job title"), _SOURCE)] = None
    """The job."""
    agency: Annotated[Line | None, Label(_("Agency"), _SOURCE)] = None
    """The agency."""
    sessions: Annotated[Line | None, Label(_("Sessions"), _SOURCE)] = None
    """The sessions, if not all of them."""


class TimeOfView(Choice):
    """The time at which a participant saw the matter so (guidance, Annex 1, 3.8)."""

    AT_THE_TIME = "at_the_time", _("At the time")
    HINDSIGHT = "hindsight", _("With hindsight")


class EventContribution(Part):
    """A contribution to the discussion, in order of events (guidance, Annex 1, 3.7 and 3.8)."""

    starts: Annotated[Time | None, Label(_("Time"), "Annex 1, 3.7")] = None
    """The time of the contribution."""
    ref: Annotated[Line | None, Label(_("Timeline reference"), "Annex 1, 3.7")] = None
    """The reference of the entry in the merged timeline."""
    said: Annotated[BilingualProse, Label(_("Contribution"), "Annex 1, 3.8")]
    """The contribution, in the note taker's words."""
    then_or_hindsight: Annotated[TimeOfView | None, Label(_("At the time, or with hindsight"), "Annex 1, 3.8")] = None
    """The difference between thoughts at the time and the wisdom of hindsight."""


class AreasCovered(Part):
    """The discussion of the areas that the reviewer covers (guidance, Annex 1, 3.9)."""

    risks: Annotated[BilingualProse | None, Label(AREAS_TO_COVER[0], _AREAS)] = None
    """The risks in the situation."""
    engagement: Annotated[BilingualProse | None, Label(AREAS_TO_COVER[1], _AREAS)] = None
    """The engagement with family members."""
    family_views: Annotated[BilingualProse | None, Label(AREAS_TO_COVER[2], _AREAS, short=_("The family’s views"))] = (
        None
    )
    """The family's views, at the time and now."""
    working_together: Annotated[BilingualProse | None, Label(AREAS_TO_COVER[3], _AREAS)] = None
    """The work of the professionals with each other."""
    went_well: Annotated[BilingualProse | None, Label(AREAS_TO_COVER[4], _AREAS, short=_("What went well?"))] = None
    """The good practice, and the reasons for it."""
    better: Annotated[
        BilingualProse | None, Label(AREAS_TO_COVER[5], _AREAS, short=_("What could have been done better?"))
    ] = None
    """The things that could have been done better, and the reasons why they were not."""


class EventAdded(When):
    """A significant event that the participants added to the merged timeline (guidance, Annex 1, 3.16)."""

    agency: Annotated[Agency | None, Label(_("Agency"), "5.11")] = None
    """The agency of the grid, or "other", if it is known."""
    other_agency: Annotated[
        BilingualLine | None,
        Label(_("Name of the other agency"), "5.11", asked="agency in ['other', 'other_lscb']"),
    ] = None
    """The name of the agency, if it is another LSCB or is not in the grid; required then, otherwise blank."""
    text: Annotated[BilingualProse, Label(_("Event"), "Annex 1, 3.16")]
    """The event."""


class RecordedLearningPoint(Part):
    """A learning point that the event drew out (guidance, 5.16; Annex 1, 3.10 and 3.11)."""

    text: Annotated[BilingualProse, Label(_("Learning point"), "5.16; Annex 1, 3.11")]
    """The learning point."""
    kind: Annotated[LearningKind | None, Label(_("Kind of learning point"), "5.16")] = None
    """The kind of learning point."""


class EventRecord(Form):
    """The note taker's record of the learning event, which the reviewer draws on for the report."""

    TITLE: ClassVar[str] = _("Record of the Learning Event")
    SHORT_TITLE: ClassVar[str] = _("Record of the event")
    GUIDANCE: ClassVar[str] = "Annex 1, 2.9, 3.8 to 3.11, 3.16 and 4.1"
    POSITION: ClassVar[int] = 23
    MISSING: ClassVar[str] = "mark"

    form: Literal["event_record"]
    """The form's name."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    event_on: Annotated[Day, Label(_("Date of learning event"), _SOURCE)]
    """The (first) day of the learning event."""
    sessions: Annotated[Rows[EventSession], Label(_("Sessions"), "Annex 1, 2.3, 3.14")] = ()
    """The sessions of the event."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), "Annex 1, 2.3")] = None
    """The venue of the event."""
    note_taker: Annotated[NamedPerson, Label(_("Note taker"), _SOURCE)]
    """The person who took the record and did not actively participate."""
    present: Annotated[Rows[EventAttendee], Label(_("Present"), _SOURCE)] = ()
    """The participants."""
    apologies: Annotated[Rows[EventAttendee], Label(_("Apologies"), _SOURCE)] = ()
    """The people who could not come."""
    principles_agreed: Annotated[bool, Label(_("The working principles were agreed"), "Annex 1, 3.5")] = False
    """True if everyone agreed with the working principles."""
    contributions: Annotated[Rows[EventContribution], Label(_("Contributions"), "Annex 1, 3.7, 3.8")] = ()
    """The contributions, in order of events."""
    areas: Annotated[Section[AreasCovered], Label(_("Areas covered"), _AREAS)] = None
    """The discussion of the six areas."""
    good_practice: Annotated[BilingualProse | None, Label(_("Good practice"), "5.16; Annex 1, 3.16")] = None
    """The good practice that was analysed."""
    family_messages: Annotated[BilingualProse | None, Label(_("The family’s messages"), "Annex 1, 2.8")] = None
    """The messages of the family, as they were woven into the day."""
    events_added: Annotated[Rows[EventAdded], Label(_("Events added to the timeline"), "Annex 1, 3.16")] = ()
    """The significant events that were uncovered and added."""
    learning_points: Annotated[Rows[RecordedLearningPoint], Label(_("Learning points"), "5.16; Annex 1, 3.11")] = ()
    """The learning points."""
    actions_suggested: Annotated[BilingualProse | None, Label(_("Actions suggested"), "Annex 1, 3.16")] = None
    """The ideas for actions."""
    next_steps: Annotated[BilingualProse | None, Label(_("Next steps"), "Annex 1, 3.11")] = None
    """The next steps."""
    individual_matters: Annotated[
        bool,
        Label(
            _(
                "A matter of individual training needs or staff malpractice emerged and was passed to the agency’s own "
                "procedure"
            ),
            "5.25, 6.16",
            short=_("An individual matter was passed to the agency"),
        ),
    ] = False
    """True if such a matter emerged; the record does not say more of it."""
