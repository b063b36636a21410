"""Presentation of the review to the Board (5.18, 6.10; Annex 1, 4.4 and 4.8)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet)
    sheet.foot("{=meeting_on}")
    sheet.fields("board", "case_identifier", "child", "meeting_on")
    chair = (_("Chair of the Review Panel – Name, Designation and Agency"), "panel_chair")
    if sheet.extended:
        first, second = _("Reviewer 1 – Name and Designation"), _("Reviewer 2 – Name and Designation")
        sections.people(sheet, chair, (first, "reviewer_1"), (second, "reviewer_2"))
    else:
        sections.people(sheet, chair, (_("Reviewer – Name and Designation"), "reviewer_1"))
    sheet.heading(1, _("The Board is asked"))
    sheet.boxes("asked")
    sheet.heading(1, _("The learning event"))
    sheet.texts("participants", "process", "impact")
    # So that two dates are never alone on the last page.
    with sheet.together():
        sheet.heading(1, _("Reflection on the process of the review"))
        sheet.area("reflection")
        sheet.heading(1, _("Decisions of the Board"))
        sheet.fields("accepted_on", "approved_on", label_width=5200)
