"""Checks of tables: Word does not open a table whose rows and cells do not fit its grid."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from cpr_docs.ooxml.content_control import CONTROL, ContentControl
from cpr_docs.ooxml.lint.findings import LintCheck, Location
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.parsed import ParsedPackage
from cpr_docs.ooxml.traversal import RANGE_MARKUP, children, elements, number, switched_on, value

_MOST_COLUMNS: Final = 63


def _cell_end(parsed: ParsedPackage) -> Iterator[Location]:
    for part, root in parsed.stories.items():
        for cell in elements(root, "w:tc", "w:txbxContent"):
            if not _ends_in_paragraph(cell):
                yield Location(part, cell)


def _ends_in_paragraph(container: etree._Element) -> bool:
    """True if the last element is a paragraph, or a content control whose content ends in one, as Word accepts."""
    last = next((child for child in container.iterchildren("*", reversed=True) if child.tag not in RANGE_MARKUP), None)
    if last is None or last.tag != CONTROL:
        return last is not None and last.tag == qn("w:p")
    content = ContentControl(last).content
    return content is not None and _ends_in_paragraph(content)


def _no_rows(parsed: ParsedPackage) -> Iterator[Location]:
    for part, table in parsed.tables:
        if not any(True for _ in children(table, "w:tr")):
            yield Location(part, table)


def _no_cells(parsed: ParsedPackage) -> Iterator[Location]:
    for part, _table, row in parsed.rows:
        if not any(True for _ in children(row, "w:tc")):
            yield Location(part, row)


def _columns(table: etree._Element) -> int:
    return sum(1 for grid in table.iterchildren(qn("w:tblGrid")) for _ in grid.iterchildren(qn("w:gridCol")))


def _span(cell: etree._Element) -> int:
    return number(cell, "w:tcPr/w:gridSpan", default=1)


def _row_span(parsed: ParsedPackage) -> Iterator[Location]:
    columns = {table: _columns(table) for _part, table in parsed.tables}
    for part, table, row in parsed.rows:
        spans = sum(_span(cell) for cell in children(row, "w:tc"))
        spans += number(row, "w:trPr/w:gridBefore") + number(row, "w:trPr/w:gridAfter")
        if spans != columns[table]:
            yield Location(part, row, f"it has {spans} of {columns[table]} columns")


def _too_many_columns(parsed: ParsedPackage) -> Iterator[Location]:
    for part, table in parsed.tables:
        if _columns(table) > _MOST_COLUMNS:
            yield Location(part, table)


def _no_width(parsed: ParsedPackage) -> Iterator[Location]:
    for part, table in parsed.tables:
        if any(
            number(column, attribute="w:w") <= 0 for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ):
            yield Location(part, table)


def _merge_without_start(parsed: ParsedPackage) -> Iterator[Location]:
    for part, table in parsed.tables:
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
                        yield Location(part, cell)
                column += _span(cell)
            above = merged


def _late_header(parsed: ParsedPackage) -> Iterator[Location]:
    for part, table in parsed.tables:
        at_top = True
        for row in children(table, "w:tr"):
            header = switched_on(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}"))
            if header and not at_top:
                yield Location(part, row)
            at_top = at_top and header


def _touching(parsed: ParsedPackage) -> Iterator[Location]:
    for part, table in parsed.tables:
        following = table.getnext()
        while following is not None and following.tag in RANGE_MARKUP:
            following = following.getnext()
        if following is not None and following.tag == qn("w:tbl"):
            yield Location(part, following)


CHECKS: Final = (
    LintCheck("cell-end", "a table cell or text box does not end in a paragraph", _cell_end),
    LintCheck("table-without-rows", "a table has no row", _no_rows),
    LintCheck("row-without-cells", "a table row has no cell", _no_cells),
    LintCheck("row-span", "a table row does not fill its grid", _row_span),
    LintCheck("too-many-columns", f"a table has more than {_MOST_COLUMNS} columns", _too_many_columns),
    LintCheck("column-width-missing", "a table column has no width, and some readers drop its cells", _no_width),
    LintCheck("merge-without-start", "a cell continues a cell above it that does not span rows", _merge_without_start),
    LintCheck("late-header-row", "a header row does not stand at the top of its table", _late_header),
    LintCheck("tables-touch", "two tables have no paragraph between them, and Word shows them as one", _touching),
)
