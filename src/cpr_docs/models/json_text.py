"""JSON as it comes in: UTF-8, or UTF-16 as Windows PowerShell saves it; one object, nothing in it twice."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, NoReturn

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.messages import _
from cpr_docs.models.json_slips import slip, slip_of_constant
from cpr_docs.models.problems import path_of, safe_key

Location = tuple[int | str, ...]

_ZIP = b"PK\x03\x04"


def from_json(text: str | bytes, subject: str) -> Any:
    """What the JSON holds, with or without a byte-order mark; raises `InvalidForm` about the subject."""
    data: Any = None
    decoded = ""
    twice: list[tuple[dict[str, Any], str]] = []
    try:
        decoded = _decoded(text) if isinstance(text, bytes) else text
        data = json.loads(
            decoded.removeprefix("\ufeff"),
            object_pairs_hook=lambda pairs: _object(pairs, twice),
            parse_constant=_no_number,
        )
        # Their paths are known only when the whole is: objects are read from the inside out.
        problems = [
            Problem(path_of((*location, safe_key(key))), "repeated", _("stands twice in one object"))
            for place, key in twice
            for location in _locations(data, place)
        ]
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


def _object(pairs: list[tuple[str, Any]], twice: list[tuple[dict[str, Any], str]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        # One of the values would be lost without a word.
        keys = [key for key, _value in pairs]
        twice.extend((result, key) for key in result if keys.count(key) > 1)
    return result


def _no_number(_constant: str) -> NoReturn:
    raise _NoNumber


def _locations(data: Any, place: dict[str, Any], location: Location = ()) -> Iterator[Location]:
    """Where the object stands in the data."""
    if data is place:
        yield location
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from _locations(value, place, (*location, safe_key(step) if isinstance(step, str) else step))
