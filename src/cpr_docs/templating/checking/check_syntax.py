"""Checks of the tags themselves: what Jinja cannot parse, what is not in the language, what has no end."""

import re
from collections.abc import Iterator

from jinja2 import nodes
from lxml import etree

from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.templating.checking.blocks import Setting
from cpr_docs.templating.checking.tags import faults
from cpr_docs.templating.checking.template import Template, spot_of
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
    UTF16,
    WHOLE,
    docxtpl_tags,
    half_tag,
    is_of_docxtpl,
    tags_across,
)

_LETTER = re.compile(r"(?:\{%|\{\{|\{#)(tr|tc|p) ")
_LEVELS = {"p": "w:p", "tr": "w:tr", "tc": "w:tc"}


def syntax(template: Template) -> Iterator[TagLocation]:
    """What Jinja cannot parse."""
    for tag in template.all_tags:
        if tag.statement.error and not tag.is_modified:
            yield spot_of(tag, reason=tag.statement.error)


def not_in_language(template: Template) -> Iterator[TagLocation]:
    """What Jinja has and the template language has not."""
    for blocks in template.blocks.values():
        for setting in blocks.settings:
            tag = setting.tag
            if tag.is_modified or is_of_docxtpl(tag.text):
                continue
            if tag.statement.keyword == "?":
                yield spot_of(tag)._replace(message=NO_STATEMENT)
            for message in faults(tag.statement, _rows(setting)):
                yield spot_of(tag)._replace(message=message)


def passed_over(template: Template) -> Iterator[TagLocation]:
    """Tags with docxtpl's letter that its patterns do not know."""
    for tag in template.all_tags:
        if tag.is_modified:
            yield spot_of(tag)


def unclosed(template: Template) -> Iterator[TagLocation]:
    """Blocks that have no end."""
    for blocks in template.blocks.values():
        for block in blocks.unclosed:
            yield spot_of(block.opening, keyword=f"end{block.opening.statement.keyword}")


def stray(template: Template) -> Iterator[TagLocation]:
    """Tags that end or divide a block that nothing began."""
    for blocks in template.blocks.values():
        for tag in blocks.strays:
            yield spot_of(tag)


def torn(template: Template) -> Iterator[TagLocation]:
    """Blocks that begin in one cell, row or table and end in another."""
    for blocks in template.blocks.values():
        for block in blocks.blocks:
            for tag in (*block.middles, *filter(None, [block.closing])):
                if tag.around != block.opening.around and not (tag.is_modified or block.opening.is_modified):
                    yield spot_of(tag, opening=block.opening.text)


def beside(template: Template) -> Iterator[TagLocation]:
    """What stands in the paragraph, row or cell that docxtpl takes away with a tag."""
    for part in template.stories:
        lettered = (one.paragraph for of, one in template.written if of == part and _LETTER.search(one.words))
        around = {
            above: None
            for paragraph in lettered
            for above in (paragraph, *paragraph.iterancestors(*map(qn, _LEVELS.values())))
        }
        for letter, name in _LEVELS.items():
            for element in (one for one in around if one.tag == qn(name)):
                words = text_of(element)
                match = next((found for found in _LETTER.finditer(words) if found[1] == letter), None)
                whole = match and WHOLE.match(words, match.start())
                if whole and words.strip() != whole[0] and not _inner(element, letter):
                    yield TagLocation(part, element, whole[0])


def _rows(setting: Setting) -> frozenset[str]:
    """The names that the loops around a tag give; a loop without an end is another mistake."""
    loops = (block.opening.statement.loop for block in setting.inside if block.closing is not None)
    targets = (loop.target for loop in loops if loop is not None)
    return frozenset(target.name for target in targets if isinstance(target, nodes.Name))


def _inner(element: etree._Element, letter: str) -> bool:
    """Whether the tag stands in an inner element of the same kind, which alone is taken away."""
    return any(inner is not element and f"{letter} " in text_of(inner) for inner in element.iter(element.tag))


_SYNTAX_CHECKS: tuple[TemplateCheck[Template], ...] = (
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
)


def half(template: Template) -> Iterator[TagLocation]:
    """Braces that are no whole tag."""
    for part, braced in template.written:
        left = half_tag(braced)
        if left:
            yield TagLocation(part, braced.paragraph, left)


def across(template: Template) -> Iterator[TagLocation]:
    """Tags that begin in a link or a tracked change and end outside of it, or the other way round."""
    for part, braced in template.written:
        for tag in tags_across(braced):
            yield TagLocation(part, braced.paragraph, tag)


def not_ours(template: Template) -> Iterator[TagLocation]:
    """What docxtpl has beside Jinja, and makes of a template what cannot be checked."""
    for part, braced in template.written:
        for tag in docxtpl_tags(braced):
            yield TagLocation(part, braced.paragraph, tag)


_BRACES_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("half-tag", HALF_TAG, half),
    TemplateCheck("tag-across", TAG_ACROSS, across),
    TemplateCheck("docxtpl", DOCXTPL, not_ours),
)


_TAG = re.compile(r"\{\{|\{%|\{#")
_IN_ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<]*\{[{%#]|'[^'<]*\{[{%#])")


def not_in_text(template: Template) -> Iterator[TagLocation]:
    """Tags in attributes, such as alternative text, and in what is no text of a run."""
    for tag in template.all_tags:
        if not tag.in_text and not (tag.is_level and tag.statement.keyword):
            yield spot_of(tag)
    for part, root in template.stories.items():
        # The bytes first: hardly a template has one, and there are many attributes.
        for element in root.iter("*") if _IN_ATTRIBUTE.search(template.package[part]) else ():
            for value in element.attrib.values():
                if _TAG.search(str(value)):
                    yield TagLocation(part, element, str(value))


def not_in_document(template: Template) -> Iterator[TagLocation]:
    """Tags in the properties and in parts that no reader reads."""
    comments = {part for part, _root in template.opened.of_main(RelationshipType.COMMENTS)}
    for part, root in template.opened.roots.items():
        if (part not in template.stories or part in comments) and any(map(_TAG.search, _texts(root))):
            yield TagLocation(part)


def other_encoding(template: Template) -> Iterator[TagLocation]:
    """Parts in UTF-16, whose tags are not seen."""
    for part in template.stories:
        if template.package[part].startswith(UTF16):
            yield TagLocation(part)


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter("*"):
        yield element.text or ""
        yield from map(str, element.attrib.values())


_ELSEWHERE_CHECKS: tuple[TemplateCheck[Template], ...] = (
    TemplateCheck("not-in-text", NOT_IN_TEXT, not_in_text),
    TemplateCheck("not-in-document", NOT_IN_DOCUMENT, not_in_document),
    TemplateCheck("encoding", ENCODING, other_encoding),
)


CHECKS: tuple[TemplateCheck[Template], ...] = (
    *_SYNTAX_CHECKS,
    *_BRACES_CHECKS,
    *_ELSEWHERE_CHECKS,
)
