"""Finds the hidden rows of a sheet and the formulas without a value, which openpyxl's stream of values leaves out.

The sheet's own XML is parsed once, as a stream (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
"""

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from lxml import etree

from cpr_docs.ooxml.relationships import Relationship, relationships_in, relationships_name
from cpr_docs.ooxml.xml import parse_xml

MAX_ROWS = 1_048_576
"""The maximum number of rows in a sheet of Excel."""
MAX_COLUMNS = 16_384
"""The maximum number of columns."""

_TRUE = ("1", "true")
_REFERENCE = re.compile(r"([A-Z]{1,3})\d+", re.ASCII)


class SheetRows(NamedTuple):
    """The rows and cells of a sheet that need special treatment."""

    hidden: frozenset[int]
    """The numbers of the rows that Excel hides."""
    without_value: frozenset[tuple[int, int]]
    """The row and the column, both from 1, of each formula that was saved without its value."""


def sheet_rows(workbook: IO[bytes], sheet: str) -> SheetRows:
    """Parses one sheet of a workbook; raises `ValueError` for more rows or columns than Excel has."""
    hidden: set[int] = set()
    without_value: set[tuple[int, int]] = set()
    with zipfile.ZipFile(workbook) as archive, archive.open(_sheet_part(archive, sheet)) as part:
        for number, row in _rows(part):
            if row.get("hidden") in _TRUE:
                hidden.add(number)
            for column, cell in _cells(row):
                # A formula that was not calculated has no value; an empty text has a type and an empty value.
                if cell.find("{*}f") is not None and not cell.findtext("{*}v") and cell.get("t") != "str":
                    without_value.add((number, column))
    return SheetRows(frozenset(hidden), frozenset(without_value))


def _rows(part: IO[bytes]) -> Iterator[tuple[int, Any]]:
    number = 0
    parsing = etree.iterparse(
        part, events=("end",), tag="{*}row", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    for count, (_event, row) in enumerate(parsing, start=1):
        number = int(row.get("r", number + 1))
        if not 0 < number <= MAX_ROWS or count > MAX_ROWS:
            raise ValueError("more rows than a sheet has")
        yield number, row
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


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
