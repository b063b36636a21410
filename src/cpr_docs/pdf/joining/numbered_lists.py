"""Restarts numbered lists in each section.

A Word list counts through the whole document. It restarts where its paragraphs refer to another numbering instance of
the same abstract numbering, with a start override (ECMA-376 part 1, 17.9.16).
"""

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import put

_UNNUMBERED: Final = frozenset({"bullet", "none"})
_NO_NUMBERING: Final = "0"


class NumberedLists:
    """The numbering instances of the joined documents, which share their styles and numbering parts."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.numbering = numbering
        self._styles = {} if styles is None else {style.get(qn("w:styleId"), ""): style for style in styles}
        self._by_style: dict[str, tuple[str, str]] = {}
        self._abstract: dict[str, etree._Element] = {}
        self._instances: dict[str, etree._Element] = {}
        if numbering is not None:
            abstract = {
                element.get(qn("w:abstractNumId"), ""): element
                for element in numbering.iterchildren(qn("w:abstractNum"))
            }
            for instance in numbering.iterchildren(qn("w:num")):
                definition = abstract.get(_value(instance, "w:abstractNumId"))
                if definition is not None and _counts(definition):
                    num_id = instance.get(qn("w:numId"), "")
                    self._instances[num_id] = instance
                    self._abstract[num_id] = definition
        self._highest = max((int(num_id) for num_id in self._instances if num_id.isdecimal()), default=0) + 1_000

    def restart(self, body: etree._Element) -> None:
        """Restarts the lists of a section's text."""
        if not self._instances:
            return
        restarted: dict[str, str] = {}
        for paragraph in list(self._candidates(body)):
            found = self._numbering_of(paragraph)
            if found is None:
                continue
            num_id, level, style = found
            if num_id not in restarted:
                restarted[num_id] = self._new_instance(num_id)
            self._set_numbering(paragraph, restarted[num_id], level, style)

    def _candidates(self, body: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs with direct numbering or a style that has numbering; the default style's is not considered."""
        previous = None
        for element in body.iter(qn("w:pStyle"), qn("w:numPr")):
            style = element.get(qn("w:val"), "")
            if element.tag == qn("w:pStyle") and self._style_numbering(style)[0] not in self._instances:
                continue  # skips most paragraphs quickly
            properties = element.getparent()
            paragraph = None if properties is None else properties.getparent()
            if paragraph is not None and paragraph is not previous and paragraph.tag == qn("w:p"):
                previous = paragraph
                yield paragraph

    def _numbering_of(self, paragraph: etree._Element) -> tuple[str, str, str] | None:
        """The numbering instance of a paragraph, its level, and the style if the numbering comes from it."""
        properties = paragraph.find(qn("w:pPr"))
        direct = None if properties is None else properties.find(qn("w:numPr"))
        style = "" if properties is None else _value(properties, "w:pStyle")
        if direct is not None and direct.find(qn("w:numId")) is not None:
            num_id, level, style = _value(direct, "w:numId"), _value(direct, "w:ilvl") or "0", ""
        else:
            num_id, level = self._style_numbering(style)
            level = level if direct is None else _value(direct, "w:ilvl") or level
        return (num_id, level, style) if num_id != _NO_NUMBERING and num_id in self._instances else None

    def _style_numbering(self, style: str) -> tuple[str, str]:
        if style not in self._by_style:
            self._by_style[style] = self._find_style_numbering(style)
        return self._by_style[style]

    def _find_style_numbering(self, style: str) -> tuple[str, str]:
        for ancestor in self._style_chain(style):
            numbered = ancestor.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbered is not None and numbered.find(qn("w:numId")) is not None:
                return _value(numbered, "w:numId"), _value(numbered, "w:ilvl") or "0"
        return "", "0"

    def _style_chain(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = _value(self._styles[style], "w:basedOn")

    def _new_instance(self, num_id: str) -> str:
        """A numbering instance of the same abstract numbering that restarts."""
        assert self.numbering is not None
        self._highest += 1
        instance = copy.deepcopy(self._instances[num_id])
        instance.set(qn("w:numId"), str(self._highest))
        for level in self._abstract[num_id].iterchildren(qn("w:lvl")):
            index = level.get(qn("w:ilvl"), "0")
            override = next((child for child in instance if child.get(qn("w:ilvl")) == index), None)
            if override is None:
                override = etree.SubElement(instance, qn("w:lvlOverride"), {qn("w:ilvl"): index})
            if override.find(qn("w:startOverride")) is None:
                start = _value(level, "w:start") or "1"
                override.insert(0, etree.Element(qn("w:startOverride"), {qn("w:val"): start}))
        self._instances[num_id].getparent().append(instance)  # type: ignore[union-attr]
        return instance.get(qn("w:numId"), "")

    def _set_numbering(self, paragraph: etree._Element, num_id: str, level: str, style: str) -> None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            properties = etree.Element(qn("w:pPr"))
            paragraph.insert(0, properties)
        numbered = etree.Element(qn("w:numPr"))
        etree.SubElement(numbered, qn("w:ilvl"), {qn("w:val"): level})
        etree.SubElement(numbered, qn("w:numId"), {qn("w:val"): num_id})
        put(properties, numbered)
        if style and properties.find(qn("w:ind")) is None:
            # The indent of direct numbering would override the style's indent.
            for ancestor in self._style_chain(style):
                indent = ancestor.find(f"{qn('w:pPr')}/{qn('w:ind')}")
                if indent is not None:
                    put(properties, copy.deepcopy(indent))
                    return


def _counts(definition: etree._Element) -> bool:
    """True if any level of the abstract numbering has numbers."""
    return any(_value(level, "w:numFmt") not in _UNNUMBERED for level in definition.iterchildren(qn("w:lvl")))


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else found.get(qn("w:val"), "")
