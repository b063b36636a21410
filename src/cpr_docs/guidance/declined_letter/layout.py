"""Decision not to hold a review, reported to Welsh Government (5.8)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

_DETAILS = ("recommended_on", "declined_on", "board_informed_on", "discussed_on", "discussed_with", "final_on")
_DECLINED = {
    "concise": _(
        "On {=recommended_on} the Child Practice Review Sub-Group recommended that a Concise Review be held. I "
        "declined the recommendation on {=declined_on}, the Board was informed, and further discussion was held on "
        "{=discussed_on}."
    ),
    "extended": _(
        "On {=recommended_on} the Child Practice Review Sub-Group recommended that an Extended Review be held. I "
        "declined the recommendation on {=declined_on}, the Board was informed, and further discussion was held on "
        "{=discussed_on}."
    ),
}
"""The sentences for each type of review."""


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("{=case_identifier}: Decision not to Hold a Review"))
    sheet.text(_("Type of review: {=review_type}"), style="Letter")
    for review_type, sentences in _DECLINED.items():
        with sheet.when(f"review_type == '{review_type}'"):
            sheet.text(sentences, style="Letter")
    sheet.text(
        _(
            "The final decision is that a review will not be held. In accordance with paragraph 5.8 of the guidance, "
            "the reasons, and any conflicting views, are given below."
        ),
        style="Letter",
    )
    letters.details(sheet, *_DETAILS)
    sheet.texts("reasons")
    letters.texts(sheet, "conflicting")
    with sheet.when("not settings.finished or no_conflicting"):
        sheet.tick("no_conflicting")
        sheet.gap()
    letters.texts(sheet, "instead")
    letters.enclosed(sheet)
    letters.close(sheet)
