"""Replaces values of a form by path and validates the result; marks validated forms, and validates copies."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import pydantic

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import label_at, part_at
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import location_of, path_of, problems_of, safe_key, unknown_field_problem
from cpr_docs.models.schema_version import FIELD

_PartT = TypeVar("_PartT", bound=Part)


def replaced(form: _PartT, changes: Mapping[str, Any]) -> _PartT | list[Problem]:
    """The form with the changes applied in order, or all problems of the result."""
    data = values_of(form)
    problems = [problem for path, value in changes.items() if (problem := _set_value(data, type(form), path, value))]
    try:
        result = type(form).model_validate(data)
    except pydantic.ValidationError as error:
        problems += problems_of(error, type(form))
        return problems
    return problems or result


def _set_value(data: Any, form: type[Part], path: str, value: Any) -> Problem | None:
    """Sets the value at the path; returns the problem of an unknown path."""
    location = location_of(path)
    if not location or path_of(location) != path:
        return unknown_field_problem((), path, ())
    container: Any = data
    model: type[pydantic.BaseModel] | None = form
    for index, step in enumerate(location):
        parents = location[:index]
        if isinstance(step, int):
            if not isinstance(container, list):
                return Problem(path_of(location[: index + 1]), "unknown_field", _("is no field of the form"))
            if step >= len(container):
                message = _("is not in the list; rows there: {count}")
                label = label_at(form, path_of(parents))
                return Problem(path_of(location[: index + 1]), "no_row", message, {"count": len(container)}, label)
        elif isinstance(container, list):
            row = f"{path_of(parents)}[0]"
            message = _("is no field of the form; did you mean {name}?")
            return Problem(path_of((*parents, safe_key(step))), "unknown_field", message, {"name": row})
        elif model is None or step not in model.model_fields:
            problem = unknown_field_problem(parents, step, model.model_fields if model else ())
            # The path is from the program, so that it may be shown: it contains no value of the case.
            return dataclasses.replace(problem, path=path_of((*parents, safe_key(step))))
        else:
            model = part_at(model, [step])
        if index == len(location) - 1:
            container[step] = values_of(value)
            return None
        if isinstance(step, str) and container.get(step) is None:
            container[step] = [] if isinstance(location[index + 1], int) else {}
        if model is not None and not isinstance(container[step], dict | list):
            # An earlier change set an invalid value here, which validation reports.
            return None
        container = container[step]
    return None


def is_validated(form: Part) -> bool:
    """True if validation made the form, or the library derived it from such a form."""
    # On a class the attribute is the slot's descriptor.
    return getattr(form, "_is_validated", False) is True


def as_validated(form: _PartT) -> _PartT:
    """Marks a form as validated."""
    object.__setattr__(form, "_is_validated", True)
    return form


def validate_copy(form: Part, subject: str) -> None:
    """Marks a form that equals its validated copy; raises `InvalidForm` with the subject for any other form."""
    try:
        validated = type(form).model_validate(values_of(form))
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(form))
    else:
        message, parameters = _("was not validated; change a form with {method}"), {"method": "replace"}
        problems = [
            Problem(path, "not_validated", message, parameters, label_at(type(form), path))
            for path in _differences(form, validated, "")
            # Validation decides the version.
            if path != FIELD
        ]
        form.__dict__[FIELD] = validated.__dict__[FIELD]
    # Outside the handler: a traceback would otherwise print pydantic's error, which contains the input.
    if problems:
        raise InvalidForm(subject, problems)
    as_validated(form)


def values_of(value: Any) -> Any:
    """The values of a form as mutable data: parts as dictionaries, rows as lists, other values unchanged."""
    if isinstance(value, Part | Bilingual):
        return {name: values_of(inner) for name, inner in value.__dict__.items()}
    return [values_of(row) for row in value] if isinstance(value, tuple | list) else value


def _differences(actual: Any, validated: Any, path: str) -> Iterator[str]:
    """The paths at which a value differs from its validated value, or has another type."""
    if type(actual) is not type(validated):
        yield path
    elif isinstance(validated, Part | Bilingual):
        for name, inner in validated.__dict__.items():
            yield from _differences(actual.__dict__.get(name), inner, f"{path}.{name}" if path else name)
    elif isinstance(validated, tuple) and len(validated) == len(actual):
        for index, inner in enumerate(validated):
            yield from _differences(actual[index], inner, f"{path}[{index}]")
    elif actual != validated:
        yield path
