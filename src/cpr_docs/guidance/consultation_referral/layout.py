"""Referral of a case for multi-agency consultation (4.9; Annex 3)."""

from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=submitted_on}")
    sheet.fields("board", "case_identifier", "child_name", "born", "on_register", "submitted_on")
    sheet.heading(1, _("Referred by"))
    sheet.fields(
        *(f"referrer.{name}" for name in ("name", "designation", "agency", "telephone", "email")),
        (_("Line manager"), ["line_manager.name", "line_manager.designation"]),
    )
    sheet.heading(2, _("Discussion with other agencies"))
    sheet.text(
        _(
            "Case identified by worker/line manager as appropriate for multi agency consultation via discussion "
            "between worker and Line Manager and counterparts in other relevant agencies."
        ),
        keep=True,
    )
    sheet.columns("discussed_with", ["name", "agency", "on"], [3400, 3400, 2270])
    sheet.text(
        _(
            "Advice about whether or not the case is appropriate can be sought from the Child Protection Co-ordinator "
            "in Children’s Services or the Safeguarding Children Board Co-ordinator."
        ),
        keep=True,
    )
    sheet.questions((sheet.field("advice_from").label.text, "advice_from", []))
    sheet.heading(1, _("The case"))
    sheet.texts("why", "hoped_for")
    sheet.heading(1, _("Consent"))
    sheet.text(
        _(
            "Worker to seek consent from parents/carers and child/young person if appropriate. (If no consent then the "
            "case cannot be considered.)"
        ),
        keep=True,
    )
    sheet.fields("parents_consent", "parents_consent_on", "child_consent", "child_consent_on", label_width=4300)
    sheet.texts("how_obtained")
    sheet.heading(1, _("Agencies involved"))
    sheet.help(_("Include name and designation if known."))
    sections.agencies(sheet, "agencies")
    sheet.heading(1, _("Documents"))
    sheet.text(
        _(
            "Contact Safeguarding Children Board Co-ordinator for copy of agreed chronology format. Facilitators will "
            "require minutes of initial CP conference and most recent review CP conference at least two weeks before "
            "the planned session."
        ),
        keep=True,
    )
    sheet.fields("conference_minutes_on", label_width=6900)
