"""Merges the form in a document with its original, and lists the changes field by field.

A document contains one language; the other language is kept from the original.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice
from cpr_docs.models.parts import Part
from cpr_docs.models.schema_version import FIELD
from cpr_docs.reading.control_values import MARKED
from cpr_docs.reading.match_rows import moved_rows, origins_of
from cpr_docs.reading.result import Change, ChangeKind, change_of
from cpr_docs.reading.withheld import as_printed


class FormMerge:
    """Merges the form that was read with its original, and lists the changes."""

    def __init__(self, language: Language, absent: frozenset[str]) -> None:
        """`absent` are the data paths that the document was rendered without."""
        self._language = language
        self._absent = absent
        self._absent_in_rows: defaultdict[str, set[str]] = defaultdict(set)
        """The names of the absent fields in the rows of each list."""
        for absent_path in absent:
            above, _bracket, rest = absent_path.rpartition("[")
            name = rest.partition("].")[2]
            if above and "." not in name:
                self._absent_in_rows[above].add(name)
        self.changes: list[Change] = []
        self.problems: list[Problem] = []

    def part(self, original: Part, printed: Part, path: str) -> Part:
        """The part in both languages; `path` ends in a dot, and is empty for the form."""
        values = {
            name: self._value(original.__dict__[name], after, f"{path}{name}")
            for name, after in printed.__dict__.items()
        }
        return type(original).model_construct(**values)

    def _printed(self, value: Any) -> Any:
        return as_printed(value, self._language)

    def _value(self, before: Any, after: Any, path: str) -> Any:
        if path in self._absent:
            return before
        if path == FIELD:
            # A rule may be broken in either of the two.
            return min(before, after)
        if isinstance(before, Part) or isinstance(after, Part):
            whole = self.part(before or blank_part(after), after or blank_part(before), f"{path}.")
            return None if after is None else whole
        if isinstance(before, tuple) and not any(isinstance(each, Choice) for each in (*before, *after)):
            return self._rows(before, after, path)
        printed = self._printed(before)
        if after == printed:
            return before
        if isinstance(before, Bilingual) and isinstance(after, Bilingual):
            return self._text(before, after, printed, path)
        self.changes.append(change_of(path, printed, after))
        return after

    def _text(self, before: Bilingual, after: Bilingual, printed: Any, path: str) -> Bilingual:
        if after.text_in(self._language) is None and before.text_in(self._language) is None:
            # The words under a language note were edited: they may be a translation, or a correction.
            self.problems.append(Problem(path, "marked", MARKED))
            return before
        self.changes.append(change_of(path, printed, after))
        texts: dict[str, Any] = {"en": after.en or before.en, "cy": after.cy or before.cy}
        return type(before).model_construct(**texts)

    def _rows(self, before: Sequence[Part], after: Sequence[Part], path: str) -> tuple[Part, ...]:
        # Rows are matched by the fields that the document was rendered with.
        absent = dict.fromkeys(self._absent_in_rows[path])
        printed = [self._printed(row).model_copy(update=absent) for row in before]
        origins = origins_of(printed, after)
        moved = moved_rows(origins)
        merged = []
        for index, (row, origin) in enumerate(zip(after, origins, strict=True)):
            row_path = f"{path}[{index}]"
            if origin is None:
                self.changes.append(Change(row_path, ChangeKind.ADDED, after=row))
                merged.append(row)
                continue
            if index in moved:
                self.changes.append(Change(row_path, ChangeKind.MOVED, before=origin, after=index))
            merged.append(self.part(before[origin], row, f"{row_path}."))
        for index, row in enumerate(before):
            if index not in origins:
                self.changes.append(Change(f"{path}[{index}]", ChangeKind.REMOVED, before=row))
        return tuple(merged)


def blank_part(like: Part) -> Part:
    """A blank section of the same type."""
    fields = type(like).model_fields.items()
    nothing: dict[str, Any] = {name: None if info.is_required() else info.default for name, info in fields}
    return type(like).model_construct(**nothing)
