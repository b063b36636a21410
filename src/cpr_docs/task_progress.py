"""Progress of a long task."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Progress:
    """The number of documents that are done, out of a total."""

    done: int
    total: int
    failed: int = 0
    """The number of documents with an error; they count as done."""


ProgressCallback: TypeAlias = Callable[[Progress], None]


class Counter:
    """Counts documents that are done, and calls back with the progress."""

    def __init__(self, total: int, callback: ProgressCallback | None) -> None:
        self._total = total
        self._callback = callback
        self._done = self._failed = 0

    def add(self, count: int = 1, *, failed: int = 0) -> None:
        """Count more documents as done, of which some have failed."""
        self._done += count
        self._failed += failed
        if self._callback is not None and count:
            self._callback(Progress(self._done, self._total, self._failed))
