"""Report on the difference that the actions of a review have made to practice (5.26, 6.15)."""

from cpr_docs.authoring.markup import kept, row
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.language.catalogue import _

_GRID = (1180, 1220, 2620, 2150, 1900)
"""The columns of the table of actions; of its upper row, the second and the third are one.

The last has room for the longest name of a month beside its day.
"""
_UNFINISHED = "not settings.finished"


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of(sheet)
    sheet.foot("{=signed_on}")
    sheet.text(
        _("Report to the Welsh Government and to the Inspectorates.")
        if sheet.extended
        else _("Report to the Welsh Government."),
        keep=True,
    )
    sheet.fields("board", (_("Re: Case identifier"), ["case_identifier"]), "plan_version", "plan_signed_off_on")
    sheet.heading(1, sheet.field("addressee").label.text)
    sheet.text("{addressee.name}", style="Tight")
    with sheet.when(f"{_UNFINISHED} or addressee.address is not none"):
        sheet.block("addressee.address", style="Tight")
    sheet.labelled("addressee.email")
    if sheet.extended:
        sheet.heading(2, sheet.field("inspectorates").label.text)
        sheet.boxes("inspectorates")
    sheet.heading(1, sheet.field("actions").label.text)
    _actions(sheet)
    # A finished report on actions does not say that nobody wrote why there is none.
    with sheet.when(f"{_UNFINISHED} or no_action is not none"):
        sheet.texts("no_action")
    sheet.heading(1, _("The difference made"))
    sheet.texts("overall", "children")
    with sheet.together():
        sheet.texts("remaining")
        sheet.heading(1, sheet.field("chair").label.text)
        sheet.fields(SIGNATURE, "chair.name", "chair.designation", "signed_on")


def _actions(sheet: Sheet) -> None:
    """A row for each action, and below it a row for the difference and one for the evidence."""
    number, label, rest, done, completed = _GRID
    upper = (("number", number, 1), ("what", label + rest, 2), ("done", done, 1), ("completed_on", completed, 1))
    heads = [
        sheet.label(sheet.translate(sheet.field(f"actions[].{name}").label.text), width, span=span)
        for name, width, span in upper
    ]
    columns = len(_GRID)
    start = sheet.statement_row(f"{{%tr for row in {sheet.expression('actions')}|rows %}}", columns)
    with sheet.rows("actions"):
        planned = row(*(sheet.value(f"actions[].{name}", width, span=span) for name, width, span in upper), split=True)
        rows = []
        for name in ("difference", "evidence"):
            text = sheet.translate(sheet.field(f"actions[].{name}").label.text)
            labelled = row(
                sheet.label(text, number + label, span=2),
                sheet.value(f"actions[].{name}", rest + done + completed, span=3),
                split=True,
            )
            rows += sheet.row_if(f"{_UNFINISHED} or row.{name} is not none", labelled, columns)
    end = sheet.statement_row("{%tr endfor %}", columns)
    # LibreOffice can lose all further rows where the first row below the head is kept with the next.
    sheet.table(_GRID, [kept(row(*heads, header=True)), start, planned, *rows, end])
