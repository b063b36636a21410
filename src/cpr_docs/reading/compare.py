"""Compares an incoming document with the data that it was rendered from.

A document contains one language; the other language is kept from the original. The changes are listed field by field,
so that a translator knows which texts are no longer translations of each other.

Rows are matched with those of the original, since people add, remove, move and edit rows.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import NoneType
from typing import Any

import pydantic

from cpr_docs.arguments import require
from cpr_docs.errors import InvalidForm, NotReadable, Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.draft import Draft, data_of, draft_of, filled
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.form import AnyForm, form_classes
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import location_of, problems_of
from cpr_docs.models.schema_version import NEWER_RULE
from cpr_docs.reading.hints import Hints
from cpr_docs.reading.merge_drafts import DraftMerge
from cpr_docs.reading.merge_forms import FormMerge
from cpr_docs.reading.read import reading_of
from cpr_docs.reading.result import Reading
from cpr_docs.reading.untrusted import Source
from cpr_docs.reading.withheld import NOT_PRINTED, is_newer
from cpr_docs.templating.document_properties import Identity
from cpr_docs.templating.given_values import GivenValues


def compare(
    source: Source,
    original: AnyForm | Draft[Any] | None = None,
    *,
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
    forms: Iterable[type[AnyForm]] = (),
    form: str | type[AnyForm] | None = None,
    language: Language | str | None = None,
    review_type: ReviewType | str | None = None,
) -> Reading:
    """Implements `cpr_docs.compare`."""
    require(
        "original", original, (AnyForm, Draft, NoneType), "a form, as Form.parse makes it of a dictionary, or a draft"
    )
    forms = form_classes(forms)
    form_type = original.form_type if isinstance(original, Draft) else None if original is None else type(original)
    forms += [] if form_type is None else [form_type]
    hints = Hints.of(form, language, review_type, forms)
    if original is None:
        return reading_of(source, templates=templates, forms=forms, hints=hints, as_draft=draft)[0]
    if draft and not isinstance(original, Draft):
        raise ValueError("a document that is read as a draft is compared with a draft")
    hints = replace(hints, likely=form_type)
    reading, identity = reading_of(
        source,
        templates=templates,
        forms=forms,
        hints=hints,
        original=original,
        as_draft=isinstance(original, Draft),
    )
    if identity.form is not form_type:
        raise NotReadable(_("the original is another form, or of another review type, than the document"))
    if isinstance(original, Draft):
        return _compared_drafts(reading, identity, original)
    return _compared(reading, identity, original)


def _compared_drafts(reading: Reading, identity: Identity, original: Draft[Any]) -> Reading:
    assert reading.draft is not None, "the reading of a draft has one"
    printed = reading.draft.values
    given = None if identity.given is None else GivenValues(identity.given, identity.language)
    merge = DraftMerge(
        identity.language, _absent(reading, identity, printed), given, is_marked=identity.marked is not None
    )
    merged = merge.part(original.values, printed, "")
    if merge.problems:
        raise InvalidForm(identity.name, merge.problems, identity.language)
    draft = draft_of(original.form_type, data_of(filled(merged)))
    return replace(reading, draft=draft, changes=tuple(merge.changes), conflicts=tuple(merge.conflicts))


def _absent(reading: Reading, identity: Identity, printed: Part) -> frozenset[str]:
    """The data paths that the document was rendered without."""
    absent = {note.path for note in reading.notes if note.code == NOT_PRINTED}
    for path in identity.form.unpublished_fields() if identity.published else ():
        absent.update(_data_paths(printed, path))
    return frozenset(absent)


def _compared(reading: Reading, identity: Identity, original: AnyForm) -> Reading:
    printed = reading.form
    merge = FormMerge(identity.language, _absent(reading, identity, printed))
    merged = merge.part(original, printed, "")
    if merge.problems:
        raise InvalidForm(identity.name, merge.problems, identity.language)
    try:
        form = type(original).model_validate(merged.model_dump())
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(original))
    else:
        notes = [
            *(note for note in reading.notes if _remains(note, identity, form)),
            *form.notes(),
            *form.notes_since(original),
        ]
        return replace(reading, form=form, changes=tuple(merge.changes), notes=tuple(notes))
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    raise InvalidForm(original.variant_name(), problems)


def _remains(note: Problem, identity: Identity, merged: AnyForm) -> bool:
    """True for a note on the document that is one on the merged form too."""
    if note.code != NOT_PRINTED or not is_newer(note.path, identity):
        return note.code != NEWER_RULE
    # Nobody misses a blank field that the document's version did not have.
    value: Any = merged
    for step in location_of(note.path):
        value = None if value is None else value[step] if isinstance(step, int) else value.__dict__[step]
    return not is_blank(value)


def _data_paths(part: Any, path: str, above: str = "") -> Iterator[str]:
    """The data paths of a field path, one for each row of the lists that it leads through."""
    step, _dot, rest = path.partition(".")
    name = step.removesuffix("[]")
    if not rest:
        yield f"{above}{name}"
        return
    value = None if part is None else part.__dict__[name]
    if step == name:
        yield from _data_paths(value, rest, f"{above}{name}.")
        return
    for number, row in enumerate(value or ()):
        yield from _data_paths(row, rest, f"{above}{name}[{number}].")
