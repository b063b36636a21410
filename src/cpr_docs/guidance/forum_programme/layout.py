"""Annual programme of multi-agency professional forums (3.2, 4.1 to 4.8)."""

from cpr_docs.authoring.markup import row
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

PAGE = Page.A4_LANDSCAPE

# A forum is a block of label and value, two a row, so that a year fits on a few pages.
_PAIRS = (
    ("purpose", "status"),
    ("source", "planned_on"),
    ("audience", "planned_month"),
    ("method", "held_on"),
    ("facilitators", "places"),
    ("conveyed_to", "attended"),
)
_SHARES = (2, 6, 3, 4)


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.title(sheet)
    sheet.foot(_("Version {=version}"), "{=dated}")
    sheet.fields("board", "reference", "year_start", "year_end", "version", "dated", "responsible")
    sheet.heading(1, _("Co-ordinator"))
    sheet.fields(*(f"coordinator.{name}" for name in ("name", "designation", "telephone", "email")))
    sheet.heading(1, _("Objectives"))
    sheet.area("objectives")
    sheet.heading(1, _("Topics for child protection audits"))
    sheet.boxes("topics")
    sheet.heading(1, _("Forums"))
    with sheet.each("events"):
        _forum(sheet)
    sheet.heading(1, _("Resources"))
    sheet.fields("resources")
    sheet.texts("resources_detail")
    sheet.heading(1, _("How the programme will be evaluated"))
    sheet.area("evaluation_plan")
    sheet.fields("reported_on")


def _forum(sheet: Sheet) -> None:
    sheet.heading(2, _("Forum {events[].number}: {events[].topic}"))
    unit = sheet.width // sum(_SHARES)
    widths = [share * unit for share in _SHARES[:-1]]
    widths.append(sheet.width - sum(widths))
    rows = []
    for pair in _PAIRS:
        cells = []
        for name, label_width, width in zip(pair, widths[::2], widths[1::2], strict=True):
            path = f"events[].{name}"
            cells += [sheet.label(sheet.translate(sheet.field(path).label.text), label_width), sheet.value(path, width)]
        rows.append(row(*cells))
    sheet.table(widths, rows, together=True)
    sheet.texts("events[].learning", "events[].local_action")
    sheet.tick("events[].referred")
