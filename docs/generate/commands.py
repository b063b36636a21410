"""The reference of the command line: purpose, usage, options and examples of each command, read from click."""

import inspect
from collections.abc import Iterator

import click

from cpr_docs.cli import main
from docs.generate.markdown import plain, table

_NAME = "cpr-docs"


def commands() -> str:
    """The reference of the command line."""
    return "\n".join(_described(main, click.Context(main, info_name=_NAME, **main.context_settings), 2))


def _described(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"{'#' * level} `{context.command_path}`"
    yield ""
    yield plain(inspect.cleandoc(command.help or ""))
    yield ""
    yield f"<!-- not run: a pattern, not a command -->\n```text\n{usage}\n```"
    options = [parameter for parameter in command.get_params(context) if isinstance(parameter, click.Option)]
    yield from table(("Option", "Effect"), (_option(option, context) for option in options))
    yield from _examples(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _described(below, click.Context(below, info_name=name, parent=context), level + 1)


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    written, text = option.get_help_record(context) or ("", "")
    help_text, _bracket, extra = text.rpartition("  [")
    if extra and help_text:
        text = f"{help_text} ({extra.rstrip(']')})"
    elif text.startswith("[") and text.endswith("]"):
        text = text.strip("[]").capitalize() + "."
    return f"`{written}`", plain(text)


def _examples(command: click.Command) -> Iterator[str]:
    lines = [line.strip() for line in (command.epilog or "").splitlines()]
    examples = [line for line in lines if line.startswith(_NAME)]
    if examples:
        yield "<!-- not run: the tests of the command line run these examples -->"
        yield "```sh"
        yield from examples
        yield "```"
        yield ""
