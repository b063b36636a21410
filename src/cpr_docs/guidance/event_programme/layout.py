"""Programme of the learning event (Annex 1, 3.4 to 3.16)."""

from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.parts.questions import AREAS_TO_COVER
from cpr_docs.language.catalogue import _

PAGE = Page.A4_LANDSCAPE


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet)
    sheet.fields("board", "case_identifier", "child", "venue")
    second = [(_("Second facilitator – Name and Designation"), "reviewer_2")] if sheet.extended else []
    sections.people(
        sheet,
        (_("Facilitator – Name and Designation"), "reviewer_1"),
        *second,
        (_("Note taker – Name and Designation"), "note_taker"),
    )
    sheet.heading(1, _("Programme"))
    with sheet.each("sessions"):
        sheet.numbered_heading(2, _("Session {number}:"), "sessions[].on")
        sheet.labelled("sessions[].starts", "sessions[].finishes", style="Tight", keep=True)
        sheet.gap(keep=True)
        sheet.columns(
            "sessions[].items",
            ["starts", "stage", "text", "lead", "method", "materials"],
            shares=(5, 9, 17, 10, 12, 10),
        )
    sheet.heading(1, _("Questions"))
    if sheet.extended:
        sheet.heading(2, _("The six questions of an extended review"))
        sections.six_questions(sheet)
        sheet.heading(2, _("The questions of this case"))
    with sheet.each("questions"):
        sheet.text("{questions[].text}", style="ListBullet")
    sheet.heading(1, _("Areas to be covered"))
    sheet.bullets(AREAS_TO_COVER)
    sheet.heading(1, _("Materials"))
    sheet.boxes("materials")
