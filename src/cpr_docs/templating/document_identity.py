"""Which form a document is: its custom properties name form, review type, language and version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cpr_docs.errors import NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.document_properties import PropertyName, marked_in

_STATED = frozenset({PropertyName.FORM, PropertyName.REVIEW_TYPE, PropertyName.LANGUAGE})


@dataclass(frozen=True, slots=True)
class Identity:
    """Which form a document is."""

    form: type[Form]
    language: Language
    template: str
    """The fingerprint of the template that it was made from."""
    published: bool = False
    """Whether it is a published copy, without what the form lists as `PUBLISHED_WITHOUT`."""
    marked: frozenset[str] | None = None
    """The fingerprints of the texts that it was made with in the other language; None where it does not say."""

    def __str__(self) -> str:
        return f"{self.form.name()} ({self.form.type_name()}) in {self.language.value}"


def identify(properties: Mapping[str, str], forms: Iterable[type[Form]] = ()) -> Identity:
    """What the document is: a form of the guidance, or one of these others.

    Raises `NotReadable` for one that this library did not make, or a newer version made.
    """
    if PropertyName.FORM not in properties:
        raise NotReadable("the document was not made by cpr_docs: it does not say which form it is")
    if PropertyName.ENGLISH in properties:
        raise NotReadable("the document is a template of cpr_docs, and no form that was made from it")
    name = properties[PropertyName.FORM]
    others = {form.name(): form for form in forms}
    if name not in others and name not in form_names():
        raise NotReadable("the document is a form that this version of cpr_docs does not know")
    form: type[Form] = others[name] if name in others else form_class(name)
    check_version(properties.get(PropertyName.SCHEMA_VERSION, ""), form)
    try:
        variant = form.variant(properties.get(PropertyName.REVIEW_TYPE, ""))
        language = Language(properties.get(PropertyName.LANGUAGE, ""))
    except ValueError:
        raise NotReadable("the document does not say its review type and its language as cpr_docs does") from None
    published = PropertyName.PUBLISHED in properties
    return Identity(variant, language, properties.get(PropertyName.TEMPLATE, ""), published, marked_in(properties))


def is_complete(properties: Mapping[str, str]) -> bool:
    """True if the properties state all that `identify` needs, rightly or wrongly; a template's are never completed."""
    return PropertyName.ENGLISH in properties or properties.keys() >= _STATED


def check_version(version: str, form: type[Form]) -> None:
    """Raises `NotReadable` for a document that a newer version made, and for a version that is no number."""
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise NotReadable("the document does not say which version of cpr_docs made it")
    if int(version) > form.SCHEMA_VERSION:
        raise NotReadable(
            f"the document was made by a newer version of cpr_docs (schema {int(version)}; this one reads up to "
            f"{form.SCHEMA_VERSION})"
        )
