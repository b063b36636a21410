"""What a table's style gives is written into the table for a print run, where that says the same."""

import pytest
from lxml import etree

from cpr_docs.ooxml.names import NAMESPACES, qn
from cpr_docs.pdf.joining.table_styles import write_out

_W = NAMESPACES["w"]
_DEFAULT = (
    '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_BORDERS = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>'


def style(held: str, based_on: str = "Plain") -> str:
    above = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="table" w:styleId="Form"><w:name w:val="Form"/>{above}{held}</w:style>'


def written(own: str, *styles: str) -> list[str]:
    """The properties of a table of the style, after its style was written out: their names and what they hold."""
    body = etree.fromstring(
        f'<w:body xmlns:w="{_W}"><w:tbl><w:tblPr><w:tblStyle w:val="Form"/><w:tblW w:w="0" w:type="auto"/>{own}'
        '<w:tblLook w:val="0480"/></w:tblPr></w:tbl></w:body>'
    )
    write_out(body, f'<w:styles xmlns:w="{_W}">{"".join(styles)}</w:styles>'.encode())
    properties = body.find(f"{qn('w:tbl')}/{qn('w:tblPr')}")
    assert properties is not None
    return [
        " ".join([etree.QName(child).localname, *(etree.QName(edge).localname for edge in child)])
        for child in properties
    ]


def test_borders_and_margins_are_written_out_in_their_places() -> None:
    held = '<w:tblPr><w:tblBorders><w:insideV w:val="single"/><w:top w:val="single"/></w:tblBorders></w:tblPr>'

    assert written('<w:tblLayout w:type="fixed"/>', _DEFAULT, style(held)) == [
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
        pytest.param("", [style(f"<w:tblPr>{_BORDERS}</w:tblPr>", based_on="")], id="margins not said"),
        pytest.param("", [_DEFAULT, style("<w:pPr><w:keepNext/></w:pPr>")], id="paragraphs"),
        pytest.param("", [_DEFAULT, style('<w:tblStylePr w:type="firstRow"/>')], id="rows"),
        pytest.param("", [_DEFAULT, style('<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>')], id="indent"),
        pytest.param("", [_DEFAULT, style('<w:tblPr><w:jc w:val="center"/></w:tblPr>')], id="alignment"),
    ],
)
def test_any_other_style_is_let_alone(own: str, styles: list[str]) -> None:
    assert written(own, *styles)[0] == "tblStyle"
