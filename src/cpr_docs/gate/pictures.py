"""Pictures from elsewhere: recognised by their first bytes, bounded in pixels, and without metadata."""

import struct
from collections.abc import Iterator
from typing import Final

from cpr_docs.gate.allowed import MAX_PIXELS

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
)
_JPEG: Final = b"\xff\xd8\xff"
# JFIF, the colour profile (ICC), Adobe's colour transform: the only segments that a decoder needs.
_JPEG_SEGMENTS: Final = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_SIZES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_APPLICATION, _COMMENT = range(0xE0, 0xF0), 0xFE
_SCAN, _END = 0xDA, 0xD9
_GIF: Final = (b"GIF87a", b"GIF89a")
_BMP: Final = b"BM"


class PictureRefused(Exception):
    """A picture that does not pass; the message is the reason, an English phrase."""


def clean_raster(content: bytes) -> bytes | None:
    """The picture without metadata; None if the bytes are no PNG, JPEG, GIF or BMP.

    Raises `PictureRefused` for a picture that is damaged or has too many pixels.
    """
    try:
        if content.startswith(_PNG):
            _require_pixels(*struct.unpack_from(">II", content, 16))
            return _PNG + b"".join(_png_chunks(content))
        if content.startswith(_JPEG):
            return b"\xff\xd8" + b"".join(_jpeg_segments(content))
        if content.startswith(_GIF):
            _require_pixels(*struct.unpack_from("<HH", content, 6))
            return b"".join(_gif_blocks(content))
        if content.startswith(_BMP):
            width, height = struct.unpack_from("<ii", content, 18)
            _require_pixels(width, abs(height))
            return content
    except (struct.error, IndexError):
        raise PictureRefused("a damaged picture") from None
    return None


def _require_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureRefused(f"a picture of more than {MAX_PIXELS} pixels")


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + length + 12
        if end > len(content):
            raise IndexError
        if kind in _PNG_CHUNKS:
            yield content[at:end]
        at = end


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise IndexError
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield content[at : at + 2]
            return
        end = at + 2 + int(struct.unpack_from(">H", content, at + 2)[0])
        if marker in _JPEG_SIZES:
            _require_pixels(*struct.unpack_from(">HH", content, at + 5))
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        named = content[at + 4 : end].startswith(_JPEG_SEGMENTS.get(marker, b"\0none"))
        if named or (marker not in _APPLICATION and marker != _COMMENT):
            yield content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """The offset of the next marker that is neither a stuffed zero nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise IndexError
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _gif_blocks(content: bytes) -> Iterator[bytes]:
    at = 13 + _colour_table_bytes(content[10])
    yield content[:at]
    while content[at] != 0x3B:
        start = at
        kept = True
        if content[at] == 0x2C:
            at += 10 + _colour_table_bytes(content[at + 9]) + 1
        elif content[at] == 0x21:
            # Only the delay and transparency of a frame, and the loop of an animation, change how it is drawn.
            kept = content[at + 1] == 0xF9 or content[at + 3 : at + 14] == b"NETSCAPE2.0"
            at += 2
        else:
            raise IndexError
        while content[at]:
            at += content[at] + 1
        at += 1
        if kept:
            yield content[start:at]
    yield b"\x3b"


def _colour_table_bytes(flags: int) -> int:
    """The bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0
