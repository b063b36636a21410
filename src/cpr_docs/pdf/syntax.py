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
