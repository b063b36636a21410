"""Letter that appoints a reviewer (guidance, 5.14, 6.7 and Annex 1, 1.7 to 1.10)."""

import itertools
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.letter import Letter
from cpr_docs.guidance.parts.review import NamedPerson
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.models.field_types import Answers, Choice, Choices, Day, Label, Pounds, ReviewType
from cpr_docs.models.parts import Part, Section
from cpr_docs.models.rules import rule

_SOURCE = "5.14, 6.7; Annex 1, 1.7"
_SKILLS = "Annex 1, 1.9"
_ACCEPTANCE = Answers(_("I accept the appointment as reviewer"), _("I do not accept the appointment as reviewer"))


class ReviewerRole(Choice):
    """The roles of the two reviewers of an extended review (guidance, 6.7, 6.8)."""

    LOCAL = "reviewer_1", _("Reviewer 1, with knowledge of the local context"), _("Reviewer 1")
    EXTERNAL = (
        "reviewer_2",
        _("Reviewer 2, with an external perspective, responsible for the additional scrutiny"),
        _("Reviewer 2"),
    )


class ReviewerSkill(Choice):
    """The knowledge, skills and abilities that the role of a reviewer requires (guidance, Annex 1, 1.9)."""

    PROFESSION = (
        "profession",
        _("The knowledge and skill base of their own profession."),
    )
    CHILD_PROTECTION = (
        "child_protection",
        _("A thorough knowledge of child protection systems, issues and practice."),
        p_("skill of a reviewer", "Child protection systems"),
    )
    ROLES = (
        "roles",
        _(
            "The roles and responsibilities of practitioners, organisations and services within the inter-agency "
            "safeguarding network."
        ),
        p_("skill of a reviewer", "Roles and responsibilities"),
    )
    TALKING_PRACTICE = (
        "talking_practice",
        _("The capacity to share all of the above. In other words the ability to “talk practice”."),
        p_("skill of a reviewer", "Capacity to “talk practice”"),
    )
    MULTI_DISCIPLINARY = (
        "multi_disciplinary",
        _("An understanding of the nature of multi-disciplinary working."),
    )
    ADULT_LEARNING = (
        "adult_learning",
        _("An understanding of how adults learn."),
    )
    GROUP_DYNAMICS = (
        "group_dynamics",
        _("An understanding of group dynamics."),
    )
    FACILITATION = (
        "facilitation",
        _("Skills in facilitating and managing group process."),
    )
    SHAPING = (
        "shaping",
        _("The ability to shape an event but also to work in the moment with what participants bring to the group."),
        p_("skill of a reviewer", "Shaping an event"),
    )


class ReviewerAcceptance(Part):
    """The reviewer's answer: acceptance, declaration of independence, and skills."""

    accepts: Annotated[bool | None, Label(_("Appointment"), _SOURCE, answers=_ACCEPTANCE)] = None
    """True if the reviewer accepts the appointment."""
    no_involvement: Annotated[
        bool,
        Label(
            _("I had no direct involvement with the child or family"), "5.14, 6.7; Annex 2, statement by the reviewer"
        ),
    ] = False
    """True if the reviewer had no direct involvement with the child or family."""
    no_advice: Annotated[
        bool, Label(_("I gave no professional advice on the case"), "5.14, 6.7; Annex 2, statement by the reviewer")
    ] = False
    """True if the reviewer gave no professional advice on the case."""
    no_line_management: Annotated[
        bool,
        Label(
            _("I had no line management of the practitioners involved"),
            "5.14, 6.7; Annex 2, statement by the reviewer",
        ),
    ] = False
    """True if the reviewer had no line management of the practitioners involved."""
    connections: Annotated[BilingualProse | None, Label(_("Any connection that the Panel should know of"), _SOURCE)] = (
        None
    )
    """A connection with the case, the family or the services, of which the Panel should know."""
    skills: Annotated[
        Choices[ReviewerSkill], Label(_("Knowledge, skills and abilities that I have"), _SKILLS, short=_("My skills"))
    ] = ()
    """The knowledge, skills and abilities that the reviewer declares."""
    signed_on: Annotated[Day | None, Label(_("Date of signature"), _SOURCE)] = None
    """The day on which the reviewer signed."""


class ExtendedReviewerAcceptance(ReviewerAcceptance):
    """The answer of a reviewer of an extended review."""

    independent_of_board: Annotated[
        bool, Label(_("I am independent of the Board"), "Annex 1, 1.7", asked="role == 'reviewer_2'")
    ] = False
    """True if Reviewer 2 is independent of the Board."""


class AppointmentLetter(Letter):
    """The letter with which the Review Panel appoints a reviewer, with a page for the answer."""

    TITLE: ClassVar[str] = _("Appointment of a Reviewer")
    SHORT_TITLE: ClassVar[str] = _("Appointment")
    GUIDANCE: ClassVar[str] = "5.14, 6.7; Annex 1, 1.7 to 1.10"
    POSITION: ClassVar[int] = 15
    ANSWERED: ClassVar[str] = "acceptance"

    form: Literal["appointment_letter"]
    """The form's name."""
    designation: Annotated[BilingualLine, Label(_("Designation of the reviewer"), _SOURCE)]
    """The reviewer's post, as later forms print it."""
    panel_chair: Annotated[NamedPerson, Label(_("Chair of the Review Panel"), "5.9, 6.6")]
    """The chair of the review panel, with whom the reviewer works."""
    experience: Annotated[BilingualProse | None, Label(_("Relevant experience required by the case"), "5.14")] = None
    """The experience that the case requires, such as of a language, a religion, or a disability."""
    first_meeting_on: Annotated[Day | None, Label(_("First meeting with the Review Panel"), "Annex 1, 2.3")] = None
    """The day of the reviewer's first meeting with the review panel."""
    learning_event_on: Annotated[Day | None, Label(_("Learning event"), "5.15")] = None
    """The (first) day of the learning event."""
    report_due_on: Annotated[Day | None, Label(_("Report due"), "5.17, 5.21, 6.13")] = None
    """The day by which the report is to be complete."""
    fee: Annotated[Pounds | None, Label(_("Fee"), "5.14, 6.7")] = None
    """The fee in pounds; blank without one."""
    fee_terms: Annotated[BilingualProse | None, Label(_("Terms of payment"), "5.14, 6.7")] = None
    """The terms of payment."""
    access: Annotated[
        BilingualProse | None, Label(_("Access to records, venue, administrative support"), "Annex 1, 2.3 to 2.9")
    ] = None
    """The records, the venue and the support that the Board provides."""
    reply_by: Annotated[Day, Label(_("Return by"), _SOURCE)]
    """The day by which the signatory needs the answer."""
    acceptance: Annotated[
        Section[ReviewerAcceptance], Label(_("Acceptance and declaration of independence"), _SOURCE)
    ] = None
    """The reviewer's answer; blank when the letter is sent."""

    @rule("reply_by", "dated")
    def _is_answered_after_it_is_written(self) -> Iterator[Problem]:
        if self.reply_by < self.dated:
            yield Problem("reply_by", "reply_by_before_letter", _("is before the date of the letter"))

    @rule("first_meeting_on?", "learning_event_on?", "report_due_on?")
    def _has_dates_in_order(self) -> Iterator[Problem]:
        names = ("first_meeting_on", "learning_event_on", "report_due_on")
        known = [(name, self.__dict__[name]) for name in names if self.__dict__[name] is not None]
        for (_earlier, before), (later, day) in itertools.pairwise(known):
            if day < before:
                yield Problem(later, "order", _("is before a date above it"))


ConciseAppointmentLetter = AppointmentLetter.of_type(ReviewType.CONCISE)


class ExtendedAppointmentLetter(AppointmentLetter):
    """The letter that appoints one of the two reviewers of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    role: Annotated[ReviewerRole, Label(_("Role"), "6.7, 6.8; Annex 1, 1.7")]
    """The role of the reviewer."""
    other_reviewer: Annotated[Section[NamedPerson], Label(_("The other reviewer"), "6.7; Annex 1, 1.10")] = None
    """The other reviewer, with whom this one works; blank before that appointment."""
    endorsed_by_chair: Annotated[bool, Label(_("Endorsed by the Chair of the LSCB on behalf of the Board"), "6.7")] = (
        False
    )
    """True if the Chair of the LSCB has endorsed the appointment on behalf of the Board."""
    acceptance: Annotated[
        Section[ExtendedReviewerAcceptance], Label(_("Acceptance and declaration of independence"), _SOURCE)
    ] = None
    """The reviewer's answer; blank when the letter is sent."""
