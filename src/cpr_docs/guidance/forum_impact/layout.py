"""Evaluation of the multi-agency professional forums of a year (4.4, 4.8)."""

from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

_NUMBER_LABEL = 4800
"""The labels are longer than the numbers beside them."""


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=year_start}", "{=year_end}")
    sheet.fields("board", "reference", "year_start", "year_end")
    sheet.heading(1, _("The forums of the year"))
    sheet.fields("held", "attended", "returned", label_width=_NUMBER_LABEL)
    sheet.heading(1, _("Value and effectiveness"))
    sheet.texts("valued", "effective")
    sheet.heading(1, _("Impact"))
    sheet.texts("impact")
    with sheet.together():
        sheet.texts("business_plan")
        sheet.heading(1, _("Assessment"))
        sheet.fields("assessed_by", SIGNATURE, "signed_on", "reported_on")
