"""Instances of parts of which only some fields are known, built from data that validation refused.

A partial instance has no attribute for an unknown field, so that no rule sees a value that the type excludes.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import pydantic

from cpr_docs.models.blanks import without_blanks
from cpr_docs.models.field_types import FieldModel
from cpr_docs.models.fields import part_at

Location = tuple[int | str, ...]


class DerivedValue(property):
    """A derived value, which is None for a part of which too little is known."""

    def __get__(self, part: Any, owner: type[Any] | None = None) -> Any:
        try:
            return super().__get__(part, owner)
        except Exception:
            if part is not None and not is_complete(part):
                return None
            raise


def is_complete(part: FieldModel) -> bool:
    """True if the part has a value for each field that may not be blank."""
    values = part.__dict__
    return all(values.get(name) is not None for name in _never_none(type(part)))


@functools.cache
def _never_none(part: type[FieldModel]) -> tuple[str, ...]:
    fields = part.model_fields.items()
    return tuple(name for name, info in fields if info.is_required() or info.default is not None)


def partial_part(part: type[FieldModel], data: Any, locations: Iterable[Location]) -> FieldModel | None:
    """The part with the fields that are valid, given the locations of all errors; None for data that is no object."""
    if isinstance(data, FieldModel):
        data = data.__dict__
    if not isinstance(data, dict):
        return None
    data = without_blanks(part, data)
    wrong = list(locations)
    values = {}
    for name, info in part.model_fields.items():
        below = [location[1:] for location in wrong if location[0] == name]
        if name not in data and not below:
            if not info.is_required():
                values[name] = info.default
        elif name in data:
            for value in _known_values(part, name, data[name], below):
                values[name] = value
    instance = part.model_construct()
    instance.__dict__.clear()
    instance.__dict__.update(values)
    return instance


def _known_values(part: type[FieldModel], name: str, value: Any, below: list[Location]) -> Iterator[Any]:
    """The value of the field, or the known part of it; nothing if it is unknown."""
    if not below:
        try:
            yield field_adapter(part, name).validate_python(value)
        except (pydantic.ValidationError, RecursionError):
            # Its rules were checked in the context of the form.
            return
        return
    inner: Any = part_at(part, [name])
    if () in below or inner is None or not issubclass(inner, FieldModel):
        return
    if isinstance(value, list | tuple):
        yield tuple(_rows(part, name, inner, value, below))
    else:
        known = partial_part(inner, value, below)
        if known is not None:
            yield known


def _rows(
    part: type[FieldModel], name: str, inner: type[FieldModel], rows: Iterable[Any], below: list[Location]
) -> Iterator[FieldModel | None]:
    """The rows, each with its known fields; None in the place of a row that is blank or no object."""
    by_row: dict[int | str, list[Location]] = {}
    for location in below:
        by_row.setdefault(location[0], []).append(location[1:])
    for index, row in enumerate(rows):
        wrong = by_row.get(index)
        if wrong:
            yield None if () in wrong else partial_part(inner, row, wrong)
            continue
        valid: list[Any] = list(_known_values(part, name, [row], []))
        yield valid[0][0] if valid and valid[0] else None


@functools.cache
def field_adapter(part: type[FieldModel], name: str) -> pydantic.TypeAdapter[Any]:
    """The validator of one field of the part."""
    info = part.model_fields[name]
    annotation: Any = info.annotation
    for extra in info.metadata:
        annotation = Annotated[annotation, extra]
    return pydantic.TypeAdapter(annotation)
