"""Prints no blank row of a list in a finished paper: a dash, or nothing, stands for a list without rows."""

import copy

from lxml import etree

from cpr_docs.models.fields import FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.expand_rows import RowLoop, loops_in
from cpr_docs.templating.placeholders import FINISHED_BLANK
from cpr_docs.templating.statements import print_if
from cpr_docs.templating.xml_builder import paragraph_like

_KEPT = frozenset(map(qn, ("w:trPr", "w:tcPr", "w:tblPrEx")))


def print_given_rows(root: etree._Element, form: type[AnyForm], edition: Edition) -> None:
    """Prints each list only if it has rows, or if a later hand fills it in."""
    for loop in list(loops_in(root)):
        field = _list_at(form, loop.path)
        # A list with a row for each row of another list is printed as that one is.
        if loop.end is None or not loop.has_controls() or field is None or field.label.row_for:
            continue
        later = edition.later_section(form, loop.path)
        condition = f"{loop.iterated} or {later} is none" if later else loop.iterated
        letter = "tr" if loop.start.tag == qn("w:tr") else "p"
        print_if(condition, loop.start, loop.end, otherwise=_instead(loop), letter=letter)


def _list_at(form: type[AnyForm], path: str) -> FormField | None:
    try:
        field = field_at(form, path)
    except KeyError:
        return None
    return field if field.kind is Kind.ROWS else None


def _instead(loop: RowLoop) -> list[etree._Element]:
    """A row of dashes for a table, a dash for a cell, and nothing elsewhere."""
    above = loop.start.getparent()
    if loop.start.tag == qn("w:tr"):
        first = next((element for element in loop.body() if element.tag == qn("w:tr")), None)
        return [] if first is None else [_dashed(first)]
    if above is not None and above.tag == qn("w:tc"):
        pattern = next((found for element in loop.body() for found in element.iter(qn("w:p"))), None)
        return [] if pattern is None else [paragraph_like(pattern, FINISHED_BLANK)]
    return []


def _dashed(row: etree._Element) -> etree._Element:
    """The row with a dash in each cell."""
    dashed = etree.Element(qn("w:tr"))
    dashed.extend(copy.deepcopy(each) for each in row.iterchildren(qn("w:tblPrEx"), qn("w:trPr")))
    for cell in row.iter(qn("w:tc")):
        made = etree.SubElement(dashed, qn("w:tc"))
        made.extend(copy.deepcopy(each) for each in cell.iterchildren(qn("w:tcPr")))
        pattern = next(cell.iter(qn("w:p")), None)
        made.append(paragraph_like(etree.Element(qn("w:p")) if pattern is None else pattern, FINISHED_BLANK))
    return dashed
