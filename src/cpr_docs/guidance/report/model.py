"""Child Practice Review Report (guidance, 5.17 to 5.20 and 6.8; Annex 2)."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from cpr_docs.guidance.parts.agencies import WelshGovernmentUse
from cpr_docs.guidance.parts.review import CHILD, NamedPerson, ReviewPeriod
from cpr_docs.guidance.report.scrutiny import Scrutiny
from cpr_docs.guidance.terms_of_reference.model import ExtendedTerms, Terms
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice, Choices, Day, Label, ReviewType
from cpr_docs.models.form import (
    PROMPTS,
    PROTECTIVE_MARKING,
    SIGNATURES,
    WELSH_GOVERNMENT_BOX,
    Form,
    Omission,
)
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.schema_version import Upgrade


class Criterion(Choice):
    """The criteria for a review: the harm to the child (guidance, 3.2, 5.1, 6.2)."""

    DEATH = "death", _("A child has died")
    INJURY = "injury", _("A child has sustained a potentially life-threatening injury")
    IMPAIRMENT = (
        "impairment",
        _(
            "A child has sustained serious and permanent impairment of physical or emotional health or development "
            "(this may include cases where a child was subjected to serious sexual abuse)"
        ),
        _("Serious and permanent impairment of health or development"),
    )


class LearningKind(Choice):
    """The kinds of learning point (guidance, 5.16)."""

    SINGLE_AGENCY = "single_agency", _("Single-agency")
    INTER_AGENCY = "inter_agency", _("Inter-agency")


class PracticeIssue(Part):
    """A practice or organisational issue that the review identified, which may be good practice."""

    heading: Annotated[BilingualLine, Label(_("Issue"), "5.17")]
    """The issue, in one line."""
    outline: Annotated[BilingualProse, Label(_("Brief outline of its circumstances"), "5.17")]
    """A brief outline of the circumstances of the issue."""


class LearningPoint(Part):
    """A learning point of the review, and its consequences."""

    heading: Annotated[BilingualLine, Label(_("Learning point"), "5.17; Annex 2, Report")]
    """The learning point, in one line."""
    kind: Annotated[LearningKind | None, Label(_("Kind of learning point"), "5.16", since=2)] = None
    """The kind of learning point: for one agency, or between agencies."""
    different: Annotated[
        BilingualProse | None, Label(_("What do we need to do differently?"), "Annex 2, Report, Conclusions")
    ] = None
    """The changes that are needed."""
    improvement: Annotated[
        BilingualProse | None, Label(_("How will this improve future practice?"), "Annex 2, Report, Conclusions")
    ] = None
    """The improvement of future practice by these changes."""


class ReportReviewer(NamedPerson):
    """A reviewer, who signs the statements of independence and qualification."""

    signed_on: Annotated[Day | None, Label(_("Date"), "Annex 2, Report, Statement by Reviewer(s)")] = None
    """The day on which the reviewer signed."""


class TimelineEvent(Part):
    """An event of the anonymised summary timeline (guidance, 5.11)."""

    when: Annotated[BilingualLine | None, Label(_("When"), "5.11; Annex 2, Report, Appendix 2", since=2)] = None
    """The time of the event in words, such as "Early 2012", for the published copy."""
    happened_on: Annotated[Day | None, Label(_("Date"), "5.11; Annex 2, Report, Appendix 2")] = None
    """The day of the event, which the published copy omits."""
    event: Annotated[BilingualProse, Label(_("Event"), "5.11; Annex 2, Report, Appendix 2")]
    """The event, anonymised."""
    agencies: Annotated[BilingualLine | None, Label(_("Agencies"), "5.11; Annex 2, Report, Appendix 2")] = None
    """The agencies that were involved in the event."""


class Arrangements(Part):
    """The arrangements for the review."""

    learning_event: Annotated[
        BilingualProse | None,
        Label(
            _("The process, including length of event and services in attendance"),
            "Annex 2, Report, Appendix 3",
            short=_("Multi-agency learning event process"),
        ),
    ] = None
    """The process of the learning event: its length and the services that attended."""
    family_engagement: Annotated[
        BilingualProse | None, Label(_("How family members were engaged"), "5.13; Annex 2, Report, Appendix 3")
    ] = None
    """The ways in which family members were approached and engaged."""
    family_perspective: Annotated[
        BilingualProse | None,
        Label(_("Family perspective/messages informing the review"), "5.13; Annex 2, Report, Appendix 3"),
    ] = None
    """The family's perspective and messages that informed the review."""
    family_declined: Annotated[bool, Label(_("Family declined involvement"), "Annex 2, Report, Appendix 3")] = False
    """True if the family declined to be involved."""


EXACT_DAYS = Omission(
    "the exact days of the summary timeline",
    "they may identify the child; the timeline says in words when each event was",
    ("timeline[].happened_on",),
)


def _with_several_criteria(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 had one criterion, not a list."""
    criterion = data.get("criterion")
    return {**data, "criterion": [criterion]} if isinstance(criterion, str) and criterion.strip() else data


class Report(Form):
    """The findings of a review, for publication (guidance, 5.17 to 5.20 and 6.8; Annex 2)."""

    TITLE: ClassVar[str] = _("Child Practice Review Report")
    SHORT_TITLE: ClassVar[str] = _("Report")
    GUIDANCE: ClassVar[str] = "5.17 to 5.20 and 6.8; Annex 2, LSCB Child Practice Review Report"
    POSITION: ClassVar[int] = 2

    LATER: ClassVar[tuple[str, ...]] = ("reviewer_1.signed_on", "welsh_government")
    PUBLISHED_WITHOUT: ClassVar[tuple[Omission, ...]] = (
        PROTECTIVE_MARKING,
        WELSH_GOVERNMENT_BOX,
        SIGNATURES,
        EXACT_DAYS,
        PROMPTS,
    )

    PUBLISHED_WITH: ClassVar[tuple[str, ...]] = ("practice_issues", "conclusions", "reviewer_1.signed_on")

    UPGRADES: ClassVar[Mapping[int, Upgrade]] = {2: _with_several_criteria}

    form: Literal["report"]
    """The form's name."""
    completed_on: Annotated[Day | None, Label(_("Report completed on"), "5.17, 5.21, 6.13", since=2)] = None
    """The day on which the reviewers completed the report."""
    accepted_on: Annotated[Day | None, Label(_("Report accepted by the Board on"), "5.18, 6.10", since=2)] = None
    """The day on which the Board accepted the report."""
    criterion: Annotated[
        Choices[Criterion], Field(min_length=1), Label(_("Criteria on which the review is held"), "3.2, 5.1, 6.2, 5.17")
    ]
    """The criteria for the review, at least one."""
    circumstances: Annotated[BilingualProse, Label(_("Brief outline of circumstances resulting in the review"), "5.17")]
    """The circumstances that led to the review."""
    period: Annotated[ReviewPeriod, Label(_("Time period reviewed"), "5.10, 6.5")]
    """The period that was reviewed, and its rationale."""
    practice_issues: Annotated[Rows[PracticeIssue], Label(_("Practice and organisational issues"), "5.17")] = ()
    """The practice and organisational issues that were identified."""
    conclusions: Annotated[BilingualProse | None, Label(_("Conclusions from the review"), "5.17, 6.9")] = None
    """The reviewers' conclusions, which may be that no change is needed."""
    learning_points: Annotated[
        Rows[LearningPoint], Label(_("Learning points from the review"), "5.17, 6.9; Annex 2, Report, Conclusions")
    ] = ()
    """The learning points; there may be none."""
    reviewer_1: Annotated[ReportReviewer, Label(_("Reviewer 1"), "5.14, 6.7; Annex 1, 1.7")]
    """The reviewer, independent of the case management."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    timeline: Annotated[Rows[TimelineEvent], Label(_("Summary timeline"), "5.11; Annex 2, Report, Appendix 2")] = ()
    """The anonymised summary of the merged timeline."""
    arrangements: Annotated[
        Section[Arrangements], Label(_("Arrangements for the review"), "Annex 2, Report, Appendix 3")
    ] = None
    """The arrangements for the review."""
    welsh_government: Annotated[
        Section[WelshGovernmentUse],
        Label(_("For Welsh Government use only"), "Annex 2, For Welsh Government use only"),
    ] = None
    """The box for Welsh Government use only."""


class ConciseReport(Report):
    """The report of a concise review."""

    review_type: Literal[ReviewType.CONCISE]
    """Concise."""
    terms: Annotated[Terms, Label(_("Terms of Reference"), "Annex 2, Report, Appendix 1")]
    """The terms of reference, which the report repeats."""


class ExtendedReport(Report):
    """The report of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    LATER: ClassVar[tuple[str, ...]] = ("reviewer_1.signed_on", "reviewer_2.signed_on", "welsh_government")
    PUBLISHED_WITH: ClassVar[tuple[str, ...]] = (*Report.PUBLISHED_WITH, "scrutiny", "reviewer_2.signed_on")

    terms: Annotated[ExtendedTerms, Label(_("Terms of Reference"), "Annex 2, Report, Appendix 1; 6.4")]
    """The terms of reference, which the report repeats."""
    reviewer_2: Annotated[ReportReviewer, Label(_("Reviewer 2"), "6.7, 6.8; Annex 1, 1.7")]
    """The second, external reviewer, responsible for the additional scrutiny."""
    scrutiny: Annotated[Section[Scrutiny], Label(_("Additional issues for scrutiny"), "6.4, 6.8", since=2)] = None
    """The findings on the additional issues of an extended review."""
