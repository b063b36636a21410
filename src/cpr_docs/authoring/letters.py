"""The parts that all letters share: the first page up to the subject, the enclosures, the close, and the reply slip.

The form has the fields of `cpr_docs.guidance.parts.letter.Letter`. The head of the first page stands in frames with
places on the page, so that the recipient's address shows in the window of an envelope whatever a letterhead prints
above it:

- the board's name from 25 to 120 mm from the left and 12.5 to 30 mm from the top, where there is no letterhead;
- the marking, the board's address, the date and the reference at the right, from 125 mm;
- the recipient's address in the window (`address_block`);
- the text from 95 mm from the top.
"""

import contextlib
from collections.abc import Iterator
from typing import Final

from cpr_docs.authoring.markup import Element, cell, element, paragraph, row, run
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import put
from cpr_docs.templating.address_block import STYLE, WINDOW, Rectangle, frame_attributes
from cpr_docs.templating.xml_builder import value

# A name of the full width does not touch the marking beside it.
_NAME: Final = Rectangle(25, 12.5, 95, 17.5)
# Its foot, 95 mm from the top, is where the text begins.
_FACTS: Final = Rectangle(125, 12.5, 70, 82.5)
# On a letterhead the lines begin 36.5 mm from the top: in twentieths of a point, 24 mm below the top of the frame.
_BELOW_LETTERHEAD: Final = 1361

_LINES_FOR_A_PEN = 4
"""The blank lines above the signatory's name."""
_SLIP_LABEL: Final = 3600


def head(sheet: Sheet, subject: str) -> None:
    """The first page down to the subject: the board, the recipient, the salutation, and the subject as heading.

    The date is also at the foot of each page.
    Example: ``letters.head(sheet, _("Learning Event in respect of: {child}"))``.
    """
    sheet.foot("{=dated}")
    sheet.is_letter = True
    if not sheet.on_letterhead:
        with _framed(sheet, _NAME, is_beside=True):
            sheet.text("{board}", style="Letterhead")
    with _framed(sheet, _FACTS, is_beside=False):
        _facts(sheet)
    with _framed(sheet, WINDOW, is_beside=True):
        _address(sheet)
    _salutation(sheet)
    sheet.heading(1, subject)


def _facts(sheet: Sheet) -> None:
    """The marking, the board's address, the date and the reference."""
    if sheet.on_letterhead:
        height = element("w:spacing", {"w:line": str(_BELOW_LETTERHEAD), "w:lineRule": "exact"})
        sheet.body.append(paragraph(style="Sender", extra=[height]))
    with sheet.when("settings.protective_marking"):
        left = [element("w:spacing", {"w:after": "120"}), value("w:jc", "left")]
        sheet.body.append(paragraph(run("{{ settings.protective_marking }}"), style="Marking", extra=left))
    if sheet.on_letterhead:
        sheet.text("{board}", style="Sender")
    sheet.lines("board_address", style="Sender")
    with sheet.when("board_telephone"):
        sheet.text(_("Telephone: {board_telephone}"), style="Sender")
    with sheet.when("board_email"):
        sheet.text(_("E-mail: {board_email}"), style="Sender")
    sheet.gap()
    sheet.text("{dated}", style="Sender")
    sheet.text(_("Our reference: {case_identifier}"), style="Sender")


def _address(sheet: Sheet) -> None:
    """The lines that show in the window: the name first, the postcode last."""
    title = _titled(sheet.control("recipient.title"))
    sheet.body.append(paragraph(*title, sheet.control("recipient.name"), style=STYLE))
    for path in ("recipient.job_title", "recipient.agency"):
        with sheet.when(path):
            sheet.text(f"{{{path}}}", style=STYLE)
    with sheet.when("recipient.address"):
        sheet.lines("recipient.address", style=STYLE)


def _salutation(sheet: Sheet) -> None:
    """The salutation of the recipient's own, or the name."""
    sheet.body.append(
        paragraph(
            run("{% if recipient.salutation %}"),
            *sheet.inline(_("Dear {recipient.salutation}")),
            run("{% else %}"),
            *sheet.inline(_("Dear {=recipient.name}")),
            run("{% endif %}"),
            style="Letter",
        )
    )


@contextlib.contextmanager
def _framed(sheet: Sheet, place: Rectangle, *, is_beside: bool) -> Iterator[None]:
    """Puts the paragraphs that are added inside the ``with`` block into one frame at the place of the page."""
    start = len(sheet.body)
    yield
    for block in sheet.body[start:]:
        properties = block.find(qn("w:pPr"))
        if properties is None:
            # The tag of a condition is in the frame too, or the template would show two.
            properties = element("w:pPr", {}, [value("w:pStyle", "Sender")])
            block.insert(0, properties)
        put(properties, element("w:framePr", frame_attributes(place, is_beside=is_beside)))


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
    with sheet.together():
        sheet.body.append(
            paragraph(run("{{ settings.welsh_correspondence }} "), run(sheet.translate(also_in)), style="Letter")
        )
        sheet.text(_("Kind regards"), style="Letter")
        for _line in range(_LINES_FOR_A_PEN):
            sheet.body.append(paragraph(style="Tight"))
        sheet.text("{signatory.name}", style="Tight")
        sheet.text("{signatory.designation}", style="Tight")
        with sheet.when("signatory.telephone"):
            sheet.text(_("Telephone: {signatory.telephone}"), style="Tight")
        with sheet.when("signatory.email"):
            sheet.text(_("E-mail: {signatory.email}"), style="Tight")


@contextlib.contextmanager
def reply_slip(sheet: Sheet, about: str, return_to: str) -> Iterator[None]:
    """A page with the recipient's answer: the questions of the ``with`` block, the signature, and the way back.

    Example: ``with letters.reply_slip(sheet, _("Meeting on {=on}"), _("Please return this slip by {reply_by} to:")):``.
    """
    sheet.heading(1, _("Reply slip"), new_page=True)
    sheet.text(about)
    lines = (
        (_("Name"), [*_titled(sheet.copy("recipient.title")), sheet.copy("recipient.name")]),
        (_("Job title"), [sheet.copy("recipient.job_title")]),
        (_("Agency"), [sheet.copy("recipient.agency")]),
    )
    beside = sheet.width - _SLIP_LABEL
    rows = (
        row(sheet.label(sheet.translate(label), _SLIP_LABEL), cell(beside, paragraph(*content, style="Cell")))
        for label, content in lines
    )
    sheet.table((_SLIP_LABEL, beside), [*rows])
    yield
    with sheet.together():
        sheet.fields(SIGNATURE)
        sheet.text(return_to)
        sheet.text("{=signatory.name}", style="Tight")
        sheet.text("{=board}", style="Tight")
        sheet.block_again("board_address", style="Tight")
        with sheet.when("signatory.email"):
            sheet.text("{=signatory.email}", style="Tight")


def _titled(title: Element) -> tuple[Element, Element, Element]:
    """The title before a name, and the blank between them; nothing where there is no title."""
    return run("{% if recipient.title %}"), title, run(" {% endif %}")
