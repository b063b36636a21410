"""Prints only the lines that have a value, in a table cell of several controls; a dash where none has one."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from cpr_docs.models.fields import field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.edition import Edition
from cpr_docs.templating.expressions_of_controls import plain_path
from cpr_docs.templating.statements import print_if


class _Line(NamedTuple):
    """A paragraph of a cell that holds one control and nothing else."""

    paragraph: etree._Element
    path: str
    """The path that the control prints."""
    is_optional: bool


def print_given_lines(root: etree._Element, form: type[AnyForm], edition: Edition) -> None:
    """Leaves out the blank lines of cells; the first line of a cell without any value prints its dash."""
    for cell in list(root.iter(qn("w:tc"))):
        if "{%" in "".join(text_of(paragraph) for paragraph in cell.iterchildren(qn("w:p"))):
            continue
        lines = list(_lines(cell, form, edition))
        if len(lines) < 2 or any(edition.later_section(form, tag_of(line)) for line in lines):
            continue
        required = any(not line.is_optional for line in lines)
        for at, line in enumerate(lines):
            given = f"{line.path} is not none"
            if not line.is_optional:
                continue
            if not at and not required:
                others = " and ".join(f"{other.path} is none" for other in lines[1:])
                given = f"{given} or ({others})"
            print_if(given, line.paragraph, line.paragraph)


def tag_of(line: _Line) -> str:
    """The tag of the control in a line."""
    return next(control.tag for control in controls_in(line.paragraph))


def _lines(cell: etree._Element, form: type[AnyForm], edition: Edition) -> Iterator[_Line]:
    for paragraph in cell.iterchildren(qn("w:p")):
        controls = list(controls_in(paragraph))
        if len(controls) != 1 or not is_alone(controls[0], paragraph) or controls[0].is_check_box:
            continue
        try:
            field = edition.printed(field_at(form, controls[0].tag))
        except KeyError:
            continue
        if path := plain_path(controls[0]):
            yield _Line(paragraph, path, field.absent)


def is_alone(control: ContentControl, paragraph: etree._Element) -> bool:
    """True if a paragraph prints a control and no other text."""
    return text_of(paragraph).strip() == text_of(control.element).strip()
