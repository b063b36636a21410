"""Fields that a document was rendered without: their controls are conditional, or not in the template.

The absence of such a control does not mean that the field is blank, so the value of the original is kept.

`require_controls` refuses a document that has lost controls. A document records its controls in its custom properties.
An older document without the record is expected to have the controls of its template; if that template is not
available, the controls of today's template whose fields its schema version had (`Label.since`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from cpr_docs.errors import NotReadable, Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import Sentence, _, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.fields import field_at, fields_of
from cpr_docs.models.form import AnyForm
from cpr_docs.models.omit_fields import is_at
from cpr_docs.models.parts import Part
from cpr_docs.reading.control_index import ControlIndex
from cpr_docs.reading.data_paths import field_path, get_data
from cpr_docs.templating.document_properties import Identity, recorded_controls
from cpr_docs.templating.fixed_text import FixedText
from cpr_docs.templating.invariants import TemplateInvariants

NOT_PRINTED = "not_printed"
"""The code of the note on a field that the document was rendered without."""

_NOT_READ = _("is not in the document, and is not read")
_KEPT = _("is not in the document, and is kept as it was")


def withheld(
    index: ControlIndex, identity: Identity, invariants: TemplateInvariants, text: FixedText | None
) -> list[str]:
    """The paths of fields outside rows, and of lists, that the document was rendered without.

    If the template's text is not known, the template is assumed to lack each list and field that the document lacks.
    """
    left_out = identity.form.unpublished_fields() if identity.published else ()
    conditional = {tag.partition("=")[0] for tag in invariants.conditional}
    printed = None if text is None else {path.partition("[]")[0] for path in text.controls}
    # A list has no control of its own but its rows.
    paths = dict.fromkeys(field.path.partition("[]")[0] for field in fields_of(identity.form))
    return [
        path
        for path in paths
        if path not in index.fields
        and path not in index.row_counts
        and not is_at(path, left_out)
        and (printed is None or path in conditional or path not in printed)
    ]


def withheld_in_rows(
    index: ControlIndex,
    identity: Identity,
    data: dict[str, Any],
    invariants: TemplateInvariants,
    text: FixedText | None,
) -> Iterator[str]:
    """The data paths, in the form that is read, of fields that the rows of an outermost list were rendered without.

    If the template's text is not known, only a field that the document's version did not have is not in the template.
    """
    left_out = identity.form.unpublished_fields() if identity.published else ()
    conditional = {tag.partition("=")[0] for tag in invariants.conditional}
    in_rows = dict.fromkeys(field.path for field in fields_of(identity.form) if "[]" in field.path)
    absent = [
        path
        for path in sorted({*conditional, *in_rows})
        if not is_at(path, left_out)
        and (path in conditional or (is_newer(path, identity) if text is None else path not in text.controls))
    ]
    for list_path in index.row_counts:
        names = [path.removeprefix(f"{list_path}[].") for path in absent if path.startswith(f"{list_path}[].")]
        number = 0
        for at, row in enumerate(get_data(data, list_path) if names and "[" not in list_path else ()):
            if is_blank(row):
                # Blank rows are left out of the form, and do not count.
                continue
            for name in names:
                path = f"{list_path}[{at}].{name}"
                if "[]" not in name and path not in index.fields and path not in index.row_counts:
                    yield f"{list_path}[{number}].{name}"
            number += 1


def withheld_notes(paths: Iterable[str], identity: Identity, *, is_kept: bool) -> Iterator[Problem]:
    """A note for each field that the document was rendered without; with `is_kept` its original value is kept.

    Without an original, no note tells of a field that the document's version did not have.
    """
    for path in paths:
        if not is_kept and is_newer(path, identity):
            continue
        label = translate(field_at(identity.form, field_path(path)).label.title, identity.language)
        yield Problem(path, NOT_PRINTED, _KEPT if is_kept else _NOT_READ, label=label)


def is_newer(path: str, identity: Identity) -> bool:
    """True if the version of the document did not have the field at the data path."""
    return not identity.versions.had(identity.form, field_path(path))


def value_at(form: Part, path: str) -> Any:
    """The data at a path outside rows; None if a section above is blank."""
    value: Any = form
    for name in path.split("."):
        value = None if value is None else value.__dict__[name]
    if isinstance(value, tuple):
        return [row.model_dump() if isinstance(row, Part) else row for row in value]
    return value.model_dump() if isinstance(value, BaseModel) else value


def as_printed(value: Any, language: Language, *, in_draft: bool = False) -> Any:
    """The value as printed in the language: a text that is missing in it is in the other, or in a draft a blank."""
    if isinstance(value, Bilingual):
        text = value.text_in(language)
        only: dict[str, Any] = {language.value: text}
        if text is None:
            return None if in_draft else value
        return type(value).model_construct(**only)
    if isinstance(value, Part):
        parts = value.__dict__.items()
        printed: dict[str, Any] = {name: as_printed(part, language, in_draft=in_draft) for name, part in parts}
        return type(value).model_construct(**printed)
    return tuple(as_printed(row, language, in_draft=in_draft) for row in value) if isinstance(value, tuple) else value


def require_controls(
    found: set[str],
    invariants: TemplateInvariants,
    identity: Identity,
    properties: Mapping[str, str],
    *,
    is_known: bool,
) -> None:
    """Raises `NotReadable` with the tags of expected controls that are not among the `found` tags.

    `invariants` belong to the document's own template if it `is_known`, otherwise to today's template.
    """
    unconditional = invariants.controls if identity.published else invariants.controls | invariants.unpublished
    expected = recorded_controls(unconditional.union(_tags(identity.form)), properties)
    hint: str = ""
    if expected is None and is_known:
        expected = unconditional
    elif expected is None:
        expected = frozenset(
            tag for tag in unconditional if identity.versions.had(identity.form, tag.partition("=")[0])
        )
        hint = Sentence(_(" (or its template is not at hand: say in which folder the board's own templates are)"))
    lost = sorted(expected - found)
    if lost:
        message = _(
            "the document has lost these controls: {tags}{hint}; copy the answers into the original document in Word"
        )
        raise NotReadable(message, tags=", ".join(lost), hint=hint)


def _tags(form: type[AnyForm]) -> Iterator[str]:
    """The tags of all controls that a document of the form may have outside rows."""
    for field in fields_of(form):
        path, brackets, _rest = field.path.partition("[]")
        yield path
        if not brackets:
            yield from (f"{path}={answer}" for answer in field.answers)
