"""A template ready to be compiled, as data: what travels to another process, and may lie on disk."""

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
    """A template ready for Jinja, as data: it travels to other processes and may lie on disk as bytes."""

    place: str
    """What it is a template for, as an error names it."""
    packed: Packed
    """The parts without tags, packed."""
    parts: tuple[tuple[str, str], ...]
    """The parts with tags: name, and XML as Jinja source in which each tag begins a line of its own."""
    places: tuple[tuple[str, ...], ...] = ()
    """For each of these parts, the place of each of its tags in the template's file."""

    def to_bytes(self) -> bytes:
        """The source as bytes."""
        head = json.dumps([self.place, self.packed.entries, self.parts, self.places]).encode()
        sizes = _HEAD.pack(len(head), len(self.packed.content), len(self.packed.directory))
        return b"".join([sizes, head, self.packed.content, self.packed.directory])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The source that `to_bytes` made."""
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
    """Which tag a line belongs to, counted from 0, and its text; -1 where there is none before the line's end."""
    found, text = -1, ""
    for found, text in enumerate(openings_before(source, line)):  # noqa: B007 - the last is wanted
        pass
    return found, text


def openings_before(source: str, line: int) -> Iterator[str]:
    """The tags that begin before the end of a line, each as it is written."""
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
