"""Reads and extends ``[Content_Types].xml``, which states the content type of each part (ECMA-376 part 2, 10.1.2)."""

from collections.abc import Mapping, MutableMapping
from typing import NamedTuple, Self
from urllib.parse import unquote

from lxml import etree

from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.xml import parse_xml, serialise_xml


class ContentTypes(NamedTuple):
    """The content types of a package; names and extensions are in lower case, since Word ignores case."""

    overrides: Mapping[str, str]
    """The content type of each part that is listed by name."""
    defaults: Mapping[str, str]
    """The content type of each extension."""

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """The content types in the bytes of the part; raises `PackageError` if it is not XML."""
        root = parse_xml(content, PartName.CONTENT_TYPES)
        return cls(
            {part_name(line).lower(): line.get("ContentType", "") for line in root.iterchildren(qn("ct:Override"))},
            {
                line.get("Extension", "").lower(): line.get("ContentType", "")
                for line in root.iterchildren(qn("ct:Default"))
            },
        )

    def of_part(self, name: str) -> str:
        """The content type of a part; empty if the package states none."""
        name = name.lower()
        # splitext() finds no extension in the name `.rels`.
        return self.overrides.get(name) or self.defaults.get(name.rpartition("/")[2].rpartition(".")[2], "")


def part_name(override: etree._Element) -> str:
    """The name of the part that an ``Override`` element lists."""
    return unquote(override.get("PartName", "")).removeprefix("/")


def add_content_type(parts: MutableMapping[str, bytes], name: str, content_type: str) -> None:
    """Lists the content type of a part by its name."""
    root = parse_xml(parts[PartName.CONTENT_TYPES], PartName.CONTENT_TYPES)
    etree.SubElement(root, qn("ct:Override"), {"PartName": f"/{name}", "ContentType": content_type})
    parts[PartName.CONTENT_TYPES] = serialise_xml(root)
