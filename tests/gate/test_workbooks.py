"""A workbook that would cost more than its size is refused before openpyxl sees a byte of it."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cpr_docs.errors import InvalidTable
from cpr_docs.gate import allowed
from cpr_docs.tables.xlsx_table import XlsxTable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def workbook(path: Path, replaced: dict[str, bytes]) -> XlsxTable:
    """A workbook whose parts are those of a small one, or replaced, or more."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Name", "Language"])
    sheet.append(["Ms Angharad Tudur-Price", "cy"])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | replaced
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return XlsxTable(path)


def sheet_of(rows: str) -> dict[str, bytes]:
    return {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()}


def strings_of(strings: str) -> dict[str, bytes]:
    return {STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()}


def varied(element: str, count: int) -> str:
    """Elements that compress badly, so that the ratio of a part stays within its bound."""
    return "".join(element.format(number * 2_654_435_761 % 2**32) for number in range(count))


HOSTILE: dict[str, Callable[[], dict[str, bytes]]] = {
    "a row of a huge number": lambda: sheet_of('<row r="9000000000000"><c r="A9000000000000"/></row>'),
    "a row number that is a float": lambda: sheet_of('<row r="1e6"/>'),
    "rows out of order": lambda: sheet_of('<row r="3"/><row r="2"><c t="str"><v>lost</v></c></row>'),
    "cells out of order": lambda: sheet_of('<row r="1"><c r="B1"/><c r="A1"/></row>'),
    "a column that Excel has not": lambda: sheet_of('<row r="1"><c r="ZZZ1"/></row>'),
    "a cell without a proper reference": lambda: sheet_of('<row r="1"><c r="AAAA1"/></row>'),
    "millions of empty rows that pack well": lambda: sheet_of("<row/>" * 3_000_000),
    "millions of empty rows that do not": lambda: sheet_of(varied('<row s="{}"/>', allowed.WORKBOOK_ROWS + 1)),
    "short rows that end in the last column": lambda: sheet_of(varied('<row s="{}"><c/><c r="XFD1"/></row>', 400)),
    "cells of a sheet with a prefix": lambda: {
        SHEET: f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="9000000"/></x:sheetData></x:worksheet>'.encode()
    },
    "a shared string that packs well": lambda: strings_of(f"<si><t>{'a' * 70_000_000}</t></si>"),
    "a shared string that does not": lambda: strings_of(f"<si><t>{varied('{}', 20_000)}</t></si>"),
    "a shared string in many runs": lambda: strings_of(f"<si>{varied('<r><t>{}</t></r>', 20_000)}</si>"),
    "a cell of too many characters": lambda: sheet_of("<row><c><is><t>" + varied("{}", 20_000) + "</t></is></c></row>"),
    "millions of shared strings": lambda: strings_of(varied("<si><t>{}</t></si>", allowed.WORKBOOK_STRINGS + 1)),
    "styles as large as a sheet": lambda: {
        "xl/styles.xml": b"<styleSheet>" + varied('<a b="{}"/>', 30_000).encode() + b"</styleSheet>"
    },
    "an encoding that is not read": lambda: {
        SHEET: b'<?xml version="1.0" encoding="EBCDIC-CP-XX"?>' + sheet_of('<row r="9000000"/>')[SHEET]
    },
    "a document type": lambda: {
        SHEET: b'<!DOCTYPE w [<!ENTITY e "eee">]>' + sheet_of("<row><c><v>&e;</v></c></row>")[SHEET]
    },
}


@pytest.fixture
def _small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower bounds: the tests need no large workbooks."""
    for name in ("WORKBOOK_ROWS", "WORKBOOK_STRINGS"):
        monkeypatch.setattr(allowed, name, 10_000)
    monkeypatch.setattr(allowed, "WORKBOOK_OTHER_BYTES", 2**18)


@pytest.mark.usefixtures("_small_bounds")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_workbook_beyond_a_bound_is_refused_by_name_in_flat_memory(kind: str, tmp_path: Path) -> None:
    table = workbook(tmp_path / "list.xlsx", HOSTILE[kind]())
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(InvalidTable) as caught:
        table.sheets()
    took, (_now, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "list.xlsx" in str(caught.value)
    assert [problem.code for problem in caught.value.problems] == ["xlsx_bounds"]
    assert peak < 16 * 2**20
    assert took < 5, "tracing makes it several times slower"


def test_parts_that_a_table_does_not_need_are_never_opened(tmp_path: Path) -> None:
    broken = dict.fromkeys(
        ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "docProps/core.xml", "xl/theme/theme1.xml"), b"<"
    )
    table = workbook(tmp_path / "list.xlsx", broken)

    assert next(list(row.cells) for row in table.sheets()[0].rows()) == ["Name", "Language"]


def test_cells_in_other_parts_may_be_in_any_order(tmp_path: Path) -> None:
    sheets = '<sheetData><row r="2"><cell r="A2"/></row></sheetData>' * 2
    parts = {
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B2"/><c r="A1"/></calcChain>'.encode(),
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}">{sheets}</externalLink>'.encode(),
    }

    assert len(workbook(tmp_path / "list.xlsx", parts).sheets()) == 1
