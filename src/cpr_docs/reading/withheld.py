"""Fields that a document was never given: their controls are printed under a condition only, or by no template.

The absence of such a control says nothing about the field's value, so the value of the original is kept.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import field_at, fields_of
from cpr_docs.models.parts import Part
from cpr_docs.reading.control_index import ControlIndex
from cpr_docs.reading.raw_data import data_at
from cpr_docs.templating.document_identity import Identity
from cpr_docs.templating.fixed_text import FixedText
from cpr_docs.templating.invariants import TemplateInvariants

NOT_PRINTED = "not_printed"
"""The code of the note on a field that the document was not given."""

_INDEX = re.compile(r"\[\d+\]")
_NOT_READ = _("is not in the document, and is not read")
_KEPT = _("is not in the document, and is kept as it was")


def withheld(walk: ControlIndex, identity: Identity, marks: TemplateInvariants, text: FixedText | None) -> list[str]:
    """The paths of fields outside rows, and of whole lists, whose controls the document was never given.

    Without the template's text a list or a field that the document lacks counts as one that its template lacks.
    """
    left_out = identity.form.unpublished_fields() if identity.published else ()
    conditional = {tag.partition("=")[0] for tag in marks.conditional}
    printed = None if text is None else {path.partition("[]")[0] for path in text.controls}
    # A list is known by its rows.
    paths = dict.fromkeys(field.path.partition("[]")[0] for field in fields_of(identity.form))
    return [
        path
        for path in paths
        if path not in walk.places
        and path not in walk.lists
        and path.partition(".")[0] not in left_out
        and (printed is None or path in conditional or path not in printed)
    ]


def withheld_in_rows(walk: ControlIndex, raw: dict[str, Any], marks: TemplateInvariants) -> Iterator[str]:
    """The paths, in the form that is read, of what a condition left out of the rows of a list that is in no other."""
    conditional = sorted({tag.partition("=")[0] for tag in marks.conditional})
    for place in walk.lists:
        names = [tag.removeprefix(f"{place}[].") for tag in conditional if tag.startswith(f"{place}[].")]
        number = 0
        for index, row in enumerate(data_at(raw, place) if names and "[" not in place else ()):
            if is_blank(row):
                # No row of the form.
                continue
            for name in names:
                path = f"{place}[{index}].{name}"
                if "[]" not in name and path not in walk.places and path not in walk.lists:
                    yield f"{place}[{number}].{name}"
            number += 1


def not_given(paths: Iterable[str], identity: Identity, *, is_kept: bool) -> Iterator[Problem]:
    """A note for each field that the document was not given."""
    for path in paths:
        label = translate(field_at(identity.form, _INDEX.sub("[]", path)).label.title, identity.language)
        yield Problem(path, NOT_PRINTED, _KEPT if is_kept else _NOT_READ, label=label)


def value_at(form: Part, path: str) -> Any:
    """The data at a path outside rows; None where a section above it is blank."""
    value: Any = form
    for name in path.split("."):
        value = None if value is None else value.__dict__[name]
    if isinstance(value, tuple):
        return [row.model_dump() for row in value]
    return value.model_dump() if isinstance(value, BaseModel) else value


def as_printed(value: Any, language: Language) -> Any:
    """The value as a document in the language shows it: the language's words, or the other's if those are all."""
    if isinstance(value, Bilingual):
        said = value.text_in(language)
        only: dict[str, Any] = {language.value: said}
        return value if said is None else type(value).model_construct(**only)
    if isinstance(value, Part):
        shown: dict[str, Any] = {name: as_printed(part, language) for name, part in value.__dict__.items()}
        return type(value).model_construct(**shown)
    return tuple(as_printed(row, language) for row in value) if isinstance(value, tuple) else value
