"""What a document says of itself in its custom properties, so that it can be read back without a hint."""

import hashlib

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.marked_texts import PROPERTIES


class PropertyName:
    """The names of the custom properties."""

    FORM = "CprDocsForm"
    REVIEW_TYPE = "CprDocsReviewType"
    LANGUAGE = "CprDocsLanguage"
    SCHEMA_VERSION = "CprDocsSchemaVersion"
    TEMPLATE = "CprDocsTemplate"
    """In a document: the fingerprint of the template that it was made from."""
    PUBLISHED = "CprDocsPublished"
    """In a published copy alone: that it is one, and which controls it therefore does not have."""
    ENGLISH = "CprDocsEnglish"
    """In a master template: a hash of the English words that it was made from."""


def form_properties(form: type[Form], language: Language) -> dict[str, str]:
    """Which form, review type, language and version a template or a document is of."""
    return {
        PropertyName.FORM: form.name(),
        PropertyName.REVIEW_TYPE: form.type_name(),
        PropertyName.LANGUAGE: language.value,
        PropertyName.SCHEMA_VERSION: str(form.SCHEMA_VERSION),
    }


def identity(
    template: Package, form: type[Form], language: Language, *, published: bool = False, mark: bool = False
) -> dict[str, str]:
    """The custom properties of a document; with `mark`, some of them are filled in when it is rendered."""
    properties = form_properties(form, language) | {PropertyName.TEMPLATE: fingerprint(template)}
    if published:
        properties[PropertyName.PUBLISHED] = "yes"
    return {**properties, **PROPERTIES} if mark else properties


def fingerprint(template: Package) -> str:
    """A hash of the template's parts, the same however they are packed."""
    digest = hashlib.sha256()
    for name in sorted(template):
        digest.update(f"{name}\0{len(template[name])}\0".encode())
        digest.update(template[name])
    return digest.hexdigest()[:32]
