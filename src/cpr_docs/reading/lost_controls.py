"""Controls that a document was rendered with and that are missing now.

A document records its controls in its custom properties. An older document without the record is expected to have the
controls of its template. If that template is not available, the document is expected to have the controls of today's
template whose fields its schema version had (`Label.since`).
"""

from collections.abc import Iterator, Mapping

from cpr_docs.errors import NotReadable
from cpr_docs.models.fields import fields_of, since
from cpr_docs.models.form import Form
from cpr_docs.templating.document_identity import Identity
from cpr_docs.templating.document_properties import PropertyName, recorded_controls
from cpr_docs.templating.invariants import TemplateInvariants


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
    hint = ""
    if expected is None and is_known:
        expected = unconditional
    elif expected is None:
        expected = frozenset(tag for tag in unconditional if _had(tag, identity.form, properties))
        hint = " (or its template is not at hand: say in which folder the board's own templates are)"
    lost = sorted(expected - found)
    if lost:
        raise NotReadable(f"the document has lost these controls: {', '.join(lost)}{hint}")


def _tags(form: type[Form]) -> Iterator[str]:
    """The tags of all controls that a document of the form may have outside rows."""
    for field in fields_of(form):
        path, brackets, _rest = field.path.partition("[]")
        yield path
        if not brackets:
            yield from (f"{path}={answer}" for answer in field.answers)


def _had(tag: str, form: type[Form], properties: Mapping[str, str]) -> bool:
    """True if the schema version of a document without a record had the field of the control."""
    own, of_library = since(form, tag.partition("=")[0])
    # Only the first version of the library rendered documents without a record.
    return of_library == 1 and own <= int(properties.get(PropertyName.SCHEMA_VERSION) or 1)
