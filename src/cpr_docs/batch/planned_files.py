"""The names of the files that a batch will make, in sixteen bytes a file instead of the names."""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable


class PlannedFiles:
    """The names of the Word documents of a batch, and the rows that they are of; a PDF counts as its document."""

    def __init__(
        self, rows: Iterable[int] = (), digests: Iterable[int] = (), without: Container[int | None] = ()
    ) -> None:
        made = [(row, digest) for row, digest in zip(rows, digests, strict=True) if row not in without]
        self._rows = array("Q", sorted(row for row, _digest in made))
        self._digests = array("Q", sorted(digest for _row, digest in made))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.endswith((".docx", ".pdf")) and _has(self._digests, name_digest(name))

    def has_row(self, row: int) -> bool:
        """True if the row has a document."""
        return _has(self._rows, row)


def _has(numbers: "array[int]", number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def name_digest(name: str) -> int:
    """Eight bytes that stand for a file's name without its suffix."""
    stem = name.removesuffix(".docx").removesuffix(".pdf")
    return int.from_bytes(hashlib.blake2b(stem.encode(errors="surrogateescape"), digest_size=8).digest(), "big")
