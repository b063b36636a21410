"""Working principles for the learning event (guidance, Annex 1, 3.5 and Appendix 1d)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows

_SOURCE = "Annex 1, Appendix 1d"


class FurtherPrinciple(Part):
    """A working principle beyond the five of the guidance."""

    text: Annotated[BilingualLine, Label(_("Further principle"), _SOURCE)]
    """The principle, in one line."""


class WorkingPrinciples(Form):
    """The working principles of the learning event, on one page that hangs on the wall."""

    TITLE: ClassVar[str] = _("Working Principles for the Learning Event")
    SHORT_TITLE: ClassVar[str] = _("Working Principles")
    GUIDANCE: ClassVar[str] = "Annex 1, 3.5 and Appendix 1d"
    POSITION: ClassVar[int] = 21

    form: Literal["working_principles"]
    """The form's name."""
    event_on: Annotated[Day | None, Label(_("Date of learning event"), "Annex 1, 3.5")] = None
    """The (first) day of the learning event."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), "Annex 1, 3.5")] = None
    """The venue of the event."""
    more: Annotated[Rows[FurtherPrinciple], Label(_("Further principles"), _SOURCE)] = ()
    """The principles that the participants add."""
    agreed_on: Annotated[Day | None, Label(_("Agreed by everyone on"), "Annex 1, 3.5")] = None
    """The day on which everyone agreed with the principles."""
