"""A document that came back, held against the data that it was made from.

A document holds one language. The other one is kept from the original, and what a person changed is said field by
field, so that a translator knows which words are no longer a translation of each other.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pydantic

from cpr_docs.arguments import require
from cpr_docs.documents.changes import Change, ChangeKind, change_of
from cpr_docs.documents.matching import moved, origins_of
from cpr_docs.documents.read import read_with_identity
from cpr_docs.documents.returned import Source
from cpr_docs.errors import InvalidForm, NotReadable
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What came back: the whole form, in both languages again, and what is different."""

    form: Form = field(repr=False)
    """The form, with the language that was not printed kept from the original."""
    language: Language
    """The language of the document."""
    changes: tuple[Change, ...]
    """What is different from the original, in the order of the form."""
    published: bool = False
    """Whether the document is a published copy; what it leaves out is kept from the original."""


def compare(source: Source, original: Form, *, templates: str | os.PathLike[str] | None = None) -> Reading:
    """Reads a document and holds it against the data that it was made from.

    Where a text was edited, the other language's words stay as they were; where it was cleared, both go. Raises what
    `read` raises, `NotReadable` where the original is another form, and `InvalidForm` where both together break a rule.
    """
    require("original", original, Form, "a form, as Form.parse makes it of a dictionary")
    printed, identity = read_with_identity(source, templates=templates, forms=[type(original)])
    language = identity.language
    if type(printed) is not type(original):
        raise NotReadable("the original is another form, or of another review type, than the document")
    if identity.published:
        left_out = {name: _as_printed(getattr(original, name), language) for name in original.unpublished_fields()}
        printed = printed.model_copy(update=left_out)
    changes: list[Change] = []
    merged = _part(original, printed, language, "", changes)
    try:
        form = type(original).model_validate(merged.model_dump())
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(original))
    else:
        return Reading(form, language, tuple(changes), identity.published)
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    raise InvalidForm(f"{original.name()} ({original.type_name()})", problems)


def _part(original: Part, printed: Part, language: Language, path: str, changes: list[Change]) -> Part:
    values = {
        name: _merged(original.__dict__[name], after, language, f"{path}{name}", changes)
        for name, after in printed.__dict__.items()
    }
    return type(original).model_construct(**values)


def _merged(before: Any, after: Any, language: Language, path: str, changes: list[Change]) -> Any:
    if isinstance(before, Part) or isinstance(after, Part):
        whole = _part(before or _blank(after), after or _blank(before), language, f"{path}.", changes)
        return None if after is None else whole
    if isinstance(before, tuple):
        return _rows(before, after, language, path, changes)
    printed = _as_printed(before, language)
    if after == printed:
        return before
    changes.append(change_of(path, printed, after))
    if isinstance(before, Bilingual) and after is not None:
        words: dict[str, Any] = {"en": after.en or before.en, "cy": after.cy or before.cy}
        return type(before).model_construct(**words)
    return after


def _blank(like: Part) -> Part:
    """The same section with nothing filled in."""
    fields = type(like).model_fields.items()
    nothing: dict[str, Any] = {name: None if info.is_required() else info.default for name, info in fields}
    return type(like).model_construct(**nothing)


def _rows(
    before: Sequence[Part], after: Sequence[Part], language: Language, path: str, changes: list[Change]
) -> tuple[Part, ...]:
    origins = origins_of([_as_printed(row, language) for row in before], after)
    elsewhere = moved(origins)
    merged = []
    for index, (row, origin) in enumerate(zip(after, origins, strict=True)):
        place = f"{path}[{index}]"
        if origin is None:
            changes.append(Change(place, ChangeKind.ADDED, after=row))
            merged.append(row)
            continue
        if index in elsewhere:
            changes.append(Change(place, ChangeKind.MOVED, before=origin, after=index))
        merged.append(_part(before[origin], row, language, f"{place}.", changes))
    for index, row in enumerate(before):
        if index not in origins:
            changes.append(Change(f"{path}[{index}]", ChangeKind.REMOVED, before=row))
    return tuple(merged)


def _as_printed(value: Any, language: Language) -> Any:
    """What a document in the language shows: the language's words, or the other's where those are all there are."""
    if isinstance(value, Bilingual):
        said = value.said_in(language)
        only: dict[str, Any] = {language.value: said}
        return value if said is None else type(value).model_construct(**only)
    if isinstance(value, Part):
        shown: dict[str, Any] = {name: _as_printed(part, language) for name, part in value.__dict__.items()}
        return type(value).model_construct(**shown)
    return tuple(_as_printed(row, language) for row in value) if isinstance(value, tuple) else value
