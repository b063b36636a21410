"""Identifies a document's form, review type, language and schema version by its custom properties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cpr_docs.errors import NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.document_properties import PropertyName, marked_texts

_REQUIRED = frozenset({PropertyName.FORM, PropertyName.REVIEW_TYPE, PropertyName.LANGUAGE})


@dataclass(frozen=True, slots=True)
class Identity:
    """The form, review type and language of a document."""

    form: type[Form]
    language: Language
    template: str
    """The fingerprint of the document's template."""
    published: bool = False
    """True for a published copy, which omits the fields in the form's `PUBLISHED_WITHOUT`."""
    marked: frozenset[str] | None = None
    """The fingerprints of the texts that it was rendered with in the other language; None without a record."""

    def __str__(self) -> str:
        return f"{self.form.name()} ({self.form.type_name()}) in {self.language.value}"


def identify(properties: Mapping[str, str], forms: Iterable[type[Form]] = ()) -> Identity:
    """The identity of a document of the guidance's forms, or of the other forms given.

    Raises `NotReadable` for a document that this library did not render, or that a newer version rendered.
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
    return Identity(variant, language, properties.get(PropertyName.TEMPLATE, ""), published, marked_texts(properties))


def is_complete(properties: Mapping[str, str]) -> bool:
    """True if the properties have a value for all that `identify` needs, or are a template's."""
    return PropertyName.ENGLISH in properties or properties.keys() >= _REQUIRED


def check_version(version: str, form: type[Form]) -> None:
    """Raises `NotReadable` for a document of a newer version, and for a version that is no number."""
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise NotReadable("the document does not say which version of cpr_docs made it")
    if int(version) > form.SCHEMA_VERSION:
        raise NotReadable(
            f"the document was made by a newer version of cpr_docs (schema {int(version)}; this one reads up to "
            f"{form.SCHEMA_VERSION})"
        )
