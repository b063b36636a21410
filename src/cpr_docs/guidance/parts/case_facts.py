"""The facts of the case that decide on the criteria for a review (guidance, 3.2, 5.1, 6.2)."""

from collections.abc import Iterator
from typing import Annotated

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _, p_
from cpr_docs.models.field_types import Answers, Choice, Day, Label
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import rule

_SOURCE = "3.2, 5.1, 6.2"
_STATUS = "5.1, 6.2; Annex 2, Legal status of child/children prior to incident"


class Abuse(Choice):
    """The knowledge that the child was abused or neglected."""

    KNOWN = "known", _("Known")
    SUSPECTED = "suspected", _("Suspected")
    NEITHER = "neither", _("Neither known nor suspected")


class CaseFacts(Part):
    """The facts of the case; no report prints them."""

    incident_on: Annotated[
        Day | None,
        Label(
            _("Date of the incident, or of the day on which the harm was recognised"),
            "5.10",
            short=_("Date of the incident"),
            since=2,
        ),
    ] = None
    """The day of the incident, or the day on which the harm was recognised."""
    abuse: Annotated[Abuse | None, Label(_("Abuse or neglect of the child"), _SOURCE, since=2)] = None
    """The knowledge that the child was abused or neglected."""
    death: Annotated[bool, Label(_("The child has died"), _SOURCE, since=2)] = False
    """True if the child has died."""
    life_threatening: Annotated[
        bool, Label(_("The child has sustained a potentially life-threatening injury"), _SOURCE, since=2)
    ] = False
    """True if the child has sustained a potentially life-threatening injury."""
    impairment: Annotated[
        bool,
        Label(
            _(
                "The child has sustained serious and permanent impairment of physical or emotional health or "
                "development (this may include cases where a child was subjected to serious sexual abuse)"
            ),
            _SOURCE,
            short=_("Serious and permanent impairment of health or development"),
            since=2,
        ),
    ] = False
    """True if the child has sustained serious and permanent impairment of health or development."""
    danger_only: Annotated[
        bool,
        Label(
            _("The child was in danger of being seriously harmed, but was not"),
            "3.2",
            short=_("The child was in danger of serious harm, but was not harmed"),
            since=2,
        ),
    ] = False
    """True if the child was in danger of being seriously harmed, but was not."""
    on_register: Annotated[
        bool | None,
        Label(
            _("Was the child on the child protection register on the day of the incident?"),
            _STATUS,
            short=_("On the child protection register at the incident?"),
            answers=Answers(
                p_("Was the child on the child protection register on the day of the incident?", "Yes"),
                p_("Was the child on the child protection register on the day of the incident?", "No"),
            ),
            since=2,
        ),
    ] = None
    """True if the child was on the child protection register on the day of the incident."""
    on_register_within_six_months: Annotated[
        bool | None,
        Label(
            _("Had the child been on the child protection register within the last six months before it?"),
            _STATUS,
            short=_("On the child protection register in the six months before?"),
            answers=Answers(
                p_("Had the child been on the child protection register within the last six months before it?", "Yes"),
                p_("Had the child been on the child protection register within the last six months before it?", "No"),
            ),
            since=2,
        ),
    ] = None
    """True if the child had been on the child protection register within the six months before the incident."""
    looked_after: Annotated[
        bool | None,
        Label(
            _("Was the child looked after?"),
            _STATUS,
            answers=Answers(p_("Was the child looked after?", "Yes"), p_("Was the child looked after?", "No")),
            since=2,
        ),
    ] = None
    """True if the child was looked after on the day of the incident."""
    looked_after_within_six_months: Annotated[
        bool | None,
        Label(
            _("Had the child been looked after within the last six months before it?"),
            "6.5",
            short=_("Looked after in the six months before?"),
            answers=Answers(
                p_("Had the child been looked after within the last six months before it?", "Yes"),
                p_("Had the child been looked after within the last six months before it?", "No"),
            ),
            since=2,
        ),
    ] = None
    """True if the child had been looked after within the six months before the incident."""
    care_leaver_under_18: Annotated[
        bool | None,
        Label(
            _("Was the child a care leaver under the age of 18?"),
            _STATUS,
            answers=Answers(
                p_("Was the child a care leaver under the age of 18?", "Yes"),
                p_("Was the child a care leaver under the age of 18?", "No"),
            ),
            since=2,
        ),
    ] = None
    """True if the child was a care leaver under the age of 18."""
    register_joined_on: Annotated[
        Day | None,
        Label(
            _("Date on which the name was placed on the register"),
            _STATUS,
            since=2,
        ),
    ] = None
    """The day on which the child's name was placed on the child protection register."""
    register_left_on: Annotated[
        Day | None,
        Label(
            _("Date on which the name was removed from the register"),
            _STATUS,
            since=2,
        ),
    ] = None
    """The day on which the child's name was removed from the child protection register."""

    @rule("register_joined_on", "register_left_on", since=2)
    def _leaves_the_register_after_joining_it(self) -> Iterator[Problem]:
        joined, left = self.register_joined_on, self.register_left_on
        if joined and left and left < joined:
            yield Problem(
                "register_left_on", "order", _("is before the day on which the name was placed on the register")
            )

    @rule("on_register", "register_left_on", "incident_on", since=2)
    def _is_on_the_register_until_it_leaves_it(self) -> Iterator[Problem]:
        left, incident = self.register_left_on, self.incident_on
        if self.on_register and left and incident and left < incident:
            yield Problem(
                "on_register", "contradicts", _("does not agree with the day on which the name left the register")
            )
