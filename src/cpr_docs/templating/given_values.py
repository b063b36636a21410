"""The record of the values that a draft was printed with, so that the changes of two hands can be told apart.

A document of a draft records a short hash of each value that it was printed with, and of its path. When it returns, a
value in the record was not changed by the hand that had the document, whatever the office's draft says by then. Without
the record, a copy that is merely older could not be told from a copy that was changed.

The record is in drafts alone, which those who write the form exchange: never in a form, which is sent, filed or
published. It has no value in clear; a reader who guesses a value can see that the document was printed with it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY
from cpr_docs.models.parts import Part
from cpr_docs.templating.document_properties import (
    GIVEN_VARIABLES,
    record_values,
    short_hash,
)


@dataclass(frozen=True, slots=True)
class GivenValues:
    """The values that a document was printed with, as hashes."""

    hashes: frozenset[str]
    language: Language

    @classmethod
    def of(cls, part: Part, language: Language) -> "GivenValues":
        """The record of a draft's values, printed in the language."""
        return cls(frozenset(map(short_hash, _entries(part, "", language))), language)

    def values(self) -> dict[str, str]:
        """The values of the template variables that print the record."""
        return record_values(self.hashes, GIVEN_VARIABLES)

    def is_given(self, path: str, value: Any) -> bool:
        """True if the document was printed with that value; a row is given if its list had it anywhere."""
        if value is None:
            return short_hash(path) not in self.hashes
        return short_hash(_entry(path, value, self.language)) in self.hashes

    def was_given_rows(self, path: str, count: int) -> bool:
        """True if the list had that many rows."""
        return short_hash(_row_count(path, count)) in self.hashes


def known(part: Part, name: str) -> Any:
    """The value of a field; None for one that says nothing, such as a box that nobody has ticked."""
    value = part.__dict__[name]
    return None if value == () or value is type(part).model_fields[name].default is False else value


def _entries(part: Part, above: str, language: Language) -> Iterator[str]:
    for name in part.__dict__:
        path, value = f"{above}{name}", known(part, name)
        if path in IDENTITY or value is None:
            continue
        if isinstance(value, Part):
            yield from _entries(value, f"{path}.", language)
        elif isinstance(value, tuple) and isinstance(value[0], Part):
            yield _row_count(path, len(value))
            yield from (_entry(path, row, language) for row in value)
        else:
            yield path
            yield _entry(path, value, language)


def _row_count(path: str, count: int) -> str:
    return f"{path}#{count}"


def _entry(path: str, value: Any, language: Language) -> str:
    return f"{path}={json.dumps(_canonical(value, language), ensure_ascii=False, sort_keys=True)}"


def _canonical(value: Any, language: Language) -> Any:
    """The value as it is printed in the language; equal values are equal as JSON."""
    if isinstance(value, Bilingual):
        text = value.text_in(language)
        return [language, text] if text is not None else [language.other, value.text_in(language.other)]
    if isinstance(value, Part):
        fields = {name: _canonical(known(value, name), language) for name in value.__dict__}
        return {name: inner for name, inner in fields.items() if inner}
    if isinstance(value, tuple):
        return [_canonical(row, language) for row in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else str(value)
