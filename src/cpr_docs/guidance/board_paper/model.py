"""Presentation of the review to the Board (guidance, 5.18, 6.10; Annex 1, 4.4 and 4.8)."""

from typing import Annotated, ClassVar, Literal

from cpr_docs.guidance.parts.review import CHILD, NamedPerson
from cpr_docs.guidance.terms_of_reference.model import ChairOfPanel
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Choice, Choices, Day, Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Section

_EVENT = "Annex 1, 4.4"


class AskedOfTheBoard(Choice):
    """The decisions for which the Board is asked (guidance, 5.18 and 5.20)."""

    REPORT = "report", _("To accept the report")
    ACTION_PLAN = "action_plan", _("To approve the action plan")
    PUBLICATION = "publication", _("To agree the date of publication")


class BoardPaper(Form):
    """The paper with which the chair of the panel and the reviewers present the review to the Board."""

    TITLE: ClassVar[str] = _("Presentation of the Review to the Board")
    SHORT_TITLE: ClassVar[str] = _("Board paper")
    GUIDANCE: ClassVar[str] = "5.18, 6.10; Annex 1, 4.4 and 4.8"
    POSITION: ClassVar[int] = 25

    form: Literal["board_paper"]
    """The form's name."""
    child: Annotated[BilingualLine | None, CHILD] = None
    """The anonymous label of the child, such as "Child A"."""
    meeting_on: Annotated[Day, Label(_("Date of the Board’s meeting"), "5.18, 6.10")]
    """The day of the Board's meeting."""
    panel_chair: Annotated[Section[ChairOfPanel], Label(_("Chair of the Review Panel"), "5.18, 6.10")] = None
    """The chair of the review panel, who presents the review."""
    reviewer_1: Annotated[Section[NamedPerson], Label(_("Reviewer 1"), "5.18, 6.10")] = None
    """The reviewer, who presents the review with the chair."""
    participants: Annotated[BilingualProse, Label(_("Participants"), _EVENT)]
    """The participants in the learning event."""
    process: Annotated[BilingualProse, Label(_("Process"), _EVENT)]
    """The process of the learning event."""
    impact: Annotated[BilingualProse, Label(_("Impact"), _EVENT)]
    """The impact of the learning event."""
    reflection: Annotated[
        BilingualProse | None, Label(_("Reflection on the process of the review"), "Annex 1, 4.8")
    ] = None
    """The reflection of the reviewer and the panel on the overall process."""
    asked: Annotated[Choices[AskedOfTheBoard], Label(_("The Board is asked"), "5.18, 5.20, 6.10, 6.12")] = ()
    """The decisions for which the Board is asked."""
    accepted_on: Annotated[Day | None, Label(_("Report accepted by the Board on"), "5.18, 6.10")] = None
    """The day on which the Board accepted the report."""
    approved_on: Annotated[Day | None, Label(_("Action plan approved by the Board on"), "5.18, 6.10")] = None
    """The day on which the Board approved the action plan."""


ConciseBoardPaper = BoardPaper.of_type(ReviewType.CONCISE)


class ExtendedBoardPaper(BoardPaper):
    """The presentation of an extended review."""

    review_type: Literal[ReviewType.EXTENDED]
    """Extended."""
    reviewer_2: Annotated[Section[NamedPerson], Label(_("Reviewer 2"), "6.10")] = None
    """The second reviewer, responsible for the additional scrutiny."""
