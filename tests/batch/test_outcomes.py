"""An outcome says what a program needs to go on with: the row's letter, its cells, the names of its files."""

import datetime
from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.batch.manifest import written_letters
from tests.batch.cases import HEADINGS, ROWS, letter, manifest, recipient, table


@pytest.mark.parametrize("workers", [1, 2])
def test_it_has_the_letter_the_cells_and_all_files_of_its_row(tmp_path: Path, workers: int) -> None:
    plan = cpr_docs.check_batch(letter(), table(tmp_path))
    outcomes = list(plan.render(workers=workers))
    assert [outcome.row for outcome in outcomes] == [2, 3, 4, 4]
    for outcome in outcomes:
        cells = ROWS[outcome.row - 2]
        assert outcome.cells == dict(zip(HEADINGS, cells, strict=True))
        assert isinstance(outcome.form, cpr_docs.InvitationLetter)
        assert outcome.form.recipient.name == cells[0]
        assert outcome.files == tuple(each.filename for each in outcomes if each.row == outcome.row)


def test_that_of_an_invalid_row_has_its_cells_and_no_letter() -> None:
    row = recipient(Language="fr", Notes="by hand")
    plan = cpr_docs.check_batch(letter(), [row, recipient(Name="Mr B")], ignore=["Notes"])
    outcomes = list(plan.render(skip_bad=True))
    assert [outcome.cells["Name"] for outcome in outcomes] == ["Mr B"]
    assert [outcome.form for outcome in outcomes if outcome.problem] == []


class TestKeptColumns:
    def test_the_manifest_repeats_their_cells_beside_each_file(self, tmp_path: Path) -> None:
        rows = [
            {**recipient(), "Ref": "=1+1", "Seen": datetime.datetime(2013, 1, 14), "Paid": 12.0, "E-mail": "ŵ@b"},
            {**recipient(Name="Mr B", Language="both"), "Ref": None, "E-mail": "+44"},
        ]  # fmt: skip
        plan = cpr_docs.check_batch(letter(), rows, keep=["ref,Seen, paid", "Name", "E-mail"])
        assert plan.notes == ("recipients: 2, in rows 1 to 2",)
        plan.write(tmp_path)
        assert [[*line.values()][4:] for line in manifest(tmp_path)] == [
            ["Ms Siân Prothero", "'=1+1", "2013-01-14", "12", "ŵ@b"],
            ["Mr B", "", "", "", "'+44"],
            ["Mr B", "", "", "", "'+44"],
        ]
        # The manifest is still a manifest.
        assert plan.write(tmp_path).kept == 3

    def test_rows_that_a_run_leaves_as_they_are_keep_their_cells(self, tmp_path: Path) -> None:
        rows = [{**recipient(Name=name), "Ref": f"={name}"} for name in ("Ms A", "Mr B", "Dr C")]
        cpr_docs.check_batch(letter(), rows, keep="Ref").write(tmp_path)
        before = manifest(tmp_path)
        cpr_docs.check_batch(letter(), rows, keep="Ref", rows="2").write(tmp_path)
        assert manifest(tmp_path) == before

    def test_a_column_of_the_letter_is_used_as_if_it_were_not_kept(self, tmp_path: Path) -> None:
        rows = [{"Name": "Ms A", "Address 1": "1 High Street", "Postcode": "QA5 3LJ"}]
        plan = cpr_docs.check_batch(letter(), rows, keep=["Postcode", "Name"])
        (outcome, _english) = plan.render()
        assert isinstance(outcome.form, cpr_docs.InvitationLetter)
        assert outcome.form.recipient.address is not None
        assert outcome.form.recipient.address.en == "1 High Street\nQA5 3LJ"

    def test_one_that_the_table_does_not_have_is_a_problem(self) -> None:
        plan = cpr_docs.check_batch(letter(), [recipient()], keep="Name, Cost centre")
        assert [str(problem) for problem in plan.problems] == [
            'column "Cost centre": is to be kept, and is no heading of the table'
        ]


class TestInWelsh:
    """Both lists are in the language of messages, and a manifest is understood in either."""

    def test_headings_and_reasons(self, tmp_path: Path) -> None:
        rows = [recipient(), recipient(Name="Mr B", Language="fr")]
        cpr_docs.check_batch(letter(), rows).write(tmp_path, skip_bad=True, messages="cy")
        assert (tmp_path / "manifest.csv").read_text(encoding="utf-8-sig").startswith("rhes,ffeil,iaith,sha256\n")
        errors = (tmp_path / "errors.csv").read_text(encoding="utf-8-sig").splitlines()
        assert errors[0] == "rhes,colofn,rheswm"
        assert "rhaid iddo ddweud Cymraeg" in errors[1]

    @pytest.mark.parametrize("first", ["en", "cy"])
    def test_a_run_goes_on_after_one_in_the_other_language(self, tmp_path: Path, first: str) -> None:
        plan = cpr_docs.check_batch(letter(), [recipient(), recipient(Name="Mr B")])
        plan.write(tmp_path, messages=first)
        letters = written_letters(tmp_path)
        again = plan.write(tmp_path, messages=cpr_docs.Language(first).other)
        assert (again.written, again.kept) == (0, len(letters))
        assert written_letters(tmp_path) == letters


@pytest.mark.parametrize("name", ["manifest.csv", "errors.csv"])
def test_the_lists_are_as_excel_writes_and_reads_them(tmp_path: Path, name: str) -> None:
    rows = [recipient(), recipient(Name="Mr B", Language="fr")]
    cpr_docs.check_batch(letter(), rows).write(tmp_path, skip_bad=True)
    content = (tmp_path / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") == 2
