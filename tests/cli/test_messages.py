"""The language of messages: the option of every command, the environment, and documents' own language."""

from pathlib import Path

import click
import pytest

import cpr_docs
from cpr_docs.cli import main
from cpr_docs.cli.messages import environment_language
from tests.cli.command import run, write


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def _commands(group: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(group, click.Group):
        return [path]
    context = click.Context(group)
    inner = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    return [path, *(each for name, command in inner if command for each in _commands(command, (*path, name)))]


@pytest.mark.parametrize("command", _commands(main), ids=" ".join)
def test_every_command_has_the_option(command: tuple[str, ...], tmp_path: Path) -> None:
    shown = run(tmp_path, *command, "--help")
    assert shown.output.count("--messages") == 1
    refused = run(tmp_path, *command, "--messages", "fr")
    assert refused.exit_code == 2
    assert "--messages" in refused.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--messages", "cy", "render", "case.json"), ("render", "case.json", "--messages", "cy")],
    ids=["before the command", "after it"],
)
def test_a_refusal_comes_in_the_language_of_messages(arguments: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, "evaluation_form/concise", event_on=None)
    result = run(tmp_path, *arguments, "-l", "cy")
    assert result.exit_code == 1
    assert "1 broblem" in result.stderr
    assert "event_on: mae ar goll" in result.stderr


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "cy_GB.UTF-8"}, "cy"),
        ({"LANG": "cy_GB.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "cy"}, "cy"),
        ({"LANG": "cy_GB", "LC_ALL": ""}, "cy"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_environment_names_the_language(environment: dict[str, str], language: str | None) -> None:
    assert environment_language(environment) == language


def test_the_environment_decides_without_the_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "evaluation_form/concise")
    monkeypatch.setenv("LANG", "cy_GB.UTF-8")
    assert "ysgrifennwyd a.docx" in run(tmp_path, "render", "case.json", "-l", "en", "-o", "a.docx").stderr
    english = run(tmp_path, "render", "case.json", "-l", "en", "-o", "b.docx", "--messages", "en")
    assert "wrote b.docx" in english.stderr
    exists = run(tmp_path, "render", "case.json", "-l", "en", "-o", "b.docx")
    assert exists.exit_code == 2
    assert "mae ffeil yno eisoes" in exists.stderr


def test_a_wrong_combination_is_refused_in_welsh(tmp_path: Path) -> None:
    write(tmp_path, "evaluation_form/concise")
    result = run(tmp_path, "render", "case.json", "-l", "both", "-o", "a.docx", "--messages", "cy")
    assert result.exit_code == 2
    assert "dwy ddogfen yw’r ddwy iaith" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("options", "words"),
    [((), "nid oes dim wedi newid"), (("--messages", "en"), "nothing changed")],
    ids=["the document's language", "the option"],
)
def test_a_document_is_described_in_its_own_language(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    path = write(tmp_path, "evaluation_form/concise")
    form = cpr_docs.Form.parse(path.read_bytes())
    cpr_docs.render(form, "cy").save(tmp_path / "a.docx")
    result = run(tmp_path, "read", "a.docx", "--original", "case.json", *options)
    assert result.exit_code == 0
    assert words in result.stderr


def test_findings_of_templates_are_in_the_language_of_messages(tmp_path: Path) -> None:
    run(tmp_path, "templates", "export", "house")
    broken = tmp_path / "house" / "en" / "no_form.concise.docx"
    broken.write_bytes((tmp_path / "house" / "en" / "report.concise.docx").read_bytes())
    english = run(tmp_path, "templates", "check", "house")
    welsh = run(tmp_path, "templates", "check", "house", "--messages", "cy")
    assert "1 finding" in english.stderr
    assert "1 canfyddiad" in welsh.stderr
    assert english.stdout != welsh.stdout
