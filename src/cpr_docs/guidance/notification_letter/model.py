"""Notification of Welsh Government of a recommendation, or of its outcome (guidance, 5.7)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.letter import OfficeLetter
from cpr_docs.guidance.recommendation.decision import ChairsAnswer
from cpr_docs.guidance.recommendation.model import Outcome
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice, Day, Label
from cpr_docs.models.rules import rule

_OF_AN_OUTCOME = "about == 'outcome'"


class NotificationSubject(Choice):
    """The news that a notification of Welsh Government brings."""

    RECOMMENDATION = "recommendation", _("A recommendation")
    OUTCOME = "outcome", _("The outcome of a recommendation")


class NotificationLetter(OfficeLetter):
    """The letter that tells Welsh Government of a recommendation, or of its outcome."""

    TITLE: ClassVar[str] = _("Notification of a Recommendation or of its Outcome")
    SHORT_TITLE: ClassVar[str] = _("Notification")
    GUIDANCE: ClassVar[str] = "5.7"
    POSITION: ClassVar[int] = 13

    form: Literal["notification_letter"]
    """The form's name."""
    about: Annotated[NotificationSubject, Label(_("This letter is about"), "5.7")]
    """The news: a recommendation, or the outcome of one."""
    recommended_on: Annotated[Day, Label(_("Date of recommendation"), "5.7")]
    """The day on which the sub-group made its recommendation."""
    outcome: Annotated[Outcome, Label(_("Recommendation"), "5.7")]
    """The outcome that the sub-group recommended: a review of the letter's own review type, or another outcome."""
    lead_board: Annotated[
        BilingualLine | None,
        Label(
            _("Lead LSCB, where it is another, or in another country"), "5.3, 5.4, 5.7", short=_("Lead LSCB elsewhere")
        ),
    ] = None
    """The Board that takes lead responsibility, if it is another one."""
    decided_on: Annotated[Day | None, Label(_("Date of the decision"), "5.7", asked=_OF_AN_OUTCOME)] = None
    """The day on which the Chair of the Board decided."""
    answer: Annotated[ChairsAnswer | None, Label(_("Decision"), "5.7, 5.8", asked=_OF_AN_OUTCOME)] = None
    """The decision of the Chair of the Board."""
    amendments: Annotated[
        BilingualProse | None, Label(_("Amendments"), "5.7", asked=f"{_OF_AN_OUTCOME} and answer == 'agree_amended'")
    ] = None
    """The amendments; required for an agreement with amendments, otherwise blank."""
    other_reviews: Annotated[BilingualProse | None, Label(_("Other reviews"), "5.5")] = None
    """Other reviews of the case, and how they go together with this one."""

    @rule("outcome", "review_type")
    def _recommends_its_own_review(self) -> Iterator[Problem]:
        review = self.outcome in (Outcome.CONCISE, Outcome.EXTENDED)
        if review and self.outcome.value != self.review_type.value:
            yield Problem("outcome", "contradicts", _("does not agree with the review type"))

    @rule("decided_on", "recommended_on")
    def _is_decided_after_it_is_recommended(self) -> Iterator[Problem]:
        if self.decided_on and self.decided_on < self.recommended_on:
            yield Problem("decided_on", "decision_before_recommendation", _("is before the date of the recommendation"))

    @rule("dated", "recommended_on", "decided_on?")
    def _is_written_after_the_news(self) -> Iterator[Problem]:
        if self.dated < max(self.recommended_on, self.decided_on or self.recommended_on):
            yield Problem("dated", "dated_too_early", _("is before a date that the letter reports"))
