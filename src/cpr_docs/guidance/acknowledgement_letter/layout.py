"""Acknowledgement of receipt by Welsh Government (Annex 2, For Welsh Government use only)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

_RECEIVED = {
    "recommendation": _("I acknowledge receipt on {=received_on} of the recommendation in the above case."),
    "outcome": _("I acknowledge receipt on {=received_on} of the outcome of the recommendation in the above case."),
    "report": _("I acknowledge receipt on {=received_on} of the Child Practice Review Report in the above case."),
    "declined": _("I acknowledge receipt on {=received_on} of the decision not to hold a review in the above case."),
}
"""The sentence for each paper."""


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("{=case_identifier}: Acknowledgement"))
    sheet.text(_("Type of review: {=review_type}"), style="Letter")
    for what, sentence in _RECEIVED.items():
        with sheet.when(letters.chosen("what", what)):
            sheet.text(sentence, style="Letter")
    with sheet.when("what is none"):
        sheet.text(_("I acknowledge receipt on {=received_on} of the paper below in the above case."), style="Letter")
    letters.details(sheet, "board", "received_on", "what", "circulated_on")
    with sheet.when("not settings.finished or circulated_to"):
        sheet.fields("circulated_to", label_width=4300)
    letters.texts(sheet, "next")
    letters.close(sheet)
