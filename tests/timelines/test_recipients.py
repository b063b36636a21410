"""The practitioners of agency timelines become a table of recipients that a batch reads."""

from pathlib import Path
from typing import Any

import pytest

import cpr_docs
from tests.cli.command import CANARY, run, write

HEALTH: Any = cpr_docs.example("agency_timeline")


def school(*people: dict[str, Any]) -> Any:
    """The timeline of the same case by a school, with these practitioners."""
    return HEALTH.replace({"agency": "education", "service": None, "practitioners": people})


def test_each_practitioner_is_a_row_and_a_batch_reads_the_table(tmp_path: Path) -> None:
    found = cpr_docs.recipients([HEALTH])
    assert [row["Name"] for row in found] == [person.name for person in HEALTH.practitioners]
    assert found.joined == ()
    first = found[0]
    assert (first["Agency (English)"], first["Agency (Welsh)"]) == ("Local Health Board", "Bwrdd Iechyd Lleol")
    assert (first["Language"], first["E-mail"]) == ("Welsh", "angharad.tudur-price@healthboard.example")
    letter = cpr_docs.example("invitation_letter").model_dump(mode="json", exclude={"recipient", "reply"})
    for language in ("en", "cy"):
        cpr_docs.recipients([HEALTH], language=language).save(tmp_path / f"{language}.csv")
        assert cpr_docs.check_batch(letter, tmp_path / f"{language}.csv").rows == 4


def test_one_person_of_two_timelines_is_one_row_and_is_told() -> None:
    people = ({"name": "LLYR WYN MATHIAS", "job_title": "Welfare", "address": "A\nB"}, {"name": "Linda Prosser"})
    found = cpr_docs.recipients([HEALTH, school(*people)])
    # The agency is written in Welsh in one timeline; Linda Prosser of another agency is another person.
    assert [row["Name"] for row in found][3:] == ["Llŷr Wyn Mathias", "Linda Prosser"]
    (joined,) = found.joined
    assert (joined.row, joined.differing) == (5, ("Job title",))
    assert joined.places == ((1, "practitioners[3]"), (2, "practitioners[0]"))
    assert (found[3]["Job title"], found[3]["Address"]) == ("Swyddog Lles Addysg", "A\nB")


def test_a_formula_in_a_cell_is_text(tmp_path: Path) -> None:
    cpr_docs.recipients([school({"name": "=1+1"})]).save(tmp_path / "people.csv")
    assert "'=1+1" in (tmp_path / "people.csv").read_text(encoding="utf-8-sig")
    with pytest.raises(cpr_docs.OutputExists):
        cpr_docs.recipients([HEALTH]).save(tmp_path / "people.csv")


def test_timelines_of_two_cases_and_other_forms_are_refused() -> None:
    with pytest.raises(ValueError, match="of one case"):
        cpr_docs.recipients([HEALTH, cpr_docs.example("agency_timeline", "extended")])
    with pytest.raises(TypeError, match="timeline 2 must be an agency timeline"):
        cpr_docs.recipients([HEALTH, cpr_docs.example("report")])


def test_the_command_reads_word_documents_and_json_and_names_no_one(tmp_path: Path) -> None:
    cpr_docs.render(HEALTH, "cy").save(tmp_path / "health.docx")
    write(tmp_path, "agency_timeline/concise", "again.json", practitioners=[{"name": "Linda Prosser"}])
    result = run(tmp_path, "recipients", "health.docx", "again.json", "-o", "people.csv")
    assert result.exit_code == 0
    assert "row 4: one person, named at health.docx practitioners[2]; again.json practitioners[0]" in result.stderr
    assert "Linda" not in result.output
    write(tmp_path, "report/concise")
    assert run(tmp_path, "recipients", "case.json", "-o", "other.csv").exit_code == 1


def test_the_command_tells_of_all_files_at_once_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"form": ', encoding="utf-8")
    write(tmp_path, "agency_timeline/concise", "bad.json", version=CANARY)
    write(tmp_path, "agency_timeline/concise", "good.json")
    result = run(tmp_path, "recipients", "good.json", "bad.json", "cut.json", "-o", "people.csv")
    assert result.exit_code == 1
    assert "bad.json: 1 problem\n  version: " in result.stderr
    assert "cut.json: 1 problem" in result.stderr
    write(tmp_path, "agency_timeline/concise", "other.json", case_identifier=CANARY)
    result = run(tmp_path, "recipients", "good.json", "other.json", "-o", "people.csv")
    assert (result.exit_code, result.stderr) == (1, "cpr-docs: other.json, case_identifier: is that of another case\n")
    assert not (tmp_path / "people.csv").exists()
