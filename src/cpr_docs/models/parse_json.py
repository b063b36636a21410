"""Parses JSON strictly: duplicate keys, NaN and files of other types are refused; syntax errors are explained.

The encoding is UTF-8, or UTF-16 with a byte-order mark, as Windows PowerShell saves it.
"""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, NoReturn

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.catalogue import _
from cpr_docs.models.problems import all_field_names, path_of

Location = tuple[int | str, ...]

_ZIP = b"PK\x03\x04"
_QUOTATION_MARKS: Final = "“”„‟«»‘’‚'`"
# A quotation mark in the position of a JSON delimiter, and not within a string.
_WRONG_DELIMITER: Final = re.compile(r"(?:^|[{\[,:])\s*(?P<opens>[“”„‟«»])|(?P<closes>[“”„‟«»])\s*(?:[:,}\]]|$)")
_VALUE_START: Final = re.compile(r'["{\[\d-]|true|false|null')
_QUOTATION_MARKS_MESSAGE: Final = _('has quotation marks that are not straight ones ("): line {line}, column {column}')
_COMMENT_START: Final = re.compile(r"//|/\*|#")
_INVALID_CONSTANT: Final = re.compile(r"(?:None|True|False|TRUE|FALSE|NULL|Null|undefined|nan|NA|-?(?:NaN|Infinity))\b")
_INVALID_CONSTANT_MESSAGE: Final = _(
    "has a word that is no value of JSON (true, false, null): line {line}, column {column}"
)
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_TABLE_ROW: Final = re.compile(r"[^{\[].*[,;\t].*")


def from_json(text: str | bytes, subject: str) -> Any:
    """The data of the JSON; raises `InvalidForm` with the subject for invalid JSON."""
    data: Any = None
    decoded = ""
    duplicates: list[_DuplicateKeys] = []
    try:
        decoded = _decoded(text) if isinstance(text, bytes) else text
        data = json.loads(
            decoded.removeprefix("\ufeff"),
            object_pairs_hook=lambda pairs: _object(pairs, duplicates),
            parse_constant=_refuse_constant,
        )
        problems = list(_duplicate_problems(data, duplicates))
    except _OtherFile as error:
        problems = [Problem("", "other_file", error.message)]
    except UnicodeDecodeError as error:
        parameters = {"encoding": error.encoding.upper()[:6].rstrip("-"), "byte": error.start + 1}
        problems = [Problem("", "encoding", _("is not {encoding}: byte {byte}"), parameters)]
    except json.JSONDecodeError as error:
        problems = [Problem("", "json", *_syntax_error(error.doc, error))]
    except _Constant:
        problems = [Problem("", "json", *_constant_error(decoded))]
    except ValueError:
        # Python refuses integers of thousands of digits.
        problems = [Problem("", "json", _("is not complete JSON"))]
    except RecursionError:
        problems = [Problem("", "json", _("is nested too deeply"))]
    # Outside the handlers: a traceback would otherwise print the first error, which contains the text.
    if problems:
        raise InvalidForm(subject, problems)
    return data


class _Constant(Exception):
    """The JSON contains NaN or an infinity."""


class _OtherFile(Exception):
    """The bytes are a file of another type, which the message names."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def _decoded(content: bytes) -> str:
    """The decoded text, UTF-16 if it has that byte-order mark; raises `UnicodeDecodeError` and `_OtherFile`."""
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


class _DuplicateKeys(NamedTuple):
    """An object with duplicate keys, of whose values only the last would be kept."""

    owner: dict[str, Any]
    keys: list[str]


def _object(pairs: list[tuple[str, Any]], duplicates: list[_DuplicateKeys]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        counts = Counter(key for key, _value in pairs)
        duplicates.append(_DuplicateKeys(result, [key for key, count in counts.items() if count > 1]))
    return result


def _duplicate_problems(data: Any, duplicates: list[_DuplicateKeys]) -> Iterator[Problem]:
    """The problems of duplicate keys, whose paths are known only after parsing: inner objects are reported first."""
    if not duplicates:
        return
    keys = {id(each.owner): each.keys for each in duplicates}
    names = all_field_names()
    for container, location in _containers(data):
        for key in keys.get(id(container), ()):
            # An unknown key may be a person's name.
            steps = (step if isinstance(step, int) or step in names else "?" for step in (*location, key))
            yield Problem(path_of(steps), "repeated", _("stands twice in one object"))


def _refuse_constant(_constant: str) -> NoReturn:
    raise _Constant


def _containers(data: Any, location: Location = ()) -> Iterator[tuple[Any, Location]]:
    """All objects and lists in the data, with their locations."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if items is None:
        return
    yield data, location
    for step, value in items:
        yield from _containers(value, (*location, step))


def _syntax_error(text: str, error: json.JSONDecodeError) -> tuple[str, dict[str, object]]:
    """The message of a syntax error, and its parameters: line and column."""
    at = error.pos
    if _TABLE_ROW.fullmatch(text.lstrip().partition("\n")[0].rstrip()):
        message = _("is not complete JSON: line {line}, column {column}; a table is the second file of cpr-docs batch")
        return message, _line_and_column(text, at)
    before = text[:at].rstrip()
    if text[at : at + 1] == "," and before.endswith(("[", "{")):
        return _("has a comma too many: line {line}, column {column}"), _line_and_column(text, at)
    if text[at : at + 1] in ("}", "]", ",") and before.endswith(","):
        return _("has a comma too many: line {line}, column {column}"), _line_and_column(text, len(before) - 1)
    if text[at : at + 1] == "," and text[at + 1 :].lstrip()[:1] in ("}", "]"):
        return _("has a comma too many: line {line}, column {column}"), _line_and_column(text, at)
    if _COMMENT_START.match(text, at):
        return _("has a comment, which JSON does not have: line {line}, column {column}"), _line_and_column(text, at)
    if _INVALID_CONSTANT.match(text, at):
        return _INVALID_CONSTANT_MESSAGE, _line_and_column(text, at)
    if text[at : at + 1] and text[at] in _QUOTATION_MARKS:
        return _QUOTATION_MARKS_MESSAGE, _line_and_column(text, at)
    lacks_comma = "',' delimiter" in error.msg
    if lacks_comma and _VALUE_START.match(text, at) and before != text[:at]:
        return _("lacks a comma: line {line}, behind column {column}"), _line_and_column(text, len(before) - 1)
    if "Unterminated" not in error.msg:
        start = text.rfind("\n", 0, at) + 1
        mark = _WRONG_DELIMITER.search(text[start:].partition("\n")[0])
        if mark is not None:
            return _QUOTATION_MARKS_MESSAGE, _line_and_column(text, start + mark.start(mark.lastgroup or 0))
    inside_text = lacks_comma and before.endswith('"') and text[at : at + 1] not in (*":=;}])",)
    if at < len(text) and (inside_text or ("control character" in error.msg and text[at] in "\r\n")):
        message = _("has a quotation mark too few or too many: line {line}, column {column}")
        return message, _line_and_column(text, at)
    return _("is not complete JSON: line {line}, column {column}"), _line_and_column(text, at)


def _constant_error(text: str) -> tuple[str, dict[str, object]]:
    """The message of NaN or an infinity, which Python's parser accepts and JSON does not allow."""
    found = _INVALID_CONSTANT.search(_STRING.sub(lambda match: "_" * len(match[0]), text))
    return _INVALID_CONSTANT_MESSAGE, _line_and_column(text, found.start() if found else 0)


def _line_and_column(text: str, at: int) -> dict[str, object]:
    return {"line": text.count("\n", 0, at) + 1, "column": at - text.rfind("\n", 0, at)}
