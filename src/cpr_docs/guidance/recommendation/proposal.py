"""The proposed review: panel chair, reviewer, costs and timetable (guidance, Annex 2)."""

from collections.abc import Iterator
from typing import Annotated

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.parts.review import months_after
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Day, Label, Month, Pounds
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import rule


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
    name: Annotated[Line | None, Label(_("Name"), "Annex 2, Agency identified", keeps_letters=True)] = None
    """The chair's name, if known."""
    designation: Annotated[BilingualLine | None, Label(_("Designation"), "Annex 2, Agency identified")] = None
    """The chair's post, if known."""
    independent: Annotated[
        bool | None,
        Label(
            _("Is the Chair independent in that they have had no involvement/oversight of the case?"),
            "Annex 2, Agency identified",
            short=_("Is the Chair independent of the case?"),
            answers=Answers(
                p_("Is the Chair independent in that they have had no involvement/oversight of the case?", "Yes"),
                p_("Is the Chair independent in that they have had no involvement/oversight of the case?", "No"),
            ),
        ),
    ] = None
    """True if the chair has had no involvement in the case and no oversight of it."""
    rationale: Annotated[
        BilingualProse | None, Label(_("State rationale for choice of Chair"), "Annex 2, Agency identified")
    ] = None
    """The rationale for the choice of chair."""

    @rule("independent", "rationale?", since=2)
    def _has_a_reason_not_to_be_independent(self) -> Iterator[Problem]:
        if self.independent is False and self.rationale is None:
            yield Problem("rationale", "required", _("is needed where the chair is not independent of the case"))


class ReviewerAppointment(Part):
    """Appointment of a reviewer independent of the case management."""

    to_be_appointed: Annotated[
        bool | None,
        Label(
            _("Is an independent reviewer to be appointed?"),
            "Annex 2, Appointment of Review",
            answers=Answers(
                p_("Is an independent reviewer to be appointed?", "Yes"),
                p_("Is an independent reviewer to be appointed?", "No"),
            ),
        ),
    ] = None
    """True if an independent reviewer is to be appointed."""
    known: Annotated[
        bool | None,
        Label(
            _("Is the name and designation of independent reviewer known?"),
            "Annex 2, Appointment of Review",
            answers=Answers(
                p_("Is the name and designation of independent reviewer known?", "Yes"),
                p_("Is the name and designation of independent reviewer known?", "No"),
            ),
        ),
    ] = None
    """True if the reviewer's name and designation are known."""
    name: Annotated[
        Line | None,
        Label(
            _("Name of independent reviewer"),
            "Annex 2, Appointment of Review",
            since=2,
            asked="known",
            required=False,
            keeps_letters=True,
        ),
    ] = None
    """The reviewer's name, if known."""
    designation: Annotated[
        BilingualLine | None,
        Label(
            _("Designation of independent reviewer"),
            "Annex 2, Appointment of Review",
            since=2,
            asked="known",
            required=False,
        ),
    ] = None
    """The reviewer's post, if known."""
    nominated: Annotated[
        BilingualProse | None,
        Label(
            _("If yes please state nominated designation of Independent Reviewer plus any additional information"),
            "Annex 2, Appointment of Review",
            short=_("Nominated reviewer and additional information"),
            asked="known",
            required="known and name is none and designation is none",
        ),
    ] = None
    """The reviewer's designation and additional information; blank if the reviewer is not known."""

    @rule("to_be_appointed", "known", since=2)
    def _knows_nobody_if_nobody_is_to_be_appointed(self) -> Iterator[Problem]:
        if self.to_be_appointed is False and self.known:
            yield Problem("known", "contradicts", _("does not agree with a review without an independent reviewer"))


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

    @rule("reviewer?", "additional?", "how_met", since=2)
    def _meets_a_cost(self) -> Iterator[Problem]:
        if self.reviewer is None and self.additional is None:
            yield Problem("how_met", "not_asked", _("is asked only where a cost is given"))


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
            answers=Answers(
                p_(
                    "Will the report be completed within Guidance timeframe? i.e. 6 months from date of referral", "Yes"
                ),
                p_("Will the report be completed within Guidance timeframe? i.e. 6 months from date of referral", "No"),
            ),
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

    @rule("within_guidance", "referred_on?")
    def _counts_from_the_referral(self) -> Iterator[Problem]:
        if self.referred_on is None:
            yield Problem("referred_on", "required", _("is needed to say whether the timeframe is kept"))

    @rule("within_guidance", "referred_on", "report_expected", since=2)
    def _keeps_the_timeframe_that_it_says(self) -> Iterator[Problem]:
        if not (self.within_guidance and self.referred_on and self.report_expected):
            return
        latest = months_after(self.referred_on, 6)
        if self.report_expected > Month(latest.year, latest.month):
            yield Problem(
                "report_expected",
                "within_guidance_contradicts",
                _("is more than 6 months after the date of referral, but the timeframe is said to be kept"),
            )

    @rule("within_guidance", "issues?", since=2)
    def _explains_a_delay(self) -> Iterator[Problem]:
        if self.within_guidance is False and self.issues is None:
            yield Problem(
                "issues",
                "required",
                _("is needed where the report will not be completed within the timeframe"),
            )
