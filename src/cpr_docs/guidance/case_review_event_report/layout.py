"""Report on the learning outcome of a case review event (4.9; Annex 4)."""

from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=event_on}")
    sheet.fields("board", "case_identifier", "child", "event_on")
    for name in ("good_practice", "learning"):
        sheet.heading(1, sheet.field(name).label.text)
        sheet.area(name)
    sheet.heading(1, _("Findings on the key objectives"))
    sheet.help(_("The numbers are those of the key objectives in the terms of reference."))
    sheet.columns("objectives", ["number", "finding"], [1900, 7170])
    sheet.heading(1, sheet.field("messages").label.text)
    sheet.area("messages")
    sheet.heading(1, sheet.field("actions").label.text)
    sheet.columns("actions", ["number", "what", "lead", "due", "outcome"], [1270, 2350, 1950, 1700, 1800])
    with sheet.together():
        sheet.heading(1, _("Facilitators"))
        sheet.columns("facilitators", ["name", "designation"], [4000, 5070])
        sheet.fields(SIGNATURE, "signed_on", "shared_on", label_width=4300)
