"""The custom properties of templates and documents: which form a document is, so that it can be read without a hint.

Two records of hashes, which reveal nothing of the case, are split over several properties:

- The tags of the template's controls. A document of an older form has no control for a field that came later; the
  record distinguishes it from a document that lost the control, even if the template is no longer available.
- The texts that the document prints in the other language. A text after a language note whose hash is in the record was
  not edited.

`identify` reads from them which form, review type, language and schema version a document is of.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from typing import NamedTuple

from cpr_docs.errors import NotReadable
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import since
from cpr_docs.models.form import AnyForm, document_name
from cpr_docs.models.purpose import Purpose
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.models.schema_version import FIRST_VERSION, SCHEMA_VERSION
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.templating.edition import SCREEN, Edition, FormState

_HASH_LENGTH = 4
# A multiple of the length of a hash, below Word's limit of 255.
_MAX_VALUE = 252
_CONTROLS = "CprDocsControls{}"
_MARKED_COUNT = 4
_GIVEN_COUNT = 16
_TOO_MANY = "-"
# A choice is printed with its label; the property has its value.
_PRINTED_REVIEW_TYPE = "".join(f"{{% if review_type == '{each}' %}}{each}{{% endif %}}" for each in ReviewType)


class PropertyName:
    """The names of the custom properties."""

    FORM = "CprDocsForm"
    REVIEW_TYPE = "CprDocsReviewType"
    LANGUAGE = "CprDocsLanguage"
    SCHEMA_VERSION = "CprDocsSchemaVersion"
    """The version of the form that the document was rendered as."""
    LIBRARY_VERSION = "CprDocsLibraryVersion"
    """The version of the library: that of its parts in a form with a number of its own."""
    DATA_VERSION = "CprDocsDataVersion"
    """In the document of a form that keeps an earlier version: that version."""
    TEMPLATE = "CprDocsTemplate"
    """In a document: the fingerprint of its template."""
    PURPOSE = "CprDocsPurpose"
    """In a document for another purpose than the screen: its purpose, which decides the controls that it has."""
    PEN = "CprDocsPen"
    """In a finished paper: its blank sections of a later hand are for a pen."""
    DRAFT = "CprDocsDraft"
    """In the document of a draft: its progress, ``"draft"`` or ``"blank"``."""
    PUBLISHED = "CprDocsPublished"
    """In a published copy that has no purpose."""
    ENGLISH = "CprDocsEnglish"
    """In a template: a hash of the English text that it was built from, or that its Welsh translates."""
    WELSH = "CprDocsWelsh"
    """In an English template: a hash of the Welsh text that says the same."""


VERSION_NAMES = frozenset({PropertyName.SCHEMA_VERSION, PropertyName.LIBRARY_VERSION, PropertyName.DATA_VERSION})
"""The names of the properties with a version."""
MARKED_NAMES = tuple(f"CprDocsMarked{number}" for number in range(1, _MARKED_COUNT + 1))
"""The names of the properties that record texts in the other language."""
MARKED_VARIABLES = tuple(f"cpr_docs_marked_{number}" for number in range(1, _MARKED_COUNT + 1))
"""The template variables for the values of these properties."""
GIVEN_NAMES = tuple(f"CprDocsGiven{number}" for number in range(1, _GIVEN_COUNT + 1))
"""The names of the properties that record the values of a draft."""
GIVEN_VARIABLES = tuple(f"cpr_docs_given_{number}" for number in range(1, _GIVEN_COUNT + 1))
"""The template variables for the values of these properties."""


def form_properties(form: type[AnyForm], language: Language) -> dict[str, str]:
    """The form, review type, language and schema version of a template or a document.

    A template of several review types has no review type; its documents have that of the form.
    """
    return {
        PropertyName.FORM: form.name(),
        **({PropertyName.REVIEW_TYPE: form.type_name()} if form.type_name() else {}),
        PropertyName.LANGUAGE: language.value,
        PropertyName.SCHEMA_VERSION: str(form.SCHEMA_VERSION),
        PropertyName.LIBRARY_VERSION: str(SCHEMA_VERSION),
    }


def identity_properties(
    template: Package, form: type[AnyForm], language: Language, *, edition: Edition = SCREEN, mark: bool = False
) -> dict[str, str]:
    """The custom properties of a document; with `mark`, also those that rendering fills in."""
    properties = form_properties(form, language) | {PropertyName.TEMPLATE: fingerprint(template)}
    if len(form.review_types()) > 1:
        properties[PropertyName.REVIEW_TYPE] = _PRINTED_REVIEW_TYPE
    if not edition.is_screen:
        properties[PropertyName.PURPOSE] = edition.purpose.value
    if edition.pen:
        properties[PropertyName.PEN] = "yes"
    if edition.is_draft:
        properties[PropertyName.DRAFT] = edition.progress.value
        properties |= _printed_by(GIVEN_NAMES, GIVEN_VARIABLES)
    return {**properties, **_printed_by(MARKED_NAMES, MARKED_VARIABLES)} if mark else properties


def _printed_by(names: Iterable[str], variables: Iterable[str]) -> dict[str, str]:
    """The properties in a template, where rendering fills them in."""
    return {name: f"{{{{ {variable} }}}}" for name, variable in zip(names, variables, strict=True)}


def with_data_version(document: bytes, version: int) -> bytes:
    """The document of a form that keeps an earlier version, with that version among its properties."""
    # Imported on use: rendering must not load lxml.
    from cpr_docs.ooxml.custom_properties import custom_properties, put_properties

    parts = dict(Package.read(document))
    put_properties(parts, custom_properties(parts) | {PropertyName.DATA_VERSION: str(version)})
    return write_package(parts)


def fingerprint(template: Package) -> str:
    """A hash of the template's parts, independent of their order and compression."""
    digest = hashlib.sha256()
    for name in sorted(template):
        digest.update(f"{name}\0{len(template[name])}\0".encode())
        digest.update(template[name])
    return digest.hexdigest()[:32]


def control_record(tags: Iterable[str]) -> dict[str, str]:
    """The custom properties that record the tags of a template's content controls."""
    values = _chunks("".join(sorted(map(short_hash, tags))), _MAX_VALUE)
    return {_CONTROLS.format(number): value for number, value in enumerate(values, start=1)}


def control_record_under(conditions: Mapping[str, str]) -> dict[str, str]:
    """The same for a template that prints some controls under a condition: rendering fills the record in."""
    hashes = sorted((short_hash(tag), condition) for tag, condition in conditions.items())
    pieces = [f"{{% if {condition} %}}{each}{{% endif %}}" if condition else each for each, condition in hashes]
    most = _MAX_VALUE // _HASH_LENGTH
    values = ("".join(pieces[at : at + most]) for at in range(0, len(pieces), most))
    return {_CONTROLS.format(number): value for number, value in enumerate(values, start=1)}


def recorded_controls(tags: Iterable[str], properties: Mapping[str, str]) -> frozenset[str] | None:
    """Those of the tags that the document's template had; None if the document has no record."""
    values = list(_record_values(properties))
    hashes = {piece for value in values for piece in _chunks(value, _HASH_LENGTH)}
    return frozenset(tag for tag in tags if short_hash(tag) in hashes) if values else None


def marked_values(texts: Iterable[str]) -> dict[str, str]:
    """The values of `MARKED_VARIABLES` for these texts; no hash is kept if there are too many."""
    return record_values(map(text_fingerprint, texts), MARKED_VARIABLES)


def record_values(hashes: Iterable[str], variables: Sequence[str]) -> dict[str, str]:
    """The values of the variables of a record with these hashes; no hash is kept if there are too many."""
    values = list(_chunks("".join(sorted(set(hashes))), _MAX_VALUE))
    if len(values) > len(variables):
        values = [_TOO_MANY]
    return dict(zip(variables, values + [""] * (len(variables) - len(values)), strict=True))


def marked_texts(properties: Mapping[str, str]) -> frozenset[str] | None:
    """The fingerprints of the texts that the document prints in the other language; None without a record."""
    return recorded_hashes(properties, MARKED_NAMES)


def recorded_hashes(properties: Mapping[str, str], names: Sequence[str]) -> frozenset[str] | None:
    """The hashes of a record; None if the document has none, or had too many."""
    if names[0] not in properties or properties[names[0]] == _TOO_MANY:
        return None
    return frozenset(_chunks("".join(properties.get(name, "") for name in names), _HASH_LENGTH))


def text_fingerprint(text: str) -> str:
    """Four characters of a hash that ignores white space."""
    return short_hash(unicodedata.normalize("NFC", "".join(text.split())))


def _record_values(properties: Mapping[str, str]) -> Iterator[str]:
    names = map(_CONTROLS.format, count(1))
    return (properties[name] for name in takewhile(properties.__contains__, names))


def _chunks(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def short_hash(text: str) -> str:
    """Four characters: a later field collides with one of a form's hundred controls once in 170,000."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:3]).decode()


_REQUIRED = frozenset({PropertyName.FORM, PropertyName.LANGUAGE})


class DocumentVersions(NamedTuple):
    """The schema versions of a document."""

    form: int
    """The version of the form that the document was rendered as."""
    library: int
    """The version of the library that rendered it."""
    data: int
    """The version of the form's data."""

    def had(self, form: type[AnyForm], path: str) -> bool:
        """True if the versions of the form and of the library had the field at the path."""
        of_form, of_library = since(form, path)
        return of_form <= self.form and of_library <= self.library


@dataclass(frozen=True, slots=True)
class Identity:
    """The form, review type and language of a document."""

    form: type[AnyForm]
    language: Language
    template: str
    """The fingerprint of the document's template."""
    versions: DocumentVersions
    """The schema versions of the document."""
    edition: Edition = SCREEN
    """The purpose of the document, which decides its controls and its fixed text."""
    marked: frozenset[str] | None = None
    """The fingerprints of the texts that it was rendered with in the other language; None without a record."""
    given: frozenset[str] | None = None
    """The hashes of the values that a draft was printed with; None without a record."""
    review_type: str = ""
    """The review type of the document; empty for a form without one, and while it is not known."""

    @property
    def purpose(self) -> Purpose:
        """The purpose of the document."""
        return self.edition.purpose

    @property
    def published(self) -> bool:
        """True for a published copy, which omits the fields in the form's `PUBLISHED_WITHOUT`."""
        return self.edition.is_published

    def __str__(self) -> str:
        return self.text()

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The form, its type and its language, as an error names a document, in the language."""
        return self.name.text(language)

    @property
    def name(self) -> Sentence:
        """The form, its type and its language, as an error names a document."""
        return document_name(self.form, self.language)


def identify(properties: Mapping[str, str], forms: Iterable[type[AnyForm]] = ()) -> Identity:
    """The identity of a document of the guidance's forms, or of the other forms given.

    Raises `NotReadable` for a document that this library did not render, or that a newer version rendered.
    """
    if PropertyName.FORM not in properties:
        raise NotReadable(_("the document was not made by cpr_docs: it does not say which form it is"))
    if PropertyName.ENGLISH in properties:
        raise NotReadable(_("the document is a template of cpr_docs, and no form that was made from it"))
    form = _named(properties[PropertyName.FORM], forms)
    if form is None:
        raise NotReadable(_("the document is a form that this version of cpr_docs does not know"))
    versions = versions_of(properties, form)
    review_type = properties.get(PropertyName.REVIEW_TYPE, "")
    try:
        variant = form.variant(review_type if form.review_types() else None)
        language = Language(properties.get(PropertyName.LANGUAGE, ""))
    except ValueError:
        raise NotReadable(_("the document does not say its review type and its language as cpr_docs does")) from None
    template = properties.get(PropertyName.TEMPLATE, "")
    edition, marked = edition_of(properties), marked_texts(properties)
    given = recorded_hashes(properties, GIVEN_NAMES)
    return Identity(variant, language, template, versions, edition, marked, given, review_type)


def edition_of(properties: Mapping[str, str]) -> Edition:
    """The edition of a document; raises `NotReadable` for a purpose that this version does not know."""
    first = Purpose.PUBLISHED if PropertyName.PUBLISHED in properties else Purpose.SCREEN
    try:
        purpose = Purpose(properties.get(PropertyName.PURPOSE, first))
    except ValueError:
        raise NotReadable(_("the document does not say its purpose as cpr_docs does")) from None
    pen = PropertyName.PEN in properties
    return Edition.of(purpose, pen=pen, progress=_progress_of(properties))


def _progress_of(properties: Mapping[str, str]) -> FormState:
    try:
        return FormState(properties.get(PropertyName.DRAFT, FormState.COMPLETE))
    except ValueError:
        raise NotReadable(_("the document does not say its purpose as cpr_docs does")) from None


def is_complete(properties: Mapping[str, str], forms: Iterable[type[AnyForm]] = ()) -> bool:
    """True if the properties have a value for all that `identify` needs, or are a template's."""
    if PropertyName.ENGLISH in properties:
        return True
    if not properties.keys() >= _REQUIRED:
        return False
    form = _named(properties[PropertyName.FORM], forms)
    return PropertyName.REVIEW_TYPE in properties or (form is not None and not form.review_types())


def _named(name: str, forms: Iterable[type[AnyForm]]) -> type[AnyForm] | None:
    """The form of that name among the other forms and those of the guidance."""
    found: type[AnyForm] | None = {form.name(): form for form in forms}.get(name)
    return form_class(name) if found is None and name in form_names() else found


def versions_of(properties: Mapping[str, str], form: type[AnyForm], default: str = "") -> DocumentVersions:
    """The schema versions of a document of the form; `default` is that of a document that does not say it.

    Raises `NotReadable` for a document of a newer version, and for a version that is no number.
    """
    version = _version(properties.get(PropertyName.SCHEMA_VERSION, default))
    library = _version(properties.get(PropertyName.LIBRARY_VERSION, str(FIRST_VERSION)))
    for stated, known in ((version, form.SCHEMA_VERSION), (library, SCHEMA_VERSION)):
        if stated > known:
            raise NotReadable(
                _(
                    "the document was made by a newer version of cpr_docs (schema {version}; this one reads up to "
                    "{known})"
                ),
                version=stated,
                known=known,
            )
    data = min(version, _version(properties.get(PropertyName.DATA_VERSION, str(version))))
    return DocumentVersions(version, library, data)


def _version(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) >= FIRST_VERSION):
        raise NotReadable(_("the document does not say which version of cpr_docs made it"))
    return int(text)
