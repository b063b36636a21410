"""The objects of a PDF by number, as its table of places says where they are.

Only the plain table is read (ISO 32000-1, 7.5.4), as LibreOffice and pypdf write it.
"""

import re
from collections.abc import Iterator

from cpr_docs.errors import PdfError
from cpr_docs.pdf.syntax import Ref, Value, parse, stream_at

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*\r?\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{2}")
_HEADER = re.compile(rb"\s*\d+\s+\d+\s+obj\b\s*")
_ENTRY_LENGTH = 20
_DAMAGED = "the PDF is damaged, or has no plain table of its objects"


class PdfObjects:
    """The objects of one file; raises `PdfError` for one that cannot be read so."""

    def __init__(self, content: bytes) -> None:
        start = _START.search(content, max(len(content) - 128, 0))
        if start is None:
            raise PdfError(_DAMAGED)
        table = int(start[1])
        self._content = content
        places, trailer = _places(content, table)
        self.trailer = _dictionary(parse(trailer))
        if b"/Prev" in self.trailer:
            raise PdfError(_DAMAGED)
        ordered = sorted(places.items(), key=lambda place: place[1])
        ends = [place for _number, place in ordered[1:]] + [table]
        self._spans = {number: (at, end) for (number, at), end in zip(ordered, ends, strict=True)}

    def __iter__(self) -> Iterator[int]:
        return iter(self._spans)

    @property
    def size(self) -> int:
        """One more than the highest number."""
        return max(self._spans, default=0) + 1

    def source(self, number: int) -> tuple[bytes, bytes]:
        """The bytes of an object, without what it begins and ends with, in two parts: up to its stream, and that."""
        if number not in self._spans:
            return b"null", b""
        at, end = self._spans[number]
        header = _HEADER.match(self._content, at, end)
        last = self._content.rfind(b"endobj", at, end)
        if header is None or last < 0:
            raise PdfError(_DAMAGED)
        body = self._content[header.end() : last].rstrip(b"\r\n ")
        stream = stream_at(body)
        return body[:stream], body[stream:]

    def value(self, number: int) -> Value:
        """An object, without its stream."""
        return parse(self.source(number)[0])

    def resolved(self, held: Value) -> Value:
        """What it is, or what it refers to."""
        return self.value(held.number) if isinstance(held, Ref) else held

    def dictionary(self, held: "Value | None") -> dict[bytes, Value]:
        """A dictionary, or the one that is referred to; an empty one where there is none."""
        if isinstance(held, Ref):
            held = self.value(held.number)
        return held if isinstance(held, dict) else {}

    def array(self, held: "Value | None") -> list[Value]:
        """An array, or the one that is referred to; an empty one where there is none."""
        if isinstance(held, Ref):
            held = self.value(held.number)
        return held if isinstance(held, list) else []


def _places(content: bytes, table: int) -> tuple[dict[int, int], bytes]:
    """Where each object is, and the bytes from the trailer on."""
    if content[table : table + 4] != b"xref":
        raise PdfError(_DAMAGED)
    places: dict[int, int] = {}
    at = table + 4
    while section := _SECTION.match(content, at):
        first, count = int(section[1]), int(section[2])
        at = section.end()
        entries = _ENTRY.findall(content[at : at + count * _ENTRY_LENGTH])
        if len(entries) != count:
            raise PdfError(_DAMAGED)
        places.update((first + index, int(place)) for index, (place, _turn, used) in enumerate(entries) if used == b"n")
        at += count * _ENTRY_LENGTH
    trailer = content.find(b"trailer", at)
    if trailer < 0:
        raise PdfError(_DAMAGED)
    return places, content[trailer + len(b"trailer") :]


def _dictionary(value: Value) -> dict[bytes, Value]:
    if not isinstance(value, dict):
        raise PdfError(_DAMAGED)
    return value
