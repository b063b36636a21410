"""Recommendation to the Chair of the LSCB (guidance, Annex 2)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import AgenciesInvolved, Agency, WelshGovernmentUse
from cpr_docs.guidance.parts.review import (
    IS_IT,
    WILL_IT,
    AdditionalQuestion,
    CaseIssue,
    Person,
    ReviewPeriod,
)
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Choice, Day, Label, Month, Pounds, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows, Section

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


class PanelChair(Part):
    """The agency identified to chair the review panel."""

    agency: Annotated[Agency, Label(_("Agency identified to chair the Review Panel"), "Annex 2, Agency identified")]
    """The agency of the grid, or "other"."""
    other_agency: Annotated[
        BilingualLine | None,
        Label(
            _("Other (please specify if known or yet to be identified)"),
            "Annex 2, Agency identified",
            short=_("Other agency"),
            asked="agency == 'other'",
        ),
    ] = None
    """The agency if it is not in the grid; required in this case, otherwise blank."""
    name: Annotated[Line | None, Label(_("Name"), "Annex 2, Agency identified")] = None
    """The chair's name, if known."""
    designation: Annotated[BilingualLine | None, Label(_("Designation"), "Annex 2, Agency identified")] = None
    """The chair's post, if known."""
    independent: Annotated[
        bool | None,
        Label(
            _("Is the Chair independent in that they have had no involvement/oversight of the case?"),
            "Annex 2, Agency identified",
            short=_("Is the Chair independent of the case?"),
            answers=IS_IT,
        ),
    ] = None
    """True if the chair has had no involvement in the case and no oversight of it."""
    rationale: Annotated[
        BilingualProse | None, Label(_("State rationale for choice of Chair"), "Annex 2, Agency identified")
    ] = None
    """The rationale for the choice of chair."""


class ReviewerAppointment(Part):
    """Appointment of a reviewer independent of the case management."""

    to_be_appointed: Annotated[
        bool | None,
        Label(_("Is an independent reviewer to be appointed?"), "Annex 2, Appointment of Review", answers=IS_IT),
    ] = None
    """True if an independent reviewer is to be appointed."""
    known: Annotated[
        bool | None,
        Label(
            _("Is the name and designation of independent reviewer known?"),
            "Annex 2, Appointment of Review",
            answers=IS_IT,
        ),
    ] = None
    """True if the reviewer's name and designation are known."""
    nominated: Annotated[
        BilingualProse | None,
        Label(
            _("If yes please state nominated designation of Independent Reviewer plus any additional information"),
            "Annex 2, Appointment of Review",
            short=_("Nominated reviewer and additional information"),
            asked="known",
        ),
    ] = None
    """The reviewer's designation and additional information; required if the reviewer is known, otherwise blank."""


class Costs(Part):
    """The expected costs of the review."""

    reviewer: Annotated[
        Pounds | None, Label(_("Approximate cost (if known) of independent reviewer"), "Annex 2, Costs")
    ] = None
    """The approximate cost of the independent reviewer, in pounds."""
    how_met: Annotated[BilingualProse | None, Label(_("How this will be met"), "Annex 2, Costs")] = None
    """The way in which the reviewer's cost will be met."""
    additional: Annotated[
        Pounds | None, Label(_("Additional costs identified (if known), total"), "Annex 2, Costs")
    ] = None
    """The total of additional costs, in pounds."""
    additional_detail: Annotated[BilingualProse | None, Label(_("Please specify"), "Annex 2, Costs")] = None
    """A description of the additional costs."""


class Timetable(Part):
    """The dates of the referral, the first panel meeting and the report."""

    referred_on: Annotated[Day | None, Label(_("Date of referral"), "5.21, 6.13; Annex 2, Timetable")] = None
    """The day on which the case was referred to the review sub-group, from which the six months are counted."""
    first_panel_on: Annotated[Day | None, Label(_("Date of First Panel meeting"), "Annex 2, Timetable")] = None
    """The day of the first panel meeting."""
    within_guidance: Annotated[
        bool | None,
        Label(
            _("Will the report be completed within Guidance timeframe? i.e. 6 months from date of referral"),
            "Annex 2, Timetable; 5.21, 6.13",
            short=_("Report completed within Guidance timeframe?"),
            answers=WILL_IT,
        ),
    ] = None
    """True if the report will be completed within six months of the referral; needs the date of the referral."""
    issues: Annotated[
        BilingualProse | None,
        Label(
            _("Please identify any issues that may impact on the timeframe and how these will be managed"),
            "Annex 2, Timetable",
            short=_("Issues that may impact on the timeframe"),
        ),
    ] = None
    """Issues that may delay the report, and how these will be managed."""
    report_expected: Annotated[Month | None, Label(_("Anticipated completed report date"), "Annex 2, Timetable")] = None
    """The month in which the report is expected."""

    def rules(self) -> Iterator[Problem]:
        if self.within_guidance is not None and self.referred_on is None:
            yield Problem("referred_on", "required", _("is needed to say whether the timeframe is kept"))


class SignOff(Part):
    """The details of a signatory; the signature itself is handwritten."""

    title: Annotated[BilingualLine | None, Label(_("Title"), "Annex 2, To be completed by Sub group Chair")] = None
    """The signatory's title."""
    signed_on: Annotated[Day | None, Label(_("Date"), "Annex 2, To be completed by Sub group Chair")] = None
    """The day of the signature."""
    telephone: Annotated[Line | None, Label(_("Telephone number"), "Annex 2, To be completed by Sub group Chair")] = (
        None
    )
    """The signatory's telephone number."""


class ChairsAnswer(Choice):
    """The decisions that the Chair of the LSCB can make."""

    AGREE = "agree", _("I agree with the recommendation")
    AGREE_AMENDED = (
        "agree_amended",
        _("I agree with the recommendation with the following amendments"),
        _("I agree, with the following amendments"),
    )
    DISAGREE = "disagree", _("I disagree with the recommendation")


class BoardDecision(SignOff):
    """The decision of the Chair of the LSCB."""

    answer: Annotated[ChairsAnswer | None, Label(_("Decision"), "Annex 2, Decision of the Chair of LSCB")] = None
    """The chair's decision."""
    amendments: Annotated[
        BilingualProse | None,
        Label(_("Amendments"), "Annex 2, Decision of the Chair of LSCB", asked="answer == 'agree_amended'"),
    ] = None
    """The amendments; required for an agreement with amendments, otherwise blank."""
    reasons: Annotated[
        BilingualProse | None,
        Label(
            _("If disagree, reasons why and proposed action"),
            "Annex 2, Decision of the Chair of LSCB",
            asked="answer == 'disagree'",
        ),
    ] = None
    """The reasons for a disagreement and the proposed action; required for a disagreement, otherwise blank."""
    in_discussion: Annotated[
        bool, Label(_("In discussion with Chair of Sub group"), "Annex 2, Decision of the Chair of LSCB")
    ] = False
    """True if the decision was made in discussion with the chair of the sub-group."""
    presented_on: Annotated[
        Day | None, Label(_("Date information to be presented to LSCB"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """The day on which the information is to be presented to the Board."""
    sent_on: Annotated[
        Day | None, Label(_("Date information sent to Welsh Government"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """The day on which the information was sent to Welsh Government."""


class Recommendation(Form):
    """The sub-group's recommendation to the Chair of the Board, and the Chair's decision (guidance, Annex 2)."""

    TITLE: ClassVar[str] = _("Recommendation to Chair of LSCB from CPR Subgroup")
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
    subgroup_sign_off: Annotated[
        Section[SignOff], Label(_("To be completed by Sub-Group Chair"), "Annex 2, To be completed by Sub group Chair")
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

    def rules(self) -> Iterator[Problem]:
        review = self.outcome in (Outcome.CONCISE, Outcome.EXTENDED)
        if review and self.outcome.value != self.review_type.value:
            yield Problem("outcome", "contradicts", _("does not agree with the review type"))


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
