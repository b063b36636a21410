"""Request for an agency timeline (5.10, 5.11; Annex 1, 2.3, 2.5)."""

from cpr_docs.authoring import letters
from cpr_docs.authoring.markup import kept, paragraph, row
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.guidance.parts.questions import SIX_QUESTIONS
from cpr_docs.language.catalogue import _


def layout(sheet: Sheet) -> None:
    """Writes the letter on the sheet."""
    letters.head(sheet, _("Request for an Agency Timeline: {=case_identifier}"))
    sheet.text(_("Type of review: {=review_type}"), style="Letter")
    sheet.text(
        _(
            "The Review Panel requests you to provide information of contact with the family with an agency timeline "
            "of significant events, together with a brief analysis of the situation and recommendations, if "
            "appropriate."
        ),
        style="Letter",
    )
    letters.details(
        sheet,
        (_("Agency asked for the timeline"), ["agency", "other_agency"]),
        (_("Chair of the Review Panel"), ["review_panel_chair.name", "review_panel_chair.designation"]),
        "start",
        "end",
        "due_on",
        (
            _("Please return it to"),
            ["return_to.name", "return_to.designation", "return_to.telephone", "return_to.email"],
        ),
        # With the boxes of the agencies, a whole table would leave the first page to the pen half empty.
        together=False,
    )
    sheet.text(
        _(
            "The timeline should cover the period from {=start} to {=end}. Where there is significant background "
            "information or a previous incident, this can be summarised in the brief analysis accompanying the "
            "timeline."
        ),
        style="Letter",
    )
    with sheet.when("extension_agreed_on"):
        sheet.text(_("The Review Panel agreed to the longer period on {extension_agreed_on}."), style="Letter")
    sheet.text(
        _(
            "Please list the practitioners and managers who were involved. The Review Panel will decide whom to invite "
            "to the learning event."
        ),
        style="Letter",
    )
    _questions(sheet)
    with sheet.when("child_names"):
        sheet.text(
            _(
                "The last page of this letter identifies the child and the family, so that your records can be found. "
                "Please do not copy it, and use code names in the timeline."
            ),
            style="Letter",
        )
    with sheet.when("meeting_on"):
        sheet.text(
            _(
                "The authors of the timelines are invited to the second meeting of the Review Panel, which will "
                "clarify points and fill gaps: {meeting_on}."
            ),
            style="Letter",
        )
    letters.enclosed(
        sheet,
        _("The Terms of Reference of the review"),
        _("A blank Agency Timeline of Significant Events"),
        lead=_("The following documents are enclosed:"),
    )
    letters.close(sheet)
    _identification(sheet)


def _questions(sheet: Sheet) -> None:
    with sheet.when("questions"):
        sheet.text(
            _("Please keep in mind the issues of the terms of reference that are relevant to this case:"),
            style="Letter",
            keep=True,
        )
        with sheet.each("questions"):
            sheet.body.append(paragraph(sheet.control("questions[].text"), style="LetterBullet"))
        sheet.gap()
    with sheet.when("review_type == 'extended'"):
        sheet.text(
            _("For an extended review please consider in particular the six questions of the terms of reference:"),
            style="Letter",
            keep=True,
        )
        sheet.bullets(SIX_QUESTIONS, style="LetterBullet")
        sheet.gap()


def _identification(sheet: Sheet) -> None:
    """The page that alone names the child and the family."""
    with sheet.when("child_names"):
        sheet.heading(1, _("Identification sheet – do not copy"), new_page=True)
        sheet.text(_("Our reference: {=case_identifier}"))
        sheet.text(
            _(
                "This page is for the search of your records alone. Please keep it apart from the letter and from the "
                "timeline, and destroy it when the records have been found."
            )
        )
        label = sheet.label(sheet.translate(sheet.field("child_names").label.text), sheet.width)
        names = sheet.prose("child_names", sheet.width, style="Tight")
        sheet.table((sheet.width,), [kept(row(label)), row(names, split=True)])
