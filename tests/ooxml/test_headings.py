"""A paragraph is a heading by its own outline level, or by a style that is one in whatever language Word names it."""

import pytest
from lxml import etree

from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import NAMESPACES

_DECLARED = f'xmlns:w="{NAMESPACES["w"]}" xmlns:mc="{NAMESPACES["mc"]}"'
_STYLES = f"""
    <w:styles {_DECLARED}>
      <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
      <w:style w:type="paragraph" w:styleId="Pennawd2"><w:name w:val="Heading 2"/></w:style>
      <w:style w:type="paragraph" w:styleId="Annex">
        <w:name w:val="Annex"/>
        <w:basedOn w:val="Pennawd2"/>
      </w:style>
      <w:style w:type="paragraph" w:styleId="Board">
        <w:name w:val="Board title"/>
        <w:pPr><w:outlineLvl w:val="2"/></w:pPr>
      </w:style>
      <w:style w:type="paragraph" w:styleId="Quiet">
        <w:name w:val="Quiet"/>
        <w:basedOn w:val="Heading1"/>
        <w:pPr><w:outlineLvl w:val="9"/></w:pPr>
      </w:style>
      <w:style w:type="paragraph" w:styleId="HeadingNote"><w:name w:val="Heading note"/></w:style>
      <w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="About"/></w:style>
      <w:style w:type="paragraph" w:styleId="About"><w:name w:val="About"/><w:basedOn w:val="Round"/></w:style>
    </w:styles>
"""


def _headings() -> Headings:
    return Headings(etree.fromstring(_STYLES))


def _paragraph(properties: str) -> etree._Element:
    return etree.fromstring(f"<w:p {_DECLARED}><w:pPr>{properties}</w:pPr></w:p>")


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ("Heading1", 1),
        ("Pennawd2", 2),
        ("Annex", 2),
        ("Board", 3),
        ("Quiet", 0),
        ("HeadingNote", 0),
        ("Heading7", 0),
        ("Round", 0),
        ("", 0),
    ],
)
def test_a_style_is_a_heading_by_its_name_or_its_outline_level(style: str, level: int) -> None:
    assert _headings().level_of_style(style) == level
    assert _headings().level(_paragraph(f'<w:pStyle w:val="{style}"/>')) == level


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="3"/>', 4),
        ('<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="high"/>', 1),
        ("", 0),
    ],
)
def test_the_paragraphs_own_outline_level_decides_before_its_style(properties: str, level: int) -> None:
    assert _headings().level(_paragraph(properties)) == level


def test_without_styles_only_an_outline_level_makes_a_heading() -> None:
    headings = Headings(None)
    assert headings.level(_paragraph('<w:pStyle w:val="Heading1"/>')) == 0
    assert headings.level(_paragraph('<w:outlineLvl w:val="1"/>')) == 2
    assert headings.level(etree.fromstring(f"<w:p {_DECLARED}/>")) == 0


def test_the_headings_of_a_part_come_in_order_without_the_copies_for_older_programs() -> None:
    body = etree.fromstring(
        f"""
        <w:body {_DECLARED}>
          <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>
          <w:p/>
          <w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="Annex"/></w:pPr></w:p></w:tc></w:tr></w:tbl>
          <mc:AlternateContent>
            <mc:Choice><w:p><w:pPr><w:pStyle w:val="Board"/></w:pPr></w:p></mc:Choice>
            <mc:Fallback><w:p><w:pPr><w:pStyle w:val="Board"/></w:pPr></w:p></mc:Fallback>
          </mc:AlternateContent>
        </w:body>
        """
    )
    assert [level for _paragraph, level in _headings().headings_in(body)] == [1, 2, 3]
