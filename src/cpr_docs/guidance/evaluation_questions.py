"""The questions of an evaluation form, on any form that puts them (Annex 1, Appendix 1e)."""

from cpr_docs.authoring.markup import FULL_WIDTH, Element, kept, row
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

# Twentieths of a point: enough to write by hand on a printed form, with two questions on page 1 and four on page 2.
_COMMENT_HEIGHT, _ANSWER_HEIGHT = 1400, 2000


def questions(sheet: Sheet) -> None:
    """The six questions, each with room for the answer, and the thanks."""
    _rating_question(
        sheet, _("1. Did this learning event meet its objectives?"), "objectives_met", "objectives_comment"
    )
    _rating_question(sheet, _("2. How do you rate this event?"), "rating", "rating_comment")
    _open_question(sheet, _("3. What did you find most helpful?"), "most_helpful")
    _open_question(sheet, _("4. What did you find least helpful?"), "least_helpful")
    _open_question(
        sheet,
        _("5. Is there any learning from this event that you intend to take back into your work?"),
        "learning",
    )
    _open_question(sheet, _("6. Any other relevant comments or suggestions for improvement?"), "suggestions")
    sheet.text(_("Thank you for your participation and your assistance."))


def _rating_question(sheet: Sheet, question: str, scale: str, comment: str) -> None:
    sheet.heading(1, question)
    sheet.boxes(f"answers.{scale}")
    label = sheet.label(sheet.translate(sheet.field(f"answers.{comment}").label.text), FULL_WIDTH)
    sheet.table((FULL_WIDTH,), [kept(row(label)), _answer_row(sheet, comment, _COMMENT_HEIGHT)])


def _open_question(sheet: Sheet, question: str, answer: str) -> None:
    sheet.heading(1, question)
    sheet.table((FULL_WIDTH,), [_answer_row(sheet, answer, _ANSWER_HEIGHT)])


def _answer_row(sheet: Sheet, answer: str, height: int) -> Element:
    return row(sheet.prose(f"answers.{answer}", FULL_WIDTH), split=True, height=height)
