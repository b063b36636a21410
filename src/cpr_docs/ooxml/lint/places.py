"""Where an element stands, in words that somebody with the document open in Word can follow."""

from lxml import etree

from cpr_docs.ooxml.lint.headings import headings
from cpr_docs.ooxml.lint.opened import Opened
from cpr_docs.ooxml.lint.tree import children, elements, parent, value
from cpr_docs.ooxml.names import qn

_LONGEST_HEADING = 60


def place(opened: Opened, element: etree._Element | None) -> str:
    """The nearest heading, then table, row and cell, then the control's tag.

    A heading is quoted from a template alone: in a document it may hold a value, and is given by its number.
    """
    if element is None:
        return ""
    # What stands in a fallback is told twice; it has the place of the whole.
    element = [element, *element.iterancestors(qn("mc:Fallback"))][-1]
    return ", ".join(filter(None, (_heading(opened, element), _cell(element), _control(element))))


def _heading(opened: Opened, element: etree._Element) -> str:
    root = element.getroottree().getroot()
    before = _before_or_around(root, element)
    found = [heading for heading, _level in headings(opened, root) if heading in before]
    if not found:
        return ""
    if not opened.template:
        return f"heading {len(found)}"
    text = "".join(run.text or "" for run in found[-1].iter(qn("w:t")))
    return f'heading "{text[:_LONGEST_HEADING]}"'


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
    control = _nearest(element, "w:sdt")
    tag = value(control, "w:sdtPr/w:tag")
    return f'control "{tag}"' if tag else ""


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return element if element.tag == qn(name) else next(element.iterancestors(qn(name)), None)
