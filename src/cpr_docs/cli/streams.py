"""Standard input and output of the commands, which may be closed or full, and how much a terminal is shown."""

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import click

from cpr_docs.errors import DataError, OutputError, TableProblem
from cpr_docs.language.visible import visible, visible_lines

MOST_LINES = 200
"""The lines that a terminal is shown of a list; who needs all asks for errors.csv, --json, or the error itself."""


def tell(message: str) -> None:
    """Prints talk to standard error, with every name in it made visible."""
    try:
        click.echo(visible_lines(message), err=True)
    except OSError:
        # A full or closed standard error leaves nobody to tell.
        _give_up(sys.stderr)


def fail(message: str, status: int) -> NoReturn:
    """Ends the command with a message and an exit status."""
    tell(f"cpr-docs: {message}")
    sys.exit(status)


def put_out(text: str) -> None:
    """Prints data to standard output; raises `OutputError` where that is closed or full."""
    if sys.stdout is None:
        raise OutputError("standard output is closed; -o names a file instead")
    # Bytes, because a pipe or a file would get the system's own code page, which may lack ŵ and ŷ.
    click.echo(text if sys.stdout.isatty() else text.encode())


def read_in() -> bytes:
    """All of standard input; raises `click.UsageError` where that is closed."""
    if sys.stdin is None:
        raise click.UsageError("standard input is closed; name a file instead of -.")
    return sys.stdin.buffer.read()


@contextlib.contextmanager
def streams_in_order() -> Iterator[None]:
    """Turns what the system refuses, a full standard output above all, into a message and exit status 2."""
    try:
        yield
    except BrokenPipeError:
        # click ends in silence, as is usual where a reader such as `head` has enough.
        raise
    except OSError as error:
        _give_up(sys.stdout)
        place = "standard output" if error.filename is None else visible(os.fsdecode(error.filename))
        fail(f"{place}: {error.strerror or type(error).__name__}", 2)


def _give_up(stream: Any) -> None:
    """Sends the rest of a stream nowhere: Python would try again at its end, and end with exit status 120."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def limited(lines: Iterable[str]) -> list[str]:
    """The lines, equal ones as one, and of very many the first, with a line that says how many more there are."""
    counts = Counter(lines)
    grouped = [line if count == 1 else f"{line} ({count} times)" for line, count in counts.items()]
    if len(grouped) <= MOST_LINES:
        return grouped
    indent = " " * (len(grouped[0]) - len(grouped[0].lstrip()))
    return [*grouped[:MOST_LINES], f"{indent}… and {len(grouped) - MOST_LINES} more"]


def told(error: Exception) -> str:
    """An error as a terminal is shown it."""
    if not isinstance(error, DataError):
        return "\n".join(limited(str(error).split("\n")))
    count = len(error.problems)
    head = f"{error.subject}: {count} problem{'' if count == 1 else 's'}"
    return "\n".join([head, *listed(error.problems)])


def listed(problems: Iterable[Any]) -> list[str]:
    """Problems as lines; of very many, those of rows that have the same thing wrong as one."""
    problems = list(problems)
    if len(problems) <= MOST_LINES:
        return limited(f"  {problem}" for problem in problems)
    from cpr_docs.batch.table import numbered_rows

    rows: dict[str, list[int]] = {}
    lines: list[tuple[list[int], str]] = []
    for problem in problems:
        numbers, line = [], str(problem)
        if isinstance(problem, TableProblem) and problem.row is not None:
            # Without its row, it begins with the comma or colon that follows there.
            line = line.removeprefix(f"row {problem.row}")
            numbers = rows.setdefault(line, [])
            numbers.append(problem.row)
        if len(numbers) < 2:
            lines.append((numbers, line))
    return limited(f"  {numbered_rows(numbers) if numbers else ''}{line}" for numbers, line in lines)
