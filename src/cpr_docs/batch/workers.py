"""Worker pools that render rows: own processes, or any executor of the caller's.

Rows are submitted in chunks, a bounded number at a time, and their outcomes are returned in order. A chunk that fails,
or whose worker dies, is retried once by itself, so that it cannot make another chunk fail.
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

from cpr_docs import log
from cpr_docs.batch.output_folder import OutputFolder
from cpr_docs.batch.row_renderer import BatchOutcome, failed_rows, render_rows
from cpr_docs.errors import OutputError
from cpr_docs.tables.table import Row

CHUNK = 64
"""The number of rows in a chunk: with fewer, sending them would take as long as rendering the letters."""

_EXTERNAL_WINDOW = 16

Chunk: TypeAlias = list[Row]


class WorkerPool(Protocol):
    """Renders chunks of rows."""

    window: int
    """The maximum number of chunks that are submitted at a time."""

    def submit(self, rows: Chunk) -> "Future[list[BatchOutcome]]":
        """Starts rendering the rows."""

    def close(self) -> None:
        """Shuts the workers down."""


class ExternalExecutor(WorkerPool):
    """An executor of the caller's. Its workers may be on other machines, so they return the documents as bytes."""

    window = _EXTERNAL_WINDOW

    def __init__(self, executor: Executor, job: bytes) -> None:
        self._executor = executor
        self._job = job

    def submit(self, rows: Chunk) -> "Future[list[BatchOutcome]]":
        """Starts rendering the rows."""
        return self._executor.submit(render_rows, self._job, None, rows)

    def close(self) -> None:
        """Does nothing: the executor is the caller's."""


class ProcessPool(WorkerPool):
    """Processes on this machine, which write the documents to the output folder, or return them as bytes without one.

    `lock` is the descriptor of the folder's lock, which forked processes must close.
    """

    def __init__(self, workers: int, job: bytes, output: OutputFolder | None, lock: int | None) -> None:
        self.window = 2 * workers + 2
        self._workers = workers
        self._job = job, output
        self._lock = lock
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Forking is fast and needs no `if __name__ == "__main__":` in the caller's program, but is safe only in a
        # process of one thread.
        can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if can_fork else "spawn")
        arguments = (*self._job, self._lock if can_fork else None)
        return ProcessPoolExecutor(self._workers, context, _init_worker, arguments)

    def submit(self, rows: Chunk) -> "Future[list[BatchOutcome]]":
        """Starts rendering the rows, in new processes if the others have died."""
        try:
            return self._pool.submit(_render, rows)
        except BrokenExecutor:
            self._pool.shutdown()
            self._pool = self._start()
            return self._pool.submit(_render, rows)

    def close(self) -> None:
        """Shuts the processes down when they have finished their chunks."""
        self._pool.shutdown(cancel_futures=True)


def in_order(pool: WorkerPool, rows: Iterable[Row]) -> Generator[BatchOutcome, None, None]:
    """The outcomes of the rows, in their order; raises `OutputError` if the folder cannot be written."""
    pending: deque[tuple[Chunk, Future[list[BatchOutcome]]]] = deque()
    source = iter(rows)
    try:
        while chunk := list(itertools.islice(source, CHUNK)):
            pending.append((chunk, _submit(pool, chunk)))
            if len(pending) >= pool.window:
                yield from _next_outcomes(pool, pending)
        while pending:
            yield from _next_outcomes(pool, pending)
    finally:
        for _chunk, future in pending:
            future.cancel()
        pool.close()


def _submit(pool: WorkerPool, chunk: Chunk) -> "Future[list[BatchOutcome]]":
    try:
        return pool.submit(chunk)
    except Exception as error:  # noqa: BLE001 - a submit that fails counts as a chunk that fails
        future: Future[list[BatchOutcome]] = Future()
        future.set_exception(error)
        return future


def _next_outcomes(
    pool: WorkerPool, pending: "deque[tuple[Chunk, Future[list[BatchOutcome]]]]"
) -> Iterator[BatchOutcome]:
    chunk, future = pending.popleft()
    outcomes = _result(future)
    if outcomes is not None:
        yield from outcomes
        return
    # The same failure may have hit the other submitted chunks: all are finished before a new chunk is submitted.
    yield from _retry(pool, chunk)
    while pending:
        chunk, future = pending.popleft()
        outcomes = _result(future)
        yield from _retry(pool, chunk) if outcomes is None else outcomes


def _result(future: "Future[list[BatchOutcome]]") -> list[BatchOutcome] | None:
    try:
        return future.result()
    except OutputError:
        raise
    except Exception:  # noqa: BLE001 - an executor may raise anything; the chunk is retried
        return None


def _retry(pool: WorkerPool, chunk: Chunk) -> list[BatchOutcome]:
    log.info("batch: a worker failed at rows %d to %d; second attempt", chunk[0].number, chunk[-1].number)
    try:
        return pool.submit(chunk).result()
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - an executor may raise anything; only these rows fail
        return failed_rows(chunk, error)


_job: tuple[bytes, OutputFolder | None] = (b"", None)


def _init_worker(job: bytes, output: OutputFolder | None, lock: int | None) -> None:
    """Initialises a worker: stores its job, leaves Ctrl-C to its parent, and ends when its parent ends."""
    global _job
    _job = job, output
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if lock is not None:
        os.close(lock)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _render(rows: Chunk) -> list[BatchOutcome]:
    return render_rows(*_job, rows)
