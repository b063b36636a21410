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
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, relationships_name, write_package
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.pdf.joining.layout_key import Joinable, JoinedRelationship, relationships
from cpr_docs.pdf.joining.numbered_lists import NumberedLists
from cpr_docs.pdf.joining.section_body import Numbers, begin, close, mark, prepare, sections
from cpr_docs.pdf.joining.table_styles import write_out

_REFERENCES: Final = {
    "w:headerReference": (RelationshipType.HEADER, ContentType.HEADER),
    "w:footerReference": (RelationshipType.FOOTER, ContentType.FOOTER),
}
_RELATED: Final = f"{{{NAMESPACES['r']}}}"
_WITH_RELATED: Final = etree.XPath(".//*[@r:*]", namespaces={"r": NAMESPACES["r"]})
# No prefix: lxml's types do not know that.
_RELATIONSHIPS: Final = cast("dict[str, str]", {None: NAMESPACES["rel"]})


class Sections:
    """The joined document; it begins as the first one, and the others are added to it."""

    def __init__(self, first: Joinable) -> None:
        self._parts = dict(first.package)
        self._parts.pop(PartName.CUSTOM_PROPERTIES, None)
        self._root = first.root
        self._body = first.root[-1]
        self._types = parse_xml(self._parts[PartName.CONTENT_TYPES], PartName.CONTENT_TYPES)
        self._lines: dict[str, JoinedRelationship] = {}
        self._ids: dict[JoinedRelationship, str] = {}
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
        types = _types(letter.package[PartName.CONTENT_TYPES])
        self._relate(letter, body, types, section, names)
        own = sections(body)
        for reference, part, kind in begin(own, even=self._even):
            blank = f'<w:{part[2:]} xmlns:w="{NAMESPACES["w"]}"><w:p/></w:{part[2:]}>'.encode()
            of_type, content_type = _REFERENCES[reference]
            target = self._put(f"word/blank{part[2:]}.xml", blank, content_type)
            attributes = {qn("w:type"): kind, qn("r:id"): self._id(JoinedRelationship(of_type, target, external=False))}
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
        parts[PartName.DOCUMENT] = _bytes(self._root)
        if self._lists.numbering is not None:
            parts[self._numbering] = _bytes(self._lists.numbering)
        lines = etree.Element(qn("rel:Relationships"), nsmap=_RELATIONSHIPS)
        for name, line in self._lines.items():
            attributes = {"Id": name, "Type": line.type, "Target": line.target if line.external else f"/{line.target}"}
            if line.external:
                attributes["TargetMode"] = "External"
            etree.SubElement(lines, qn("rel:Relationship"), attributes)
        parts[PartName.DOCUMENT_RELATIONSHIPS] = _bytes(lines)
        parts[PartName.CONTENT_TYPES] = _bytes(self._types)
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
                self._id(line)
        properties = parse_xml(self._parts[PartName.PACKAGE_RELATIONSHIPS], PartName.PACKAGE_RELATIONSHIPS)
        for line_element in list(properties):
            if line_element.get("Type") == RelationshipType.CUSTOM_PROPERTIES:
                properties.remove(line_element)
        self._parts[PartName.PACKAGE_RELATIONSHIPS] = _bytes(properties)
        self._drop_type(PartName.CUSTOM_PROPERTIES)

    def _forget(self, part: str) -> None:
        self._parts.pop(part, None)
        self._drop_type(part)

    def _drop_type(self, part: str) -> None:
        for override in self._types.findall(qn("ct:Override")):
            if override.get("PartName") == f"/{part}":
                self._types.remove(override)

    def _relate(
        self, letter: Joinable, root: etree._Element, types: "_Types", section: int, names: dict[str, str]
    ) -> None:
        """Gives the relationships that a text names their ids in the joined document."""
        for element, attribute in _related(root):
            line = letter.relationships.get(element.get(attribute, ""))
            if line is None:
                raise PackageError(f"{PartName.DOCUMENT}: a relationship is missing")
            if line.type in (RelationshipType.HEADER, RelationshipType.FOOTER):
                line = JoinedRelationship(
                    line.type, self._header(letter.package, line.target, types, section, names), False
                )
            elif not line.external:
                line = self._picture(letter.package, line, types)
            element.set(attribute, self._id(line))

    def _header(self, package: Package, part: str, types: "_Types", section: int, names: dict[str, str]) -> str:
        """The part that a header or footer becomes; those that are the same in many documents become one."""
        root = parse_xml(package[part], part)
        prepare(root, section, self._numbers, names)
        inner = relationships(package, part)
        lines = etree.Element(qn("rel:Relationships"), nsmap=_RELATIONSHIPS)
        for name, line in inner.items():
            attributes = {"Id": name, "Type": line.type, "Target": line.target}
            if line.external:
                attributes["TargetMode"] = "External"
            else:
                attributes["Target"] = f"/{self._picture(package, line, types).target}"
            etree.SubElement(lines, qn("rel:Relationship"), attributes)
        content = _bytes(root)
        related = _bytes(lines) if inner else b""
        name = self._put(part, content, types.of(part), related)
        if related:
            self._parts[relationships_name(name)] = related
        return name

    def _picture(self, package: Package, line: JoinedRelationship, types: "_Types") -> JoinedRelationship:
        if line.target not in package:
            raise PackageError(f"{line.target}: is missing")
        return JoinedRelationship(line.type, self._put(line.target, package[line.target], types.of(line.target)), False)

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

    def _id(self, line: JoinedRelationship) -> str:
        if line not in self._ids:
            self._ids[line] = f"rId{len(self._ids) + 1}"
            self._lines[self._ids[line]] = line
        return self._ids[line]


class _Types:
    """What each part is, as a document's content types say it."""

    def __init__(self, overrides: dict[str, str], defaults: dict[str, str]) -> None:
        self._overrides = overrides
        self._defaults = defaults

    def of(self, part: str) -> str:
        ending = posixpath.splitext(part)[1].lstrip(".").lower()
        found = self._overrides.get(f"/{part}") or self._defaults.get(ending)
        if found is None:
            raise PackageError(f"{part}: nothing says what it is")
        return found


@functools.lru_cache(maxsize=16)  # a run's letters have the same
def _types(content: bytes) -> _Types:
    root = parse_xml(content, PartName.CONTENT_TYPES)
    return _Types(
        {held.get("PartName", ""): held.get("ContentType", "") for held in root.iterchildren(qn("ct:Override"))},
        {
            held.get("Extension", "").lower(): held.get("ContentType", "")
            for held in root.iterchildren(qn("ct:Default"))
        },
    )


def _related(root: etree._Element) -> list[tuple[etree._Element, str]]:
    found = cast("list[etree._Element]", _WITH_RELATED(root))
    return [(element, name) for element in found for name in map(str, element.attrib) if name.startswith(_RELATED)]


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
