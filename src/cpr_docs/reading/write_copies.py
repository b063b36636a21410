"""Writes values into copies, and states into the boxes of derived values, in place."""

import copy
from collections.abc import Iterable
from typing import Any

from lxml import etree

from cpr_docs.language.text import Paragraph
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import RANGE_MARKUP
from cpr_docs.templating.expand_fallback import is_note
from cpr_docs.templating.filters import TICKED, UNTICKED
from cpr_docs.templating.xml_builder import BULLET_STYLE, BULLET_STYLES, paragraph_like, value

_BREAK, _RUN, _PARAGRAPH = "\n", qn("w:r"), qn("w:p")
_STATES = {True: ("w14:checkedState", TICKED), False: ("w14:uncheckedState", UNTICKED)}


def holds_paragraphs(control: etree._Element) -> bool:
    """True if the control is around paragraphs, not within one."""
    content = ContentControl(control).content
    return content is not None and next(content.iter(_PARAGRAPH), None) is not None


def write_line(control: etree._Element, text: str, *, is_foreign: bool = False) -> None:
    """Replaces the words of a control within a paragraph, in the format of its first run.

    Unless the text `is_foreign`, a note that the value is there in the other language only is removed.
    """
    content = _shown_content(control)
    first = next(content.iter(_RUN), None)
    run = etree.Element(_RUN)
    properties = None if first is None else first.find(qn("w:rPr"))
    if properties is not None:
        run.append(copy.deepcopy(properties))
    if not is_foreign:
        _make_own_language(run)
        _remove_note_before(control)
    for number, line in enumerate(text.split(_BREAK)):
        if number:
            etree.SubElement(run, qn("w:br"))
        words = etree.SubElement(run, qn("w:t"), {qn("xml:space"): "preserve"})
        words.text = line
    _replace(content, [run])


def write_paragraphs(control: etree._Element, paragraphs: Iterable[Paragraph], *, is_foreign: bool = False) -> None:
    """Replaces the paragraphs of a control, in the format of its first paragraph; see `write_line`."""
    content = _shown_content(control)
    patterns = list(content.iter(_PARAGRAPH))
    notes = [pattern for pattern in patterns if any(map(is_note, pattern.iter(_RUN)))]
    patterns = [pattern for pattern in patterns if pattern not in notes] or patterns
    plain = next((pattern for pattern in patterns if _style(pattern) not in BULLET_STYLES), None)
    if plain is None:
        plain = copy.deepcopy(patterns[0])
        _set_style(plain, "")
    new = notes if is_foreign else []
    for paragraph in paragraphs:
        made = paragraph_like(plain, paragraph.text)
        if not is_foreign:
            _make_own_language(made)
        if paragraph.bullet:
            _set_style(made, BULLET_STYLE)
        new.append(made)
    _replace(content, new or [paragraph_like(plain, "")])


def write_box(control: etree._Element, *, ticked: bool) -> None:
    """Sets the state and the mark of a check box."""
    proxy = ContentControl(control)
    setting, content = proxy.setting("w14:checkbox"), proxy.content
    name, mark = _STATES[ticked]
    if setting is not None:
        state = setting.find(qn(name))
        number = "" if state is None else state.get(qn("w14:val"), "")
        mark = chr(int(number, 16)) if number else mark
        checked = setting.find(qn("w14:checked"))
        if checked is None:
            checked = etree.Element(qn("w14:checked"))
            setting.insert(0, checked)
        checked.set(qn("w14:val"), "1" if ticked else "0")
    if content is not None:
        write_line(control, mark)


def _make_own_language(element: etree._Element) -> None:
    """Removes the language of runs that were in the other language."""
    for properties in element.iter(qn("w:rPr")):
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)


def _remove_note_before(control: etree._Element) -> None:
    """Removes the note that the value is there in the other language only, which is before the control."""
    before = control.getprevious()
    if before is not None and before.tag == _RUN and is_note(before):
        control.getparent().remove(before)  # type: ignore[union-attr]


def _shown_content(control: etree._Element) -> etree._Element:
    """The content of a control, which no longer counts as a placeholder."""
    proxy = ContentControl(control)
    showing, properties = proxy.setting("w:showingPlcHdr"), proxy.properties
    if showing is not None and properties is not None:
        properties.remove(showing)
    content = proxy.content
    return etree.SubElement(control, qn("w:sdtContent")) if content is None else content


def _replace(content: etree._Element, new: list[Any]) -> None:
    """Replaces the content but for markers such as bookmarks and comments' ranges, which stay around it."""
    old = [child for child in content.iterchildren() if child.tag not in RANGE_MARKUP]
    at = content.index(old[0]) if old else len(content)
    for child in old:
        content.remove(child)
    for number, element in enumerate(new):
        content.insert(at + number, element)


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")


def _set_style(paragraph: etree._Element, style: str) -> None:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    for old in properties.findall(qn("w:pStyle")):
        properties.remove(old)
    if style:
        properties.insert(0, value("w:pStyle", style))
