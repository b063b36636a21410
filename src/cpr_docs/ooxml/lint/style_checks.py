"""Checks of styles and numbering: undefined, defined twice, or of the wrong type."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import elements, number, value

_REFERENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        qn("w:pStyle"): "paragraph",
        qn("w:rStyle"): "character",
        qn("w:tblStyle"): "table",
        qn("w:next"): "paragraph",
    }
)
_REFERRING: Final = (
    *("w:pStyle", "w:rStyle", "w:tblStyle", "w:next"),
    *("w:basedOn", "w:link", "w:styleLink", "w:numStyleLink"),
)
_VALUE: Final = qn("w:val")
_DEEPEST_LEVEL: Final = 8


def _references(parsed: ParsedPackage) -> Iterator[tuple[str, etree._Element, str]]:
    """Each reference to a style: the part, the element, and the style's id."""
    for part, root in parsed.styled.items():
        for element in elements(root, *_REFERRING):
            yield part, element, element.get(_VALUE, "")


def _undefined(parsed: ParsedPackage) -> Iterator[Location]:
    for part, element, style_id in _references(parsed):
        if style_id not in parsed.styles:
            yield Location(part, element, style_id)


def _wrong_type(parsed: ParsedPackage) -> Iterator[Location]:
    kinds = {style_id: value(style, attribute="w:type") or "paragraph" for style_id, style in parsed.styles.items()}
    for part, element, style_id in _references(parsed):
        kind = kinds.get(style_id)
        if kind is not None and kind != _REFERENCES.get(element.tag) and kind not in _types(element):
            yield Location(part, element, style_id)


def _types(element: etree._Element) -> set[str]:
    """The types of style that the element may refer to."""
    if element.tag == qn("w:basedOn"):
        own = element.getparent()
        return {"" if own is None else value(own, attribute="w:type") or "paragraph"}
    if element.tag == qn("w:link"):
        return {"paragraph", "character"}
    return {_REFERENCES.get(str(element.tag), "numbering")}


def _style_twice(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.of_main(RelationshipType.STYLES):
        styles = list(root.iterchildren(qn("w:style")))
        ids = Counter(value(style, attribute="w:styleId") or "" for style in styles)
        names = Counter((value(style, "w:name") or "").lower() for style in styles)
        for style_id in [style_id for style_id, count in ids.items() if count > 1]:
            yield Location(part, detail=style_id)
        for style in styles:
            style_id = value(style, attribute="w:styleId") or ""
            if ids[style_id] == 1 and names[(value(style, "w:name") or "").lower()] > 1:
                yield Location(part, detail=style_id)


def _circle(parsed: ParsedPackage) -> Iterator[Location]:
    for part, _root in parsed.of_main(RelationshipType.STYLES):
        for style_id in parsed.styles:
            last = list(parsed.style_chain(style_id))[-1]
            if value(last, "w:basedOn") in parsed.styles:
                yield Location(part, detail=style_id)


def _defined(parsed: ParsedPackage, name: str, attribute: str) -> list[tuple[str, str]]:
    return [
        (part, value(element, attribute=attribute) or "")
        for part, root in parsed.of_main(RelationshipType.NUMBERING)
        for element in root.iterchildren(qn(name))
    ]


def _undefined_number(parsed: ParsedPackage) -> Iterator[Location]:
    known = {own for _part, own in _defined(parsed, "w:num", "w:numId")}
    for part, root in parsed.styled.items():
        for properties in elements(root, "w:numPr"):
            used = value(properties, "w:numId")
            # 0 removes a paragraph from the list of its style.
            if used is not None and used != "0" and used not in known:
                yield Location(part, properties, used)


def _undefined_abstract(parsed: ParsedPackage) -> Iterator[Location]:
    known = {own for _part, own in _defined(parsed, "w:abstractNum", "w:abstractNumId")}
    for part, root in parsed.of_main(RelationshipType.NUMBERING):
        for element in root.iterchildren(qn("w:num")):
            if value(element, "w:abstractNumId") not in known:
                yield Location(part, element, value(element, attribute="w:numId") or "")


def _number_twice(parsed: ParsedPackage) -> Iterator[Location]:
    for name, attribute in (("w:num", "w:numId"), ("w:abstractNum", "w:abstractNumId")):
        for (part, own), count in Counter(_defined(parsed, name, attribute)).items():
            if count > 1:
                yield Location(part, detail=f"{name} {own}")


def _level(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.styled.items():
        for level in elements(root, "w:ilvl"):
            if not 0 <= number(level, default=0) <= _DEEPEST_LEVEL:
                yield Location(part, level)


CHECKS: Final = (
    LintCheck("style-undefined", "a style is used that is not defined", _undefined),
    LintCheck("style-type", "a style is used for what it is not made for", _wrong_type),
    LintCheck("style-twice", "two styles have the same id or name", _style_twice),
    LintCheck("style-circle", "a style is based on itself, by way of others", _circle),
    LintCheck("numbering-undefined", "a list is used that is not defined", _undefined_number),
    LintCheck("numbering-abstract", "a list has no definition of its levels", _undefined_abstract),
    LintCheck("numbering-twice", "two lists have the same id", _number_twice),
    LintCheck("numbering-level", f"a list level is not one of 0 to {_DEEPEST_LEVEL}", _level),
)
