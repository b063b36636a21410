"""The result of reading a document: the form, and everything else that somebody has to know about it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cpr_docs.errors import Problem, Stray
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that came back: the form that it holds, and whatever else a person wrote or changed in it."""

    form: Form = field(repr=False)
    """The form; compared with an original, with the language that was not printed kept from there."""
    language: Language
    """The language of the document."""
    changes: tuple[Change, ...] = ()
    """The differences from the original, in the order of the form; none where there was no original."""
    published: bool = False
    """True for a published copy; the fields that it leaves out are blank, or kept from the original."""
    strays: tuple[Stray, ...] = ()
    """Words that somebody wrote outside the controls, in the order of the document."""
    stale: tuple[Problem, ...] = ()
    """Places where a value is printed again and says something else than its control."""
    notes: tuple[Problem, ...] = ()
    """Facts that need no answer: fields that the document was not given, comments and pictures that are not read."""
    unchecked: bool = False
    """True where the document's template is not at hand, so that words outside its controls are not found."""
    signed: bool = False
    """True if a space for a signature holds something."""

    @property
    def is_in_doubt(self) -> bool:
        """True if words stand beside a field, so that its value may not be all that was written."""
        return any(stray.is_in_doubt for stray in self.strays)
