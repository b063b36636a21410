"""JSON as it comes in: UTF-8, or UTF-16 as Windows PowerShell saves it; one object, nothing in it twice."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, NoReturn

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.catalogue import _
from cpr_docs.models.problems import path_of

Location = tuple[int | str, ...]

_ZIP = b"PK\x03\x04"


def from_json(text: str | bytes, subject: str) -> Any:
    """What the JSON holds, with or without a byte-order mark; raises `InvalidForm` about the subject."""
    data: Any = None
    decoded = ""
    twice: list[_Twice] = []
    try:
        decoded = _decoded(text) if isinstance(text, bytes) else text
        data = json.loads(
            decoded.removeprefix("\ufeff"),
            object_pairs_hook=lambda pairs: _object(pairs, twice),
            parse_constant=_no_number,
        )
        problems = list(_repeated(data, twice))
    except _OtherFile as error:
        problems = [Problem("", "other_file", error.message)]
    except UnicodeDecodeError as error:
        place = {"encoding": error.encoding.upper()[:6].rstrip("-"), "byte": error.start + 1}
        problems = [Problem("", "encoding", _("is not {encoding}: byte {byte}"), place)]
    except json.JSONDecodeError as error:
        problems = [Problem("", "json", *slip(error.doc, error))]
    except _NoNumber:
        problems = [Problem("", "json", *slip_of_constant(decoded))]
    except ValueError:
        # A number of thousands of digits, which Python does not read.
        problems = [Problem("", "json", _("is not complete JSON"))]
    except RecursionError:
        problems = [Problem("", "json", _("is nested too deeply"))]
    # Not inside a handler: the error that a traceback would print beside this one knows the text.
    if problems:
        raise InvalidForm(subject, problems)
    return data


class _NoNumber(Exception):
    """NaN or an infinite number, which JSON does not have."""


class _OtherFile(Exception):
    """The bytes are a file of another kind; the message says of which."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def _decoded(content: bytes) -> str:
    """The text, in UTF-8, or in UTF-16 if a byte-order mark says so; raises `UnicodeDecodeError` and `_OtherFile`."""
    if content.startswith(_ZIP):
        if b"word/document.xml" in content:
            raise _OtherFile(_("is a Word document, not JSON; cpr-docs read takes it"))
        if b"xl/workbook.xml" in content:
            raise _OtherFile(_("is a table, not JSON; a table is the second file of cpr-docs batch"))
    if content.startswith(b"%PDF-"):
        raise _OtherFile(_("is a PDF, neither JSON nor a table"))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    return content.decode("utf-8")


class _Twice(NamedTuple):
    """An object in which keys stand twice: one of their values would be lost without a word."""

    place: dict[str, Any]
    keys: list[str]


def _object(pairs: list[tuple[str, Any]], twice: list[_Twice]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        counts = Counter(key for key, _value in pairs)
        twice.append(_Twice(result, [key for key, count in counts.items() if count > 1]))
    return result


def _repeated(data: Any, twice: list[_Twice]) -> Iterator[Problem]:
    """The problems of keys that stand twice: their paths are known only when the whole is read, from the inside out."""
    if not twice:
        return
    keys = {id(each.place): each.keys for each in twice}
    # Loaded only where something is wrong.
    from cpr_docs.models.problems import all_names

    names = all_names()
    for place, location in _objects(data):
        for key in keys.get(id(place), ()):
            # Any other key may be the name of a person.
            steps = (step if isinstance(step, int) or step in names else "?" for step in (*location, key))
            yield Problem(path_of(steps), "repeated", _("stands twice in one object"))


def _no_number(_constant: str) -> NoReturn:
    raise _NoNumber


def _objects(data: Any, location: Location = ()) -> Iterator[tuple[Any, Location]]:
    """Every object and list in the data, with where it stands."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if items is None:
        return
    yield data, location
    for step, value in items:
        yield from _objects(value, (*location, step))


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
