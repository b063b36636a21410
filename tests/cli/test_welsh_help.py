"""Somebody who reads Welsh finds no English in the help and in the refusals of the commands, but words of code."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cpr_docs.cli import click_words, main
from cpr_docs.cli.click_words import WORDS
from tests.cli.command import run, write
from tests.language.messages import unknown_welsh
from tests.witnesses import presence, welsh_dictionary

#: Words of click that no command of this library says: of prompts, of deprecation, of the author's own mistakes.
_UNSAID = re.compile(
    r"deprecat|extra_message|already exists|[cC]onfirm|requires .nargs|values are required|Do you want|env var|dynamic|"
    r"defined twice|Boolean option|Could not|declar|iterable|Takes |start character|takes .nargs. values|Choice\(|"
    r"format|boolean|UUID|executable|unknown error|prog\)s|Positional|Missing .param_type|parameter: "
)


def _commands(group: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(group, click.Group):
        return [path]
    context = click.Context(group)
    inner = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    return [path, *(each for name, command in inner if command for each in _commands(command, (*path, name)))]


@pytest.fixture(autouse=True)
def english_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def dictionary() -> None:
    presence.require(welsh_dictionary.NAME, welsh_dictionary.available())


def _without_code(shown: str) -> str:
    """The words of help or of a refusal that are no code: without options, choices, defaults and examples."""
    text = re.sub(r"(?m)^  Enghraifft:\n(?:    .*\n)+", "", shown)
    # A line may end inside the name of a form.
    text = re.sub(
        r"\{[^{}]*\|[^{}]*\}|\[[\w|]+\|[\w|]+\]|\[diofyn:\s[^\]]*\]|x>=1|^\t\w+,?$", " ", text, flags=re.MULTILINE
    )
    text = re.sub(r"cpr-docs(?: [a-z]+)*|LC_[A-Z]+|\bLANG\b|'[^']*'", " ", text)
    text = re.sub(r"--?[a-z][a-z-]*(?: (?:screen|paper|final|published|rows)\b)?|\w+\.\w+|(?<!\w)\.\w+", " ", text)
    return re.sub(r"(?m)^  [a-z]+(?=  )|'[^']*'", " ", text)


@pytest.mark.usefixtures("dictionary")
@pytest.mark.parametrize("command", _commands(main), ids=" ".join)
def test_the_help_is_welsh(command: tuple[str, ...], tmp_path: Path) -> None:
    for arguments in ((*command, "-h", "--messages", "cy"), ("--messages=cy", *command, "--help")):
        shown = run(tmp_path, *arguments).stdout
        assert shown.startswith("Defnydd: cpr-docs")
        assert unknown_welsh(_without_code(shown)) == []


@pytest.mark.parametrize("command", _commands(main), ids=" ".join)
def test_both_languages_have_the_same_options_and_examples(command: tuple[str, ...], tmp_path: Path) -> None:
    welsh = run(tmp_path, *command, "-h", "--messages", "cy").stdout
    english = run(tmp_path, *command, "-h", "--messages", "en").stdout
    code = re.compile(r"^  (-\w, --[a-z-]+|--[a-z-]+(?=[ \n])|  cpr-docs .*$)", re.MULTILINE)
    assert code.findall(welsh) == code.findall(english)


def test_the_language_of_help_is_forgotten_after_the_command(tmp_path: Path) -> None:
    before = run(tmp_path, "render", "-h").stdout
    run(tmp_path, "render", "-h", "--messages", "cy")
    assert run(tmp_path, "render", "-h").stdout == before


def _refusals() -> Iterator[tuple[str, ...]]:
    yield ("nothing",)
    yield ("rend",)
    yield ("render", "--forse")
    yield ("render", "case.json")
    yield ("render", "-l", "fr", "case.json")
    yield ("render", "-l", "cy", "case.json", "further.json")
    yield ("render", "-l", "cy", "case.json", "more", "further.json")
    yield ("render", "case.json", "-l")
    yield ("render", "-l", "cy")
    yield ("render", "--force=x", "case.json")
    yield ("read", "not-there.docx")
    yield ("read", ".")
    yield ("templates", "check", "case.json")
    yield ("templates", "nothing")
    yield ("batch", "case.json", "case.json", "-o", "out", "--workers", "0")
    yield ("batch", "case.json", "case.json", "-o", "out", "--workers", "x")
    yield ("example",)
    yield ("example", "nothing")
    yield ("pack",)


@pytest.mark.usefixtures("dictionary")
@pytest.mark.parametrize("arguments", list(_refusals()), ids=" ".join)
def test_a_refusal_of_the_arguments_is_welsh(arguments: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, "evaluation_form/concise")
    result = run(tmp_path, "--messages", "cy", *arguments)
    assert result.exit_code == 2
    assert "Gwall: " in result.stderr
    assert unknown_welsh(_without_code(re.sub(r"'[^']*'", " ", result.stderr))) == []


def test_every_word_that_click_can_say_is_in_the_catalogue() -> None:
    said = {text for name in click_words.MODULES for text in _marked(importlib.import_module(f"click.{name}"))}
    unsaid = {text for text in said if _UNSAID.search(text)}
    assert {text for text in said - unsaid if text not in WORDS} == set()


def _marked(module: object) -> Iterator[str]:
    """The texts that a module of click marks for gettext."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):  # type: ignore[arg-type]
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "ngettext"):
            yield from (
                text.value for text in call.args if isinstance(text, ast.Constant) and isinstance(text.value, str)
            )
