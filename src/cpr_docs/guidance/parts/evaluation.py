"""`Evaluation`: the questions of Appendix 1e, which several forms put to the participants of an event."""

from typing import Annotated

from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Label
from cpr_docs.models.parts import Part

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
