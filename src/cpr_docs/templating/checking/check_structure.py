"""Checks of the Word document: faults that Word refuses, in the template or in a document with conditions unmet.

Elements that a loop repeats, although a document may contain them only once, are reported too.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.gate.admission import AUTHORS, DELETED, NO_PART, UNREACHED, VARIABLES, Effect
from cpr_docs.gate.allowed import UNSEEN_RELATIONSHIPS
from cpr_docs.gate.word_files import Inspection
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml import lint
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.lint.privacy import UNSEEN_TARGETS
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import children, text_of
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.compile import LEFT_OUT, NOT_ALLOWED
from cpr_docs.templating.copy_controls import is_copy
from cpr_docs.templating.enclosing_blocks import LoopBlock, enclosing_blocks
from cpr_docs.templating.expand_rows import RowLoop, row_loops
from cpr_docs.templating.repetition import (
    RANGE_ACROSS,
    REPEATED_COMMENT,
    REPEATED_NOTE,
    REPEATED_SECTION,
)

_PARAGRAPH_REQUIRED = ("w:tc", "w:hdr", "w:ftr", "w:txbxContent")
_BLOCK = re.compile(r"\{%(?P<letter>p|tr) (?:(?P<opens>if|for) (?P<expression>.*)|end(?:if|for)\s*)%\}")
_BLOCK_ELEMENTS = frozenset(map(qn, ("w:p", "w:tbl", "w:tr", "w:sdt")))
_ROWS = re.compile(r"\|\s*rows\b")

_IGNORED = frozenset(
    {
        "editing-session",  # Compiling strips rsids and author names.
        "person-in-properties",
        "default-language-missing",  # Reported by `check_languages`.
    }
)
# Reported by the document lint.
_REPORTED_BY_LINT = frozenset(
    {
        *(what for kind, what in UNSEEN_RELATIONSHIPS.items() if kind in {*UNSEEN_TARGETS, "attachedTemplate"}),
        *(DELETED, AUTHORS, VARIABLES, NO_PART, UNREACHED),
    }
)


def refused_by_word(template: Template) -> Iterator[TagLocation]:
    """The findings of the document lint."""
    for check in lint.CHECKS:
        if check.of_templates and check.code not in _IGNORED:
            for found in islice(check.locations(template.parsed), lint.MAX_FINDINGS):
                fault = f"{check.sentence}: {found.detail}" if found.detail else check.sentence
                yield TagLocation(found.part, found.element, "", {"fault": f"{fault} [{check.code}]"})


def may_be_without_paragraph(template: Template) -> Iterator[TagLocation]:
    """Cells, headers, footers, text boxes and loops in which every paragraph is under a condition."""
    for part, root in template.stories.items():
        for container in root.iter(*map(qn, _PARAGRAPH_REQUIRED)):
            if not _any_unconditional(children(container, "w:p"), "p"):
                yield TagLocation(part, container)
        for loop in row_loops(root):
            if loop.start.tag == qn("w:p") and not _any_unconditional(_elements(loop), "p"):
                yield TagLocation(part, loop.start)


def may_be_without_row(template: Template) -> Iterator[TagLocation]:
    """Tables, and loops in a table, in which every row is under a condition."""
    for part, root in template.stories.items():
        for table in root.iter(qn("w:tbl")):
            if not _any_unconditional(children(table, "w:tr"), "tr"):
                yield TagLocation(part, next(table.iter(qn("w:tr")), table))
        for loop in row_loops(root):
            if loop.start.tag == qn("w:tr") and not _any_unconditional(_elements(loop), "tr"):
                yield TagLocation(part, loop.start)


def not_allowed(template: Template) -> Iterator[TagLocation]:
    """Content that compiling refuses."""
    return _not_admitted(template, is_unseen=False)


def left_out(template: Template) -> Iterator[TagLocation]:
    """Content that a reader cannot see, and that compiling leaves out."""
    return _not_admitted(template, is_unseen=True)


def _elements(loop: RowLoop) -> Iterator[etree._Element]:
    """The paragraphs, tables, rows and content controls that the loop repeats."""
    return (element for element in loop.body() if element.tag in _BLOCK_ELEMENTS)


def _any_unconditional(elements: Iterable[etree._Element], letter: str) -> bool:
    """True if an element is under no condition, or if there are no elements, which the document lint reports."""
    conditional: list[bool] = []
    is_empty = True
    for element in elements:
        is_empty = False
        block = _BLOCK.fullmatch(text_of(element).strip())
        if block is None or block["letter"] != letter:
            if not any(conditional):
                return True
        elif block["opens"]:
            # The filter `rows` prints a blank row for an empty list.
            conditional.append(block["opens"] == "if" or not _ROWS.search(block["expression"]))
        elif conditional:
            conditional.pop()
    return is_empty


def _not_admitted(template: Template, *, is_unseen: bool) -> Iterator[TagLocation]:
    try:
        findings = Inspection(template.package, template.parsed.roots).findings
    except PackageError:
        return  # The content types are unreadable, which the document lint reports.
    for finding in findings:
        if (finding.effect is Effect.UNSEEN) is is_unseen and finding.what not in _REPORTED_BY_LINT:
            yield TagLocation(finding.part, finding.element, "", {"what": finding.what})


_WORD_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("word", _("Word does not take this, or shows it wrongly: {fault}"), refused_by_word),
    TemplateCheck(
        "may-be-empty",
        _("a condition may leave no paragraph here, which Word refuses: put an empty one after it"),
        may_be_without_paragraph,
    ),
    TemplateCheck(
        "may-be-without-rows", _("a condition may leave no row in this table, which Word refuses"), may_be_without_row
    ),
    TemplateCheck("word", NOT_ALLOWED, not_allowed),
    TemplateCheck("word", LEFT_OUT, left_out, "warning"),
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
            if tag and loops and not is_copy(tag):
                yield TagLocation(part, control, tag, {"path": loops[-1].path})


def _repeated(template: Template, message: str) -> Iterator[TagLocation]:
    for part, copies in template.copies.items():
        for fault in copies.faults() if template.blocks[part].are_balanced else ():
            if fault.message == message:
                yield TagLocation(part, fault.element)


_REPETITION_CHECKS: tuple[TemplateCheck[Template], ...] = (
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


CHECKS: tuple[TemplateCheck[Template], ...] = (
    *_WORD_CHECKS,
    *_REPETITION_CHECKS,
)
