"""Evaluation form of the learning event (guidance, Annex 1, Appendix 1e)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.guidance.parts.review import CHILD
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Section

_SOURCE = "Annex 1, Appendix 1e"


class ObjectivesMet(Choice):
    """The answers to the question whether the event met its objectives."""

    YES = "yes", _("Yes, it did")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No, it did not")


class Rating(Choice):
    """The ratings of the event."""

    EXCELLENT = "excellent", _("Excellent")
    GOOD = "good", _("Good")
    FAIR = "fair", _("Fair")
    POOR = "poor", _("Poor")


class Evaluation(Part):
    """The answers of one participant."""

    name: Annotated[Line | None, Label(_("Name (you may leave this blank)"), _SOURCE, keeps_letters=True)] = None
    """The participant's name, if given."""
    job_title: Annotated[Line | None, Label(_("Job title/role"), _SOURCE)] = None
    """The participant's job."""
    objectives_met: Annotated[
        ObjectivesMet | None, Label(_("Did this learning event meet its objectives?"), f"{_SOURCE}, question 1")
    ] = None
    """The participant's answer to the question whether the event met its objectives."""
    objectives_comment: Annotated[
        BilingualProse | None, Label(_("Comments on the objectives"), f"{_SOURCE}, question 1")
    ] = None
    """The participant's comments on the objectives."""
    rating: Annotated[Rating | None, Label(_("How do you rate this event?"), f"{_SOURCE}, question 2")] = None
    """The participant's rating of the event."""
    rating_comment: Annotated[BilingualProse | None, Label(_("Comments on your rating"), f"{_SOURCE}, question 2")] = (
        None
    )
    """The participant's comments on the rating."""
    most_helpful: Annotated[
        BilingualProse | None, Label(_("What did you find most helpful?"), f"{_SOURCE}, question 3")
    ] = None
    """The most helpful parts of the event."""
    least_helpful: Annotated[
        BilingualProse | None, Label(_("What did you find least helpful?"), f"{_SOURCE}, question 4")
    ] = None
    """The least helpful parts of the event."""
    learning: Annotated[
        BilingualProse | None,
        Label(
            _("Is there any learning from this event that you intend to take back into your work?"),
            f"{_SOURCE}, question 5",
            short=_("Learning to take back into your work"),
        ),
    ] = None
    """The learning that the participant will take back into work."""
    suggestions: Annotated[
        BilingualProse | None,
        Label(
            _("Any other relevant comments or suggestions for improvement?"),
            f"{_SOURCE}, question 6",
            short=_("Other comments or suggestions"),
        ),
    ] = None
    """Other comments or suggestions."""


class EvaluationForm(Form):
    """A participant's evaluation of the learning event: blank, or with answers."""

    TITLE: ClassVar[str] = _("Evaluation Form for the Learning Event")
    SHORT_TITLE: ClassVar[str] = _("Evaluation Form")
    GUIDANCE: ClassVar[str] = "Annex 1, Appendix 1e"
    POSITION: ClassVar[int] = 4
    ADDRESSEE: ClassVar[str] = "answers"
    ANSWERED: ClassVar[str] = "answers"

    form: Literal["evaluation_form"]
    """The form's name."""
    event_on: Annotated[Day, Label(_("Date of learning event"), _SOURCE)]
    """The (first) day of the learning event."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), _SOURCE, since=2)] = None
    """The venue of the event."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    answers: Annotated[Section[Evaluation], Label(_("Your answers"), _SOURCE)] = None
    """The participant's answers; blank in a form that is handed out."""


ConciseEvaluationForm = EvaluationForm.of_type(ReviewType.CONCISE)


ExtendedEvaluationForm = EvaluationForm.of_type(ReviewType.EXTENDED)
