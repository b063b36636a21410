"""The progress bar of a batch."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

import cpr_docs
from cpr_docs.task_progress import ProgressCallback


def progress_bar(documents: int, *, quiet: bool) -> Any:
    """A context whose value is the callback of a progress bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        return contextlib.nullcontext(lambda _progress: None)

    return _shown_bar(documents)


@contextlib.contextmanager
def _shown_bar(documents: int) -> Iterator[ProgressCallback]:
    """A progress bar on standard error; yields the callback that updates it."""
    # Imported on use: rich is slow to import, and only a terminal needs it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # Refreshed here, ten times a second, and not by a thread: a process with threads cannot fork workers safely.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=documents)
        refreshed = bar.get_time()

        def show(progress: cpr_docs.Progress) -> None:
            nonlocal refreshed
            bar.update(task, completed=progress.done)
            if bar.get_time() - refreshed > 0.1:
                refreshed = bar.get_time()
                bar.refresh()

        yield show
