"""Headings and their levels, by the paragraph's own outline level or by its style.

A style is a heading by its outline level or its name, or by those of a style that it is based on. Word stores the name
of a built-in style in English whatever its own language is (``heading 1``); the style's id is translated
(``Überschrift1``), so that it says nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import elements, value

_STYLE_NAME: Final = re.compile("heading ([1-9])", re.IGNORECASE)
_BODY_TEXT: Final = 9
_PARAGRAPH, _PROPERTIES, _OUTLINE, _STYLE, _VALUE = map(qn, ("w:p", "w:pPr", "w:outlineLvl", "w:pStyle", "w:val"))


class Headings:
    """The headings of a document with these styles, the root of its styles part."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = () if styles is None else styles.iterchildren(qn("w:style"))
        self._styles = {style.get(qn("w:styleId"), ""): style for style in found}
        self._levels: dict[str, int] = {}

    def level(self, paragraph: etree._Element) -> int:
        """The paragraph's level, from 1; 0 if it is no heading."""
        properties = next(paragraph.iterchildren(_PROPERTIES), None)
        return 0 if properties is None else self._level(properties)

    def defines(self, style_id: str) -> bool:
        """True if the document has a style of this id."""
        return style_id in self._styles

    def level_of_style(self, style_id: str) -> int:
        """The level of a paragraph style, from 1; 0 if it is no heading."""
        if style_id not in self._levels:
            self._levels[style_id] = self._find_level(style_id)
        return self._levels[style_id]

    def headings_in(self, root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
        """Each heading of a part with its level, in document order; those in ``mc:Fallback`` are left out."""
        for properties in elements(root, "w:pPr"):
            paragraph = properties.getparent()
            if paragraph is not None and paragraph.tag == _PARAGRAPH and (level := self._level(properties)):
                yield paragraph, level

    def _level(self, properties: etree._Element) -> int:
        outline = style = None
        for child in properties.iterchildren(_OUTLINE, _STYLE):
            if child.tag == _OUTLINE:
                outline = child.get(_VALUE)
            else:
                style = child.get(_VALUE)
        if outline is not None and outline.isdecimal():
            return _outline_level(outline)
        return self.level_of_style(style) if style else 0

    def _find_level(self, style_id: str) -> int:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            outline = value(style, "w:pPr/w:outlineLvl")
            if outline is not None and outline.isdecimal():
                return _outline_level(outline)
            # A built-in heading needs no outline level of its own.
            name = _STYLE_NAME.fullmatch(value(style, "w:name") or "")
            if name:
                return int(name[1])
            style_id = value(style, "w:basedOn") or ""
        return 0


def _outline_level(outline: str) -> int:
    return 0 if int(outline) >= _BODY_TEXT else int(outline) + 1
