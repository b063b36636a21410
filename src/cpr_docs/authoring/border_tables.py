"""Replaces the borders of paragraphs in headers and footers by those of a table with one cell.

A line below a letterhead is often the border of a paragraph. LibreOffice draws such a border as content that no tag
describes, and the PDF would not be accessible; the borders of a table are drawn as decoration.
"""

import itertools
from collections.abc import Iterable
from typing import Final

from lxml import etree

from cpr_docs.authoring.markup import Element, element
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.xml import remove_element

_EDGES: Final = ("top", "left", "bottom", "right")
_INVISIBLE: Final = frozenset({"none", "nil"})
_EDGE_ATTRIBUTES: Final = ("w:val", "w:sz", "w:space", "w:color")
_FULL_WIDTH: Final = {"w:w": "5000", "w:type": "pct"}


def borders_to_tables(root: etree._Element) -> None:
    """Replaces the borders in a header or footer; those in its tables and text boxes are removed."""
    groups = itertools.groupby(root.iterchildren(qn("w:p")), _border)
    for edges, paragraphs in [(edges, list(paragraphs)) for edges, paragraphs in groups]:
        if edges:
            _put_in_table(paragraphs, edges)
    for borders in list(root.iter(qn("w:pBdr"))):
        remove_element(borders)


def _border(paragraph: etree._Element) -> bytes:
    """The visible borders of a paragraph, which Word draws once around neighbours that have the same."""
    borders = paragraph.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if borders is None or not any(edge.get(qn("w:val")) not in _INVISIBLE for edge in borders.iterchildren("*")):
        return b""
    return etree.tostring(borders, method="c14n", with_tail=False)


def _put_in_table(paragraphs: Iterable[etree._Element], border: bytes) -> None:
    content = list(paragraphs)
    parsed = etree.fromstring(border)
    edges = [_edge(edge, name) for name in _EDGES if (edge := parsed.find(qn(f"w:{name}"))) is not None]
    margins = [element(f"w:{name}", {"w:w": "0", "w:type": "dxa"}) for name in _EDGES]
    properties = [
        element("w:tblW", _FULL_WIDTH),
        element("w:tblBorders", {}, edges),
        element("w:tblCellMar", {}, margins),
    ]
    cell = element("w:tc", {}, [element("w:tcPr", {}, [element("w:tcW", _FULL_WIDTH)])])
    row = element("w:tr", {}, [cell])
    table = element("w:tbl", {}, [element("w:tblPr", {}, properties), element("w:tblGrid", {}, [_column()]), row])
    content[0].addprevious(table)
    cell.extend(content)
    # Word joins tables that follow each other, and a story ends in a paragraph: a low one, since it is blank.
    following = table.getnext()
    if following is None or following.tag != qn("w:p"):
        table.addnext(_low_paragraph())


def _edge(edge: etree._Element, name: str) -> Element:
    found = {each: edge.get(qn(each)) for each in _EDGE_ATTRIBUTES}
    return element(f"w:{name}", {each: value for each, value in found.items() if value is not None})


def _column() -> Element:
    return element("w:gridCol", {"w:w": "9070"})


def _low_paragraph() -> Element:
    spacing = {"w:before": "0", "w:after": "0", "w:line": "120", "w:lineRule": "exact"}
    return element("w:p", {}, [element("w:pPr", {}, [element("w:spacing", spacing)])])
