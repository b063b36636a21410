"""The command ``cpr-docs``: one file for each command, which calls the library and adds nothing to it.

Data goes to standard output, messages to standard error. The exit status is 0 for success, 1 if the data or a template
has problems, all of which are listed, and 2 if the command was used wrongly.
"""

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from cpr_docs.cli.click_words import localised_click
from cpr_docs.cli.help_messages import with_localised_help
from cpr_docs.cli.messages import decided, localised, with_messages_option
from cpr_docs.cli.options import examples
from cpr_docs.cli.streams import error_text, exit_on_signals, fail, report_stream_errors
from cpr_docs.errors import CprDocsError, OfficeFailed, OfficeNotFound, OutputError, OutputExists
from cpr_docs.files import EXISTS
from cpr_docs.language.catalogue import _

_COMMANDS = {
    "batch": "batch:batch",
    "blank": "blank:blank",
    "check": "check:check",
    "collate": "collate:collate",
    "example": "example:example",
    "fields": "fields:fields",
    "filter": "filter:filter_timeline",
    "forms": "forms:list_forms",
    "merge": "merge:merge",
    "pack": "pack:pack",
    "progress": "progress:progress",
    "read": "read:read_document",
    "recipients": "recipients:recipients",
    "refresh": "refresh:refresh",
    "render": "render:render",
    "rows": "rows:rows",
    "schema": "schema:schema",
    "summary": "summary:summary",
    "table": "table:table",
    "templates": "templates:templates",
    "translate": "translate:translate",
}
"""Each command's module and function; the module is imported when the command is first used."""


_REPLACED = _("{path}: there is a file already; --force replaces it")


class _CprGroup(click.Group):
    """Imports commands lazily, adds ``--messages`` to each, and turns errors into a message and an exit status."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        with_messages_option(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _colon, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"cpr_docs.cli.{module}"), name)
        return with_localised_help(with_messages_option(command))

    def main(self, args: Sequence[str] | None = None, *further: Any, **extra: Any) -> Any:
        arguments = sys.argv[1:] if args is None else args
        with decided(arguments), localised_click(), report_stream_errors():
            group = with_localised_help(self)
            return super(_CprGroup, group).main(arguments, *further, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with exit_on_signals():
                return super().invoke(ctx)
        except OutputExists as error:
            is_replaceable = error.message == EXISTS
            fail(localised(_REPLACED, **error.parameters) if is_replaceable else error_text(error), 2)
        except (OutputError, OfficeNotFound, OfficeFailed) as error:
            fail(error_text(error), 2)
        except CprDocsError as error:
            fail(error_text(error), 1)


@click.group(
    cls=_CprGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples(
        "cpr-docs example report --review-type extended -o report.json",
        "cpr-docs render report.json -l both -o report/",
    ),
)
@click.version_option(package_name="cpr-docs", message="%(prog)s %(version)s")
def main() -> None:
    """Child Practice Review forms as Word documents, in Welsh and in English."""
