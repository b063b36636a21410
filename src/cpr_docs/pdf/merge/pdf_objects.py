"""The syntax of PDF, as far as the binding of files needs it: values read, written, and given other numbers.

ISO 32000-1, 7.3. Strings, numbers and words stay the bytes that they are; only what can hold a reference is taken
apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from cpr_docs.errors import PdfError


class Ref(NamedTuple):
    """A reference to the object of this number."""

    number: int


Value: TypeAlias = "Ref | bytes | list[Value] | dict[bytes, Value]"
"""A reference, an array, a dictionary (its keys with their slash), or the bytes of anything else."""

# A string may hold brackets in pairs, or any behind a backslash; three deep is more than a program writes.
_PLAIN = rb"(?:\\.|[^\\()])"
_BRACKETS = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb"|\(" + _PLAIN + rb"*\))*\))*\)"
_STRING = _BRACKETS + rb"|<(?!<)[0-9A-Fa-f\s]*>"
_TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*\s*)*(?:(?P<ref>(\d+)\s+\d+\s+R(?![A-Za-z0-9]))|(?P<string>"
    + _STRING
    + rb")|(?P<mark><<|>>|\[|\])|(?P<word>/?[^\s()<>\[\]{}/%]+|/))",
    re.DOTALL,
)
_NUMBERED = re.compile(
    rb"(\d+)\s+\d+\s+R(?![A-Za-z0-9])|(/StructParents?\s+)(\d+)(?!\d|\s+\d+\s+R)|" + _STRING, re.DOTALL
)
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R(?![A-Za-z0-9])")
_WORD = re.compile(rb"\([A-Za-z0-9-]*\)")
_STREAM = re.compile(rb"\b(stream\r?\n)|" + _STRING, re.DOTALL)


def parse(source: bytes) -> Value:
    """The value that the bytes begin with; raises `PdfError` where they begin with none."""
    value, _end = _value(source, 0)
    return value


def write(value: Value) -> bytes:
    """The value as bytes."""
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, list):
        return b"[" + b" ".join(map(write, value)) + b"]"
    if isinstance(value, dict):
        return b"<<" + b"".join(key + b" " + write(held) for key, held in value.items()) + b">>"
    return value


def text(words: str) -> bytes:
    """The string of these words: in UTF-16, as PDF has it for any language."""
    return b"<" + (b"\xfe\xff" + words.encode("utf-16-be", "replace")).hex().upper().encode() + b">"


def stream_at(source: bytes) -> int:
    """Where the stream of an object begins, its keyword included; at the end where it has none."""
    if not source.endswith(b"endstream"):
        return len(source)
    return next((found.start(1) for found in _STREAM.finditer(source) if found.group(1)), len(source))


def _strings_are_words(source: bytes) -> bool:
    """Whether the strings in brackets are single words, such as the tag of a language."""
    return source.count(b"(") == len(_WORD.findall(source))


def references(source: bytes) -> Iterator[int]:
    """The numbers of the objects that an object's bytes, up to its stream, refer to."""
    return (int(found[1]) for found in _NUMBERED.finditer(source) if found[1] is not None)


def renumbered(source: bytes, numbers: Sequence[int], parents: Mapping[int, int]) -> bytes:
    """An object's bytes, up to its stream, with other numbers in its references; to number 0 nothing refers.

    `parents` has the new numbers by which content finds its place in the tree of tags. What has none there loses its
    old one, which would lead to a place of another file's.
    """
    if b"/StructParent" not in source and (b"(" not in source or _strings_are_words(source)):
        # Nothing but references can look like one: so it takes half the time, and most objects are such.
        pieces = _REFERENCE.split(source)
        known = len(numbers)
        pieces[1::2] = [
            b"%d 0 R" % numbers[old] if (old := int(piece)) < known and numbers[old] else b"null"
            for piece in pieces[1::2]
        ]
        return b"".join(pieces)

    def other(found: re.Match[bytes]) -> bytes:
        old, key, parent = found.group(1, 2, 3)
        if old is not None:
            number = numbers[int(old)] if int(old) < len(numbers) else 0
            return b"%d 0 R" % number if number else b"null"
        if key is not None:
            return b"%b%d" % (key, parents[int(parent)]) if int(parent) in parents else b""
        return found.group()

    return _NUMBERED.sub(other, source)


def _value(source: bytes, at: int) -> tuple[Value, int]:
    kind, token, end = _token(source, at)
    if kind == "ref":
        return Ref(int(token.split()[0])), end
    if token == b"[":
        return _array(source, end)
    if token == b"<<":
        return _dictionary(source, end)
    if kind == "mark":
        raise PdfError("the PDF is damaged: a bracket closes nothing")
    return token, end


def _array(source: bytes, at: int) -> tuple[Value, int]:
    held: list[Value] = []
    while True:
        _kind, token, end = _token(source, at)
        if token == b"]":
            return held, end
        value, at = _value(source, at)
        held.append(value)


def _dictionary(source: bytes, at: int) -> tuple[Value, int]:
    held: dict[bytes, Value] = {}
    while True:
        kind, key, at = _token(source, at)
        if kind == "mark" and key == b">>":
            return held, at
        held[key], at = _value(source, at)


def _token(source: bytes, at: int) -> tuple[str, bytes, int]:
    found = _TOKEN.match(source, at)
    if found is None:
        raise PdfError("the PDF is damaged: an object cannot be read")
    kind = found.lastgroup or ""
    return kind, found.group(kind), found.end()


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
        self.trailer = _dictionary_objects(parse(trailer))
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


def _dictionary_objects(value: Value) -> dict[bytes, Value]:
    if not isinstance(value, dict):
        raise PdfError(_DAMAGED)
    return value
