"""The custom properties of a package, written anew: what a document or a template says of itself."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.xml import parse_xml

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{NAMESPACES["op"]}" xmlns:vt="{NAMESPACES["vt"]}">{{}}</Properties>'
)
_PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'
)


def custom_properties(package: Package) -> dict[str, str]:
    """The custom properties of a package, by name."""
    if PartName.CUSTOM_PROPERTIES not in package:
        return {}
    return properties_in(parse_xml(package[PartName.CUSTOM_PROPERTIES], PartName.CUSTOM_PROPERTIES))


def properties_in(part: etree._Element) -> dict[str, str]:
    """The properties of a parsed part; a program that indents XML puts line ends around a value."""
    return {str(line.get("name")): "".join(map(str, line.itertext())).strip() for line in part.iter(qn("op:property"))}


def put_properties(parts: dict[str, bytes], properties: Mapping[str, str]) -> None:
    """Puts the custom properties into a package's parts, in place of those that it has."""
    rows = [_PROPERTY.format(pid, name, escape(value)) for pid, (name, value) in enumerate(properties.items(), start=2)]
    if PartName.CUSTOM_PROPERTIES not in parts:
        override = (
            f'<Override PartName="/{PartName.CUSTOM_PROPERTIES}" '
            f'ContentType="{ContentType.CUSTOM_PROPERTIES}"/></Types>'
        )
        relationship = (
            f'<Relationship Id="rIdCprDocs" Type="{RelationshipType.CUSTOM_PROPERTIES}" '
            f'Target="{PartName.CUSTOM_PROPERTIES}"/></Relationships>'
        )
        _replace_end(parts, PartName.CONTENT_TYPES, "</Types>", override)
        _replace_end(parts, PartName.PACKAGE_RELATIONSHIPS, "</Relationships>", relationship)
    parts[PartName.CUSTOM_PROPERTIES] = _PROPERTIES.format("".join(rows)).encode()


def _replace_end(parts: dict[str, bytes], name: str, end: str, replacement: str) -> None:
    parts[name] = parts[name].replace(end.encode(), replacement.encode())
