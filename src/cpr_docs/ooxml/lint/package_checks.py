"""Checks of the package: are its parts there, known by their type, and reached?"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from cpr_docs.ooxml.core_properties import default_language
from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.parsed import ParsedPackage, TypedName
from cpr_docs.ooxml.relationships import relationships_name, source_of

_MAIN_IN_DOCX: Final = frozenset({ContentType.DOCUMENT})
_RELATIONSHIP_ATTRIBUTES: Final = f"{{{NAMESPACES['r']}}}"
_LEGACY_RELATIONSHIP: Final = qn("o:relid")


def _malformed(opened: ParsedPackage) -> Iterator[Location]:
    for part, message in opened.malformed.items():
        yield Location(part, detail=message)


def _no_document(opened: ParsedPackage) -> Iterator[Location]:
    if not opened.main or opened.roots[opened.main].tag != qn("w:document"):
        yield Location(PartName.PACKAGE_RELATIONSHIPS)


def _no_content_type(opened: ParsedPackage) -> Iterator[Location]:
    for part in opened.package:
        if part != PartName.CONTENT_TYPES and not opened.content_type(part):
            yield Location(part)


def _content_type_of_nothing(opened: ParsedPackage) -> Iterator[Location]:
    parts = {part.lower() for part in opened.package}
    for name, _content_type in opened.part_types:
        if name.lower() not in parts:
            yield Location(PartName.CONTENT_TYPES, detail=name)


def _content_type_twice(opened: ParsedPackage) -> Iterator[Location]:
    for lines in (opened.extension_types, opened.part_types):
        for name in _repeated(lines):
            yield Location(PartName.CONTENT_TYPES, detail=name)


def _template_type(opened: ParsedPackage) -> Iterator[Location]:
    if opened.main and opened.content_type(opened.main) not in _MAIN_IN_DOCX:
        yield Location(opened.main)


def _dangling_id(opened: ParsedPackage) -> Iterator[Location]:
    known = {(line.source, line.id) for line in opened.relationships}
    for part, element in opened.foreign:
        for name, target in element.attrib.items():
            points = str(name).startswith(_RELATIONSHIP_ATTRIBUTES) or name == _LEGACY_RELATIONSHIP
            # An empty id is how drawings say "no link".
            if points and target and (part, target) not in known:
                yield Location(part, element, str(target))


def _missing_target(opened: ParsedPackage) -> Iterator[Location]:
    for line in opened.relationships:
        if not line.external and line.target not in opened.package:
            yield Location(relationships_name(line.source), detail=line.id)


def _of_missing_part(opened: ParsedPackage) -> Iterator[Location]:
    for part in opened.package:
        if part.endswith(".rels") and source_of(part) not in {"", *opened.package}:
            yield Location(part)


def _id_twice(opened: ParsedPackage) -> Iterator[Location]:
    seen: set[tuple[str, str]] = set()
    for line in opened.relationships:
        if (line.source, line.id) in seen:
            yield Location(relationships_name(line.source), detail=line.id)
        seen.add((line.source, line.id))


def _external_link(opened: ParsedPackage) -> Iterator[Location]:
    for line in opened.relationships:
        if line.external and line.type == RelationshipType.HYPERLINK:
            yield Location(relationships_name(line.source), detail=line.id)


def _external_content(opened: ParsedPackage) -> Iterator[Location]:
    for line in opened.relationships:
        if line.external and line.type != RelationshipType.HYPERLINK:
            yield Location(relationships_name(line.source), detail=line.id)


def _unreached(opened: ParsedPackage) -> Iterator[Location]:
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
            yield Location(part)


def _repeated(lines: list[TypedName]) -> list[str]:
    return [name for name, count in Counter(line.name.lower() for line in lines).items() if count > 1]


_CONTAINER_CHECKS: Final = (
    LintCheck("malformed-xml", "a part cannot be read", _malformed),
    LintCheck("no-document", "the package has no main document", _no_document),
    LintCheck("content-type-missing", "a part has no content type", _no_content_type),
    LintCheck("content-type-unused", "a content type is given for a part that is not there", _content_type_of_nothing),
    LintCheck("content-type-twice", "a content type is given twice", _content_type_twice),
    LintCheck("not-a-document", "the main part is not of the type that Word expects of a .docx file", _template_type),
    LintCheck("relationship-dangling", "an element points to a relationship that its part does not have", _dangling_id),
    LintCheck("relationship-target-missing", "a relationship points to a part that is not there", _missing_target),
    LintCheck("relationship-source-missing", "relationships are listed for a part that is not there", _of_missing_part),
    LintCheck("relationship-id-twice", "two relationships of a part have the same id", _id_twice),
    LintCheck("external-link", "a link leads out of the document", _external_link),
    LintCheck("external-content", "content is fetched from outside the document", _external_content),
    LintCheck("part-unreached", "a part belongs to nothing in the document", _unreached),
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


def _core(opened: ParsedPackage) -> Iterator[tuple[str, etree._Element]]:
    for line in opened.relationships:
        if not line.source and line.type == RelationshipType.CORE_PROPERTIES and line.target in opened.roots:
            yield line.target, opened.roots[line.target]


def _core_text(opened: ParsedPackage, name: str) -> str:
    found = (root.findtext(qn(name)) for _part, root in _core(opened))
    return next(filter(None, found), "").strip()


def _date(opened: ParsedPackage) -> Iterator[Location]:
    for part, root in _core(opened):
        for element in root.iterchildren(*_DATES):
            if not is_w3cdtf((element.text or "").strip()) or _declared_type(element) != qn("dcterms:W3CDTF"):
                yield Location(part, detail=etree.QName(element).localname)


def _declared_type(element: etree._Element) -> str:
    prefix, _colon, name = element.get(qn("xsi:type"), "").rpartition(":")
    return f"{{{element.nsmap.get(prefix or None)}}}{name}"


def _property_twice(opened: ParsedPackage) -> Iterator[Location]:
    for part, root in _core(opened):
        for tag, count in Counter(str(element.tag) for element in root.iterchildren("*")).items():
            if count > 1:
                yield Location(part, detail=etree.QName(tag).localname)


def _no_title(opened: ParsedPackage) -> Iterator[Location]:
    if not _core_text(opened, "dc:title"):
        yield Location(PartName.CORE_PROPERTIES)


def _no_language(opened: ParsedPackage) -> Iterator[Location]:
    if not _core_text(opened, "dc:language"):
        yield Location(PartName.CORE_PROPERTIES)


def _default_language(opened: ParsedPackage) -> str:
    languages = (default_language(root) for _part, root in opened.of_main(RelationshipType.STYLES))
    return next(filter(None, languages), "")


def _no_default_language(opened: ParsedPackage) -> Iterator[Location]:
    if not _default_language(opened):
        yield Location(PartName.STYLES)


def _languages_differ(opened: ParsedPackage) -> Iterator[Location]:
    said, default = _core_text(opened, "dc:language"), _default_language(opened)
    if said and default and said.partition("-")[0].lower() != default.partition("-")[0].lower():
        yield Location(PartName.CORE_PROPERTIES)


def _person(opened: ParsedPackage) -> Iterator[Location]:
    for part, root in _core(opened):
        for element in root.iterchildren(qn("dc:creator"), qn("cp:lastModifiedBy")):
            if (element.text or "").strip():
                yield Location(part, detail=etree.QName(element).localname)
    for line in opened.relationships:
        if line.type == RelationshipType.EXTENDED_PROPERTIES and line.target in opened.roots:
            for element in opened.roots[line.target].iterchildren(qn("ep:Manager"), qn("ep:Company")):
                if (element.text or "").strip():
                    yield Location(line.target, detail=etree.QName(element).localname)


_PROPERTIES_CHECKS: Final = (
    LintCheck("property-date", "a date in the properties is not one that Word reads", _date),
    LintCheck("property-twice", "a property is given twice", _property_twice),
    LintCheck("title-missing", "the document has no title in its properties", _no_title),
    LintCheck("language-missing", "the document has no language in its properties", _no_language),
    LintCheck("default-language-missing", "the default formatting has no language", _no_default_language),
    LintCheck(
        "languages-differ", "the properties give another language than the default formatting", _languages_differ
    ),
    LintCheck("person-in-properties", "the properties name a person or an organisation", _person),
)


CHECKS: Final = (
    *_CONTAINER_CHECKS,
    *_PROPERTIES_CHECKS,
)
