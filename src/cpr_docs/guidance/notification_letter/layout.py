"""Notification of Welsh Government of a recommendation, or of its outcome (5.7)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _

_RECOMMENDED = {
    "concise": _(
        "In accordance with paragraph 5.7 of the guidance, I am writing to inform you that on {=recommended_on} the "
        "Child Practice Review Sub-Group recommended a Concise Review in the above case."
    ),
    "extended": _(
        "In accordance with paragraph 5.7 of the guidance, I am writing to inform you that on {=recommended_on} the "
        "Child Practice Review Sub-Group recommended an Extended Review in the above case."
    ),
    "professional_forum": _(
        "In accordance with paragraph 5.7 of the guidance, I am writing to inform you that on {=recommended_on} the "
        "Child Practice Review Sub-Group recommended a Multi-Agency Professional Forum in the above case."
    ),
    "no_review": _(
        "In accordance with paragraph 5.7 of the guidance, I am writing to inform you that on {=recommended_on} the "
        "Child Practice Review Sub-Group recommended that no review be held in the above case."
    ),
    "alternative": _(
        "In accordance with paragraph 5.7 of the guidance, I am writing to inform you that on {=recommended_on} the "
        "Child Practice Review Sub-Group recommended an alternative review process in the above case."
    ),
}
"""The sentence for each recommendation."""
_ANSWERED = {
    "agree": _("I approved the recommendation on {=decided_on}."),
    "agree_amended": _("I approved the recommendation on {=decided_on}, with the amendments below."),
    "disagree": _("I declined the recommendation on {=decided_on}."),
}
"""The sentence for each decision."""


_IS_A_RECOMMENDATION = letters.chosen("about", "recommendation")
_IS_AN_OUTCOME = letters.chosen("about", "outcome")


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(
        sheet,
        (_IS_A_RECOMMENDATION, _("{=case_identifier}: Notification of a Recommendation")),
        (_IS_AN_OUTCOME, _("{=case_identifier}: Notification of the Outcome of a Recommendation")),
        ("about is none", _("{=case_identifier}: Notification")),
    )
    with sheet.when(f"about is none or ({_IS_A_RECOMMENDATION} and outcome is none)"):
        sheet.text(
            _(
                "In accordance with paragraph 5.7 of the guidance, I am writing to inform you of the following in the "
                "above case."
            ),
            style="Letter",
        )
    with sheet.when(_IS_A_RECOMMENDATION):
        letters.sentence_of(sheet, "outcome", _RECOMMENDED)
    with sheet.when(_IS_AN_OUTCOME):
        sheet.text(
            _(
                "Further to the recommendation that the Child Practice Review Sub-Group made on {=recommended_on}, I "
                "am writing to inform you of its outcome, in accordance with paragraph 5.7 of the guidance."
            ),
            style="Letter",
        )
        with sheet.when("decided_on is not none"):
            letters.sentence_of(sheet, "answer", _ANSWERED)
    letters.details(sheet, "about", "recommended_on", "outcome", "lead_board", "decided_on", "answer", label_width=3600)
    sheet.texts("amendments")
    letters.texts(sheet, "other_reviews")
    # Not above the recommendation, which may be of no review, or of another process.
    letters.enclosed(sheet, _("Recommendation to Chair of LSCB from CPR Subgroup ({=review_type})"))
    letters.close(sheet)
