"""The title and the language of a document come from its properties and its default formatting."""

import pytest
from lxml import etree

from cpr_docs.ooxml.core_properties import core_property, default_language, describe, language_tag
from cpr_docs.ooxml.names import NAMESPACES, PartName, RelationshipType
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import Relationship, relationships_xml


def _core(content: str) -> bytes:
    return f"""
        <cp:coreProperties xmlns:cp="{NAMESPACES["cp"]}" xmlns:dc="{NAMESPACES["dc"]}">
          {content}
        </cp:coreProperties>
    """.strip().encode()


def _styles(language: str) -> bytes:
    return f"""
        <w:styles xmlns:w="{NAMESPACES["w"]}">
          <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>
        </w:styles>
    """.strip().encode()


def _package(core: str = "", **others: bytes) -> Package:
    line = Relationship("", "rId1", RelationshipType.CORE_PROPERTIES, PartName.CORE_PROPERTIES)
    parts = {PartName.PACKAGE_RELATIONSHIPS: relationships_xml([line]), PartName.CORE_PROPERTIES: _core(core)}
    return Package(parts | ({PartName.STYLES: others["styles"]} if others else {}))


def test_the_title_and_the_language_are_those_of_the_properties() -> None:
    assert describe(_package("<dc:title> A letter </dc:title><dc:language>cy-GB</dc:language>")) == (
        "A letter",
        "cy-GB",
    )


def test_the_language_of_the_default_formatting_comes_first() -> None:
    assert describe(_package("<dc:language>en-GB</dc:language>", styles=_styles("cy-GB"))).language == "cy-GB"


@pytest.mark.parametrize("language", ["", "Cymraeg!", "x" * 9])
def test_a_language_that_is_no_tag_is_english(language: str) -> None:
    package = _package(f"<dc:language>{language}</dc:language>", styles=_styles(language))
    assert describe(package).language == "en"


def test_a_package_without_properties_has_none() -> None:
    assert core_property(Package({}), "dc:title") == ""
    assert describe(Package({})) == ("", "en")


def test_styles_without_default_formatting_have_no_language() -> None:
    assert default_language(etree.fromstring(f'<w:styles xmlns:w="{NAMESPACES["w"]}"/>')) == ""
    assert default_language(etree.fromstring(_styles("cy-GB"))) == "cy-GB"


def test_blanks_around_a_tag_do_not_count() -> None:
    assert language_tag(" cy-GB\n") == "cy-GB"
