"""Checks of elements that a loop repeats although a document may contain them only once."""

from collections.abc import Iterator

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.enclosing_blocks import LoopBlock, enclosing_blocks
from cpr_docs.templating.repetition import (
    RANGE_ACROSS,
    REPEATED_COMMENT,
    REPEATED_NOTE,
    REPEATED_SECTION,
)


def repeated_note(template: Template) -> Iterator[TagLocation]:
    """Footnotes and endnotes in a loop."""
    return _repeated(template, REPEATED_NOTE)


def repeated_comment(template: Template) -> Iterator[TagLocation]:
    """Comments in a loop."""
    return _repeated(template, REPEATED_COMMENT)


def repeated_section(template: Template) -> Iterator[TagLocation]:
    """Section breaks in a loop."""
    return _repeated(template, REPEATED_SECTION)


def range_across(template: Template) -> Iterator[TagLocation]:
    """Bookmarks and other ranges with only the start or only the end in a loop."""
    return _repeated(template, RANGE_ACROSS)


def repeated_control(template: Template) -> Iterator[TagLocation]:
    """Controls in a loop over the paragraphs of a text."""
    for part, root in template.stories.items():
        for control, enclosing in enclosing_blocks(root, "w:sdt"):
            tag = ContentControl(control).tag
            loops = [block for block in enclosing if isinstance(block, LoopBlock) and "paragraphs" in block.filters]
            if tag and loops:
                yield TagLocation(part, control, tag, {"path": loops[-1].path})


def _repeated(template: Template, message: str) -> Iterator[TagLocation]:
    for part, copies in template.copies.items():
        for fault in copies.faults() if template.blocks[part].are_balanced else ():
            if fault.message == message:
                yield TagLocation(part, fault.element)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("repeated-note", REPEATED_NOTE, repeated_note),
    TemplateCheck("repeated-comment", REPEATED_COMMENT, repeated_comment),
    TemplateCheck("repeated-section", REPEATED_SECTION, repeated_section),
    TemplateCheck("range-across", RANGE_ACROSS, range_across),
    TemplateCheck(
        "control-repeated",
        _("a loop through the paragraphs of {path} repeats this control, and it could not be read back"),
        repeated_control,
    ),
)
