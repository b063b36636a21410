"""Letter with the draft learning points, and a slip for comments (guidance, Annex 1, 3.11, 4.2 and 4.3)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from cpr_docs.errors import Problem
from cpr_docs.guidance.parts.letter import Letter
from cpr_docs.guidance.parts.numbers import repeated
from cpr_docs.language.bilingual import BilingualProse
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import Day, Label
from cpr_docs.models.parts import Part, Rows, Section
from cpr_docs.models.rules import rule

_SOURCE = "Annex 1, 4.2"
_COMMENTS = "Annex 1, 4.2 and 4.3; Appendix 1a"
_NUMBER = Field(strict=True, ge=1, le=99)


class DraftLearningPoint(Part):
    """A learning point as the reviewer has drafted it after the event."""

    number: Annotated[int, _NUMBER, Label(_("Learning point"), _SOURCE)]
    """The number of the learning point, to which a comment refers."""
    text: Annotated[BilingualProse, Label(_("Draft text of the learning point"), _SOURCE)]
    """The learning point in the words of the draft."""


class PointComment(Part):
    """The recipient's comment on one learning point, which its number names."""

    number: Annotated[int, _NUMBER, Label(_("Learning point"), _COMMENTS)]
    """The number of the learning point."""
    comment: Annotated[BilingualProse | None, Label(_("My comment"), _COMMENTS)] = None
    """The comment."""

    def is_blank(self) -> bool:
        """True if the row has no comment: the slip prints the number of each learning point."""
        return self.comment is None


def _by_number(rows: tuple[PointComment, ...]) -> tuple[PointComment, ...]:
    return tuple(sorted(rows, key=lambda row: row.number))


class PointsReply(Part):
    """The recipient's comments."""

    no_comments: Annotated[bool, Label(_("I have no comments"), _COMMENTS)] = False
    """True if the recipient has read the draft and has no comments."""
    comments: Annotated[
        Rows[PointComment],
        AfterValidator(_by_number),
        Label(_("Comments on the learning points"), _COMMENTS, row_for="points"),
    ] = ()
    """The comments on single learning points."""
    general: Annotated[BilingualProse | None, Label(_("Comments on the draft as a whole"), _COMMENTS)] = None
    """The comments on the draft as a whole, or on what it lacks."""


class LearningPointsLetter(Letter):
    """The letter that shares the draft learning points with a participant of the learning event."""

    TITLE: ClassVar[str] = _("Draft Learning Points for Comment")
    SHORT_TITLE: ClassVar[str] = _("Draft Learning Points")
    GUIDANCE: ClassVar[str] = "Annex 1, 3.11, 4.2 and 4.3; Appendix 1a"
    POSITION: ClassVar[int] = 24
    ANSWERED: ClassVar[str] = "reply"

    form: Literal["learning_points_letter"]
    """The form's name."""
    event_on: Annotated[Day, Label(_("Date of learning event"), "5.15; Annex 1, 4.2")]
    """The (first) day of the learning event."""
    points: Annotated[
        Rows[DraftLearningPoint], Field(min_length=1), Label(_("Draft learning points"), "Annex 1, 3.11, 4.2")
    ]
    """The learning points of the draft, at least one."""
    comments_by: Annotated[Day, Label(_("Comments by"), "Annex 1, 4.2 and 4.3")]
    """The day by which the signatory needs the comments."""
    report_to_panel_on: Annotated[Day | None, Label(_("The report goes to the Review Panel on"), "Annex 1, 4.3")] = None
    """The day on which the report goes to the Review Panel, with the amendments that follow from comments."""
    reply: Annotated[Section[PointsReply], Label(_("Reply slip"), _COMMENTS)] = None
    """The recipient's comments; blank when the letter is sent."""

    @rule("points[].number")
    def _numbers_each_point_once(self) -> Iterator[Problem]:
        for path in repeated({f"points[{index}].number": point.number for index, point in enumerate(self.points)}):
            yield Problem(path, "number_twice", _("is the number of a learning point above it"))

    @rule("points[].number", "reply.comments[].number")
    def _has_comments_on_its_own_points(self) -> Iterator[Problem]:
        left = {point.number for point in self.points}
        for index, row in enumerate(self.reply.comments if self.reply else ()):
            if row.number not in left:
                yield Problem(
                    f"reply.comments[{index}].number",
                    "no_point",
                    _("names no learning point of the letter, or one twice"),
                )
            left.discard(row.number)

    @rule("event_on", "dated")
    def _is_written_after_the_event(self) -> Iterator[Problem]:
        if self.dated < self.event_on:
            yield Problem("dated", "before_event", _("is before the learning event"))

    @rule("comments_by", "dated")
    def _is_answered_after_it_is_written(self) -> Iterator[Problem]:
        if self.comments_by < self.dated:
            yield Problem("comments_by", "reply_by_before_letter", _("is before the date of the letter"))

    @rule("comments_by", "report_to_panel_on")
    def _hears_comments_before_the_panel_meets(self) -> Iterator[Problem]:
        if self.report_to_panel_on is not None and self.report_to_panel_on < self.comments_by:
            yield Problem("report_to_panel_on", "order", _("is before the day by which comments are asked for"))
