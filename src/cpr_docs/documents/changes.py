"""What a document that came back says differently: a change for each field and row."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """What happened to a field or a row."""

    CHANGED = "changed"
    FILLED = "filled in"
    CLEARED = "cleared"
    ADDED = "row added"
    REMOVED = "row removed"
    MOVED = "row moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the original and the document."""

    path: str
    """Where: the path in the form that was read, or in the original for a row that was removed."""
    kind: ChangeKind
    """What happened."""
    before: Any = field(default=None, repr=False)
    """What the original held, in the document's language; for a row that moved, its number there."""
    after: Any = field(default=None, repr=False)
    """What the document holds; for a row that moved, its number there."""

    def __str__(self) -> str:
        return f"{self.path}: {self.kind.value}"


def change_of(path: str, before: Any, after: Any) -> Change:
    """The change of one value into another."""
    kind = ChangeKind.FILLED if before is None else ChangeKind.CLEARED if after is None else ChangeKind.CHANGED
    return Change(path, kind, before, after)
