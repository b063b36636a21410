"""Locates elements and tags of a template by heading, table, row and cell, so that they can be found in Word."""

import re
from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from lxml import etree

from cpr_docs.language.catalogue import _, fill_in
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of

NUMBERED = ("w:p", "w:tr", "w:tc", "w:sdt")
"""The elements with a place: paragraphs, rows, cells, content controls."""

_LONGEST_HEADING = 60
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_NUMBERED = re.compile(r"<w:(?:p|tr|tc|sdt)(?=[ >/])")
_MARK_OR_TAG = re.compile(r"<\?n (\d+)\?>|\{[{%][-+]?")


class TemplatePlace(NamedTuple):
    """The nearest heading, and the table with its row and cell, counted from 1; 0 outside a table."""

    heading: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The place in the language."""
        parts = (
            (_("heading “{heading}”"), {"heading": self.heading}),
            (_("table {table}"), {"table": self.table}),
            (_("row {row}"), {"row": self.row}),
            (_("cell {cell}"), {"cell": self.cell}),
        )
        return ", ".join(fill_in(message, at, language) for message, at in parts if any(at.values()))


def places_of(
    root: etree._Element, headings: Headings, may_be_named: Callable[[str], bool] = bool
) -> dict[etree._Element, TemplatePlace]:
    """The place of every paragraph, table, row, cell and content control of a part.

    A heading whose words may not be named is passed over for the one before it.
    """
    found: dict[etree._Element, TemplatePlace] = {}
    tables: dict[etree._Element, int] = {}
    counts: dict[etree._Element, int] = {}
    heading = ""
    for element in root.iter(*map(qn, NUMBERED), qn("w:tbl")):
        around = next(element.iterancestors(qn("w:tc"), qn("w:tr"), qn("w:tbl")), None)
        if element.tag == qn("w:tbl"):
            tables[element] = len(tables) + 1
            found[element] = TemplatePlace(heading, tables[element])
            continue
        if element.tag == qn("w:p") and headings.level(element):
            words = heading_words(element)
            heading = words if words and may_be_named(words) else heading
        if around is None:
            found[element] = TemplatePlace(heading)
        elif element.tag in (qn("w:tr"), qn("w:tc")):
            counts[around] = counts.get(around, 0) + 1
            if element.tag == qn("w:tr"):
                found[element] = TemplatePlace(heading, tables.get(around, 0), counts[around])
            else:
                found[element] = found.get(around, TemplatePlace(heading))._replace(
                    heading=heading, cell=counts[around]
                )
        elif around in found:
            found[element] = found[around]._replace(heading=heading)
        else:
            found[element] = TemplatePlace(heading, tables.get(around, 0))
    return found


def heading_words(heading: etree._Element) -> str:
    """The text of a heading without its tags, shortened."""
    return " ".join(strip_tags(text_of(heading)).split()).rstrip(" :")[:_LONGEST_HEADING]


def strip_tags(text: str) -> str:
    """The text without the tags of the template language."""
    return _TAG.sub("", text)


def placed_elements(root: etree._Element) -> list[etree._Element]:
    """The elements with a place, in the order in which `mark_places` numbers them."""
    return list(root.iter(*map(qn, NUMBERED)))


def mark_places(xml: str) -> str:
    """The XML with a processing instruction before each element with a place; docxtpl's patterns preserve it."""
    numbers = count()
    return _NUMBERED.sub(lambda match: f"<?n {next(numbers)}?>{match[0]}", xml)


def one_tag_per_line(patched: str) -> tuple[str, list[int]]:
    """The source with each tag on its own line, without marks, and the number of each tag's place.

    A newline directly after a tag's opening does not change the output; Jinja's line numbers then identify tags.
    """
    numbers: list[int] = []
    last = -1

    def line(match: re.Match[str]) -> str:
        nonlocal last
        if match[1]:
            last = int(match[1])
            return ""
        numbers.append(last)
        return f"{match[0]}\n"

    return _MARK_OR_TAG.sub(line, patched), numbers
