"""Submission of the report and the action plan to Welsh Government (guidance, 5.19, 6.11)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.letter import OfficeLetter
from cpr_docs.guidance.parts.review import months_after
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice, Day, Label
from cpr_docs.models.rules import rule

_MONTHS = 6


class ReportTiming(Choice):
    """The completion of a report, compared with six months after the referral (guidance, 5.21, 6.13)."""

    WITHIN = "within", _("Within the six months")
    AFTER = "after", _("After the six months")


class SubmissionLetter(OfficeLetter):
    """The letter with which the Chair of the Board submits the report and the action plan to Welsh Government."""

    TITLE: ClassVar[str] = _("Submission of a Child Practice Review Report")
    SHORT_TITLE: ClassVar[str] = _("Submission of the report")
    GUIDANCE: ClassVar[str] = "5.19, 6.11"
    POSITION: ClassVar[int] = 27
    DERIVED: ClassVar[Mapping[str, Label]] = {"timing": Label(_("The report was completed"), "5.21, 6.13")}

    form: Literal["submission_letter"]
    """The form's name."""
    report_on: Annotated[Day, Label(_("Report completed"), "5.17, 5.21")]
    """The day on which the report was completed."""
    accepted_on: Annotated[
        Day,
        Label(
            _("Accepted by the Board, which approved the action plan, on"),
            "5.18",
            short=_("Accepted by the Board on"),
        ),
    ]
    """The day on which the Board accepted the report and approved the action plan."""
    publication_on: Annotated[Day, Label(_("Intended date of publication"), "5.19, 6.11")]
    """The day on which the Board intends to publish the report."""
    publication_where: Annotated[BilingualLine | None, Label(_("Website"), "5.20")] = None
    """The website on which the report will be published."""
    referred_on: Annotated[Day | None, Label(_("Date of referral"), "5.21, 6.13")] = None
    """The day on which the case was referred to the sub-group."""
    delay: Annotated[
        BilingualProse | None,
        Label(_("Why the report was not completed within six months"), "3.2, 5.21, 6.13", asked="timing == 'after'"),
    ] = None
    """The reason for the delay; required where the report was completed after the six months, otherwise blank."""
    action_needed: Annotated[
        BilingualProse | None, Label(_("Matters that the Welsh Government may wish to consider"), "5.19, 6.11")
    ] = None
    """The matters on which further action may be needed from Welsh Government."""

    @property
    def timing(self) -> ReportTiming | None:
        """The completion of the report, compared with six months after the referral; None without a referral."""
        # In a draft, the days may not be known yet.
        referred, completed = self.__dict__.get("referred_on"), self.__dict__.get("report_on")
        if referred is None or completed is None:
            return None
        return ReportTiming.WITHIN if completed <= months_after(referred, _MONTHS) else ReportTiming.AFTER

    @rule("referred_on", "report_on")
    def _is_completed_after_the_referral(self) -> Iterator[Problem]:
        if self.referred_on and self.report_on < self.referred_on:
            yield Problem("report_on", "before_referral", _("is before the date of referral"))

    @rule("report_on", "accepted_on")
    def _is_accepted_after_it_is_completed(self) -> Iterator[Problem]:
        if self.accepted_on < self.report_on:
            yield Problem("accepted_on", "before_report", _("is before the report was completed"))

    @rule("accepted_on", "dated")
    def _is_written_after_the_report_is_accepted(self) -> Iterator[Problem]:
        if self.dated < self.accepted_on:
            yield Problem("dated", "dated_too_early", _("is before a date that the letter reports"))

    @rule("accepted_on", "publication_on")
    def _is_published_after_it_is_accepted(self) -> Iterator[Problem]:
        if self.publication_on < self.accepted_on:
            yield Problem("publication_on", "before_accepted", _("is before the Board accepted the report"))
