"""The result of reading a document: the form, its changes, stray words, stale copies and notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cpr_docs.errors import Problem, StalePlace, Stray
from cpr_docs.language.catalogue import _, fill_in
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.purpose import Purpose
from cpr_docs.reading.untrusted import IncomingDocument


class ChangeKind(StrEnum):
    """The kind of a change to a field or a row."""

    CHANGED = "changed"
    FILLED = "filled in"
    CLEARED = "cleared"
    ADDED = "row added"
    REMOVED = "row removed"
    MOVED = "row moved"


_KINDS = {
    ChangeKind.CHANGED: _("changed"),
    ChangeKind.FILLED: _("filled in"),
    ChangeKind.CLEARED: _("cleared"),
    ChangeKind.ADDED: _("row added"),
    ChangeKind.REMOVED: _("row removed"),
    ChangeKind.MOVED: _("row moved"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the original and the document."""

    path: str
    """The path in the form that was read; for a removed row, the path in the original."""
    kind: ChangeKind
    """The kind of change."""
    before: Any = field(default=None, repr=False)
    """The original value, in the document's language; for a moved row, its original number."""
    after: Any = field(default=None, repr=False)
    """The value in the document; for a moved row, its number there."""

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The path and the kind, in the language."""
        return f"{self.path}: {fill_in(_KINDS[self.kind], {}, language)}"


_BLANK = (None, ())


def change_of(path: str, before: Any, after: Any) -> Change:
    """The change from one value to another."""
    kind = ChangeKind.FILLED if before in _BLANK else ChangeKind.CLEARED if after in _BLANK else ChangeKind.CHANGED
    return Change(path, kind, before, after)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that two hands changed apart: the draft has the one value, the document the other."""

    path: str
    """The path in the draft."""
    kept: Any = field(default=None, repr=False)
    """The value of the draft, which is kept, in the document's language."""
    written: Any = field(default=None, repr=False)
    """The value in the document."""

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The path and what happened, in the language."""
        message = _("was changed by two hands: the value of the draft is kept, and that of the document is not taken")
        return f"{self.path}: {fill_in(message, {}, language)}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a document: the form or draft, and all else that a person wrote or changed in it."""

    form: Any = field(repr=False)
    """The form; if compared with an original, with the other language kept from there. None if it is a draft."""
    language: Language
    """The language of the document."""
    changes: tuple[Change, ...] = ()
    """The differences from the original, in the order of the form; empty without an original."""
    draft: "Draft[Any] | None" = field(default=None, repr=False)
    """The draft, if the document was compared with a draft."""
    conflicts: tuple[FieldConflict, ...] = ()
    """The fields that this document and another hand changed: those of the draft are kept."""
    purpose: Purpose = Purpose.SCREEN
    """The purpose of the document; the fields that a published copy leaves out are blank, or kept from the original."""
    strays: tuple[Stray, ...] = ()
    """Words that somebody wrote outside the controls, in document order."""
    stale: tuple[StalePlace, ...] = ()
    """The places that print a value again and differ from its control, headers and footers included."""
    notes: tuple[Problem, ...] = ()
    """Facts that need no answer: fields that the document was rendered without, comments and pictures not read."""
    unchecked: bool = False
    """True if the document's template is not available, so that words outside its controls are not found."""
    signed: bool = False
    """True if a space for a signature is filled in."""

    @property
    def published(self) -> bool:
        """True for a published copy."""
        return self.purpose is Purpose.PUBLISHED

    @property
    def is_in_doubt(self) -> bool:
        """True if there are stray words beside a field, so that its value may be incomplete."""
        return any(stray.is_in_doubt for stray in self.strays)


def document_notes(document: IncomingDocument, objects: int) -> Iterator[Problem]:
    """Notes on the comments, the attached template and the number of objects, none of which is read."""
    if document.comments:
        yield Problem("", "comments", _("has comments, which are not read"), {"count": document.comments})
    if document.has_attached_template:
        yield Problem("", "attached_template", _("has a template attached to it, which is not opened"))
    if objects:
        message = _("has pictures or other objects outside the controls, which are not read")
        yield Problem("", "objects", message, {"count": objects})
