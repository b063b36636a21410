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


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(
        sheet,
        ("about == 'recommendation'", _("{=case_identifier}: Notification of a Recommendation")),
        ("about == 'outcome'", _("{=case_identifier}: Notification of the Outcome of a Recommendation")),
        ("about is none", _("{=case_identifier}: Notification")),
    )
    with sheet.when("about == 'recommendation'"):
        for outcome, sentence in _RECOMMENDED.items():
            with sheet.when(f"outcome == '{outcome}'"):
                sheet.text(sentence, style="Letter")
    with sheet.when("about == 'outcome'"):
        sheet.text(
            _(
                "Further to the recommendation that the Child Practice Review Sub-Group made on {=recommended_on}, I "
                "am writing to inform you of its outcome, in accordance with paragraph 5.7 of the guidance."
            ),
            style="Letter",
        )
        for answer, sentence in _ANSWERED.items():
            with sheet.when(f"answer == '{answer}'"):
                sheet.text(sentence, style="Letter")
    sheet.fields("about", "recommended_on", "outcome", "decided_on", "answer")
    sheet.texts("amendments")
    with letters.unless_blank(sheet, "lead_board"):
        sheet.fields("lead_board")
    with letters.unless_blank(sheet, "other_reviews"):
        sheet.texts("other_reviews")
    letters.enclosed(sheet, _("Recommendation to Chair of LSCB from CPR Subgroup"))
    letters.close(sheet)
