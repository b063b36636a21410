"""Every command has help, and its example works as it is written."""

import csv
import itertools
import re
import shutil
import subprocess
from pathlib import Path

import click
import openpyxl
import pypdf
import pytest

import cpr_docs
from cpr_docs.cli import main
from tests.authoring.letterhead import letterhead
from tests.cli.command import files, run, shell_environment
from tests.models.data import FOLDER
from tests.witnesses import libreoffice, presence

COMMANDS = main.list_commands(click.Context(main))


def _command(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def help_of(*arguments: str) -> str:
    return run(Path.cwd(), *arguments, "-h").stdout


def examples_in(text: str) -> list[str]:
    """The lines of the example: indented below its heading, to the end of the paragraph."""
    _before, heading, below = text.partition("Example:\n")
    assert heading, text
    return [line.strip() for line in below.partition("\n\n")[0].splitlines()]


def prepare(folder: Path) -> None:
    """Writes the files that the examples name."""
    for name in ("case", "draft"):
        shutil.copy(FOLDER / "evaluation_form" / "concise.json", folder / f"{name}.json")
    shutil.copy(FOLDER / "invitation_letter" / "concise.sparse.json", folder / "letter.json")
    answered = cpr_docs.render(cpr_docs.example("evaluation_form"), "cy")
    answered.save(folder / "returned.docx")
    example = cpr_docs.example("invitation_letter", sparse=True)
    letter = cpr_docs.render(example, "en")
    letter.save(folder / "letter.docx")
    for form in ("terms_of_reference", "evaluation_form"):
        name = "terms" if form.startswith("terms") else "evaluation"
        shutil.copy(FOLDER / form / "concise.json", folder / f"{name}.json")
    for suffix in ("csv", "xlsx"):
        terms = cpr_docs.example("terms_of_reference", "concise")
        cpr_docs.write_table(terms, "panel_members", folder / f"members.{suffix}")
    _prepare_timelines(folder)
    _prepare_plans_and_comments(folder)
    (folder / "letterhead.docx").write_bytes(letterhead())
    guidance = pypdf.PdfWriter()
    guidance.add_blank_page(595, 842)
    guidance.write(folder / "guidance.pdf")
    (folder / "returns").mkdir()
    answered.save(folder / "returns" / "1.docx")
    table = folder / "recipients.csv"
    with (FOLDER / "invitation_letter" / "recipients.csv").open(encoding="utf-8", newline="") as file:
        rows = list(itertools.islice(csv.reader(file), 3))
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "recipients.xlsx")


def _prepare_timelines(folder: Path) -> None:
    merged = cpr_docs.example("merged_timeline")
    (folder / "merged.json").write_text(merged.model_dump_json(), encoding="utf-8")
    cpr_docs.write_table(merged, "entries", folder / "entries.xlsx")
    (folder / "report-1.json").write_text(cpr_docs.example("report", "concise").model_dump_json(), encoding="utf-8")
    health = cpr_docs.example("agency_timeline")
    (folder / "timelines").mkdir()
    for name, changes in (
        ("health.docx", {}),
        ("health-2.docx", {"version": 2}),
        ("police.docx", {"agency": "police"}),
        ("timelines/education.json", {"agency": "education"}),
    ):
        form = health.replace(changes)
        if name.endswith(".json"):
            (folder / name).write_text(form.model_dump_json(), encoding="utf-8")
        else:
            cpr_docs.render(form, "en").save(folder / name)


def _prepare_plans_and_comments(folder: Path) -> None:
    for name in ("plans", "comments"):
        (folder / name).mkdir()
    cpr_docs.render(cpr_docs.example("learning_points_letter"), "en").save(folder / "comments" / "1.docx")
    plan = cpr_docs.example("action_plan", "concise")
    (folder / "plan-1.json").write_text(plan.model_dump_json(), encoding="utf-8")
    other = cpr_docs.render(cpr_docs.example("action_plan", "extended"), "cy")
    other.save(folder / "plan-2.docx")
    other.save(folder / "plans" / "2.docx")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does_and_has_an_example_of_its_own(command: str) -> None:
    text = help_of(command)
    assert text.startswith(f"Usage: cpr-docs {command} ")
    assert "\\b" not in text
    assert "\b" not in text
    lines = examples_in(text)
    assert lines
    assert all(line.startswith("cpr-docs ") for line in lines)
    assert any(f"cpr-docs {command}" in line for line in lines)


def test_the_command_itself_has_an_example() -> None:
    assert examples_in(help_of())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained_unless_its_answers_are(command: str) -> None:
    for parameter in _command(command).params:
        if isinstance(parameter, click.Option):
            assert parameter.help or isinstance(parameter.type, click.Choice), parameter.name


@pytest.mark.parametrize("command", COMMANDS)
def test_dash_h_and_dash_dash_help_are_the_same(command: str) -> None:
    assert run(Path.cwd(), command, "--help").stdout == help_of(command)


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell to run the examples")
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_example_works_as_it_is_written(command: str, tmp_path: Path) -> None:
    if "pdf" in help_of(*command.split()):
        presence.require(libreoffice.NAME, libreoffice.available())
    tools, folder = tmp_path / "tools", tmp_path / "folder"
    tools.mkdir()
    folder.mkdir()
    environment = shell_environment(tools)
    prepare(folder)
    before = files(folder)
    for line in examples_in(help_of(*command.split())):
        done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, encoding="utf-8")
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), (line, done.stderr)
        target = re.search(r"(?:>|-o) (\S+)", line)
        if target:
            assert (folder / target[1]).exists(), line
    assert set(before) <= set(files(folder))


def test_nothing_at_all_is_wrong_use() -> None:
    result = run(Path.cwd())
    assert result.exit_code == 2
    assert "Usage: cpr-docs" in result.output
