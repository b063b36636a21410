"""Checks of the tags themselves: broken, misplaced or unbalanced tags, and tags outside the template language."""

import re
from collections.abc import Iterator

from jinja2 import nodes
from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import UTF16
from cpr_docs.templating.checking.blocks import TagContext
from cpr_docs.templating.checking.tags import faults
from cpr_docs.templating.checking.template import Template, location_of
from cpr_docs.templating.checking.template_findings import TagLocation, TemplateCheck
from cpr_docs.templating.grammar import NO_STATEMENT
from cpr_docs.templating.tag_syntax import (
    DOCXTPL,
    ENCODING,
    HALF_TAG,
    NOT_IN_DOCUMENT,
    NOT_IN_TEXT,
    PASSED_OVER,
    TAG_ACROSS,
    WHOLE,
    docxtpl_tags,
    half_tag,
    is_of_docxtpl,
    tags_across,
)

_TAG_WITH_LETTER = re.compile(r"(?:\{%|\{\{|\{#)(tr|tc|p) ")
_LETTER_ELEMENTS = {"p": "w:p", "tr": "w:tr", "tc": "w:tc"}
_TAG_START = re.compile(r"\{\{|\{%|\{#")
_IN_ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<]*\{[{%#]|'[^'<]*\{[{%#])")


def syntax(template: Template) -> Iterator[TagLocation]:
    """Tags that Jinja cannot parse."""
    for tag in template.all_tags:
        if tag.statement.error and not tag.is_modified:
            yield location_of(tag, reason=tag.statement.error)


def not_in_language(template: Template) -> Iterator[TagLocation]:
    """Tags of Jinja that are not in the template language."""
    for blocks in template.blocks.values():
        for context in blocks.contexts:
            tag = context.tag
            if tag.is_modified or is_of_docxtpl(tag.text):
                continue
            if tag.statement.keyword == "?":
                yield location_of(tag)._replace(message=NO_STATEMENT)
            for message in faults(tag.statement, _loop_variables(context)):
                yield location_of(tag)._replace(message=message)


def passed_over(template: Template) -> Iterator[TagLocation]:
    """Tags with docxtpl's letter that docxtpl's patterns do not match."""
    for tag in template.all_tags:
        if tag.is_modified:
            yield location_of(tag)


def unclosed(template: Template) -> Iterator[TagLocation]:
    """Blocks without a closing tag."""
    for blocks in template.blocks.values():
        for block in blocks.unclosed:
            yield location_of(block.opening, keyword=f"end{block.opening.statement.keyword}")


def stray(template: Template) -> Iterator[TagLocation]:
    """Closing tags and branches without an opening tag."""
    for blocks in template.blocks.values():
        for tag in blocks.strays:
            yield location_of(tag)


def torn(template: Template) -> Iterator[TagLocation]:
    """Blocks whose tags are in different cells, rows, tables or content controls."""
    for blocks in template.blocks.values():
        for block in blocks.blocks:
            for tag in (*block.branches, *filter(None, [block.closing])):
                if tag.around != block.opening.around and not (tag.is_modified or block.opening.is_modified):
                    yield location_of(tag, opening=block.opening.text)


def beside(template: Template) -> Iterator[TagLocation]:
    """Other content in the paragraph, row or cell that docxtpl removes with a tag."""
    for part in template.stories:
        with_letter = (
            braced.paragraph for of, braced in template.braced if of == part and _TAG_WITH_LETTER.search(braced.words)
        )
        candidates = {
            element: None
            for paragraph in with_letter
            for element in (paragraph, *paragraph.iterancestors(*map(qn, _LETTER_ELEMENTS.values())))
        }
        for letter, name in _LETTER_ELEMENTS.items():
            for element in (candidate for candidate in candidates if candidate.tag == qn(name)):
                text = text_of(element)
                match = next((found for found in _TAG_WITH_LETTER.finditer(text) if found[1] == letter), None)
                whole = match and WHOLE.match(text, match.start())
                if whole and text.strip() != whole[0] and not _is_in_nested(element, letter):
                    yield TagLocation(part, element, whole[0])


def incomplete(template: Template) -> Iterator[TagLocation]:
    """Braces that do not form a complete tag."""
    for part, braced in template.braced:
        rest = half_tag(braced)
        if rest:
            yield TagLocation(part, braced.paragraph, rest)


def across(template: Template) -> Iterator[TagLocation]:
    """Tags that start and end in different links, content controls or tracked changes."""
    for part, braced in template.braced:
        for tag in tags_across(braced):
            yield TagLocation(part, braced.paragraph, tag)


def docxtpl(template: Template) -> Iterator[TagLocation]:
    """Tags that docxtpl adds to Jinja: they change the document, so that it cannot be checked."""
    for part, braced in template.braced:
        for tag in docxtpl_tags(braced):
            yield TagLocation(part, braced.paragraph, tag)


def not_in_text(template: Template) -> Iterator[TagLocation]:
    """Tags in attributes, such as alternative text, and in elements that are not the text of a run."""
    for tag in template.all_tags:
        if not tag.in_text and not (tag.is_level and tag.statement.keyword):
            yield location_of(tag)
    for part, root in template.stories.items():
        # Attributes are many and tags in them are rare, so the bytes are searched first.
        for element in root.iter("*") if _IN_ATTRIBUTE.search(template.package[part]) else ():
            for value in element.attrib.values():
                if _TAG_START.search(str(value)):
                    yield TagLocation(part, element, str(value))


def not_in_document(template: Template) -> Iterator[TagLocation]:
    """Tags in the properties and in parts that are not stories."""
    comments = {part for part, _root in template.parsed.of_main(RelationshipType.COMMENTS)}
    for part, root in template.parsed.roots.items():
        if (part not in template.stories or part in comments) and any(map(_TAG_START.search, _strings(root))):
            yield TagLocation(part)


def other_encoding(template: Template) -> Iterator[TagLocation]:
    """Stories in UTF-16, whose tags are not recognised."""
    for part in template.stories:
        if template.package[part].startswith(UTF16):
            yield TagLocation(part)


def _loop_variables(context: TagContext) -> frozenset[str]:
    """The variables of the closed loops around a tag."""
    loops = (block.opening.statement.loop for block in context.enclosing if block.closing is not None)
    targets = (loop.target for loop in loops if loop is not None)
    return frozenset(target.name for target in targets if isinstance(target, nodes.Name))


def _is_in_nested(element: etree._Element, letter: str) -> bool:
    """True if the tag is in a nested element of the same kind: docxtpl removes the innermost element only."""
    return any(inner is not element and f"{letter} " in text_of(inner) for inner in element.iter(element.tag))


def _strings(root: etree._Element) -> Iterator[str]:
    for element in root.iter("*"):
        yield element.text or ""
        yield from map(str, element.attrib.values())


CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("syntax", _("the tag is not written as Jinja reads it: {reason}"), syntax),
    TemplateCheck("not-in-language", _("this is not in the template language"), not_in_language),
    TemplateCheck(
        "passed-over",
        PASSED_OVER,
        passed_over,
    ),
    TemplateCheck("unclosed", _("nothing ends what this tag begins: {keyword} is missing"), unclosed),
    TemplateCheck("stray", _("this tag ends or divides what no tag before it begins"), stray),
    TemplateCheck(
        "torn",
        _("this tag stands in another cell, row or control than {opening}, to which it belongs"),
        torn,
    ),
    TemplateCheck(
        "beside",
        _("what stands beside this tag is lost: docxtpl takes away the whole paragraph, row or cell that it stands in"),
        beside,
    ),
    TemplateCheck("half-tag", HALF_TAG, incomplete),
    TemplateCheck("tag-across", TAG_ACROSS, across),
    TemplateCheck("docxtpl", DOCXTPL, docxtpl),
    TemplateCheck("not-in-text", NOT_IN_TEXT, not_in_text),
    TemplateCheck("not-in-document", NOT_IN_DOCUMENT, not_in_document),
    TemplateCheck("encoding", ENCODING, other_encoding),
)
