"""A form remembers that validation made it; a copy of it, in which anything may have been put, does not.

`model_copy` and `model_construct` of pydantic check nothing. Rendering such a form validates it first; all others are
rendered at once.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

import pydantic

from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.messages import _
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of

_PartT = TypeVar("_PartT", bound=Part)


def is_validated(form: Part) -> bool:
    """True if validation made the form, or the library made it of a form that validation made."""
    # A class has the slot itself there.
    return getattr(form, "_is_validated", False) is True


def as_validated(form: _PartT) -> _PartT:
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
