"""Writes a document's ZIP records by hand, so that static parts are packed once and then only copied.

isal compresses three times as fast as zlib. Level 2 is chosen for zlib because level 1 takes as long and packs less.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# 1 January 1980, the first date in the ZIP format: the same data render to the same bytes at any time.
_DATE, _TIME = 0x0021, 0
_VERSION, _UTF8, _DEFLATED = 20, 0x0800, 8
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")

_SMALL = 4096
"""The greatest size of a part that is kept, in bytes."""


class Packed(NamedTuple):
    """The first entries of an archive: their local records, their directory records, and their number."""

    content: bytes
    directory: bytes
    entries: int


def pack(parts: Mapping[str, bytes]) -> Packed:
    """The parts as the first entries of an archive."""
    content, directory, size = [], [], 0
    for name, part in parts.items():
        local, central = _entry(name.encode(), part, size, *_compressed(name.encode(), part))
        content += local
        directory.append(central)
        size += sum(map(len, local))
    return Packed(b"".join(content), b"".join(directory), len(directory))


class SmallParts:
    """The small parts of the last document of a template, compressed.

    The letters of a batch have the same headers and footers, and to compress a small part takes as long as to write it.
    """

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: dict[bytes, tuple[bytes, int, bytes]] = {}

    def compressed(self, name: bytes, part: bytes) -> tuple[int, bytes]:
        """The checksum and the raw deflate stream of a part."""
        if len(part) > _SMALL:
            return crc32(part), deflate(part)
        last = self._last.get(name)
        if last is None or last[0] != part:
            # One assignment, so that threads can share the template.
            self._last[name] = last = part, crc32(part), deflate(part)
        return last[1:]


def complete(packed: Packed, parts: Iterable[tuple[bytes, bytes]], small: SmallParts | None = None) -> bytes:
    """The complete archive of the packed entries and further parts by name; `small` is of the same template."""
    content, directory, size = [packed.content], [packed.directory], len(packed.content)
    compressed = _compressed if small is None else small.compressed
    for name, part in parts:
        local, central = _entry(name, part, size, *compressed(name, part))
        content += local
        directory.append(central)
        size += sum(map(len, local))
    records = b"".join(directory)
    count = packed.entries + len(directory) - 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(records), size, 0)
    return b"".join([*content, records, end])


def _compressed(_name: bytes, part: bytes) -> tuple[int, bytes]:
    return crc32(part), deflate(part)


def _entry(name: bytes, part: bytes, offset: int, checksum: int, compressed: bytes) -> tuple[list[bytes], bytes]:
    sizes = (checksum, len(compressed), len(part))
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, _UTF8, _DEFLATED, _TIME, _DATE, *sizes, len(name), 0)
    central = _CENTRAL.pack(
        b"PK\x01\x02", _VERSION, _VERSION, _UTF8, _DEFLATED, _TIME, _DATE, *sizes, len(name), 0, 0, 0, 0, 0, offset
    )
    return [local, name, compressed], central + name


try:
    from isal import isal_zlib

    COMPRESSOR = "isal"

    def deflate(content: bytes) -> bytes:
        """The content as a raw deflate stream."""
        return isal_zlib.compress(content, 2, -15)

    crc32 = isal_zlib.crc32
except ImportError:  # pragma: no cover - isal is a dependency wherever it publishes wheels
    COMPRESSOR = "zlib"

    def deflate(content: bytes) -> bytes:
        """The content as a raw deflate stream."""
        return zlib.compress(content, 2, -15)

    crc32 = zlib.crc32
