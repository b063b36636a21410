"""The controls that a document was made with and does not have any more.

A document says itself which controls it was made with. One that was made before documents did so has the controls of
its template; where the template is not at hand, those of the template of today whose fields the version of the document
had (`Label.since`).
"""

from collections.abc import Iterator, Mapping

from cpr_docs.errors import NotReadable
from cpr_docs.models.fields import fields_of, since
from cpr_docs.models.form import Form
from cpr_docs.templating.document_identity import Identity
from cpr_docs.templating.document_properties import PropertyName, recorded_controls
from cpr_docs.templating.invariants import TemplateInvariants


def require_controls(
    found: set[str], marks: TemplateInvariants, identity: Identity, properties: Mapping[str, str], *, is_known: bool
) -> None:
    """Raises `NotReadable` with the tags of the controls that are missing among those that were found.

    `marks` are those of the template of the document where it `is_known`, or else of the template of today.
    """
    lasting = marks.controls if identity.published else marks.controls | marks.unpublished
    asked = recorded_controls(lasting.union(_tags(identity.form)), properties)
    hint = ""
    if asked is None and is_known:
        asked = lasting
    elif asked is None:
        asked = frozenset(tag for tag in lasting if _had(tag, identity.form, properties))
        hint = " (or its template is not at hand: say in which folder the board's own templates are)"
    lost = sorted(asked - found)
    if lost:
        raise NotReadable(f"the document has lost these controls: {', '.join(lost)}{hint}")


def _tags(form: type[Form]) -> Iterator[str]:
    """The tags of all controls that a document of the form may have outside the rows of its lists."""
    for field in fields_of(form):
        path, brackets, _rest = field.path.partition("[]")
        yield path
        if not brackets:
            yield from (f"{path}={answer}" for answer in field.answers)


def _had(tag: str, form: type[Form], properties: Mapping[str, str]) -> bool:
    """True if the version that made a document without a record had the field of a control."""
    own, of_library = since(form, tag.partition("=")[0])
    # The library made such documents in its first version alone.
    return of_library == 1 and own <= int(properties.get(PropertyName.SCHEMA_VERSION) or 1)
