"""A package with its XML parsed once, for all checks to look at."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self
from urllib.parse import unquote

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.ooxml.names import NAMESPACES, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, resolve_target
from cpr_docs.ooxml.traversal import children, elements
from cpr_docs.ooxml.xml import parse_xml


class Shape(NamedTuple):
    """What stands in what: the name of an element, and of those that it holds, in their order."""

    name: str
    children: tuple[str, ...]


def shapes_of(root: etree._Element) -> dict[Shape, list[etree._Element]]:
    """The elements of each shape; one that holds nothing has none."""
    children: dict[etree._Element, list[str]] = {}
    for element in elements(root):
        # By way of the parents, as to go down takes longer.
        above = element.getparent()
        if above is not None:
            children.setdefault(above, []).append(str(element.tag))
    found: dict[tuple[str, tuple[str, ...]], list[etree._Element]] = {}
    for element, names in children.items():
        found.setdefault((str(element.tag), tuple(names)), []).append(element)
    return {Shape(*shape): those for shape, those in found.items()}


# Words and comments may look like an element too, which matters little, but for what lxml takes for no name.
_NAME = re.compile(rb"<([^\s/>{}:!?]+(?::[^\s/>{}:!?]+)?)")
# Word's own, and XML's, such as xml:space.
_NO_VOCABULARY = (f"{{{NAMESPACES['w']}}}", "{http://www.w3.org/XML/1998/namespace}")


def with_foreign_attributes(root: etree._Element, content: bytes) -> list[etree._Element]:
    """The elements of a part with such attributes; `content` are the part's bytes."""
    if content.count(b"xmlns") != len(root.nsmap):
        return [element for element in root.iter("*") if _has_foreign_attribute(element)]
    # All vocabularies are declared at the root, as Word does it: their prefixes tell which names come into question.
    names = {
        name
        for prefix, uri in root.nsmap.items()
        if prefix and uri != NAMESPACES["w"]
        for name in _names_with(f"{prefix}:".encode(), content)
    }
    # Without a name iter() would go through all.
    return [one for one in root.iter(*_qualified(root, names)) if _has_foreign_attribute(one)] if names else []


def _names_with(prefix: bytes, content: bytes) -> Iterator[str]:
    """The names of elements that may have an attribute with this prefix."""
    at = content.find(prefix)
    while at >= 0:
        if content[at - 1 : at].isspace():
            found = _NAME.match(content, content.rfind(b"<", 0, at))
            if found:
                yield found[1].decode()
        at = content.find(prefix, at + 1)


def _qualified(root: etree._Element, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        prefix, _colon, local = name.rpartition(":")
        uri = root.nsmap.get(prefix or None)
        yield f"{{{uri}}}{local}" if uri else local


def _has_foreign_attribute(element: etree._Element) -> bool:
    return any(name.startswith("{") and not name.startswith(_NO_VOCABULARY) for name in map(str, element.attrib))


_STORIES = frozenset(map(qn, ("w:document", "w:hdr", "w:ftr", "w:footnotes", "w:endnotes", "w:comments")))


class Relationship(NamedTuple):
    """One line of a ``.rels`` part."""

    listed_in: str
    source: str
    """The part that the relationship belongs to; empty for the package itself."""
    id: str
    type: str
    target: str
    """The name of the part that it points to; for an external one, the address as it stands."""
    external: bool


class ControlSeen(NamedTuple):
    """A content control of a story, with its properties by name: many checks ask for them."""

    part: str
    element: etree._Element
    properties: dict[str, etree._Element]

    def value(self, name: str, attribute: str = "w:val") -> str | None:
        """An attribute of one of its properties."""
        found = self.properties.get(qn(name))
        return None if found is None else found.get(qn(attribute))


class TypedName(NamedTuple):
    """One line of ``[Content_Types].xml``: a part's name, or an extension, and its content type."""

    name: str
    content_type: str


@dataclass
class ParsedPackage:
    """A package, and what its XML parts say."""

    package: Package
    template: bool
    roots: dict[str, etree._Element] = field(default_factory=dict)
    """The root of each XML part that is well formed."""
    malformed: dict[str, str] = field(default_factory=dict)
    """What is wrong with each XML part that is not."""

    held: list[list[etree._Element]] = field(default_factory=list, repr=False)
    """All elements: lxml makes one anew for each look at it as long as nobody holds it."""

    headings: dict[etree._Element, list[tuple[etree._Element, int]]] = field(default_factory=dict, repr=False)
    """The headings of each part that was asked for, by its root."""
    heading_levels: dict[str, int] = field(default_factory=dict)
    """The heading level of each style that was asked for, 0 for none: paragraphs are many, and styles few."""
    hiding_styles: dict[str, bool | None] = field(default_factory=dict)
    """Whether each style that was asked for hides text, None where it does not say."""

    @classmethod
    def of(cls, package: Package, *, template: bool) -> Self:
        """Parses all XML parts of a package."""
        opened = cls(package, template)
        for name, content in package.items():
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                opened.roots[name] = parse_xml(content, name)
            except PackageError as error:
                opened.malformed[name] = str(error).removeprefix(f"{name}: ")
            else:
                opened.held.append(list(opened.roots[name].iter()))
        return opened

    @cached_property
    def relationships(self) -> list[Relationship]:
        """All relationships of all parts."""
        return [
            _relationship(part, line)
            for part, root in self.roots.items()
            if part.endswith(".rels")
            for line in root.iter(qn("rel:Relationship"))
        ]

    @cached_property
    def extension_types(self) -> list[TypedName]:
        """The content type of each extension, in small letters."""
        return [TypedName(line.get("Extension", "").lower(), _type(line)) for line in self._type_lines("ct:Default")]

    @cached_property
    def part_types(self) -> list[TypedName]:
        """The content type of each part that has one of its own."""
        return [
            TypedName(unquote(line.get("PartName", "")).removeprefix("/"), _type(line))
            for line in self._type_lines("ct:Override")
        ]

    def content_type(self, part: str) -> str:
        """What kind of part it is; empty if the package does not say."""
        own = {name.lower(): content_type for name, content_type in self.part_types}
        # Not splitext, to which the name `.rels` has no extension.
        extension = posixpath.basename(part).lower().rpartition(".")[2]
        return own.get(part.lower()) or dict(self.extension_types).get(extension, "")

    @cached_property
    def main(self) -> str:
        """The name of the main document part; empty if the package has none."""
        targets = [
            line.target for line in self.relationships if not line.source and line.type == RelationshipType.DOCUMENT
        ]
        return next((name for name in targets if name in self.roots), "")

    def of_main(self, relationship_type: str) -> Iterator[tuple[str, etree._Element]]:
        """The name and root of each part that the main document has a relationship of this type to."""
        for line in self.relationships:
            if self.main and line.source == self.main and line.type == relationship_type and line.target in self.roots:
                yield line.target, self.roots[line.target]

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The parts that hold what a reader reads: the main document, headers, footers, notes, comments."""
        if not self.main:
            return {}
        targets = [line.target for line in self.relationships if line.source == self.main and not line.external]
        names = dict.fromkeys([self.main, *(name for name in targets if name in self.roots)])
        return {name: self.roots[name] for name in names if self.roots[name].tag in _STORIES}

    @cached_property
    def styled(self) -> dict[str, etree._Element]:
        """The stories, the styles and the numbering: all parts with Word's formatting."""
        others = [*self.of_main(RelationshipType.STYLES), *self.of_main(RelationshipType.NUMBERING)]
        return self.stories | dict(others)

    @cached_property
    def _shapes(self) -> dict[str, dict[Shape, list[etree._Element]]]:
        return {part: shapes_of(root) for part, root in self.styled.items()}

    def shaped(self, wanted: Callable[[Shape], object]) -> Iterator[tuple[str, etree._Element, Shape]]:
        """The elements of the wanted shapes, in all parts with Word's formatting, in their order.

        Elements are many, but what stands in them is mostly the same: each shape of a part is looked at once.
        """
        for part, shapes in self._shapes.items():
            found = {element: shape for shape in shapes if wanted(shape) for element in shapes[shape]}
            for element in self.styled[part].iter("*") if found else ():
                if element in found:
                    yield part, element, found[element]

    @cached_property
    def foreign(self) -> list[tuple[str, etree._Element]]:
        """The elements of all parts with attributes of another vocabulary than Word's own, such as relationships."""
        return [
            (part, element)
            for part, root in self.roots.items()
            for element in with_foreign_attributes(root, self.package[part])
        ]

    @cached_property
    def controls(self) -> list[ControlSeen]:
        """The content controls of the stories."""
        return [
            ControlSeen(part, control, _properties(control))
            for part, root in self.stories.items()
            for control in elements(root, "w:sdt")
        ]

    @cached_property
    def tables(self) -> list[tuple[str, etree._Element]]:
        """The tables of the stories, each with its part."""
        return [(part, table) for part, root in self.stories.items() for table in elements(root, "w:tbl")]

    @cached_property
    def rows(self) -> list[tuple[str, etree._Element, etree._Element]]:
        """The rows of the tables, each with its part and its table."""
        return [(part, table, row) for part, table in self.tables for row in children(table, "w:tr")]

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """Each style by its id."""
        return {
            style.get(qn("w:styleId"), ""): style
            for _part, root in self.of_main(RelationshipType.STYLES)
            for style in root.iterchildren(qn("w:style"))
        }

    def style_chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """The style and those that it is based on, nearest first, to one that is missing or comes again."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self.styles:
            seen.add(style_id)
            yield self.styles[style_id]
            based_on = self.styles[style_id].find(qn("w:basedOn"))
            style_id = None if based_on is None else based_on.get(qn("w:val"))

    def _type_lines(self, name: str) -> Iterator[etree._Element]:
        root = self.roots.get(PartName.CONTENT_TYPES)
        return iter(()) if root is None else root.iterchildren(qn(name))


def _type(line: etree._Element) -> str:
    return line.get("ContentType", "")


def _properties(control: etree._Element) -> dict[str, etree._Element]:
    properties = next(control.iterchildren(qn("w:sdtPr")), None)
    # The first of each name: that it stands twice is found elsewhere.
    return {} if properties is None else {str(child.tag): child for child in reversed(properties)}


def source_of(part: str) -> str:
    """The part whose relationships this one lists; empty for the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relationship(part: str, line: etree._Element) -> Relationship:
    source = source_of(part)
    target = line.get("Target", "")
    external = line.get("TargetMode") == "External"
    resolved = target if external else resolve_target(source, unquote(target.partition("#")[0]))
    return Relationship(part, source, line.get("Id", ""), line.get("Type", ""), resolved, external)
