"""Terms of reference of a review (5.12, 6.4 to 6.6; Annex 2, Core Issues)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet)
    sheet.foot(_("Version {=terms.version}"), "{=terms.dated}")
    sheet.fields("board", (_("Re: Case identifier"), ["case_identifier"]), "terms.version", "terms.dated")
    terms(sheet, "terms", level=1)
    sheet.heading(1, _("Time period to be covered by the review"))
    sections.period(sheet)
    sheet.heading(1, _("Review Panel"))
    sheet.fields(
        (
            _("Chair of the Review Panel – Name, Designation and Agency"),
            ["panel_chair.name", "panel_chair.designation", "panel_chair.agency"],
        )
    )
    sheet.heading(2, _("Members of the Review Panel"))
    sheet.columns("panel_members", ["name", "designation", "agency"], [3000, 3000, 3070])
    sheet.heading(1, _("Reviewers") if sheet.extended else _("Reviewer"))
    _reviewers(sheet)
    sheet.heading(1, _("Key dates"))
    sheet.fields(*(f"key_dates.{name}" for name in sheet.field("key_dates").type.model_fields))
    amendments(sheet, "terms", level=1)


def terms(sheet: Sheet, prefix: str, *, level: int) -> None:
    """The substance of the terms of reference, which Appendix 1 of the report repeats."""
    sheet.heading(level, _("Core Issues to be addressed in the Terms of Reference of the Review will include:"))
    sections.core_issues(sheet, f"{prefix}.case_issues")
    if sheet.extended:
        sheet.heading(level, _("In the case of an Extended Review issues to be addressed to include:"))
        sections.six_questions(sheet)
        sheet.text(
            _(
                "Further relevant issues in relation to the circumstances of the case, identified by the Review Panel "
                "and/or the reviewers:"
            ),
            keep=True,
        )
        sections.additional_questions(sheet, f"{prefix}.additional_questions")
    sheet.heading(level, _("Agencies asked for a timeline"))
    sections.agencies_asked(sheet, f"{prefix}.agencies")


def amendments(sheet: Sheet, prefix: str, *, level: int) -> None:
    """The amendments up to this version (5.12), after the substance."""
    sheet.heading(level, _("Amendments"))
    if level == 1:
        # In the report, the review is over.
        sheet.text(
            _("These terms of reference are a live document and may be amended at any point of the review."), keep=True
        )
    sheet.columns(f"{prefix}.amendments", ["made_on", "reason"], [2600, 6470])


def _reviewers(sheet: Sheet) -> None:
    if sheet.extended:
        sheet.fields(
            (
                _("Reviewer 1, with knowledge of the local context"),
                ["reviewer_1.name", "reviewer_1.designation"],
            ),
            (
                _("Reviewer 2, with an external perspective, responsible for the additional scrutiny"),
                ["reviewer_2.name", "reviewer_2.designation"],
            ),
        )
    else:
        sheet.fields(
            (
                _("Reviewer, independent of the case management"),
                ["reviewer_1.name", "reviewer_1.designation"],
            )
        )
