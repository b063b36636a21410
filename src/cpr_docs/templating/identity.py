"""What a document says of itself in its custom properties, so that it can be read back without a hint."""

import hashlib
import unicodedata
from collections.abc import Iterable

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.package import Package


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
    MARKED = "CprDocsMarked"
    """In a document that may hold words of the other language: the fingerprints of those that it was made with."""
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
    """The custom properties of a document; with `mark`, one of them is filled in when it is rendered."""
    properties = form_properties(form, language) | {PropertyName.TEMPLATE: fingerprint(template)}
    if published:
        properties[PropertyName.PUBLISHED] = "yes"
    if mark:
        properties[PropertyName.MARKED] = f"{{{{ {MARKS} }}}}"
    return properties


MARKS = "cpr_docs_marks"
"""The name by which a template is given the value of `PropertyName.MARKED`."""


def words_fingerprint(text: str) -> str:
    """A fingerprint of a text's letters, the same however its blanks and lines are kept: 8 hexadecimal digits."""
    letters = unicodedata.normalize("NFC", "".join(text.split()))
    return hashlib.sha256(letters.encode()).hexdigest()[:8]


def marks_of(texts: Iterable[str]) -> str:
    """The value of `PropertyName.MARKED` for the texts that are printed in the other language."""
    return " ".join(sorted(set(map(words_fingerprint, texts))))


def fingerprint(template: Package) -> str:
    """A hash of the template's parts, the same however they are packed."""
    digest = hashlib.sha256()
    for name in sorted(template):
        digest.update(f"{name}\0{len(template[name])}\0".encode())
        digest.update(template[name])
    return digest.hexdigest()[:32]
