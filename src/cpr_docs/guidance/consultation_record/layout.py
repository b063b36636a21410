"""Record of a multi-agency consultation (4.9; Annex 3)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=session_on}")
    sheet.fields("board", "case_identifier")
    sheet.heading(1, _("Steering group"))
    sheet.text(
        _("Referral information, multi agency chronology and social history considered by steering group."), keep=True
    )
    sheet.fields("considered_on", "accepted", label_width=5200)
    sheet.heading(1, _("Facilitators and observer"))
    sheet.text(
        _(
            "2 facilitators identified (preferably from different disciplines and with no involvement with the case) "
            "and 1 observer."
        ),
        keep=True,
    )
    sheet.columns("facilitators", ["name", ["discipline", "involved"]], [3600, 5470])
    sheet.fields((_("Observer – Name and Designation"), ["observer.name", "observer.designation"]))
    sheet.heading(1, _("Session"))
    sheet.fields("session_on", "venue")
    sheet.fields("minutes_received_on", label_width=6900)
    sheet.heading(2, _("Participants"))
    sheet.columns("participants", ["name", "job_title", "agency"], [2580, 3140, 3350])
    sheet.texts("discussion")
    sheet.heading(2, _("Actions"))
    sheet.text(
        _(
            "Participants identify actions to be taken as a consequence of session and provide feedback directly to "
            "Line Managers."
        ),
        keep=True,
    )
    sheet.columns("actions", ["what", "who", "due", "fed_back_on"], [3170, 1950, 1800, 2150])
    sheet.heading(1, _("Evaluation"))
    sheet.texts("debrief")
    with sheet.together():
        sheet.fields("follow_up_on", label_width=6900)
        sheet.texts("follow_up", "steering_review")
