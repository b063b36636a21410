"""Decision not to hold a review, reported to Welsh Government (guidance, 5.8)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.letter import OfficeLetter
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.rules import rule


class DeclinedLetter(OfficeLetter):
    """The letter that tells Welsh Government of the decision not to hold a review that was recommended.

    The review that was recommended is that of the letter's review type.
    """

    TITLE: ClassVar[str] = _("Decision not to Hold a Review")
    GUIDANCE: ClassVar[str] = "5.8"
    POSITION: ClassVar[int] = 14

    form: Literal["declined_letter"]
    """The form's name."""
    recommended_on: Annotated[Day, Label(_("Date of recommendation"), "5.8")]
    """The day on which the sub-group recommended the review."""
    declined_on: Annotated[Day, Label(_("Recommendation declined by the Chair on"), "5.8")]
    """The day on which the Chair of the Board declined the recommendation."""
    board_informed_on: Annotated[Day | None, Label(_("Board informed on"), "5.8")] = None
    """The day on which the Board was informed."""
    discussed_on: Annotated[Day, Label(_("Further discussion held on"), "5.8")]
    """The day of the further discussion."""
    discussed_with: Annotated[BilingualLine | None, Label(_("Discussion with"), "5.8")] = None
    """Those with whom the recommendation was discussed."""
    final_on: Annotated[Day, Label(_("Final decision on"), "5.8")]
    """The day of the final decision."""
    reasons: Annotated[BilingualProse, Label(_("Reasons"), "5.8")]
    """The reasons for the decision."""
    conflicting: Annotated[BilingualProse | None, Label(_("Conflicting views"), "5.8")] = None
    """The conflicting views, if there were any."""
    no_conflicting: Annotated[bool, Label(_("There were no conflicting views"), "5.8")] = False
    """True if there were no conflicting views."""
    instead: Annotated[
        BilingualProse | None,
        Label(
            _("What will be done instead (a Multi-Agency Professional Forum, another review)"),
            "3.2, 5.8",
            short=_("What will be done instead"),
        ),
    ] = None
    """The forum, review or other step that takes the place of the review."""

    @rule("recommended_on", "declined_on")
    def _is_declined_after_it_is_recommended(self) -> Iterator[Problem]:
        if self.declined_on < self.recommended_on:
            yield Problem("declined_on", "before_recommendation", _("is before the date of the recommendation"))

    @rule("declined_on", "board_informed_on")
    def _informs_the_board_after_it_is_declined(self) -> Iterator[Problem]:
        if self.board_informed_on and self.board_informed_on < self.declined_on:
            yield Problem("board_informed_on", "before_declined", _("is before the recommendation was declined"))

    @rule("declined_on", "discussed_on")
    def _is_discussed_after_it_is_declined(self) -> Iterator[Problem]:
        if self.discussed_on < self.declined_on:
            yield Problem("discussed_on", "before_declined", _("is before the recommendation was declined"))

    @rule("discussed_on", "final_on")
    def _is_final_after_the_discussion(self) -> Iterator[Problem]:
        if self.final_on < self.discussed_on:
            yield Problem("final_on", "before_discussion", _("is before the further discussion"))

    @rule("final_on", "dated")
    def _is_written_after_the_decision(self) -> Iterator[Problem]:
        if self.dated < self.final_on:
            yield Problem("dated", "dated_too_early", _("is before a date that the letter reports"))

    @rule("conflicting?", "no_conflicting")
    def _reports_conflicting_views_or_that_there_were_none(self) -> Iterator[Problem]:
        if self.conflicting is None and not self.no_conflicting:
            yield Problem("conflicting", "required", _("is needed, or the tick that there were none"))
        elif self.conflicting is not None and self.no_conflicting:
            yield Problem("conflicting", "contradicts", _("is filled in, although the tick says that there were none"))
