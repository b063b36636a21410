"""Checks of the package: are its parts there, known by their type, and reached?"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from cpr_docs.ooxml.lint.findings import Check, Spot
from cpr_docs.ooxml.lint.opened import Opened, TypedName, source_of
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import relationships_name

_MAIN_IN_DOCX: Final = frozenset({ContentType.DOCUMENT})
_RELATIONSHIP_ATTRIBUTES: Final = f"{{{NAMESPACES['r']}}}"
_LEGACY_RELATIONSHIP: Final = qn("o:relid")


def _malformed(opened: Opened) -> Iterator[Spot]:
    for part, message in opened.malformed.items():
        yield Spot(part, detail=message)


def _no_document(opened: Opened) -> Iterator[Spot]:
    if not opened.main or opened.roots[opened.main].tag != qn("w:document"):
        yield Spot(PartName.PACKAGE_RELATIONSHIPS)


def _no_content_type(opened: Opened) -> Iterator[Spot]:
    for part in opened.package:
        if part != PartName.CONTENT_TYPES and not opened.content_type(part):
            yield Spot(part)


def _content_type_of_nothing(opened: Opened) -> Iterator[Spot]:
    parts = {part.lower() for part in opened.package}
    for name, _content_type in opened.part_types:
        if name.lower() not in parts:
            yield Spot(PartName.CONTENT_TYPES, detail=name)


def _content_type_twice(opened: Opened) -> Iterator[Spot]:
    for lines in (opened.extension_types, opened.part_types):
        for name in _repeated(lines):
            yield Spot(PartName.CONTENT_TYPES, detail=name)


def _template_type(opened: Opened) -> Iterator[Spot]:
    if opened.main and opened.content_type(opened.main) not in _MAIN_IN_DOCX:
        yield Spot(opened.main)


def _dangling_id(opened: Opened) -> Iterator[Spot]:
    known = {(line.source, line.id) for line in opened.relationships}
    for part, element in opened.foreign:
        for name, target in element.attrib.items():
            points = str(name).startswith(_RELATIONSHIP_ATTRIBUTES) or name == _LEGACY_RELATIONSHIP
            # An empty id is how drawings say "no link".
            if points and target and (part, target) not in known:
                yield Spot(part, element, str(target))


def _missing_target(opened: Opened) -> Iterator[Spot]:
    for line in opened.relationships:
        if not line.external and line.target not in opened.package:
            yield Spot(line.listed_in, detail=line.id)


def _of_missing_part(opened: Opened) -> Iterator[Spot]:
    for part in opened.package:
        if part.endswith(".rels") and source_of(part) not in {"", *opened.package}:
            yield Spot(part)


def _id_twice(opened: Opened) -> Iterator[Spot]:
    seen: set[tuple[str, str]] = set()
    for line in opened.relationships:
        if (line.listed_in, line.id) in seen:
            yield Spot(line.listed_in, detail=line.id)
        seen.add((line.listed_in, line.id))


def _external_link(opened: Opened) -> Iterator[Spot]:
    for line in opened.relationships:
        if line.external and line.type == RelationshipType.HYPERLINK:
            yield Spot(line.listed_in, detail=line.id)


def _external_content(opened: Opened) -> Iterator[Spot]:
    for line in opened.relationships:
        if line.external and line.type != RelationshipType.HYPERLINK:
            yield Spot(line.listed_in, detail=line.id)


def _unreached(opened: Opened) -> Iterator[Spot]:
    reached = {PartName.CONTENT_TYPES, relationships_name("")}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        reached.add(relationships_name(source))
        targets = {line.target for line in opened.relationships if line.source == source and not line.external}
        waiting += targets - reached
        reached |= targets
    for part in opened.package:
        if part not in reached:
            yield Spot(part)


def _repeated(lines: list[TypedName]) -> list[str]:
    return [name for name, count in Counter(line.name.lower() for line in lines).items() if count > 1]


CHECKS: Final = (
    Check("malformed-xml", "a part cannot be read", _malformed),
    Check("no-document", "the package has no main document", _no_document),
    Check("content-type-missing", "a part has no content type", _no_content_type),
    Check("content-type-unused", "a content type is given for a part that is not there", _content_type_of_nothing),
    Check("content-type-twice", "a content type is given twice", _content_type_twice),
    Check("not-a-document", "the main part is not of the type that Word expects of a .docx file", _template_type),
    Check("relationship-dangling", "an element points to a relationship that its part does not have", _dangling_id),
    Check("relationship-target-missing", "a relationship points to a part that is not there", _missing_target),
    Check("relationship-source-missing", "relationships are listed for a part that is not there", _of_missing_part),
    Check("relationship-id-twice", "two relationships of a part have the same id", _id_twice),
    Check("external-link", "a link leads out of the document", _external_link),
    Check("external-content", "content is fetched from outside the document", _external_content),
    Check("part-unreached", "a part belongs to nothing in the document", _unreached),
)
