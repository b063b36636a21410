r"""Canonical text of two kinds: a line, and prose.

Validation makes text canonical, so that printing does not change it and reading a document back returns the same
characters: Unicode NFC, ``\n`` as the only line separator, no white space at either end. A *line* contains no newline.
*Prose* has one paragraph a line, without empty lines; a line that begins with ``- `` is a bullet.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from cpr_docs.language.catalogue import _

BULLET = "- "

_NEWLINES = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Invisible letters and marks outside the categories below: Hangul fillers, the Braille blank, variation selectors and
# Unicode's default ignorables.
_FILLERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
)
_FILLER = re.compile(f"[{_FILLERS}]")
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Zs", "Zl", "Zp"})
_TYPED_BULLET = re.compile("[-\u2022\u25cf\u25aa\u00b7*][ \t\u00a0]+")


class TextKind(StrEnum):
    """The kind of a text, as metadata beside ``str`` in a field's annotation."""

    LINE = "line"
    PROSE = "prose"


class Paragraph(NamedTuple):
    """One paragraph of prose."""

    text: str
    bullet: bool
    after_bullet: bool = False
    """True for a paragraph that is no bullet, after one that is."""


def custom_error(code: str, message: str, **parameters: str | int) -> PydanticCustomError:
    """A pydantic error with the catalogue's message in its context, from which it is translated."""
    return PydanticCustomError(code, message, {**parameters, "message": message})


def canonical_line(text: str) -> str:
    """The text as one line; raises `PydanticCustomError` for a newline or a character that XML forbids."""
    text = _canonical(text).strip()
    if "\n" in text:
        raise custom_error("newline", _("must be a single line"))
    return text


def canonical_prose(text: str) -> str:
    """The text as paragraphs; raises `PydanticCustomError` for a character that XML forbids."""
    return "\n".join(filter(None, map(_canonical_paragraph, _canonical(text).split("\n"))))


def paragraphs(prose: str) -> list[Paragraph]:
    """The paragraphs of canonical prose."""
    found, was_bullet = [], False
    for line in prose.split("\n"):
        is_bullet = line.startswith(BULLET)
        found.append(Paragraph(line.removeprefix(BULLET), is_bullet, was_bullet and not is_bullet))
        was_bullet = is_bullet
    return found


def _canonical(text: str) -> str:
    if text.isprintable() or text.replace("\n", "").isprintable():
        # Printable text has no control character, surrogate or other line separator.
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        raise custom_error(
            "forbidden_character",
            _("holds a character that no Word document can hold: U+{code_point}, character {position}"),
            code_point=f"{ord(forbidden[0]):04X}",
            position=forbidden.start() + 1,
        )
    return unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))


def _canonical_paragraph(line: str) -> str:
    line = line.strip()
    bullet = _TYPED_BULLET.match(line)
    return BULLET + line[bullet.end() :].strip() if bullet else line


def is_blank_text(text: str) -> bool:
    """True if the text has no visible character: it is empty, or only white space, fillers and format characters."""
    if text.isascii() or "!" <= text[0] <= "~":
        return not text or text.isspace()
    return all(map(_is_invisible, text))


def _is_invisible(character: str) -> bool:
    return (
        character.isspace()
        or unicodedata.category(character) in _INVISIBLE_CATEGORIES
        or _FILLER.match(character) is not None
    )


def is_blank(value: Any) -> bool:
    """True if raw data is None, blank text, or a collection of blank values only."""
    if isinstance(value, str):
        return is_blank_text(value)
    if value is None:
        return True
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return False
    for each in value:  # noqa: SIM110 - several times as fast as all(map(…)), on a hot path
        if not is_blank(each):
            return False
    return True


# The same rules as regular expressions of JSON Schema, except surrogates and characters beyond U+FFFF, which some
# dialects cannot express.
_INVISIBLE = (
    r"\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_WORD = r"[^\s\u0000-\u001f\ufffe\uffff]"
VISIBLE = rf"[^\s\u0000-\u001f\ufffe\uffff{_INVISIBLE}]"
_IN_LINE = r"[^\u0000-\u0008\u000a-\u001f\u0085\u2028\u2029\ufffe\uffff]*"
_IN_PROSE = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]*"
# White space and invisible characters before the first visible character; unambiguous, so that matching is linear.
_BEFORE = rf"(?:[{_INVISIBLE}][{_INVISIBLE} \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*)?"
LINE_PATTERN = rf"^\s*{_BEFORE}{VISIBLE}(?:{_IN_LINE}{_WORD})?\s*$"
PROSE_PATTERN = rf"^{_IN_PROSE}{VISIBLE}{_IN_PROSE}$"
_BLANK_PATTERNS = {
    LINE_PATTERN: rf"^\s*(?:{_WORD}(?:{_IN_LINE}{_WORD})?\s*)?$",
    PROSE_PATTERN: rf"^{_IN_PROSE}$",
}


def allow_blank(schema: dict[str, Any]) -> None:
    """Changes a field's JSON Schema so that its text may be blank."""
    for alternative in schema.get("anyOf", ()):
        if alternative.get("pattern") in _BLANK_PATTERNS:
            alternative["pattern"] = _BLANK_PATTERNS[alternative["pattern"]]


Line = Annotated[
    str,
    AfterValidator(canonical_line),
    TextKind.LINE,
    Field(json_schema_extra={"pattern": LINE_PATTERN}),
]
Prose = Annotated[
    str,
    AfterValidator(canonical_prose),
    TextKind.PROSE,
    Field(json_schema_extra={"pattern": PROSE_PATTERN}),
]
