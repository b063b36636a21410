"""Agency timeline of significant events (5.10, 5.11; Annex 1, 2.3 to 2.5)."""

from collections.abc import Sequence

from cpr_docs.authoring.markup import Element, row
from cpr_docs.authoring.page_setup import Page
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.guidance import sections
from cpr_docs.guidance.timeline_cells import text_cell, when_cell
from cpr_docs.language.catalogue import _

PAGE = Page.A4_LANDSCAPE


def layout(sheet: Sheet) -> None:
    """Writes the form on the sheet."""
    sections.heading_of_both(sheet)
    sheet.foot(_("Version {=version}"), "{=completed_on}")
    sheet.fields("board", "case_identifier", "agency", "other_agency", "service")
    sheet.fields(
        (_("Completed by – Name and Designation"), ["author.name", "author.designation"]),
        "author.telephone",
        "author.email",
        "completed_on",
        "version",
        "requested_on",
        "due_on",
    )
    sheet.heading(1, _("Period and records"))
    sheet.fields("start", "end", "sources")
    _events(sheet)
    sheet.heading(1, _("Periods without contact"))
    sheet.columns("no_contact", ["start", "end", "reason"], shares=(3, 3, 8))
    sheet.heading(1, _("Brief analysis"))
    sheet.texts("background", "analysis", "good_practice")
    sheet.repeated_rows(
        "recommendations",
        [sheet.field("recommendations").label.text],
        lambda widths: [row(text_cell(sheet, "recommendations[].text", widths[0]))],
        shares=(1,),
    )
    # Before the table of practitioners, so that the signature is never alone on a page.
    with sheet.together():
        sheet.heading(1, _("Signature of the author"))
        sheet.fields(SIGNATURE, "signed_on")
    _practitioners(sheet)


def _events(sheet: Sheet) -> None:
    sheet.heading(1, _("Significant events and contacts"))
    sheet.help(
        _(
            "Please list significant events and contacts with the child and family in order of date. Record what was "
            "seen and heard, what was done and decided, and why. Say of the child: seen or not seen, alone or with "
            "whom. Use code names if the Panel has given them. Significant background, or a previous incident, belongs "
            "in the brief analysis below (5.10)."
        )
    )
    with sheet.when("review_type == 'extended'"):
        sheet.text(
            _("For an extended review please consider in particular the six questions of the terms of reference."),
            keep=True,
        )
        sections.six_questions(sheet)

    def event(widths: Sequence[int]) -> list[Element]:
        number, when, event, response, people, comment = widths
        return [
            row(
                sheet.row_number(number),
                when_cell(sheet, "events[]", when, ["events[].source"]),
                text_cell(sheet, "events[].event", event, ["events[].seen"]),
                *(
                    sheet.value(f"events[].{name}", width)
                    for name, width in (("response", response), ("people", people), ("comment", comment))
                ),
                split=True,
            )
        ]

    heads = [
        _("Row"),
        _("When"),
        *(sheet.field(f"events[].{name}").label.text for name in ("event", "response", "people", "comment")),
    ]
    sheet.repeated_rows("events", heads, event, shares=(7, 18, 34, 27, 15, 16), small=True)


def _practitioners(sheet: Sheet) -> None:
    label = sheet.field("practitioners").label.text
    sheet.heading(1, label)

    def practitioner(widths: Sequence[int]) -> list[Element]:
        name, job, address, email, language, start, end = widths
        return [
            row(
                text_cell(sheet, "practitioners[].name", name, ["practitioners[].agency", "practitioners[].manager"]),
                sheet.value("practitioners[].job_title", job),
                sheet.prose("practitioners[].address", address, style="Tight"),
                *(
                    sheet.value(f"practitioners[].{name}", width)
                    for name, width in (
                        ("email", email),
                        ("language", language),
                        ("involved_from", start),
                        ("involved_until", end),
                    )
                ),
                split=True,
            )
        ]

    names = ("name", "job_title", "address", "email", "language", "involved_from", "involved_until")
    heads = [sheet.field(f"practitioners[].{name}").label.text for name in names]
    sheet.repeated_rows("practitioners", heads, practitioner, shares=(18, 17, 23, 36, 18, 16, 15), small=True)
