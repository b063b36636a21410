"""Paths and words in the form in which they are compared."""

import re
import unicodedata
from typing import Final

_ROW: Final = re.compile(r"\[\d+\]")


def any_row(path: str) -> str:
    """The path of the field in any row: ``agencies[].remit``."""
    return _ROW.sub("[]", path)


def plain_spaces(text: str) -> str:
    """The text in NFC, with one space between words: programs that wrap text anew do not change it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
