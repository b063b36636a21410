"""An upright letterhead on wider paper: each thing keeps its distance from the margin that it is nearer to.

The margins stay. Tab stops and pictures beyond the middle move with the right margin, tabs that centre move by half,
and tables grow with the page.
"""

import dataclasses
from typing import Final

from lxml import etree

from cpr_docs.authoring.page_setup import PageSetup, fit_tables
from cpr_docs.authoring.reference import LetterheadStory, Reference
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import number, value
from cpr_docs.ooxml.xml import parse_xml, serialise_xml

_OF_STORIES: Final = frozenset({"header", "footer"})
_CENTRED: Final = "center"
_OFFSETS: Final = f"{qn('wp:positionH')}/{qn('wp:posOffset')}"
_EMU_PER_TWENTIETH: Final = 635


def on_paper(reference: Reference, paper: PageSetup) -> Reference:
    """The reference on the paper of a layout; the same object for the paper that a letterhead has."""
    if paper.width <= paper.height:
        return reference
    page = reference.page.on_paper_of(paper)
    widths = (reference.page.text_width, page.text_width)
    stories = {key: _story_on(story, *widths) for key, story in reference.stories.items()}
    return dataclasses.replace(reference, page=page, stories=stories, styles=_styles_on(reference.styles, *widths))


def _story_on(story: LetterheadStory, before: int, after: int) -> LetterheadStory:
    root = story.root
    _move_tabs(root, before, after)
    fit_tables([root], after, before)
    for anchor in root.iter(qn("wp:anchor")):
        for offset in anchor.iterfind(_OFFSETS):
            position = int(offset.text or "0")
            if position > before * _EMU_PER_TWENTIETH // 2:
                offset.text = str(position + (after - before) * _EMU_PER_TWENTIETH)
    return dataclasses.replace(story, xml=serialise_xml(root))


def _styles_on(styles: bytes, before: int, after: int) -> bytes:
    """The styles, with the tab stops of headers and footers moved."""
    root = parse_xml(styles)
    for style in root.iter(qn("w:style")):
        if (value(style, "w:name") or "").lower() in _OF_STORIES:
            _move_tabs(style, before, after)
    return serialise_xml(root)


def _move_tabs(root: etree._Element, before: int, after: int) -> None:
    for tab in (each for tabs in root.iter(qn("w:tabs")) for each in tabs):
        position = number(tab, attribute="w:pos")
        if tab.get(qn("w:val")) == _CENTRED:
            tab.set(qn("w:pos"), str(position + (after - before) // 2))
        elif position > before // 2:
            tab.set(qn("w:pos"), str(position + after - before))
