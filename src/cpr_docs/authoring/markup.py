"""Builders of WordprocessingML for layouts: runs, paragraphs, content controls, cells, rows and tables.

Widths and heights are in twentieths of a point.
"""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

FULL_WIDTH = 9070
"""The width between the margins: 160 mm, A4 less 25 mm on either side."""

LABEL_FILL = "E7EDF3"
"""The background colour of a label's cell."""


def run(text: str, *, bold: bool = False, style: str = "") -> str:
    """A run of text; `style` is a character style."""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, style: str = "", keep: bool = False, extra: str = "") -> str:
    """A paragraph of runs and controls; `keep` keeps it on one page with the next, `extra` is further properties."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:keepNext/>" if keep else "") + extra
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def control(tag: str, alias: str, kind: str, content: str, *, lock: bool) -> str:
    """A content control with a tag and a title; `kind` is the property of its kind, `lock` prevents its deletion."""
    locked = '<w:lock w:val="sdtLocked"/>' if lock else ""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/>{locked}{kind}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def locked_group(content: str) -> str:
    """A group content control, in which Word allows no editing."""
    properties = '<w:lock w:val="sdtContentLocked"/><w:group/>'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell(width: int, content: str, *, fill: str = "", span: int = 1) -> str:
    """A table cell with paragraphs; `fill` is a background colour, `span` the number of columns."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, header: bool = False, split: bool = False, height: int = 0) -> str:
    """A table row, which may break across pages only if `split`; `header` repeats it on each page."""
    properties = ("" if split else "<w:cantSplit/>") + (f'<w:trHeight w:val="{height}"/>' if height else "")
    properties += "<w:tblHeader/>" if header else ""
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(widths: Iterable[int], rows: Iterable[str], *, title: str) -> str:
    """A table in the form's style; screen readers announce its title."""
    columns = list(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0480" w:firstRow="0" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(title)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def kept(of_rows: str) -> str:
    """The rows, each kept on one page with the next."""
    return re.sub(r'(<w:pStyle w:val="(?:Cell|CellLabel|Gap)"/>)(?!<w:keepNext/>)', r"\1<w:keepNext/>", of_rows)


def page_field(name: str) -> str:
    """A field that Word computes: ``PAGE`` or ``NUMPAGES``."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
