"""Prints no blank row of a list in a finished paper, and says so where a list, or a text below a heading, is blank."""

import copy
import re

from lxml import etree

from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import CONTROL, ContentControl
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.expand_rows import RowLoop, loops_in
from cpr_docs.templating.expressions_of_controls import plain_path
from cpr_docs.templating.placeholders import FINISHED_BLANK
from cpr_docs.templating.statements import print_if
from cpr_docs.templating.xml_builder import paragraph_like, run, value, without

NOTHING = _("None recorded.")
"""The words of a finished paper in place of a list without rows, and of a text that is blank below its heading."""

_PROMPTS = re.compile(r"\{%p\s+if not settings\.finished\s*%\}")
_END, _STATEMENT = re.compile(r"\{%p\s+endif\s*%\}"), re.compile(r"\{%p\b.*")


def print_given_rows(
    root: etree._Element, form: type[AnyForm], language: Language, edition: Edition, headings: Headings
) -> None:
    """Prints each list only if it has rows, or if a later hand fills it in."""
    for loop in list(loops_in(root)):
        field = _list_at(form, loop.path)
        # A list with a row for each row of another list is printed as that one is.
        if loop.end is None or not loop.has_controls() or field is None or field.label.row_for:
            continue
        later = edition.later_section(form, loop.path)
        condition = f"{loop.iterated} or {later} is none" if later else loop.iterated
        letter = "tr" if loop.start.tag == qn("w:tr") else "p"
        otherwise = _instead(loop, translate(NOTHING, language), headings)
        print_if(condition, loop.start, loop.end, otherwise=otherwise, letter=letter)


def print_given_texts(
    root: etree._Element, form: type[AnyForm], language: Language, edition: Edition, headings: Headings
) -> None:
    """Says that a text outside the tables is blank, where it stands below a heading."""
    body = root.find(qn("w:body"))
    for element in () if body is None else list(body.iterchildren(qn("w:sdt"))):
        control = ContentControl(element)
        try:
            field = edition.printed(field_at(form, control.tag))
        except KeyError:
            continue
        path = plain_path(control)
        is_blank = path and field.kind is Kind.PROSE and field.absent and not edition.later_section(form, field.path)
        before = _printed_before(element)
        if is_blank and before is not None and headings.level(before):
            words = _paragraph(next(element.iter(qn("w:p"))), translate(NOTHING, language), headings)
            print_if(f"{path} is not none", element, element, otherwise=[words])


def _list_at(form: type[AnyForm], path: str) -> FormField | None:
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return field if field.kind is Kind.ROWS else None


def _instead(loop: RowLoop, words: str, headings: Headings) -> list[etree._Element]:
    """A row or a paragraph that says so, a dash for a cell; nothing where no heading or colon announces the list."""
    above = loop.start.getparent()
    if loop.start.tag == qn("w:tr"):
        first = next((element for element in loop.body() if element.tag == qn("w:tr")), None)
        return [] if first is None else [_row_of_words(first, words)]
    pattern = next((found for element in loop.body() for found in element.iter(qn("w:p"))), None)
    if pattern is None:
        return []
    if above is not None and above.tag == qn("w:tc"):
        return [paragraph_like(pattern, FINISHED_BLANK)]
    before = _printed_before(loop.start)
    if before is not None and (headings.level(before) or text_of(before).rstrip().endswith(":")):
        return [_paragraph(pattern, words, headings)]
    return []


def _printed_before(element: etree._Element) -> etree._Element | None:
    """The paragraph before an element that is always printed, past the prompts of papers to fill in."""
    before = element.getprevious()
    while before is not None and _END.fullmatch(text_of(before).strip()):
        while before is not None and not _PROMPTS.fullmatch(text_of(before).strip()):
            before = before.getprevious()
            if before is not None and _STATEMENT.match(text_of(before)) and not _PROMPTS.match(text_of(before)):
                return None
        before = None if before is None else before.getprevious()
    while before is not None and before.tag == CONTROL and ContentControl(before).has("w:group"):
        content = ContentControl(before).content
        before = next(iter(() if content is None else content.iterchildren("*", reversed=True)), None)
    return before if before is not None and before.tag == qn("w:p") else None


def _paragraph(pattern: etree._Element, words: str, headings: Headings) -> etree._Element:
    """A paragraph in the manner of the pattern, and of the body if the pattern is a heading."""
    if not headings.level(pattern):
        return paragraph_like(pattern, words)
    plain = etree.Element(qn("w:p"))
    plain.append(run(words))
    return plain


def _row_of_words(row: etree._Element, words: str) -> etree._Element:
    """The row with the words in one cell as wide as the row."""
    made = etree.Element(qn("w:tr"))
    made.extend(copy.deepcopy(each) for each in row.iterchildren(qn("w:tblPrEx"), qn("w:trPr")))
    cells = list(row.iter(qn("w:tc")))
    cell, pattern = etree.SubElement(made, qn("w:tc")), next(row.iter(qn("w:p")), None)
    properties = etree.SubElement(cell, qn("w:tcPr"))
    widths = [width for each in cells for width in each.iterfind(f"{qn('w:tcPr')}/{qn('w:tcW')}")]
    if len(widths) == len(cells) and all(width.get(qn("w:type")) == "dxa" for width in widths):
        width = sum(int(each.get(qn("w:w"), "0")) for each in widths)
        properties.append(etree.Element(qn("w:tcW"), {qn("w:w"): str(width), qn("w:type"): "dxa"}))
    spans = [each.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for each in cells]
    columns = sum(1 if span is None else int(span.get(qn("w:val"), "1")) for span in spans)
    if columns > 1:
        properties.append(value("w:gridSpan", columns))
    said = paragraph_like(etree.Element(qn("w:p")) if pattern is None else pattern, words)
    # The words are no row, which Word would count.
    for of_paragraph in said.iterchildren(qn("w:pPr")):
        without(of_paragraph, "w:numPr")
    cell.append(said)
    return made
