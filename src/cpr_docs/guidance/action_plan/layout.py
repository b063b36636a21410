"""Action plan of a review (5.17, 5.18, 5.22 to 5.26, 6.10, 6.14, 6.15)."""

from cpr_docs.authoring.markup import Element, cell, cell_lines_if, kept, paragraph, row, run
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.action_plan.model import PROGRESS
from cpr_docs.language.catalogue import _
from cpr_docs.models.form import SIGNATURES

PAGE = Page.A4_LANDSCAPE

_ACTIONS = "points[].actions"
_GRID = (1200, 1400, 1970, 3500, 1850, 2390, 2260)
"""The columns of the table of actions: those of its upper row, of which the second is divided for the labels below."""
_LABEL_WIDTH = 5200
_UNFINISHED = "not settings.finished"
_EXTENDED = "review_type == 'extended'"


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of_both(sheet)
    sheet.foot(_("Version {=version}"), "{=dated}")
    sheet.fields(
        "board",
        (_("Re: Case identifier"), ["case_identifier"]),
        "child",
        (_("Version, and date of this version"), ["version", "dated"]),
        "report_on",
        (
            _("Prepared by the Review Panel – Name and Designation"),
            ["prepared_by.name", "prepared_by.designation"],
        ),
        label_width=_LABEL_WIDTH,
    )
    sheet.heading(1, sheet.field("points").label.text)
    sheet.help(
        _(
            "Conclusions should be relevant to bringing about improvements in practice and should be specific, "
            "workable and affordable, and have clearly definable outcomes."
        )
    )
    with sheet.each("points"):
        sheet.heading(2, _("Point {points[].number}: {points[].text}"))
        sheet.labelled("points[].kind", keep=True)
        _actions(sheet)
    # A finished plan with points does not say that nobody wrote why it needs none.
    with sheet.when(f"{_UNFINISHED} or no_action is not none or not points"):
        sheet.texts("no_action")
    with sheet.when(f"not ({_EXTENDED})"):
        sheet.heading(1, sheet.field("dissemination").label.text)
    with sheet.when(_EXTENDED):
        sheet.heading(1, _("Wide dissemination of the report and action plan to staff"))
    sheet.columns("dissemination", ["audience", "how", "by", "due", "done_on"], shares=(5, 6, 5, 3, 3))
    sheet.heading(1, sheet.field("programmes").label.text)
    sheet.texts(*(f"programmes.{name}" for name in sheet.field("programmes").type.model_fields))
    sheet.heading(1, sheet.field("monitoring").label.text)
    names = sheet.field("monitoring").type.model_fields
    sheet.fields(*(f"monitoring.{name}" for name in names), label_width=_LABEL_WIDTH)
    with sheet.unless_published(PROGRESS):
        sheet.heading(1, sheet.field("progress").label.text)
        sheet.columns("progress", ["reviewed_on", "note", "reported_on"], shares=(3, 10, 3))
        sheet.heading(1, sheet.field("audit").label.text)
        sheet.columns(
            "audit",
            ["action", "carried_out", "effect", "achieving", "audited_on", "method"],
            shares=(4, 4, 9, 4, 4, 6),
        )
    _approval(sheet)


def _actions(sheet: Sheet) -> None:
    """The actions of a point: a row for the plan of each, and below it rows for how its outcome will be known."""
    number, half, rest, lead, due, outcome, status = _GRID
    upper = (
        (sheet.field(f"{_ACTIONS}[].number").label.text, number, 1),
        (sheet.field(f"{_ACTIONS}[].what").label.text, half + rest, 2),
        (_("Lead agency and officer"), lead, 1),
        (sheet.field(f"{_ACTIONS}[].due").label.text, due, 1),
        (sheet.field(f"{_ACTIONS}[].outcome").label.text, outcome, 1),
        (sheet.field(f"{_ACTIONS}[].status").label.text, status, 1),
    )
    heads = [sheet.label(sheet.translate(text), width, span=span) for text, width, span in upper]
    columns = len(_GRID)
    start = sheet.statement_row(f"{{%tr for row2 in {sheet.expression(_ACTIONS)}|rows %}}", columns)
    with sheet.rows(_ACTIONS):
        completed = sheet.field(f"{_ACTIONS}[].completed_on").label.text
        state = [
            paragraph(sheet.control(f"{_ACTIONS}[].status"), style="Cell"),
            *cell_lines_if(
                f"{_UNFINISHED} or row2.completed_on is not none",
                paragraph(
                    run(f"{sheet.translate(completed)}: "), sheet.control(f"{_ACTIONS}[].completed_on"), style="Cell"
                ),
            ),
        ]
        leads = [f"{_ACTIONS}[].{name}" for name in ("agency", "other_agency", "lead", "lead_name")]
        planned = row(
            sheet.value(f"{_ACTIONS}[].number", number),
            sheet.value(f"{_ACTIONS}[].what", half + rest, span=2),
            sheet.values(leads, lead),
            sheet.value(f"{_ACTIONS}[].due", due),
            sheet.value(f"{_ACTIONS}[].outcome", outcome),
            cell(status, *state),
            split=True,
        )
        known = []
        for left, right in (("measure", "resources"), ("evidence", "scope")):
            labels = row(
                *_labelled(sheet, left, (number + half, 2), (rest + lead, 2)),
                *_labelled(sheet, right, (due, 1), (outcome + status, 2)),
                split=True,
            )
            given = f"row2.{left} is not none or row2.{right} is not none"
            known += sheet.row_if(f"{_UNFINISHED} or {given}", labels, columns)
    end = sheet.statement_row("{%tr endfor %}", columns)
    sheet.table(_GRID, [kept(row(*heads, header=True)), start, planned, *known, end])


def _labelled(sheet: Sheet, name: str, label: tuple[int, int], value: tuple[int, int]) -> list[Element]:
    """A label and its value, of which each has a width and a number of columns."""
    path = f"{_ACTIONS}[].{name}"
    text = sheet.translate(sheet.field(path).label.text)
    return [sheet.label(text, label[0], span=label[1]), sheet.value(path, value[0], span=value[1])]


def _approval(sheet: Sheet) -> None:
    value_width = sheet.width - _LABEL_WIDTH
    names = sheet.field("board_sign_off").type.model_fields
    signature = row(
        sheet.label(sheet.translate(_("Signature")), _LABEL_WIDTH),
        cell(value_width, paragraph(style="Cell")),
        height=1000,
    )
    approved, *details = (
        row(
            sheet.label(sheet.translate(sheet.field(path).label.text), _LABEL_WIDTH),
            sheet.value(path, value_width),
        )
        for path in ("approved_on", *(f"board_sign_off.{name}" for name in names))
    )
    # Two labels, but one control: a control that is in a template twice could not be read back.
    concise = sheet.translate(sheet.field("difference_reported_on").label.text)
    extended = sheet.translate(_("Report to Welsh Government and the Inspectorates on the difference made"))
    label = sheet.label(f"{{% if {_EXTENDED} %}}{extended}{{% else %}}{concise}{{% endif %}}", _LABEL_WIDTH)
    difference = row(label, sheet.value("difference_reported_on", value_width))
    # One table, since LibreOffice parts two tables that are kept together.
    rows = [approved, *sheet.row_unless_published(SIGNATURES, signature, 2), *details, difference]
    with sheet.together():
        sheet.heading(1, _("Approved and signed off by the Board"))
        sheet.table((_LABEL_WIDTH, value_width), rows)
