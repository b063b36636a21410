"""Checks of the document's properties and language, which the PDF and screen readers take theirs from."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import Check, Spot
from cpr_docs.ooxml.lint.opened import Opened
from cpr_docs.ooxml.lint.tree import value
from cpr_docs.ooxml.names import PartName, RelationshipType, qn

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


CHECKS: Final = (
    Check("property-date", "a date in the properties is not one that Word reads", _date),
    Check("property-twice", "a property is given twice", _property_twice),
    Check("title-missing", "the document has no title in its properties", _no_title),
    Check("language-missing", "the document has no language in its properties", _no_language),
    Check("default-language-missing", "the default formatting has no language", _no_default_language),
    Check("languages-differ", "the properties give another language than the default formatting", _languages_differ),
    Check("person-in-properties", "the properties name a person or an organisation", _person),
)
