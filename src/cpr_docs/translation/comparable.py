"""Paths, ids and words in the form in which they are compared."""

import hashlib
import re
import unicodedata
from typing import Final

_ROW: Final = re.compile(r"\[\d+\]")
_LINE_END: Final = re.compile("\\s*[\n\r\u0085\u2028\u2029]\\s*")
_DIGEST_LENGTH: Final = 16
_LONGEST_TAG: Final = 64


def any_row(path: str) -> str:
    """The path of the field in any row: ``agencies[].remit``."""
    return _ROW.sub("[]", path)


def plain_spaces(text: str) -> str:
    """The text in NFC, with one space between words: programs that wrap text anew do not change it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def one_paragraph(text: str) -> str:
    """A text of a file as one paragraph: a program that wraps its lines does not begin another."""
    return _LINE_END.sub(" ", text).strip()


def digest(text: str) -> str:
    """A short hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH]


def digest_of_words(text: str) -> str:
    """A short hash of a text that is the same if a program spaces its words anew, or decomposes letters."""
    return digest(plain_spaces(text))


def stamped(stamp: str, name: str) -> str:
    """One of the hashes of a stamp; empty if it is not there."""
    return next((part.partition("=")[2] for part in stamp.split() if part.partition("=")[0] == name), "")


def unit_tag(id_: str) -> str:
    """The id of a unit as the tag of a control: its hash, if it is longer than Word allows."""
    return id_ if len(id_) <= _LONGEST_TAG else f"#{digest(id_)}"
