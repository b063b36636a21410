"""Says ticks in words, in finished papers, whose boxes nobody can change any more."""

import re

from lxml import etree

from cpr_docs.ooxml.content_control import CONTROL, ContentControl, controls_in
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.choice_boxes import BETWEEN_BOXES
from cpr_docs.templating.xml_builder import run

_BOX = re.compile(r"(\{\{\s*[A-Za-z_][\w.]*\s*)\|\s*box\b")
_BLANKS = re.compile(r"\s+")


def add_tick_words(root: etree._Element) -> None:
    """Puts a tag that says a tick in words after the label of each check box that has none in its paragraph."""
    for control in [each for each in controls_in(root) if each.is_check_box]:
        paragraph = control.element.getparent()
        ticked = _BOX.sub(r"\1|ticked", control.text.strip())
        if paragraph is None or paragraph.tag != qn("w:p") or ticked == control.text.strip():
            continue
        if _BLANKS.sub("", ticked) not in _BLANKS.sub("", text_of(paragraph)):
            _last_of_label(control).addnext(run(ticked))


def _last_of_label(control: ContentControl) -> etree._Element:
    """The last element of the text after a box: before the next control, or the end of the paragraph."""
    last = control.element
    for element in control.element.itersiblings("*"):
        if element.tag == CONTROL or text_of(element) == BETWEEN_BOXES:
            break
        last = element
    return last
