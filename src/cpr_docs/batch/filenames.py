"""File names, from a pattern such as ``{case}-{row:04}-{language}``.

A pattern is not a format string of Python's: its fields are a closed list, each value consists of letters that are safe
on any file system, and only ``{name}`` identifies a person.
"""

import functools
import re
import string
from collections.abc import Callable, Sequence
from typing import Any

from cpr_docs.documents.document import name_of_form, name_of_review_type, no_device, safe_name
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, identifier_of

DEFAULT = "{case}-{row:04}-{language}"

EMAIL_SUFFIX = ".eml"

_SUFFIX = ".docx"
_MAX_BYTES = 255
_WIDTH = re.compile(r"0?[1-9]?")
_UNSAFE = re.compile(r"[^\w.() -]")
_DASHES = re.compile(r"-{2,}")

_FieldFormat = Callable[[AnyForm, int, Sequence[Language]], str]


class FilenameInvalid(ValueError):
    """A pattern, or a row's name from it, cannot be a file name."""


class NamePattern:
    """Names the file of each letter; raises `FilenameInvalid` for an invalid pattern."""

    def __init__(self, pattern: str, *, welsh: bool = False) -> None:
        """With `welsh`, the words in the names of Welsh letters are Welsh."""
        try:
            parsed = list(string.Formatter().parse(pattern))
        except ValueError:
            raise FilenameInvalid("has a brace that opens or closes nothing") from None
        self._parts: list[_FieldFormat | str] = []
        self._fields: list[tuple[str, str | None]] = []
        for literal, field, width, conversion in parsed:
            if _UNSAFE.search(literal):
                raise FilenameInvalid("may hold letters, figures, blanks and the signs - _ . ( ) beside its fields")
            self._parts.append(literal)
            self._fields.append((literal, field))
            if field is not None:
                part = _field_format(field, width or "", conversion)
                self._parts.append(part if welsh else _in_english(part) if field in _WORDED else part)

    def name(self, form: AnyForm, row: int, *languages: Language, suffix: str = _SUFFIX) -> str:
        """The name of a file in one language or in several; raises `FilenameInvalid` if it is empty or too long."""
        parts = [part if isinstance(part, str) else part(form, row, languages) for part in self._parts]
        name = _DASHES.sub("-", "".join(parts)).strip("-. ")
        if not name:
            raise FilenameInvalid(_("would have a file without a name"))
        name = no_device(name)
        if len(name.encode()) + len(suffix) > _MAX_BYTES:
            raise FilenameInvalid(_("would have a file whose name is too long"))
        return name + suffix

    def matcher(self, form: type[AnyForm], case: str | None) -> re.Pattern[str] | None:
        """A regular expression for the names of any batch of this form, or of this case alone, if it is known.

        None if the pattern has too few fields to recognise a name by.
        """
        fields = {field for _literal, field in self._fields}
        if "row" not in fields and not (case and "case" in fields):
            return None
        known = {
            "case": re.escape(safe_name(case)) if case else ".*",
            "form": f"(?:{'|'.join(re.escape(name_of_form(form, language)) for language in Language)})",
            "language": f"(?:{'|'.join(Language)})(?:-(?:{'|'.join(Language)}))?",
            "row": r"\d+",
        }
        # Dashes on both sides of a blank field become one dash.
        shape = "".join(
            re.escape(literal).replace(r"\-", "-*") + ("" if field is None else known.get(field, ".*"))
            for literal, field in self._fields
        )
        return re.compile(rf"{shape}\.(?:docx|pdf|eml)")


def _in_english(part: _FieldFormat) -> _FieldFormat:
    return lambda form, row, _languages: part(form, row, (Language.ENGLISH,))


def _field_format(field: str, width: str, conversion: str | None) -> _FieldFormat:
    if field not in _FIELDS and field != "row":
        raise FilenameInvalid(f"may name only the fields {', '.join(sorted([*_FIELDS, 'row']))}")
    if conversion or (width and (field != "row" or not _WIDTH.fullmatch(width))):
        raise FilenameInvalid('may say how wide only for the row, as in "{row:04}"')
    if field == "row":
        return lambda _form, row, _languages: format(row, width)
    return _FIELDS[field]


def _addressee(field: str) -> _FieldFormat:
    def value(form: AnyForm, _row: int, languages: Sequence[Language]) -> str:
        section: Any = getattr(form, form.ADDRESSEE, None) if form.ADDRESSEE else None
        words = getattr(section, field, None)
        if isinstance(words, Bilingual):
            words = words.text_in_either(languages[0])
        return safe_name(words or "")

    return value


@functools.lru_cache(maxsize=16)  # most batches are of one case
def _case(identifier: str) -> str:
    return safe_name(identifier)


_FIELDS: dict[str, _FieldFormat] = {
    "agency": _addressee("agency"),
    "case": lambda form, _row, _languages: _case(identifier_of(form)),
    "form": lambda form, _row, languages: name_of_form(type(form), languages[0]),
    "language": lambda _form, _row, languages: "-".join(languages),
    "name": _addressee("name"),
    "review_type": lambda form, _row, languages: name_of_review_type(getattr(form, "review_type", ""), languages[0]),
}
_WORDED = frozenset({"form", "review_type"})
"""The fields that are words of a language."""
