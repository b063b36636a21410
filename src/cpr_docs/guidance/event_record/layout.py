"""Record of the learning event (Annex 1, 2.9, 3.8 to 3.11)."""

from collections.abc import Sequence

from cpr_docs.authoring.markup import Element, row
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.timeline_cells import when_cell
from cpr_docs.language.catalogue import _

_PEOPLE = (("name", "job_title", "agency", "sessions"), (5, 6, 6, 4))


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of_both(sheet)
    sheet.foot("{=event_on}")
    sheet.fields("board", "case_identifier", "child", "event_on", "venue")
    sections.people(sheet, (_("Note taker – Name and Designation"), "note_taker"))
    sheet.heading(1, _("Sessions"))
    sheet.columns("sessions", ["on", "starts", "finishes"], shares=(2, 1, 1))
    for name in ("present", "apologies"):
        sheet.heading(1, sheet.field(name).label.text)
        sheet.columns(name, _PEOPLE[0], shares=_PEOPLE[1])
    sheet.tick("principles_agreed")
    sheet.heading(1, _("Contributions"))
    sheet.help(_("Please distinguish between thoughts and actions at the time and the wisdom of hindsight."))
    sheet.columns("contributions", ["starts", "ref", "said", "then_or_hindsight"], shares=(4, 5, 14, 6))
    sheet.heading(1, _("Areas covered"))
    areas = (f"areas.{name}" for name in sheet.field("areas").type.model_fields)
    sheet.texts(*areas, "good_practice", "family_messages")
    _events_added(sheet)
    sheet.heading(1, _("Learning points"))
    sheet.columns("learning_points", ["text", "kind"], shares=(2, 1))
    # So that the tick is never alone on the last page.
    with sheet.together():
        sheet.texts("actions_suggested", "next_steps")
        sheet.heading(1, _("Individual matters"))
        sheet.help(_("Please do not write here what the matter was."))
        sheet.tick("individual_matters")


def _events_added(sheet: Sheet) -> None:
    sheet.heading(1, _("Events added to the timeline"))

    def event(widths: Sequence[int]) -> list[Element]:
        when, text, agency = widths
        return [
            row(
                when_cell(sheet, "events_added[]", when),
                sheet.value("events_added[].text", text),
                sheet.values(["events_added[].agency", "events_added[].other_agency"], agency),
                split=True,
            )
        ]

    heads = [_("When"), *(sheet.field(f"events_added[].{name}").label.text for name in ("text", "agency"))]
    sheet.repeated_rows("events_added", heads, event, shares=(3, 4, 4))
