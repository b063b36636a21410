"""Many Word documents as the sections of one, so that LibreOffice converts them at one go, with their tags.

Each keeps its text, headers, footers and paper; its pages count from 1, its lists begin anew. All have to be of one
design (`design`).
"""

import functools
import hashlib
import posixpath
from typing import Final, cast

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.ooxml.content_types import ContentTypes
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import Relationship, relationships_name, relationships_of, relationships_xml
from cpr_docs.ooxml.xml import parse_xml, serialise_xml
from cpr_docs.pdf.joining.layout_key import Joinable
from cpr_docs.pdf.joining.numbered_lists import NumberedLists
from cpr_docs.pdf.joining.section_body import Numbers, begin, close, mark, prepare, sections
from cpr_docs.pdf.joining.table_styles import write_out

_REFERENCES: Final = {
    "w:headerReference": (RelationshipType.HEADER, ContentType.HEADER),
    "w:footerReference": (RelationshipType.FOOTER, ContentType.FOOTER),
}
_content_types = functools.lru_cache(maxsize=16)(ContentTypes.parse)  # a run's letters have the same
_RELATED: Final = f"{{{NAMESPACES['r']}}}"
_WITH_RELATED: Final = etree.XPath(".//*[@r:*]", namespaces={"r": NAMESPACES["r"]})


class Sections:
    """The joined document; it begins as the first one, and the others are added to it."""

    def __init__(self, first: Joinable) -> None:
        self._parts = dict(first.package)
        self._parts.pop(PartName.CUSTOM_PROPERTIES, None)
        self._root = first.root
        self._body = first.root[-1]
        self._types = parse_xml(self._parts[PartName.CONTENT_TYPES], PartName.CONTENT_TYPES)
        self._ids: dict[tuple[str, str, bool], str] = {}
        self._numbers = Numbers()
        self._same: dict[str, str] = {}
        self._count = 0
        self._numbering = self._shared(first, RelationshipType.NUMBERING)
        styles = self._shared(first, RelationshipType.STYLES)
        self._styles = self._parts.get(styles, b"")
        self._lists = NumberedLists(self._xml(styles), self._xml(self._numbering))
        settings = self._xml(self._shared(first, RelationshipType.SETTINGS))
        self._even = settings is not None and settings.find(qn("w:evenAndOddHeaders")) is not None
        self._take_shared(first)
        self.add(first)

    def __len__(self) -> int:
        return self._count

    def add(self, letter: Joinable) -> None:
        """Adds a document of the same design, whose tree is used up."""
        body = letter.root.find(qn("w:body"))
        assert body is not None
        section = self._count
        names = prepare(body, section, self._numbers)
        if self._styles:
            write_out(body, self._styles)
        mark(body, section, self._numbers)
        types = _content_types(letter.package[PartName.CONTENT_TYPES])
        self._relate(letter, body, types, section, names)
        own = sections(body)
        for reference, part, kind in begin(own, even=self._even):
            blank = f'<w:{part[2:]} xmlns:w="{NAMESPACES["w"]}"><w:p/></w:{part[2:]}>'.encode()
            of_type, content_type = _REFERENCES[reference]
            target = self._put(f"word/blank{part[2:]}.xml", blank, content_type)
            attributes = {qn("w:type"): kind, qn("r:id"): self._id(of_type, target)}
            own[0].insert(0, etree.Element(qn(reference), attributes))
        if section:
            self._lists.begin_anew(body)
            close(self._body)
            for held in list(body):
                self._body.append(held)
        self._count += 1

    def content(self) -> bytes:
        """The bytes of the joined document."""
        parts = dict(self._parts)
        parts[PartName.DOCUMENT] = serialise_xml(self._root)
        if self._lists.numbering is not None:
            parts[self._numbering] = serialise_xml(self._lists.numbering)
        parts[PartName.DOCUMENT_RELATIONSHIPS] = relationships_xml(
            Relationship(PartName.DOCUMENT, name, *line) for line, name in self._ids.items()
        )
        parts[PartName.CONTENT_TYPES] = serialise_xml(self._types)
        return write_package(parts)

    def _shared(self, letter: Joinable, of_type: str) -> str:
        return next((line.target for line in letter.relationships.values() if line.type == of_type), "")

    def _xml(self, part: str) -> etree._Element | None:
        return parse_xml(self._parts[part], part) if part in self._parts else None

    def _take_shared(self, first: Joinable) -> None:
        """Keeps what belongs to the document as a whole, and drops what the first one's sections have of their own."""
        own = (RelationshipType.HEADER, RelationshipType.FOOTER)
        for line in first.relationships.values():
            if line.type in own:
                self._forget(line.target)
                self._parts.pop(relationships_name(line.target), None)
            elif line.type not in (RelationshipType.IMAGE, RelationshipType.HYPERLINK, RelationshipType.GLOSSARY):
                self._id(line.type, line.target, external=line.external)
        self._parts[PartName.PACKAGE_RELATIONSHIPS] = relationships_xml(
            line for line in relationships_of(self._parts) if line.type != RelationshipType.CUSTOM_PROPERTIES
        )
        self._drop_type(PartName.CUSTOM_PROPERTIES)

    def _forget(self, part: str) -> None:
        self._parts.pop(part, None)
        self._drop_type(part)

    def _drop_type(self, part: str) -> None:
        for override in self._types.findall(qn("ct:Override")):
            if override.get("PartName") == f"/{part}":
                self._types.remove(override)

    def _relate(
        self, letter: Joinable, root: etree._Element, types: ContentTypes, section: int, names: dict[str, str]
    ) -> None:
        """Gives the relationships that a text names their ids in the joined document."""
        for element, attribute in _related(root):
            line = letter.relationships.get(element.get(attribute, ""))
            if line is None:
                raise PackageError(f"{PartName.DOCUMENT}: a relationship is missing")
            target = line.target
            if line.type in (RelationshipType.HEADER, RelationshipType.FOOTER):
                target = self._header(letter.package, target, types, section, names)
            elif not line.external:
                target = self._picture(letter.package, target, types)
            element.set(attribute, self._id(line.type, target, external=line.external))

    def _header(self, package: Package, part: str, types: ContentTypes, section: int, names: dict[str, str]) -> str:
        """The part that a header or footer becomes; those that are the same in many documents become one."""
        root = parse_xml(package[part], part)
        prepare(root, section, self._numbers, names)
        lines = [
            line if line.external else line._replace(target=self._picture(package, line.target, types))
            for line in relationships_of(package, part)
        ]
        content = serialise_xml(root)
        related = relationships_xml(lines) if lines else b""
        name = self._put(part, content, _type_of(part, types), related)
        if related:
            self._parts[relationships_name(name)] = related
        return name

    def _picture(self, package: Package, name: str, types: ContentTypes) -> str:
        if name not in package:
            raise PackageError(f"{name}: is missing")
        return self._put(name, package[name], _type_of(name, types))

    def _put(self, part: str, content: bytes, content_type: str, related: bytes = b"") -> str:
        """The name under which the part is in the joined document: the same for the same content."""
        digest = hashlib.sha256(b"\0".join((content_type.encode(), related, content))).hexdigest()
        if digest not in self._same:
            stem, ending = posixpath.splitext(part)
            name = f"{stem}-{len(self._same) + 1}{ending}"
            self._same[digest] = name
            self._parts[name] = content
            etree.SubElement(self._types, qn("ct:Override"), {"PartName": f"/{name}", "ContentType": content_type})
        return self._same[digest]

    def _id(self, of_type: str, target: str, *, external: bool = False) -> str:
        return self._ids.setdefault((of_type, target, external), f"rId{len(self._ids) + 1}")


def _type_of(part: str, types: ContentTypes) -> str:
    found = types.of_part(part)
    if not found:
        raise PackageError(f"{part}: nothing says what it is")
    return found


def _related(root: etree._Element) -> list[tuple[etree._Element, str]]:
    found = cast("list[etree._Element]", _WITH_RELATED(root))
    return [(element, name) for element in found for name in map(str, element.attrib) if name.startswith(_RELATED)]
