"""Reference sheets: set text of the guidance to read from (Annex 1, Appendices 1b, 1c and 1f; Annex 3)."""

from typing import Annotated, Any, ClassVar, Literal

from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice, Label
from cpr_docs.models.form import AnyForm


class ReferenceSheetKind(Choice):
    """The sheets of the guidance."""

    PRECONDITIONS = "preconditions", _("Preconditions for Building Effective Group Relationships")
    STAGES = "stages", _("Stages in the Group Dynamic")
    FACILITATION = "facilitation", _("Modes of Facilitation")
    CONSULTATION = "consultation", _("Multi Agency Consultation Model – Process Flow Chart")


class ReferenceSheet(AnyForm):
    """A page of the guidance's own text for facilitators: it belongs to no case."""

    TITLE: ClassVar[str] = _("Reference Sheet")
    GUIDANCE: ClassVar[str] = "Annex 1, Appendices 1b, 1c and 1f; Annex 3"
    POSITION: ClassVar[int] = 33
    MARKED: ClassVar[bool] = False

    form: Literal["reference_sheet"]
    """The form's name."""
    sheet: Annotated[ReferenceSheetKind, Label(_("Reference sheet"), "Annex 1, Appendices 1b, 1c, 1f; Annex 3")]
    """The sheet that the document prints."""

    @classmethod
    def preset(cls, review_type: str) -> dict[str, Any]:
        # A sheet has nothing to fill in: a blank is the first one.
        return {"sheet": ReferenceSheetKind.PRECONDITIONS.value}
