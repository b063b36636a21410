"""Other values at some paths of a form, and the whole of it validated again."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import pydantic

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.catalogue import _
from cpr_docs.models.fields import part_at
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import location_of, path_of, problems_of, safe_key, unknown_field

_PartT = TypeVar("_PartT", bound=Part)


def replaced(form: _PartT, changes: Mapping[str, Any]) -> _PartT | list[Problem]:
    """The form with these values at these paths, put there in their order; or all that is wrong with it."""
    data = values_of(form)
    problems = [problem for path, value in changes.items() if (problem := _put(data, type(form), path, value))]
    try:
        made = type(form).model_validate(data)
    except pydantic.ValidationError as error:
        problems += problems_of(error, type(form))
    else:
        if not problems:
            return made
    return problems


def _put(data: Any, form: type[Part], path: str, value: Any) -> Problem | None:
    """Puts the value where the path leads; gives the problem of a path that leads nowhere."""
    location = location_of(path)
    if not location or path_of(location) != path:
        return unknown_field((), path, ())
    place: Any = data
    model: type[pydantic.BaseModel] | None = form
    for index, step in enumerate(location):
        above = location[:index]
        if isinstance(step, int):
            if not isinstance(place, list):
                return Problem(path_of(location[: index + 1]), "unknown_field", _("is no field of the form"))
            if step >= len(place):
                message = _("is not in the list; rows there: {count}")
                return Problem(path_of(location[: index + 1]), "no_row", message, {"count": len(place)})
        elif isinstance(place, list):
            row = f"{path_of(above)}[0]"
            message = _("is no field of the form; did you mean {name}?")
            return Problem(path_of((*above, safe_key(step))), "unknown_field", message, {"name": row})
        elif model is None or step not in model.model_fields:
            problem = unknown_field(above, step, model.model_fields if model else ())
            # The name is the program's own, and no value of the case.
            return dataclasses.replace(problem, path=path_of((*above, safe_key(step))))
        else:
            model = part_at(model, [step])
        if index == len(location) - 1:
            place[step] = values_of(value)
            return None
        if isinstance(step, str) and place.get(step) is None:
            place[step] = [] if isinstance(location[index + 1], int) else {}
        if model is not None and not isinstance(place[step], dict | list):
            # An earlier change put something there that no part can be, which validation tells.
            return None
        place = place[step]
    return None


_PartT_VALIDATED = TypeVar("_PartT_VALIDATED", bound=Part)


def is_validated(form: Part) -> bool:
    """True if validation made the form, or the library made it of a form that validation made."""
    # A class has the slot itself there.
    return getattr(form, "_is_validated", False) is True


def as_validated(form: _PartT_VALIDATED) -> _PartT_VALIDATED:
    """Marks a form that needs no validation any more."""
    object.__setattr__(form, "_is_validated", True)
    return form


def validate_copy(form: Part, subject: str) -> None:
    """Marks a form that is as validation would make it; raises `InvalidForm` about the subject for any other."""
    try:
        made = type(form).model_validate(values_of(form))
    except pydantic.ValidationError as error:
        problems = problems_of(error, type(form))
    else:
        message, way = _("was not validated; change a form with {method}"), {"method": "replace"}
        problems = [Problem(path, "not_validated", message, way) for path in _differences(form, made, "")]
    # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
    if problems:
        raise InvalidForm(subject, problems)
    as_validated(form)


def values_of(value: Any) -> Any:
    """The values of a form as its data would hold them, to be changed: objects and lists, the rest as it is."""
    if isinstance(value, Part | Bilingual):
        return {name: values_of(inner) for name, inner in value.__dict__.items()}
    return [values_of(row) for row in value] if isinstance(value, tuple | list) else value


def _differences(given: Any, made: Any, path: str) -> Iterator[str]:
    """The paths at which a value is another than validation made of it, or of another type."""
    if type(given) is not type(made):
        yield path
    elif isinstance(made, Part | Bilingual):
        for name, inner in made.__dict__.items():
            yield from _differences(given.__dict__.get(name), inner, f"{path}.{name}" if path else name)
    elif isinstance(made, tuple) and len(made) == len(given):
        for index, inner in enumerate(made):
            yield from _differences(given[index], inner, f"{path}[{index}]")
    elif given != made:
        yield path
