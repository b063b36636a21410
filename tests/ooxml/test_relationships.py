"""Relationships are read with their targets resolved, and written so that they are read as they were."""

import pytest
from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.ooxml.names import NAMESPACES, PartName, RelationshipType
from cpr_docs.ooxml.relationships import (
    Relationship,
    add_relationship,
    main_document,
    relationships_name,
    relationships_of,
    relationships_xml,
    resolve_target,
    source_of,
    targets_of,
)

_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"


def _listed(lines: str) -> bytes:
    return f'<Relationships xmlns="{NAMESPACES["rel"]}">{lines}</Relationships>'.encode()


def _of_document(lines: str) -> tuple[Relationship, ...]:
    return relationships_of({PartName.DOCUMENT_RELATIONSHIPS: _listed(lines)}, PartName.DOCUMENT)


class TestNames:
    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("", "_rels/.rels"),
            ("word/document.xml", "word/_rels/document.xml.rels"),
            ("media.xml", "_rels/media.xml.rels"),
        ],
    )
    def test_a_part_and_the_part_of_its_relationships_lead_to_each_other(self, source: str, name: str) -> None:
        assert relationships_name(source) == name
        assert source_of(name) == source

    @pytest.mark.parametrize(
        ("source", "target", "name"),
        [
            ("", "word/document.xml", "word/document.xml"),
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/docProps/custom.xml", "docProps/custom.xml"),
            ("word/document.xml", "../docProps/core.xml", "docProps/core.xml"),
            ("word/document.xml", "media/the%20logo.png", "word/media/the logo.png"),
            ("word/document.xml", "glossary/document.xml#part", "word/glossary/document.xml"),
        ],
    )
    def test_a_target_is_relative_to_its_source(self, source: str, target: str, name: str) -> None:
        assert resolve_target(source, target) == name


class TestReading:
    def test_a_part_without_relationships_has_none(self) -> None:
        assert relationships_of({}, PartName.DOCUMENT) == ()

    def test_an_internal_target_is_the_name_of_a_part(self) -> None:
        (line,) = _of_document(f'<Relationship Id="rId1" Type="{RelationshipType.STYLES}" Target="styles.xml"/>')
        assert line == Relationship(PartName.DOCUMENT, "rId1", RelationshipType.STYLES, "word/styles.xml")
        assert line.kind == "styles"

    @pytest.mark.parametrize("mode", ["External", "external", "Elsewhere"])
    def test_a_mode_that_is_not_internal_is_external_and_its_address_stays(self, mode: str) -> None:
        (line,) = _of_document(
            f"""
            <Relationship Id="rId1" Type="{RelationshipType.HYPERLINK}" Target="https://gov.wales/%20#part"
                          TargetMode="{mode}"/>
            """
        )
        assert line.external
        assert line.target == "https://gov.wales/%20#part"

    def test_a_relationship_inside_another_is_read_too(self) -> None:
        lines = _of_document(
            """
            <Relationship Id="rId1" Type="a" Target="one.xml">
              <Relationship Id="rId2" Type="b" Target="two.xml"/>
            </Relationship>
            """
        )
        assert [line.id for line in lines] == ["rId1", "rId2"]

    def test_a_part_that_is_not_xml_is_refused(self) -> None:
        with pytest.raises(PackageError, match=r"word/_rels/document\.xml\.rels"):
            relationships_of({PartName.DOCUMENT_RELATIONSHIPS: b"<"}, PartName.DOCUMENT)

    def test_targets_of_a_type_are_the_parts_that_are_there(self) -> None:
        package = {
            PartName.DOCUMENT_RELATIONSHIPS: _listed(
                f"""
                <Relationship Id="rId1" Type="{RelationshipType.HEADER}" Target="header1.xml"/>
                <Relationship Id="rId2" Type="{RelationshipType.HEADER}" Target="header2.xml"/>
                <Relationship Id="rId3" Type="{RelationshipType.FOOTER}" Target="footer1.xml"/>
                """
            ),
            "word/header2.xml": b"<x/>",
            "word/footer1.xml": b"<x/>",
        }
        assert targets_of(package, PartName.DOCUMENT, RelationshipType.HEADER) == ["word/header2.xml"]

    @pytest.mark.parametrize("kind", [RelationshipType.DOCUMENT, _STRICT])
    def test_the_main_document_is_named_by_its_relationship(self, kind: str) -> None:
        lines = f'<Relationship Id="rId1" Type="{kind}" Target="/word/letter.xml"/>'
        assert main_document({PartName.PACKAGE_RELATIONSHIPS: _listed(lines)}) == "word/letter.xml"

    def test_the_main_document_has_its_usual_name_where_no_relationship_names_it(self) -> None:
        assert main_document({}) == PartName.DOCUMENT


class TestWriting:
    @pytest.mark.parametrize(
        "line",
        [
            Relationship(PartName.DOCUMENT, "rId1", RelationshipType.STYLES, "word/styles.xml"),
            Relationship(PartName.DOCUMENT, "rId1", RelationshipType.CUSTOM_XML, "customXml/item1.xml"),
            Relationship(PartName.DOCUMENT, "rId1", RelationshipType.IMAGE, "word/media/a logo#1 & 50% ŵ.png"),
            Relationship("media.xml", "rId1", RelationshipType.IMAGE, "logo.png"),
            Relationship(PartName.DOCUMENT, "rId1", RelationshipType.HYPERLINK, "https://gov.wales/?a=1&b=2", True),
        ],
    )
    def test_a_relationship_that_is_written_is_read_as_it_was(self, line: Relationship) -> None:
        package = {relationships_name(line.source): relationships_xml([line])}
        assert relationships_of(package, line.source) == (line,)

    def test_a_target_in_the_same_folder_is_relative(self) -> None:
        line = Relationship(PartName.DOCUMENT, "rId1", RelationshipType.STYLES, "word/styles.xml")
        assert etree.fromstring(relationships_xml([line]))[0].get("Target") == "styles.xml"

    def test_an_added_relationship_has_an_id_of_its_own(self) -> None:
        parts = {
            PartName.DOCUMENT_RELATIONSHIPS: _listed(
                """
                <Relationship Id="rId1" Type="a" Target="one.xml"/>
                <Relationship Id="rId3" Type="a" Target="three.xml"/>
                """
            )
        }
        added = add_relationship(parts, PartName.DOCUMENT, RelationshipType.COMMENTS, "word/comments.xml")
        assert added == "rId2"
        assert relationships_of(parts, PartName.DOCUMENT)[-1] == Relationship(
            PartName.DOCUMENT, "rId2", RelationshipType.COMMENTS, "word/comments.xml"
        )

    def test_a_part_without_relationships_gets_its_first(self) -> None:
        parts: dict[str, bytes] = {}
        add_relationship(parts, "", RelationshipType.DOCUMENT, PartName.DOCUMENT)
        assert main_document(parts) == PartName.DOCUMENT
        assert list(parts) == [PartName.PACKAGE_RELATIONSHIPS]
