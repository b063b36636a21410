"""Standard input and output of the commands, which may be closed or full; signals; lists cut to what a person reads."""

import contextlib
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any, NoReturn

import click

from cpr_docs.cli.messages import localised, localised_text, message_language
from cpr_docs.errors import DataError, OutputError, Problem, TableProblem
from cpr_docs.language.catalogue import _, fill_in, n_
from cpr_docs.language.languages import Language
from cpr_docs.language.normalise import visible, visible_lines

MAX_LINES = 200
"""The lines of a list that are printed. errors.csv, ``--json`` and the error itself contain all."""

GROUPED_FROM = 4
"""The rows with the same problem that share a line."""

_REPEATED = n_("{line} ({count} time)", "{line} ({count} times)")


def write_message(message: str) -> None:
    """Writes a message to standard error, with every invisible character in it escaped."""
    try:
        click.echo(visible_lines(message), err=True)
    except OSError:
        # Standard error is full or closed: the command goes on in silence.
        _redirect_to_devnull(sys.stderr)


def fail(message: str, status: int) -> NoReturn:
    """Ends the command with a message and an exit status."""
    write_message(f"cpr-docs: {message}")
    sys.exit(status)


def write_stdout(text: str) -> None:
    """Writes data to standard output; raises `OutputError` if that is closed."""
    if sys.stdout is None:
        raise OutputError(_("standard output is closed; -o names a file instead"))
    # Bytes, because text would be encoded for a pipe or a file in the system's code page, which may lack ŵ and ŷ.
    click.echo(text if sys.stdout.isatty() else text.encode())


def read_stdin() -> bytes:
    """All of standard input; raises `click.UsageError` if that is closed."""
    if sys.stdin is None:
        raise click.UsageError(localised(_("standard input is closed; name a file instead of -.")))
    return sys.stdin.buffer.read()


@contextlib.contextmanager
def report_stream_errors() -> Iterator[None]:
    """Turns an `OSError`, above all of a full standard output, into a message and exit status 2."""
    try:
        yield
    except BrokenPipeError:
        # click ends the command in silence, as is usual when a reader such as `head` closes the pipe.
        raise
    except OSError as error:
        _redirect_to_devnull(sys.stdout)
        place = localised(_("standard output")) if error.filename is None else visible(os.fsdecode(error.filename))
        fail(f"{place}: {error.strerror or type(error).__name__}", 2)


def _redirect_to_devnull(stream: Any) -> None:
    """Redirects a stream, because Python would flush it at its end, fail again, and exit with status 120."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, stream.fileno())
        os.close(devnull)


@contextlib.contextmanager
def exit_on_signals() -> Iterator[None]:
    """Turns SIGTERM and SIGHUP into `SystemExit`, so that the command cleans up before it ends.

    Python does the same for Ctrl-C.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python sets signal handlers in the main thread alone.
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    previous = {number: signal.signal(number, _exit) for number in numbers}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _exit(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def error_text(error: Exception) -> str:
    """An error as a terminal shows it: in the language of messages, or else in that of the document that was read."""
    if not isinstance(error, DataError):
        return "\n".join(limited(localised_text(error).split("\n")))
    language = message_language(error.language or Language.ENGLISH)
    return "\n".join([error.headline(language), *problem_lines(error.problems, language)])


def limited(lines: Iterable[str]) -> list[str]:
    """The lines without duplicates, at most `MAX_LINES`; the last then says how many more there are."""
    counts = Counter(lines)
    distinct = [line if count == 1 else localised(_REPEATED, line=line, count=count) for line, count in counts.items()]
    if len(distinct) <= MAX_LINES:
        return distinct
    indent = " " * (len(distinct[0]) - len(distinct[0].lstrip()))
    more = localised(_("… and {count} more"), count=len(distinct) - MAX_LINES)
    return [*distinct[:MAX_LINES], f"{indent}{more}"]


def problem_lines(problems: Iterable[Problem], language: Language) -> list[str]:
    """Problems as lines; the same problem of `GROUPED_FROM` rows or more is one line with a count."""
    # Imported on use: only a batch needs it.
    from cpr_docs.tables.table import numbered_rows

    lines: list[tuple[int | None, str]] = []
    rows: dict[str, list[int]] = {}
    for problem in problems:
        number, line = None, problem.describe(language)
        if isinstance(problem, TableProblem) and problem.row is not None:
            # The rest of the line begins with the comma or colon that follows the row.
            number, line = problem.row, line.removeprefix(numbered_rows([problem.row]).text(language))
            rows.setdefault(line, []).append(number)
        lines.append((number, line))
    shown = []
    for number, line in lines:
        numbers = rows.get(line, []) if number is not None else []
        if len(numbers) < GROUPED_FROM:
            shown.append(f"  {numbered_rows([number]).text(language) if number is not None else ''}{line}")
        elif number == numbers[0]:
            text = f"{numbered_rows(numbers).text(language)}{line}"
            shown.append(f"  {fill_in(_REPEATED, {'line': text, 'count': len(numbers)}, language)}")
    return limited(shown)
