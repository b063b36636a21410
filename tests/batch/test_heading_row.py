"""The headings are found below a title and in any sheet, and rows that are not recipients are left out and listed."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cpr_docs
from cpr_docs.tables.table import numbered_rows
from tests.batch.cases import csv_text, letter, messages

HEADINGS = ("Name", "Agency", "Language")
PEOPLE = (("Ms Ffion Prys", "Health", "Welsh"), ("Mr Tom Oakley", "Education", "English"))
LIST = (HEADINGS, *PEOPLE)


def saved(tmp_path: Path, rows: Iterable[tuple[Any, ...]]) -> Path:
    first, *below = rows
    path = tmp_path / "people.csv"
    path.write_text(csv_text(below, first), encoding="utf-8")
    return path


def workbook(tmp_path: Path, sheets: Mapping[str, Iterable[tuple[Any, ...]]], hidden: Iterable[int] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for number in hidden:
            sheet.row_dimensions[number].hidden = True
    book.save(tmp_path / "people.xlsx")
    return tmp_path / "people.xlsx"


def names(plan: cpr_docs.BatchPlan) -> list[str]:
    """The recipients' names, once each."""
    assert messages(plan) == []
    read = [cpr_docs.read(outcome.content) for outcome in plan.render() if outcome.content]
    return list(dict.fromkeys(form.recipient.name for form in read if isinstance(form, cpr_docs.InvitationLetter)))


def refusal(*arguments: Any, **options: Any) -> str:
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        cpr_docs.check_batch(letter(), *arguments, **options)
    (problem,) = caught.value.problems
    return str(problem)


class TestRowsAboveTheHeadings:
    TITLES = (("Learning event on 11 March 2014",), ("Participants", "", "2"), ())

    def test_headings_below_a_title_are_found_and_that_is_reported(self, tmp_path: Path) -> None:
        for path in (saved(tmp_path, [*self.TITLES, *LIST]), workbook(tmp_path, {"A": [*self.TITLES, *LIST]})):
            plan = cpr_docs.check_batch(letter(), path)
            assert names(plan) == ["Ms Ffion Prys", "Mr Tom Oakley"]
            assert [outcome.row for outcome in plan.render()] == [5, 6]
            assert plan.left_out == ("the headings are in row 4; left out above them: rows 1 to 2",)

    def test_a_title_that_names_a_field_does_not_count_as_headings(self, tmp_path: Path) -> None:
        plan = cpr_docs.check_batch(letter(), saved(tmp_path, [("Date of the letter", "1 March 2014"), *LIST]))
        assert names(plan) == ["Ms Ffion Prys", "Mr Tom Oakley"]

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_a_title_without_a_delimiter_does_not_decide_the_delimiter(self, tmp_path: Path, delimiter: str) -> None:
        path = tmp_path / "people.csv"
        path.write_text("Participants\n\n" + csv_text(PEOPLE, HEADINGS, delimiter), encoding="utf-8")
        assert names(cpr_docs.check_batch(letter(), path)) == ["Ms Ffion Prys", "Mr Tom Oakley"]

    def test_the_row_can_be_named(self, tmp_path: Path) -> None:
        path = saved(tmp_path, [("Name", "Agency", "Language"), *LIST])
        assert names(cpr_docs.check_batch(letter(), path, header_row=2)) == ["Ms Ffion Prys", "Mr Tom Oakley"]
        for row in (9, 0):
            with pytest.raises(ValueError, match="header_row"):
                cpr_docs.check_batch(letter(), path, header_row=row)
        with pytest.raises(ValueError, match="header_row"):
            cpr_docs.check_batch(letter(), [{"Name": "Mr A"}], header_row=1)

    def test_misspelt_headings_below_a_title_are_reported_with_the_name_that_they_may_mean(
        self, tmp_path: Path
    ) -> None:
        plan = cpr_docs.check_batch(letter(), saved(tmp_path, [*self.TITLES, ("Nmae", "Agnecy"), *PEOPLE]))
        assert messages(plan) == [
            'column "Nmae": names no field of the form; did you mean Name?',
            'column "Agnecy": names no field of the form; did you mean Agency?',
        ]

    def test_a_table_without_headings_shows_none_of_its_cells(self, tmp_path: Path) -> None:
        (problem,) = messages(cpr_docs.check_batch(letter(), saved(tmp_path, PEOPLE)))
        assert problem.startswith("the table: has no heading that names a field of the form")


class TestSheets:
    def test_the_one_sheet_with_headings_is_read_and_named(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Notes": [("Please send by Friday",)], "Participants": LIST, "Empty": []})
        plan = cpr_docs.check_batch(letter(), path)
        assert names(plan) == ["Ms Ffion Prys", "Mr Tom Oakley"]
        assert plan.notes == (
            'the sheet that is read is "Participants", one of 3',
            "recipients: 2, in rows 2 to 3",
            "recipients without an address, whose letters have a blank address block: 2",
        )

    def test_two_sheets_with_headings_are_a_question(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"2013": [HEADINGS, ("Mr Huw Rees", "Police", "cy")], "Participants": LIST})
        assert refusal(path) == (
            "the table: has several sheets with headings that name fields of the form; say which is meant: "
            '"2013", "Participants"'
        )
        assert names(cpr_docs.check_batch(letter(), path, sheet="2013")) == ["Mr Huw Rees"]
        assert names(cpr_docs.check_batch(letter(), path, sheet=" participants")) == ["Ms Ffion Prys", "Mr Tom Oakley"]
        with pytest.raises(ValueError, match="2013, Participants"):
            cpr_docs.check_batch(letter(), path, sheet="Nobody")

    def test_a_list_of_choices_is_no_table_of_recipients(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Lists": [("Agency",), ("Health",)], "Participants": LIST})
        assert names(cpr_docs.check_batch(letter(), path)) == ["Ms Ffion Prys", "Mr Tom Oakley"]

    def test_without_headings_in_any_sheet_all_are_named(self, tmp_path: Path) -> None:
        assert refusal(workbook(tmp_path, {"A": [("x",)], "B": [("y",)]})) == (
            'the table: has no sheet with headings that name fields of the form; its sheets: "A", "B"'
        )

    def test_a_hidden_sheet_is_read_only_if_it_is_named(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"Old": [HEADINGS, ("Mr Huw Rees", "Police", "cy")], "Participants": LIST})
        book = openpyxl.load_workbook(path)
        book["Old"].sheet_state = "hidden"
        book.save(path)
        assert names(cpr_docs.check_batch(letter(), path)) == ["Ms Ffion Prys", "Mr Tom Oakley"]
        assert names(cpr_docs.check_batch(letter(), path, sheet="Old")) == ["Mr Huw Rees"]

    def test_a_csv_file_has_no_sheets(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="has no sheets"):
            cpr_docs.check_batch(letter(), saved(tmp_path, LIST), sheet="Participants")


class TestHiddenRows:
    def test_they_are_left_out_and_named(self, tmp_path: Path) -> None:
        people = [(f"Mr {name}", "Police", "en") for name in "ABCDEF"]
        plan = cpr_docs.check_batch(letter(), workbook(tmp_path, {"A": [HEADINGS, *people]}, hidden=(3, 5, 6)))
        assert names(plan) == ["Mr A", "Mr C", "Mr F"]
        assert plan.rows == 3
        assert plan.left_out == ("left out, because the spreadsheet does not show them: rows 3, 5 to 6",)

    def test_their_problems_do_not_matter(self, tmp_path: Path) -> None:
        people = [PEOPLE[0], ("", "Police", "French"), PEOPLE[0]]
        plan = cpr_docs.check_batch(letter(), workbook(tmp_path, {"A": [HEADINGS, *people]}, hidden=(3, 4)))
        assert names(plan) == ["Ms Ffion Prys"]

    def test_rows_that_a_filter_has_taken_out_are_hidden_too(self, tmp_path: Path) -> None:
        # LibreOffice writes "true" instead of "1".
        path = workbook(tmp_path, {"A": LIST}, hidden=(3,))
        edit(path, "xl/worksheets/sheet1.xml", b'hidden="1"', b'hidden="true"')
        assert names(cpr_docs.check_batch(letter(), path)) == ["Ms Ffion Prys"]


def edit(path: Path, part: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


class TestFormulas:
    def test_one_without_a_value_is_reported_by_its_cell(self, tmp_path: Path) -> None:
        rows = [HEADINGS, ('="Ms "&"Ffion Prys"', "Health", '="cy"'), PEOPLE[1]]
        reason = "has a formula whose value was not saved; open the table in Excel and save it"
        assert messages(cpr_docs.check_batch(letter(), workbook(tmp_path, {"A": rows}))) == [
            f'row 2, column "Name": {reason}',
            f'row 2, column "Language": {reason}',
        ]

    def test_one_without_a_value_is_no_heading(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"A": [(*HEADINGS, '="Notes"'), (*PEOPLE[0], "x")]})
        assert messages(cpr_docs.check_batch(letter(), path)) == [
            "row 2: column 4 has no heading; a comma in an unquoted cell may have split it"
        ]

    def test_one_whose_value_is_an_empty_text_is_blank(self, tmp_path: Path) -> None:
        path = workbook(tmp_path, {"A": [HEADINGS, ("Ms Ffion Prys", '=""', "cy")]})
        part = "xl/worksheets/sheet1.xml"
        edit(path, part, b'<c r="B2">', b'<c r="B2" t="str">')
        assert names(cpr_docs.check_batch(letter(), path)) == ["Ms Ffion Prys"]


class TestFilesThatAreNoTable:
    def test_a_workbook_with_a_password_says_so(self, tmp_path: Path) -> None:
        directory = "EncryptionInfo".encode("utf-16-le").ljust(128, b"\0") + "EncryptedPackage".encode("utf-16-le")
        (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * (2**20 - 150) + directory)
        assert refusal(tmp_path / "locked.xlsx") == (
            "the table: is protected by a password; take it off in Excel and save it again"
        )

    @pytest.mark.parametrize("content", ['\ufeff{"form": "report"}', '[\n  {"event": {"en": "A"}}\n]', "[]"])
    def test_json_in_the_place_of_the_table_says_so(self, content: str, tmp_path: Path) -> None:
        (tmp_path / "letter.json").write_text(content, encoding="utf-8")
        assert refusal(tmp_path / "letter.json") == (
            "the table: is JSON, not a table; two files may have been exchanged"
        )

    def test_a_pdf_in_its_place_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "people.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n")
        assert refusal(tmp_path / "people.pdf") == "the table: is a PDF, neither JSON nor a table"

    def test_a_word_document_in_its_place_says_so(self, tmp_path: Path) -> None:
        cpr_docs.render(cpr_docs.example("report"), "en").save(tmp_path / "report.docx")
        assert refusal(tmp_path / "report.docx") == "the table: is a Word document, not a table"

    @pytest.mark.parametrize("row", [b'r="9000000000000"', b'r="0"'])
    def test_a_row_beyond_those_of_excel_is_refused_at_once(self, tmp_path: Path, row: bytes) -> None:
        path = workbook(tmp_path, {"A": LIST})
        edit(path, "xl/worksheets/sheet1.xml", b'<row r="2"', b"<row " + row)
        assert refusal(path).startswith("the table: holds more than a table may")


class TestTotals:
    @pytest.mark.parametrize(
        "cell",
        ["Total", "TOTAL", "Totals", "Total:", "Total: 2", "Total (2)", "Grand total", "Sub-total", "Subtotal 2",
         "Total number of people", "Total invited", "Cyfanswm", "Cyfanswm: 2", "Is-gyfanswm", "Nifer", "Nifer o bobl",
         "Number of participants: 2", "2 people", "2 in total", "Count",
         "Total – 2", "(Total)", "*Total*", "Total no. of letters", "Headcount: 2", "Nifer y bobl", "End of list", "2"],
    )  # fmt: skip
    def test_a_row_that_looks_like_one_is_a_problem(self, tmp_path: Path, cell: str) -> None:
        path = saved(tmp_path, [*LIST, (cell, "2", "")])
        assert messages(cpr_docs.check_batch(letter(), path)) == ["row 4: looks like a total, not like a recipient"]
        plan = cpr_docs.check_batch(letter(), path, total_rows="skip")
        assert names(plan) == ["Ms Ffion Prys", "Mr Tom Oakley"]
        assert plan.left_out == ("left out, because they look like totals: row 4",)
        assert names(cpr_docs.check_batch(letter(), path, total_rows="keep"))[-1] == cell

    @pytest.mark.parametrize(
        "name", ["Ms Total", "Tottal", "Totalis Huw", "Count Zeppelin", "Nifera Puw", "Total Care Ltd"]
    )
    def test_a_name_is_none(self, name: str) -> None:
        assert names(cpr_docs.check_batch(letter(), [{"Name": name}])) == [name]

    def test_the_number_of_a_row_is_none(self) -> None:
        plan = cpr_docs.check_batch(letter(), [{"No": "1", "Name": "Ms A"}], ignore=["No"])
        assert names(plan) == ["Ms A"]

    def test_it_is_seen_in_any_column_that_comes_first(self, tmp_path: Path) -> None:
        path = saved(tmp_path, [("Agency", "Name", "Language"), ("Health", "Ms A", "cy"), ("Total", "1", "")])
        assert "row 3: looks like a total, not like a recipient" in messages(cpr_docs.check_batch(letter(), path))

    def test_another_answer_than_the_three_is_refused(self) -> None:
        with pytest.raises(ValueError, match="refuse, skip, keep"):
            cpr_docs.check_batch(letter(), [{"Name": "Mr A"}], total_rows="drop")  # type: ignore[arg-type]


@pytest.mark.parametrize("again", [HEADINGS, ("Enw", "Asiantaeth", "Dewis iaith")])
def test_headings_that_are_repeated_in_either_language_are_left_out(tmp_path: Path, again: tuple[str, ...]) -> None:
    plan = cpr_docs.check_batch(letter(), saved(tmp_path, [HEADINGS, PEOPLE[0], again, PEOPLE[1]]))
    assert names(plan) == ["Ms Ffion Prys", "Mr Tom Oakley"]
    assert plan.left_out == ("left out, because they repeat the headings: row 3",)


def test_rows_are_listed_as_ranges() -> None:
    assert numbered_rows([4]) == "row 4"
    assert numbered_rows([9, 2, 5, 6, 7]) == "rows 2, 5 to 7, 9"
    assert numbered_rows(range(0, 100, 2)).endswith(", 38 and 30 more")
