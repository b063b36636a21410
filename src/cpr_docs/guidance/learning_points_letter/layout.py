"""Letter with the draft learning points, and a slip for comments (Annex 1, 4.2 and 4.3)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

_NUMBER, _TEXT = 1900, 7170


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("Draft Learning Points for Comment"))
    sheet.text(_("Type of review: {=review_type}"), style="Letter")
    sheet.text(
        _(
            "Thank you for taking part in the learning event on {event_on}. Below is a draft of the learning points. "
            "The guidance says that a summary of them is shared with the participants, so that you can comment on it."
        ),
        style="Letter",
    )
    sheet.text(
        _(
            "Please send us your comments by {comments_by}, on the reply slip or in your own words. In the light of "
            "them the report may be amended before it goes to the Review Panel and to the Board."
        ),
        style="Letter",
    )
    with sheet.when("report_to_panel_on"):
        sheet.text(_("The report goes to the Review Panel on {report_to_panel_on}."), style="Letter")
    sheet.text(_("The draft is confidential: please do not copy it or pass it on."), style="Letter")
    sheet.heading(2, _("Draft learning points"))
    sheet.columns("points", ["number", "text"], [_NUMBER, _TEXT])
    letters.enclosed(sheet)
    letters.close(sheet)
    _reply_slip(sheet)


def _reply_slip(sheet: Sheet) -> None:
    about = _("Draft learning points of the learning event on {=event_on}")
    with letters.reply_slip(sheet, about, _("Please return this slip by {=comments_by} to:")):
        sheet.tick("reply.no_comments")
        sheet.gap()
        sheet.columns("reply.comments", ["number", "comment"], [_NUMBER, _TEXT])
        sheet.texts("reply.general")
