"""Findings of the lint, their places, and the description of a check."""

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
    """A fault of a document."""

    code: str
    """The code of the check: stable, for programs."""
    part: str
    """The name of the part in the package."""
    message: str
    """The fault, in one sentence that quotes no text of the document."""
    place: str = ""
    """The place in the part: the nearest heading, table, row and cell, and control; empty without them."""

    def __str__(self) -> str:
        where = f"{self.part}, {self.place}" if self.place else self.part
        return f"{where}: {self.message} [{self.code}]"


class Location(NamedTuple):
    """The part and the element of a fault, with the detail that the message adds to the check's sentence."""

    part: str
    element: etree._Element | None = None
    detail: str = ""


class LintCheck(NamedTuple):
    """A check of the lint."""

    code: str
    sentence: str
    locations: Callable[[ParsedPackage], Iterator[Location]]
    of_templates: bool = True
    """True if the check applies to a template too, before it is filled in."""


_LONGEST_HEADING = 60


def place(parsed: ParsedPackage, element: etree._Element | None) -> str:
    """The nearest heading, then table, row and cell, then the control's tag.

    A heading of a template is quoted; one of a document has its number, since its text may contain a value.
    """
    if element is None:
        return ""
    # mc:Fallback repeats the content of its mc:Choice: its elements have the place of the fallback itself.
    element = [element, *element.iterancestors(qn("mc:Fallback"))][-1]
    return ", ".join(filter(None, (_heading(parsed, element), _cell(element), _control(element))))


def _heading(parsed: ParsedPackage, element: etree._Element) -> str:
    root = element.getroottree().getroot()
    before = _before_or_around(root, element)
    found = [heading for heading, _level in parsed.headings_in(root) if heading in before]
    if not found:
        return ""
    if not parsed.template:
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
    """The number of the innermost table in its part, of the row in the table, of the cell in the row."""
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
