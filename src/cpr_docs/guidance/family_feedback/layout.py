"""Letter that tells a member of the family what the review found (5.13; Annex 1, 4.5, 4.7).

The sentences have at most 15 words: the letter is for children and young people too.
"""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("What the Review Found"))
    sheet.text("{took_part}", style="Letter")
    sheet.text(_("The review is finished now. This letter tells you what came of it."), style="Letter")
    with sheet.when("child_name"):
        sheet.text(_("{child_name} is at the heart of the review."), style="Letter")
    _findings(sheet)
    _report(sheet)
    _next(sheet)
    letters.enclosed(sheet)
    with sheet.together():
        letters.close(sheet)
        sheet.gap()
        sheet.text(_("Type of review: {=review_type}"), style="Remark")


def _findings(sheet: Sheet) -> None:
    for name in ("what_happened", "recommendations", "actions"):
        sheet.heading(2, sheet.field(name).label.text)
        sheet.block(name, style="Letter")
    with sheet.when("your_messages"):
        sheet.heading(2, sheet.field("your_messages").label.text)
        sheet.block("your_messages", style="Letter")


def _report(sheet: Sheet) -> None:
    sheet.heading(2, _("The report"))
    sheet.text(_("There is a short report about the review. It does not name you or your family."), style="Letter")
    with sheet.when("publication_on"):
        sheet.text(_("Everybody can read it from {publication_on}."), style="Letter")
    with sheet.when("website"):
        sheet.text(_("It is on this website: {website}"), style="Letter")


def _next(sheet: Sheet) -> None:
    sheet.heading(2, _("If you would like to talk about it"))
    sheet.text("{way}", style="Letter", keep=True)
    with sheet.asked("meeting"), sheet.when("meeting"):
        letters.details(sheet, "meeting.on", "meeting.starts", "meeting.venue")
    sheet.text(_("If you have any questions, please ask:"), style="Letter", keep=True)
    letters.contact(sheet, "contact")
