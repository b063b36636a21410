"""Recognises the slips that people make when they edit JSON by hand, from the place where a parser gave up."""

import json
import re
from typing import Final

from cpr_docs.language.messages import _

_MARKS: Final = "“”„‟«»‘’‚'`"
# A quotation mark in the place of one of JSON's; not one within a text.
_OPENS_OR_CLOSES: Final = re.compile(r"(?:^|[{\[,:])\s*(?P<opens>[“”„‟«»])|(?P<closes>[“”„‟«»])\s*(?:[:,}\]]|$)")
_BEGINS_VALUE: Final = re.compile(r'["{\[\d-]|true|false|null')
_MARKS_MESSAGE: Final = _('has quotation marks that are not straight ones ("): line {line}, column {column}')
_COMMENT: Final = re.compile(r"//|/\*|#")
_NO_VALUE: Final = re.compile(r"(?:None|True|False|TRUE|FALSE|NULL|Null|undefined|nan|NA|-?(?:NaN|Infinity))\b")
_NO_VALUE_MESSAGE: Final = _("has a word that is no value of JSON (true, false, null): line {line}, column {column}")
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_TABLE: Final = re.compile(r"[^{\[].*[,;\t].*")


def slip(text: str, error: json.JSONDecodeError) -> tuple[str, dict[str, object]]:
    """The message for what is wrong with the text, and its parameters: the line and the column."""
    at = error.pos
    if _TABLE.fullmatch(text.lstrip().partition("\n")[0].rstrip()):
        message = _("is not complete JSON: line {line}, column {column}; a table is the second file of cpr-docs batch")
        return message, _place(text, at)
    before = text[:at].rstrip()
    if text[at : at + 1] == "," and before.endswith(("[", "{")):
        return _("has a comma too many: line {line}, column {column}"), _place(text, at)
    if text[at : at + 1] in ("}", "]", ",") and before.endswith(","):
        return _("has a comma too many: line {line}, column {column}"), _place(text, len(before) - 1)
    if text[at : at + 1] == "," and text[at + 1 :].lstrip()[:1] in ("}", "]"):
        return _("has a comma too many: line {line}, column {column}"), _place(text, at)
    if _COMMENT.match(text, at):
        return _("has a comment, which JSON does not have: line {line}, column {column}"), _place(text, at)
    if _NO_VALUE.match(text, at):
        return _NO_VALUE_MESSAGE, _place(text, at)
    if text[at : at + 1] and text[at] in _MARKS:
        return _MARKS_MESSAGE, _place(text, at)
    lacks_comma = "',' delimiter" in error.msg
    if lacks_comma and _BEGINS_VALUE.match(text, at) and before != text[:at]:
        return _("lacks a comma: line {line}, behind column {column}"), _place(text, len(before) - 1)
    if "Unterminated" not in error.msg:
        start = text.rfind("\n", 0, at) + 1
        mark = _OPENS_OR_CLOSES.search(text[start:].partition("\n")[0])
        if mark is not None:
            return _MARKS_MESSAGE, _place(text, start + mark.start(mark.lastgroup or 0))
    inside_text = lacks_comma and before.endswith('"') and text[at : at + 1] not in (*":=;}])",)
    if at < len(text) and (inside_text or ("control character" in error.msg and text[at] in "\r\n")):
        message = _("has a quotation mark too few or too many: line {line}, column {column}")
        return message, _place(text, at)
    return _("is not complete JSON: line {line}, column {column}"), _place(text, at)


def slip_of_constant(text: str) -> tuple[str, dict[str, object]]:
    """The message for NaN or an infinite number, which Python's parser takes and JSON does not have."""
    found = _NO_VALUE.search(_TEXT.sub(lambda match: "_" * len(match[0]), text))
    return _NO_VALUE_MESSAGE, _place(text, found.start() if found else 0)


def _place(text: str, at: int) -> dict[str, object]:
    return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}
