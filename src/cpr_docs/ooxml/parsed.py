"""A package with every XML part parsed once, for many checks."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Self

from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.content_types import ContentTypes, part_name
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import NAMESPACES, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import Relationship, relationships_in, source_of
from cpr_docs.ooxml.traversal import STORIES, children, elements
from cpr_docs.ooxml.xml import parse_xml


class Shape(NamedTuple):
    """The signature of an element: its name, and the names of its children in their order."""

    name: str
    children: tuple[str, ...]


def shapes_of(root: etree._Element) -> dict[Shape, list[etree._Element]]:
    """The elements of each shape; an element without children has none."""
    children: dict[etree._Element, list[str]] = {}
    for element in elements(root):
        # Faster than iterating over the children of each element.
        above = element.getparent()
        if above is not None:
            children.setdefault(above, []).append(str(element.tag))
    found: dict[tuple[str, tuple[str, ...]], list[etree._Element]] = {}
    for element, names in children.items():
        found.setdefault((str(element.tag), tuple(names)), []).append(element)
    return {Shape(*shape): members for shape, members in found.items()}


# The pattern also matches text and comments that look like an element, if lxml accepts the name.
_NAME = re.compile(rb"<([^\s/>{}:!?]+(?::[^\s/>{}:!?]+)?)")
# Word's own namespace, and that of xml:space.
_OWN_NAMESPACES = (f"{{{NAMESPACES['w']}}}", "{http://www.w3.org/XML/1998/namespace}")


def with_foreign_attributes(root: etree._Element, content: bytes) -> list[etree._Element]:
    """The elements of a part with attributes of another namespace than Word's; `content` are the part's bytes."""
    if content.count(b"xmlns") != len(root.nsmap):
        return [element for element in root.iter("*") if _has_foreign_attribute(element)]
    # All namespaces are declared at the root, as in Word's files: their prefixes are enough to find the elements.
    names = {
        name
        for prefix, uri in root.nsmap.items()
        if prefix and uri != NAMESPACES["w"]
        for name in _names_with(f"{prefix}:".encode(), content)
    }
    # iter() without a name iterates over every element.
    return [found for found in root.iter(*_qualified(root, names)) if _has_foreign_attribute(found)] if names else []


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
    return any(name.startswith("{") and not name.startswith(_OWN_NAMESPACES) for name in map(str, element.attrib))


class ParsedControl(ContentControl):
    """A content control with an index of its properties, since many checks ask for them."""

    __slots__ = ("_settings",)

    def __init__(self, element: etree._Element) -> None:
        super().__init__(element)
        properties = self.properties
        # The first of each name: another check finds repeated ones.
        self._settings = {} if properties is None else {str(child.tag): child for child in reversed(properties)}

    def setting(self, name: str) -> etree._Element | None:
        """The first of the control's properties with this name."""
        return self._settings.get(qn(name))


class TypedName(NamedTuple):
    """An entry of ``[Content_Types].xml``: a part's name, or an extension, and the content type."""

    name: str
    content_type: str


@dataclass
class ParsedPackage:
    """A package and the trees of its XML parts."""

    package: Package
    template: bool
    roots: dict[str, etree._Element] = field(default_factory=dict)
    """The root of each XML part that is well formed."""
    malformed: dict[str, str] = field(default_factory=dict)
    """The parser's message for each XML part that is not."""

    proxies: list[list[etree._Element]] = field(default_factory=list, repr=False)
    """Keeps lxml's element proxies alive.

    lxml creates a new proxy on every access unless a reference exists; identity is used as dict key here.
    """
    hiding_styles: dict[str, bool | None] = field(default_factory=dict)
    """Cached by style: True if the style hides text, None if it has no such setting."""
    _headings_in: dict[etree._Element, list[tuple[etree._Element, int]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, package: Package, *, template: bool) -> Self:
        """Parses all XML parts of a package."""
        parsed = cls(package, template)
        for name, content in package.items():
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                parsed.roots[name] = parse_xml(content, name)
            except PackageError as error:
                parsed.malformed[name] = str(error).removeprefix(f"{name}: ")
            else:
                parsed.proxies.append(list(parsed.roots[name].iter()))
        return parsed

    @cached_property
    def relationships(self) -> list[Relationship]:
        """All relationships of all parts."""
        return [
            line
            for part, root in self.roots.items()
            if part.endswith(".rels")
            for line in relationships_in(root, source_of(part))
        ]

    @cached_property
    def extension_types(self) -> list[TypedName]:
        """The content type of each extension, in lower case."""
        return [TypedName(line.get("Extension", "").lower(), _type(line)) for line in self._type_lines("ct:Default")]

    @cached_property
    def part_types(self) -> list[TypedName]:
        """The content type of each part that is listed by name."""
        return [TypedName(part_name(line), _type(line)) for line in self._type_lines("ct:Override")]

    def content_type(self, part: str) -> str:
        """The content type of a part; empty if the package states none."""
        own = {name.lower(): content_type for name, content_type in self.part_types}
        return ContentTypes(own, dict(self.extension_types)).of_part(part)

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
        """The stories, the parts with a reader's text: the main document, headers, footers, notes, comments."""
        if not self.main:
            return {}
        targets = [line.target for line in self.relationships if line.source == self.main and not line.external]
        names = dict.fromkeys([self.main, *(name for name in targets if name in self.roots)])
        return {name: self.roots[name] for name in names if self.roots[name].tag in STORIES}

    @cached_property
    def styled(self) -> dict[str, etree._Element]:
        """The stories, the styles and the numbering: all parts with Word's formatting."""
        others = [*self.of_main(RelationshipType.STYLES), *self.of_main(RelationshipType.NUMBERING)]
        return self.stories | dict(others)

    @cached_property
    def _shapes(self) -> dict[str, dict[Shape, list[etree._Element]]]:
        return {part: shapes_of(root) for part, root in self.styled.items()}

    def shaped(self, wanted: Callable[[Shape], object]) -> Iterator[tuple[str, etree._Element, Shape]]:
        """The elements of the wanted shapes, in all parts with Word's formatting, in document order.

        Each distinct shape of a part is tested once instead of each element.
        """
        for part, shapes in self._shapes.items():
            found = {element: shape for shape in shapes if wanted(shape) for element in shapes[shape]}
            for element in self.styled[part].iter("*") if found else ():
                if element in found:
                    yield part, element, found[element]

    @cached_property
    def foreign(self) -> list[tuple[str, etree._Element]]:
        """The elements of all parts with attributes of another namespace than Word's, such as relationships."""
        return [
            (part, element)
            for part, root in self.roots.items()
            for element in with_foreign_attributes(root, self.package[part])
        ]

    @cached_property
    def controls(self) -> list[tuple[str, ParsedControl]]:
        """The content controls of the stories, each with its part."""
        return [
            (part, ParsedControl(control)) for part, root in self.stories.items() for control in elements(root, "w:sdt")
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

    @cached_property
    def headings(self) -> Headings:
        """The headings, by the styles of the main document."""
        return Headings(next((root for _part, root in self.of_main(RelationshipType.STYLES)), None))

    def headings_in(self, root: etree._Element) -> list[tuple[etree._Element, int]]:
        """Each heading of a part with its level, from 1."""
        if root not in self._headings_in:
            self._headings_in[root] = list(self.headings.headings_in(root))
        return self._headings_in[root]

    def style_chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """The style and the styles that it is based on, nearest first, up to a missing or repeated one."""
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
