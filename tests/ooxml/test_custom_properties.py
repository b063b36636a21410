"""Custom properties are read by name, and replace those that a package has."""

from cpr_docs.ooxml.content_types import ContentTypes
from cpr_docs.ooxml.custom_properties import custom_properties, properties_xml, put_properties
from cpr_docs.ooxml.names import NAMESPACES, ContentType, PartName, RelationshipType
from cpr_docs.ooxml.relationships import Relationship, relationships_of, relationships_xml

_TYPES = f"""
    <ct:Types xmlns:ct="{NAMESPACES["ct"]}">
      <ct:Default Extension="rels" ContentType="{ContentType.RELATIONSHIPS}"/>
    </ct:Types>
"""


def _package(*lines: Relationship) -> dict[str, bytes]:
    return {
        PartName.CONTENT_TYPES: _TYPES.strip().encode(),
        PartName.PACKAGE_RELATIONSHIPS: relationships_xml(lines),
    }


def test_a_package_without_the_part_has_no_properties() -> None:
    assert custom_properties(_package()) == {}


def test_properties_that_are_put_into_a_package_are_read_from_it() -> None:
    package = _package()
    properties = {"CprDocsForm": "report", "Note": 'a < b & "c" ŵ', "Blank": ""}
    put_properties(package, properties)
    assert custom_properties(package) == properties


def test_the_part_is_listed_whatever_prefix_the_package_uses() -> None:
    package = _package()
    put_properties(package, {"CprDocsForm": "report"})
    types = ContentTypes.parse(package[PartName.CONTENT_TYPES])
    assert types.of_part(PartName.CUSTOM_PROPERTIES) == ContentType.CUSTOM_PROPERTIES
    assert [line.target for line in relationships_of(package)] == [PartName.CUSTOM_PROPERTIES]


def test_properties_are_replaced_in_the_part_that_the_package_relates_to() -> None:
    line = Relationship("", "rId1", RelationshipType.CUSTOM_PROPERTIES, "docProps/own.xml")
    package = _package(line) | {"docProps/own.xml": properties_xml({"Old": "1"})}
    put_properties(package, {"New": "2"})
    assert custom_properties(package) == {"New": "2"}
    assert PartName.CUSTOM_PROPERTIES not in package
    assert len(relationships_of(package)) == 1


def test_line_ends_around_a_value_are_not_part_of_it() -> None:
    package = _package()
    package[PartName.CUSTOM_PROPERTIES] = f"""
        <Properties xmlns="{NAMESPACES["op"]}" xmlns:vt="{NAMESPACES["vt"]}">
          <property name="CprDocsForm">
            <vt:lpwstr>report</vt:lpwstr>
          </property>
        </Properties>
    """.strip().encode()
    assert custom_properties(package) == {"CprDocsForm": "report"}
