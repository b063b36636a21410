"""The content of a control whose field is blank: a prompt, space to write in, a dash, or nothing to be seen.

Blank content stands under ``w:showingPlcHdr``, so that it is read as blank and that Word adds no prompt of its own.
"""

from collections.abc import Callable

from lxml import etree

from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import number, text_of
from cpr_docs.ooxml.traversal import value as read_value
from cpr_docs.templating.address_block import STYLE
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.placeholders import FINISHED_BLANK, RULE, RULED, placeholder_of
from cpr_docs.templating.xml_builder import PLACEHOLDER_STYLE, child, paragraph_like, run, value

Pieces = list[etree._Element | str]

_NOTHING = "\u00a0"
_BESIDE_A_LABEL, _SHORT, _LONG = 8, 12, 32
"""The number of underscores to write on after a label in a narrow frame, and to write a date and a name on."""
_PEN_SIZE = 36
"""The size of the underscores in half points, which makes their line as high as a pen needs."""
_SHORT_KINDS = frozenset({Kind.DATE, Kind.MONTH, Kind.TIME, Kind.MONEY, Kind.INTEGER})
_RULED_LINES = 4
"""The number of lines to write a text on that stands in no table."""
_BESIDE = frozenset(map(qn, ("w:hdr", "w:ftr")))
_FULL_WIDTH = 9070
_MARGINS = ("w:left", "w:right", "w:gutter")


class BlankContent:
    """The content of blank controls in one edition of a template."""

    def __init__(self, form: type[AnyForm], language: Language, edition: Edition) -> None:
        self._form = form
        self._language = language
        self._edition = edition

    def line(self, control: ContentControl, field: FormField) -> Pieces:
        """The runs of a blank control in a line; nothing at the head or foot of a page."""
        if control.element.getroottree().getroot().tag in _BESIDE:
            return [run(_NOTHING, PLACEHOLDER_STYLE)]
        return self._pieces(
            field,
            lambda: [run(placeholder_of(field, self._language), PLACEHOLDER_STYLE)],
            lambda: [_space(control, field)],
            lambda: [run(_NOTHING if _ends_a_line(control) else FINISHED_BLANK, PLACEHOLDER_STYLE)],
        )

    def prose(self, control: ContentControl, field: FormField, pattern: etree._Element) -> Pieces:
        """The paragraphs of a blank control that holds paragraphs like the pattern."""
        return self._pieces(
            field,
            lambda: [paragraph_like(pattern, placeholder_of(field, self._language), PLACEHOLDER_STYLE)],
            lambda: [*_lines(control, pattern)],
            lambda: [paragraph_like(pattern, FINISHED_BLANK, PLACEHOLDER_STYLE)],
        )

    def _pieces(
        self,
        field: FormField,
        prompt: Callable[[], Pieces],
        space: Callable[[], Pieces],
        dash: Callable[[], Pieces],
    ) -> Pieces:
        edition = self._edition
        if not edition.is_finished:
            return space() if edition.is_paper else prompt()
        later = edition.later_section(self._form, field.path)
        if not later:
            return dash()
        to_fill_in = space() if edition.pen else prompt()
        if later == field.path:
            return to_fill_in
        return [f"{{% if {later} is none %}}", *to_fill_in, "{% else %}", *dash(), "{% endif %}"]


def is_in_cell(control: ContentControl) -> bool:
    """True if a control stands in a table, whose cell is room enough to write in."""
    return next(control.element.iterancestors(qn("w:tc")), None) is not None


def _is_in_address_block(control: ContentControl) -> bool:
    """True if a control stands in the window of an envelope, which shows the lines that a pen has written."""
    paragraph = next(control.element.iterancestors(qn("w:p")), None)
    return read_value(paragraph, "w:pPr/w:pStyle") == STYLE


def _ends_a_line(control: ContentControl) -> bool:
    """True if words precede a control in its paragraph, as "Telephone:" does, and none follow."""
    paragraph = next(control.element.iterancestors(qn("w:p")), None)
    if paragraph is None:
        return False
    line, text = text_of(paragraph).strip(), text_of(control.element).strip()
    return line != text and line.endswith(text)


def _space(control: ContentControl, field: FormField) -> etree._Element:
    """Nothing in a cell or in an address block; underscores elsewhere, since LibreOffice underlines no blanks."""
    if is_in_cell(control) or _is_in_address_block(control):
        return run(_NOTHING, PLACEHOLDER_STYLE)
    is_short = field.kind in _SHORT_KINDS or control.is_of_lines
    length = _BESIDE_A_LABEL if control.is_of_lines and _ends_a_line(control) else _SHORT if is_short else _LONG
    ruled = run(RULE * length, PLACEHOLDER_STYLE)
    child(ruled, "w:rPr").append(value("w:sz", _PEN_SIZE))
    return ruled


def _lines(control: ContentControl, pattern: etree._Element) -> Pieces:
    """A blank paragraph in a cell; ruled lines of the full width elsewhere."""
    if is_in_cell(control):
        return [paragraph_like(pattern, _NOTHING, PLACEHOLDER_STYLE)]
    return [_ruled(pattern) for _line in range(_RULED_LINES)]


def _text_width(paragraph: etree._Element) -> int:
    """The width between the margins of the document's page; that of an upright A4 for a paragraph of no document."""
    section = next(paragraph.getroottree().getroot().iter(qn("w:sectPr")), None)
    size, margins = (None if section is None else section.find(qn(name)) for name in ("w:pgSz", "w:pgMar"))
    width = number(size, attribute="w:w") - sum(number(margins, attribute=name) for name in _MARGINS)
    return width if size is not None and width > 0 else _FULL_WIDTH


def _ruled(pattern: etree._Element) -> etree._Element:
    line = paragraph_like(pattern, _NOTHING, PLACEHOLDER_STYLE)
    properties = line.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        line.insert(0, properties)
    tabs = etree.Element(qn("w:tabs"))
    stop = {"w:val": "right", "w:leader": RULED, "w:pos": str(_text_width(pattern))}
    etree.SubElement(tabs, qn("w:tab"), {qn(name): setting for name, setting in stop.items()})
    # ECMA-376 17.3.1.26: after these, before the others.
    before = {qn(name) for name in ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:numPr")}
    at = sum(child.tag in before for child in properties)
    properties.insert(at, tabs)
    etree.SubElement(line.findall(qn("w:r"))[-1], qn("w:tab"))
    return line
