"""Compares an incoming document with the data that it was rendered from.

A document contains one language; the other language is kept from the original. The changes are listed field by field,
so that a translator knows which texts are no longer translations of each other.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import NoneType
from typing import Any

import pydantic

from cpr_docs.arguments import require
from cpr_docs.errors import InvalidForm, NotReadable, Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.form import Form, form_classes
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of
from cpr_docs.reading.control_values import MARKED
from cpr_docs.reading.hints import Hints
from cpr_docs.reading.match_rows import moved_rows, origins_of
from cpr_docs.reading.read import reading_of
from cpr_docs.reading.result import Change, ChangeKind, Reading, change_of
from cpr_docs.reading.untrusted import Source
from cpr_docs.reading.withheld import NOT_PRINTED, as_printed
from cpr_docs.templating.document_identity import Identity


def compare(
    source: Source,
    original: Form | None = None,
    *,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[Form]] = (),
    form: str | type[Form] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
) -> Reading:
    """Reads a document, and compares it with the data that it was rendered from.

    Without an original the reading has no changes, but everything else. With an original, the other language's words
    are kept if a text was edited, and removed if it was cleared; a field that the document was rendered without keeps
    the original's value. Words outside the controls are the `strays` of the reading, and raise nothing. `form`,
    `language` and `review_type` decide if a document without properties leaves them open, as in `read`; an original
    decides the form.

    Raises `NotReadable` if the original is another form, `InvalidForm` if document and original together break a rule,
    and otherwise the exceptions of `read`.
    """
    require("original", original, (Form, NoneType), "a form, as Form.parse makes it of a dictionary")
    forms = form_classes(forms)
    forms += [] if original is None else [type(original)]
    hints = Hints.of(form, language, review_type, forms)
    if original is None:
        return reading_of(source, templates=templates, forms=forms, hints=hints)[0]
    hints = replace(hints, likely=type(original))
    reading, identity = reading_of(source, templates=templates, forms=forms, hints=hints, original=original)
    return _compared(reading, identity, original)


def _compared(reading: Reading, identity: Identity, original: Form) -> Reading:
    printed, language = reading.form, identity.language
    if type(printed) is not type(original):
        raise NotReadable("the original is another form, or of another review type, than the document")
    if identity.published:
        left_out = {name: as_printed(getattr(original, name), language) for name in original.unpublished_fields()}
        printed = printed.model_copy(update=left_out)
    merge = _Merge(language, frozenset(note.path for note in reading.notes if note.code == NOT_PRINTED))
    merged = merge.part(original, printed, "")
    if merge.problems:
        raise InvalidForm(str(identity), merge.problems)
    try:
        form = type(original).model_validate(merged.model_dump())
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(original))
    else:
        return replace(reading, form=form, changes=tuple(merge.changes))
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    raise InvalidForm(f"{original.name()} ({original.type_name()})", problems)


class _Merge:
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

    def _value(self, before: Any, after: Any, path: str) -> Any:
        if path in self._absent:
            return before
        if isinstance(before, Part) or isinstance(after, Part):
            whole = self.part(before or _blank(after), after or _blank(before), f"{path}.")
            return None if after is None else whole
        if isinstance(before, tuple):
            return self._rows(before, after, path)
        printed = as_printed(before, self._language)
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
        printed = [as_printed(row, self._language).model_copy(update=absent) for row in before]
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


def _blank(like: Part) -> Part:
    """A blank section of the same type."""
    fields = type(like).model_fields.items()
    nothing: dict[str, Any] = {name: None if info.is_required() else info.default for name, info in fields}
    return type(like).model_construct(**nothing)
