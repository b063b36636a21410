"""Gives table rows with blank controls the height that a pen needs."""

from collections.abc import Iterator

from lxml import etree

from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.copy_controls import copied
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.expressions_of_controls import plain_path
from cpr_docs.templating.statements import any_of
from cpr_docs.templating.xml_builder import put_before, value

# Twentieths of a point: 10 mm for a line, 25 mm for a text.
_LINE, _TEXT = 567, 1417


def make_room(root: etree._Element, form: type[AnyForm], edition: Edition) -> None:
    """Adds the least height of each row that has a blank control to write in; a row with a height keeps it."""
    if not (edition.is_paper or edition.pen):
        return
    for row in list(root.iter(qn("w:tr"))):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:trHeight")) is not None:
            continue
        cells = [[*_blanks(cell, form, edition)] for cell in row.iter(qn("w:tc"))]
        if any(cells):
            conditions = any_of(condition for blanks in cells for condition, _height, _line in blanks)
            _set_height(row, max(map(_height_of, cells)), conditions)


def _height_of(blanks: list[tuple[str, int, etree._Element]]) -> int:
    """The height of a cell: controls in one paragraph, such as a title before a name, share a line."""
    lines: dict[etree._Element, int] = {}
    for _condition, height, line in blanks:
        lines[line] = max(height, lines.get(line, 0))
    return sum(lines.values())


def _blanks(cell: etree._Element, form: type[AnyForm], edition: Edition) -> Iterator[tuple[str, int, etree._Element]]:
    """For each control of a cell to write in: the condition under which it is blank, its height, and its paragraph.

    A control that holds paragraphs stands for its own.
    """
    for control in controls_in(cell):
        if control.is_check_box or control.has("w:dropDownList"):
            continue
        try:
            copy = copied(control.tag)
            field = edition.printed(field_at(form, control.tag if copy is None else copy.path))
        except KeyError:
            continue
        path = plain_path(control)
        if not path or not field.absent or field.kind is Kind.ROWS or field.derived:
            continue
        later = edition.later_section(form, field.path)
        if edition.is_paper or later:
            condition = f"{path} is none" if edition.is_paper else f"{later} is none"
            line = next(control.element.iterancestors(qn("w:p")), control.element)
            yield condition, _TEXT if field.kind is Kind.PROSE else _LINE, line


def _set_height(row: etree._Element, height: int, condition: str) -> None:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = etree.Element(qn("w:trPr"))
        before = row.find(qn("w:tblPrEx"))
        row.insert(0 if before is None else row.index(before) + 1, properties)
    least = value("w:trHeight", height)
    properties.append(least)
    put_before(least, f"{{% if {condition} %}}")
    least.tail = "{% endif %}"
