"""Finds what openpyxl's stream of values leaves out: hidden rows, formulas without a value, and merged cells.

The sheet's own XML is parsed once, as a stream (ECMA-376 part 1, 18.3.1.73, 18.3.1.4 and 18.3.1.55).
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from lxml import etree

from cpr_docs.gate.allowed import WORKBOOK_CELLS
from cpr_docs.ooxml.relationships import Relationship, relationships_in, relationships_name
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.tables.table import MAX_ROWS

MAX_COLUMNS = 16_384
"""The maximum number of columns."""

_TRUE = ("1", "true")
_REFERENCE = re.compile(r"([A-Z]{1,3})\d+", re.ASCII)
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", re.ASCII)
_MAX_MERGED = 500_000
"""The cells that merged cells of several rows may cover."""


class SheetRows(NamedTuple):
    """The rows and cells of a sheet that need special treatment."""

    hidden: frozenset[int]
    """The numbers of the rows that Excel hides."""
    without_value: frozenset[tuple[int, int]]
    """The row and the column, both from 1, of each formula that was saved without its value."""
    merged: dict[int, list[int]]
    """For each row, the columns of which a merged cell begins in a row above, so that the value is there."""


def sheet_rows(workbook: IO[bytes], sheet: str) -> SheetRows:
    """Parses one sheet of a workbook; raises `ValueError` for more rows or columns than Excel has."""
    hidden: set[int] = set()
    without_value: set[tuple[int, int]] = set()
    merged: dict[int, list[int]] = {}
    count = 0
    with zipfile.ZipFile(workbook) as archive, archive.open(_sheet_part(archive, sheet)) as part:
        for number, row in _rows_and_merged_cells(part):
            if number is None:
                for covered, column in _covered_cells(row.get("ref", "")):
                    count += 1
                    if count > _MAX_MERGED:
                        raise ValueError("more merged cells than a table has")
                    merged.setdefault(covered, []).append(column)
                continue
            if row.get("hidden") in _TRUE:
                hidden.add(number)
            for column, cell in _cells(row):
                # A formula that was not calculated has no value; an empty text has a type and an empty value.
                if cell.find("{*}f") is not None and not cell.findtext("{*}v") and cell.get("t") != "str":
                    without_value.add((number, column))
    if sum(map(max, merged.values())) > WORKBOOK_CELLS:
        # Each such row is as long as its last merged cell says.
        raise ValueError("more cells than a table has")
    return SheetRows(frozenset(hidden), frozenset(without_value), merged)


def _rows_and_merged_cells(part: IO[bytes]) -> Iterator[tuple[int | None, Any]]:
    """Each row with its number, and each merged cell with None."""
    number = count = 0
    tags = ("{*}row", "{*}mergeCell")
    parsing = etree.iterparse(
        part, events=("end",), tag=tags, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    for _event, element in parsing:
        if element.tag.endswith("}mergeCell"):
            yield None, element
        else:
            number, count = int(element.get("r", number + 1)), count + 1
            if not 0 < number <= MAX_ROWS or count > MAX_ROWS:
                raise ValueError("more rows than a sheet has")
            yield number, element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _covered_cells(reference: str) -> Iterator[tuple[int, int]]:
    """The row and the column of each cell below the first row of a merged cell."""
    found = _RANGE.fullmatch(reference)
    if found is not None:
        last = _column(found[3])
        if last > MAX_COLUMNS:
            raise ValueError("more columns than a sheet has")
        for row in range(int(found[2]) + 1, int(found[4]) + 1):
            yield from ((row, column) for column in range(_column(found[1]), last + 1))


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    column = 0
    for cell in row.iterchildren("{*}c"):
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        if column > MAX_COLUMNS:
            raise ValueError("more columns than a sheet has")
        yield column, cell


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the sheet's part in the package."""
    workbook = next(line.target for line in _relationships(archive, "") if line.kind == "officeDocument")
    targets = {line.id: line.target for line in _relationships(archive, workbook)}
    for element in parse_xml(archive.read(workbook)).iter("{*}sheet"):
        if element.get("name") == sheet:
            (identifier,) = (value for name, value in element.attrib.items() if str(name).endswith("}id"))
            return targets[str(identifier)]
    raise KeyError


def _relationships(archive: zipfile.ZipFile, part: str) -> list[Relationship]:
    return list(relationships_in(parse_xml(archive.read(relationships_name(part))), part))
