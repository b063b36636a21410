"""The language of messages: the option ``--messages`` of every command, and what it is without that option."""

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextvars import ContextVar

import click

from cpr_docs.language.catalogue import fill_in, in_language
from cpr_docs.language.languages import Language

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = ("C", "POSIX")

_LANGUAGE: ContextVar[Language | None] = ContextVar("_LANGUAGE", default=None)


def environment_language(environment: Mapping[str, str] = os.environ) -> Language | None:
    """The language of the first variable that is set: Welsh, or English for any other; None if none is set."""
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if locale.partition(".")[0] in ("", *_NO_LANGUAGE):
        return None
    return Language.WELSH if locale.startswith("cy") else Language.ENGLISH


def message_language(default: Language = Language.ENGLISH) -> Language:
    """The language of messages; the default if neither ``--messages`` nor the environment names one."""
    return _LANGUAGE.get() or default


@contextlib.contextmanager
def undecided() -> Iterator[None]:
    """Leaves the language open until the options of a command are parsed, and forgets what they decided."""
    token = _LANGUAGE.set(None)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def localised(message: str, /, **parameters: object) -> str:
    """A marked message in the language of messages."""
    return fill_in(message, parameters, message_language())


def localised_text(value: object) -> str:
    """An error, a finding or a sentence in the language of messages; any other value as its string."""
    return str(in_language(value, message_language()))


def _set_language(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value is not None:
        _LANGUAGE.set(Language(value))
    elif context.parent is None:
        _LANGUAGE.set(environment_language())


def with_messages_option(command: click.Command) -> click.Command:
    """The command, and all commands below it, with the option ``--messages``."""
    if not any(option.name == "messages" for option in command.params):
        command.params.append(
            click.Option(
                ["--messages"],
                type=click.Choice(["en", "cy"]),
                expose_value=False,
                is_eager=True,
                callback=_set_language,
                help="The language of messages; by default that of LC_ALL, LC_MESSAGES or LANG.",
            )
        )
    for inner in getattr(command, "commands", {}).values():
        with_messages_option(inner)
    return command
