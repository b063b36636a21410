"""Names from outside as a message shows them: of files, sheets, headings, keys."""

import re
import unicodedata

# Letters and marks without a shape; those of other kinds are known by their category.
_SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")


def visible(name: object) -> str:
    r"""The name with everything escaped that a terminal would obey or a reader would not see.

    Bytes that are no UTF-8 become ``\xff``, control characters and marks of direction ``\x1b`` and ``\u202e``.
    """
    text = str(name)
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def visible_lines(text: str) -> str:
    """A message of several lines, each as `visible` gives it."""
    return "\n".join(map(visible, text.split("\n")))


def _visible(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        # Python's way to keep a byte of a name that is not UTF-8.
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character if not _SHAPELESS.match(character) else f"\\u{ord(character):04x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
