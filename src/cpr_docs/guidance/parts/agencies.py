"""The guidance's grid of agencies, and the box that Welsh Government fills in (Annex 2)."""

from collections.abc import Iterator
from typing import Annotated

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _, p_
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Answers, Choice, Day, Label
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "Annex 2, Agencies involved in the case being reviewed"
_ASKED = "5.11, 6.4"


class Agency(Choice):
    """An agency of the grid, in the order of the form; "Other" last."""

    POLICE = "police", _("Police")
    NHS_TRUST = "nhs_trust", _("NHS Trust")
    EDUCATION = "education", _("Education")
    SOCIAL_SERVICES = "social_services", _("Social Services")
    PROBATION = "probation", _("Probation")
    PUBLIC_HEALTH_WALES = "public_health_wales", _("Public Health Wales")
    YOUTH_OFFENDING = "youth_offending", _("Youth Offending")
    CAFCASS_CYMRU = "cafcass_cymru", _("CAFCASS Cymru")
    LOCAL_HEALTH_BOARD = "local_health_board", _("Local Health Board")
    OTHER_LSCB = "other_lscb", _("Other LSCB")
    OTHER = "other", _("Other")


class AgencyInvolved(Part):
    """The involvement of an agency, and its representative if known."""

    involved: Annotated[bool, Label(_("Involved"), _SOURCE)] = False
    """True if the agency is involved."""
    name: Annotated[Line | None, Label(_("Name"), _SOURCE, keeps_letters=True)] = None
    """The name of the agency's representative, if known."""
    designation: Annotated[BilingualLine | None, Label(_("Designation"), _SOURCE)] = None
    """The post of the agency's representative, if known."""

    @rule("involved", "name?", "designation?")
    def _names_nobody_of_another_agency(self) -> Iterator[Problem]:
        if not self.involved and (self.name is not None or self.designation is not None):
            yield Problem("involved", "required", _("must be ticked where a name or designation is given"))


class AgencyRef(Part):
    """An agency of the grid, or another one by name."""

    agency: Annotated[Agency, Label(_("Agency"), _SOURCE)]
    """The agency of the grid, or "other"."""
    other_agency: Annotated[
        BilingualLine | None,
        Label(_("Name of the other agency"), _SOURCE, since=2, asked="agency in ['other', 'other_lscb']"),
    ] = None
    """The name of the agency, if it is another LSCB or is not in the grid; required then, otherwise blank."""


class FurtherAgency(AgencyRef):
    """A further agency of a kind that the grid has once, such as a second trust or school."""

    name: Annotated[Line | None, Label(_("Name"), _SOURCE, since=2, keeps_letters=True)] = None
    """The name of the agency's representative, if known."""
    designation: Annotated[BilingualLine | None, Label(_("Designation"), _SOURCE, since=2)] = None
    """The post of the agency's representative, if known."""


class AgenciesInvolved(Part):
    """The involvement of each agency of the grid."""

    police: Annotated[Section[AgencyInvolved], Label(Agency.POLICE.label, _SOURCE)] = None
    """The police."""
    nhs_trust: Annotated[Section[AgencyInvolved], Label(Agency.NHS_TRUST.label, _SOURCE)] = None
    """An NHS trust."""
    education: Annotated[Section[AgencyInvolved], Label(Agency.EDUCATION.label, _SOURCE)] = None
    """The education service."""
    social_services: Annotated[Section[AgencyInvolved], Label(Agency.SOCIAL_SERVICES.label, _SOURCE)] = None
    """Social services."""
    probation: Annotated[Section[AgencyInvolved], Label(Agency.PROBATION.label, _SOURCE)] = None
    """The probation service."""
    public_health_wales: Annotated[Section[AgencyInvolved], Label(Agency.PUBLIC_HEALTH_WALES.label, _SOURCE)] = None
    """Public Health Wales."""
    youth_offending: Annotated[Section[AgencyInvolved], Label(Agency.YOUTH_OFFENDING.label, _SOURCE)] = None
    """The youth offending team."""
    cafcass_cymru: Annotated[Section[AgencyInvolved], Label(Agency.CAFCASS_CYMRU.label, _SOURCE)] = None
    """CAFCASS Cymru."""
    local_health_board: Annotated[Section[AgencyInvolved], Label(Agency.LOCAL_HEALTH_BOARD.label, _SOURCE)] = None
    """A local health board."""
    other_lscb: Annotated[Section[AgencyInvolved], Label(Agency.OTHER_LSCB.label, _SOURCE)] = None
    """Another safeguarding children board."""
    other: Annotated[
        BilingualLine | None,
        Label(_("Other (please specify if known or yet to be identified)"), _SOURCE, short=_("Other agency")),
    ] = None
    """Any further agency, or one that is yet to be identified."""
    more: Annotated[
        Rows[FurtherAgency],
        Label(
            _("Further agencies, where the case involves several of one kind"),
            _SOURCE,
            short=_("Further agencies"),
            since=2,
        ),
    ] = ()
    """Further agencies of a kind that the grid has once, such as a second trust or school."""


class AgenciesAsked(Part):
    """The agencies that are asked for a timeline of significant events (guidance, 5.11), without names of people."""

    police: Annotated[bool, Label(Agency.POLICE.label, _ASKED)] = False
    """The police."""
    nhs_trust: Annotated[bool, Label(Agency.NHS_TRUST.label, _ASKED)] = False
    """An NHS trust."""
    education: Annotated[bool, Label(Agency.EDUCATION.label, _ASKED)] = False
    """The education service."""
    social_services: Annotated[bool, Label(Agency.SOCIAL_SERVICES.label, _ASKED)] = False
    """Social services."""
    probation: Annotated[bool, Label(Agency.PROBATION.label, _ASKED)] = False
    """The probation service."""
    public_health_wales: Annotated[bool, Label(Agency.PUBLIC_HEALTH_WALES.label, _ASKED)] = False
    """Public Health Wales."""
    youth_offending: Annotated[bool, Label(Agency.YOUTH_OFFENDING.label, _ASKED)] = False
    """The youth offending team."""
    cafcass_cymru: Annotated[bool, Label(Agency.CAFCASS_CYMRU.label, _ASKED)] = False
    """CAFCASS Cymru."""
    local_health_board: Annotated[bool, Label(Agency.LOCAL_HEALTH_BOARD.label, _ASKED)] = False
    """A local health board."""
    other_lscb: Annotated[bool, Label(Agency.OTHER_LSCB.label, _ASKED)] = False
    """Another safeguarding children board."""
    other: Annotated[
        BilingualLine | None,
        Label(
            _("Other (please specify if known or yet to be identified)"),
            _ASKED,
            short=_("Other agency"),
        ),
    ] = None
    """Any further agency, or one that is yet to be identified."""


_SOURCE_WELSH_GOVERNMENT = "Annex 2, For Welsh Government use only"


class Circulation(Part):
    """The circulation of the document to one inspectorate."""

    sent: Annotated[
        bool | None,
        Label(
            _("Circulated"), _SOURCE_WELSH_GOVERNMENT, answers=Answers(p_("Circulated", "Yes"), p_("Circulated", "No"))
        ),
    ] = None
    """True if the document was circulated to the inspectorate."""
    reason: Annotated[BilingualLine | None, Label(_("Reason"), _SOURCE_WELSH_GOVERNMENT)] = None
    """The reason why the document was circulated, or not."""


class Inspectorate(Choice):
    """An inspectorate to which Welsh Government may circulate a document."""

    CSSIW = "cssiw", _("CSSIW")
    ESTYN = "estyn", _("Estyn")
    HIW = "hiw", _("HIW")
    HMI_CONSTABULARY = "hmi_constabulary", _("HMI Constabulary")
    HMI_PROBATION = "hmi_probation", _("HMI Probation")


class Inspectorates(Part):
    """The inspectorates to which Welsh Government may circulate the document."""

    cssiw: Annotated[Section[Circulation], Label(_("CSSIW"), _SOURCE_WELSH_GOVERNMENT)] = None
    """Care and Social Services Inspectorate Wales."""
    estyn: Annotated[Section[Circulation], Label(_("Estyn"), _SOURCE_WELSH_GOVERNMENT)] = None
    """The education and training inspectorate for Wales."""
    hiw: Annotated[Section[Circulation], Label(_("HIW"), _SOURCE_WELSH_GOVERNMENT)] = None
    """Healthcare Inspectorate Wales."""
    hmi_constabulary: Annotated[Section[Circulation], Label(_("HMI Constabulary"), _SOURCE_WELSH_GOVERNMENT)] = None
    """Her Majesty's Inspectorate of Constabulary."""
    hmi_probation: Annotated[Section[Circulation], Label(_("HMI Probation"), _SOURCE_WELSH_GOVERNMENT)] = None
    """Her Majesty's Inspectorate of Probation."""


class WelshGovernmentUse(Part):
    """The box for Welsh Government use only."""

    received_on: Annotated[Day | None, Label(_("Date information received"), _SOURCE_WELSH_GOVERNMENT)] = None
    """The day on which Welsh Government received the document."""
    acknowledged_on: Annotated[
        Day | None, Label(_("Date acknowledgment letter sent to LSCB Chair"), _SOURCE_WELSH_GOVERNMENT)
    ] = None
    """The day on which Welsh Government acknowledged receipt."""
    circulated_on: Annotated[
        Day | None,
        Label(
            _("Date circulated to relevant inspectorates/Policy Leads"),
            _SOURCE_WELSH_GOVERNMENT,
            short=_("Date circulated"),
        ),
    ] = None
    """The day on which the document was circulated."""
    inspectorates: Annotated[Section[Inspectorates], Label(_("Agencies"), _SOURCE_WELSH_GOVERNMENT)] = None
    """The inspectorates to which the document was circulated."""
