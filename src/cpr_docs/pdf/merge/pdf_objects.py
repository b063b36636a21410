"""The syntax and the objects of PDF files, as far as the merger needs them.

ISO 32000-1, 7.3: values are parsed, written and renumbered. Strings, numbers and names remain bytes; only references,
arrays and dictionaries are parsed. Of cross-reference tables, only the plain table (7.5.4) is read, as LibreOffice and
pypdf write it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from cpr_docs.errors import PdfError
from cpr_docs.language.catalogue import _


class Ref(NamedTuple):
    """A reference to the object of this number."""

    number: int


Value: TypeAlias = "Ref | bytes | list[Value] | dict[bytes, Value]"
"""A reference, an array, a dictionary (keys with their slash), or the bytes of any other object."""

# A string may contain balanced brackets, and any bracket after a backslash; no program nests them deeper than three.
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
    """Parses the value at the start of the bytes; raises `PdfError` if there is none."""
    value, _end = _value(source, 0)
    return value


def write(value: Value) -> bytes:
    """Serialises a value."""
    if isinstance(value, Ref):
        return b"%d 0 R" % value.number
    if isinstance(value, list):
        return b"[" + b" ".join(map(write, value)) + b"]"
    if isinstance(value, dict):
        return b"<<" + b"".join(key + b" " + write(each) for key, each in value.items()) + b">>"
    return value


def text(words: str) -> bytes:
    """A PDF text string, in UTF-16."""
    return b"<" + (b"\xfe\xff" + words.encode("utf-16-be", "replace")).hex().upper().encode() + b">"


def stream_at(source: bytes) -> int:
    """The index of an object's stream, keyword included; the length of the bytes if it has none."""
    if not source.endswith(b"endstream"):
        return len(source)
    return next((found.start(1) for found in _STREAM.finditer(source) if found.group(1)), len(source))


def _strings_are_words(source: bytes) -> bool:
    """True if every string in brackets is a single word, such as a language tag."""
    return source.count(b"(") == len(_WORD.findall(source))


def references(source: bytes) -> Iterator[int]:
    """The object numbers that an object's bytes, up to its stream, refer to."""
    return (int(found[1]) for found in _NUMBERED.finditer(source) if found[1] is not None)


def renumbered(source: bytes, numbers: Sequence[int], parent_keys: Mapping[int, int]) -> bytes:
    """An object's bytes, up to its stream, with new object numbers; references to number 0 become null.

    `parent_keys` has the new keys of the parent tree. A ``/StructParents`` entry without a new key is removed, because
    its old key would belong to an element of another file.
    """
    if b"/StructParent" not in source and (b"(" not in source or _strings_are_words(source)):
        # No string can look like a reference, as in most objects: a simpler expression takes half the time.
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
            return b"%b%d" % (key, parent_keys[int(parent)]) if int(parent) in parent_keys else b""
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
        raise PdfError(_("the PDF is damaged: a bracket closes nothing"))
    return token, end


def _array(source: bytes, at: int) -> tuple[Value, int]:
    array: list[Value] = []
    while True:
        _kind, token, end = _token(source, at)
        if token == b"]":
            return array, end
        value, at = _value(source, at)
        array.append(value)


def _dictionary(source: bytes, at: int) -> tuple[Value, int]:
    dictionary: dict[bytes, Value] = {}
    while True:
        kind, key, at = _token(source, at)
        if kind == "mark" and key == b">>":
            return dictionary, at
        dictionary[key], at = _value(source, at)


def _token(source: bytes, at: int) -> tuple[str, bytes, int]:
    found = _TOKEN.match(source, at)
    if found is None:
        raise PdfError(_("the PDF is damaged: an object cannot be read"))
    kind = found.lastgroup or ""
    return kind, found.group(kind), found.end()


_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*\r?\n")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{2}")
_HEADER = re.compile(rb"\s*\d+\s+\d+\s+obj\b\s*")
_ENTRY_LENGTH = 20
_DAMAGED = _("the PDF is damaged, or has no plain table of its objects")


class PdfObjects:
    """The objects of one file by number; raises `PdfError` if its cross-reference table cannot be read."""

    def __init__(self, content: bytes) -> None:
        start = _START.search(content, max(len(content) - 128, 0))
        if start is None:
            raise PdfError(_DAMAGED)
        xref = int(start[1])
        self._content = content
        offsets, trailer = _offsets(content, xref)
        parsed = parse(trailer)
        if not isinstance(parsed, dict) or b"/Prev" in parsed:
            raise PdfError(_DAMAGED)
        self.trailer = parsed
        ordered = sorted(offsets.items(), key=lambda entry: entry[1])
        ends = [offset for _number, offset in ordered[1:]] + [xref]
        self._spans = {number: (at, end) for (number, at), end in zip(ordered, ends, strict=True)}

    def __iter__(self) -> Iterator[int]:
        return iter(self._spans)

    @property
    def size(self) -> int:
        """The highest object number, plus 1."""
        return max(self._spans, default=0) + 1

    def raw(self, number: int) -> tuple[bytes, bytes]:
        """The bytes of an object between ``obj`` and ``endobj``, in two parts: up to its stream, and the stream."""
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
        return parse(self.raw(number)[0])

    def resolved(self, value: Value) -> Value:
        """The value, or the object that it refers to."""
        return self.value(value.number) if isinstance(value, Ref) else value

    def dictionary(self, value: "Value | None") -> dict[bytes, Value]:
        """The dictionary, direct or by reference; an empty one for any other value."""
        if isinstance(value, Ref):
            value = self.value(value.number)
        return value if isinstance(value, dict) else {}

    def array(self, value: "Value | None") -> list[Value]:
        """The array, direct or by reference; an empty one for any other value."""
        if isinstance(value, Ref):
            value = self.value(value.number)
        return value if isinstance(value, list) else []


def _offsets(content: bytes, xref: int) -> tuple[dict[int, int], bytes]:
    """The offset of each object, and the bytes from the trailer dictionary on."""
    if content[xref : xref + 4] != b"xref":
        raise PdfError(_DAMAGED)
    offsets: dict[int, int] = {}
    at = xref + 4
    while section := _SECTION.match(content, at):
        first, count = int(section[1]), int(section[2])
        at = section.end()
        entries = _ENTRY.findall(content[at : at + count * _ENTRY_LENGTH])
        if len(entries) != count:
            raise PdfError(_DAMAGED)
        offsets.update(
            (first + index, int(offset)) for index, (offset, _generation, use) in enumerate(entries) if use == b"n"
        )
        at += count * _ENTRY_LENGTH
    trailer = content.find(b"trailer", at)
    if trailer < 0:
        raise PdfError(_DAMAGED)
    return offsets, content[trailer + len(b"trailer") :]
