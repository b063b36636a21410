"""Terms of reference of a review (guidance, 5.12 and 6.4 to 6.6; Annex 2, Core Issues)."""

import itertools
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import AgenciesAsked
from cpr_docs.guidance.parts.numbers import Number
from cpr_docs.guidance.parts.review import CHILD, AdditionalQuestion, CaseIssue, NamedPerson, Person, ReviewPeriod
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.models.field_types import Day, Label, ReviewType
from cpr_docs.models.fields import label_of
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule


class Amendment(Part):
    """An amendment of the terms of reference, which are a live document (guidance, 5.12)."""

    made_on: Annotated[Day, Label(_("Date of amendment"), "5.12")]
    """The day of the amendment."""
    reason: Annotated[BilingualLine, Label(_("Amendment and reason"), "5.12")]
    """The amendment and its reason, in one line."""


class Terms(Part):
    """The terms of reference of a review, which Appendix 1 of its report repeats."""

    version: Annotated[Number, Label(_("Version"), "5.12")]
    """The version of the terms, counted from 1."""
    dated: Annotated[Day, Label(_("Date of this version"), "5.12")]
    """The day on which this version was agreed."""
    amendments: Annotated[Rows[Amendment], Label(_("Amendments"), "5.12")] = ()
    """The amendments since the first version."""
    case_issues: Annotated[Rows[CaseIssue], Label(_("Issues relevant to this case"), "Annex 2, Core Issues, 3")] = ()
    """The particular issues that need clarification."""
    agencies: Annotated[Section[AgenciesAsked], Label(_("Agencies asked for a timeline"), "5.11, 6.4")] = None
    """The agencies that are asked for a timeline of significant events."""

    @rule("dated", "amendments[].made_on", since=2)
    def _is_amended_in_order(self) -> Iterator[Problem]:
        for index, amendment in enumerate(self.amendments):
            if index and amendment.made_on < self.amendments[index - 1].made_on:
                yield Problem(f"amendments[{index}].made_on", "amendment_dates", _("is before the amendment above it"))
            elif amendment.made_on > self.dated:
                yield Problem(f"amendments[{index}].made_on", "amendment_dates", _("is after the date of this version"))


class ExtendedTerms(Terms):
    """The terms of reference of an extended review."""

    additional_questions: Annotated[
        Rows[AdditionalQuestion],
        Label(
            _("Further issues identified by the Review Panel and/or the reviewers"),
            "6.4",
            short=_("Further issues identified"),
        ),
    ] = ()
    """Questions beyond the six of every extended review."""


class PanelMember(NamedPerson):
    """A member of the review panel."""

    agency: Annotated[BilingualLine | None, Label(_("Agency"), "5.9, 6.6")] = None
    """The member's agency."""


class ChairOfPanel(Person):
    """The chair of the review panel."""

    agency: Annotated[BilingualLine | None, Label(_("Agency"), "5.9, 6.6", since=2)] = None
    """The chair's agency."""


class KeyDates(Part):
    """The key dates of the review."""

    referral: Annotated[Day | None, Label(_("Referral"), "5.21, 6.13")] = None
    """The day on which the case was referred to the review sub-group."""
    first_panel: Annotated[Day | None, Label(_("First panel meeting"), "Annex 2, Timetable")] = None
    """The day of the first panel meeting."""
    timelines: Annotated[Day | None, Label(_("Agency timelines due"), "5.11; Annex 1, 2.3", since=2)] = None
    """The day by which the agencies submit their timelines."""
    learning_event: Annotated[Day | None, Label(_("Learning event"), "5.15")] = None
    """The first day of the learning event."""
    report: Annotated[Day | None, Label(_("Report completed"), "5.21, 6.13")] = None
    """The day by which the report is to be complete."""
    board: Annotated[Day | None, Label(_("Presentation to the Board"), "5.18, 6.10")] = None
    """The day on which the report is presented to the Board."""
    welsh_government: Annotated[Day | None, Label(_("Report sent to Welsh Government"), "5.19, 6.11", since=2)] = None
    """The day on which the report is sent to Welsh Government."""
    publication: Annotated[Day | None, Label(_("Publication of the report"), "5.20, 6.12", since=2)] = None
    """The day on which the report is published."""

    @rule(
        *("referral?", "first_panel?", "timelines?", "learning_event?"),
        *("report?", "board?", "welsh_government?", "publication?"),
        since=2,
    )
    def _is_in_order(self) -> Iterator[Problem]:
        known = [(name, day) for name, day in self.__dict__.items() if day is not None]
        for (earlier, before), (later, day) in itertools.pairwise(known):
            if day < before:
                label = Sentence(label_of(KeyDates, earlier).title)
                yield Problem(later, "order", _("is before “{earlier}”"), {"earlier": label})


class TermsOfReference(Form):
    """The subject and method of a review (guidance, 5.12 and 6.4 to 6.6)."""

    TITLE: ClassVar[str] = _("Terms of Reference of the Review")
    SHORT_TITLE: ClassVar[str] = _("Terms of Reference")
    GUIDANCE: ClassVar[str] = "5.12 and 6.4 to 6.6; Annex 2, Core Issues to be addressed in the Terms of Reference"
    POSITION: ClassVar[int] = 5

    form: Literal["terms_of_reference"]
    """The form's name."""
    period: Annotated[ReviewPeriod, Label(_("Time period to be covered by the review"), "5.10, 6.5")]
    """The period that the review covers, and its rationale."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    panel_chair: Annotated[Section[ChairOfPanel], Label(_("Chair of the Review Panel"), "5.9, 6.6")] = None
    """The chair of the review panel."""
    panel_members: Annotated[Rows[PanelMember], Label(_("Members of the Review Panel"), "5.9, 6.6")] = ()
    """The members of the review panel."""
    reviewer_1: Annotated[Section[NamedPerson], Label(_("Reviewer 1"), "5.14, 6.7; Annex 1, 1.7")] = None
    """The reviewer, independent of the case management; blank before the appointment."""
    key_dates: Annotated[Section[KeyDates], Label(_("Key dates"), "5.21, 6.13; Annex 2, Timetable")] = None
    """The key dates of the review."""


class ConciseTermsOfReference(TermsOfReference):
    """The terms of reference of a concise review."""

    review_type: Literal[ReviewType.CONCISE]
    """Concise."""
    terms: Annotated[Terms, Label(_("Terms of Reference"), "Annex 2, Core Issues; 5.12")]
    """The terms of reference of the review."""


class ExtendedTermsOfReference(TermsOfReference):
    """The terms of reference of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    terms: Annotated[ExtendedTerms, Label(_("Terms of Reference"), "Annex 2, Core Issues; 5.12, 6.4")]
    """The terms of reference of the review."""
    reviewer_2: Annotated[Section[NamedPerson], Label(_("Reviewer 2"), "6.7, 6.8; Annex 1, 1.7")] = None
    """The second, external reviewer, responsible for the additional scrutiny; appointed together with the first."""

    @rule("reviewer_1?", "reviewer_2?")
    def _has_two_reviewers_or_none(self) -> Iterator[Problem]:
        if (self.reviewer_1 is None) != (self.reviewer_2 is None):
            lacking = "reviewer_1" if self.reviewer_1 is None else "reviewer_2"
            yield Problem(lacking, "required", _("is missing: an extended review has two reviewers, or none yet"))
