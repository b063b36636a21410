"""The language of messages: the option ``--messages`` of every command, and what it is without that option."""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar

import click

from cpr_docs.language.catalogue import fill_in, in_language
from cpr_docs.language.languages import Language

_OPTION = "--messages"
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
def decided(arguments: Sequence[str]) -> Iterator[None]:
    """Lets the arguments of a command, or else the environment, decide the language until the end of the block.

    The arguments are searched before they are parsed, since help and a refusal of the arguments are messages too.
    """
    token = _LANGUAGE.set(_named_language(arguments) or environment_language())
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


def _named_language(arguments: Sequence[str]) -> Language | None:
    """The language of the last ``--messages`` of the arguments; None without one, or if it names no language."""
    named = [
        value if equals else following
        for (option, equals, value), following in zip(
            (argument.partition("=") for argument in arguments), [*arguments[1:], ""], strict=False
        )
        if option == _OPTION
    ]
    return Language(named[-1]) if named and named[-1] in list(Language) else None


def with_messages_option(command: click.Command) -> click.Command:
    """The command, and all commands below it, with the option ``--messages``."""
    if not any(option.name == "messages" for option in command.params):
        command.params.append(
            click.Option(
                [_OPTION],
                type=click.Choice(["cy", "en"]),
                expose_value=False,
                help="The language of messages; by default that of LC_ALL, LC_MESSAGES or LANG.",
            )
        )
    for inner in getattr(command, "commands", {}).values():
        with_messages_option(inner)
    return command
