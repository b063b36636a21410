"""Checks of the package: its parts, content types, relationships and properties."""

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


def _malformed(parsed: ParsedPackage) -> Iterator[Location]:
    for part, message in parsed.malformed.items():
        yield Location(part, detail=message)


def _no_document(parsed: ParsedPackage) -> Iterator[Location]:
    if not parsed.main or parsed.roots[parsed.main].tag != qn("w:document"):
        yield Location(PartName.PACKAGE_RELATIONSHIPS)


def _no_content_type(parsed: ParsedPackage) -> Iterator[Location]:
    for part in parsed.package:
        if part != PartName.CONTENT_TYPES and not parsed.content_type(part):
            yield Location(part)


def _content_type_of_nothing(parsed: ParsedPackage) -> Iterator[Location]:
    parts = {part.lower() for part in parsed.package}
    for name, _content_type in parsed.part_types:
        if name.lower() not in parts:
            yield Location(PartName.CONTENT_TYPES, detail=name)


def _content_type_twice(parsed: ParsedPackage) -> Iterator[Location]:
    for lines in (parsed.extension_types, parsed.part_types):
        for name in _repeated(lines):
            yield Location(PartName.CONTENT_TYPES, detail=name)


def _template_type(parsed: ParsedPackage) -> Iterator[Location]:
    if parsed.main and parsed.content_type(parsed.main) not in _MAIN_IN_DOCX:
        yield Location(parsed.main)


def _dangling_id(parsed: ParsedPackage) -> Iterator[Location]:
    known = {(line.source, line.id) for line in parsed.relationships}
    for part, element in parsed.foreign:
        for name, target in element.attrib.items():
            points = str(name).startswith(_RELATIONSHIP_ATTRIBUTES) or name == _LEGACY_RELATIONSHIP
            # A drawing without a link has an empty id.
            if points and target and (part, target) not in known:
                yield Location(part, element, str(target))


def _missing_target(parsed: ParsedPackage) -> Iterator[Location]:
    for line in parsed.relationships:
        if not line.external and line.target not in parsed.package:
            yield Location(relationships_name(line.source), detail=line.id)


def _of_missing_part(parsed: ParsedPackage) -> Iterator[Location]:
    for part in parsed.package:
        if part.endswith(".rels") and source_of(part) not in {"", *parsed.package}:
            yield Location(part)


def _id_twice(parsed: ParsedPackage) -> Iterator[Location]:
    seen: set[tuple[str, str]] = set()
    for line in parsed.relationships:
        if (line.source, line.id) in seen:
            yield Location(relationships_name(line.source), detail=line.id)
        seen.add((line.source, line.id))


def _external_link(parsed: ParsedPackage) -> Iterator[Location]:
    for line in parsed.relationships:
        if line.external and line.type == RelationshipType.HYPERLINK:
            yield Location(relationships_name(line.source), detail=line.id)


def _external_content(parsed: ParsedPackage) -> Iterator[Location]:
    for line in parsed.relationships:
        if line.external and line.type != RelationshipType.HYPERLINK:
            yield Location(relationships_name(line.source), detail=line.id)


def _unreached(parsed: ParsedPackage) -> Iterator[Location]:
    reached = {PartName.CONTENT_TYPES, relationships_name("")}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        reached.add(relationships_name(source))
        targets = {line.target for line in parsed.relationships if line.source == source and not line.external}
        waiting += targets - reached
        reached |= targets
    for part in parsed.package:
        if part not in reached:
            yield Location(part)


def _repeated(lines: list[TypedName]) -> list[str]:
    return [name for name, count in Counter(line.name.lower() for line in lines).items() if count > 1]


_PACKAGE_CHECKS: Final = (
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


# W3C Date and Time Formats: a year, a month, a day, or a time with its zone.
_W3CDTF: Final = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_MONTH_LENGTH: Final = len("2011-12")
_DATES: Final = tuple(map(qn, ("dcterms:created", "dcterms:modified")))


def is_w3cdtf(text: str) -> bool:
    """True if the text is a date in the format of the core properties."""
    if not _W3CDTF.fullmatch(text):
        return False
    day = text + "-01-01"[len(text) - len("2011") :] if len(text) <= _MONTH_LENGTH else text
    try:
        datetime.fromisoformat(day)
    except ValueError:
        return False
    return True


def _core(parsed: ParsedPackage) -> Iterator[tuple[str, etree._Element]]:
    for line in parsed.relationships:
        if not line.source and line.type == RelationshipType.CORE_PROPERTIES and line.target in parsed.roots:
            yield line.target, parsed.roots[line.target]


def _core_text(parsed: ParsedPackage, name: str) -> str:
    found = (root.findtext(qn(name)) for _part, root in _core(parsed))
    return next(filter(None, found), "").strip()


def _date(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in _core(parsed):
        for element in root.iterchildren(*_DATES):
            if not is_w3cdtf((element.text or "").strip()) or _declared_type(element) != qn("dcterms:W3CDTF"):
                yield Location(part, detail=etree.QName(element).localname)


def _declared_type(element: etree._Element) -> str:
    prefix, _colon, name = element.get(qn("xsi:type"), "").rpartition(":")
    return f"{{{element.nsmap.get(prefix or None)}}}{name}"


def _property_twice(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in _core(parsed):
        for tag, count in Counter(str(element.tag) for element in root.iterchildren("*")).items():
            if count > 1:
                yield Location(part, detail=etree.QName(tag).localname)


def _no_title(parsed: ParsedPackage) -> Iterator[Location]:
    if not _core_text(parsed, "dc:title"):
        yield Location(PartName.CORE_PROPERTIES)


def _no_language(parsed: ParsedPackage) -> Iterator[Location]:
    if not _core_text(parsed, "dc:language"):
        yield Location(PartName.CORE_PROPERTIES)


def _default_language(parsed: ParsedPackage) -> str:
    languages = (default_language(root) for _part, root in parsed.of_main(RelationshipType.STYLES))
    return next(filter(None, languages), "")


def _no_default_language(parsed: ParsedPackage) -> Iterator[Location]:
    if not _default_language(parsed):
        yield Location(PartName.STYLES)


def _languages_differ(parsed: ParsedPackage) -> Iterator[Location]:
    stated, default = _core_text(parsed, "dc:language"), _default_language(parsed)
    if stated and default and stated.partition("-")[0].lower() != default.partition("-")[0].lower():
        yield Location(PartName.CORE_PROPERTIES)


def _person(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in _core(parsed):
        for element in root.iterchildren(qn("dc:creator"), qn("cp:lastModifiedBy")):
            if (element.text or "").strip():
                yield Location(part, detail=etree.QName(element).localname)
    for line in parsed.relationships:
        if line.type == RelationshipType.EXTENDED_PROPERTIES and line.target in parsed.roots:
            for element in parsed.roots[line.target].iterchildren(qn("ep:Manager"), qn("ep:Company")):
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
    *_PACKAGE_CHECKS,
    *_PROPERTIES_CHECKS,
)
