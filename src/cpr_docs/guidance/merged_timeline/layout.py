"""Merged timeline of all agencies (5.10, 5.11; Annex 1, 2.4, 2.5, 3.15, 3.16)."""

from collections.abc import Sequence

from cpr_docs.authoring.markup import LABEL_FILL, Element, cell, cell_lines_if, paragraph, row, run
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.timeline_cells import lines, text_cell, when_cell
from cpr_docs.language.catalogue import _
from cpr_docs.templating.asked_test import asked_test
from cpr_docs.templating.enclosing_blocks import LoopBlock

PAGE = Page.A4_LANDSCAPE

_ADDED = ("significant", "strikes", "same_as", "changed_why", "left_out", "summary", "summary_when")
"""The Panel's fields in the second row of an entry, beside `changed`."""


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of_both(sheet)
    with sheet.when("filtered is not none"):
        sheet.labelled("filtered", style="Tight")
        sheet.gap()
    sheet.foot(_("Version {=version}"), "{=dated}")
    sheet.fields("board", "case_identifier", "version", "dated")
    sheet.heading(1, _("Period covered"))
    sheet.fields("start", "end", "extension_agreed_on", label_width=5200)
    with sheet.asked("extension_reason"):
        sheet.texts("extension_reason")
    sheet.heading(1, sheet.field("sources").label.text)
    sheet.columns(
        "sources",
        ["id", ["agency", "other_agency"], "service", "version", "completed_on", "author", "count", "received_on"],
        shares=(10, 20, 14, 9, 13, 12, 10, 13),
    )
    sheet.heading(1, sheet.field("code_names").label.text)
    sheet.columns("code_names", ["code", "shown", "role"], shares=(2, 3, 5))
    _entries(sheet)
    sheet.heading(1, _("Work of the Review Panel on the timeline"))
    sheet.texts("observations", "terms_changes")
    sheet.columns("gaps", ["text", "agency", "answered_on"], shares=(6, 3, 2))


def _entries(sheet: Sheet) -> None:
    sheet.heading(1, sheet.field("entries").label.text)
    sheet.help(
        _(
            "Each entry keeps its Ref., which says whose it is. Add rows of your own at the end: they get a Ref. when "
            "the document is read. To change what an agency wrote, mark the entry as corrected, with the reason."
        )
    )

    def entry(widths: Sequence[int]) -> list[Element]:
        ref, when, agency, event, response, comment = widths
        return [
            row(
                sheet.value("entries[].id", ref),
                when_cell(sheet, "entries[]", when),
                cell(agency, *_agency(sheet)),
                text_cell(sheet, "entries[].event", event, ["entries[].seen"]),
                text_cell(sheet, "entries[].response", response),
                text_cell(sheet, "entries[].comment", comment),
                split=True,
            ),
            *_only_with_content(sheet, _panel(sheet, widths)),
        ]

    heads = [
        sheet.field("entries[].id").label.text,
        _("When"),
        *(sheet.field(f"entries[].{name}").label.text for name in ("agency", "event", "response", "comment")),
    ]
    sheet.repeated_rows("entries", heads, entry, shares=(12, 17, 17, 31, 24, 16), small=True)


def _agency(sheet: Sheet) -> list[Element]:
    """The agency, and the name of one that is not in the grid."""
    agency, other = "entries[].agency", "entries[].other_agency"
    label = sheet.translate(sheet.field(other).label.title)
    is_asked = asked_test(
        sheet.form, other, [LoopBlock(sheet.expression("entries[].id").partition(".")[0], "entries", ())]
    )
    return [
        paragraph(sheet.control(agency), style="Cell"),
        *cell_lines_if(is_asked, paragraph(run(f"{label}: "), sheet.control(other), style="Cell")),
    ]


def _panel(sheet: Sheet, widths: Sequence[int]) -> Element:
    """The second row of an entry: what the Review Panel adds beside its comment."""
    label = sheet.translate(sheet.field("entries[].changed").label.title)
    marks = [
        *lines(sheet, "entries[].significant", "entries[].left_out", "entries[].same_as"),
        # In any paper: a cell without a paragraph is no cell.
        paragraph(run(f"{label}: "), sheet.control("entries[].changed"), style="Cell"),
        *lines(sheet, "entries[].changed_why"),
    ]
    heading, *words = _below_label(sheet, "summary")
    summary, when = (sheet.expression(f"entries[].{name}") for name in ("summary", "summary_when"))
    # A finished paper has no dash beside a value.
    told = cell_lines_if(f"not settings.finished or {summary} is not none or not {when}", *words)
    return row(
        cell(sum(widths[:3]), *marks, span=3, fill=LABEL_FILL),
        cell(widths[3], *_below_label(sheet, "strikes")),
        cell(sum(widths[4:]), heading, *told, *lines(sheet, "entries[].summary_when"), span=2),
        split=True,
    )


def _below_label(sheet: Sheet, name: str) -> list[Element]:
    """A field below its label."""
    path = f"entries[].{name}"
    label = paragraph(run(sheet.translate(sheet.field(path).label.title)), style="CellLabel")
    return [label, *list(sheet.value(path, sheet.width))[1:]]


def _only_with_content(sheet: Sheet, second: Element) -> list[Element]:
    """The second row, which a finished paper prints only where the Panel added something."""
    values = {name: sheet.expression(f"entries[].{name}") for name in ("changed", *_ADDED)}
    given = " or ".join((f"{values.pop('changed')} != 'unchanged'", *values.values()))
    return sheet.row_if(f"not settings.finished or {given}", second, columns=6)
