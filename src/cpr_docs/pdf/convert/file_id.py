"""What makes a PDF tell what it was made from, and makes the same document the same bytes.

LibreOffice numbers a PDF after the moment at which it was made. Here the first of a PDF's two identifiers (ISO 32000-1,
14.4) says which Word document it was made from, and the second is computed from its own bytes. So it can be seen
whether a PDF is the one of a document, whole and as it was made. The bytes stay as many, since a PDF counts them.
"""

import hashlib
import os
import re
from datetime import UTC, datetime

from cpr_docs.errors import PdfError

DATE_VARIABLE = "SOURCE_DATE_EPOCH"
"""The environment variable with the seconds since 1970 that count as the moment of making, if there is one."""

_DIGITS = 32
_NONE = b"0" * _DIGITS
_TRAILER = re.compile(
    rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\](?:\s*/DocChecksum\s*/([0-9A-F]{32}))?"
)
# The trailer is at the end, behind nothing but `startxref`.
_TAIL = 1024
_MOMENT = re.compile(rb"/CreationDate\(D:(\d{14})Z")
_INFORMATION_DATE = re.compile(rb"(?<=Date\(D:)\d{14}(?=Z)")
_METADATA_DATE = re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=Z</xmp:)")
# LibreOffice 25.2 writes this where a document does not say when it was made.
_NO_DATE = b"0000-00-00T00:00:00"


def fixed_date() -> datetime | None:
    """The moment that every PDF is to bear, if ``SOURCE_DATE_EPOCH`` gives one; raises `PdfError` where it is none."""
    said = os.environ.get(DATE_VARIABLE, "")
    if not said:
        return None
    try:
        seconds = int(said)
        if seconds >= 0:
            return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise PdfError(f"{DATE_VARIABLE} must be seconds since 1970")


def stamp(pdf: bytes, document: bytes, date: datetime | None = None) -> bytes:
    """The PDF with identifiers of its own, and the date if one is given.

    Raises `ValueError` where the PDF is not as LibreOffice writes it.
    """
    return _numbered(_dated(pdf, date), _digest(document))


def _dated(pdf: bytes, date: datetime | None) -> bytes:
    """The PDF with the date in every place of one; without a date, with the moment of making where none stands."""
    if date is not None:
        pdf = _INFORMATION_DATE.sub(f"{date:%Y%m%d%H%M%S}".encode(), pdf)
        return _METADATA_DATE.sub(f"{date:%Y-%m-%dT%H:%M:%S}".encode(), pdf)
    made = _MOMENT.search(pdf)
    if made is None:
        return pdf
    moment = datetime.strptime(made[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return pdf.replace(_NO_DATE, f"{moment:%Y-%m-%dT%H:%M:%S}".encode())


def is_stamped_from(pdf: bytes, document: bytes) -> bool:
    """Whether the PDF was made from these bytes of a Word document, and is as it was made."""
    try:
        return _numbered(pdf, _digest(document)) == pdf
    except ValueError:
        return False


def _numbered(pdf: bytes, first: bytes) -> bytes:
    at = max(len(pdf) - _TAIL, 0)
    tail = pdf[at:]
    found = list(_TRAILER.finditer(tail))
    if len(found) != 1:
        raise ValueError("the PDF's trailer is not as it should be")
    spans = [found[0].span(group) for group in (1, 2, 3) if found[0].group(group) is not None]
    blank = _put(tail, spans, [first, _NONE, _NONE])
    own = _digest(pdf[:at] + blank)
    return pdf[:at] + _put(tail, spans, [first, own, own])


def _put(tail: bytes, spans: list[tuple[int, int]], numbers: list[bytes]) -> bytes:
    made = bytearray(tail)
    for (start, end), number in zip(spans, numbers, strict=False):
        made[start:end] = number
    return bytes(made)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:_DIGITS].upper().encode()
