"""Recommendation to the Chair of the LSCB (guidance, Annex 2)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import AgenciesInvolved, WelshGovernmentUse
from cpr_docs.guidance.parts.case_facts import CaseFacts
from cpr_docs.guidance.parts.review import CHILD, AdditionalQuestion, CaseIssue, Person, ReviewPeriod
from cpr_docs.guidance.recommendation.decision import BoardDecision, SignOff
from cpr_docs.guidance.recommendation.proposal import Costs, PanelChair, ReviewerAppointment, Timetable
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice, Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_FOR_A_REVIEW = "outcome in ['concise', 'extended']"


class Outcome(Choice):
    """The outcomes that the sub-group can recommend (guidance, 5.1 to 5.8)."""

    CONCISE = "concise", _("Concise review")
    EXTENDED = "extended", _("Extended review")
    PROFESSIONAL_FORUM = "professional_forum", _("Multi-Agency Professional Forum")
    NO_REVIEW = "no_review", _("No review")
    ALTERNATIVE = "alternative", _("Alternative review process")


class Agreement(Choice):
    """The kinds of agreement in the sub-group."""

    UNANIMOUS = "unanimous", _("Unanimous")
    MAJORITY = "majority", _("Majority")


class Rationale(Part):
    """The rationale for the decision or recommendation."""

    criteria: Annotated[BilingualProse, Label(_("Guidance criteria"), "Annex 2, Rationale for Decision")]
    """The criteria of the guidance that are met or not met."""
    reviews_considered: Annotated[
        BilingualProse | None, Label(_("Range of reviews considered"), "Annex 2, Rationale for Decision")
    ] = None
    """The reviews that were considered."""
    alternatives_considered: Annotated[
        BilingualProse | None,
        Label(
            _("Alternative types of review considered to meet the case needs"),
            "Annex 2, Rationale for Decision",
        ),
    ] = None
    """The other types of review that were considered to meet the needs of the case."""
    other_reviews: Annotated[
        BilingualProse | None,
        Label(
            _("How the needs of any other review will be incorporated into the Terms of Reference"),
            "Annex 2, Rationale for Decision",
            short=_("Needs of any other review"),
        ),
    ] = None
    """The way in which the terms of reference will incorporate the needs of any other review."""
    majority: Annotated[
        BilingualProse | None,
        Label(
            _("If majority decision – explanation and outcome"),
            "Annex 2, Rationale for Decision",
            asked="agreement == 'majority'",
        ),
    ] = None
    """The explanation and outcome of a majority decision; required for such a decision, otherwise blank."""


class Recommendation(Form):
    """The sub-group's recommendation to the Chair of the Board, and the Chair's decision (guidance, Annex 2)."""

    TITLE: ClassVar[str] = _("Recommendation to Chair of LSCB from CPR Subgroup")
    SHORT_TITLE: ClassVar[str] = _("Recommendation")
    GUIDANCE: ClassVar[str] = "Annex 2, Recommendation to Chair of LSCB from CPR Sub Group"
    POSITION: ClassVar[int] = 1
    LATER: ClassVar[tuple[str, ...]] = ("subgroup_sign_off", "board_decision", "welsh_government")

    form: Literal["recommendation"]
    """The form's name."""
    subgroup_chair: Annotated[Person, Label(_("From: Chair of the CPR Sub-Group"), "Annex 2, From")]
    """The chair of the sub-group, which makes the recommendation."""
    board_chair: Annotated[Person, Label(_("To: Chair of the LSCB"), "Annex 2, To")]
    """The Chair of the Board, who makes the decision."""
    recommended_on: Annotated[Day, Label(_("Date of recommendation"), "Annex 2, Date of Recommendation")]
    """The day on which the sub-group made its recommendation."""
    outline: Annotated[BilingualProse, Label(_("Brief outline of case/incident"), "Annex 2, Brief outline")]
    """The case or incident, with the child's legal status before the incident and the safeguarding action taken."""
    facts: Annotated[
        Section[CaseFacts], Label(_("Facts of the case"), "5.1, 5.10, 6.2; Annex 2, Brief outline", since=2)
    ] = None
    """The facts that decide on the criteria for a review."""
    outcome: Annotated[Outcome, Label(_("Recommendation"), "Annex 2, Recommendation")]
    """The recommended outcome: a review of the form's own review type, or another outcome."""
    alternative_review: Annotated[
        BilingualProse | None,
        Label(
            _("Please specify or detail alternative review process, eg Homicide Review"),
            "Annex 2, Recommendation",
            short=_("Alternative review process in detail"),
            asked="outcome == 'alternative'",
        ),
    ] = None
    """The alternative review process; required for that outcome, otherwise blank."""
    agreement: Annotated[Agreement, Label(_("Decision"), "Annex 2, Decision")]
    """The agreement in the sub-group: unanimous or by majority."""
    rationale: Annotated[Rationale, Label(_("Rationale for Decision/Recommendation"), "Annex 2, Rationale")]
    """The rationale for the decision or recommendation."""
    lead_board: Annotated[
        BilingualLine | None,
        Label(
            _("LSCB that takes lead responsibility"),
            "5.3, 5.4",
            since=2,
        ),
    ] = None
    """The Board that takes lead responsibility, where the case concerns several Boards or countries."""
    lead_reason: Annotated[
        BilingualProse | None,
        Label(
            _("Reason, and the way forward that the LSCBs have agreed"),
            "5.3, 5.4",
            since=2,
        ),
    ] = None
    """The reason for the lead and the agreement between the Boards, to be reported to the respective Boards."""
    period: Annotated[
        Section[ReviewPeriod],
        Label(
            _("Time period to be covered by the review"), "Annex 2, Proposed Initial Outline", required=_FOR_A_REVIEW
        ),
    ] = None
    """The period that the review is to cover."""
    agencies: Annotated[
        Section[AgenciesInvolved],
        Label(_("Agencies involved in the case being reviewed"), "Annex 2, Agencies involved", required=_FOR_A_REVIEW),
    ] = None
    """The agencies that are involved in the case."""
    panel_chair: Annotated[
        Section[PanelChair],
        Label(_("Agency identified to chair the Review Panel"), "Annex 2, Agency identified", required=_FOR_A_REVIEW),
    ] = None
    """The agency that is to chair the panel."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    case_issues: Annotated[Rows[CaseIssue], Label(_("Issues relevant to this case"), "Annex 2, Core Issues, 3")] = ()
    """The particular issues that need clarification."""
    reviewer: Annotated[
        Section[ReviewerAppointment],
        Label(_("Appointment of reviewer"), "Annex 2, Appointment of Review", required=_FOR_A_REVIEW),
    ] = None
    """The appointment of an independent reviewer."""
    costs: Annotated[Section[Costs], Label(_("Costs"), "Annex 2, Costs")] = None
    """The known costs."""
    timetable: Annotated[Section[Timetable], Label(_("Timetable"), "Annex 2, Timetable", required=_FOR_A_REVIEW)] = None
    """The timetable of the review."""
    communication: Annotated[
        BilingualProse | None,
        Label(
            _("Assessment of likely communication and media issues, as known at the time"),
            "5.6",
            short=_("Likely communication and media issues"),
            since=2,
        ),
    ] = None
    """The likely communication and media issues, as known at the time."""
    subgroup_sign_off: Annotated[
        Section[SignOff], Label(_("To be completed by Sub group Chair"), "Annex 2, To be completed by Sub group Chair")
    ] = None
    """The sign-off of the chair of the sub-group."""
    board_decision: Annotated[
        Section[BoardDecision], Label(_("Decision of the Chair of LSCB"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """The decision of the Chair of the Board, often made weeks later."""
    welsh_government: Annotated[
        Section[WelshGovernmentUse],
        Label(_("For Welsh Government use only"), "Annex 2, For Welsh Government use only"),
    ] = None
    """The box for Welsh Government use only."""

    @rule("outcome", "review_type")
    def _recommends_its_own_review(self) -> Iterator[Problem]:
        review = self.outcome in (Outcome.CONCISE, Outcome.EXTENDED)
        if review and self.outcome.value != self.review_type.value:
            yield Problem("outcome", "contradicts", _("does not agree with the review type"))

    @rule("subgroup_sign_off.signed_on", "recommended_on", since=2)
    def _is_signed_after_it_is_made(self) -> Iterator[Problem]:
        signed = self.subgroup_sign_off and self.subgroup_sign_off.signed_on
        if signed and signed < self.recommended_on:
            yield Problem(
                "subgroup_sign_off.signed_on",
                "signed_before_recommended",
                _("is before the date of the recommendation"),
            )

    @rule("board_decision.signed_on", "recommended_on", since=2)
    def _is_decided_after_it_is_made(self) -> Iterator[Problem]:
        signed = self.board_decision and self.board_decision.signed_on
        if signed and signed < self.recommended_on:
            yield Problem(
                "board_decision.signed_on",
                "decision_before_recommendation",
                _("is before the date of the recommendation"),
            )


ConciseRecommendation = Recommendation.of_type(ReviewType.CONCISE)


class ExtendedRecommendation(Recommendation):
    """A recommendation drawn up for an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    additional_questions: Annotated[
        Rows[AdditionalQuestion],
        Label(
            _("Any additional specific questions which are appropriate to be raised at this stage?"),
            "Annex 2, Extended Review",
            short=_("Additional specific questions"),
        ),
    ] = ()
    """Questions beyond the six of every extended review."""
