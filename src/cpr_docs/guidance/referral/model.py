"""Referral of a case to the Chair of the LSCB and its Review Sub-Group (guidance, 5.2 to 5.6 and 4.3)."""

import itertools
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.agencies import AgenciesInvolved
from cpr_docs.guidance.parts.case_facts import CaseFacts
from cpr_docs.guidance.parts.referrer import Referrer
from cpr_docs.guidance.parts.review import Person
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.text import Line, Prose
from cpr_docs.models.field_types import Choice, Choices, Day, Label
from cpr_docs.models.fields import label_of
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule


class ParallelProcess(Choice):
    """A process beside the review, with which the Review Sub-Group liaises (guidance, 5.5)."""

    DOMESTIC_HOMICIDE = "domestic_homicide", _("Domestic homicide review")
    YOUTH_JUSTICE = "youth_justice", _("Youth Justice Board Serious Incident Review")
    OMBUDSMAN = "ombudsman", _("Prisons and Probation Ombudsman investigation")
    CRIMINAL = "criminal", _("Criminal proceedings")
    INQUEST = "inquest", _("Coroner’s inquest")
    OTHER = "other", _("Other")


class ReferredSibling(Part):
    """A brother or sister of the child who is referred."""

    name: Annotated[Line, Label(_("Name"), "5.2", keeps_letters=True)]
    """The real name."""
    born: Annotated[Day | None, Label(_("Date of birth"), "5.2")] = None
    """The day of birth."""


class ChildIdentification(Part):
    """The identity of the child, on a page of its own that can be kept apart from the referral."""

    child_name: Annotated[Line | None, Label(_("Name of the child"), "5.2", keeps_letters=True)] = None
    """The child's real name."""
    born: Annotated[Day | None, Label(_("Date of birth"), "5.2")] = None
    """The child's day of birth."""
    address: Annotated[Prose | None, Label(_("Address"), "5.3")] = None
    """The child's postal address, a line for each."""
    siblings: Annotated[Rows[ReferredSibling], Label(_("Brothers and sisters"), "5.2")] = ()
    """The child's brothers and sisters."""


class Referral(CaseForm):
    """A referral of a case, before anybody has decided on a review (guidance, 5.2)."""

    TITLE: ClassVar[str] = _("Referral to the LSCB")
    SHORT_TITLE: ClassVar[str] = _("Referral")
    GUIDANCE: ClassVar[str] = "5.2 to 5.6 and 4.3"
    POSITION: ClassVar[int] = 6
    MISSING: ClassVar[str] = "mark"
    NAMES_ALLOWED: ClassVar[bool] = True
    LATER: ClassVar[tuple[str, ...]] = ("received_on", "forwarded_on", "board_chair")

    form: Literal["referral"]
    """The form's name."""
    referred_by: Annotated[Referrer, Label(_("Referred by"), "5.2")]
    """The person who refers the case."""
    referred_on: Annotated[Day, Label(_("Date of referral to the Chair of the LSCB"), "5.2")]
    """The day of the referral."""
    raised_by: Annotated[BilingualLine | None, Label(_("Concern raised by"), "5.2")] = None
    """The member of the Board, agency or practitioner that raised the concern."""
    child: Annotated[BilingualLine, Label(_("The child’s label"), "3.2, 5.2", keeps_letters=True)]
    """The anonymous label of the child, such as "Child A"."""
    resident_board: Annotated[
        BilingualLine | None, Label(_("LSCB where the child is or was normally resident"), "5.3")
    ] = None
    """The Board in whose area the child is or was normally resident."""
    other_boards: Annotated[BilingualLine | None, Label(_("Other LSCBs involved"), "5.3")] = None
    """The other Boards that the case involves."""
    other_country: Annotated[BilingualLine | None, Label(_("Other country of the United Kingdom involved"), "5.4")] = (
        None
    )
    """The authority in another country of the United Kingdom that the case involves."""
    facts: Annotated[Section[CaseFacts], Label(_("Facts of the case"), "3.2, 5.1, 6.2")] = None
    """The facts that decide on the criteria for a review."""
    outline: Annotated[BilingualProse, Label(_("Brief outline of case/incident"), "5.6; Annex 2, Brief outline")]
    """The case or incident."""
    safeguarding: Annotated[
        BilingualProse | None,
        Label(_("Safeguarding action taken by relevant agencies"), "Annex 2, Brief outline"),
    ] = None
    """The safeguarding action that the agencies have taken."""
    agencies: Annotated[Section[AgenciesInvolved], Label(_("Agencies involved"), "5.2; Annex 2")] = None
    """The agencies that are involved in the case."""
    parallel: Annotated[
        Choices[ParallelProcess],
        Label(_("Parallel investigations and proceedings"), "5.5"),
    ] = ()
    """The investigations and proceedings that the case also gives rise to."""
    parallel_detail: Annotated[
        BilingualProse | None,
        Label(_("Details of the parallel investigations and proceedings"), "5.5", required="'other' in parallel"),
    ] = None
    """The details of parallel investigations and proceedings; required for any that the form does not name."""
    from_forum: Annotated[
        bool,
        Label(
            _("The case comes from a Multi-Agency Professional Forum"),
            "4.3",
        ),
    ] = False
    """True if a professional forum identified a higher level of concern."""
    communication: Annotated[
        BilingualProse | None,
        Label(
            _("Likely communication and media issues, as known at the time"),
            "5.6",
            short=_("Likely communication and media issues"),
        ),
    ] = None
    """The likely communication and media issues."""
    received_on: Annotated[Day | None, Label(_("Received on"), "5.2")] = None
    """The day on which the Chair received the referral."""
    forwarded_on: Annotated[
        Day | None,
        Label(
            _("Forwarded to the Child Practice Review Sub-Group on"),
            "3.2, 5.2, 5.21, 6.13",
        ),
    ] = None
    """The day on which the Chair forwarded the referral; the six months of a review begin on it."""
    board_chair: Annotated[Section[Person], Label(_("Chair of the LSCB"), "5.2")] = None
    """The Chair of the Board, or the person who signs for the Chair."""
    identification: Annotated[Section[ChildIdentification], Label(_("Identification"), "5.2, 5.3")] = None
    """The identity of the child, which no other page has."""

    @rule("referred_on", "received_on?", "forwarded_on?")
    def _is_forwarded_in_order(self) -> Iterator[Problem]:
        days = {name: getattr(self, name) for name in ("referred_on", "received_on", "forwarded_on")}
        known = [(name, day) for name, day in days.items() if day is not None]
        for (earlier, before), (later, day) in itertools.pairwise(known):
            if day < before:
                label = Sentence(label_of(Referral, earlier).title)
                yield Problem(later, "order", _("is before “{earlier}”"), {"earlier": label})
