"""A document that came back, held against the data that it was made from.

A document holds one language. The other one is kept from the original, and what a person changed is said field by
field, so that a translator knows which words are no longer a translation of each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pydantic

from cpr_docs.documents.read import Source, read_with_language
from cpr_docs.errors import InvalidForm, NotReadable
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of


class ChangeKind(StrEnum):
    """What happened to a field or a row."""

    CHANGED = "changed"
    FILLED = "filled in"
    CLEARED = "cleared"
    ADDED = "row added"
    REMOVED = "row removed"
    MOVED = "row moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the original and the document."""

    path: str
    """Where: the path in the form that was read, or in the original for a row that was removed."""
    kind: ChangeKind
    """What happened."""
    before: Any = field(default=None, repr=False)
    """What the original held, in the document's language."""
    after: Any = field(default=None, repr=False)
    """What the document holds."""

    def __str__(self) -> str:
        return f"{self.path}: {self.kind.value}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came back: the whole form, in both languages again, and what is different."""

    form: Form = field(repr=False)
    """The form, with the language that was not printed kept from the original."""
    language: Language
    """The language of the document."""
    changes: tuple[Change, ...]
    """What is different from the original, in the order of the form."""


def compare(source: Source, original: Form) -> Reading:
    """Reads a document and holds it against the data that it was made from.

    Where a text was edited, the other language's words stay as they were; where it was cleared, both go. Raises what
    `read` raises, `NotReadable` where the original is another form, and `InvalidForm` where both together break a rule.
    """
    printed, language = read_with_language(source)
    if type(printed) is not type(original):
        raise NotReadable("the original is another form, or of another review type, than the document")
    changes: list[Change] = []
    merged = _merged_part(original, printed, language, "", changes)
    try:
        form = type(original).model_validate(merged.model_dump())
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(original))
        subject = f"{original.name()} ({original.type_name()})"
    else:
        return Reading(form, language, tuple(changes))
    raise InvalidForm(subject, problems)


def _merged_part(original: Part, printed: Part, language: Language, path: str, changes: list[Change]) -> Part:
    values = {
        name: _merged(original.__dict__[name], after, language, f"{path}{name}", changes)
        for name, after in printed.__dict__.items()
    }
    return type(original).model_construct(**values)


def _merged(before: Any, after: Any, language: Language, path: str, changes: list[Change]) -> Any:
    if isinstance(before, Part) and isinstance(after, Part) and not isinstance(after, Bilingual):
        return _merged_part(before, after, language, f"{path}.", changes)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _merged_rows(before, after, language, path, changes)
    if isinstance(before, Bilingual):
        return _merged_words(before, after, language, path, changes)
    if before != after:
        changes.append(Change(path, _kind(before, after), before, after))
    return after


def _merged_words(before: Bilingual, after: Any, language: Language, path: str, changes: list[Change]) -> Any:
    printed = before if before.said_in(language) is None else _only(before, language)
    if after == printed:
        return before
    changes.append(Change(path, _kind(printed, after), printed, after))
    if after is None:
        return None
    words: dict[str, Any] = {"en": after.en or before.en, "cy": after.cy or before.cy}
    return type(before).model_construct(**words)


def _only(text: Bilingual, language: Language) -> Bilingual:
    words: dict[str, Any] = {language.value: text.said_in(language)}
    return type(text).model_construct(**words)


def _kind(before: Any, after: Any) -> ChangeKind:
    if before in (None, False):
        return ChangeKind.FILLED
    return ChangeKind.CLEARED if after in (None, False) else ChangeKind.CHANGED


# Rows


def _merged_rows(
    before: Sequence[Part], after: Sequence[Part], language: Language, path: str, changes: list[Change]
) -> tuple[Part, ...]:
    origins = _origins(before, after, language)
    merged = []
    last = -1
    for index, (row, origin) in enumerate(zip(after, origins, strict=True)):
        place = f"{path}[{index}]"
        if origin is None:
            changes.append(Change(place, ChangeKind.ADDED, after=row))
            merged.append(row)
            continue
        if origin < last:
            changes.append(Change(place, ChangeKind.MOVED, before=origin, after=index))
        last = max(last, origin)
        merged.append(_merged_part(before[origin], row, language, f"{place}.", changes))
    for index in sorted(set(range(len(before))) - {origin for origin in origins if origin is not None}):
        changes.append(Change(f"{path}[{index}]", ChangeKind.REMOVED, before=before[index]))
    return tuple(merged)


def _origins(before: Sequence[Part], after: Sequence[Part], language: Language) -> list[int | None]:
    """For each row that was read, the original row that it is: the same one, or else the next that nothing else is."""
    printed = [_as_printed(row, language) for row in before]
    free = set(range(len(before)))
    origins: list[int | None] = []
    for row in after:
        same = next((index for index in sorted(free) if printed[index] == row), None)
        origins.append(same)
        free.discard(-1 if same is None else same)
    for index, origin in enumerate(origins):
        if origin is None and free:
            # A row that was edited stands, most likely, where it stood.
            nearest = min(free, key=lambda place: abs(place - index))
            if _resembles(printed[nearest], after[index]):
                origins[index] = nearest
                free.discard(nearest)
    return origins


def _as_printed(row: Part, language: Language) -> Part:
    return row.in_language(language)


def _resembles(before: Part, after: Part) -> bool:
    """Whether the rows have something in common, so that one may be the other, edited."""
    return any(_words(before) & _words(after)) or any(
        value is not None and value == after.__dict__[name] for name, value in before.__dict__.items()
    )


def _words(row: Part) -> set[str]:
    return {word for text in _texts(row) for word in text.casefold().split() if len(word) > 3}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, pydantic.BaseModel):
        for part in value.__dict__.values():
            yield from _texts(part)
