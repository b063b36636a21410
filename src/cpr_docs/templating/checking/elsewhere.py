"""Checks of tags that stand where no words of the document do: attributes, fields, properties, other parts."""

import re
from collections.abc import Iterator

from lxml import etree

from cpr_docs.language.messages import _
from cpr_docs.ooxml.names import RelationshipType
from cpr_docs.templating.checking.findings import Check, Spot
from cpr_docs.templating.checking.template import Template, spot_of

_TAG = re.compile(r"\{\{|\{%|\{#")
_IN_ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<]*\{[{%#]|'[^'<]*\{[{%#])")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


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
        if template.package[part].startswith(_UTF16):
            yield Spot(part)


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter("*"):
        yield element.text or ""
        yield from map(str, element.attrib.values())


CHECKS: tuple[Check[Template], ...] = (
    Check(
        "not-in-text", _("this tag stands in no text of the document, and what it prints would break it"), not_in_text
    ),
    Check(
        "not-in-document",
        _("a tag stands in the properties or in a part that no reader reads, where no value of a case may go"),
        not_in_document,
    ),
    Check("encoding", _("this part is not in UTF-8, and its tags would not be filled in"), other_encoding),
)
