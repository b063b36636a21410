"""Merges what one hand filled in with the draft of the office, which other hands may have filled in meanwhile.

The document's record of the values that it was printed with (`GivenValues`) tells what this hand changed. A value that
both changed is a conflict: the draft's is kept. Without the record, a blank of the document changes nothing, and each
value that differs is a conflict.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice
from cpr_docs.models.parts import Part
from cpr_docs.models.schema_version import FIELD
from cpr_docs.reading.match_rows import origins_of
from cpr_docs.reading.merge_forms import FormMerge, blank_part
from cpr_docs.reading.result import Change, ChangeKind, FieldConflict
from cpr_docs.reading.withheld import as_printed
from cpr_docs.templating.given_values import GivenValues, known


class _Hand(Enum):
    """The knowledge of who changed the fields of a part."""

    RECORDED = "recorded"
    """The record tells it, field by field."""
    THIS = "this"
    """This hand alone: the draft has the row as the document was given it."""
    BOTH = "both"
    """Both hands, or nobody knows."""


class DraftMerge(FormMerge):
    """Merges the draft in a document with the draft of the office, and lists changes and conflicts."""

    def __init__(
        self, language: Language, absent: frozenset[str], given: GivenValues | None, *, is_marked: bool
    ) -> None:
        """`is_marked` is true for a document that prints text of the other language where its own is missing."""
        super().__init__(language, absent)
        self._given = given
        self._is_marked = is_marked
        self._hand = _Hand.BOTH if given is None else _Hand.RECORDED
        self.conflicts: list[FieldConflict] = []

    def part(self, original: Part, printed: Part, path: str) -> Part:
        """The part in both languages; a field that both hands changed has the draft's value."""
        values: dict[str, Any] = {}
        for name, after in printed.__dict__.items():
            before, field_path = original.__dict__[name], f"{path}{name}"
            is_own = not _is_leaf(before, after) or field_path == FIELD or field_path in self._absent
            if is_own or self._is_taken(field_path, self._printed(known(original, name)), known(printed, name)):
                values[name] = self._value(before, after, field_path)
            else:
                values[name] = before
        return type(original).model_construct(**values)

    def _printed(self, value: Any) -> Any:
        return as_printed(value, self._language, in_draft=not self._is_marked)

    def _is_taken(self, path: str, before: Any, after: Any) -> bool:
        """True if this hand changed the value, and no other; notes a conflict if both did."""
        if before == after:
            return False
        if self._given is None or self._hand is _Hand.BOTH:
            by_this, by_other = after is not None, before is not None
        elif self._hand is _Hand.THIS:
            by_this, by_other = True, False
        else:
            by_this, by_other = (not self._given.is_given(path, value) for value in (after, before))
            # Two values cannot both be the one that was given: two hashes are the same.
            by_this, by_other = (by_this, by_other) if by_this or by_other else (True, True)
        if by_this and by_other:
            self.conflicts.append(FieldConflict(path, before, after))
        return by_this and not by_other

    def _value(self, before: Any, after: Any, path: str) -> Any:
        if path in self._absent:
            return before
        if isinstance(before, Part) or isinstance(after, Part):
            return self.part(before or blank_part(after), after or blank_part(before), f"{path}.")
        if isinstance(before or after, tuple) and not _is_leaf(before, after):
            return self._rows(before or (), after or (), path)
        return super()._value(before, after, path)

    def _rows(self, before: Sequence[Part], after: Sequence[Part], path: str) -> tuple[Part, ...]:
        if self._hand is _Hand.THIS:
            return super()._rows(before, after, path)
        printed = [self._printed(row) for row in before]
        # A row that the document was given and the draft no longer has was changed or removed by another hand.
        after = [row for row in after if row in printed or not self._is_given(path, row)]
        origins = origins_of(printed, after)
        if not self._other_changed_rows(path, printed, len(before) + len(after)):
            # All rows of the draft that the document was not given are new, and so are this hand's.
            origins = [
                origin if origin is None or printed[origin] == row or self._is_given(path, printed[origin]) else None
                for origin, row in zip(origins, after, strict=True)
            ]
        merged: list[tuple[int | None, Part | None]] = list(zip(origins, after, strict=True))
        for index, row in enumerate(printed):
            if index in origins:
                continue
            if self._is_given(path, row):
                self.changes.append(Change(f"{path}[{index}]", ChangeKind.REMOVED, before=before[index]))
            else:
                earlier = [at for at, (origin, _row) in enumerate(merged) if origin is not None and origin < index]
                merged.insert(earlier[-1] + 1 if earlier else 0, (index, None))
        return tuple(
            self._row(None if origin is None else before[origin], row, f"{path}[{number}]", path)
            for number, (origin, row) in enumerate(merged)
        )

    def _row(self, before: Part | None, after: Part | None, path: str, list_path: str) -> Part:
        if before is None or after is None:
            row = before or after
            assert row is not None, "a merged row comes from the draft or from the document"
            if before is None:
                self.changes.append(Change(path, ChangeKind.ADDED, after=row))
            return row
        hand = self._hand
        self._hand = _Hand.THIS if self._is_given(list_path, self._printed(before)) else _Hand.BOTH
        row = self.part(before, after, f"{path}.")
        self._hand = hand
        return row

    def _is_given(self, path: str, row: Part) -> bool:
        return self._hand is _Hand.RECORDED and self._given is not None and self._given.is_given(path, row)

    def _other_changed_rows(self, path: str, printed: Sequence[Part], most: int) -> bool:
        """True if another hand changed or removed rows that the document was given, or if nobody knows."""
        if self._given is None or self._hand is not _Hand.RECORDED:
            return True
        count = next((number for number in range(1, most + 1) if self._given.was_given_rows(path, number)), 0)
        return count > sum(self._given.is_given(path, row) for row in printed)


def _is_leaf(before: Any, after: Any) -> bool:
    """True for the values of a field that is no section and no list of rows."""
    if isinstance(before, Part) or isinstance(after, Part):
        return False
    rows = next((value for value in (before, after) if value and isinstance(value, tuple)), None)
    return rows is None or isinstance(rows[0], Choice)
