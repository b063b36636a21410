"""Recommendation to Chair of LSCB from CPR Subgroup (Annex 2)."""

from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

_OUTLINE_OF_REVIEW = _("Proposed Initial Outline of Review")
_OF_A_REVIEW = "not settings.finished or outcome is none or outcome == 'concise' or outcome == 'extended'"
_OUTLINE = ("period", "agencies", "panel_chair", "child", "reviewer", "costs", "timetable", "communication")
"""The sections and fields that outline the review, besides the lists."""


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet, of_review=_OF_A_REVIEW)
    sheet.foot("{=recommended_on}")
    sheet.text(_("Additional function:"), keep=True)
    sheet.bullets(
        [
            _("Sub group initial scoping document for panel"),
            _("Notification of Welsh Government"),
            _("Audit trail"),
            _("Initial terms of reference for the panel"),
        ]
    )
    sheet.gap()
    sheet.fields(
        "board",
        (
            _("From: Chair of the CPR Subgroup – Name and Designation"),
            ["subgroup_chair.name", "subgroup_chair.designation"],
        ),
        (_("To: Chair of the LSCB – Name and Designation"), ["board_chair.name", "board_chair.designation"]),
        (_("Re: Case identifier (to be used in all future correspondence)"), ["case_identifier"]),
        "recommended_on",
        label_width=4300,
    )
    sheet.heading(1, _("Brief outline of case/incident"))
    with sheet.prompts():
        sheet.text(_("To include:"), keep=True)
        sheet.bullets(
            [
                _("Legal status of child/children prior to incident."),
                _("Safeguarding action taken by relevant agencies."),
            ]
        )
        sheet.gap()
    sheet.area("outline")
    sections.case_facts(sheet, "facts", level=2)
    _recommendation(sheet)
    _outline_of_a_review(sheet)
    with sheet.together():
        sheet.heading(1, _("To be completed by Sub group Chair"))
        sheet.fields(SIGNATURE, "subgroup_sign_off.title", "subgroup_sign_off.signed_on", "subgroup_sign_off.telephone")
    with sheet.together():
        _decision(sheet)
    sections.welsh_government(sheet)


def _recommendation(sheet: Sheet) -> None:
    sheet.heading(1, _("Recommendation"))
    sheet.questions(
        (
            _("The CPR Subgroup has considered this case and recommends that it meets the criteria for a:"),
            "outcome",
            ["concise", "extended"],
        ),
        (
            _("If the criteria is not met for the above reviews, what alternative review process will be undertaken:"),
            "outcome",
            ["professional_forum", "no_review", "alternative"],
        ),
    )
    sheet.texts("alternative_review")
    sheet.heading(1, _("Decision"))
    sheet.boxes("agreement")
    sheet.heading(1, _("Rationale for Decision/Recommendation"))
    with sheet.prompts():
        sheet.text(_("This should include:"), keep=True)
    sheet.texts(
        "rationale.criteria",
        "rationale.reviews_considered",
        "rationale.alternatives_considered",
        "rationale.other_reviews",
        "rationale.majority",
    )
    sheet.heading(2, _("Where the case concerns more than one LSCB or country"))
    sheet.fields("lead_board")
    sheet.texts("lead_reason")


def _outline_of_a_review(sheet: Sheet) -> None:
    """The outline of the proposed review; a finished paper that proposes no review, and has none, says so instead."""
    lists = ("case_issues", "additional_questions") if sheet.extended else ("case_issues",)
    has_outline = " or ".join([_OF_A_REVIEW, *(f"{path} is not none" for path in _OUTLINE), *lists])
    with sheet.when(has_outline):
        _initial_outline(sheet)
        _core_issues(sheet)
        _reviewer(sheet)
        _timetable(sheet)
    with sheet.when(f"not ({has_outline})"):
        sheet.heading(1, _OUTLINE_OF_REVIEW)
        sheet.text(_("No child practice review is recommended, and no outline of one is attached."))


def _initial_outline(sheet: Sheet) -> None:
    sheet.heading(1, _OUTLINE_OF_REVIEW)
    sheet.text(
        _("(This is an initial outline which will need to be updated as the review proceeds.)"),
        style="Remark",
        keep=True,
    )
    sheet.heading(2, _("Time period to be covered by the review in line with guidance"))
    sections.period(sheet)
    sheet.heading(2, _("Agencies involved in the case being reviewed"))
    sheet.help(_("Include name and designation if known."))
    sections.agencies(sheet, "agencies")
    sheet.heading(2, _("Agency identified to Chair Review Panel"))
    sheet.help(_("Include name and designation if known."))
    sections.agency_boxes(sheet, "panel_chair.agency")
    sheet.fields("panel_chair.other_agency", "panel_chair.name", "panel_chair.designation", "panel_chair.independent")
    sheet.texts("panel_chair.rationale")


def _core_issues(sheet: Sheet) -> None:
    sheet.heading(1, _("Core Issues to be addressed in the Terms of Reference of the Review will include:"))
    sections.core_issues(sheet, "case_issues")


def _reviewer(sheet: Sheet) -> None:
    sheet.heading(1, _("Appointment of Reviewer Independent of the Case Management"))
    sheet.fields("reviewer.to_be_appointed", "reviewer.known", label_width=5000)
    sheet.fields("reviewer.name", "reviewer.designation")
    sheet.texts("reviewer.nominated")
    if sheet.extended:
        sheet.heading(1, _("Reviewer Independent of the Case Management – Extended Review"))
        sheet.text(
            _(
                "In the case of an extended review the following core questions will be addressed as per the guidance "
                "by the Independent Reviewer or Individual in the Terms of Reference of the Review."
            ),
            keep=True,
        )
        sections.six_questions(sheet)
        sheet.text(
            _(
                "Further relevant issues in relation to the circumstances of the case may also be identified by the "
                "Review Panel and/or the reviewers."
            )
        )
        sheet.text(_("Any additional specific questions which are appropriate to be raised at this stage?"), keep=True)
        sections.additional_questions(sheet, "additional_questions")


def _timetable(sheet: Sheet) -> None:
    sheet.heading(1, _("Costs"))
    sheet.fields("costs.reviewer", "costs.how_met", "costs.additional", "costs.additional_detail")
    sheet.heading(1, _("Timetable"))
    sheet.fields("timetable.referred_on", "timetable.first_panel_on", "timetable.within_guidance")
    sheet.texts(
        "timetable.issues",
        hints={"timetable.issues": _("Include issues such as: criminal prosecution, coroner’s decision.")},
    )
    sheet.fields("timetable.report_expected")
    sheet.heading(1, _("Communication and media issues"))
    sheet.texts("communication")


def _decision(sheet: Sheet) -> None:
    sheet.heading(1, _("Decision of the Chair of LSCB"))
    sheet.boxes("board_decision.answer")
    sheet.texts("board_decision.amendments", "board_decision.reasons")
    sheet.fields(SIGNATURE, *(f"board_decision.{name}" for name in ("name", "title", "signed_on", "telephone")))
    sheet.tick("board_decision.in_discussion")
    sheet.gap()
    sheet.fields("board_decision.presented_on", "board_decision.sent_on", label_width=5200)
