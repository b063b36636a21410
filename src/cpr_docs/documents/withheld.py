"""Fields that a document was never given: their controls are printed under a condition only, or by no template.

The absence of such a control says nothing about the field's value, so the value of the original is kept.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from cpr_docs.documents.identity import Identity
from cpr_docs.documents.walk import Walk
from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _, say
from cpr_docs.models.fields import field_at, fields_of
from cpr_docs.models.parts import Part
from cpr_docs.templating.landmarks import Landmarks
from cpr_docs.templating.outside_text import OutsideText

_NOT_READ = _("is not in the document, and is not read")
_KEPT = _("is not in the document, and is kept as it was")


def withheld(walk: Walk, identity: Identity, marks: Landmarks, text: OutsideText | None) -> list[str]:
    """The paths outside rows whose controls the document was never given, as far as its template tells."""
    left_out = identity.form.unpublished_fields() if identity.published else ()
    conditional = {tag.partition("=")[0] for tag in marks.conditional}
    return [
        field.path
        for field in fields_of(identity.form)
        if "[]" not in field.path
        and field.path not in walk.places
        and field.path.partition(".")[0] not in left_out
        and (text is None or field.path in conditional or field.path not in text.controls)
    ]


def not_given(paths: Iterable[str], identity: Identity, *, is_kept: bool) -> Iterator[Problem]:
    """A note for each field that the document was not given."""
    for path in paths:
        label = say(field_at(identity.form, path).label.title, identity.language)
        yield Problem(path, "not_printed", _KEPT if is_kept else _NOT_READ, label=label)


def value_at(form: Part, path: str) -> Any:
    """The data at a path outside rows; None where a section above it is blank."""
    value: Any = form
    for name in path.split("."):
        value = None if value is None else value.__dict__[name]
    return value.model_dump() if isinstance(value, BaseModel) else value


def as_printed(value: Any, language: Language) -> Any:
    """What a document in the language shows: the language's words, or the other's where those are all there are."""
    if isinstance(value, Bilingual):
        said = value.said_in(language)
        only: dict[str, Any] = {language.value: said}
        return value if said is None else type(value).model_construct(**only)
    if isinstance(value, Part):
        shown: dict[str, Any] = {name: as_printed(part, language) for name, part in value.__dict__.items()}
        return type(value).model_construct(**shown)
    return tuple(as_printed(row, language) for row in value) if isinstance(value, tuple) else value
