"""A table of entries that the Panel edited comes back by Ref., and says what is wrong in which cell."""

import csv
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cpr_docs
from cpr_docs.errors import InvalidTable
from cpr_docs.guidance.merged_timeline.model import MergedTimeline
from tests.cli.command import run

DAY = datetime.date(2013, 2, 1)


@pytest.fixture(scope="module")
def whole() -> MergedTimeline:
    form = cpr_docs.example("merged_timeline")
    assert isinstance(form, MergedTimeline)
    return form


Edit = Callable[[list[dict[str, str]]], None]


def edited(whole: MergedTimeline, folder: Path, edit: Edit, language: str = "en") -> Path:
    """The CSV of the entries after an edit of its lines, by heading."""
    path = folder / "entries.csv"
    cpr_docs.write_table(whole, "entries", path, language=language, overwrite=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines: list[dict[str, str]] = list(csv.DictReader(file))
    edit(lines)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


def back(whole: MergedTimeline, table: Any) -> MergedTimeline:
    return cpr_docs.merge([], onto=whole, rows=table, dated=whole.dated).form


def line_of(lines: list[dict[str, str]], ref: str) -> dict[str, str]:
    return next(line for line in lines if next(iter(line.values())) == ref)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_table_that_nobody_edited_changes_nothing(whole: MergedTimeline, tmp_path: Path, language: str) -> None:
    path = tmp_path / "entries.xlsx"
    cpr_docs.write_table(whole, "entries", path, language=language)
    assert back(whole, path).replace(version=whole.version) == whole
    book = openpyxl.load_workbook(path)
    shown = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    labels = {
        "en": ["Merged timeline", "Timelines merged"],
        "cy": ["Llinell amser gyfun", "Llinellau amser a gyfunwyd"],
    }
    assert shown == labels[language]


def test_what_the_panel_wrote_comes_back_and_rows_are_added_and_withdrawn(
    whole: MergedTimeline, tmp_path: Path
) -> None:
    def edit(lines: list[dict[str, str]]) -> None:
        line_of(lines, "health/4").update({"Comment (English)": "=1+1 is text", "Key event": "x"})
        lines.remove(line_of(lines, "education/2"))
        added = dict.fromkeys(lines[0], "")
        added |= {"Date": "20 January 2012", "Agency": "Police", "Significant event or contact (Welsh)": "Galwad"}
        lines.append(added)

    merged = cpr_docs.merge([], onto=whole, rows=edited(whole, tmp_path, edit), dated=whole.dated)
    assert [(note.label, note.code) for note in merged.problems] == [("education/2", "merged_entry_without_row")]
    rows = {row.id: row for row in merged.form.entries}
    assert rows["health/4"].significant
    assert rows["health/4"].comment is not None
    assert rows["health/4"].comment.en == "=1+1 is text"
    assert rows["education/2"].changed == "withdrawn"
    assert rows["panel/2"].event.cy == "Galwad"
    assert list(rows).index("panel/2") == list(rows).index("health/4") + 1


def test_a_column_that_the_table_lacks_stays_as_it_is(whole: MergedTimeline, tmp_path: Path) -> None:
    def edit(lines: list[dict[str, str]]) -> None:
        for line in lines:
            for heading in [each for each in line if "Welsh" in each or each.startswith("Reason for")]:
                del line[heading]

    assert back(whole, edited(whole, tmp_path, edit)).replace(version=whole.version) == whole


def test_an_edit_of_what_is_the_agencys_is_a_problem_of_its_cell(whole: MergedTimeline, tmp_path: Path) -> None:
    def edit(lines: list[dict[str, str]]) -> None:
        line_of(lines, "health/1").update({"Date": "2011-11-15"})
        line_of(lines, "education/1").update({"Agency": "Police"})
        line_of(lines, "health/2").update({"Response, decision and reasons (English)": "Reworded"})
        line_of(lines, "health/4").update({"Ref.": "health/99"})
        line_of(lines, "social/2").update({"Ref.": "social/1"})
        line_of(lines, "panel/1").update({"Date": "2012-07-21"})

    with pytest.raises(InvalidTable) as refused:
        back(whole, edited(whole, tmp_path, edit))
    found = [(problem.code, problem.column) for problem in refused.value.problems]
    assert found == [
        ("locked", "Date"),
        ("locked", "Agency"),
        ("not_marked", "Changed"),
        ("ref_unknown", "Ref."),
        ("ref_twice", "Ref."),
    ]
    assert [problem.row for problem in refused.value.problems][:2] == [2, 3]


def test_a_table_that_does_not_say_which_entries_its_rows_are_is_refused(whole: MergedTimeline, tmp_path: Path) -> None:
    def edit(lines: list[dict[str, str]]) -> None:
        for line in lines:
            del line["Ref."]

    with pytest.raises(InvalidTable, match=r'has no column "Ref\."'):
        back(whole, edited(whole, tmp_path, edit))


def test_the_command_says_what_to_do_about_rows_that_a_filter_hides(whole: MergedTimeline, tmp_path: Path) -> None:
    (tmp_path / "whole.json").write_text(whole.model_dump_json(exclude_none=True), encoding="utf-8")
    cpr_docs.write_table(whole, "entries", tmp_path / "entries.xlsx")
    book = openpyxl.load_workbook(tmp_path / "entries.xlsx")
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(tmp_path / "entries.xlsx")
    result = run(tmp_path, "merge", "--onto", "whole.json", "--rows", "entries.xlsx", "-o", "new.json")
    assert result.exit_code == 1
    assert "row 3: is hidden in the spreadsheet\n  Show all rows again: clear the filter" in result.stderr
