"""Checks of the paper itself: what Word would refuse, in the template or once its conditions are filled in."""

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
from cpr_docs.ooxml.lint.privacy import UNSEEN_TARGETS
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import children, text_of
from cpr_docs.templating.allowed_contents import LEFT_OUT, NOT_ALLOWED
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.expand_rows import RowLoop, row_loops

_NEED_PARAGRAPH = ("w:tc", "w:hdr", "w:ftr", "w:txbxContent")
_BLOCK = re.compile(r"\{%(?P<letter>p|tr) (?:(?P<opens>if|for) (?P<asked>.*)|end(?:if|for)\s*)%\}")
_BLOCKS = frozenset(map(qn, ("w:p", "w:tbl", "w:tr", "w:sdt")))
_ROWS = re.compile(r"\|\s*rows\b")

_NOT_OF_TEMPLATES = frozenset(
    {
        "editing-session",  # Word's marks of editing and the names of persons are taken out when it is compiled.
        "person-in-properties",
        "default-language-missing",  # The check of languages says it.
    }
)


def refused_by_word(template: Template) -> Iterator[TagLocation]:
    """What the lint of documents finds."""
    for check in lint.CHECKS:
        if check.of_templates and check.code not in _NOT_OF_TEMPLATES:
            for spot in islice(check.locations(template.opened), lint.MAX_FINDINGS):
                fault = f"{check.sentence}: {spot.detail}" if spot.detail else check.sentence
                yield TagLocation(spot.part, spot.element, "", {"fault": f"{fault} [{check.code}]"})


def may_be_without_paragraph(template: Template) -> Iterator[TagLocation]:
    """Cells, headers, boxes and rows of a list whose every paragraph stands under a condition."""
    for part, root in template.stories.items():
        for container in root.iter(*map(qn, _NEED_PARAGRAPH)):
            if not _any_lasts(children(container, "w:p"), "p"):
                yield TagLocation(part, container)
        for loop in row_loops(root):
            if loop.start.tag == qn("w:p") and not _any_lasts(_blocks(loop), "p"):
                yield TagLocation(part, loop.start)


def may_be_without_row(template: Template) -> Iterator[TagLocation]:
    """Tables, and rows of a list in a table, whose every row stands under a condition."""
    for part, root in template.stories.items():
        for table in root.iter(qn("w:tbl")):
            if not _any_lasts(children(table, "w:tr"), "tr"):
                yield TagLocation(part, next(table.iter(qn("w:tr")), table))
        for loop in row_loops(root):
            if loop.start.tag == qn("w:tr") and not _any_lasts(_blocks(loop), "tr"):
                yield TagLocation(part, loop.start)


def _blocks(loop: RowLoop) -> Iterator[etree._Element]:
    """The paragraphs, tables, rows and controls that the loop repeats."""
    return (element for element in loop.body() if element.tag in _BLOCKS)


def _any_lasts(elements: Iterable[etree._Element], letter: str) -> bool:
    """True if one of the elements stays whatever the form holds, or if there is none, which Word's lint says."""
    around: list[bool] = []
    found = False
    for element in elements:
        found = True
        block = _BLOCK.fullmatch(text_of(element).strip())
        if block is None or block["letter"] != letter:
            if not any(around):
                return True
        elif block["opens"]:
            # A loop over rows prints one blank row at least.
            around.append(block["opens"] == "if" or not _ROWS.search(block["asked"]))
        elif around:
            around.pop()
    return not found


_STRUCTURE_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("word", _("Word does not take this, or shows it wrongly: {fault}"), refused_by_word),
    TemplateCheck(
        "may-be-empty",
        _("a condition may leave no paragraph here, which Word refuses: put an empty one after it"),
        may_be_without_paragraph,
    ),
    TemplateCheck(
        "may-be-without-rows", _("a condition may leave no row in this table, which Word refuses"), may_be_without_row
    ),
)


# The lint of documents tells these already.
_TOLD = frozenset(
    {
        *(what for last, what in UNSEEN_RELATIONSHIPS.items() if last in {*UNSEEN_TARGETS, "attachedTemplate"}),
        *(DELETED, AUTHORS, VARIABLES, NO_PART, UNREACHED),
    }
)


def not_allowed(template: Template) -> Iterator[TagLocation]:
    """Contents of which no document is made."""
    return _spots(template, is_unseen=False)


def left_out(template: Template) -> Iterator[TagLocation]:
    """Contents that no reader sees."""
    return _spots(template, is_unseen=True)


def _spots(template: Template, *, is_unseen: bool) -> Iterator[TagLocation]:
    try:
        findings = Inspection(template.package, template.opened.roots).findings
    except PackageError:
        # The content types cannot be read, which another check tells.
        return
    for finding in findings:
        if (finding.effect is Effect.UNSEEN) is is_unseen and finding.what not in _TOLD:
            yield TagLocation(finding.part, finding.element, "", {"what": finding.what})


_NOT_ALLOWED_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("word", NOT_ALLOWED, not_allowed),
    TemplateCheck("word", LEFT_OUT, left_out, "warning"),
)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    *_STRUCTURE_CHECKS,
    *_NOT_ALLOWED_CHECKS,
)
