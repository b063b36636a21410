"""Checks of tables: Word opens no table whose rows and cells do not fit their grid."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.lint.findings import Check, Spot
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import Opened
from cpr_docs.ooxml.traversal import RANGE_MARKUP, children, elements, number, switched_on, value

_MOST_COLUMNS: Final = 63


def _cell_end(opened: Opened) -> Iterator[Spot]:
    for part, root in opened.stories.items():
        for cell in elements(root, "w:tc", "w:txbxContent"):
            content = [child for child in cell.iterchildren("*") if child.tag not in RANGE_MARKUP]
            if not content or content[-1].tag != qn("w:p"):
                yield Spot(part, cell)


def _no_rows(opened: Opened) -> Iterator[Spot]:
    for part, table in opened.tables:
        if not any(True for _ in children(table, "w:tr")):
            yield Spot(part, table)


def _no_cells(opened: Opened) -> Iterator[Spot]:
    for part, _table, row in opened.rows:
        if not any(True for _ in children(row, "w:tc")):
            yield Spot(part, row)


def _columns(table: etree._Element) -> int:
    return sum(1 for grid in table.iterchildren(qn("w:tblGrid")) for _ in grid.iterchildren(qn("w:gridCol")))


def _span(cell: etree._Element) -> int:
    return number(cell, "w:tcPr/w:gridSpan", default=1)


def _row_span(opened: Opened) -> Iterator[Spot]:
    columns = {table: _columns(table) for _part, table in opened.tables}
    for part, table, row in opened.rows:
        spans = sum(_span(cell) for cell in children(row, "w:tc"))
        spans += number(row, "w:trPr/w:gridBefore") + number(row, "w:trPr/w:gridAfter")
        if spans != columns[table]:
            yield Spot(part, row, f"it has {spans} of {columns[table]} columns")


def _too_many_columns(opened: Opened) -> Iterator[Spot]:
    for part, table in opened.tables:
        if _columns(table) > _MOST_COLUMNS:
            yield Spot(part, table)


def _no_width(opened: Opened) -> Iterator[Spot]:
    for part, table in opened.tables:
        if any(
            number(column, attribute="w:w") <= 0 for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ):
            yield Spot(part, table)


def _merge_without_start(opened: Opened) -> Iterator[Spot]:
    for part, table in opened.tables:
        if next(table.iter(qn("w:vMerge")), None) is None:
            continue
        above: dict[int, int] = {}
        for row in children(table, "w:tr"):
            merged: dict[int, int] = {}
            column = number(row, "w:trPr/w:gridBefore")
            for cell in children(row, "w:tc"):
                merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merge is not None:
                    merged[column] = _span(cell)
                    if value(merge) != "restart" and above.get(column) != _span(cell):
                        yield Spot(part, cell)
                column += _span(cell)
            above = merged


def _late_header(opened: Opened) -> Iterator[Spot]:
    for part, table in opened.tables:
        at_top = True
        for row in children(table, "w:tr"):
            header = switched_on(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}"))
            if header and not at_top:
                yield Spot(part, row)
            at_top = at_top and header


def _touching(opened: Opened) -> Iterator[Spot]:
    for part, table in opened.tables:
        following = table.getnext()
        while following is not None and following.tag in RANGE_MARKUP:
            following = following.getnext()
        if following is not None and following.tag == qn("w:tbl"):
            yield Spot(part, following)


CHECKS: Final = (
    Check("cell-end", "a table cell or text box does not end in a paragraph", _cell_end),
    Check("table-without-rows", "a table has no row", _no_rows),
    Check("row-without-cells", "a table row has no cell", _no_cells),
    Check("row-span", "a table row does not fill its grid", _row_span),
    Check("too-many-columns", f"a table has more than {_MOST_COLUMNS} columns", _too_many_columns),
    Check("column-width-missing", "a table column has no width, and some readers drop its cells", _no_width),
    Check("merge-without-start", "a cell continues a cell above it that does not span rows", _merge_without_start),
    Check("late-header-row", "a header row does not stand at the top of its table", _late_header),
    Check("tables-touch", "two tables have no paragraph between them, and Word shows them as one", _touching),
)
