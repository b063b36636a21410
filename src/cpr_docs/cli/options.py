"""What the commands share: the options of those that render, and reading what these name."""

import contextlib
import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

import cpr_docs
from cpr_docs.cli.streams import put_out, read_in, tell
from cpr_docs.errors import ConversionFailed, DataError, DocumentProblem, ForbiddenWords, MissingLanguage
from cpr_docs.language.visible import visible

if TYPE_CHECKING:
    from cpr_docs.pdf.convert.office import Office

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
    from cpr_docs.files import exists, write_atomic

    if exists(output) and not force:
        raise cpr_docs.OutputExists(f"{output}: there is a file already; --force replaces it")
    write_atomic(output, f"{text}\n".encode(), overwrite=force)
    tell(f"wrote {output}")


def with_pdfs(files: Mapping[Path, bytes], office: "Office", *, alone: bool) -> dict[Path, bytes]:
    """The Word documents, just rendered, and beside each its PDF, or the PDFs alone in their places.

    Raises `ConversionFailed`, naming the file, where one cannot be made, and `OfficeFailed`.
    """
    from cpr_docs.gate.admission import Admitted
    from cpr_docs.pdf.convert.converter import Converter

    made = {}
    with (
        Converter(office, workers=1) as converter,
        contextlib.closing(converter.convert_all(map(Admitted.rendered, files.values()))) as conversions,
    ):
        for (path, content), conversion in zip(files.items(), conversions, strict=True):
            if conversion.pdf is None:
                raise ConversionFailed(f"{path}: {conversion.error}")
            if alone:
                made[path] = conversion.pdf
            else:
                made |= {path: content, path.with_suffix(".pdf"): conversion.pdf}
    return made


@contextlib.contextmanager
def ended_in_order() -> Iterator[None]:
    """While this lasts, a command that is told to end, or whose terminal goes, clears up before it does.

    Ctrl-C does so anyhow.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only there may a signal be given another meaning
        return
    names = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _end) for number in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


_Command_CLI_PUBLISHED = TypeVar("_Command_CLI_PUBLISHED", bound=Callable[..., Any])


def publishing_options(command: _Command_CLI_PUBLISHED) -> _Command_CLI_PUBLISHED:
    """Adds ``--published`` and ``--never-print`` to a command."""
    published = click.option(
        "--published", is_flag=True, help="The published copy, without what is not for the public (reports only)."
    )
    never_print = click.option(
        "--never-print",
        "terms_file",
        type=click.Path(dir_okay=False),
        help="A text file of names, one a line; nothing is written if one stands in the document.",
    )
    return published(never_print(command))


def for_publication(settings: "cpr_docs.Settings | None", form: "cpr_docs.Form") -> "cpr_docs.Settings":
    """The settings for the published copy; refused as wrong use for a form that is never published."""
    if not form.PUBLISHED_WITHOUT:
        raise click.UsageError(f"--published is for reports: {form.name()} is a form that is never published.")
    return (settings or cpr_docs.Settings()).model_copy(update={"published": True})


def never_print(path: str | None) -> "cpr_docs.NeverPrint | None":
    """The terms of a file, where one was named."""
    try:
        return None if path is None else cpr_docs.NeverPrint.read(path)
    except OSError as error:
        raise click.UsageError(f"{path}: cannot be read ({error.strerror})") from None


def together(refused: Sequence[MissingLanguage | ForbiddenWords]) -> DataError:
    """What is wrong with the documents of one form in one or both languages, as one error."""
    if len(refused) == 1:
        return refused[0]
    subject = f"{refused[0].subject.partition(' ')[0]} in both languages"
    problems = [
        replace(problem, document=error.subject) if isinstance(problem, DocumentProblem) else problem
        for error in refused
        for problem in error.problems
    ]
    return (ForbiddenWords if any(isinstance(error, ForbiddenWords) for error in refused) else MissingLanguage)(
        subject, problems
    )
