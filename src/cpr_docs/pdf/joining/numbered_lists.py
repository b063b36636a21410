"""Numbered lists that begin anew in each section, as they do in the document that the section was.

A list of Word's counts on through the document. It begins anew where its paragraphs name another list of the same
look, which says at what number it begins (ECMA-376 part 1, 17.9.16).
"""

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.schema_order import put

_UNNUMBERED: Final = frozenset({"bullet", "none"})
_NO_LIST: Final = "0"


class NumberedLists:
    """The lists of the documents that are joined, which share their styles and their numbering."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.numbering = numbering
        self._styles = {} if styles is None else {style.get(qn("w:styleId"), ""): style for style in styles}
        self._of_styles: dict[str, tuple[str, str]] = {}
        self._looks: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        if numbering is not None:
            looks = {look.get(qn("w:abstractNumId"), ""): look for look in numbering.iterchildren(qn("w:abstractNum"))}
            for number in numbering.iterchildren(qn("w:num")):
                look = looks.get(_value(number, "w:abstractNumId"))
                if look is not None and _counts(look):
                    name = number.get(qn("w:numId"), "")
                    self._lists[name] = number
                    self._looks[name] = look
        self._highest = max((int(name) for name in self._lists if name.isdecimal()), default=0) + 1_000

    def begin_anew(self, body: etree._Element) -> None:
        """Lets the lists of a section's text begin anew."""
        if not self._lists:
            return
        own: dict[str, str] = {}
        for paragraph in list(self._styled_or_numbered(body)):
            found = self._list_of(paragraph)
            if found is None:
                continue
            name, level, style = found
            if name not in own:
                own[name] = self._another(name)
            self._give(paragraph, own[name], level, style)

    def _styled_or_numbered(self, body: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs that name a list, or a style with one; one of the default style that has a list is none."""
        before = None
        for element in body.iter(qn("w:pStyle"), qn("w:numPr")):
            style = element.get(qn("w:val"), "")
            if element.tag == qn("w:pStyle") and self._list_of_style(style)[0] not in self._lists:
                continue  # most are such, and to look at their paragraphs takes time
            properties = element.getparent()
            paragraph = None if properties is None else properties.getparent()
            if paragraph is not None and paragraph is not before and paragraph.tag == qn("w:p"):
                before = paragraph
                yield paragraph

    def _list_of(self, paragraph: etree._Element) -> tuple[str, str, str] | None:
        """The list that a paragraph belongs to, its level, and the style that says so, if it is not the paragraph."""
        properties = paragraph.find(qn("w:pPr"))
        direct = None if properties is None else properties.find(qn("w:numPr"))
        style = "" if properties is None else _value(properties, "w:pStyle")
        if direct is not None and direct.find(qn("w:numId")) is not None:
            name, level, style = _value(direct, "w:numId"), _value(direct, "w:ilvl") or "0", ""
        else:
            name, level = self._list_of_style(style)
            level = level if direct is None else _value(direct, "w:ilvl") or level
        return (name, level, style) if name != _NO_LIST and name in self._lists else None

    def _list_of_style(self, style: str) -> tuple[str, str]:
        if style not in self._of_styles:
            self._of_styles[style] = self._find_list_of_style(style)
        return self._of_styles[style]

    def _find_list_of_style(self, style: str) -> tuple[str, str]:
        for held in self._with_those_above(style):
            numbered = held.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None and numbered.find(qn("w:numId")) is not None:
                return _value(numbered, "w:numId"), _value(numbered, "w:ilvl") or "0"
        return "", "0"

    def _with_those_above(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = _value(self._styles[style], "w:basedOn")

    def _another(self, name: str) -> str:
        """A list of the same look that begins anew."""
        assert self.numbering is not None
        self._highest += 1
        another = copy.deepcopy(self._lists[name])
        another.set(qn("w:numId"), str(self._highest))
        for level in self._looks[name].iterchildren(qn("w:lvl")):
            which = level.get(qn("w:ilvl"), "0")
            override = next((held for held in another if held.get(qn("w:ilvl")) == which), None)
            if override is None:
                override = etree.SubElement(another, qn("w:lvlOverride"), {qn("w:ilvl"): which})
            if override.find(qn("w:startOverride")) is None:
                start = _value(level, "w:start") or "1"
                override.insert(0, etree.Element(qn("w:startOverride"), {qn("w:val"): start}))
        self._lists[name].getparent().append(another)  # type: ignore[union-attr]
        return another.get(qn("w:numId"), "")

    def _give(self, paragraph: etree._Element, name: str, level: str, style: str) -> None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            properties = etree.Element(qn("w:pPr"))
            paragraph.insert(0, properties)
        numbered = etree.Element(qn("w:numPr"))
        etree.SubElement(numbered, qn("w:ilvl"), {qn("w:val"): level})
        etree.SubElement(numbered, qn("w:numId"), {qn("w:val"): name})
        put(properties, numbered)
        if style and properties.find(qn("w:ind")) is None:
            # A list that the paragraph names itself would set the indent anew, over the style's.
            for held in self._with_those_above(style):
                indent = held.find(f"{qn('w:pPr')}/{qn('w:ind')}")
                if indent is not None:
                    put(properties, copy.deepcopy(indent))
                    return


def _counts(look: etree._Element) -> bool:
    return any(_value(level, "w:numFmt") not in _UNNUMBERED for level in look.iterchildren(qn("w:lvl")))


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else found.get(qn("w:val"), "")
