"""Which paragraphs are headings, and of which level."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import elements, value

_STYLE_NAME = re.compile("heading ([1-9])", re.IGNORECASE)
_BODY_TEXT = 9
_PARAGRAPH, _OUTLINE, _STYLE, _VALUE = map(qn, ("w:p", "w:outlineLvl", "w:pStyle", "w:val"))


def headings(opened: ParsedPackage, root: etree._Element) -> list[tuple[etree._Element, int]]:
    """Each heading of a part with its level, from 1."""
    if root not in opened.headings:
        opened.headings[root] = list(_headings(opened, root))
    return opened.headings[root]


def _headings(opened: ParsedPackage, root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    for properties in elements(root, "w:pPr"):
        paragraph = properties.getparent()
        if paragraph is not None and paragraph.tag == _PARAGRAPH:
            level = _level(opened, properties)
            if level:
                yield paragraph, level


def _level(opened: ParsedPackage, properties: etree._Element) -> int:
    """The level of the paragraph with these properties; 0 if it is no heading."""
    outline = style = None
    for said in properties.iterchildren(_OUTLINE, _STYLE):
        if said.tag == _OUTLINE:
            outline = said.get(_VALUE)
        else:
            style = said.get(_VALUE)
    if outline is not None and outline.isdecimal():
        return 0 if int(outline) >= _BODY_TEXT else int(outline) + 1
    style = style or ""
    if style not in opened.heading_levels:
        opened.heading_levels[style] = _level_of_style(opened, style)
    return opened.heading_levels[style]


def _level_of_style(opened: ParsedPackage, style_id: str) -> int:
    for source in opened.style_chain(style_id):
        outline = value(source, "w:pPr/w:outlineLvl")
        if outline is not None and outline.isdecimal():
            return 0 if int(outline) >= _BODY_TEXT else int(outline) + 1
        # A heading that Word knows by its name needs no outline level of its own.
        name = _STYLE_NAME.fullmatch(value(source, "w:name") or "")
        if name:
            return int(name[1])
    return 0
