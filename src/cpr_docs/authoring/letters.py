"""The parts that all letters share: the head with the addresses and the subject, the enclosures, and the close.

The form has the fields of a letter: `board_address`, `dated`, `recipient`, `signatory` and, for `enclosures`, a list of
that name whose rows have a `text`.
"""

from cpr_docs.authoring.markup import paragraph, run
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language


def head(sheet: Sheet, subject: str) -> None:
    """The board, the date and the reference, the recipient's address, the salutation, and the subject as heading.

    The date is also at the foot of each page.
    Example: ``letters.head(sheet, _("Learning Event in respect of: {child}"))``.
    """
    sheet.foot("{=dated}")
    sheet.text("{board}", style="Letterhead")
    sheet.block("board_address", style="Tight")
    sheet.gap()
    sheet.text("{dated}", style="Tight")
    sheet.text(_("Our reference: {case_identifier}"), style="Tight")
    sheet.gap()
    sheet.text("{recipient.name}", style="Tight")
    for path in ("recipient.job_title", "recipient.agency"):
        with sheet.when(path):
            sheet.text(f"{{{path}}}", style="Tight")
    with sheet.when("recipient.address"):
        sheet.block("recipient.address", style="Tight")
    sheet.gap()
    sheet.text(_("Dear {=recipient.name}"), style="Letter")
    sheet.heading(1, subject)


def enclosures(sheet: Sheet) -> None:
    """A bullet for each further document that is enclosed: ``letters.enclosures(sheet)``."""
    with sheet.when("enclosures"), sheet.each("enclosures"):
        sheet.body.append(paragraph(sheet.control("enclosures[].text"), style="LetterBullet"))


def close(sheet: Sheet) -> None:
    """The statements about Welsh, the greeting, and the signatory with the ways to answer: ``letters.close(sheet)``."""
    also_in = (
        _("This letter is also available in Welsh.")
        if sheet.language is Language.ENGLISH
        else _("This letter is also available in English.")
    )
    sheet.body.append(
        paragraph(run("{{ settings.welsh_correspondence }} "), run(sheet.translate(also_in)), style="Letter")
    )
    sheet.text(_("Kind regards"), style="Letter", keep=True)
    for _line in range(2):
        sheet.body.append(paragraph(style="Tight", keep=True))
    sheet.text("{signatory.name}", style="Tight", keep=True)
    sheet.text("{signatory.designation}", style="Tight")
    with sheet.when("signatory.telephone"):
        sheet.text(_("Telephone: {signatory.telephone}"), style="Tight")
    with sheet.when("signatory.email"):
        sheet.text(_("E-mail: {signatory.email}"), style="Tight")
