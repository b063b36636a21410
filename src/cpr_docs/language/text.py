r"""Two kinds of text, in the one form in which it is kept: a line, and prose.

Text is made canonical once, when it comes in, so that printing never has to change it and a document that is read back
gives the same characters: Unicode NFC, ``\n`` alone between the lines, no blanks outside. A *line* holds no newline.
*Prose* is paragraphs, one a line, without empty lines between; a line that begins with ``- `` is a bullet.
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
# Letters and marks that show nothing, beside the categories below: Hangul fillers, the blank of Braille, variation
# selectors and what Unicode calls ignorable.
_FILLERS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
)
_FILLER = re.compile(f"[{_FILLERS}]")
_UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp"})
_TYPED_BULLET = re.compile("[-\u2022\u25cf\u25aa\u00b7*][ \t\u00a0]+")


class TextKind(StrEnum):
    """What a text may hold; stands beside ``str`` in the type of a field."""

    LINE = "line"
    PROSE = "prose"


class Paragraph(NamedTuple):
    """One paragraph of prose."""

    text: str
    bullet: bool


def refusal(code: str, message: str, **parameters: str | int) -> PydanticCustomError:
    """The error of a value that is not taken, with its message as the catalogue knows it."""
    return PydanticCustomError(code, message, {**parameters, "message": message})


def canonical_line(text: str) -> str:
    """The text as one line; raises `PydanticCustomError` for a newline or a character that XML cannot hold."""
    text = _canonical(text).strip()
    if "\n" in text:
        raise refusal("newline", _("must be a single line"))
    return text


def canonical_prose(text: str) -> str:
    """The text as paragraphs; raises `PydanticCustomError` for a character that XML cannot hold."""
    return "\n".join(filter(None, map(_canonical_paragraph, _canonical(text).split("\n"))))


def paragraphs(prose: str) -> list[Paragraph]:
    """The paragraphs of canonical prose."""
    return [
        Paragraph(line.removeprefix(BULLET), True) if line.startswith(BULLET) else Paragraph(line, False)
        for line in prose.split("\n")
    ]


def _canonical(text: str) -> str:
    if text.isprintable() or text.replace("\n", "").isprintable():
        # There is no control character, other newline or half of a pair in it.
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        raise refusal(
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
    """True if a reader sees nothing: no character, or only blanks, fillers and characters without a shape."""
    if text.isascii() or "!" <= text[0] <= "~":
        return not text or text.isspace()
    return all(map(_is_unseen, text))


def _is_unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _UNSEEN or _FILLER.match(character) is not None


def is_blank(value: Any) -> bool:
    """True if raw data says nothing: no value, a blank text, or only things that say nothing."""
    if isinstance(value, str):
        return is_blank_text(value)
    if value is None:
        return True
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return False
    for each in value:  # noqa: SIM110 - several times as fast as all(map(…)), for what is asked of every value
        if not is_blank(each):
            return False
    return True


# The same in JSON Schema, but for halves of pairs and what lies beyond U+FFFF: not every dialect can name these.
_SHAPELESS = (
    r"\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
_WORD = r"[^\s\u0000-\u001f\ufffe\uffff]"
VISIBLE = rf"[^\s\u0000-\u001f\ufffe\uffff{_SHAPELESS}]"
_IN_LINE = r"[^\u0000-\u0008\u000a-\u001f\u0085\u2028\u2029\ufffe\uffff]*"
_IN_PROSE = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]*"
# Blanks and shapeless characters may stand before the first visible one; no blank can be matched in two ways.
_BEFORE = rf"(?:[{_SHAPELESS}][{_SHAPELESS} \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*)?"
LINE_PATTERN = rf"^\s*{_BEFORE}{VISIBLE}(?:{_IN_LINE}{_WORD})?\s*$"
PROSE_PATTERN = rf"^{_IN_PROSE}{VISIBLE}{_IN_PROSE}$"
_OR_BLANK = {
    LINE_PATTERN: rf"^\s*(?:{_WORD}(?:{_IN_LINE}{_WORD})?\s*)?$",
    PROSE_PATTERN: rf"^{_IN_PROSE}$",
}


def or_blank(schema: dict[str, Any]) -> None:
    """Lets the text that a field's JSON Schema describes be blank."""
    for alternative in schema.get("anyOf", ()):
        if alternative.get("pattern") in _OR_BLANK:
            alternative["pattern"] = _OR_BLANK[alternative["pattern"]]


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
