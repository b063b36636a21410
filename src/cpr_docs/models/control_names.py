"""The names of content controls, which a screen reader says to somebody who goes from control to control.

The name is the title of the field. Where other fields of the form have the same title, the part around it comes first:
"Police: name". The number of a row is not known, so that the rows of a list have the same names.
"""

import functools
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from cpr_docs.language.catalogue import Both, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at

LONGEST: Final = 64
"""The length of a name that Word allows."""


def control_name(form: Any, path: str, language: Language, *, room: int = LONGEST) -> str:
    """The name of the control of a field in at most `room` characters; the part around is shortened first."""
    *around, own = _names(form, language)[path]
    before = ": ".join(around)
    space = room - len(own) - 2
    if len(before) > space:
        words = before[: max(space - 1, 0)].rpartition(" ")[0].rstrip(" :,–-")
        before = f"{words}…" if words else ""
    return f"{before}: {own}" if before else own[:room]


def answer_name(form: Any, path: str, language: Language, answer: str) -> str:
    """The name of the box of an answer: the answer, and before it the question, if several have such an answer."""
    field = field_at(form, path)
    is_choice = field.kind in (Kind.CHOICE, Kind.CHOICES)
    if is_choice and not any(each.type is field.type and each.path != path for each in _fields(form)):
        return answer[:LONGEST]
    question = control_name(form, path, language, room=max(LONGEST - len(answer) - 1, 0))
    return f"{question} {answer}".strip()[:LONGEST]


@functools.lru_cache(maxsize=64)
def _names(form: Any, language: Language) -> dict[str, tuple[str, ...]]:
    """The words of each name, from the outermost part that it needs to the field itself, by path."""
    titles = {field.path: [*_titles(form, field.path, language)] for field in _fields(form)}
    counts = Counter(end for along in titles.values() for end in _ends(along))
    names = {}
    for path, along in titles.items():
        needed = next((len(end) for end in _ends(along) if counts[end] == 1), len(along))
        *around, own = along[-needed:]
        names[path] = (*around, _continued(own, field_at(form, path).label.title) if around else own)
    return names


def _titles(form: Any, path: str, language: Language) -> Iterator[str]:
    """The titles of the parts around a field, from the outermost, and of the field."""
    steps = path.split(".")
    for count in range(1, len(steps) + 1):
        yield translate(field_at(form, ".".join(steps[:count]).removesuffix("[]")).label.title, language)


def _ends(titles: list[str]) -> Iterator[tuple[str, ...]]:
    """The last title, the last two, and so on, without regard to case."""
    folded = [title.casefold() for title in titles]
    yield from (tuple(folded[at:]) for at in reversed(range(len(folded))))


def _continued(title: str, message: str) -> str:
    """The title after a colon: in lower case, unless it may be a proper name."""
    is_name = isinstance(message, Both) or title[1:] != title[1:].lower()
    return title if is_name else title[:1].lower() + title[1:]


def _fields(form: Any) -> Iterator[FormField]:
    """Every field of a form, also lists and fields derived from others."""
    for name in (*form.model_fields, *form.DERIVED):
        if name not in IDENTITY:
            yield from _fields_at(form, name)


def _fields_at(form: Any, path: str) -> Iterator[FormField]:
    field = field_at(form, path)
    if field.kind is not Kind.SECTION:
        yield field
    if field.kind in (Kind.SECTION, Kind.ROWS):
        step = f"{path}[]." if field.kind is Kind.ROWS else f"{path}."
        for name in (*field.type.model_fields, *field.type.DERIVED):
            yield from _fields_at(form, step + name)
