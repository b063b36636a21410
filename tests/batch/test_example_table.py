"""A table of recipients to start from: a batch reads it as it is, in either language, and a workbook offers answers."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.models.registry import form_class, form_names
from tests.batch.test_own_forms import Notice
from tests.cli.command import run

WITH_RECIPIENTS = [name for name in form_names() if form_class(name).variants()[0].ADDRESSEE]
OTHERS = [name for name in form_names() if name not in WITH_RECIPIENTS]


def shared(name: str) -> dict[str, Any]:
    """The data that all recipients share."""
    form = form_class(name)
    personal = {form.ADDRESSEE, form.ANSWERED, *form.PER_RECIPIENT}
    data = cpr_docs.example(name).model_dump(mode="json")
    return {key: value for key, value in data.items() if key not in personal}


def cells(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", WITH_RECIPIENTS)
def test_a_batch_reads_it_and_makes_the_invented_recipients_letters(
    tmp_path: Path, name: str, language: Language, suffix: str
) -> None:
    path = tmp_path / f"recipients{suffix}"
    cpr_docs.example_table(name, path, language=language)
    plan = cpr_docs.check_batch(shared(name), path)
    assert (plan.problems, plan.rows, plan.documents) == ((), 1, 2)
    assert not any("without an address" in str(note) or "left out" in str(note) for note in plan.notes)


def test_the_recipient_is_that_of_the_example(tmp_path: Path) -> None:
    cpr_docs.example_table("invitation_letter", tmp_path / "a.csv")
    plan = cpr_docs.check_batch(shared("invitation_letter"), tmp_path / "a.csv", language="en")
    (outcome,) = plan.render()
    read: Any = cpr_docs.read(outcome.content or b"")
    expected: Any = cpr_docs.example("invitation_letter")
    assert read.recipient.name == expected.recipient.name
    assert read.recipient.address.en == expected.recipient.address.en


@pytest.mark.parametrize(("language", "answers"), [
    ("en", ["Welsh and English", "Welsh", "English"]), ("cy", ["Cymraeg a Saesneg", "Cymraeg", "Saesneg"]),
])  # fmt: skip
def test_a_workbook_offers_the_languages(tmp_path: Path, language: str, answers: list[str]) -> None:
    cpr_docs.example_table("invitation_letter", tmp_path / "a.xlsx", language=language)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    (rule,) = book.active.data_validations.dataValidation
    sheet, _, range_ = rule.formula1.rpartition("!")
    assert [cell.value for (cell,) in book[sheet.strip("'")][range_.replace("$", "")]] == answers
    for answer in answers:
        row = {"Name": "Ms A", "Language": answer}
        assert cpr_docs.check_batch(shared("invitation_letter"), [row]).problems == ()


def test_a_form_of_ones_own_has_headings_and_no_invented_row(tmp_path: Path) -> None:
    cpr_docs.example_table(Notice, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfName of the visitor,Language\r\n"


@pytest.mark.parametrize("name", OTHERS)
def test_a_form_without_a_recipient_has_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="has no recipient"):
        cpr_docs.example_table(name, tmp_path / "a.csv")
    assert run(tmp_path, "example", name, "--table", "a.csv").exit_code == 2
    assert not (tmp_path / "a.csv").exists()


def test_a_file_that_exists_is_replaced_only_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"mine")
    with pytest.raises(cpr_docs.OutputExists):
        cpr_docs.example_table("invitation_letter", tmp_path / "a.csv")
    with pytest.raises(cpr_docs.OutputError, match=r"\.xlsx or a \.csv"):
        cpr_docs.example_table("invitation_letter", tmp_path / "a.ods")
    cpr_docs.example_table("invitation_letter", tmp_path / "a.csv", overwrite=True)


def test_the_command_writes_it_and_prints_no_json(tmp_path: Path) -> None:
    result = run(tmp_path, "example", "invitation_letter", "--table", "pobl.xlsx", "-l", "cy")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote pobl.xlsx\n")
    headings = cells(tmp_path / "pobl.xlsx")[0]
    assert {"Enw", "Cyfarchiad", "Cyfeiriad 1", "Cod post"} < {*headings}
    assert headings[-1] == "Iaith"
    assert run(tmp_path, "example", "invitation_letter", "--table", "pobl.xlsx").exit_code == 2
    both = run(tmp_path, "example", "invitation_letter", "--table", "pobl.xlsx", "--force", "-o", "letter.json")
    assert (both.exit_code, (tmp_path / "letter.json").exists()) == (0, True)


@pytest.mark.parametrize("name", WITH_RECIPIENTS)
def test_the_table_and_the_letter_of_the_command_are_a_batch(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, "example", name, "--table", "people.csv", "-o", "letter.json").exit_code == 0
    result = run(tmp_path, "batch", "letter.json", "people.csv", "-o", "out", "--check")
    assert (result.exit_code, "recipients: 1, in row 2" in result.stderr) == (0, True)


def test_a_table_for_requests_says_which_agency_each_asks(tmp_path: Path) -> None:
    cpr_docs.example_table("timeline_request", tmp_path / "a.xlsx")
    headings, row = cells(tmp_path / "a.xlsx")
    assert headings.index("Agency") < headings.index("Agency asked for the timeline") < headings.index("Language")
    assert row[headings.index("Agency asked for the timeline")] == "Local Health Board"
