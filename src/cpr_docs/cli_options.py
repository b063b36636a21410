"""What the commands share: the options of those that render, and reading what these name."""

import contextlib
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

import cpr_docs
from cpr_docs.cli_streams import put_out, read_in, tell
from cpr_docs.language.visible import visible

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--missing",
        type=click.Choice(["refuse", "mark"]),
        default="refuse",
        show_default=True,
        help="What to do with text that is not there in the language.",
    ),
    click.option("--settings", "settings_file", type=click.Path(dir_okay=False), help="A JSON file of settings."),
    click.option(
        "--templates",
        "house",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A board's own templates, in en/ and cy/; what is not there comes from the masters.",
    ),
    click.option("--soffice", metavar="PROGRAM", help="LibreOffice's program, where it is in no usual place."),
)


def rendering_options(command: _Command) -> _Command:
    """Adds ``--missing``, ``--settings``, ``--templates`` and ``--soffice`` to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Without looking for what could be freed: a twentieth of the time of a process that does one thing and ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def read_file(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    try:
        return read_in() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{visible(path)}: cannot be read ({error.strerror})") from None


@contextlib.contextmanager
def about_file(path: str) -> Iterator[None]:
    """Names the file in an error about data that does not say which form it is."""
    try:
        yield
    except (cpr_docs.InvalidForm, cpr_docs.UnknownForm) as error:
        if error.subject != "form":
            raise
        name = "standard input" if path == "-" else visible(Path(path).name)
        raise type(error)(name, error.problems) from None


def settings_of(path: str | None) -> "cpr_docs.Settings | None":
    """The settings of a file, where one was named."""
    return None if path is None else cpr_docs.Settings.parse(read_file(path))


def output_options(command: _Command) -> _Command:
    """Adds ``--output`` and ``--force`` to a command that prints text."""
    for option in (
        click.option("--force", is_flag=True, help="Replace a file that is there already."),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="The file to write, in UTF-8; by default, standard output.",
        ),
    ):
        command = option(command)
    return command


def put(text: str, output: Path | None, *, force: bool) -> None:
    """Writes text to the file that was named, whole or not at all, or prints it."""
    if output is None:
        put_out(text)
        return
    from cpr_docs.documents.document import write_whole
    from cpr_docs.documents.growing_file import is_there

    if is_there(output) and not force:
        raise cpr_docs.OutputExists(f"{output}: there is a file already; --force replaces it")
    write_whole(output, f"{text}\n".encode(), overwrite=force)
    tell(f"wrote {output}")
