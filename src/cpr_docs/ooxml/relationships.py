"""The relationships of a package's parts: the reader and the writer of ``.rels`` parts.

Relationships and the resolution of their targets are defined in ECMA-376 part 2, 9.3 and annex B.
"""

import functools
import posixpath
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Final, NamedTuple, Self
from urllib.parse import quote, unquote

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.xml import new_root, parse_xml, serialise_xml

_RELATIONSHIP: Final = qn("rel:Relationship")
# The documents of a run have the same relationships: small parts are parsed once.
_CACHED_BYTES: Final = 2**14


class Relationship(NamedTuple):
    """A relationship of a part, or of the package itself."""

    source: str
    """The name of the part that the relationship belongs to; empty for the package itself."""
    id: str
    type: str
    target: str
    """The name of the target part; for an external one, the address as it is in the XML."""
    external: bool = False

    @classmethod
    def of(cls, element: etree._Element, source: str) -> Self:
        """The relationship of a ``Relationship`` element in the ``.rels`` part of `source`."""
        target = element.get("Target", "")
        external = element.get("TargetMode", "Internal") != "Internal"
        resolved = target if external else resolve_target(source, target)
        return cls(source, element.get("Id", ""), element.get("Type", ""), resolved, external)

    @property
    def kind(self) -> str:
        """The last word of the type, the same in transitional and strict documents: ``header``."""
        return self.type.rpartition("/")[2]


def relationships_name(source: str) -> str:
    """The name of the ``.rels`` part of a part; of the package itself for an empty name."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(name: str) -> str:
    """The name of the part that a ``.rels`` part belongs to; empty for the package itself."""
    folder, rels = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), rels.removesuffix(".rels"))


def resolve_target(source: str, target: str) -> str:
    """The name of the part that an internal target of `source` leads to, without a fragment."""
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path))


def relationship_elements(root: etree._Element) -> Iterator[etree._Element]:
    """The ``Relationship`` elements of a parsed ``.rels`` part."""
    # Nested elements too: an importer that reads events rather than a tree would follow them.
    return root.iter(_RELATIONSHIP)


def relationships_in(root: etree._Element, source: str) -> Iterator[Relationship]:
    """The relationships in the parsed ``.rels`` part of a part."""
    return (Relationship.of(element, source) for element in relationship_elements(root))


def relationships_of(package: Mapping[str, bytes], source: str = "") -> tuple[Relationship, ...]:
    """The relationships of a part, or of the package itself, in the order of the file.

    Raises `PackageError` for a ``.rels`` part that is not XML.
    """
    content = package.get(relationships_name(source))
    if content is None:
        return ()
    return _read_cached(content, source) if len(content) <= _CACHED_BYTES else _read(content, source)


def targets_of(package: Mapping[str, bytes], source: str, relationship_type: str) -> list[str]:
    """The names of the parts of the package that a part has relationships of this type to."""
    return [
        relationship.target
        for relationship in relationships_of(package, source)
        if relationship.type == relationship_type and not relationship.external and relationship.target in package
    ]


def main_document(package: Mapping[str, bytes]) -> str:
    """The name of the main document, transitional or strict; `PartName.DOCUMENT` where no relationship names it."""
    relationships = relationships_of(package)
    return next(
        (relationship.target for relationship in relationships if relationship.kind == "officeDocument"),
        PartName.DOCUMENT,
    )


def relationships_xml(relationships: Iterable[Relationship]) -> bytes:
    """The ``.rels`` part with these relationships, which belong to one part."""
    root = new_root("rel:Relationships")
    for relationship in relationships:
        _append(root, relationship)
    return serialise_xml(root)


def add_relationship(parts: MutableMapping[str, bytes], source: str, relationship_type: str, target: str) -> str:
    """Adds a relationship to another part; returns its id, which no other relationship of the part has."""
    name = relationships_name(source)
    root = parse_xml(parts[name], name) if name in parts else new_root("rel:Relationships")
    taken = {element.get("Id") for element in relationship_elements(root)}
    own = next(free for number in range(1, len(taken) + 2) if (free := f"rId{number}") not in taken)
    _append(root, Relationship(source, own, relationship_type, target))
    parts[name] = serialise_xml(root)
    return own


def _append(root: etree._Element, relationship: Relationship) -> None:
    target = relationship.target if relationship.external else _relative(relationship.source, relationship.target)
    element = etree.SubElement(
        root, _RELATIONSHIP, {"Id": relationship.id, "Type": relationship.type, "Target": target}
    )
    if relationship.external:
        element.set("TargetMode", "External")


def _relative(source: str, target: str) -> str:
    folder = posixpath.dirname(source)
    inside = target.removeprefix(f"{folder}/")
    return quote(inside if inside != target or not folder else f"/{target}", safe="/[]!$&'()*+,;=:@~")


def _read(content: bytes, source: str) -> tuple[Relationship, ...]:
    return tuple(relationships_in(parse_xml(content, relationships_name(source)), source))


_read_cached = functools.lru_cache(maxsize=64)(_read)
