"""The labels of a table become header cells, and the rest of the PDF stays as it is."""

import io

import pytest
from pypdf import PdfReader

from cpr_docs.pdf.convert.header_cells import with_header_cells
from tests.pdf.soffice import sample_pdf

LABEL, VALUE = b"Cell#20Label", b"Cell"
# The types of the paragraphs of each cell, by row.
ROWS = [[[LABEL], [VALUE]], [[LABEL, LABEL], [LABEL, VALUE]], [[LABEL]], [[VALUE]]]


def table(rows: list[list[list[bytes]]], *, stream: bytes = b"") -> bytes:
    """A PDF with the structure elements of a table as LibreOffice writes them, and with a stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</O/Layout\n/Placement/Inline\n>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(stream), stream),
    ]

    def add(kind: bytes, kids: list[bytes]) -> int:
        inner = b" ".join(kids)
        objects.append(b"<</Type/StructElem\n/S/%b\n/P 1 0 R\n/Pg 3 0 R\n/A 4 0 R\n/K[%b ]\n>>" % (kind, inner))
        return len(objects)

    for row in rows:
        cells = []
        for cell in row:
            paragraphs = [b"%d 0 R" % add(kind, [b"0"]) for kind in cell]
            cells.append(b"%d 0 R" % add(b"TD", paragraphs))
        add(b"TR", cells)
    pdf, offsets = b"%PDF-1.6\n", []
    for number, content in enumerate(objects, start=1):
        pdf += b"\n"
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return pdf + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def cells(pdf: bytes) -> list[tuple[str, str]]:
    """The type and the scope of each cell."""
    opened = PdfReader(io.BytesIO(pdf), strict=True)
    found: list[tuple[str, str]] = []
    for number in range(1, len(opened.xref[0]) + 1):
        element = opened.get_object(number)
        if isinstance(element, dict) and element.get("/S") in ("/TD", "/TH"):
            attributes = element["/A"] if isinstance(element["/A"], list) else [element["/A"]]
            scopes = [each.get_object().get("/Scope", "") for each in attributes]
            found.append((str(element["/S"]), "".join(map(str, scopes))))
    return found


def test_a_cell_of_labels_is_the_header_of_its_row_or_of_the_cells_below() -> None:
    assert cells(with_header_cells(table(ROWS))) == [
        *[("/TH", "/Row"), ("/TD", "")],
        *[("/TH", "/Row"), ("/TD", "")],
        ("/TH", "/Column"),
        ("/TD", ""),
    ]


def test_a_stream_that_looks_like_a_cell_stays_as_it_is() -> None:
    whole = table(ROWS)
    stream = whole[whole.index(b"\n6 0 obj") : whole.index(b"\nxref")]
    changed = with_header_cells(table(ROWS, stream=stream))
    assert stream in changed
    assert cells(changed) == cells(with_header_cells(whole))


def test_it_changes_nothing_twice() -> None:
    once = with_header_cells(table(ROWS))
    assert with_header_cells(once) == once


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        sample_pdf(),
        table([[[VALUE], [VALUE]]]),
        table(ROWS)[:-20],
        table(ROWS).replace(b"\nstartxref\n", b"\nstartxref\n9"),
        table(ROWS).replace(b"/Type/StructElem\n", b"/Type /StructElem "),
    ],
    ids=["nothing", "no table", "no labels", "cut off", "no cross-reference table", "of another program"],
)
def test_any_other_pdf_stays_as_it_is(pdf: bytes) -> None:
    assert with_header_cells(pdf) == pdf
