"""Which paragraphs are headings, and of which level."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.ooxml.lint.opened import Opened
from cpr_docs.ooxml.lint.tree import elements, value
from cpr_docs.ooxml.names import qn

_STYLE_NAME = re.compile("heading ([1-9])", re.IGNORECASE)
_BODY_TEXT = 9


def headings(opened: Opened, root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """Each heading of a part with its level, from 1."""
    for paragraph in elements(root, "w:p"):
        level = _level(opened, paragraph)
        if level:
            yield paragraph, level


def _level(opened: Opened, paragraph: etree._Element) -> int:
    """The level; 0 if the paragraph is none."""
    properties = next(paragraph.iterchildren(qn("w:pPr")), None)
    if properties is None:
        return 0
    outline = value(properties, "w:outlineLvl")
    if outline is not None and outline.isdecimal():
        return 0 if int(outline) >= _BODY_TEXT else int(outline) + 1
    style = value(properties, "w:pStyle") or ""
    if style not in opened.heading_levels:
        opened.heading_levels[style] = _level_of_style(opened, style)
    return opened.heading_levels[style]


def _level_of_style(opened: Opened, style_id: str) -> int:
    for source in opened.style_chain(style_id):
        outline = value(source, "w:pPr/w:outlineLvl")
        if outline is not None and outline.isdecimal():
            return 0 if int(outline) >= _BODY_TEXT else int(outline) + 1
        # A heading that Word knows by its name needs no outline level of its own.
        name = _STYLE_NAME.fullmatch(value(source, "w:name") or "")
        if name:
            return int(name[1])
    return 0
