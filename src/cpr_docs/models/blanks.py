"""Blank values in the data of a part, before validation: they count as absent."""

import functools
import typing
from typing import Any

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.text import is_blank
from cpr_docs.models.field_types import FieldModel


def without_blanks(part: type[FieldModel], data: Any) -> Any:
    """The data of a part without its blank fields; data that is no object as it is."""
    if isinstance(data, dict):
        composite = _is_composite(part)
        return {key: value for key, value in data.items() if not _is_absent(value, composite.get(key))}
    return data


@functools.cache
def _is_composite(part: type[FieldModel]) -> dict[str, bool]:
    """For each field, True if it is a section, a list or bilingual text."""
    return {name: _is_composite_type(info.annotation) for name, info in part.model_fields.items()}


def _is_composite_type(annotation: Any) -> bool:
    if isinstance(annotation, type):
        return issubclass(annotation, FieldModel | Bilingual)
    return typing.get_origin(annotation) is tuple or any(map(_is_composite_type, typing.get_args(annotation)))


def _is_absent(value: Any, is_composite: bool | None) -> bool:
    """True if the value of a known field is blank; ``is_composite`` is None for an unknown field, which is an error."""
    if is_composite is None:
        return False
    # An empty list in the place of a date is a mistake, and is reported.
    return is_blank(value) and (is_composite or value is None or isinstance(value, str))
