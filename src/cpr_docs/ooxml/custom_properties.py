"""Reads and writes the custom properties of a package (ECMA-376 part 1, 22.3)."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from cpr_docs.ooxml.content_types import add_content_type
from cpr_docs.ooxml.names import ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.relationships import add_relationship, targets_of
from cpr_docs.ooxml.xml import new_root, parse_xml, serialise_xml

# The format identifier of every custom property, and the first property identifier that is not reserved.
_FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY_ID: Final = 2


def custom_properties(package: Mapping[str, bytes]) -> dict[str, str]:
    """The custom properties of a package, by name; the last of those with the same name.

    Raises `PackageError` for a part that is not XML.
    """
    name = _part_name(package)
    if name not in package:
        return {}
    # A program that indents XML puts line ends around a value.
    return {
        str(line.get("name")): "".join(map(str, line.itertext())).strip()
        for line in parse_xml(package[name], name).iter(qn("op:property"))
    }


def put_properties(parts: dict[str, bytes], properties: Mapping[str, str]) -> None:
    """Replaces the custom properties of a package; adds the part where there is none."""
    name = _part_name(parts)
    if name not in parts:
        add_content_type(parts, name, ContentType.CUSTOM_PROPERTIES)
        add_relationship(parts, "", RelationshipType.CUSTOM_PROPERTIES, name)
    parts[name] = properties_xml(properties)


def properties_xml(properties: Mapping[str, str]) -> bytes:
    """The part with these custom properties."""
    root = new_root("op:Properties", "vt")
    for number, (name, value) in enumerate(properties.items(), start=_FIRST_PROPERTY_ID):
        line = etree.SubElement(root, qn("op:property"), {"fmtid": _FORMAT_ID, "pid": str(number), "name": name})
        etree.SubElement(line, qn("vt:lpwstr")).text = value
    return serialise_xml(root)


def _part_name(package: Mapping[str, bytes]) -> str:
    return next(iter(targets_of(package, "", RelationshipType.CUSTOM_PROPERTIES)), PartName.CUSTOM_PROPERTIES)
