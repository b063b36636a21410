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


class Outcome(Choice):
    """What the sub-group recommends (guidance, 5.1 to 5.8)."""

    CONCISE = "concise", _("Concise review")
    EXTENDED = "extended", _("Extended review")
    PROFESSIONAL_FORUM = "professional_forum", _("Multi-Agency Professional Forum")
    NO_REVIEW = "no_review", _("No review")
    ALTERNATIVE = "alternative", _("Alternative review process")


class Agreement(Choice):
    """How the sub-group came to its decision."""

    UNANIMOUS = "unanimous", _("Unanimous")
    MAJORITY = "majority", _("Majority")


class Rationale(Part):
    """Rationale for the decision or recommendation."""

    criteria: Annotated[BilingualProse, Label(_("Guidance criteria"), "Annex 2, Rationale for Decision")]
    """Which criteria of the guidance are met or not met."""
    reviews_considered: Annotated[
        BilingualProse | None, Label(_("Range of reviews considered"), "Annex 2, Rationale for Decision")
    ] = None
    """Which reviews were considered."""
    alternatives_considered: Annotated[
        BilingualProse | None,
        Label(
            _("Alternative types of review considered to meet the case needs"),
            "Annex 2, Rationale for Decision",
        ),
    ] = None
    """Which other types of review were considered to meet the needs of the case."""
    other_reviews: Annotated[
        BilingualProse | None,
        Label(
            _("How the needs of any other review will be incorporated into the Terms of Reference"),
            "Annex 2, Rationale for Decision",
            short=_("Needs of any other review"),
        ),
    ] = None
    """How the terms of reference take up what another review needs."""
    majority: Annotated[
        BilingualProse | None,
        Label(_("If majority decision – explanation and outcome"), "Annex 2, Rationale for Decision"),
    ] = None
    """Explanation and outcome of a majority decision; required then, and only then."""


class PanelChair(Part):
    """The agency identified to chair the review panel."""

    agency: Annotated[Agency, Label(_("Agency identified to chair the Review Panel"), "Annex 2, Agency identified")]
    """Which agency of the grid, or another."""
    other_agency: Annotated[
        BilingualLine | None,
        Label(
            _("Other (please specify if known or yet to be identified)"),
            "Annex 2, Agency identified",
            short=_("Other agency"),
        ),
    ] = None
    """The agency where it is none of the grid; required then, and only then."""
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
    """Whether the chair had no involvement in the case and no oversight of it."""
    rationale: Annotated[
        BilingualProse | None, Label(_("State rationale for choice of Chair"), "Annex 2, Agency identified")
    ] = None
    """Why this chair."""

    def rules(self) -> Iterator[Problem]:
        if (self.agency is Agency.OTHER) != (self.other_agency is not None):
            if self.other_agency is None:
                yield Problem("other_agency", "required", _("is needed where the agency is another"))
            else:
                yield Problem("other_agency", "not_asked", _("is asked only where the agency is another"))


class ReviewerAppointment(Part):
    """Appointment of a reviewer independent of the case management."""

    to_be_appointed: Annotated[
        bool | None,
        Label(_("Is an independent reviewer to be appointed?"), "Annex 2, Appointment of Review", answers=IS_IT),
    ] = None
    """Whether an independent reviewer is to be appointed."""
    known: Annotated[
        bool | None,
        Label(
            _("Is the name and designation of independent reviewer known?"),
            "Annex 2, Appointment of Review",
            answers=IS_IT,
        ),
    ] = None
    """Whether it is known who that is."""
    nominated: Annotated[
        BilingualProse | None,
        Label(
            _("If yes please state nominated designation of Independent Reviewer plus any additional information"),
            "Annex 2, Appointment of Review",
            short=_("Nominated reviewer and additional information"),
        ),
    ] = None
    """The reviewer's designation and anything more; required where the reviewer is known, and only then."""

    def rules(self) -> Iterator[Problem]:
        if self.known and self.nominated is None:
            yield Problem("nominated", "required", _("is needed where the reviewer is known"))
        if not self.known and self.nominated is not None:
            yield Problem("nominated", "not_asked", _("is asked only where the reviewer is known"))


class Costs(Part):
    """What the review is expected to cost."""

    reviewer: Annotated[
        Pounds | None, Label(_("Approximate cost (if known) of independent reviewer"), "Annex 2, Costs")
    ] = None
    """Approximate cost of the independent reviewer, in pounds."""
    how_met: Annotated[BilingualProse | None, Label(_("How this will be met"), "Annex 2, Costs")] = None
    """How that cost will be met."""
    additional: Annotated[
        Pounds | None, Label(_("Additional costs identified (if known), total"), "Annex 2, Costs")
    ] = None
    """The total of additional costs, in pounds."""
    additional_detail: Annotated[BilingualProse | None, Label(_("Please specify"), "Annex 2, Costs")] = None
    """What the additional costs are."""


class Timetable(Part):
    """When the panel meets and when the report is due."""

    referred_on: Annotated[Day | None, Label(_("Date of referral"), "5.21, 6.13; Annex 2, Timetable")] = None
    """When the case was referred to the review sub-group; the six months count from here."""
    first_panel_on: Annotated[Day | None, Label(_("Date of First Panel meeting"), "Annex 2, Timetable")] = None
    """When the panel first meets."""
    within_guidance: Annotated[
        bool | None,
        Label(
            _("Will the report be completed within Guidance timeframe? i.e. 6 months from date of referral"),
            "Annex 2, Timetable; 5.21, 6.13",
            short=_("Report completed within Guidance timeframe?"),
            answers=WILL_IT,
        ),
    ] = None
    """Whether the report will be completed within six months of the referral; needs the date of the referral."""
    issues: Annotated[
        BilingualProse | None,
        Label(
            _("Please identify any issues that may impact on the timeframe and how these will be managed"),
            "Annex 2, Timetable",
            short=_("Issues that may impact on the timeframe"),
        ),
    ] = None
    """What may delay the report, and how that will be managed."""
    report_expected: Annotated[Month | None, Label(_("Anticipated completed report date"), "Annex 2, Timetable")] = None
    """The month in which the report is expected."""

    def rules(self) -> Iterator[Problem]:
        if self.within_guidance is not None and self.referred_on is None:
            yield Problem("referred_on", "required", _("is needed to say whether the timeframe is kept"))


class SignOff(Part):
    """Who signed, apart from the signature itself, which is made by hand."""

    title: Annotated[BilingualLine | None, Label(_("Title"), "Annex 2, To be completed by Sub group Chair")] = None
    """The signatory's title."""
    signed_on: Annotated[Day | None, Label(_("Date"), "Annex 2, To be completed by Sub group Chair")] = None
    """When it was signed."""
    telephone: Annotated[Line | None, Label(_("Telephone number"), "Annex 2, To be completed by Sub group Chair")] = (
        None
    )
    """The signatory's telephone number."""


class ChairsAnswer(Choice):
    """What the Chair of the LSCB decides."""

    AGREE = "agree", _("I agree with the recommendation")
    AGREE_AMENDED = (
        "agree_amended",
        _("I agree with the recommendation with the following amendments"),
        _("I agree, with the following amendments"),
    )
    DISAGREE = "disagree", _("I disagree with the recommendation")


class BoardDecision(SignOff):
    """Decision of the Chair of the LSCB."""

    answer: Annotated[ChairsAnswer | None, Label(_("Decision"), "Annex 2, Decision of the Chair of LSCB")] = None
    """Whether the chair agrees."""
    amendments: Annotated[BilingualProse | None, Label(_("Amendments"), "Annex 2, Decision of the Chair of LSCB")] = (
        None
    )
    """With which amendments; required where there are some, and only then."""
    reasons: Annotated[
        BilingualProse | None,
        Label(_("If disagree, reasons why and proposed action"), "Annex 2, Decision of the Chair of LSCB"),
    ] = None
    """Why the chair disagrees and what is to be done; required then, and only then."""
    in_discussion: Annotated[
        bool, Label(_("In discussion with Chair of Sub group"), "Annex 2, Decision of the Chair of LSCB")
    ] = False
    """Whether the decision was taken in discussion with the chair of the sub-group."""
    presented_on: Annotated[
        Day | None, Label(_("Date information to be presented to LSCB"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """When the board is told."""
    sent_on: Annotated[
        Day | None, Label(_("Date information sent to Welsh Government"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """When Welsh Government is told."""

    def rules(self) -> Iterator[Problem]:
        if self.answer is ChairsAnswer.AGREE_AMENDED and self.amendments is None:
            yield Problem("amendments", "required", _("is needed for an agreement with amendments"))
        if self.answer is not ChairsAnswer.AGREE_AMENDED and self.amendments is not None:
            yield Problem("amendments", "not_asked", _("is asked only for an agreement with amendments"))
        if self.answer is ChairsAnswer.DISAGREE and self.reasons is None:
            yield Problem("reasons", "required", _("is needed for a disagreement"))
        if self.answer is not ChairsAnswer.DISAGREE and self.reasons is not None:
            yield Problem("reasons", "not_asked", _("is asked only for a disagreement"))


class Recommendation(Form):
    """The sub-group's recommendation to the Chair of the Board, and the Chair's decision (guidance, Annex 2)."""

    TITLE: ClassVar[str] = _("Recommendation to Chair of LSCB from CPR Subgroup")
    GUIDANCE: ClassVar[str] = "Annex 2, Recommendation to Chair of LSCB from CPR Sub Group"
    POSITION: ClassVar[int] = 1

    form: Literal["recommendation"]
    """The form's name."""
    subgroup_chair: Annotated[Person, Label(_("From: Chair of the CPR Sub-Group"), "Annex 2, From")]
    """Who recommends."""
    board_chair: Annotated[Person, Label(_("To: Chair of the LSCB"), "Annex 2, To")]
    """Who is to decide."""
    recommended_on: Annotated[Day, Label(_("Date of recommendation"), "Annex 2, Date of Recommendation")]
    """When the sub-group made its recommendation."""
    outline: Annotated[BilingualProse, Label(_("Brief outline of case/incident"), "Annex 2, Brief outline")]
    """The case or incident, with the legal status of the child before it and the safeguarding action taken."""
    outcome: Annotated[Outcome, Label(_("Recommendation"), "Annex 2, Recommendation")]
    """What is recommended; a review of the form's own review type, or something else."""
    alternative_review: Annotated[
        BilingualProse | None,
        Label(
            _("Please specify or detail alternative review process, eg Homicide Review"),
            "Annex 2, Recommendation",
            short=_("Alternative review process in detail"),
        ),
    ] = None
    """Which other review process; required for that outcome, and only then."""
    agreement: Annotated[Agreement, Label(_("Decision"), "Annex 2, Decision")]
    """Whether the sub-group was of one mind."""
    rationale: Annotated[Rationale, Label(_("Rationale for Decision/Recommendation"), "Annex 2, Rationale")]
    """Why."""
    period: Annotated[
        Section[ReviewPeriod], Label(_("Time period to be covered by the review"), "Annex 2, Proposed Initial Outline")
    ] = None
    """The period that the review is to cover."""
    agencies: Annotated[
        Section[AgenciesInvolved],
        Label(_("Agencies involved in the case being reviewed"), "Annex 2, Agencies involved"),
    ] = None
    """Which agencies are involved."""
    panel_chair: Annotated[
        Section[PanelChair], Label(_("Agency identified to chair the Review Panel"), "Annex 2, Agency identified")
    ] = None
    """Who is to chair the panel."""
    case_issues: Annotated[Rows[CaseIssue], Label(_("Issues relevant to this case"), "Annex 2, Core Issues, 3")] = ()
    """The particular issues that need clarification."""
    reviewer: Annotated[
        Section[ReviewerAppointment], Label(_("Appointment of reviewer"), "Annex 2, Appointment of Review")
    ] = None
    """Whether and who is to be appointed as reviewer."""
    costs: Annotated[Section[Costs], Label(_("Costs"), "Annex 2, Costs")] = None
    """What is known of the costs."""
    timetable: Annotated[Section[Timetable], Label(_("Timetable"), "Annex 2, Timetable")] = None
    """When things are to happen."""
    subgroup_sign_off: Annotated[
        Section[SignOff], Label(_("To be completed by Sub-Group Chair"), "Annex 2, To be completed by Sub group Chair")
    ] = None
    """The sign-off of the chair of the sub-group."""
    board_decision: Annotated[
        Section[BoardDecision], Label(_("Decision of the Chair of LSCB"), "Annex 2, Decision of the Chair of LSCB")
    ] = None
    """What the Chair of the Board decides, often weeks later."""
    welsh_government: Annotated[
        Section[WelshGovernmentUse],
        Label(_("For Welsh Government use only"), "Annex 2, For Welsh Government use only"),
    ] = None
    """What Welsh Government notes."""

    def rules(self) -> Iterator[Problem]:
        review = self.outcome in (Outcome.CONCISE, Outcome.EXTENDED)
        if review and self.outcome.value != self.review_type.value:
            yield Problem("outcome", "contradicts", _("does not agree with the review type"))
        if self.outcome is Outcome.ALTERNATIVE and self.alternative_review is None:
            yield Problem("alternative_review", "required", _("is needed for an alternative review process"))
        if self.outcome is not Outcome.ALTERNATIVE and self.alternative_review is not None:
            yield Problem("alternative_review", "not_asked", _("is asked only for an alternative review process"))
        if self.agreement is Agreement.MAJORITY and self.rationale.majority is None:
            yield Problem("rationale.majority", "required", _("is needed for a majority decision"))
        if self.agreement is not Agreement.MAJORITY and self.rationale.majority is not None:
            yield Problem("rationale.majority", "not_asked", _("is asked only for a majority decision"))
        if review:
            for section in ("period", "agencies", "panel_chair", "reviewer", "timetable"):
                if getattr(self, section) is None:
                    yield Problem(section, "required", _("is needed where a review is recommended"))


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
