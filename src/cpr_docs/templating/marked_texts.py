"""The texts that a document was made with in the other language, as fingerprints in its custom properties.

A text under a note that is still one of them was not changed. The fingerprints hold nothing of the case.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping

_COUNT = 4
# Word keeps 255 characters of a property.
_LONGEST = 252
_LENGTH = 4
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
    pieces = [record[at : at + _LONGEST] for at in range(0, len(record), _LONGEST)]
    if len(pieces) > _COUNT:
        pieces = [_TOO_MANY]
    return dict(zip(VARIABLES, pieces + [""] * (_COUNT - len(pieces)), strict=True))


def marked_in(properties: Mapping[str, str]) -> frozenset[str] | None:
    """The fingerprints that a document holds; None where it does not say."""
    if NAMES[0] not in properties or properties[NAMES[0]] == _TOO_MANY:
        return None
    record = "".join(properties.get(name, "") for name in NAMES)
    return frozenset(record[at : at + _LENGTH] for at in range(0, len(record), _LENGTH))


def text_fingerprint(text: str) -> str:
    """Four letters of a hash, the same however the text's blanks and lines are kept."""
    letters = unicodedata.normalize("NFC", "".join(text.split()))
    return base64.urlsafe_b64encode(hashlib.sha256(letters.encode()).digest()[:3]).decode()
