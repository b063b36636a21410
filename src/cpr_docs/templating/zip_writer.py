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


class Packed(NamedTuple):
    """The first entries of an archive: their local records, their directory records, and their number."""

    content: bytes
    directory: bytes
    entries: int


def pack(parts: Mapping[str, bytes]) -> Packed:
    """The parts as the first entries of an archive."""
    content, directory, size = [], [], 0
    for name, part in parts.items():
        local, central = _entry(name.encode(), part, size)
        content += local
        directory.append(central)
        size += sum(map(len, local))
    return Packed(b"".join(content), b"".join(directory), len(directory))


def complete(packed: Packed, parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The complete archive of the packed entries and further parts by name."""
    content, directory, size = [packed.content], [packed.directory], len(packed.content)
    for name, part in parts:
        local, central = _entry(name, part, size)
        content += local
        directory.append(central)
        size += sum(map(len, local))
    records = b"".join(directory)
    count = packed.entries + len(directory) - 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(records), size, 0)
    return b"".join([*content, records, end])


def _entry(name: bytes, part: bytes, offset: int) -> tuple[list[bytes], bytes]:
    compressed = deflate(part)
    sizes = (crc32(part), len(compressed), len(part))
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
