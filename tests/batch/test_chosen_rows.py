"""A part of a table can be tried before the whole: some rows, the first recipients, or a preview."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.batch.chosen_rows import chosen_rows
from tests.batch.cases import hashes, letter, manifest, many, messages, recipient, table

_RANGES = st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(0, 9)), min_size=1, max_size=4)


@given(_RANGES, st.sampled_from("-–"), st.sampled_from(["", " "]))
def test_rows_are_written_as_numbers_and_ranges(ranges: list[tuple[int, int | None]], dash: str, blank: str) -> None:
    parts = [str(first) if more is None else f"{first}{blank}{dash}{blank}{first + more}" for first, more in ranges]
    expected = {number for first, more in ranges for number in range(first, first + (more or 0) + 1)}
    text = f",{blank}".join(parts)
    assert {number for number in range(50) if number in chosen_rows(text)} == expected
    assert {number for number in range(50) if number in chosen_rows(sorted(expected))} == expected


def test_a_range_may_have_no_end() -> None:
    assert [number for number in (39, 40, 10**9) if number in chosen_rows("40-")] == [40, 10**9]


@pytest.mark.parametrize("rows", ["", "0", "5-2", "x", "2;4", "-3", "2,", [], [0], "1.5"])
def test_anything_else_is_refused(rows: Any) -> None:
    with pytest.raises(ValueError, match="rows must be numbers"):
        cpr_docs.check_batch(letter(), [recipient()], rows=rows)


@pytest.mark.parametrize("first", [0, -1])
def test_a_number_of_recipients_is_one_or_more(first: int) -> None:
    with pytest.raises(ValueError, match="first must be"):
        cpr_docs.check_batch(letter(), [recipient()], first=first)
    with pytest.raises(ValueError, match="count must be"):
        cpr_docs.check_batch(letter(), [recipient()]).preview(first)


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ({"rows": "2-5"}, [2, 3, 4, 5]),
        ({"rows": "3,9-"}, [3, 9, 10, 11]),
        ({"rows": range(4, 6)}, [4, 5]),
        ({"first": 2}, [2, 3]),
        ({"first": 50}, [*range(2, 12)]),
        ({"rows": "5-", "first": 2}, [5, 6]),
    ],
)
def test_the_chosen_rows_alone_get_letters(tmp_path: Path, options: dict[str, Any], rows: list[int]) -> None:
    people = table(tmp_path, many(10))
    plan = cpr_docs.check_batch(letter(), people, language="en", **options)
    assert (plan.problems, plan.rows, plan.documents) == ((), len(rows), len(rows))
    assert [outcome.row for outcome in plan.render()] == [file.row for file in plan.files()] == rows
    plan.write(tmp_path / "out")
    whole = cpr_docs.check_batch(letter(), people, language="en")
    assert {outcome.filename for outcome in whole.files()} >= set(hashes(tmp_path / "out")) - {"manifest.csv"}


def test_problems_of_other_rows_are_none_of_the_chosen_ones() -> None:
    rows = [recipient(), recipient(Name=""), recipient(Language="fr", Name="Mr B"), recipient()]
    assert messages(cpr_docs.check_batch(letter(), rows, first=1)) == []
    assert messages(cpr_docs.check_batch(letter(), rows, rows="2")) == ['row 2, column "Name": is missing']
    assert messages(cpr_docs.check_batch(letter(), rows, rows="4")) == ["row 4: is the same recipient as row 1"]


def test_words_that_only_other_rows_need_are_no_problem() -> None:
    rows = [recipient(Language="en"), recipient(Name="Mr B", Language="cy")]
    shared = letter(venue={"en": "The Mill Room"})
    assert messages(cpr_docs.check_batch(shared, rows, rows="1")) == []
    assert messages(cpr_docs.check_batch(shared, rows, rows="2")) == ["venue: has no Welsh"]


def test_numbers_without_a_recipient_are_reported(tmp_path: Path) -> None:
    rows = [("Total", "", "", "", ""), *many(2)]
    plan = cpr_docs.check_batch(letter(), table(tmp_path, rows), rows="1-2,4,7-8,9-", total_rows="skip")
    assert messages(plan) == [
        "the table: no recipient is in rows 1 to 2",
        "the table: no recipient is in rows 7 to 8",
        "the table: no recipient is in row 9 or below",
    ]


def test_the_files_of_other_rows_stay_in_the_folder_and_in_the_manifest(tmp_path: Path) -> None:
    people, out = table(tmp_path, many(6)), tmp_path / "out"
    cpr_docs.check_batch(letter(), people).write(out)
    before, lines = hashes(out), manifest(out)
    summary = cpr_docs.check_batch(letter(), people, rows="3-4").write(out)
    assert (summary.written, summary.removed, summary.stale) == (0, (), ())
    assert (hashes(out), manifest(out)) == (before, lines)
    (out / lines[0]["file"]).unlink()
    cpr_docs.check_batch(letter(), people, rows="3").write(out, stale="remove")
    assert manifest(out) == lines[1:]
    cpr_docs.check_batch(letter(), people).write(out)
    assert hashes(out) == before


def test_a_file_that_no_row_makes_is_reported_for_a_part_of_the_table_too(tmp_path: Path) -> None:
    out = tmp_path / "out"
    cpr_docs.check_batch(letter(), table(tmp_path, many(4))).write(out)
    shorter = table(tmp_path, many(3))
    with pytest.raises(cpr_docs.StaleFiles):
        cpr_docs.check_batch(letter(), shorter, rows="2").write(out)


class TestPreview:
    @pytest.mark.parametrize(
        ("languages", "count", "rows"),
        [
            (["en", "en", "cy", "en"], 1, [1]),
            (["en", "en", "cy", "en"], 2, [1, 3]),
            (["en", "en", "en", "both"], 3, [1, 2, 4]),
            (["both", "en", "cy"], 2, [1, 2]),
            (["cy", "cy"], 5, [1, 2]),
        ],
    )
    def test_its_letters_are_the_first_in_each_language(
        self, languages: list[str], count: int, rows: list[int]
    ) -> None:
        people = [recipient(Name=f"Mr {number}", Language=language) for number, language in enumerate(languages)]
        plan = cpr_docs.check_batch(letter(), people).preview(count)
        assert sorted({outcome.row for outcome in plan.render()}) == rows
        assert plan.rows == len(rows)
        assert plan.documents == len(list(plan.files()))

    def test_rows_with_problems_are_passed_over(self) -> None:
        people = [recipient(Name=""), recipient(Name="Mr A"), recipient(Name="Mr B")]
        plan = cpr_docs.check_batch(letter(), people).preview(1)
        assert [outcome.row for outcome in plan.render()] == [2]

    def test_a_problem_of_all_rows_refuses_it(self) -> None:
        with pytest.raises(cpr_docs.InvalidTable, match="sessions"):
            cpr_docs.check_batch(letter(sessions=[]), [recipient()]).preview(1)
