"""Referral of a case for multi-agency consultation (guidance, 4.9; Annex 3)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import AgenciesInvolved
from cpr_docs.guidance.parts.referrer import Referrer
from cpr_docs.guidance.parts.review import Person
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Choice, Day, Label
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "4.9; Annex 3"


class ConsultationAdvice(Choice):
    """The person who advised on the case before it was referred."""

    CHILD_PROTECTION_COORDINATOR = (
        "child_protection_coordinator",
        _("Child Protection Co-ordinator in Children’s Services"),
    )
    BOARD_COORDINATOR = "board_coordinator", _("LSCB Co-ordinator")
    NONE = "none", _("No advice was sought")


class ChildConsent(Choice):
    """The answer of the child or young person, who is asked if that is appropriate."""

    YES = "yes", p_("consent", "Given")
    NO = "no", p_("consent", "Not given")
    NOT_APPROPRIATE = "not_appropriate", _("Not asked, as it would not be appropriate")


class Counterpart(Part):
    """A counterpart in another agency, with whom the case was discussed."""

    name: Annotated[Line, Label(_("Name"), _SOURCE, keeps_letters=True)]
    """The counterpart's name."""
    agency: Annotated[Line | None, Label(_("Agency"), _SOURCE)] = None
    """The counterpart's agency."""
    on: Annotated[Day | None, Label(_("Date"), _SOURCE)] = None
    """The day of the discussion."""


class ConsultationReferral(CaseForm):
    """A referral of a current case for multi-agency consultation (guidance, Annex 3)."""

    TITLE: ClassVar[str] = _("Referral for Multi-Agency Consultation")
    SHORT_TITLE: ClassVar[str] = _("Referral for Consultation")
    GUIDANCE: ClassVar[str] = "4.9; Annex 3, Multi Agency Consultation Model"
    POSITION: ClassVar[int] = 7
    MISSING: ClassVar[str] = "mark"
    NAMES_ALLOWED: ClassVar[bool] = True

    form: Literal["consultation_referral"]
    """The form's name."""
    child_name: Annotated[Line, Label(_("Name of the child"), _SOURCE, keeps_letters=True)]
    """The child's real name."""
    born: Annotated[Day | None, Label(_("Date of birth"), _SOURCE)] = None
    """The child's day of birth."""
    on_register: Annotated[
        bool | None,
        Label(
            _("Is the child on the child protection register?"),
            "5.1, 6.2",
            answers=Answers(
                p_("Is the child on the child protection register?", "Yes"),
                p_("Is the child on the child protection register?", "No"),
            ),
        ),
    ] = None
    """True if the child is on the child protection register."""
    referrer: Annotated[Referrer, Label(_("Referred by"), _SOURCE)]
    """The worker who refers the case."""
    line_manager: Annotated[Person, Label(_("Line manager"), _SOURCE)]
    """The worker's line manager."""
    discussed_with: Annotated[
        Rows[Counterpart],
        Label(
            _("Counterparts in other relevant agencies, with whom the case was discussed"),
            _SOURCE,
            short=_("Discussed with"),
        ),
    ] = ()
    """The counterparts with whom the worker and the line manager discussed the case."""
    advice_from: Annotated[
        ConsultationAdvice | None, Label(_("Advice on whether the case is appropriate"), _SOURCE)
    ] = None
    """The person whose advice was sought."""
    why: Annotated[
        BilingualProse,
        Label(
            _("Reasons why the case is appropriate (stuck, complex, difficult)"),
            "4.2, 4.9; Annex 3",
            short=_("Reasons why the case is appropriate"),
        ),
    ]
    """The reasons why the case is appropriate for consultation."""
    hoped_for: Annotated[BilingualProse | None, Label(_("Outcome hoped for"), "4.9")] = None
    """The outcome that the worker hopes for."""
    parents_consent: Annotated[
        bool | None,
        Label(
            _("Consent of the parents or carers"),
            _SOURCE,
            answers=Answers(p_("consent", "Given"), p_("consent", "Not given")),
        ),
    ] = None
    """True if the parents or carers have consented."""
    parents_consent_on: Annotated[
        Day | None,
        Label(
            _("Date of the consent of the parents or carers"),
            _SOURCE,
            asked="parents_consent",
            required=False,
        ),
    ] = None
    """The day on which the parents or carers consented."""
    child_consent: Annotated[
        ChildConsent | None, Label(_("Consent of the child or young person, if appropriate"), _SOURCE)
    ] = None
    """The consent of the child or young person."""
    child_consent_on: Annotated[
        Day | None,
        Label(
            _("Date of the consent of the child or young person"),
            _SOURCE,
            asked="child_consent == 'yes'",
            required=False,
        ),
    ] = None
    """The day on which the child or young person consented."""
    how_obtained: Annotated[BilingualProse | None, Label(_("How consent was obtained"), _SOURCE)] = None
    """The way in which consent was obtained."""
    agencies: Annotated[Section[AgenciesInvolved], Label(_("Agencies involved"), "4.9; Annex 2; Annex 3")] = None
    """The agencies that work with the child and family."""
    conference_minutes_on: Annotated[
        Day | None,
        Label(
            _("Minutes of the initial CP conference and the most recent review CP conference sent on"),
            _SOURCE,
            short=_("Minutes of the CP conferences sent on"),
        ),
    ] = None
    """The day on which the minutes of the child protection conferences were sent."""
    submitted_on: Annotated[Day | None, Label(_("Submitted on"), _SOURCE)] = None
    """The day on which the referral was submitted, with the consent of all who are asked for it."""

    @rule("submitted_on", "parents_consent?", "child_consent?")
    def _has_consent_when_it_is_submitted(self) -> Iterator[Problem]:
        if self.parents_consent is None:
            yield Problem("parents_consent", "required", _("is needed before the referral is submitted"))
        elif not self.parents_consent or self.child_consent is ChildConsent.NO:
            yield Problem(
                "submitted_on", "no_consent", _("must be blank: without consent the case cannot be considered")
            )
