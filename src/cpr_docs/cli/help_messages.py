"""The help of the commands as messages of the catalogue, and a command whose help is in the language of messages.

Help is not marked with `_`: `extract` finds it where click does, in docstrings and in the keywords ``help`` and
``metavar``. Each paragraph is a message, and an argument's name has the context "argument".
"""

import ast
import copy
import inspect
from collections.abc import Iterator
from typing import IO, Any, TypeVar, cast

import click

from cpr_docs.cli.messages import message_language
from cpr_docs.language.catalogue import Untranslated, p_, translate
from cpr_docs.language.languages import Language

_Command = TypeVar("_Command", bound=click.Command)
_Copied = TypeVar("_Copied")
_Found = tuple[int, str, Any, list[str]]
_ARGUMENT = "argument"
_MARKS = "[]."
"""Round the name of an argument, they say that it may be missing, or that it may be repeated."""


def extract(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[_Found]:
    """The marked messages and the help of a module, for Babel."""
    # Imported on use: only the extraction of messages needs Babel's.
    from babel.messages.extract import extract_python

    content = file.read()
    file.seek(0)
    yield from cast("Iterator[_Found]", extract_python(file, keywords, comment_tags, options))
    for node in ast.walk(ast.parse(content)):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            yield from ((node.lineno, "_", text, []) for text in paragraphs(ast.get_docstring(node) or ""))


def _of_call(call: ast.Call) -> Iterator[_Found]:
    """The help and the metavar of an option; the metavar or the name of an argument."""
    texts = {word.arg: str(word.value.value) for word in call.keywords if isinstance(word.value, ast.Constant)}
    if _name(call) in ("option", "Option") and "help" in texts:
        yield call.lineno, "_", texts["help"], []
    if _name(call) == "argument" and isinstance(call.args[0], ast.Constant):
        texts.setdefault("metavar", str(call.args[0].value).upper())
    if _name(call) in ("argument", "option") and "metavar" in texts:
        yield call.lineno, "p_", (_ARGUMENT, texts["metavar"].strip(_MARKS)), []


def _makes_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name(decorator) in ("command", "group")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in inspect.cleandoc(text).split("\n\n") if paragraph.strip()]


def with_localised_help(command: _Command) -> _Command:
    """The command itself for English; for Welsh, a copy with the Welsh of its help."""
    if message_language() is Language.ENGLISH:
        return command
    copied: _Command = _copy(
        command,
        help=command.help and "\n\n".join(map(_said, paragraphs(command.help))),
        epilog=command.epilog and "\n".join(map(_said, command.epilog.split("\n"))),
        options_metavar=_said(command.options_metavar or ""),
        params=list(map(_localised_parameter, command.params)),
        _help_option=None,  # The option --help that click made, perhaps in another language.
    )
    if isinstance(copied, click.Group):
        copied.subcommand_metavar = _said(copied.subcommand_metavar)
        copied.commands = {name: with_localised_help(inner) for name, inner in copied.commands.items()}
    return copied


def _localised_parameter(parameter: click.Parameter) -> click.Parameter:
    # The words for an argument in click's errors, and in its place in the usage, are those of its type.
    kind = _copy(parameter.type, name=_said(parameter.type.name))
    metavar = parameter.metavar
    if isinstance(parameter, click.Option):
        return _copy(
            parameter, type=kind, help=parameter.help and _said(parameter.help), metavar=metavar and _argument(metavar)
        )
    if metavar is None and not isinstance(kind, click.Choice):
        metavar = (parameter.name or "").upper()
        metavar = metavar if parameter.required else f"[{metavar}]"
    return _copy(parameter, type=kind, metavar=metavar and _argument(metavar))


def _copy(original: _Copied, **changes: Any) -> _Copied:
    copied = copy.copy(original)
    for name, value in changes.items():
        setattr(copied, name, value)
    return copied


def _argument(metavar: str) -> str:
    name = metavar.strip(_MARKS)
    return metavar.replace(name, _said(name, p_(_ARGUMENT, name)))


def _said(text: str, message: str | None = None) -> str:
    """A text in the language of messages; itself if it is no message, as a line of an example is."""
    try:
        return translate(message or text, message_language())
    except Untranslated:
        return text
