"""Locates elements and tags of a template by heading, table, row and cell, so that they can be found in Word."""

import re
from itertools import count
from typing import NamedTuple

from lxml import etree

from cpr_docs.ooxml.names import qn

NUMBERED = ("w:p", "w:tr", "w:tc", "w:sdt")
"""The elements with a place: paragraphs, rows, cells, content controls."""

_LONGEST_HEADING = 60
_BODY_TEXT = 9
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_HEADING_STYLE = re.compile("heading ([1-9])", re.IGNORECASE)
_NUMBERED = re.compile(r"<w:(?:p|tr|tc|sdt)(?=[ >/])")
_MARK_OR_TAG = re.compile(r"<\?n (\d+)\?>|\{[{%][-+]?")


class TemplatePlace(NamedTuple):
    """The nearest heading, and the table with its row and cell, counted from 1; 0 outside a table."""

    heading: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0

    def __str__(self) -> str:
        numbers = (("table", self.table), ("row", self.row), ("cell", self.cell))
        return ", ".join(
            [f"heading “{self.heading}”"] * bool(self.heading) + [f"{word} {at}" for word, at in numbers if at]
        )


class Headings:
    """Which paragraphs are headings, and of which level, by the styles of their document."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = () if styles is None else styles.iterchildren(qn("w:style"))
        self._styles = {str(style.get(qn("w:styleId"))): style for style in found}
        self._levels: dict[str, int] = {}

    def level(self, paragraph: etree._Element) -> int:
        """The level from 1; 0 if the paragraph is no heading."""
        style, properties = None, next(paragraph.iterchildren(qn("w:pPr")), None)
        for said in () if properties is None else properties.iterchildren(qn("w:outlineLvl"), qn("w:pStyle")):
            if said.tag == qn("w:outlineLvl"):
                return _outline_level(said)
            if said.tag == qn("w:pStyle"):
                style = said
        if style is None:
            return 0
        name = str(style.get(qn("w:val")))
        if name not in self._levels:
            self._levels[name] = self._style_level(name)
        return self._levels[name]

    def _style_level(self, name: str) -> int:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _outline_level(outline)
            title, based = style.find(qn("w:name")), style.find(qn("w:basedOn"))
            heading = None if title is None else _HEADING_STYLE.fullmatch(str(title.get(qn("w:val"))))
            if heading:
                return int(heading[1])
            name = "" if based is None else str(based.get(qn("w:val")))
        return 0


def _outline_level(outline: etree._Element) -> int:
    level = str(outline.get(qn("w:val")))
    return int(level) + 1 if level.isdecimal() and int(level) < _BODY_TEXT else 0


def places_of(root: etree._Element, headings: Headings) -> dict[etree._Element, TemplatePlace]:
    """The place of every paragraph, table, row, cell and content control of a part."""
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
            heading = heading_words(element)
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
    words = "".join(str(text.text or "") for text in heading.iter(qn("w:t")))
    return " ".join(strip_tags(words).split()).rstrip(" :")[:_LONGEST_HEADING]


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
