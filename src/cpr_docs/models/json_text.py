"""JSON as it comes in: UTF-8, or UTF-16 as Windows PowerShell saves it; one object, nothing in it twice."""

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.messages import _
from cpr_docs.models.json_slips import slip, slip_of_constant
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
    from cpr_docs.models.field_names import all_names

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
