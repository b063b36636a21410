"""Evaluation form of the learning event (guidance, Annex 1, Appendix 1e)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.guidance.parts.evaluation import Evaluation
from cpr_docs.guidance.parts.review import CHILD
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Section

_SOURCE = "Annex 1, Appendix 1e"


class EvaluationForm(Form):
    """A participant's evaluation of the learning event: blank, or with answers."""

    TITLE: ClassVar[str] = _("Evaluation Form for the Learning Event")
    SHORT_TITLE: ClassVar[str] = _("Evaluation Form")
    GUIDANCE: ClassVar[str] = "Annex 1, Appendix 1e"
    POSITION: ClassVar[int] = 4
    ADDRESSEE: ClassVar[str] = "answers"
    ANSWERED: ClassVar[str] = "answers"

    form: Literal["evaluation_form"]
    """The form's name."""
    event_on: Annotated[Day, Label(_("Date of learning event"), _SOURCE)]
    """The (first) day of the learning event."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), _SOURCE, since=2)] = None
    """The venue of the event."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    answers: Annotated[Section[Evaluation], Label(_("Your answers"), _SOURCE)] = None
    """The participant's answers; blank in a form that is handed out."""


ConciseEvaluationForm = EvaluationForm.of_type(ReviewType.CONCISE)


ExtendedEvaluationForm = EvaluationForm.of_type(ReviewType.EXTENDED)
