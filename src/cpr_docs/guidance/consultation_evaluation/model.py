"""Evaluation form of a multi-agency consultation (guidance, 4.9; Annex 3; Annex 1, Appendix 1e)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.guidance.parts.evaluation import Evaluation
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import CaseForm
from cpr_docs.models.parts import Section

_SOURCE = "Annex 3"


class ConsultationEvaluation(CaseForm):
    """A participant's evaluation of a consultation, completed directly after the session: blank, or with answers."""

    TITLE: ClassVar[str] = _("Evaluation Form for the Multi-Agency Consultation")
    SHORT_TITLE: ClassVar[str] = _("Consultation Evaluation")
    GUIDANCE: ClassVar[str] = "4.9; Annex 3; Annex 1, Appendix 1e"
    POSITION: ClassVar[int] = 10
    ADDRESSEE: ClassVar[str] = "answers"
    ANSWERED: ClassVar[str] = "answers"
    MISSING: ClassVar[str] = "mark"
    NAMES_ALLOWED: ClassVar[bool] = True

    form: Literal["consultation_evaluation"]
    """The form's name."""
    event_on: Annotated[Day, Label(_("Date of the consultation"), _SOURCE)]
    """The day of the session."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), _SOURCE)] = None
    """The venue of the session."""
    answers: Annotated[Section[Evaluation], Label(_("Your answers"), _SOURCE)] = None
    """The participant's answers; blank in a form that is handed out."""
