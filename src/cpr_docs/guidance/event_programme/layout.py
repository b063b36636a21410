"""Programme of the learning event (Annex 1, 3.4 to 3.16)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.parts.questions import AREAS_TO_COVER
from cpr_docs.language.catalogue import _

METHODS = (
    _("Focused questions to guide discussion and trigger thinking."),
    _("Small groups with specific areas to consider, which record the main points on flips."),
    _("The large group identifies the significant events, then smaller subsets look at each of them."),
    _("The facilitators’ thoughts of what struck them when reading timelines and summaries."),
    _("The group identifies a piece of good practice and analyses its component parts."),
    _("Blank sheets of flip paper on the wall to note down significant learning points as they arise."),
    _("Notes to add any additional significant events to the merged timeline as they are uncovered."),
)
"""The methods that the guidance suggests, shortened (Annex 1, 3.16)."""


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
        sheet.columns("sessions[].items", ["starts", "text", "lead", "method"], shares=(13, 36, 18, 23))
    with sheet.prompts():
        sheet.text(_("There are a variety of methods which can be employed including:"), style="Remark", keep=True)
        sheet.bullets(METHODS)
    sheet.heading(1, _("Questions"))
    if sheet.extended:
        sheet.heading(2, _("The six questions of an extended review"))
        sections.six_questions(sheet)
        sheet.heading(2, _("The questions of this case"))
    with sheet.each("questions"):
        sheet.text("{questions[].text}", style="ListBullet")
    # So that the boxes are never alone on the last page.
    with sheet.together():
        sheet.heading(1, _("Areas to be covered"))
        sheet.bullets(AREAS_TO_COVER)
        sheet.heading(1, _("Materials"))
        sheet.boxes("materials")
