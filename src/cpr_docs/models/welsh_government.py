"""The box that Welsh Government fills in when a paper arrives."""

from typing import Annotated

from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.messages import _
from cpr_docs.models.labels import Label
from cpr_docs.models.parts import Part, Section
from cpr_docs.models.review import WAS_IT
from cpr_docs.models.values import Day

_SOURCE = "Annex 2, For Welsh Government use only"


class Circulation(Part):
    """Whether the paper went to one inspectorate."""

    sent: Annotated[bool | None, Label(_("Circulated"), _SOURCE, answers=WAS_IT)] = None
    """Whether the paper was circulated to it."""
    reason: Annotated[BilingualLine | None, Label(_("Reason"), _SOURCE)] = None
    """Why, or why not."""


class Inspectorates(Part):
    """The inspectorates of the box."""

    cssiw: Annotated[Section[Circulation], Label(_("CSSIW"), _SOURCE)] = None
    """Care and Social Services Inspectorate Wales."""
    estyn: Annotated[Section[Circulation], Label(_("Estyn"), _SOURCE)] = None
    """The education and training inspectorate for Wales."""
    hiw: Annotated[Section[Circulation], Label(_("HIW"), _SOURCE)] = None
    """Healthcare Inspectorate Wales."""
    hmi_constabulary: Annotated[Section[Circulation], Label(_("HMI Constabulary"), _SOURCE)] = None
    """Her Majesty's Inspectorate of Constabulary."""
    hmi_probation: Annotated[Section[Circulation], Label(_("HMI Probation"), _SOURCE)] = None
    """Her Majesty's Inspectorate of Probation."""


class WelshGovernmentUse(Part):
    """For Welsh Government use only."""

    received_on: Annotated[Day | None, Label(_("Date information received"), _SOURCE)] = None
    """When the paper was received."""
    acknowledged_on: Annotated[Day | None, Label(_("Date acknowledgment letter sent to LSCB Chair"), _SOURCE)] = None
    """When its receipt was acknowledged."""
    circulated_on: Annotated[
        Day | None,
        Label(_("Date circulated to relevant inspectorates/Policy Leads"), _SOURCE, short=_("Date circulated")),
    ] = None
    """When it was circulated."""
    inspectorates: Annotated[Section[Inspectorates], Label(_("Agencies"), _SOURCE)] = None
    """Which inspectorates it went to."""
