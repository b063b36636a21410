"""Converts many Word documents to PDF: in chunks, one run of LibreOffice for each, one run for each processor."""

import contextlib
import itertools
import os
import queue
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from cpr_docs import log
from cpr_docs.errors import ConversionFailed, PackageError
from cpr_docs.gate.admission import Admitted
from cpr_docs.language.catalogue import Listed, Sentence, _
from cpr_docs.pdf.convert.file_id import fixed_date
from cpr_docs.pdf.convert.office import Office
from cpr_docs.pdf.convert.workdir import WorkDir
from cpr_docs.pdf.convert.worker import ConversionWorker

CHUNK = 200
"""The number of documents for each run of LibreOffice.

A start costs as much as five letters; from some 250 documents on, LibreOffice 7.4 takes ten times as long for each
(measured).
"""
SECONDS = 60.0
"""The time limit of a run of LibreOffice for one document."""

WORTH_A_RUN = 8
"""Fewer documents are not worth a second run, unless each of them is large."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The outcome for one document: its PDF, or the error."""

    pdf: bytes | None = field(default=None, repr=False)
    """The bytes of the PDF."""
    error: ConversionFailed | None = None
    """Why there is no PDF."""
    left_out: tuple[str, ...] = ()
    """The contents of the document that did not pass the gate and are missing from the PDF, each with its part."""


class Converter:
    """Converts Word documents to PDF while its ``with`` block is open.

    The documents are in a private temporary folder while they are converted; it is removed in any case.
    `workers` is the number of simultaneous runs of LibreOffice (by default one for each processor; each needs some
    250 MB of memory), and `seconds` the time after which a run that is still at one document is ended.
    """

    def __init__(
        self,
        office: Office | None = None,
        *,
        workers: int | None = None,
        seconds: float = SECONDS,
        worth_a_run: int = WORTH_A_RUN,
    ) -> None:
        self.office = Office.find() if office is None else office
        self.workers = workers or _processors()
        """The number of simultaneous runs of LibreOffice."""
        self._seconds = seconds
        self._worth_a_run = worth_a_run
        self.window = self.workers * CHUNK
        """The number of documents in process at a time."""
        self._stop = threading.Event()

    def __enter__(self) -> Self:
        date = fixed_date()
        self._workdir = WorkDir().__enter__()
        self._idle: queue.SimpleQueue[ConversionWorker] = queue.SimpleQueue()
        for number in range(self.workers):
            folder = self._workdir.path / str(number)
            self._idle.put(ConversionWorker(folder, self.office, seconds=self._seconds, stop=self._stop, date=date))
        self._pool = ThreadPoolExecutor(self.workers, "cpr-docs-pdf")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop.set()
        self._pool.shutdown(cancel_futures=True)
        self._workdir.__exit__(kind, error, traceback)

    def convert(self, document: bytes | Admitted) -> bytes:
        """Returns the PDF of a Word document.

        Bytes pass the gate first, as in `convert_all`, which also reports the contents that are left out. Raises
        `ConversionFailed`, and `OfficeFailed` if LibreOffice does not work.
        """
        [conversion] = self.convert_all([document])
        if conversion.error is not None:
            raise conversion.error
        assert conversion.pdf is not None
        return conversion.pdf

    def convert_all(self, documents: Iterable[bytes | Admitted]) -> Generator[Conversion, None, None]:
        """Yields the outcome of each document, in their order, as soon as it is known.

        Bytes pass the gate first: contents that may not go to LibreOffice are left out and reported in the outcome,
        or the document is refused. A bounded number of documents is in process at a time. Raises `OfficeFailed` if
        LibreOffice, or the temporary folder, does not work at all; an error of one document is in its outcome.
        """
        source = iter(documents)
        while window := list(itertools.islice(source, self.window)):
            waiting = deque(self._submit(window))
            try:
                while waiting:
                    yield _conversion(waiting.popleft())
            finally:
                for future in waiting:
                    future.cancel()

    def _submit(self, documents: list[bytes | Admitted]) -> list["Future[Conversion]"]:
        """Distributes the documents among the workers in turn, so that the first documents are ready first."""
        futures: list[Future[Conversion]] = [Future() for _document in documents]
        fit = []
        for document, future in zip(documents, futures, strict=True):
            try:
                admitted = document if isinstance(document, Admitted) else _admit(document)
            except PackageError as error:
                future.set_exception(ConversionFailed(_("LibreOffice cannot open it safely: {error}"), error=error))
            else:
                fit.append((admitted, future))
        runs = min(self.workers, -(-len(fit) // self._worth_a_run))
        for number in range(runs):
            self._pool.submit(self._work, fit[number::runs])
        return futures

    def _work(self, chunk: "list[tuple[Admitted, Future[Conversion]]]") -> None:
        worker = self._idle.get()
        try:
            with contextlib.closing(worker.convert([document for document, _future in chunk])) as results:
                for index, result in results:
                    _settle(*chunk[index], result)
            log.info("pdf: chunk of %d documents finished", len(chunk))
        except BaseException as error:  # noqa: BLE001 - any error must reach the futures, or their readers wait forever
            for _document, future in chunk:
                with contextlib.suppress(InvalidStateError):
                    future.set_exception(error)
        finally:
            self._idle.put(worker)


def _admit(document: bytes) -> Admitted:
    # Imported on use: only PDF and returned files need the gate.
    from cpr_docs.gate.word_files import admit

    return admit(document)


def left_out_of(contents: Iterable[str]) -> Sentence:
    """The reason why a document is refused where the contents that are left out cannot be reported."""
    return Sentence(_("holds contents that are not allowed: {contents}"), contents=Listed(tuple(contents), "; "))


def _settle(document: Admitted, future: "Future[Conversion]", result: bytes | ConversionFailed) -> None:
    if isinstance(result, bytes):
        future.set_result(Conversion(result, left_out=document.left_out))
    else:
        future.set_exception(result)


def _conversion(future: "Future[Conversion]") -> Conversion:
    try:
        return future.result()
    except ConversionFailed as error:
        return Conversion(error=error)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
