"""Makes header cells of the table cells that label their rows.

LibreOffice makes header cells of rows that repeat at the head of each page, and of no others: a screen reader would say
the values of a form's table without their labels. A cell that has nothing but labels (paragraphs of the style Cell
Label) becomes a header of its row, or of the cells below if it is the only cell of its row.

A PDF that is not as LibreOffice writes it stays as it is.
"""

import itertools
import re
from bisect import bisect_right
from typing import Final, NamedTuple

_ELEMENT: Final = re.compile(
    # The literal beginning makes the search fast.
    rb"<</Type/StructElem\n/S/(?P<type>TD|TR|Cell#20Label)\n"
    rb"(?:/(?!A[ \[]|K)[^\n]*\n)*(?:/A (?P<attributes>\d+ 0 R|\[[^\]]*\])\n)?/K\[(?P<kids>[^\]]*)\]"
)
_OBJECT: Final = re.compile(rb"\n(\d+) 0 obj\n\Z")
_KID: Final = re.compile(rb"(\d+) 0 R")
_TABLE: Final = re.compile(rb"xref\n0 (\d+)\n")
_START: Final = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_ENTRY = 20
"""The length of an entry of the cross-reference table (ISO 32000-1, 7.5.4)."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: bytes


def with_header_cells(pdf: bytes) -> bytes:
    """The PDF with its row headers."""
    found = _START.search(pdf, max(len(pdf) - 64, 0))
    table = None if found is None else _TABLE.match(pdf, int(found[1]))
    if found is None or table is None:
        return pdf
    first = table.end()
    count = int(table[1])
    entries = [pdf[at : at + _ENTRY] for at in range(first, first + count * _ENTRY, _ENTRY)]
    if not all(len(entry) == _ENTRY and entry[:10].isdigit() for entry in entries):
        return pdf
    edits = _edits(pdf, [int(entry[:10]) for entry in entries])
    if not edits:
        return pdf
    ends = [edit.end for edit in edits]
    shifts = [0, *itertools.accumulate(len(edit.text) - edit.end + edit.start for edit in edits)]

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(ends, offset)]

    pieces, at = [], 0
    for edit in edits:
        pieces += [pdf[at : edit.start], edit.text]
        at = edit.end
    offsets = [b"%010d" % moved(int(entry[:10])) + entry[10:] if entry[17:18] == b"n" else entry for entry in entries]
    return b"".join(
        [
            *pieces,
            pdf[at:first],
            *offsets,
            pdf[first + count * _ENTRY : found.start(1)],
            b"%d" % moved(int(found[1])),
            pdf[found.end(1) :],
        ]
    )


def _edits(pdf: bytes, offsets: list[int]) -> list[_Edit]:
    """The changes that make header cells, in their order in the file."""
    labels, alone, cells = set(), set(), []
    for element in _ELEMENT.finditer(pdf):
        begins = _OBJECT.search(pdf, max(element.start() - 24, 0), element.start())
        number = 0 if begins is None else int(begins[1])
        # The same bytes may be in a stream.
        if begins is None or number >= len(offsets) or offsets[number] != begins.start(1):
            continue
        if element["type"] == b"Cell#20Label":
            labels.add(number)
        elif element["type"] == b"TD":
            cells.append((number, element))
        elif len(kids := _kids(element)) == 1:
            alone.update(kids)
    edits = []
    for number, cell in cells:
        kids = _kids(cell)
        if kids and labels.issuperset(kids) and cell["attributes"]:
            scope = b"Column" if number in alone else b"Row"
            inner = cell["attributes"].strip(b"[] ")
            edits += [
                _Edit(*cell.span("type"), b"TH"),
                _Edit(*cell.span("attributes"), b"[ %b <</O/Table/Scope/%b>> ]" % (inner, scope)),
            ]
    return edits


def _kids(element: re.Match[bytes]) -> set[int]:
    return {int(number) for number in _KID.findall(element["kids"])}
