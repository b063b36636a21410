"""Borders and margins of a table style become direct formatting if the style defines nothing else."""

import pytest
from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.pdf.joining.table_styles import inline_table_styles

_W = NAMESPACES["w"]
_DEFAULT = (
    '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_BORDERS = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>'


def style(content: str, based_on: str = "Plain") -> str:
    above = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="table" w:styleId="Form"><w:name w:val="Form"/>{above}{content}</w:style>'


def inlined(own: str, *styles: str) -> list[str]:
    """The properties of a table after its style was inlined: each name with those of its children."""
    body = etree.fromstring(
        f'<w:body xmlns:w="{_W}"><w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="0" w:type="auto"/>{own}'
        '<w:tblLook w:val="0480"/></w:tblPr></w:tbl></w:body>'
    )
    inline_table_styles(body, f'<w:styles xmlns:w="{_W}">{"".join(styles)}</w:styles>'.encode())
    properties = body.find(f"{qn('w:tbl')}/{qn('w:tblPr')}")
    assert properties is not None
    return [
        " ".join([etree.QName(child).localname, *(etree.QName(edge).localname for edge in child)])
        for child in properties
    ]


def test_borders_and_margins_are_inserted_in_schema_order() -> None:
    borders = '<w:tblPr><w:tblBorders><w:insideV w:val="single"/><w:top w:val="single"/></w:tblBorders></w:tblPr>'

    assert inlined('<w:tblLayout w:type="fixed"/>', _DEFAULT, style(borders)) == [
        "tblW",
        "tblBorders top insideV",
        "tblLayout",
        "tblCellMar top left bottom right",
        "tblLook",
    ]


@pytest.mark.parametrize(
    ("own", "styles"),
    [
        pytest.param("", [_DEFAULT], id="missing"),
        pytest.param(_BORDERS, [_DEFAULT, style(f"<w:tblPr>{_BORDERS}</w:tblPr>")], id="borders of its own"),
        pytest.param("", [style(f"<w:tblPr>{_BORDERS}</w:tblPr>", based_on="")], id="no margins"),
        pytest.param("", [_DEFAULT, style("<w:pPr><w:keepNext/></w:pPr>")], id="paragraphs"),
        pytest.param("", [_DEFAULT, style('<w:tblStylePr w:type="firstRow"/>')], id="rows"),
        pytest.param("", [_DEFAULT, style('<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>')], id="indent"),
        pytest.param("", [_DEFAULT, style('<w:tblPr><w:jc w:val="center"/></w:tblPr>')], id="alignment"),
    ],
)
def test_any_other_style_is_not_changed(own: str, styles: list[str]) -> None:
    assert inlined(own, *styles)[0] == "tblStyle"
