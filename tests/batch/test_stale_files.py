"""After a second run, a folder contains the letters of its table alone; stale files are reported before it writes."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import cpr_docs
from cpr_docs.batch.manifest import written_letters
from cpr_docs.cli import main
from cpr_docs.pdf.convert.file_id import stamp
from tests.batch.cases import hashes, letter, manifest, table
from tests.pdf.conftest import soffice, temporary
from tests.pdf.soffice import StandIn

__all__ = ["soffice", "temporary"]

FFION = ("Ms Ffion Prys", "", "Health", "1 High Street\nQA4 2BD", "cy")
TOM = ("Mr Tom Oakley", "", "Education", "2 High Street\nQA4 2BD", "en")
NIA = ("Dr Nia Bevan", "", "Health", "3 High Street\nQA4 2BD", "")
ALL = (FFION, TOM, NIA)
CORRECTED = (FFION, TOM, ("Dr Nia Bevan-Lloyd", *NIA[1:]))
CASE = "DA-CPR-2012-03"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the letters of all three recipients."""
    write(tmp_path, ALL)
    return tmp_path / "out"


def write(tmp_path: Path, rows: Sequence[Sequence[str]], *, name: str = "", **options: Any) -> cpr_docs.BatchSummary:
    pattern = {"name": name} if name else {}
    plan = cpr_docs.check_batch(letter(), table(tmp_path, rows), **pattern)  # type: ignore[arg-type]
    return plan.write(tmp_path / "out", **options)


def refused(tmp_path: Path, rows: Sequence[Sequence[str]], **options: Any) -> list[str]:
    """The problems of a run that is refused, and that changes nothing in the folder."""
    before = hashes(tmp_path / "out")
    with pytest.raises(cpr_docs.StaleFiles) as caught:
        write(tmp_path, rows, **options)
    assert hashes(tmp_path / "out") == before
    return [str(problem).replace(f"{CASE}-", "") for problem in caught.value.problems]


def fresh(tmp_path: Path, rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The files that a run writes to a new folder."""
    target = tmp_path / "fresh"
    target.mkdir()
    write(target, rows)
    shutil.move(target / "out", tmp_path / "new")
    return hashes(tmp_path / "new")


NOBODYS = "is of an earlier run, and no row of this table makes it"
ANOTHER = "is of an earlier run, and this row makes another one"


class TestRefused:
    def test_letters_of_a_row_that_was_deleted(self, tmp_path: Path, out: Path) -> None:
        assert refused(tmp_path, ALL[:2]) == [f"0004-cy.docx: {NOBODYS}", f"0004-en.docx: {NOBODYS}"]

    def test_letters_of_rows_that_were_swapped(self, tmp_path: Path, out: Path) -> None:
        assert refused(tmp_path, (TOM, FFION, NIA)) == [f"0002-cy.docx: {NOBODYS}", f"0003-en.docx: {NOBODYS}"]

    @pytest.mark.parametrize("workers", [1, 2])
    def test_letters_of_rows_of_one_language_that_were_swapped(self, tmp_path: Path, workers: int) -> None:
        anna = ("Ms Anna Hill", *FFION[1:])
        write(tmp_path, (FFION, anna, NIA))
        assert refused(tmp_path, (anna, FFION, NIA), workers=workers) == [
            f"row 2, 0002-cy.docx: {ANOTHER}",
            f"row 3, 0003-cy.docx: {ANOTHER}",
        ]

    def test_letters_that_a_corrected_name_would_change(self, tmp_path: Path, out: Path) -> None:
        assert refused(tmp_path, CORRECTED) == [f"row 4, 0004-cy.docx: {ANOTHER}", f"row 4, 0004-en.docx: {ANOTHER}"]
        assert {line["row"] for line in manifest(out)} == {"2", "3", "4"}

    def test_letters_whose_names_follow_another_pattern(self, tmp_path: Path, out: Path) -> None:
        assert len(refused(tmp_path, ALL, name="{row}-{language}")) == 4

    def test_letters_of_a_row_that_is_bad_now(self, tmp_path: Path, out: Path) -> None:
        assert refused(tmp_path, (FFION, TOM, ("", *NIA[1:])), skip_bad=True) == [
            f"0004-cy.docx: {NOBODYS}",
            f"0004-en.docx: {NOBODYS}",
        ]

    def test_an_executor_of_ones_own_sees_the_same(self, tmp_path: Path, out: Path) -> None:
        with ThreadPoolExecutor(1) as executor:
            assert len(refused(tmp_path, CORRECTED, executor=executor)) == 2

    def test_letters_that_no_manifest_lists(self, tmp_path: Path, out: Path) -> None:
        (out / "manifest.csv").unlink()
        (out / f"{CASE}-0009-cy.pdf").write_bytes(b"x")
        (out / "Minutes 2013-en.docx").write_bytes(b"x")
        assert refused(tmp_path, ALL[:2]) == [
            f"{name}: is named like a letter of this batch, and no row of this table makes it"
            for name in ("0004-cy.docx", "0004-en.docx", "0009-cy.pdf")
        ]

    def test_a_name_that_differs_in_its_capitals_is_another(self, tmp_path: Path) -> None:
        write(tmp_path, [TOM], name="{name}-{row}-{language}")
        assert refused(tmp_path, [("Mr TOM Oakley", *TOM[1:])], name="{name}-{row}-{language}") == [
            f"Mr-Tom-Oakley-2-en.docx: {NOBODYS}"
        ]

    def test_a_manifest_that_is_no_longer_one(self, tmp_path: Path, out: Path) -> None:
        (out / "manifest.csv").write_text("row,file,language,sha256\n4,x.docx,cy,?\n", encoding="utf-8")
        (out / "x.docx").write_bytes(b"x")
        with pytest.raises(cpr_docs.OutputError, match="is not as a batch writes it"):
            write(tmp_path, ALL)


class TestNotStale:
    def test_the_files_of_a_stopped_run_of_the_same_table(self, tmp_path: Path, out: Path) -> None:
        (out / "manifest.csv").unlink()
        (out / f"{CASE}-0003-en.docx").unlink()
        assert write(tmp_path, ALL) == cpr_docs.BatchSummary(1, 3, ())

    def test_a_table_that_has_grown(self, tmp_path: Path, out: Path) -> None:
        assert write(tmp_path, [*ALL, ("Mrs Ann Hill", "", "", "", "en")]) == cpr_docs.BatchSummary(1, 4, ())

    def test_files_of_another_kind(self, tmp_path: Path, out: Path) -> None:
        for name in ("Agenda.docx", f"{CASE}-invitation-letter-en.docx", "notes.txt", "pack.pdf", "0002-cy.docx.bak"):
            (out / name).write_bytes(b"x")
        assert write(tmp_path, ALL).kept == 4


class TestRemove:
    @pytest.mark.parametrize("rows", [ALL[:2], (TOM, FFION, NIA), CORRECTED, ((NIA[0], "Nurse", *NIA[2:]),)])
    @pytest.mark.parametrize("workers", [1, 2])
    def test_the_folder_is_as_if_it_had_been_new(
        self, tmp_path: Path, out: Path, rows: Sequence[Sequence[str]], workers: int
    ) -> None:
        assert write(tmp_path, rows, stale="remove", workers=workers).removed
        assert hashes(out) == fresh(tmp_path, rows)

    def test_a_letter_that_somebody_has_changed_since_is_named_and_nothing_is_removed(
        self, tmp_path: Path, out: Path
    ) -> None:
        (out / f"{CASE}-0004-cy.docx").write_bytes(b"with a note")
        assert refused(tmp_path, ALL[:2], stale="remove") == [
            "0004-cy.docx: is not as an earlier run wrote it, and is not deleted; move it, or delete it yourself"
        ]

    def test_a_letter_that_no_manifest_lists_is_not_removed(self, tmp_path: Path, out: Path) -> None:
        (out / f"{CASE}-0009-cy.docx").write_bytes(b"x")
        assert len(refused(tmp_path, ALL, stale="remove")) == 1

    def test_a_link_is_not_followed(self, tmp_path: Path, out: Path) -> None:
        letter_of_nia = out / f"{CASE}-0004-cy.docx"
        letter_of_nia.rename(tmp_path / "elsewhere")
        letter_of_nia.symlink_to(tmp_path / "elsewhere")
        assert len(refused(tmp_path, ALL[:2], stale="remove")) == 1
        assert (tmp_path / "elsewhere").exists()


class TestKeep:
    def test_a_file_that_stays_is_reported_and_is_of_no_row(self, tmp_path: Path, out: Path) -> None:
        summary = write(tmp_path, ALL[:2], stale="keep")
        left = (f"{CASE}-0004-cy.docx", f"{CASE}-0004-en.docx")
        assert (summary.kept, summary.stale) == (2, left)
        lines = manifest(out)
        assert [line["row"] for line in lines] == ["2", "3", "", ""]
        assert {line["file"] for line in lines} == {path.name for path in out.glob("*.docx")}
        assert [each.row for each in written_letters(out)] == [2, 3]

    def test_it_stays_stale_until_it_is_removed(self, tmp_path: Path, out: Path) -> None:
        write(tmp_path, ALL[:2], stale="keep")
        assert len(refused(tmp_path, ALL[:2])) == 2
        assert len(write(tmp_path, ALL[:2], stale="remove").removed) == 2
        assert hashes(out) == fresh(tmp_path, ALL[:2])

    def test_a_letter_whose_name_is_taken_is_not_made_and_is_reported_for_its_row(
        self, tmp_path: Path, out: Path
    ) -> None:
        before = hashes(out)
        summary = write(tmp_path, CORRECTED, stale="keep")
        assert [problem.row for problem in summary.problems] == [4, 4]
        assert hashes(out).items() >= {name: digest for name, digest in before.items() if name.endswith("x")}.items()


class TestPdfs:
    def pdf(self, out: Path, name: str) -> Path:
        """Adds a PDF as a run with `pdf` writes it."""
        bare = b"%PDF-1.7\ntrailer\n/ID [<" + b"0" * 32 + b"> <" + b"0" * 32 + b">]\nstartxref\n0\n"
        path = out / f"{CASE}-{name}.pdf"
        plan = cpr_docs.check_batch(letter(), table(out.parent, ALL))
        printed = {outcome.filename: outcome.content or b"" for outcome in plan.for_print().render()}
        path.write_bytes(stamp(bare, printed[path.with_suffix(".docx").name]))
        digest = hashes(out)[path.name]
        with (out / "manifest.csv").open("a", encoding="utf-8") as file:
            file.write(f"{int(name[:4])},{path.name},{name[5:]},{digest}\n")
        return path

    def test_those_of_the_same_letters_stay_in_the_manifest(self, tmp_path: Path, out: Path) -> None:
        path = self.pdf(out, "0003-en")
        assert write(tmp_path, ALL) == cpr_docs.BatchSummary(0, 4, ())
        assert (path.name, "3") in {(line["file"], line["row"]) for line in manifest(out)}

    def test_those_of_nobody_and_of_another_letter_are_stale(self, tmp_path: Path, out: Path) -> None:
        self.pdf(out, "0004-en")
        assert f"0004-en.pdf: {NOBODYS}" in refused(tmp_path, ALL[:2])
        assert f"row 4, 0004-en.pdf: {ANOTHER}" in refused(tmp_path, CORRECTED)
        write(tmp_path, CORRECTED, stale="remove")
        assert hashes(out) == fresh(tmp_path, CORRECTED)

    def test_one_that_somebody_has_made_beside_a_letter_is_not_touched(self, tmp_path: Path, out: Path) -> None:
        (out / f"{CASE}-0003-en.pdf").write_bytes(b"printed from Word")
        assert write(tmp_path, ALL) == cpr_docs.BatchSummary(0, 4, ())
        changed = (FFION, ("Mr Tom Oakley-Hill", *TOM[1:]), NIA)
        assert refused(tmp_path, changed, stale="remove") == [
            "0003-en.pdf: is not as an earlier run wrote it, and is not deleted; move it, or delete it yourself"
        ]


class TestPacks:
    @pytest.mark.parametrize(
        ("rows", "stale"), [(ALL, ()), (ALL[:2], (4,)), ((TOM, FFION, NIA), (2, 3)), (CORRECTED, (4,))]
    )
    def test_a_pack_of_letters_that_are_not_in_the_table_is_stale(
        self, tmp_path: Path, out: Path, rows: Sequence[Sequence[str]], stale: tuple[int, ...]
    ) -> None:
        for row in (2, 3, 4):
            (out / f"pack-{row:04}.pdf").write_bytes(b"x")
        if stale:
            found = [problem for problem in refused(tmp_path, rows) if problem.startswith("pack")]
            message = "is a pack of an earlier run, of letters that are not in this table"
            assert found == [f"pack-{row:04}.pdf: {message}" for row in stale]
        else:
            assert write(tmp_path, rows).kept == 4

    def test_one_is_removed_only_as_it_was_made(self, tmp_path: Path, out: Path, soffice: StandIn) -> None:
        cpr_docs.pack_batch(out, [], office=soffice)
        packs = sorted(out.glob("pack-*.pdf"))
        assert len(packs) == 3
        content = packs[2].read_bytes()
        packs[2].write_bytes(content.replace(b"/Type", b"/Tipe", 1))
        assert refused(tmp_path, CORRECTED, stale="remove") == [
            "pack-0004.pdf: is not as an earlier run wrote it, and is not deleted; move it, or delete it yourself"
        ]
        packs[2].write_bytes(content)
        assert packs[2].name in write(tmp_path, CORRECTED, stale="remove").removed
        assert sorted(out.glob("pack-*.pdf")) == packs[:2]


class TestCommand:
    def run(self, tmp_path: Path, *options: str) -> Any:
        import json

        (tmp_path / "letter.json").write_text(json.dumps(letter()), encoding="utf-8")
        arguments = [tmp_path / "letter.json", tmp_path / "people.csv", "-o", tmp_path / "out", *options]
        return CliRunner().invoke(main, ["batch", *map(str, arguments)])

    def test_it_ends_with_1_and_names_each_file_and_both_ways_out(self, tmp_path: Path, out: Path) -> None:
        table(tmp_path, ALL[:2])
        before = hashes(out)
        for options in ((), ("--quiet",)):
            result = self.run(tmp_path, *options)
            assert result.exit_code == 1
            assert result.stderr.splitlines()[not options :] == [
                f"cpr-docs: {out}: 2 problems",
                f"  {CASE}-0004-cy.docx: {NOBODYS}",
                f"  {CASE}-0004-en.docx: {NOBODYS}",
                "  Nothing was written. --remove-stale deletes files of an earlier run, --keep-stale leaves them; "
                "or fill a new folder.",
            ]
            assert hashes(out) == before

    def test_a_file_that_stays_is_reported_even_with_quiet(self, tmp_path: Path, out: Path) -> None:
        table(tmp_path, ALL[:2])
        result = self.run(tmp_path, "--keep-stale", "--quiet")
        assert result.exit_code == 0
        assert f"  {CASE}-0004-cy.docx" in result.stderr.splitlines()

    def test_a_file_that_is_removed_is_reported(self, tmp_path: Path, out: Path) -> None:
        table(tmp_path, ALL[:2])
        result = self.run(tmp_path, "--remove-stale")
        assert (result.exit_code, len(list(out.glob("*.docx")))) == (0, 2)
        assert "\nremoved 2 files of an earlier run:\n" in result.stderr

    def test_both_answers_at_once_are_wrong_use(self, tmp_path: Path, out: Path) -> None:
        assert self.run(tmp_path, "--remove-stale", "--keep-stale").exit_code == 2

    def test_another_answer_is_refused_in_python(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="refuse, remove, keep"):
            write(tmp_path, ALL, stale="drop")
