"""Agenda of the review panel, and its minutes (Annex 1, 1.10, 2.3 and 2.5)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of_both(sheet)
    sheet.foot("{=on}")
    sheet.fields("board", "case_identifier", "child", "on", "starts", "venue")
    sheet.boxes("meeting")
    sheet.heading(1, _("Agenda"))
    sheet.columns("items", ["text", "lead", "decision", ("by", "due")], shares=(41, 16, 24, 19), numbered=True)
    sheet.heading(1, _("Members of the Review Panel"))
    sheet.columns("members", ["name", "designation", "agency"], shares=(31, 41, 28))
    sheet.heading(1, sheet.field("attending").label.text)
    sheet.columns("attending", ["name", "job_title", "agency"], shares=(31, 41, 28))
