"""Checks of tags that stand where no words of the document do: attributes, fields, properties, other parts."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.ooxml.names import RelationshipType
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template, spot_of
from cpr_docs.templating.tag_syntax import ENCODING, NOT_IN_DOCUMENT, NOT_IN_TEXT, UTF16

_TAG = re.compile(r"\{\{|\{%|\{#")
_IN_ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<]*\{[{%#]|'[^'<]*\{[{%#])")


def not_in_text(template: Template) -> Iterator[Spot]:
    """Tags in attributes, such as alternative text, and in what is no text of a run."""
    for tag in template.all_tags:
        if not tag.in_text and not (tag.is_level and tag.statement.keyword):
            yield spot_of(tag)
    for part, root in template.stories.items():
        # The bytes first: hardly a template has one, and there are many attributes.
        for element in root.iter("*") if _IN_ATTRIBUTE.search(template.package[part]) else ():
            for value in element.attrib.values():
                if _TAG.search(str(value)):
                    yield Spot(part, element, str(value))


def not_in_document(template: Template) -> Iterator[Spot]:
    """Tags in the properties and in parts that no reader reads."""
    comments = {part for part, _root in template.opened.of_main(RelationshipType.COMMENTS)}
    for part, root in template.opened.roots.items():
        if (part not in template.stories or part in comments) and any(map(_TAG.search, _texts(root))):
            yield Spot(part)


def other_encoding(template: Template) -> Iterator[Spot]:
    """Parts in UTF-16, whose tags are not seen."""
    for part in template.stories:
        if template.package[part].startswith(UTF16):
            yield Spot(part)


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter("*"):
        yield element.text or ""
        yield from map(str, element.attrib.values())


CHECKS: tuple[Check[Template], ...] = (
    Check("not-in-text", NOT_IN_TEXT, not_in_text),
    Check("not-in-document", NOT_IN_DOCUMENT, not_in_document),
    Check("encoding", ENCODING, other_encoding),
)
