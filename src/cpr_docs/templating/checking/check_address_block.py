"""Checks of a letter's page, without drawing it: the frame that an envelope's window shows, and the margins."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.traversal import elements, number, value
from cpr_docs.templating.address_block import PER_MM, STYLE, WINDOW, frame_attributes
from cpr_docs.templating.checking.template import Control, Template
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck

_PLACE: Final = frame_attributes(WINDOW, is_beside=True)
_NEAR: Final = 6
"""A tenth of a millimetre, in twentieths of a point: a program that saves the template may round."""
_BESIDE, _ABOVE = 15, 5
"""The edges of a page on which the services print nothing, in millimetres: left and right, top and foot."""
_FRAME: Final = "w:pPr/w:framePr"
_STATEMENT: Final = re.compile(r"\{%.*?%\}")
_WINDOW: Final = {"left": WINDOW.left, "top": WINDOW.top, "style": STYLE}


def outside(template: Template) -> Iterator[TagLocation]:
    """The first line of the address that stands in no frame of the block's place and style."""
    for control in _controls(template):
        if not all(map(_is_line_of_block, _paragraphs(control.element))):
            yield TagLocation(control.part, control.element, control.tag, _WINDOW)
            return


def not_of_the_address(template: Template) -> Iterator[TagLocation]:
    """Further words in the frame of the address."""
    address = {control.element for control in _controls(template)}
    if not address or template.body is None:
        return
    for line in elements(template.body, "w:p"):
        if _is_in_block(line):
            words = (text.text or "" for text in line.iter(qn("w:t")) if address.isdisjoint(text.iterancestors()))
            if _STATEMENT.sub("", "".join(words)).strip():
                yield TagLocation(PartName.DOCUMENT, line)


def _controls(template: Template) -> Iterator[Control]:
    """The controls of the block's fields; none if the form is no letter."""
    form = template.form
    paths = {f"{form.ADDRESSEE}.{name}" for line in form.ADDRESS_LINES for name in line}
    return (each for each in template.controls if each.path in paths and each.part == PartName.DOCUMENT)


def _paragraphs(control: etree._Element) -> Iterator[etree._Element]:
    """The paragraph round a control, or the paragraphs in it."""
    around = next(control.iterancestors(qn("w:p")), None)
    yield from elements(control, "w:p") if around is None else [around]


def _is_line_of_block(line: etree._Element) -> bool:
    return _is_in_block(line) and value(line, "w:pPr/w:pStyle") == STYLE


def _is_in_block(line: etree._Element) -> bool:
    """True if a paragraph stands in a frame that is anchored to the page, at the place of the window."""
    if value(line, _FRAME, "w:xAlign") or value(line, _FRAME, "w:yAlign"):
        return False
    if any(value(line, _FRAME, name) != _PLACE[name] for name in ("w:vAnchor", "w:hAnchor")):
        return False
    return all(abs(number(line, _FRAME, name) - int(_PLACE[name])) <= _NEAR for name in ("w:x", "w:y", "w:w"))


def too_near_the_edge(template: Template) -> Iterator[TagLocation]:
    """Margins of a letter that are narrower than those of the services that print and post letters."""
    if not template.form.ADDRESS_LINES or template.body is None:
        return
    for margins in elements(template.body, "w:pgMar"):
        beside = min(number(margins, attribute=name) for name in ("w:left", "w:right"))
        above = min(number(margins, attribute=name) for name in ("w:header", "w:footer"))
        if beside < _BESIDE * PER_MM - 1 or above < _ABOVE * PER_MM - 1:
            yield TagLocation(PartName.DOCUMENT, margins, "", {"beside": _BESIDE, "above": _ABOVE})


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck(
        "address-moved",
        _(
            "the window of an envelope does not show this line: the address stands in a frame {left} mm from the left "
            "and {top} mm from the top of the page, in paragraphs of the style {style}"
        ),
        outside,
        "warning",
    ),
    TemplateCheck(
        "address-words",
        _("the window of an envelope shows this with the address: put it elsewhere"),
        not_of_the_address,
        "warning",
    ),
    TemplateCheck(
        "printer-margins",
        _(
            "the services that print and post letters refuse what stands within {beside} mm of the left and the right "
            "edge, or {above} mm of the top and the foot: make the margins wider"
        ),
        too_near_the_edge,
        "warning",
    ),
)
