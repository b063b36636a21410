"""Terms of reference of a case review event (4.9; Annex 4)."""

from cpr_docs.authoring.markup import element, paragraph
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.authoring.styles import NUMBERS
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _
from cpr_docs.templating.xml_builder import value

_FIRST_OBJECTIVE = _(
    "Were there indicators of {theme} that were not identified/acted upon? If so, can this be understood?"
)
_OBJECTIVES = (
    _("Were professionals in agreement about the actions that needed to be taken and the timeliness of these actions?"),
    _(
        "Were there opportunities that would have allowed for an earlier action to secure the safety and wellbeing of "
        "the children concerned?"
    ),
    _("What good practice can be identified?"),
    _("Are there any lessons that may be learnt by the practitioners involved?"),
    _(
        "Are there any messages from this case that need to be communicated more widely – what are these and what "
        "actions need to result?"
    ),
)


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=begun_on}")
    with sheet.locked():
        sheet.text(
            _(
                "The CRE is undertaken on behalf of the LSCB. The purpose of the event is to examine inter-agency "
                "practice in order to highlight areas of good practice and to establish whether there may be learning "
                "from the case."
            )
        )
    sheet.fields("board", "case_identifier", "child", "begun_on", "complete_by")
    _methodology(sheet)
    sheet.heading(1, _("Case Review Group (CRG)"))
    sheet.columns("group", ["name", "designation", "agency"], [2550, 3950, 2570])
    sheet.heading(1, _("Summary of the case"))
    sheet.area("summary")
    sheet.heading(1, _("Agencies with case involvement"))
    sections.agencies_asked(sheet, "agencies")
    _objectives(sheet)
    with sheet.together():
        sheet.heading(1, _("Facilitators"))
        sheet.columns("facilitators", ["name", "designation"], [4000, 5070])
        sheet.heading(1, _("Report"))
        with sheet.locked():
            sheet.text(
                _(
                    "Facilitators to produce a learning outcome report for the LSCB along with a plan of any agreed "
                    "actions. Report should also be shared with the Regional Improving Practice Group to ensure wider "
                    "learning across the region where this is necessary."
                )
            )
        sheet.tick("share_regionally")
        sheet.gap()
        sheet.text(_("The process will be completed within 3 months."))


def _methodology(sheet: Sheet) -> None:
    sheet.heading(1, _("Methodology"))
    sheet.bullets(
        [
            _("A summary of the case to be presented to the Case Review Group (CRG)."),
            _("CRG to establish those agencies with case involvement."),
        ]
    )
    sheet.text(
        _(
            "Members of the CRG to use an agreed template to create a timeline of significant events for each agency "
            "for the time period {period.start} – {period.end}."
        ),
        style="ListBullet",
    )
    sheet.bullets(
        [
            _("Agency timelines to be merged into a single inter-agency timeline."),
            _(
                "Timeline to be used to identify key practitioners and relevant managers to be invited to a case "
                "review event."
            ),
            _("CRG to plan and coordinate the case review learning event, as an approach to examine practice."),
            _(
                "CRE to be facilitated by members of the CRG independent of case management or supervisory "
                "responsibilities."
            ),
        ]
    )


def _objectives(sheet: Sheet) -> None:
    """The key objectives, numbered so that the report can name them, and those that the group adds."""
    sheet.heading(1, _("CRG to agree on key objectives for learning event:"))

    def further() -> None:
        number = [value("w:ilvl", "0"), value("w:numId", NUMBERS + sheet.lists - 1)]
        with sheet.each("more_objectives"):
            text = sheet.control("more_objectives[].text")
            sheet.body.append(paragraph(text, style="ListNumber", extra=[element("w:numPr", {}, number)]))

    sheet.numbered([_FIRST_OBJECTIVE, *_OBJECTIVES, further])
