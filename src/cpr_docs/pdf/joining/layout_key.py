"""Decides which Word documents can be joined: those with equal styles, numbering, settings and other shared parts.

A section has its own text, headers, footers and page size; everything else belongs to the document. Therefore letters
are joined only with letters of the same template in the same language. A document with content that a section cannot
have, such as footnotes, is converted by itself.
"""

import functools
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from cpr_docs.ooxml.names import PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import Relationship, relationships_of
from cpr_docs.ooxml.xml import parse_xml

# Parts of the whole document: they must be equal in all joined documents.
_SHARED: Final = frozenset(
    {
        RelationshipType.STYLES,
        RelationshipType.NUMBERING,
        RelationshipType.SETTINGS,
        RelationshipType.FONT_TABLE,
        RelationshipType.THEME,
    }
)
# Parts of a section, or of its text.
_OF_SECTION: Final = frozenset(
    {RelationshipType.HEADER, RelationshipType.FOOTER, RelationshipType.IMAGE, RelationshipType.HYPERLINK}
)
# Parts that are never printed.
_UNPRINTED: Final = frozenset(
    {
        RelationshipType.CUSTOM_XML,
        RelationshipType.GLOSSARY,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/webSettings",
    }
)
_IN_A_HEADER: Final = frozenset({RelationshipType.IMAGE, RelationshipType.HYPERLINK})
# Fields with the same result in a section. Any other may refer to the whole document or count through it: TITLE would
# be that of the first letter in all. An instruction may be split over runs: text that starts with `\` or is empty
# continues the previous run's.
_FIELD: Final = re.compile(
    r"\s*(?:$|\\|(?:PAGE|NUMPAGES|PAGEREF|REF|NOTEREF|HYPERLINK|DATE|TIME|SYMBOL|QUOTE|MERGEFIELD|FORMTEXT|FORMCHECKBOX"
    r"|FORMDROPDOWN)\b)",
    re.IGNORECASE,
)
_IGNORABLE: Final = qn("mc:Ignorable")


@dataclass(frozen=True, slots=True)
class Joinable:
    """A parsed document that can be a section."""

    package: Package
    root: etree._Element
    relationships: dict[str, Relationship]
    layout_key: str
    """A digest of the shared parts: only documents with equal keys can be joined."""


def joinable(package: Package) -> Joinable | None:
    """The parsed document if it can be a section; otherwise None."""
    if PartName.DOCUMENT not in package:
        return None
    related = relationships(package, PartName.DOCUMENT)
    if not {relationship.type for relationship in related.values()} <= _SHARED | _OF_SECTION | _UNPRINTED:
        return None
    for relationship in related.values():
        part = relationship.target
        if relationship.type in (RelationshipType.HEADER, RelationshipType.FOOTER) and not (
            part in package
            and _part_is_sectional(package[part], part)
            and all(inner.type in _IN_A_HEADER for inner in relationships(package, part).values())
        ):
            return None
    root = parse_xml(package[PartName.DOCUMENT], PartName.DOCUMENT)
    body = root.find(qn("w:body"))
    # The section's properties move into its last paragraph.
    if body is None or len(body) < 2 or body[-1].tag != qn("w:sectPr") or body[-2].tag != qn("w:p"):
        return None
    if any(True for _ in root.iter(qn("w:altChunk"), qn("w:subDoc"))) or not _fields_are_sectional(root):
        return None
    return Joinable(package, root, related, _layout_key(package, root, related))


def _fields_are_sectional(root: etree._Element) -> bool:
    """True if every field has the same result in a section as in a document."""
    return all(
        _FIELD.match(field.get(qn("w:instr")) or field.text or "")
        for field in root.iter(qn("w:instrText"), qn("w:fldSimple"))
    )


@functools.lru_cache(maxsize=16)  # the letters of a run share it
def _part_is_sectional(content: bytes, part: str) -> bool:
    return _fields_are_sectional(parse_xml(content, part))


def relationships(package: Package, part: str) -> dict[str, Relationship]:
    """The relationships of a part by their ids."""
    return {each.id: each for each in relationships_of(package, part)}


def _layout_key(package: Package, root: etree._Element, related: dict[str, Relationship]) -> str:
    digest = hashlib.sha256()
    shared = {(each.type, each.target) for each in related.values() if each.type in _SHARED}
    for type_and_target in sorted(shared):
        part = type_and_target[1]
        digest.update("\n".join(type_and_target).encode() + package.get(part, b""))
        # A theme may have pictures, and numbering may have picture bullets.
        for inner in sorted(relationships(package, part).values(), key=lambda inner: inner.target):
            digest.update(inner.target.encode() + package.get(inner.target, b""))
    names = sorted((prefix or "", uri) for prefix, uri in root.nsmap.items())
    digest.update(repr((names, root.get(_IGNORABLE))).encode())
    return digest.hexdigest()
