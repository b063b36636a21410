"""A table is read in every format in which Excel saves it."""

import datetime
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cpr_docs.errors import InvalidTable
from cpr_docs.tables.open_table import open_table
from cpr_docs.tables.table import Row, rows_below
from tests.batch.cases import HEADINGS, ROWS, csv_text

LETTERS = [("Enw", "Cyfeiriad"), ("Gwenllïan Ŵyn, 'Yr Ŷd'", 'Tŷ "Pen-y-bont"; 4\nLlanârth\tCymru')]


def rows_of(path: Path) -> list[Row]:
    return [Row(number, list(cells)) for number, cells in open_table(path).rows()]


def saved(tmp_path: Path, content: bytes, name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InvalidTable) as caught:
        rows_of(path)
    (problem,) = caught.value.problems
    return f"{caught.value.subject}: {problem.message.format_map(problem.parameters)}"


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("newline", ["\r\n", "\n"])
    def test_every_encoding_delimiter_and_line_end_reads_as_the_same_rows(
        self, tmp_path: Path, delimiter: str, encoding: str, newline: str
    ) -> None:
        text = csv_text(LETTERS[1:], LETTERS[0], delimiter).replace("\r\n", newline)
        assert rows_of(saved(tmp_path, text.encode(encoding))) == [
            Row(1, list(LETTERS[0])),
            Row(2, list(LETTERS[1])),
        ]

    def test_utf_16_is_read_in_either_order_of_its_bytes(self, tmp_path: Path) -> None:
        text = "\ufeff" + csv_text(LETTERS[1:], LETTERS[0], "\t")
        little, big = (rows_of(saved(tmp_path, text.encode(name))) for name in ("utf-16-le", "utf-16-be"))
        assert little == big == [Row(1, list(LETTERS[0])), Row(2, list(LETTERS[1]))]

    @pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n'])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_excels_separator_line_is_obeyed_and_is_no_row(self, tmp_path: Path, first: str, encoding: str) -> None:
        path = saved(tmp_path, (first + "Name;Address, all of it, on lines\r\nA;1,2,3\r\n").encode(encoding))
        assert rows_of(path) == [Row(1, ["Name", "Address, all of it, on lines"]), Row(2, ["A", "1,2,3"])]

    def test_a_row_counts_once_however_many_lines_its_cells_have(self, tmp_path: Path) -> None:
        path = saved(tmp_path, csv_text(ROWS).encode())
        assert [row.number for row in rows_of(path)] == [1, 2, 3, 4]

    def test_blank_rows_count_but_are_no_recipients(self, tmp_path: Path) -> None:
        path = saved(tmp_path, b"\r\nName,Agency\r\n\r\nA,B\r\n , \r\n,,,,\r\nC,D\r\n")
        assert list(rows_below(open_table(path))) == [Row(4, ["A", "B"]), Row(7, ["C", "D"])]

    def test_it_can_be_gone_through_again(self, tmp_path: Path) -> None:
        table = open_table(saved(tmp_path, csv_text().encode()))
        assert list(table.rows()) == list(table.rows())

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be", "cp037"])
    def test_another_encoding_is_refused_and_never_guessed(self, tmp_path: Path, encoding: str) -> None:
        path = saved(tmp_path, csv_text([("Siân",)], ["Name"]).encode(encoding))
        assert refusal(path) == 'people.csv: is not UTF-8; save it as "CSV UTF-8"'

    def test_another_encoding_is_seen_far_into_the_table(self, tmp_path: Path) -> None:
        text = csv_text([("Sian",)] * 50_000, ["Name"]).encode() + "Siân\r\n".encode("cp1252")
        assert "is not UTF-8" in refusal(saved(tmp_path, text))

    @pytest.mark.parametrize("broken", ['A,"B\r\nC,D\r\n', 'A,"B"x\r\n'])
    def test_a_lone_quotation_mark_is_refused_with_its_row(self, tmp_path: Path, broken: str) -> None:
        path = saved(tmp_path, f"Name,Agency\r\nZ,Y\r\n{broken}".encode())
        assert refusal(path).startswith("people.csv: row 3 is no row of a CSV file")

    def test_a_table_that_changes_after_it_was_checked_is_refused(self, tmp_path: Path) -> None:
        path = saved(tmp_path, csv_text().encode())
        table = open_table(path)
        list(table.rows())
        path.write_bytes(csv_text(ROWS[:1]).encode())
        with pytest.raises(InvalidTable, match="has changed since it was checked"):
            list(table.rows())

    def test_a_file_that_is_not_there_is_the_systems_own_error(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            open_table(tmp_path / "none.csv")


def workbook(tmp_path: Path, rows: list[tuple[Any, ...]], name: str = "people.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell is not None:
                sheet.cell(number, column, cell)
    book.save(tmp_path / name)
    return tmp_path / name


class TestXlsx:
    def test_a_cell_has_the_value_of_the_workbook(self, tmp_path: Path) -> None:
        cells = (
            "Siân\nŵyn", 12, 12.5, True, datetime.datetime(2013, 2, 12), datetime.time(9, 30), None, "#N/A",
        )  # fmt: skip
        path = workbook(tmp_path, [("A", "B"), cells])
        assert rows_of(path)[1] == Row(2, list(cells))

    def test_rows_count_as_excel_shows_them(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, [HEADINGS, (), ROWS[0], (), (), ROWS[1]])
        assert [row.number for row in rows_below(open_table(path))] == [3, 6]

    def test_the_first_sheet_that_is_not_hidden_is_the_table(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.sheet_state = "hidden"
        book.active["A1"] = "hidden"
        book.create_sheet("people")["A1"] = "Name"
        book.save(tmp_path / "people.xlsx")
        assert rows_of(tmp_path / "people.xlsx") == [Row(1, ["Name"])]

    def test_a_formula_counts_as_the_value_that_excel_worked_out(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, [("Name",), ('=UPPER("a")',)])
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        assert b"<v></v>" in parts[sheet] or b"<v />" in parts[sheet] or b"<v/>" in parts[sheet]
        for empty in (b"<v></v>", b"<v />", b"<v/>"):
            parts[sheet] = parts[sheet].replace(empty, b"<v>A</v>")
        parts[sheet] = parts[sheet].replace(b'<c r="A2">', b'<c r="A2" t="str">')
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        assert rows_of(path)[1] == Row(2, ["A"])

    def test_it_is_known_by_its_content_not_by_its_name(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, [("Name",), ("A",)]).rename(tmp_path / "people.csv")
        assert rows_of(path) == [Row(1, ["Name"]), Row(2, ["A"])]

    def test_another_archive_and_an_old_workbook_are_refused(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "people.ods", "w") as archive:
            archive.writestr("content.xml", "<a/>")
        assert refusal(tmp_path / "people.ods") == "people.ods: is no Excel workbook that can be read"
        assert "save it as Excel workbook" in refusal(saved(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls"))

    @pytest.mark.parametrize(
        ("names", "sentence"),
        [
            (("xl/workbook.bin",), "is a binary workbook (.xlsb); save it as Excel workbook (.xlsx)"),
            (("Index/Document.iwa",), "is a file of Numbers; export it to Excel (.xlsx)"),
        ],
    )
    def test_a_table_of_another_kind_is_refused_with_what_to_do(
        self, tmp_path: Path, names: tuple[str, ...], sentence: str
    ) -> None:
        with zipfile.ZipFile(tmp_path / "people", "w") as archive:
            for name in names:
                archive.writestr(name, b"x")
        assert refusal(tmp_path / "people") == f"people: {sentence}"

    @pytest.mark.parametrize("kind", ["spreadsheet", "spreadsheet-template", "text"])
    def test_opendocument_is_refused_with_what_to_do(self, tmp_path: Path, kind: str) -> None:
        with zipfile.ZipFile(tmp_path / "people.ods", "w") as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            archive.writestr("content.xml", "<x/>")
        sentence = "people.ods: is an OpenDocument file (.ods); save it as Excel workbook (.xlsx)"
        assert refusal(tmp_path / "people.ods") == sentence

    @pytest.mark.parametrize("start", ["<html><body>", "\ufeff<?xml version='1.0'?>", " <TABLE>", "<!DOCTYPE html>"])
    def test_a_web_page_that_is_called_a_table_is_refused_with_what_to_do(self, tmp_path: Path, start: str) -> None:
        sentence = "people.xls: is no CSV or XLSX file; save it as Excel workbook (.xlsx)"
        assert refusal(saved(tmp_path, start.encode(), "people.xls")) == sentence

    def test_without_openpyxl_it_says_what_to_install(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = workbook(tmp_path, [("Name",)])
        monkeypatch.setitem(sys.modules, "openpyxl.reader.excel", None)
        monkeypatch.delitem(sys.modules, "cpr_docs.gate.workbooks", raising=False)
        assert "pip install 'cpr-docs[xlsx]'" in refusal(path)


def test_a_programs_own_rows_count_from_one_and_may_leave_cells_out() -> None:
    table = open_table([{"Name": "A"}, {"Agency": "B", "Name": "C"}])
    assert [(row.number, list(row.cells)) for row in rows_below(table)] == [(1, ["A", None]), (2, ["C", "B"])]


SAYS = {
    "a quotation mark as separator": (
        'sep="\nName;Language\nMr A;en\n',
        "names a quotation mark as its separator; take out",
    ),
    "a NUL": ("Name,Language\nMr A,en\nMr\0B,en\n", "row 3 holds a character that no Word document can hold: U+0000"),
    "a NUL far down": ("Name,Language\n" + "Mr A,en\n" * 20_000 + "Mr\0B,en\n", "row 20002 holds a character"),
    "a cell of a megabyte": (f"Name,Language\n{'x' * 2**20},en\n", "row 2 has a cell of more than 131,072 characters"),
    "an open quotation mark in a long table": (
        'Name,Language\n"Mr A,en\n' + "Mr B,en\n" * 20_000,
        "a quotation mark may be missing",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), SAYS.values(), ids=SAYS)
def test_a_fault_of_a_csv_file_is_reported(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(InvalidTable, match=re.escape(sentence)):
        list(open_table(path).rows())
