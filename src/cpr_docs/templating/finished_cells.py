"""Prints only the lines that have a value, in a table cell of several controls; a dash where none has one."""

import re
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

_IF, _ENDIF = re.compile(r"\{%p\s+if (.+?)\s*%\}"), re.compile(r"\{%p\s+endif\s*%\}")


class _Line(NamedTuple):
    """A paragraph of a cell that holds one control and nothing else."""

    paragraph: etree._Element
    path: str
    """The path that the control prints."""
    is_optional: bool
    condition: str
    """The condition under which the template prints the line; empty if it always does."""


def print_given_lines(root: etree._Element, form: type[AnyForm], edition: Edition) -> None:
    """Leaves out the blank lines of cells; the first line of a cell without any value prints its dash."""
    for cell in list(root.iter(qn("w:tc"))):
        lines = _lines(cell, form, edition)
        # A cell without a paragraph is no cell.
        always = next((line for line in lines if not line.condition), None)
        if len(lines) < 2 or always is None or any(edition.later_section(form, tag_of(line)) for line in lines):
            continue
        if any(not line.is_optional and not line.condition for line in lines):
            always = None
        for line in lines:
            given = f"{line.path} is not none"
            if line is always:
                others = (_is_not_printed(other) for other in lines if other is not line)
                given = f"{given} or ({' and '.join(others)})"
            if line.is_optional:
                print_if(given, line.paragraph, line.paragraph)


def tag_of(line: _Line) -> str:
    """The tag of the control in a line."""
    return next(control.tag for control in controls_in(line.paragraph))


def _lines(cell: etree._Element, form: type[AnyForm], edition: Edition) -> list[_Line]:
    """The lines of a cell; none if it has a loop, or a condition that is no pair of paragraphs around lines."""
    lines: list[_Line] = []
    condition = ""
    for paragraph in cell.iterchildren(qn("w:p")):
        text = text_of(paragraph).strip()
        if "{%" in text:
            opens = _IF.fullmatch(text)
            if bool(opens) is bool(condition) or not (opens or _ENDIF.fullmatch(text)):
                return []
            condition = opens[1] if opens else ""
            continue
        controls = list(controls_in(paragraph))
        if len(controls) != 1 or not is_alone(controls[0], paragraph) or controls[0].is_check_box:
            continue
        try:
            field = edition.printed(field_at(form, controls[0].tag))
        except KeyError:
            continue
        if path := plain_path(controls[0]):
            lines.append(_Line(paragraph, path, field.absent, condition))
    return [] if condition else lines


def _is_not_printed(line: _Line) -> str:
    """The condition under which a line is left out."""
    return f"({line.path} is none or not ({line.condition}))" if line.condition else f"{line.path} is none"


def is_alone(control: ContentControl, paragraph: etree._Element) -> bool:
    """True if a paragraph prints a control and no other text."""
    return text_of(paragraph).strip() == text_of(control.element).strip()
