"""The options that several commands share, and reading and writing the files that these name."""

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

import cpr_docs
from cpr_docs.cli.messages import localised, message_language
from cpr_docs.cli.streams import error_text, fail, read_stdin, write_message, write_stdout
from cpr_docs.files import exists, require_free, write_atomic
from cpr_docs.language.catalogue import Sentence, _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import visible

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _load_forms(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Any, ...]:
    if not values:
        return ()
    # Imported on use: only a form of your own needs it.
    from cpr_docs.cli.own_forms import load_classes

    return load_classes(values)


forms_option = click.option(
    "--forms",
    "own_forms",
    metavar="MODULE:CLASS",
    multiple=True,
    is_eager=True,  # The type of an argument that names a form needs its value.
    callback=_load_forms,
    help="A form of your own, beside those of the guidance and those installed; repeat it.",
)
"""The option ``--forms``."""

settings_option = click.option(
    "--settings", "settings_file", type=click.Path(dir_okay=False), help="A JSON file of settings."
)
"""The option ``--settings``."""

templates_option = click.option(
    "--templates",
    "template_dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A board's own templates, in en/ and cy/; what is not there comes from the masters.",
)
"""The option ``--templates`` of the commands that render."""

soffice_option = click.option(
    "--soffice", metavar="PROGRAM", help="LibreOffice's program, where it is in no usual place."
)
"""The option ``--soffice``."""

_DRAFT_HINT = _("--draft takes what is filled in so far.")
_RENDERING = (
    click.option(
        "--for",
        "purpose",
        type=click.Choice(["screen", "paper", "final", "published"]),
        help="To fill in with Word, to fill in with a pen, finished, or for the public; by default a Word document is "
        "for the screen, and a PDF is final.",
    ),
    click.option(
        "--missing",
        type=click.Choice(["refuse", "mark"]),
        help="What to do with text that is not there in the language. Without this option, a record, such as a "
        "timeline, prints it in the other language; any other form refuses it.",
    ),
    settings_option,
    templates_option,
    forms_option,
    soffice_option,
)
_OUTPUT = (
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The file to write, in UTF-8; by default, standard output.",
    ),
    click.option("--force", is_flag=True, help="Replace a file that is there already."),
)


def language_of_labels(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The language of labels that an option says, and that of messages without it."""
    return value or message_language().value


labels_option = click.option(
    "-l",
    "--language",
    type=click.Choice(["cy", "en"]),
    callback=language_of_labels,
    help="The language of labels and answers; by default that of messages.",
)
"""The option ``--language`` of the commands that describe a form."""

source_templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False),
    help="The folder of the board's own templates, if they were made from these.",
)
"""The option ``--templates`` of the commands that read documents."""


def examples(*lines: str) -> str:
    """The examples of a command, as the epilog of its help."""
    # click leaves a paragraph that begins with \b as it is, without wrapping its lines.
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


def rendering_options(command: _Command) -> _Command:
    """Adds ``--for``, ``--missing``, ``--settings``, ``--templates``, ``--forms`` and ``--soffice`` to a command."""
    for option in reversed(_RENDERING):
        command = option(command)
    return command


def output_options(command: _Command) -> _Command:
    """Adds ``--output`` and ``--force`` to a command that prints text."""
    for option in reversed(_OUTPUT):
        command = option(command)
    return command


@contextlib.contextmanager
def gc_disabled() -> Iterator[None]:
    """Disables the garbage collector, which takes a twentieth of the time of a process that does one thing and ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def read_file(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    try:
        return read_stdin() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        message = localised(_("{path}: cannot be read ({reason})"), path=visible(path), reason=error.strerror)
        raise click.UsageError(message) from None


def load_settings(path: str | None) -> "cpr_docs.Settings | None":
    """The settings in a file; None without a file."""
    return None if path is None else cpr_docs.Settings.parse(read_file(path))


def require_purpose(purpose: str | None, settings: "cpr_docs.Settings | None") -> None:
    """Raises `click.UsageError` if the settings are for published copies, and the purpose is another."""
    if settings is not None and settings.published and purpose not in (None, "published"):
        message = _("the settings are for published copies, and --for says {purpose}.")
        raise click.UsageError(localised(message, purpose=purpose))


def load_form(path: str, own_forms: Sequence[Any] = ()) -> "cpr_docs.AnyForm":
    """The form in a JSON file, or on standard input for ``-``; its errors name the file."""
    with filename_in_errors(path):
        form, values = identified_data(path, own_forms)
        return form.parse(values)


def load_draft(path: str, own_forms: Sequence[Any] = ()) -> "cpr_docs.Draft[Any]":
    """The draft in a JSON file, or on standard input for ``-``; its errors name the file."""
    with filename_in_errors(path):
        form, values = identified_data(path, own_forms)
        return form.draft(values)


def identified_data(path: str, own_forms: Sequence[Any]) -> "tuple[type[cpr_docs.AnyForm], dict[str, Any]]":
    """The class of the form in a JSON file, or on standard input for ``-``, and its data."""
    # Imported on use: only a form of your own needs it.
    from cpr_docs.cli.own_forms import with_own_forms

    content = read_file(path)
    return with_own_forms(lambda forms: cpr_docs.AnyForm.identify(content, forms), own_forms)


@contextlib.contextmanager
def draft_hint(*, draft: bool) -> Iterator[None]:
    """Names the option ``--draft`` below the problems of a form of which nothing is wrong but what is missing."""
    try:
        yield
    except cpr_docs.InvalidForm as error:
        # Imported on use: a command that succeeds does not need it.
        from cpr_docs.models.draft import BLANK_CODES

        if draft or any(problem.code not in BLANK_CODES for problem in error.problems):
            raise
        hint = translate(_DRAFT_HINT, message_language(error.language or Language.ENGLISH))
        fail(f"{error_text(error)}\n  {hint}", 1)


@contextlib.contextmanager
def filename_in_errors(path: str) -> Iterator[None]:
    """Adds the file's name to an error about data whose form is not known."""
    try:
        yield
    except (cpr_docs.InvalidForm, cpr_docs.UnknownForm) as error:
        if error.subject != "form":
            raise
        name = Sentence(_("standard input")) if path == "-" else visible(Path(path).name)
        raise type(error)(name, error.problems) from None


def write_text(text: str, output: Path | None, *, force: bool, sources: Iterable[str | Path] = ()) -> None:
    """Writes text to the file, atomically, or to standard output without a file.

    The text is not in the place of its `sources`, which would be lost: `OutputError`.
    """
    if output is None:
        write_stdout(text)
        return
    for source in sources:
        if exists(output) and exists(Path(source)) and output.samefile(source):
            raise cpr_docs.OutputError(_("{path} is read here, and would be lost: write to another file"), path=output)
    require_free(output, overwrite=force)
    write_atomic(output, f"{text}\n".encode(), overwrite=force)
    write_message(localised(_("wrote {path}"), path=output))
