"""Puts statements of the template language around the paragraphs and rows of a template."""

from collections.abc import Iterable

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.templating.xml_builder import run


def statement(text: str, letter: str = "p") -> etree._Element:
    """A paragraph, or a row for the letter ``tr``, that docxtpl replaces by a statement."""
    paragraph = etree.Element(qn("w:p"))
    paragraph.append(run(f"{{%{letter} {text} %}}"))
    if letter == "p":
        return paragraph
    row = etree.Element(qn("w:tr"))
    etree.SubElement(row, qn("w:tc")).append(paragraph)
    return row


def print_if(
    condition: str,
    first: etree._Element,
    last: etree._Element,
    *,
    otherwise: Iterable[etree._Element] = (),
    letter: str = "p",
) -> None:
    """Prints the siblings from the first to the last only under a condition, and others if it is not met."""
    first.addprevious(statement(f"if {condition}", letter))
    instead = [*otherwise]
    after = [statement("else", letter), *instead] if instead else []
    for element in reversed([*after, statement("endif", letter)]):
        last.addnext(element)


def any_of(conditions: Iterable[str]) -> str:
    """A condition that is met if one of these is; each is in brackets, so that it is found in the whole again."""
    distinct = list(dict.fromkeys(conditions))
    return distinct[0] if len(distinct) == 1 else " or ".join(f"({condition})" for condition in distinct)
