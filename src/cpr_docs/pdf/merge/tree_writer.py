"""Writes number trees and name trees in nodes of bounded size, as soon as each node is full.

ISO 32000-1, 7.9.6 and 7.9.7. Memory is one open node for each level, whatever the number of entries.
"""

from typing import Final, NamedTuple

from cpr_docs.pdf.merge.pdf_objects import Value
from cpr_docs.pdf.merge.writer import PdfOutput

NODE_ENTRIES: Final = 64


class _Entry(NamedTuple):
    """An entry of a leaf, or a child of an intermediate node with its limits."""

    first: bytes
    last: bytes
    value: Value


class TreeWriter:
    """A tree whose entries are added in ascending order of their keys."""

    def __init__(self, file: PdfOutput, leaf_key: bytes) -> None:
        """`leaf_key` is ``/Nums`` for a number tree, and ``/Names`` for a name tree."""
        self._file = file
        self._leaf_key = leaf_key
        self._levels: list[list[_Entry]] = [[]]
        """The open node of each level, the leaf first."""

    def add(self, key: bytes, value: Value) -> None:
        """Adds an entry; its key must be greater than all before."""
        self._append(0, _Entry(key, key, value))

    def root(self) -> dict[bytes, Value] | None:
        """Writes all open nodes but the root, and returns the root; None if the tree has no entry."""
        if not self._levels[0]:
            return None
        level = 0
        while level + 1 < len(self._levels):
            self._close(level)
            level += 1
        return self._node(level)

    def _append(self, level: int, entry: _Entry) -> None:
        if level == len(self._levels):
            self._levels.append([])
        if len(self._levels[level]) == NODE_ENTRIES:
            self._close(level)
        self._levels[level].append(entry)

    def _close(self, level: int) -> None:
        entries, node = self._levels[level], self._node(level)
        first, last = entries[0].first, entries[-1].last
        self._levels[level] = []
        self._append(level + 1, _Entry(first, last, self._file.add({b"/Limits": [first, last], **node})))

    def _node(self, level: int) -> dict[bytes, Value]:
        entries = self._levels[level]
        if level:
            return {b"/Kids": [entry.value for entry in entries]}
        return {self._leaf_key: [value for entry in entries for value in (entry.first, entry.value)]}
