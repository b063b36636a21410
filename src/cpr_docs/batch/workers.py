"""Who makes the letters: this process, processes of its own, or any executor that the caller has.

Work goes out in chunks, a bounded number at a time, and comes back in order. A worker that dies, or a chunk that
fails, is tried once more by itself, so that it takes no other with it.
"""

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Protocol, TypeAlias

from cpr_docs.batch.output_folder import OutputFolder
from cpr_docs.batch.row_renderer import BatchOutcome, failures, render_rows
from cpr_docs.batch.table import Row
from cpr_docs.errors import OutputError

CHUNK = 64
"""Rows that a worker takes at a time: fewer, and passing them on would cost as much as making the letters."""

_FOREIGN_WINDOW = 16

Chunk: TypeAlias = list[Row]


class WorkerPool(Protocol):
    """Takes chunks of rows."""

    window: int
    """How many chunks may be on their way at a time."""

    def submit(self, rows: Chunk) -> "Future[list[BatchOutcome]]":
        """Starts to make the rows' documents."""

    def close(self) -> None:
        """Lets the workers go."""


class ExternalExecutor(WorkerPool):
    """An executor of the caller's, whose workers may be on other machines: they give the documents back as bytes."""

    window = _FOREIGN_WINDOW

    def __init__(self, executor: Executor, recipe: bytes) -> None:
        self._executor = executor
        self._recipe = recipe

    def submit(self, rows: Chunk) -> "Future[list[BatchOutcome]]":
        """Starts to make the rows' documents."""
        return self._executor.submit(render_rows, self._recipe, None, rows)

    def close(self) -> None:
        """Nothing: the executor is the caller's."""


class ProcessPool(WorkerPool):
    """Processes on this machine, which put the documents on the shelf themselves, or give them back where it is none.

    `lock` is a descriptor that they must not hold on to.
    """

    def __init__(self, workers: int, recipe: bytes, shelf: OutputFolder | None, lock: int | None) -> None:
        self.window = 2 * workers + 2
        self._workers = workers
        self._job = recipe, shelf
        self._lock = lock
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # A fork is fast and needs no `if __name__ == "__main__":` in the caller's program, but is safe only in a
        # process of one thread.
        forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        arguments = (*self._job, self._lock if forks else None)
        return ProcessPoolExecutor(self._workers, context, _init_worker, arguments)

    def submit(self, rows: Chunk) -> "Future[list[BatchOutcome]]":
        """Starts to make the rows' documents, with new workers if the others have died."""
        try:
            return self._pool.submit(_make, rows)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._start()
            return self._pool.submit(_make, rows)

    def close(self) -> None:
        """Lets the workers finish what they have in hand, and go."""
        self._pool.shutdown(cancel_futures=True)


def in_order(crew: WorkerPool, rows: Iterable[Row]) -> Generator[BatchOutcome, None, None]:
    """What becomes of the rows, in their order; raises `OutputError` where nothing more can be written."""
    waiting: deque[tuple[Chunk, Future[list[BatchOutcome]]]] = deque()
    source = iter(rows)
    try:
        while chunk := list(itertools.islice(source, CHUNK)):
            waiting.append((chunk, _sent(crew, chunk)))
            if len(waiting) >= crew.window:
                yield from _next(crew, waiting)
        while waiting:
            yield from _next(crew, waiting)
    finally:
        for _chunk, future in waiting:
            future.cancel()
        crew.close()


def _sent(crew: WorkerPool, chunk: Chunk) -> "Future[list[BatchOutcome]]":
    try:
        return crew.submit(chunk)
    except Exception as error:  # noqa: BLE001 - an executor that takes nothing more is one that failed with it
        future: Future[list[BatchOutcome]] = Future()
        future.set_exception(error)
        return future


def _next(crew: WorkerPool, waiting: "deque[tuple[Chunk, Future[list[BatchOutcome]]]]") -> Iterator[BatchOutcome]:
    chunk, future = waiting.popleft()
    outcomes = _outcomes(future)
    if outcomes is not None:
        yield from outcomes
        return
    # Whatever else is on its way may have failed with it: nothing new is sent out before all of it is settled.
    yield from _once_more(crew, chunk)
    while waiting:
        chunk, future = waiting.popleft()
        outcomes = _outcomes(future)
        yield from _once_more(crew, chunk) if outcomes is None else outcomes


def _outcomes(future: "Future[list[BatchOutcome]]") -> list[BatchOutcome] | None:
    try:
        return future.result()
    except OutputError:
        raise
    except Exception:  # noqa: BLE001 - whatever an executor raises, the chunk is tried again
        return None


def _once_more(crew: WorkerPool, chunk: Chunk) -> list[BatchOutcome]:
    try:
        return crew.submit(chunk).result()
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever an executor raises, it is told of these rows alone
        return failures(chunk, error)


_job: tuple[bytes, OutputFolder | None] = (b"", None)


def _init_worker(recipe: bytes, shelf: OutputFolder | None, lock: int | None) -> None:
    """Makes a worker ready: it keeps its job, leaves Ctrl-C to its parent, and does not outlive it."""
    global _job
    _job = recipe, shelf
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if lock is not None:
        os.close(lock)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _make(rows: Chunk) -> list[BatchOutcome]:
    return render_rows(*_job, rows)
