"""What the lint says, and how one of its checks is described."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from cpr_docs.ooxml.content_control import controls_from
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import children, elements, parent, text_of


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing that Word would refuse, repair or show wrongly, or that a reader should not be given."""

    code: str
    """Which check found it: stable, for programs."""
    part: str
    """The name of the part in the package."""
    message: str
    """What is wrong, in one sentence that quotes no text of the document."""
    place: str = ""
    """Where in the part: the nearest heading, the table's row and cell, the control; empty if it has no such place."""

    def __str__(self) -> str:
        where = f"{self.part}, {self.place}" if self.place else self.part
        return f"{where}: {self.message} [{self.code}]"


class Location(NamedTuple):
    """Where a check hit: a part, the element if it is one, and what to say beyond the check's own sentence."""

    part: str
    element: etree._Element | None = None
    detail: str = ""


class LintCheck(NamedTuple):
    """One row of the lint's table."""

    code: str
    sentence: str
    spots: Callable[[ParsedPackage], Iterator[Location]]
    of_templates: bool = True
    """Whether it holds for a template too, before it is filled in."""


_LONGEST_HEADING = 60


def place(opened: ParsedPackage, element: etree._Element | None) -> str:
    """The nearest heading, then table, row and cell, then the control's tag.

    A heading is quoted from a template alone: in a document it may hold a value, and is given by its number.
    """
    if element is None:
        return ""
    # What stands in a fallback is told twice; it has the place of the whole.
    element = [element, *element.iterancestors(qn("mc:Fallback"))][-1]
    return ", ".join(filter(None, (_heading(opened, element), _cell(element), _control(element))))


def _heading(opened: ParsedPackage, element: etree._Element) -> str:
    root = element.getroottree().getroot()
    before = _before_or_around(root, element)
    found = [heading for heading, _level in opened.headings_in(root) if heading in before]
    if not found:
        return ""
    if not opened.template:
        return f"heading {len(found)}"
    return f'heading "{text_of(found[-1])[:_LONGEST_HEADING]}"'


def _before_or_around(root: etree._Element, element: etree._Element) -> set[etree._Element]:
    before = {element, *element.iterancestors()}
    for paragraph in root.iter():
        if paragraph is element:
            break
        before.add(paragraph)
    return before


def _cell(element: etree._Element) -> str:
    """The innermost table's number in its part, the row's in the table, the cell's in the row."""
    table = _nearest(element, "w:tbl")
    if table is None:
        return ""
    words = [f"table {1 + list(elements(table.getroottree().getroot(), 'w:tbl')).index(table)}"]
    for name, word in (("w:tr", "row"), ("w:tc", "cell")):
        inner = _nearest(element, name)
        outer = None if inner is None else parent(inner)
        # The nearest row may be one of an outer table, when the element is a table in a cell.
        if inner is None or outer is None or _nearest(inner, "w:tbl") is not table:
            break
        words.append(f"{word} {1 + list(children(outer, name)).index(inner)}")
    return ", ".join(words)


def _control(element: etree._Element) -> str:
    tag = next((control.tag for control in controls_from(element)), "")
    return f'control "{tag}"' if tag else ""


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return element if element.tag == qn(name) else next(element.iterancestors(qn(name)), None)
