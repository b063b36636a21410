"""Converts pydantic's errors to problems with paths and plain messages, and back; no value of a case is in either."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pydantic
from pydantic_core import InitErrorDetails, PydanticCustomError

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.closest_name import closest_name
from cpr_docs.models.field_types import FieldModel
from cpr_docs.models.fields import label_at, part_at
from cpr_docs.models.registry import form_class, form_names

_QUOTED = re.compile("'([^']*)'")
_NAME = re.compile("[A-Za-z][A-Za-z_-]{0,39}[0-9]?")
_MAX_LISTED = 4
_PATH_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

INPUT: Final = "(not shown)"
"""Replaces the input in pydantic's errors, which an enclosing model may print, and a web service may send."""

# Messages by pydantic's error type. Other types have pydantic's own message, which does not contain the input either.
_MESSAGES = {
    "missing": _("is missing"),
    "string_type": _("must be text"),
    "string_unicode": _("holds a character that no Word document can hold"),
    "string_too_long": _("must be at most {max_length} characters long"),
    "too_long": _("must be at most {max_length} characters long"),
    "bool_type": _("must be true or false"),
    "bool_parsing": _("must be true or false"),
    "int_type": _("must be a whole number"),
    "int_parsing": _("must be a whole number"),
    "int_from_float": _("must be a whole number"),
    "decimal_type": _("must be an amount in pounds, such as 1250.00"),
    "decimal_parsing": _("must be an amount in pounds, such as 1250.00"),
    "decimal_max_places": _("must be an amount in pounds, such as 1250.00"),
    "decimal_max_digits": _("must be an amount in pounds, such as 1250.00"),
    "decimal_whole_digits": _("must be an amount in pounds, such as 1250.00"),
    "finite_number": _("must be an amount in pounds, such as 1250.00"),
    "date_from_datetime_inexact": _("must be a date such as 2012-01-31 (year-month-day)"),
    "date_from_datetime_parsing": _("must be a date such as 2012-01-31 (year-month-day)"),
    "date_parsing": _("must be a date such as 2012-01-31 (year-month-day)"),
    "time_parsing": _("must be a time in hours and minutes, such as 09:30"),
    "enum": _("must be one of: {expected}"),
    "literal_error": _("must be one of: {expected}"),
    "greater_than_equal": _("must be {ge} or more"),
    "less_than_equal": _("must be {le} or less"),
    "tuple_type": _("must be a list"),
    "too_short": _("must have at least {min_length}"),
    "model_type": _("must be an object with its fields"),
    "dict_type": _("must be an object with its fields"),
}


def problems_of(error: pydantic.ValidationError, model: type[pydantic.BaseModel]) -> list[Problem]:
    """All problems of the error, with paths from the model."""
    return [_problem(detail, model) for detail in error.errors(include_url=False, include_input=False)]


def violated_rules(error: pydantic.ValidationError) -> Iterator[tuple[str, str]]:
    """The violated rules of the error: the path of the part that has the rule, and the path of the problem."""
    for detail in error.errors(include_url=False, include_input=False):
        rule = detail.get("ctx", {}).get("rule")
        if rule is not None:
            path = path_of(detail["loc"])
            yield path.removesuffix(rule).removesuffix("."), path


def validation_error(problems: Iterable[Problem], title: str) -> pydantic.ValidationError:
    """An error with the problems, for a validator to raise; pydantic merges each at its location."""
    return _error(title, [(location_of(problem.path), problem, {}) for problem in problems])


def rules_error(problems: Iterable[Problem], title: str) -> pydantic.ValidationError:
    """An error with a part's violated rules, for its validator to raise."""
    return _error(title, [(location_of(problem.path), problem, {"rule": problem.path}) for problem in problems])


def are_own_rules(error: pydantic.ValidationError) -> bool:
    """True if the error is of a part's own rules, which run when all its fields are valid."""
    details = error.errors(include_url=False, include_input=False)
    rules = ((detail.get("ctx", {}).get("rule"), detail["loc"]) for detail in details)
    return any(rule is not None and location_of(rule) == location for rule, location in rules)


def without_input(
    error: pydantic.ValidationError, model: type[pydantic.BaseModel], rules: Iterable[Problem] = ()
) -> pydantic.ValidationError:
    """The error with the messages of its problems and of further violated rules, and without the input."""
    lines: list[tuple[tuple[int | str, ...], Problem, dict[str, str]]] = []
    for detail in error.errors(include_url=False, include_input=False):
        problem = _problem(detail, model)
        rule = detail.get("ctx", {}).get("rule")
        location = detail["loc"]
        if problem.code == "unknown_field":
            location = (*location[:-1], problem.path.rpartition(".")[2])
        lines.append((location, problem, {} if rule is None else {"rule": rule}))
    lines += [(location_of(problem.path), problem, {"rule": problem.path}) for problem in rules]
    return _error(error.title, lines)


def unknown_name_problem(path: str, name: object, known: Iterable[str]) -> Problem:
    """The problem of a missing or unknown name; of many names the closest is shown, which is no value of a case."""
    known = list(known)
    code = "missing" if name is None else "unknown"
    if len(known) <= _MAX_LISTED:
        message = _("is missing; it must be one of: {known}") if name is None else _("must be one of: {known}")
        return Problem(path, code, message, {"known": ", ".join(known)})
    close = closest_name(name, known)
    if close is not None:
        message = _("is no name of a form; did you mean {name}? cpr-docs forms lists all names")
        return Problem(path, code, message, {"name": close})
    if name is None:
        return Problem(path, code, _("is missing: the name of the form, which cpr-docs forms lists"))
    return Problem(path, code, _("is no name of a form; cpr-docs forms lists all names"))


def unknown_field_problem(parents: Iterable[int | str], name: str, known: Iterable[str]) -> Problem:
    """The problem of an unknown field; the path contains its name only if it is similar to a known name."""
    close = closest_name(name, known)
    path = path_of((*parents, "?" if close is None and name not in guidance_field_names() else safe_key(name)))
    if close is None:
        return Problem(path, "unknown_field", _("is no field of the form"))
    return Problem(path, "unknown_field", _("is no field of the form; did you mean {name}?"), {"name": close})


def path_of(location: Iterable[int | str]) -> str:
    """A pydantic location as a path such as ``amendments[2].reason``."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def location_of(path: str) -> tuple[int | str, ...]:
    """The pydantic location of a path."""
    return tuple(name or int(index) for name, index in _PATH_STEP.findall(path))


def safe_key(key: int | str) -> str:
    """The key if it resembles a field's name; otherwise a question mark, because it may be a value."""
    return str(key) if _NAME.fullmatch(str(key)) else "?"


def _error(
    title: str, lines: Iterable[tuple[tuple[int | str, ...], Problem, dict[str, str]]]
) -> pydantic.ValidationError:
    details: list[InitErrorDetails] = [
        {
            "type": PydanticCustomError(
                problem.code,
                problem.message,
                {**problem.parameters, "message": problem.message, **context},
            ),
            "loc": location,
            "input": INPUT,
        }
        for location, problem, context in lines
    ]
    return pydantic.ValidationError.from_exception_data(title, details, hide_input=True)


def _problem(detail: Any, model: type[pydantic.BaseModel]) -> Problem:
    kind, parameters = detail["type"], dict(detail.get("ctx", {}))
    if kind in ("extra_forbidden", "invalid_key"):
        return _unknown_key(detail["loc"], model)
    path = path_of(detail["loc"])
    parameters.pop("error", None)
    parameters.pop("rule", None)
    message = parameters.pop("message", None) or _MESSAGES.get(kind) or _lowered(detail["msg"], bool(parameters))
    if kind in ("enum", "literal_error") and "expected" in parameters:
        parameters["expected"] = ", ".join(_QUOTED.findall(parameters["expected"])) or parameters["expected"]
    return Problem(path, kind, message, parameters, label_at(model, path))


def _unknown_key(location: tuple[int | str, ...], model: type[pydantic.BaseModel]) -> Problem:
    *parents, key = location
    part = part_at(model, [step for step in parents if isinstance(step, str)])
    return unknown_field_problem(parents, str(key), part.model_fields if part else ())


def _lowered(sentence: str, has_parameters: bool) -> str:
    """The sentence with a small first letter, as a message: braces are doubled only if parameters are filled in."""
    lowered = sentence[:1].lower() + sentence[1:]
    return lowered.replace("{", "{{").replace("}", "}}") if has_parameters else lowered


@functools.cache
def guidance_field_names() -> frozenset[str]:
    """The names of all fields of the guidance's forms, of derived fields and of languages."""
    for form in form_names():
        form_class(form)
    return frozenset(_field_names())


def all_field_names() -> frozenset[str]:
    """The names of `guidance_field_names`, of the fields of other forms, and of a board's settings."""
    return (
        guidance_field_names() | frozenset(_field_names()) | {"protective_marking", "welsh_correspondence", "published"}
    )


def _field_names() -> Iterator[str]:
    yield from ("en", "cy")
    parts: list[type[FieldModel]] = [FieldModel]
    while parts:
        part = parts.pop()
        yield from part.model_fields
        yield from part.DERIVED
        parts += part.__subclasses__()
