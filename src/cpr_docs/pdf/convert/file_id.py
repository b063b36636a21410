"""The stamp of a PDF: identifiers from which its Word document is recognised, and reproducible bytes.

LibreOffice computes a PDF's identifiers from the time of conversion. The stamp replaces the first of the two
identifiers (ISO 32000-1, 14.4) by a digest of the Word document, and the second by a digest of the PDF itself, so that
a PDF can be matched to its document, and a changed PDF is detected. The length does not change, because the
cross-reference table contains byte offsets.
"""

import hashlib
import os
import re
from datetime import UTC, datetime

from cpr_docs.errors import PdfError
from cpr_docs.language.catalogue import _

DATE_VARIABLE = "SOURCE_DATE_EPOCH"
"""The environment variable with the date of every PDF, in seconds since 1970."""

_DIGITS = 32
_ZEROS = b"0" * _DIGITS
_TRAILER = re.compile(
    rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\](?:\s*/DocChecksum\s*/([0-9A-F]{32}))?"
)
# Only `startxref` follows the trailer.
_TAIL = 1024
_CREATION_DATE = re.compile(rb"/CreationDate\(D:(\d{14})Z")
_INFORMATION_DATE = re.compile(rb"(?<=Date\(D:)\d{14}(?=Z)")
_METADATA_DATE = re.compile(rb"(?<=Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=Z</xmp:)")
# LibreOffice 25.2 writes this if the document has no creation date.
_NO_DATE = b"0000-00-00T00:00:00"


def fixed_date() -> datetime | None:
    """The date of every PDF if ``SOURCE_DATE_EPOCH`` is set; raises `PdfError` if its value is no date."""
    value = os.environ.get(DATE_VARIABLE, "")
    if not value:
        return None
    try:
        seconds = int(value)
        if seconds >= 0:
            return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise PdfError(_("{variable} must be seconds since 1970"), variable=DATE_VARIABLE)


def stamp(pdf: bytes, document: bytes, date: datetime | None = None) -> bytes:
    """The PDF with the identifiers of its document and, if it is passed, the date.

    Raises `ValueError` if the trailer is not as LibreOffice writes it.
    """
    return _with_ids(_dated(pdf, date), _digest(document))


def _dated(pdf: bytes, date: datetime | None) -> bytes:
    """The PDF with every date replaced; without a date, blank dates are replaced by the time of conversion."""
    if date is not None:
        pdf = _INFORMATION_DATE.sub(f"{date:%Y%m%d%H%M%S}".encode(), pdf)
        return _METADATA_DATE.sub(f"{date:%Y-%m-%dT%H:%M:%S}".encode(), pdf)
    created = _CREATION_DATE.search(pdf)
    if created is None:
        return pdf
    time = datetime.strptime(created[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return pdf.replace(_NO_DATE, f"{time:%Y-%m-%dT%H:%M:%S}".encode())


def is_stamped_from(pdf: bytes, document: bytes) -> bool:
    """True if the PDF was converted from these bytes of a Word document, and is unchanged since."""
    try:
        return _with_ids(pdf, _digest(document)) == pdf
    except ValueError:
        return False


def _with_ids(pdf: bytes, first: bytes) -> bytes:
    at = max(len(pdf) - _TAIL, 0)
    tail = pdf[at:]
    found = list(_TRAILER.finditer(tail))
    if len(found) != 1:
        raise ValueError("the PDF's trailer is not as it should be")
    spans = [found[0].span(group) for group in (1, 2, 3) if found[0].group(group) is not None]
    blank = _replaced(tail, spans, [first, _ZEROS, _ZEROS])
    own = _digest(pdf[:at] + blank)
    return pdf[:at] + _replaced(tail, spans, [first, own, own])


def _replaced(tail: bytes, spans: list[tuple[int, int]], ids: list[bytes]) -> bytes:
    changed = bytearray(tail)
    for (start, end), identifier in zip(spans, ids, strict=False):
        changed[start:end] = identifier
    return bytes(changed)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:_DIGITS].upper().encode()
