"""A template as picklable data between processes, and the tags at the lines of its source."""

import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from cpr_docs.templating.zip_writer import Packed

_HEAD = struct.Struct("<3L")


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template as Jinja source; it can be sent to other processes and stored as bytes."""

    place: str
    """The form, review type and language, for messages."""
    packed: Packed
    """The static parts, packed."""
    parts: tuple[tuple[str, str], ...]
    """The dynamic parts: name, and XML as Jinja source with a newline directly after each tag's opening."""
    places: tuple[tuple[str, ...], ...] = ()
    """For each dynamic part, the place of each of its tags in the template's file."""

    def to_bytes(self) -> bytes:
        """The source as bytes."""
        head = json.dumps([self.place, self.packed.entries, self.parts, self.places]).encode()
        sizes = _HEAD.pack(len(head), len(self.packed.content), len(self.packed.directory))
        return b"".join([sizes, head, self.packed.content, self.packed.directory])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The source from the output of `to_bytes`."""
        sizes = _HEAD.unpack_from(data)
        pieces, at = [], _HEAD.size
        for size in sizes:
            pieces.append(data[at : at + size])
            at += size
        place, count, parts, places = json.loads(pieces[0])
        packed = Packed(pieces[1], pieces[2], count)
        return cls(place, packed, tuple((name, source) for name, source in parts), tuple(map(tuple, places)))


_OPENING = re.compile(r"\{[{%][-+]?\n")


def tag_at(source: str, line: int) -> tuple[int, str]:
    """The index and the text of the tag at a line; -1 and empty if no tag begins before the line's end."""
    found, text = -1, ""
    for found, text in enumerate(openings_before(source, line)):  # noqa: B007 - only the last is used
        pass
    return found, text


def openings_before(source: str, line: int) -> Iterator[str]:
    """The text of each tag that begins before the end of a line."""
    end = _end_of_line(source, line)
    for opening in _OPENING.finditer(source):
        if opening.end() > end:
            return
        closing = "%}" if opening[0].startswith("{%") else "}}"
        inside = source[opening.end() : source.find(closing, opening.end())]
        yield f"{opening[0].strip()[:2]} {' '.join(inside.split())} {closing}"


def _end_of_line(source: str, line: int) -> int:
    at = 0
    for _line in range(line):
        at = source.find("\n", at) + 1
        if not at:
            return len(source)
    return at - 1
