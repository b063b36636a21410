"""Checks of the package: are its parts there, known by their type, and reached?"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import Check, Spot
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import relationships_name
from cpr_docs.ooxml.parsed import Opened, TypedName, source_of
from cpr_docs.ooxml.traversal import value

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


_CONTAINER_CHECKS: Final = (
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


# W3C-DTF: a year, a month, a day, or a moment with its time zone.
_W3CDTF: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_MONTH_LENGTH: Final = len("2011-12")
_DATES: Final = tuple(map(qn, ("dcterms:created", "dcterms:modified")))


def is_w3cdtf(text: str) -> bool:
    """Whether the text is a date that the core properties may hold."""
    if not _W3CDTF.fullmatch(text):
        return False
    day = text + "-01-01"[len(text) - len("2011") :] if len(text) <= _MONTH_LENGTH else text
    try:
        datetime.fromisoformat(day)
    except ValueError:
        return False
    return True


def _core(opened: Opened) -> Iterator[tuple[str, etree._Element]]:
    for line in opened.relationships:
        if not line.source and line.type == RelationshipType.CORE_PROPERTIES and line.target in opened.roots:
            yield line.target, opened.roots[line.target]


def _core_text(opened: Opened, name: str) -> str:
    found = (root.findtext(qn(name)) for _part, root in _core(opened))
    return next(filter(None, found), "").strip()


def _date(opened: Opened) -> Iterator[Spot]:
    for part, root in _core(opened):
        for element in root.iterchildren(*_DATES):
            if not is_w3cdtf((element.text or "").strip()) or _declared_type(element) != qn("dcterms:W3CDTF"):
                yield Spot(part, detail=etree.QName(element).localname)


def _declared_type(element: etree._Element) -> str:
    prefix, _colon, name = element.get(qn("xsi:type"), "").rpartition(":")
    return f"{{{element.nsmap.get(prefix or None)}}}{name}"


def _property_twice(opened: Opened) -> Iterator[Spot]:
    for part, root in _core(opened):
        for tag, count in Counter(str(element.tag) for element in root.iterchildren("*")).items():
            if count > 1:
                yield Spot(part, detail=etree.QName(tag).localname)


def _no_title(opened: Opened) -> Iterator[Spot]:
    if not _core_text(opened, "dc:title"):
        yield Spot(PartName.CORE_PROPERTIES)


def _no_language(opened: Opened) -> Iterator[Spot]:
    if not _core_text(opened, "dc:language"):
        yield Spot(PartName.CORE_PROPERTIES)


def _default_language(opened: Opened) -> str:
    path = "w:docDefaults/w:rPrDefault/w:rPr/w:lang"
    languages = (value(root, path) for _part, root in opened.of_main(RelationshipType.STYLES))
    return next(filter(None, languages), "")


def _no_default_language(opened: Opened) -> Iterator[Spot]:
    if not _default_language(opened):
        yield Spot(PartName.STYLES)


def _languages_differ(opened: Opened) -> Iterator[Spot]:
    said, default = _core_text(opened, "dc:language"), _default_language(opened)
    if said and default and said.partition("-")[0].lower() != default.partition("-")[0].lower():
        yield Spot(PartName.CORE_PROPERTIES)


def _person(opened: Opened) -> Iterator[Spot]:
    for part, root in _core(opened):
        for element in root.iterchildren(qn("dc:creator"), qn("cp:lastModifiedBy")):
            if (element.text or "").strip():
                yield Spot(part, detail=etree.QName(element).localname)
    for line in opened.relationships:
        if line.type == RelationshipType.EXTENDED_PROPERTIES and line.target in opened.roots:
            for element in opened.roots[line.target].iterchildren(qn("ep:Manager"), qn("ep:Company")):
                if (element.text or "").strip():
                    yield Spot(line.target, detail=etree.QName(element).localname)


_PROPERTIES_CHECKS: Final = (
    Check("property-date", "a date in the properties is not one that Word reads", _date),
    Check("property-twice", "a property is given twice", _property_twice),
    Check("title-missing", "the document has no title in its properties", _no_title),
    Check("language-missing", "the document has no language in its properties", _no_language),
    Check("default-language-missing", "the default formatting has no language", _no_default_language),
    Check("languages-differ", "the properties give another language than the default formatting", _languages_differ),
    Check("person-in-properties", "the properties name a person or an organisation", _person),
)


CHECKS: Final = (
    *_CONTAINER_CHECKS,
    *_PROPERTIES_CHECKS,
)
