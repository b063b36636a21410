"""The parts that all letters share: the first page up to the subject, the enclosures, the close, and the reply slip.

The form is a `SignedLetter` of `cpr_docs.guidance.parts.letter`. The head of the first page stands in frames with
places on the page, so that the recipient's address shows in the window of an envelope whatever a letterhead prints
above it:

- the board's name from 25 to 120 mm from the left and 12.5 to 30 mm from the top, where there is no letterhead;
- the marking, the board's address, the date and the reference at the right, from 125 mm;
- the recipient's address in the window (`address_block`);
- the text from 95 mm from the top.
"""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from cpr_docs.authoring.markup import Element, cell, element, paragraph, row, run
from cpr_docs.authoring.sheet import SIGNATURE, Sheet
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind
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
_SPACE: Final = "120"
_SLIP_LABEL: Final = 3600
_DETAIL_LABEL: Final = 4300


def head(sheet: Sheet, *subjects: str | tuple[str, str]) -> None:
    """The first page down to the subject: the board, the recipient, the salutation, and the subject as heading.

    Of several subjects, each is a condition and a message. The date is also at the foot of each page.
    Example: ``letters.head(sheet, _("Learning Event in respect of: {child}"))``.
    """
    sheet.foot("{=dated}")
    sheet.is_letter = True
    sheet.sender = _letter(sheet).SENDER
    if not sheet.on_letterhead:
        with _framed(sheet, _NAME, is_beside=True):
            sheet.body.append(paragraph(sheet.sender_name(), style="Letterhead"))
    with _framed(sheet, _FACTS, is_beside=False):
        _facts(sheet)
    with _framed(sheet, WINDOW, is_beside=True):
        _address(sheet)
    _salutation(sheet)
    for subject in subjects:
        if isinstance(subject, str):
            sheet.heading(1, subject)
        else:
            condition, message = subject
            with sheet.when(condition):
                sheet.heading(1, message)


def _facts(sheet: Sheet) -> None:
    """The marking, the board's address, the date and the reference."""
    if sheet.on_letterhead:
        height = element("w:spacing", {"w:line": str(_BELOW_LETTERHEAD), "w:lineRule": "exact"})
        sheet.body.append(paragraph(style="Sender", extra=[height]))
    with sheet.when("settings.protective_marking"):
        left = [element("w:spacing", {"w:after": "120"}), value("w:jc", "left")]
        sheet.body.append(paragraph(run("{{ settings.protective_marking }}"), style="Marking", extra=left))
    if sheet.on_letterhead:
        sheet.body.append(paragraph(sheet.sender_name(), style="Sender"))
    if sheet.sender:
        _office_address(sheet, f"settings.{sheet.sender}")
    else:
        _board_address(sheet)
    sheet.gap()
    sheet.text("{dated}", style="Sender")
    if sheet.sender:
        with sheet.when("our_reference"):
            sheet.text(_("Our reference: {our_reference}"), style="Sender")
        sheet.text(_("Your reference: {case_identifier}"), style="Sender")
        return
    sheet.text(_("Our reference: {case_identifier}"), style="Sender")
    if "your_reference" in sheet.form.model_fields:
        with sheet.when("your_reference"):
            sheet.text(_("Your reference: {your_reference}"), style="Sender")
    if "email" in sheet.field("recipient").type.model_fields:
        with sheet.when("recipient.email"):
            sheet.text(_("By e-mail: {recipient.email}"), style="Sender")


def _board_address(sheet: Sheet) -> None:
    sheet.lines("board_address", style="Sender")
    with sheet.when("board_telephone"):
        sheet.text(_("Telephone: {board_telephone}"), style="Sender")
    with sheet.when("board_email"):
        sheet.text(_("E-mail: {board_email}"), style="Sender")


def _office_address(sheet: Sheet, setting: str) -> None:
    """The address of an office of the settings, in which nobody can type."""
    with sheet.when(f"{setting}.address"):
        sheet.body.append(paragraph(run(f"{{%p for line in {setting}.address|paragraphs %}}"), style="Sender"))
        sheet.body.append(paragraph(run("{{ line.text }}"), style="Sender"))
        sheet.body.append(paragraph(run("{%p endfor %}"), style="Sender"))
    with sheet.when(f"{setting}.email"):
        label = sheet.translate(_("E-mail"))
        sheet.body.append(paragraph(run(f"{label}: {{{{ {setting}.email }}}}"), style="Sender"))


def _address(sheet: Sheet) -> None:
    """The lines that show in the window: the name first, the postcode last."""
    for names in sheet.form.ADDRESS_LINES:
        *before, path = (f"recipient.{name}" for name in names)
        field = sheet.field(path)
        with sheet.when(path) if field.optional else contextlib.nullcontext():
            if field.kind is Kind.PROSE:
                sheet.lines(path, style=STYLE)
            else:
                optional = (part for each in before for part in _before_name(each, sheet.control(each)))
                sheet.body.append(paragraph(*optional, sheet.control(path), style=STYLE))


def _salutation(sheet: Sheet) -> None:
    """The salutation of the recipient's own, or that of every such letter."""
    sheet.body.append(
        paragraph(
            run("{% if recipient.salutation %}"),
            *sheet.inline(_("Dear {recipient.salutation}")),
            run("{% else %}"),
            *sheet.inline(_letter(sheet).GREETING),
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


def sentence_of(sheet: Sheet, path: str, sentences: dict[str, str]) -> None:
    """The sentence for the answer to a choice, of those for each answer.

    Example: ``letters.sentence_of(sheet, "answer", {"agree": _("I agree."), "disagree": _("I do not agree.")})``.
    """
    for member, sentence in sentences.items():
        with sheet.when(chosen(path, member)):
            sheet.text(sentence, style="Letter")


def contact(sheet: Sheet, path: str) -> None:
    """A person whom the recipient can ask, and the ways to do so: ``letters.contact(sheet, "contact")``."""
    with spaced(sheet):
        sheet.text(f"{{{path}.name}}", style="Tight", keep=True)
        with sheet.when(f"{path}.designation"):
            sheet.text(f"{{{path}.designation}}", style="Tight", keep=True)
        for name in ("telephone", "email"):
            with sheet.when(f"{path}.{name}"):
                sheet.labelled(f"{path}.{name}", style="Tight")


@contextlib.contextmanager
def spaced(sheet: Sheet) -> Iterator[None]:
    """Gives the last paragraph of the ``with`` block a space of 6 points below it; all have one style.

    Not a gap, which is a paragraph: between text and the close of a letter, it lets LibreOffice part the close from
    the signature.
    Example: ``with letters.spaced(sheet): sheet.text("{contact.name}", style="Tight")``.
    """
    start = len(sheet.body)
    yield
    for block in sheet.body[start:]:
        properties = block.find(qn("w:pPr"))
        # The tag of a condition or of a loop has no properties.
        if properties is not None:
            put(properties, element("w:spacing", {"w:after": _SPACE}))
            put(properties, element("w:contextualSpacing"))


def chosen(path: str, member: str) -> str:
    """The condition that a choice is known and has the answer: a draft prints no sentence of an unknown one.

    Example: ``with sheet.when(letters.chosen("answer", "agree")): sheet.text(_("I agree."))``.
    """
    return f"{path} is not none and {path} == '{member}'"


def details(
    sheet: Sheet,
    *items: str | tuple[str, Sequence[str]],
    label_width: int = _DETAIL_LABEL,
    together: bool = True,
) -> None:
    """A table of labels and values, without the rows of optional fields that are blank in a finished letter.

    An item is a path; or a message for the label, with the paths of a section that share the cell beside it. Where
    every field is optional, the table has all rows, and a finished letter without a value has no table. A table that
    is not to be kept `together` may begin on one page and end on the next.
    Example: ``letters.details(sheet, "decided_on", "lead_board")``.
    """
    paths = [item if isinstance(item, str) else item[1][0].rpartition(".")[0] or item[1][0] for item in items]
    # A finished paper leaves out by itself what is not asked.
    optional = [path for path in paths if sheet.field(path).optional and not sheet.field(path).label.asked]
    if len(optional) == len(paths):
        # Word refuses a table without rows.
        with unless_all_blank(sheet, *paths):
            sheet.fields(*items, label_width=label_width)
        return
    beside = sheet.width - label_width
    rows = []
    for item, path in zip(items, paths, strict=True):
        message, fields = (sheet.field(item).label.text, [item]) if isinstance(item, str) else item
        content = row(sheet.label(sheet.translate(message), label_width), sheet.values(fields, beside))
        rows += sheet.row_if(_unless_blank(path), content, columns=2) if path in optional else [content]
    sheet.table((label_width, beside), rows, together=together)


def unless_all_blank(sheet: Sheet, *paths: str) -> contextlib.AbstractContextManager[None]:
    """Leaves the content of the ``with`` block out of a finished letter in which each of the fields is blank.

    Example: ``with letters.unless_all_blank(sheet, "fee", "access"): sheet.heading(2, _("Arrangements"))``.
    """
    return sheet.when(" or ".join(["not settings.finished", *(f"{path} is not none" for path in paths)]))


def texts(sheet: Sheet, *paths: str) -> None:
    """A table for each field of paragraphs, without those that are blank in a finished letter.

    Example: ``letters.texts(sheet, "other_reviews")``.
    """
    for path in paths:
        with sheet.when(_unless_blank(path)):
            sheet.texts(path)


def _unless_blank(path: str) -> str:
    return f"not settings.finished or {path} is not none"


def enclosed(sheet: Sheet, *messages: str, lead: str = _("I enclose:")) -> None:
    """The documents that are always enclosed with a letter, and the further ones, below the words of the lead.

    Example: ``letters.enclosed(sheet, _("The action plan"))``.
    """
    with contextlib.nullcontext() if messages else sheet.when("enclosures"):
        sheet.text(lead, style="Letter", keep=True)
        if messages:
            sheet.bullets(messages, style="LetterBullet")
        enclosures(sheet)


def close(sheet: Sheet, *messages: str) -> None:
    """The last words, the statements about Welsh, the close, and the signatory with the ways to answer, on one page.

    Example: ``letters.close(sheet, _("We look forward to working with you."))``.
    """
    also_in = (
        _("This letter is also available in Welsh.")
        if sheet.language is Language.ENGLISH
        else _("This letter is also available in English.")
    )
    start = len(sheet.body)
    with sheet.together():
        for message in messages:
            sheet.text(message, style="Letter")
        statements = (run("{{ settings.welsh_correspondence }} "), run(sheet.translate(also_in)))
        sheet.body.append(paragraph(*statements, style="Letter"))
        # Below the bullets of the enclosures; not a gap: see `spaced`.
        put(sheet.body[start][0], element("w:spacing", {"w:before": _SPACE}))
        _closing(sheet)
        for _line in range(_LINES_FOR_A_PEN):
            sheet.body.append(paragraph(style="Tight"))
        sheet.text("{signatory.name}", style="Tight")
        sheet.text("{signatory.designation}", style="Tight")
        with sheet.when("signatory.telephone"):
            sheet.text(_("Telephone: {signatory.telephone}"), style="Tight")
        with sheet.when("signatory.email"):
            sheet.text(_("E-mail: {signatory.email}"), style="Tight")


def _closing(sheet: Sheet) -> None:
    """The words above the signature, which differ in a letter that has no name to greet."""
    greeted, other = _("Kind regards"), _letter(sheet).CLOSING
    if other == greeted:
        sheet.text(greeted, style="Letter")
        return
    with sheet.when("recipient.salutation is not none"):
        sheet.text(greeted, style="Letter")
    with sheet.when("recipient.salutation is none"):
        sheet.text(other, style="Letter")


@contextlib.contextmanager
def reply_slip(
    sheet: Sheet,
    about: str,
    return_to: str,
    *,
    title: str = _("Reply slip"),
    signature: tuple[str, ...] = (SIGNATURE,),
) -> Iterator[None]:
    """A page with the recipient's answer: the questions of the ``with`` block, the signature, and the way back.

    `signature` is the item for the signature, and the paths of fields that stand below it; empty for a slip that nobody
    signs.
    Example: ``with letters.reply_slip(sheet, _("Meeting on {=on}"), _("Please return this slip by {reply_by} to:")):``.
    """
    sheet.heading(1, title, new_page=True)
    sheet.text(about)
    beside = sheet.width - _SLIP_LABEL
    rows = []
    for names in sheet.form.ADDRESS_LINES:
        *before, path = (f"recipient.{name}" for name in names)
        field = sheet.field(path)
        if field.kind is not Kind.PROSE:
            optional = (part for each in before for part in _before_name(each, sheet.copy(each)))
            beside_it = cell(beside, paragraph(*optional, sheet.copy(path), style="Cell"))
            content = row(sheet.label(sheet.translate(field.label.text), _SLIP_LABEL), beside_it)
            # Nobody can type in a copy: a row without a value would stay blank.
            rows += sheet.row_if(path, content, columns=2) if field.optional else [content]
    sheet.table((_SLIP_LABEL, beside), rows)
    yield
    with sheet.together():
        if signature:
            sheet.fields(*signature)
        sheet.text(return_to)
        sheet.text("{=signatory.name}", style="Tight")
        sheet.text("{=board}", style="Tight")
        sheet.block_again("board_address", style="Tight")
        with sheet.when("signatory.email"):
            sheet.text("{=signatory.email}", style="Tight")


def _letter(sheet: Sheet) -> Any:
    """The class of the letter, which has the constants of a `SignedLetter`."""
    return sheet.form


def _before_name(path: str, content: Element) -> tuple[Element, Element, Element]:
    """A title before a name, and the blank between them; nothing where there is no title."""
    return run(f"{{% if {path} %}}"), content, run(" {% endif %}")
