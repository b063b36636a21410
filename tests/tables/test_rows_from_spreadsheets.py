"""Rows are read from tables as spreadsheet programs save them; what is wrong is told all at once, and never shown."""

import csv
import datetime
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import cpr_docs
from cpr_docs.tables import read_rows
from tests.batch.cases import csv_text

HEADINGS = ("Dyddiad", "When (English)", "Event (English)", "Agencies (en)")
LINES = (
    ("12 Mawrth 2012", "March 2012", "A visit\nand a call", "Health"),
    ("13/03/2012", "", "A meeting, all day", ""),
)
ROWS = [
    {
        "when": {"en": "March 2012"},
        "happened_on": "2012-03-12",
        "event": {"en": "A visit\nand a call"},
        "agencies": {"en": "Health"},
    },
    {"happened_on": "2012-03-13", "event": {"en": "A meeting, all day"}},
]
CANARY = "Canary Q7"


def read(table: Any, **options: Any) -> list[dict[str, Any]]:
    return cpr_docs.rows("report", "timeline", table, **options)


def problems(table: Any, **options: Any) -> list[str]:
    """All problems, none of which shows a cell."""
    with pytest.raises(cpr_docs.InvalidTable) as caught:
        read(table, **options)
    assert CANARY not in str(caught.value)
    assert CANARY not in caught.value.text("cy")
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Saves a workbook of lines, changed by a function."""

    def save(lines: Iterable[Sequence[Any]], change: Callable[[Worksheet], object] = lambda sheet: None) -> Path:
        workbook = openpyxl.Workbook()
        for line in lines:
            workbook.active.append(line)
        change(workbook.active)
        workbook.save(tmp_path / "rows.xlsx")
        return tmp_path / "rows.xlsx"

    return save


class TestFilesOfPrograms:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_csv_of_every_kind(self, delimiter: str, encoding: str, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_bytes(csv_text(LINES, HEADINGS, delimiter).encode(encoding))
        assert read(path) == ROWS

    def test_dates_as_a_spreadsheets_own_values(self, book: Callable[..., Path]) -> None:
        line = (datetime.datetime(2012, 3, 12), "", "A visit", "")
        assert read(book([HEADINGS, line]))[0]["happened_on"] == "2012-03-12"

    def test_a_title_above_and_headings_in_both_languages(self, book: Callable[..., Path]) -> None:
        headings = ("Date / Dyddiad", "Event (English)")
        lines = [("Record of the school",), (), headings, ("12/03/2012", "A visit")]
        assert read(book(lines)) == [{"happened_on": "2012-03-12", "event": {"en": "A visit"}}]

    def test_a_formula_has_its_last_value_or_is_a_problem(self, book: Callable[..., Path]) -> None:
        path = book([HEADINGS, ("12/03/2012", "", '="A"&"B"', "")])
        (problem,) = problems(path)
        assert problem.startswith('row 2, column "Event (English)": has a formula whose value was not saved')

    def test_an_error_of_the_spreadsheet(self) -> None:
        assert problems([dict(zip(HEADINGS, ("#N/A", "", "A visit", ""), strict=True))]) == [
            'row 1, column "Dyddiad": holds an error of the spreadsheet, such as #N/A'
        ]

    def test_a_merged_cell_is_a_problem_of_each_row_that_it_covers(self, book: Callable[..., Path]) -> None:
        lines = [HEADINGS, *(("12/03/2012", CANARY, f"Visit {number}", "Health") for number in range(3))]
        path = book(lines, lambda sheet: sheet.merge_cells("D2:D4"))
        place = 'column "Agencies (en)": belongs to a merged cell; undo it in the spreadsheet, and fill in each row'
        assert problems(path) == [f"row 3, {place}", f"row 4, {place}"]

    def test_a_merged_title_is_none(self, book: Callable[..., Path]) -> None:
        path = book([("Title",), (), HEADINGS, *LINES], lambda sheet: sheet.merge_cells("A1:D2"))
        assert read(path) == ROWS

    def test_hidden_rows_are_refused_left_out_or_read(self, book: Callable[..., Path]) -> None:
        def hide(sheet: Worksheet) -> None:
            sheet.row_dimensions[3].hidden = True

        path = book([HEADINGS, *LINES], hide)
        assert problems(path) == ["row 3: is hidden in the spreadsheet"]
        assert read(path, hidden_rows="skip") == ROWS[:1]
        assert read(path, hidden_rows="keep") == ROWS

    def test_headings_that_are_repeated_below_are_no_row(self) -> None:
        lines = [dict(zip(HEADINGS, line, strict=True)) for line in (LINES[0], HEADINGS)]
        assert problems(lines) == ["row 2: repeats the headings"]

    def test_two_sheets_with_headings_are_a_question(self, book: Callable[..., Path]) -> None:
        path = book([HEADINGS, *LINES])
        workbook = openpyxl.load_workbook(path)
        second = workbook.copy_worksheet(workbook.active)
        second.title = "Second"
        workbook.save(path)
        assert problems(path)[0].endswith('"Sheet", "Second"')
        assert read(path, sheet="Second") == ROWS

    def test_a_sheet_of_a_million_rows_is_refused(self, tmp_path: Path, book: Callable[..., Path]) -> None:
        small = book([HEADINGS, *LINES])
        path = tmp_path / "large.xlsx"
        with zipfile.ZipFile(small) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    rows = "".join(f'<row r="{n}"><c r="C{n}"><v>1</v></c></row>' for n in range(4, 1_048_577))
                    content = content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
                new.writestr(name, content)
        assert problems(path) == ["the table: has more than 20,000 rows"]

    def test_more_lines_than_a_document_could_have_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lines = [dict(zip(HEADINGS, LINES[0], strict=True))] * 4
        monkeypatch.setattr(read_rows, "MAX_LINES", 4)
        assert len(read(lines)) == 4
        monkeypatch.setattr(read_rows, "MAX_LINES", 3)
        assert problems(lines) == ["the table: has more than 3 rows"]


class TestProblems:
    def test_every_bad_cell_is_told_at_once_with_row_and_column(self) -> None:
        lines = [
            {"Date": CANARY, "Event (English)": "A visit"},
            {"Date": "12/03/12", "Event (English)": f"{CANARY}\ufffd"},
            {"Date": "12/03/2012", "Event (English)": ""},
        ]
        assert problems(lines) == [
            'row 1, column "Date": must be a date, such as 31 January 2012, 31 Ionawr 2012 or 31/01/2012',
            'row 2, column "Date": must give the year in four figures, such as 2012',
            'row 2, column "Event (English)": has "?" for a letter that was lost; save the table as "CSV UTF-8"',
            'row 3, column "Event (English)": is missing',
        ]

    def test_a_rule_of_the_row_names_its_cell(self) -> None:
        line = {"Date": "11 March 2014", "Starts at": "16:00", "Finishes at": "10 am"}
        with pytest.raises(cpr_docs.InvalidTable) as caught:
            cpr_docs.rows("invitation_letter", "sessions", [line])
        (problem,) = caught.value.problems
        assert (problem.row, problem.column, problem.path) == (1, "Finishes at", "sessions[0].finishes")

    def test_a_column_that_is_missing_is_told_once(self) -> None:
        assert problems([{"Date": "1/1/2012"}, {"Date": "2/1/2012"}]) == ['the table: has no column "Event"']
        assert read([{"Date": "1/1/2012"}], draft=True) == [{"happened_on": "2012-01-01"}]

    def test_a_draft_refuses_what_is_no_blank(self) -> None:
        assert problems([{"Date": "x", "Event (en)": ""}], draft=True)[0].startswith('row 1, column "Date": must be')

    def test_headings_that_name_nothing_stop_the_run(self) -> None:
        line = {"Date": "1/1/2012", "Event (English)": "A", "Evnt": "B", CANARY: "C"}
        assert problems([line]) == [
            'column "Evnt": names no field of the form; did you mean Event?',
            'column "D": names no field of the form, and its cells would be lost',
        ]
        assert len(read([line], ignore=("Evnt", CANARY))) == 1

    def test_two_columns_of_one_field(self) -> None:
        assert problems([{"Date": "1/1/2012", "Dyddiad": "1/1/2012"}]) == [
            'column "Dyddiad": names the same field twice: columns 1 and 2'
        ]

    def test_text_whose_language_is_not_said(self) -> None:
        line = {"Date": "1/1/2012", "Event": "Ymweliad"}
        assert problems([line]) == [
            'column "Event": must say which language it is in: "Event (English)" or "Event (Welsh)"'
        ]
        assert read([line], language="cy") == [{"happened_on": "2012-01-01", "event": {"cy": "Ymweliad"}}]

    def test_a_table_of_something_else_shows_none_of_its_cells(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text(f"{CANARY},Police\n{CANARY},Health\n", encoding="utf-8")
        (problem,) = problems(path)
        assert problem.startswith("the table: has no heading that names a field of the form")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("no_form", "timeline", []), "form must be a name that"),
            (("report", "timelines", []), "path must be that of a list"),
            (("evaluation_form", "answers", []), "it has none"),
        ],
    )
    def test_a_form_and_a_path_that_do_not_exist(self, arguments: Any, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            cpr_docs.rows(*arguments)

    def test_arguments_that_do_not_exist(self) -> None:
        for options in ({"hidden_rows": "show"}, {"header_row": 0}, {"language": "fr"}, {"review_type": "long"}):
            with pytest.raises(ValueError, match=r"."):
                read([dict(zip(HEADINGS, LINES[0], strict=True))], **options)


class TestTextThatAProgramWouldCalculate:
    TEXTS = (
        "=1+1",
        "+44 29",
        "-5 degrees",
        "@name",
        "'=1",
        "''=1",
        "'tis",
        "#N/A",
        "?orn",
        "'?orn",
        "\uff1d1",
        "_x0041_",
    )

    @pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
    def test_it_is_text_in_the_file_and_comes_back_as_it_was(self, suffix: str, tmp_path: Path) -> None:
        events = [{"event": {"en": text}, "happened_on": "2012-01-01"} for text in self.TEXTS]
        form = cpr_docs.example("report", "extended").replace({"timeline": events})
        path = tmp_path / f"rows{suffix}"
        cpr_docs.write_table(form, "timeline", path)
        assert [row["event"]["en"] for row in read(path)] == list(self.TEXTS)
        if suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells = [cell for line in csv.reader(file) for cell in line]
            assert not any(cell.startswith(("=", "+", "-", "@", "\uff1d")) for cell in cells)
        else:
            sheet = openpyxl.load_workbook(path).active
            assert {cell.data_type for cell in sheet["D"]} == {"s"}
            assert all(cell.quotePrefix for cell in sheet["D"])

    def test_text_that_excel_would_cut_is_refused(self, tmp_path: Path) -> None:
        events = [{"event": {"en": "a" * 32_768}, "happened_on": "2012-01-01"}]
        form = cpr_docs.example("report", "extended").replace({"timeline": events})
        with pytest.raises(cpr_docs.OutputError, match=r'row 2, column "Event \(English\)": the text is longer'):
            cpr_docs.write_table(form, "timeline", tmp_path / "rows.xlsx")
        cpr_docs.write_table(form, "timeline", tmp_path / "rows.csv")
        assert read(tmp_path / "rows.csv") == events


class TestWorkbooksToFillIn:
    def test_answers_are_offered_and_dates_have_a_format(self, tmp_path: Path) -> None:
        path = tmp_path / "points.xlsx"
        cpr_docs.table_template("report", "learning_points", path, language="cy")
        book = openpyxl.load_workbook(path)
        lists = book[book.sheetnames[1]]
        assert lists.sheet_state == "hidden"
        (rule,) = book.active.data_validations.dataValidation
        assert str(rule.sqref) == "C2:C1048576"
        described = {field.path: field for field in cpr_docs.fields("report", "cy")}
        labels = [option.label for option in described["learning_points[].kind"].options]
        assert [cell.value for cell in lists["C"]] == labels
        cpr_docs.table_template("report", "timeline", path, overwrite=True)
        sheet = openpyxl.load_workbook(path).active
        assert sheet.column_dimensions["C"].number_format == "[$-809]d mmmm yyyy"
        assert sheet.column_dimensions["D"].number_format == "@"

    def test_each_answer_that_is_offered_is_read(self, tmp_path: Path) -> None:
        for language in cpr_docs.Language:
            path = tmp_path / f"{language.value}.xlsx"
            cpr_docs.table_template("report", "learning_points", path, language=language)
            book = openpyxl.load_workbook(path)
            offered = [cell.value for cell in book[book.sheetnames[1]]["C"]]
            for answer in offered:
                book.active.append(["A point", None, answer])
            book.save(path)
            read_back = cpr_docs.rows("report", "learning_points", path, draft=True)
            assert len({row["kind"] for row in read_back}) == len(offered) == len(read_back)

    def test_a_file_that_exists_is_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text("mine", encoding="utf-8")
        with pytest.raises(cpr_docs.OutputExists):
            cpr_docs.table_template("report", "timeline", path)
        with pytest.raises(cpr_docs.OutputExists):
            cpr_docs.write_table(cpr_docs.example("report", "extended"), "timeline", path)
        assert path.read_text(encoding="utf-8") == "mine"
        with pytest.raises(cpr_docs.OutputError, match=r"rows.txt: a table is an .xlsx or a .csv file"):
            cpr_docs.table_template("report", "timeline", tmp_path / "rows.txt")


def test_a_rule_about_the_whole_list_is_that_of_a_review_type_in_which_the_rows_are_right() -> None:
    table = [{"Name": name, "Designation (English)": "Reviewer"} for name in ("A", "B")]
    found = cpr_docs.rows("family_letter", "reviewers", table)
    assert [row["name"] for row in found] == ["A", "B"]
    assert cpr_docs.rows("family_letter", "reviewers", table, review_type="extended") == found
    with pytest.raises(cpr_docs.InvalidTable, match="has more than the one reviewer of a concise review"):
        cpr_docs.rows("family_letter", "reviewers", table, review_type="concise")
