"""Joins Word documents as the sections of one, so that LibreOffice converts them in one run, with their tags.

Each keeps its text, headers, footers and page size; its page numbers start at 1, its lists restart. All must have the
same `Joinable.layout_key`.
"""

import functools
import hashlib
import posixpath
from typing import Final, cast

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.language.catalogue import _
from cpr_docs.ooxml.content_types import ContentTypes
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import Relationship, relationships_name, relationships_of, relationships_xml
from cpr_docs.ooxml.xml import parse_xml, serialise_xml
from cpr_docs.pdf.joining.layout_key import Joinable
from cpr_docs.pdf.joining.numbered_lists import NumberedLists
from cpr_docs.pdf.joining.section_body import (
    IdCounters,
    add_bookmarks,
    end_section,
    prepare,
    section_properties,
    start_section,
)
from cpr_docs.pdf.joining.table_styles import inline_table_styles

_REFERENCES: Final = {
    "w:headerReference": (RelationshipType.HEADER, ContentType.HEADER),
    "w:footerReference": (RelationshipType.FOOTER, ContentType.FOOTER),
}
_R_NAMESPACE: Final = f"{{{NAMESPACES['r']}}}"
_WITH_RELATIONSHIP: Final = etree.XPath(".//*[@r:*]", namespaces={"r": NAMESPACES["r"]})


class Sections:
    """The joined document: it starts as the first document, to which the others are added."""

    def __init__(self, first: Joinable) -> None:
        self._parts = dict(first.package)
        self._parts.pop(PartName.CUSTOM_PROPERTIES, None)
        self._root = first.root
        self._body = first.root[-1]
        self._types = parse_xml(self._parts[PartName.CONTENT_TYPES], PartName.CONTENT_TYPES)
        self._relationship_ids: dict[tuple[str, str, bool], str] = {}
        """The id of each relationship of the joined document, by type, target and whether it is external."""
        self._ids = IdCounters()
        self._part_names: dict[str, str] = {}
        """The name of each part that was added, by the digest of its content."""
        self._count = 0
        self._numbering = self._target(first, RelationshipType.NUMBERING)
        styles = self._target(first, RelationshipType.STYLES)
        self._styles = self._parts.get(styles, b"")
        self._lists = NumberedLists(self._xml(styles), self._xml(self._numbering))
        settings = self._xml(self._target(first, RelationshipType.SETTINGS))
        self._even = settings is not None and settings.find(qn("w:evenAndOddHeaders")) is not None
        self._keep_shared(first)
        self.add(first)

    def __len__(self) -> int:
        return self._count

    def add(self, letter: Joinable) -> None:
        """Adds a document with the same layout key; its XML tree is moved, not copied."""
        body = letter.root.find(qn("w:body"))
        assert body is not None
        section = self._count
        bookmarks = prepare(body, section, self._ids)
        if self._styles:
            inline_table_styles(body, self._styles)
        add_bookmarks(body, section, self._ids)
        types = _content_types(letter.package[PartName.CONTENT_TYPES])
        self._relate(letter, body, types, section, bookmarks)
        properties = section_properties(body)
        for reference, root_name, kind in start_section(properties, even=self._even):
            name = root_name[2:]
            blank = f'<w:{name} xmlns:w="{NAMESPACES["w"]}"><w:p/></w:{name}>'.encode()
            relationship_type, content_type = _REFERENCES[reference]
            target = self._put_part(f"word/blank{name}.xml", blank, content_type)
            attributes = {qn("w:type"): kind, qn("r:id"): self._relationship_id(relationship_type, target)}
            properties[0].insert(0, etree.Element(qn(reference), attributes))
        if section:
            self._lists.restart(body)
            end_section(self._body)
            for child in list(body):
                self._body.append(child)
        self._count += 1

    def content(self) -> bytes:
        """The bytes of the joined document."""
        parts = dict(self._parts)
        parts[PartName.DOCUMENT] = serialise_xml(self._root)
        if self._lists.numbering is not None:
            parts[self._numbering] = serialise_xml(self._lists.numbering)
        related = [Relationship(PartName.DOCUMENT, own, *each) for each, own in self._relationship_ids.items()]
        parts[PartName.DOCUMENT_RELATIONSHIPS] = relationships_xml(related)
        parts[PartName.CONTENT_TYPES] = serialise_xml(self._types)
        return write_package(parts)

    def _target(self, letter: Joinable, relationship_type: str) -> str:
        return next((each.target for each in letter.relationships.values() if each.type == relationship_type), "")

    def _xml(self, part: str) -> etree._Element | None:
        return parse_xml(self._parts[part], part) if part in self._parts else None

    def _keep_shared(self, first: Joinable) -> None:
        """Keeps the parts of the whole document, and drops those of the first document's sections."""
        for relationship in first.relationships.values():
            if relationship.type in (RelationshipType.HEADER, RelationshipType.FOOTER):
                self._parts.pop(relationship.target, None)
                self._parts.pop(relationships_name(relationship.target), None)
                self._drop_type(relationship.target)
            elif relationship.type not in (
                RelationshipType.IMAGE,
                RelationshipType.HYPERLINK,
                RelationshipType.GLOSSARY,
            ):
                self._relationship_id(relationship.type, relationship.target, external=relationship.external)
        root = parse_xml(self._parts[PartName.PACKAGE_RELATIONSHIPS], PartName.PACKAGE_RELATIONSHIPS)
        for element in list(root):
            if element.get("Type") == RelationshipType.CUSTOM_PROPERTIES:
                root.remove(element)
        self._parts[PartName.PACKAGE_RELATIONSHIPS] = serialise_xml(root)
        self._drop_type(PartName.CUSTOM_PROPERTIES)

    def _drop_type(self, part: str) -> None:
        for override in self._types.findall(qn("ct:Override")):
            if override.get("PartName") == f"/{part}":
                self._types.remove(override)

    def _relate(
        self, letter: Joinable, root: etree._Element, types: ContentTypes, section: int, bookmarks: dict[str, str]
    ) -> None:
        """Replaces the relationship ids in a text by those of the joined document."""
        for element, attribute in _relationship_attributes(root):
            relationship = letter.relationships.get(element.get(attribute, ""))
            if relationship is None:
                raise PackageError(_("{part}: a relationship is missing"), part=PartName.DOCUMENT)
            target = relationship.target
            if relationship.type in (RelationshipType.HEADER, RelationshipType.FOOTER):
                target = self._put_header(letter.package, target, types, section, bookmarks)
            elif not relationship.external:
                target = self._put_picture(letter.package, target, types)
            element.set(attribute, self._relationship_id(relationship.type, target, external=relationship.external))

    def _put_header(
        self, package: Package, part: str, types: ContentTypes, section: int, bookmarks: dict[str, str]
    ) -> str:
        """Adds a header or footer, and returns its part's name; equal headers of many documents become one part."""
        root = parse_xml(package[part], part)
        prepare(root, section, self._ids, bookmarks)
        inner = [
            each if each.external else each._replace(target=self._put_picture(package, each.target, types))
            for each in relationships_of(package, part)
        ]
        related = relationships_xml(inner) if inner else b""
        name = self._put_part(part, serialise_xml(root), _type_of(part, types), related)
        if related:
            self._parts[relationships_name(name)] = related
        return name

    def _put_picture(self, package: Package, name: str, types: ContentTypes) -> str:
        if name not in package:
            raise PackageError(_("{part}: is missing"), part=name)
        return self._put_part(name, package[name], _type_of(name, types))

    def _put_part(self, part: str, content: bytes, content_type: str, related: bytes = b"") -> str:
        """Adds a part, and returns its name in the joined document: equal content has one name."""
        digest = hashlib.sha256(b"\0".join((content_type.encode(), related, content))).hexdigest()
        if digest not in self._part_names:
            stem, extension = posixpath.splitext(part)
            name = f"{stem}-{len(self._part_names) + 1}{extension}"
            self._part_names[digest] = name
            self._parts[name] = content
            etree.SubElement(self._types, qn("ct:Override"), {"PartName": f"/{name}", "ContentType": content_type})
        return self._part_names[digest]

    def _relationship_id(self, relationship_type: str, target: str, *, external: bool = False) -> str:
        key = (relationship_type, target, external)
        return self._relationship_ids.setdefault(key, f"rId{len(self._relationship_ids) + 1}")


def _type_of(part: str, types: ContentTypes) -> str:
    found = types.of_part(part)
    if not found:
        raise PackageError(_("{part}: nothing says what it is"), part=part)
    return found


_content_types = functools.lru_cache(maxsize=16)(ContentTypes.parse)  # the letters of a run share it


def _relationship_attributes(root: etree._Element) -> list[tuple[etree._Element, str]]:
    found = cast("list[etree._Element]", _WITH_RELATIONSHIP(root))
    return [(element, name) for element in found for name in map(str, element.attrib) if name.startswith(_R_NAMESPACE)]
