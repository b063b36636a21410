"""Compression of a document's parts: isal where it is installed, which is three times as fast, or else zlib.

Level 2 is chosen for zlib because level 1 takes as long and packs less.
"""

import zlib

try:
    from isal import isal_zlib

    COMPRESSOR = "isal"

    def deflate(content: bytes) -> bytes:
        """The content as a raw deflate stream."""
        return isal_zlib.compress(content, 2, -15)

    crc32 = isal_zlib.crc32
except ImportError:  # pragma: no cover - isal is installed with the library, where its author builds it
    COMPRESSOR = "zlib"

    def deflate(content: bytes) -> bytes:
        """The content as a raw deflate stream."""
        return zlib.compress(content, 2, -15)

    crc32 = zlib.crc32
