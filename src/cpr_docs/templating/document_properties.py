"""What a document says of itself in its custom properties, so that it can be read back without a hint."""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, takewhile

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


_NAME = "CprDocsControls{}"
# Word keeps 255 characters of a property.
_LONGEST = 252
_LENGTH = 4


def record_of(tags: Iterable[str]) -> dict[str, str]:
    """The custom properties that record the tags of the controls of a template."""
    record = "".join(sorted(map(_short_hash, tags)))
    pieces = (record[at : at + _LONGEST] for at in range(0, len(record), _LONGEST))
    return {_NAME.format(number): piece for number, piece in enumerate(pieces, start=1)}


def recorded(tags: Iterable[str], properties: Mapping[str, str]) -> frozenset[str] | None:
    """The tags, of these, that a document was made with; None where the document has no record."""
    pieces = list(_pieces(properties))
    hashes = {piece[at : at + _LENGTH] for piece in pieces for at in range(0, len(piece), _LENGTH)}
    return frozenset(tag for tag in tags if _short_hash(tag) in hashes) if pieces else None


def _pieces(properties: Mapping[str, str]) -> Iterator[str]:
    names = map(_NAME.format, count(1))
    return (properties[name] for name in takewhile(properties.__contains__, names))


def _short_hash(tag: str) -> str:
    """Four letters: of the hundred controls of a form, one in 170,000 has those of a field that came later."""
    return base64.urlsafe_b64encode(hashlib.sha256(tag.encode()).digest()[:3]).decode()


_COUNT = 4
# Word keeps 255 characters of a property.
_LONGEST_MARKED_TEXTS = 252
_LENGTH_MARKED_TEXTS = 4
_TOO_MANY = "-"

NAMES = tuple(f"CprDocsMarked{number}" for number in range(1, _COUNT + 1))
"""The names of the properties."""
VARIABLES = tuple(f"cpr_docs_marked_{number}" for number in range(1, _COUNT + 1))
"""The names by which a template is given their values."""

PROPERTIES: Mapping[str, str] = dict(zip(NAMES, (f"{{{{ {name} }}}}" for name in VARIABLES), strict=True))
"""The properties of a template, which rendering fills in."""


def marked_values(texts: Iterable[str]) -> dict[str, str]:
    """The values that a template prints for these texts; of more than fit, none are kept."""
    record = "".join(sorted(set(map(text_fingerprint, texts))))
    pieces = [record[at : at + _LONGEST_MARKED_TEXTS] for at in range(0, len(record), _LONGEST_MARKED_TEXTS)]
    if len(pieces) > _COUNT:
        pieces = [_TOO_MANY]
    return dict(zip(VARIABLES, pieces + [""] * (_COUNT - len(pieces)), strict=True))


def marked_in(properties: Mapping[str, str]) -> frozenset[str] | None:
    """The fingerprints that a document holds; None where it does not say."""
    if NAMES[0] not in properties or properties[NAMES[0]] == _TOO_MANY:
        return None
    record = "".join(properties.get(name, "") for name in NAMES)
    return frozenset(record[at : at + _LENGTH_MARKED_TEXTS] for at in range(0, len(record), _LENGTH_MARKED_TEXTS))


def text_fingerprint(text: str) -> str:
    """Four letters of a hash, the same however the text's blanks and lines are kept."""
    letters = unicodedata.normalize("NFC", "".join(text.split()))
    return base64.urlsafe_b64encode(hashlib.sha256(letters.encode()).digest()[:3]).decode()
