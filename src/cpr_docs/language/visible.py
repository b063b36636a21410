"""Untrusted names (of files, sheets, headings, keys) escaped for messages."""

import re
import unicodedata

# Invisible letters and marks, which their Unicode category does not reveal.
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")


def visible(name: object) -> str:
    r"""The name with control characters and invisible characters escaped.

    Bytes that are not UTF-8 become ``\xff``, control and bidirectional characters ``\x1b`` and ``\u202e``.
    """
    text = str(name)
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def visible_lines(text: str) -> str:
    """A message of several lines, each escaped by `visible`."""
    return "\n".join(map(visible, text.split("\n")))


def _visible(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        # `surrogateescape`: an undecodable byte of a file name.
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character if not _INVISIBLE.match(character) else f"\\u{ord(character):04x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
