"""Submission of the report and the action plan to Welsh Government (5.19, 6.11)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

_DETAILS = ("report_on", "accepted_on", "publication_on", "publication_where", "referred_on", "timing")
_SUBMITTED = {
    "concise": _(
        "The Board accepted the enclosed Child Practice Review Report and approved its action plan on {=accepted_on}. "
        "I submit both in accordance with paragraph 5.19 of the guidance."
    ),
    "extended": _(
        "The Board accepted the enclosed Child Practice Review Report and approved its action plan on {=accepted_on}. "
        "I submit both in accordance with paragraph 6.11 of the guidance."
    ),
}
"""The text for each type of review."""


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("{=case_identifier}: Submission of a Child Practice Review Report"))
    sheet.text(_("Type of review: {=review_type}"), style="Letter")
    letters.sentence_of(sheet, "review_type", _SUBMITTED)
    sheet.text(
        _(
            "The Board intends to publish the report on its website on {=publication_on}, for a minimum of 12 weeks; "
            "thereafter it will be available on request."
        ),
        style="Letter",
    )
    letters.details(sheet, *_DETAILS)
    with sheet.asked("delay"):
        letters.texts(sheet, "delay")
    letters.texts(sheet, "action_needed")
    letters.enclosed(sheet, _("The Child Practice Review Report, in Welsh and in English"), _("The action plan"))
    letters.close(sheet)
