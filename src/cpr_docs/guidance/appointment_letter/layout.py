"""Letter that appoints a reviewer, with the reviewer's answer (5.14, 6.7 and Annex 1, 1.7 to 1.10)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("Appointment of a Reviewer"))
    _appointment(sheet)
    _role(sheet)
    _arrangements(sheet)
    _enclosures(sheet)
    letters.close(sheet)
    _acceptance(sheet)


def _appointment(sheet: Sheet) -> None:
    sheet.text(
        _(
            "On behalf of the Review Panel I am writing to appoint you as one of the two reviewers of this Extended "
            "Review. Both reviewers work together and with the Review Panel. Please confirm with the enclosed form "
            "that you accept the appointment, and that you are independent of the case."
        )
        if sheet.extended
        else _(
            "On behalf of the Review Panel I am writing to appoint you as the reviewer of this Concise Review. You "
            "work with the Review Panel. Please confirm with the enclosed form that you accept the appointment, and "
            "that you are independent of the case."
        ),
        style="Letter",
    )
    if sheet.extended:
        sheet.fields(
            "role",
            "designation",
            (_("The other reviewer"), ["other_reviewer.name", "other_reviewer.designation"]),
            (_("Chair of the Review Panel"), ["panel_chair.name", "panel_chair.designation"]),
        )
        with sheet.when("not settings.finished or endorsed_by_chair"):
            sheet.tick("endorsed_by_chair")
    else:
        sheet.fields(
            "designation",
            (_("Chair of the Review Panel"), ["panel_chair.name", "panel_chair.designation"]),
        )


def _role(sheet: Sheet) -> None:
    sheet.heading(2, _("The role"))
    with sheet.locked():
        sheet.text(
            _(
                "The role of the Reviewer is a multi-faceted one as it includes managing the task, facilitating the "
                "process, managing and facilitating the learning of the group and producing a Child Practice Review "
                "Report. It requires a wide range of knowledge, skills and abilities, which the enclosed form lists."
            ),
            style="Letter",
        )
        if sheet.extended:
            sheet.text(
                _(
                    "Reviewer 1 is independent of the case management and has knowledge of the local context. Reviewer "
                    "2 brings an external perspective, is independent of the Board, and has particular responsibility "
                    "for scrutiny of the additional issues arising from the statutory responsibilities of the "
                    "agencies. The two reviewers also have to think about how they will work alongside one another."
                ),
                style="Letter",
            )
        else:
            sheet.text(_("The Reviewer must be independent of the case management."), style="Letter")


def _arrangements(sheet: Sheet) -> None:
    details = ("first_meeting_on", "learning_event_on", "report_due_on", "fee")
    texts = ("fee_terms", "experience", "access")
    with letters.unless_all_blank(sheet, *details, *texts):
        sheet.heading(2, _("Arrangements"))
    letters.details(sheet, *details)
    letters.texts(sheet, *texts)


def _enclosures(sheet: Sheet) -> None:
    sections.terms_enclosed(sheet, _("You will also receive the following documents:"))


def _acceptance(sheet: Sheet) -> None:
    about = _("Appointment of a Reviewer, case identifier: {=case_identifier}")
    title = _("Acceptance and declaration of independence")
    return_to = _("Please return this form by {reply_by} to:")
    with letters.reply_slip(sheet, about, return_to, title=title, signature=(SIGNATURE, "acceptance.signed_on")):
        sheet.heading(2, _("Knowledge, skills and abilities that I have"))
        sheet.boxes("acceptance.skills")
        # The declaration stands on one page with the signature below it.
        with sheet.together():
            sheet.heading(2, _("Declaration"))
            sheet.boxes("acceptance.accepts")
            sheet.text(_("Please tick each statement that is true:"), keep=True)
            for name in ("no_involvement", "no_advice", "no_line_management"):
                sheet.tick(f"acceptance.{name}")
            if sheet.extended:
                with sheet.asked("acceptance.independent_of_board"):
                    sheet.tick("acceptance.independent_of_board")
            sheet.gap()
            sheet.texts("acceptance.connections")
            sheet.gap(keep=True)
