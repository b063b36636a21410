"""How far a batch is, told on a terminal: the count, the rate, the time left; told to nobody where there is none."""

import contextlib
from collections.abc import Callable, Iterator

from cpr_docs.batch.workshop import BatchOutcome


@contextlib.contextmanager
def shown(documents: int) -> Iterator[Callable[[BatchOutcome], None]]:
    """What to tell each outcome to, so that standard error shows how far the batch is while it is open."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed or 0:,.0f}/s")

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # Drawn from here alone, ten times a second: a thread that draws would keep worker processes from being forked.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=documents)
        drawn = bar.get_time()

        def advance(_outcome: BatchOutcome) -> None:
            nonlocal drawn
            bar.update(task, advance=1)
            if bar.get_time() - drawn > 0.1:
                drawn = bar.get_time()
                bar.refresh()

        yield advance
