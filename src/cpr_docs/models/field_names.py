"""The names of all fields that data may have: a message shows a key only if it is one of them, or close to one."""

import functools
from collections.abc import Iterator

from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.models.parts import Part


@functools.cache
def guidance_names() -> frozenset[str]:
    """The names of the fields of the guidance's forms, those of derived values and of languages too."""
    for form in FORM_NAMES:
        form_class(form)
    return frozenset(_names())


def all_names() -> frozenset[str]:
    """The same with the fields of forms of one's own, and of a board's settings."""
    return guidance_names() | frozenset(_names()) | {"protective_marking", "welsh_correspondence", "published"}


def _names() -> Iterator[str]:
    yield from ("en", "cy")
    parts: list[type[Part]] = [Part]
    while parts:
        part = parts.pop()
        yield from part.model_fields
        yield from part.DERIVED
        parts += part.__subclasses__()
