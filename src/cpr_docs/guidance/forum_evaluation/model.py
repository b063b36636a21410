"""Evaluation form of a multi-agency professional forum (guidance, 4.8; Annex 1, Appendix 1e)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from cpr_docs.guidance.parts.evaluation import Evaluation
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import _
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Section

_SOURCE = "Annex 1, Appendix 1e"


class ForumEvaluation(AnyForm):
    """A participant's evaluation of a forum: blank, or with answers."""

    TITLE: ClassVar[str] = _("Evaluation Form for the Multi-Agency Professional Forum")
    SHORT_TITLE: ClassVar[str] = _("Forum Evaluation")
    GUIDANCE: ClassVar[str] = "4.8; Annex 1, Appendix 1e"
    POSITION: ClassVar[int] = 31
    ADDRESSEE: ClassVar[str] = "answers"
    ANSWERED: ClassVar[str] = "answers"
    MARKED: ClassVar[bool] = False

    form: Literal["forum_evaluation"]
    """The form's name."""
    reference: Annotated[Line | None, Field(max_length=60), Label(_("Reference"), "4.1")] = None
    """The Board's own reference of the forum."""
    event: Annotated[BilingualLine, Label(_("Topic of the forum"), "4.2")]
    """The topic of the forum that is evaluated."""
    event_on: Annotated[Day, Label(_("Date of the forum"), _SOURCE)]
    """The (first) day of the forum."""
    venue: Annotated[BilingualLine | None, Label(_("Venue"), _SOURCE)] = None
    """The venue of the forum."""
    answers: Annotated[Section[Evaluation], Label(_("Your answers"), _SOURCE)] = None
    """The participant's answers; blank in a form that is handed out."""
