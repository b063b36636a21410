"""Evaluation form of the learning event (Annex 1, Appendix 1e)."""

from cpr_docs.authoring.markup import FULL_WIDTH, Element, kept, row
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

# High enough to write in by hand on a form that was printed; the first page holds two, the second four.
_ROOM_FOR_COMMENT, _ROOM_FOR_ANSWER = 1400, 2000


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet)
    sheet.fields("board", "case_identifier", "event_on", "answers.name", "answers.job_title")
    _rated(sheet, _("1. Did this learning event meet its objectives?"), "objectives_met", "objectives_comment")
    _rated(sheet, _("2. How do you rate this event?"), "rating", "rating_comment")
    _open(sheet, _("3. What did you find most helpful?"), "most_helpful")
    _open(sheet, _("4. What did you find least helpful?"), "least_helpful")
    _open(
        sheet,
        _("5. Is there any learning from this event that you intend to take back into your work?"),
        "learning",
    )
    _open(sheet, _("6. Any other relevant comments or suggestions for improvement?"), "suggestions")
    sheet.text(_("Thank you for your participation and your assistance."))


def _rated(sheet: Sheet, question: str, scale: str, comment: str) -> None:
    sheet.heading(1, question)
    sheet.boxes(f"answers.{scale}")
    label = sheet.label(sheet.translate(sheet.field(f"answers.{comment}").label.text), FULL_WIDTH)
    sheet.table((FULL_WIDTH,), [kept(row(label)), _room(sheet, comment, _ROOM_FOR_COMMENT)])


def _open(sheet: Sheet, question: str, answer: str) -> None:
    sheet.heading(1, question)
    sheet.table((FULL_WIDTH,), [_room(sheet, answer, _ROOM_FOR_ANSWER)])


def _room(sheet: Sheet, answer: str, height: int) -> Element:
    return row(sheet.prose(f"answers.{answer}", FULL_WIDTH), split=True, height=height)
