"""The record of the controls that a document was made with, in its custom properties.

A document of an older form has no control for a field that came later. The record tells it from a document that lost
the control, although the template is not at hand any more. It holds a short hash of each tag, and nothing of the case.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, takewhile

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
