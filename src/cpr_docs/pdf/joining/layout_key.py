"""Which Word documents can be sections of one: those that share their styles, numbering, settings and parts like it.

A section has its own text, headers and footers, and paper; all else belongs to the document. So letters are joined
only with letters of the same template in the same language, and what a section cannot hold stays a document by itself.
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

# Of the document as a whole: the same in all that are joined.
_SHARED: Final = frozenset(
    {
        RelationshipType.STYLES,
        RelationshipType.NUMBERING,
        RelationshipType.SETTINGS,
        RelationshipType.FONT_TABLE,
        RelationshipType.THEME,
    }
)
# Of a section, or of the text.
_OWN: Final = frozenset(
    {RelationshipType.HEADER, RelationshipType.FOOTER, RelationshipType.IMAGE, RelationshipType.HYPERLINK}
)
# Nothing of these is printed.
_UNPRINTED: Final = frozenset(
    {
        RelationshipType.CUSTOM_XML,
        RelationshipType.GLOSSARY,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/webSettings",
    }
)
_IN_A_HEADER: Final = frozenset({RelationshipType.IMAGE, RelationshipType.HYPERLINK})
# Fields that say the same in a section. Any other may speak of the document as a whole, or count through it: its title
# would be that of the first letter in all. What a switch or nothing begins goes on from another text of the same field.
_FIELD: Final = re.compile(
    r"\s*(?:$|\\|(?:PAGE|NUMPAGES|PAGEREF|REF|NOTEREF|HYPERLINK|DATE|TIME|SYMBOL|QUOTE|MERGEFIELD|FORMTEXT|FORMCHECKBOX"
    r"|FORMDROPDOWN)\b)",
    re.IGNORECASE,
)
_IGNORABLE: Final = qn("mc:Ignorable")


@dataclass(frozen=True, slots=True)
class Joinable:
    """A document that can be a section, opened."""

    package: Package
    root: etree._Element
    relationships: dict[str, Relationship]
    design: str
    """What has to be the same in all documents that are joined."""


def joinable(package: Package) -> Joinable | None:
    """The document if it can be a section; None where it holds what a section cannot."""
    if PartName.DOCUMENT not in package:
        return None
    lines = relationships(package, PartName.DOCUMENT)
    own = {line.type for line in lines.values()}
    if not own <= _SHARED | _OWN | _UNPRINTED:
        return None
    for line in lines.values():
        if line.type in (RelationshipType.HEADER, RelationshipType.FOOTER) and not (
            line.target in package
            and _has_own_fields(package[line.target], line.target)
            and all(inner.type in _IN_A_HEADER for inner in relationships(package, line.target).values())
        ):
            return None
    root = parse_xml(package[PartName.DOCUMENT], PartName.DOCUMENT)
    body = root.find(qn("w:body"))
    # The last paragraph of a section holds the section's properties.
    if body is None or len(body) < 2 or body[-1].tag != qn("w:sectPr") or body[-2].tag != qn("w:p"):
        return None
    if any(True for _ in root.iter(qn("w:altChunk"), qn("w:subDoc"))) or not _fields_are_own(root):
        return None
    return Joinable(package, root, lines, _design(package, root, lines))


def _fields_are_own(root: etree._Element) -> bool:
    """Whether every field says in a section what it says in a document."""
    return all(
        _FIELD.match(field.get(qn("w:instr")) or field.text or "")
        for field in root.iter(qn("w:instrText"), qn("w:fldSimple"))
    )


@functools.lru_cache(maxsize=16)  # a run's letters have the same
def _has_own_fields(content: bytes, part: str) -> bool:
    return _fields_are_own(parse_xml(content, part))


def relationships(package: Package, part: str) -> dict[str, Relationship]:
    """The relationships of a part by their ids."""
    return {line.id: line for line in relationships_of(package, part)}


def _design(package: Package, root: etree._Element, lines: dict[str, Relationship]) -> str:
    digest = hashlib.sha256()
    for line in sorted({(line.type, line.target) for line in lines.values() if line.type in _SHARED}):
        digest.update("\n".join(line).encode() + package.get(line[1], b""))
        # A theme may have pictures, a numbering bullets that are pictures.
        for inner in sorted(relationships(package, line[1]).values(), key=lambda inner: inner.target):
            digest.update(inner.target.encode() + package.get(inner.target, b""))
    names = sorted((prefix or "", uri) for prefix, uri in root.nsmap.items())
    digest.update(repr((names, root.get(_IGNORABLE))).encode())
    return digest.hexdigest()
