"""Multi-agency chronology and social history for a consultation (4.9; Annex 3)."""

from collections.abc import Sequence

from cpr_docs.authoring.markup import Element, cell, paragraph, row
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.timeline_cells import text_cell, when_cell
from cpr_docs.language.catalogue import _

PAGE = Page.A4_LANDSCAPE

_AGENCY = ("events[].agency", "events[].other_agency")


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot("{=sent_on}")
    sheet.text(
        _(
            "Referrer to send multi agency chronology for the last six months of involvement and social history to "
            "cover all previous involvement to LSCB Co-ordinator 2 weeks prior to steering group meeting."
        ),
        keep=True,
    )
    sheet.fields("board", "case_identifier", "start", "end", "sent_on", "steering_group_on", label_width=4700)
    _events(sheet)
    sheet.heading(1, sheet.field("social_history").label.text)
    sheet.area("social_history")


def _events(sheet: Sheet) -> None:
    sheet.heading(1, sheet.field("events").label.text)

    def event(widths: Sequence[int]) -> list[Element]:
        when, agency, event, response, people, comment = widths
        return [
            row(
                when_cell(sheet, "events[]", when, ["events[].source"]),
                cell(agency, *(paragraph(sheet.control(path), style="Cell") for path in _AGENCY)),
                text_cell(sheet, "events[].event", event, ["events[].seen"]),
                *(
                    sheet.value(f"events[].{name}", width)
                    for name, width in (("response", response), ("people", people), ("comment", comment))
                ),
                split=True,
            )
        ]

    names = ("agency", "event", "response", "people", "comment")
    heads = [_("When"), *(sheet.field(f"events[].{name}").label.text for name in names)]
    sheet.repeated_rows("events", heads, event, shares=(17, 21, 27, 22, 16, 14), small=True)
