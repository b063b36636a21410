"""Letter that tells a member of the family what the review found (guidance, 5.13 and Annex 1, 4.5, 4.7)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.guidance.parts.family import CHILD_NAME, FamilyCorrespondence
from cpr_docs.guidance.parts.review import ReachablePerson
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Choice, Day, Label, Time
from cpr_docs.models.parts import Part, Section

_SOURCE = "Annex 1, 4.7"
_THANKS = Answers(_("Thank you for taking part in the review."), _("You did not take part, and we respect that."))


class FeedbackWay(Choice):
    """The ways in which the Board tells a member of the family about the review (guidance, Annex 1, 4.7)."""

    VISIT = "visit", _("We will also visit you, to talk about it.")
    PHONE = "phone", _("We will also telephone you, to talk about it.")
    LETTER = "letter", _("If you would like to talk about it, please tell us.")


class FeedbackMeeting(Part):
    """The visit or the telephone call in which the Board tells about the review."""

    on: Annotated[Day, Label(_("Date"), _SOURCE)]
    """The day of the visit or the call."""
    starts: Annotated[Time | None, Label(_("Time"), _SOURCE)] = None
    """The time at which it begins."""
    venue: Annotated[BilingualLine | None, Label(_("Place"), _SOURCE)] = None
    """The place of a visit, which need not be the home."""


class FamilyFeedback(FamilyCorrespondence):
    """The letter that tells a member of the family what the review found."""

    TITLE: ClassVar[str] = _("What the Review Found")
    SHORT_TITLE: ClassVar[str] = _("What Was Found")
    FILE_NAME: ClassVar[str] = _("Feedback to the family")
    GUIDANCE: ClassVar[str] = "5.13; Annex 1, 4.5, 4.7"
    POSITION: ClassVar[int] = 28

    form: Literal["family_feedback"]
    """The form's name."""
    took_part: Annotated[bool, Label(_("Taking part"), "5.13", answers=_THANKS)]
    """True if the recipient took part in the review."""
    child_name: Annotated[Line | None, CHILD_NAME] = None
    """The name by which the family knows the child; blank in a letter to the child."""
    way: Annotated[FeedbackWay, Label(_("Feedback"), _SOURCE)]
    """The way that the recipient chose on the slip."""
    meeting: Annotated[
        Section[FeedbackMeeting],
        Label(_("Visit or telephone call"), _SOURCE, asked="way != 'letter'", required="way == 'visit'"),
    ] = None
    """The visit or the telephone call; required for a visit."""
    what_happened: Annotated[BilingualProse, Label(_("What the review found"), _SOURCE)]
    """The findings of the review, in plain words."""
    recommendations: Annotated[BilingualProse, Label(_("What has been recommended"), _SOURCE)]
    """The recommendations, in plain words."""
    actions: Annotated[BilingualProse, Label(_("What will be done"), _SOURCE)]
    """The actions to be taken, in plain words."""
    your_messages: Annotated[BilingualProse | None, Label(_("What became of what you told us"), "5.13")] = None
    """The answer to the recipient's own messages and questions."""
    publication_on: Annotated[Day | None, Label(_("Date of publication"), "5.20")] = None
    """The day on which the report is published."""
    website: Annotated[Line | None, Label(_("Website"), "5.20")] = None
    """The address of the report on the Board's website."""
    contact: Annotated[ReachablePerson, Label(_("Your contact"), "Annex 1, 4.5, 4.7")]
    """The person whom the recipient can ask."""
