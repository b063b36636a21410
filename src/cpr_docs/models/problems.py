"""Pydantic's errors as problems with paths, in plain sentences that hold no value of the case, and the reverse."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pydantic
from pydantic_core import InitErrorDetails, PydanticCustomError

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import _
from cpr_docs.models.field_types import FieldModel
from cpr_docs.models.registry import form_class, form_names

_MEMBER = re.compile("'([^']*)'")
_LIKE_A_NAME = re.compile("[A-Za-z][A-Za-z_-]{0,39}[0-9]?")
_LONGEST_NAME = 80
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

INPUT: Final = "(not shown)"
"""Stands for the input in pydantic's errors, because a model round a form may print it, and a web service sends it."""

# What pydantic reports, as a reader of the form would say it; anything else is said in pydantic's own words, which
# never hold the input either.
_SENTENCES = {
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
    """Every problem that the error reports, with its path from the model."""
    return [_problem(detail, model) for detail in error.errors(include_url=False, include_input=False)]


def rules_broken(error: pydantic.ValidationError) -> Iterator[tuple[str, str]]:
    """The rules that the error reports as broken: the path of the part that has the rule, and that of the problem."""
    for detail in error.errors(include_url=False, include_input=False):
        rule = detail.get("ctx", {}).get("rule")
        if rule is not None:
            path = path_of(detail["loc"])
            yield path.removesuffix(rule).removesuffix("."), path


def as_error(problems: Iterable[Problem], title: str) -> pydantic.ValidationError:
    """The problems as an error that a validator raises: pydantic takes each over as one of its own, at its place."""
    return _error(title, [(location_of(problem.path), problem, {}) for problem in problems])


def rules_as_error(problems: Iterable[Problem], title: str) -> pydantic.ValidationError:
    """The rules that a part finds broken, as an error that its validator raises."""
    return _error(title, [(location_of(problem.path), problem, {"rule": problem.path}) for problem in problems])


def without_input(error: pydantic.ValidationError, model: type[pydantic.BaseModel]) -> pydantic.ValidationError:
    """The same error with the problems' sentences, and without the input of the model."""
    lines = []
    for detail in error.errors(include_url=False, include_input=False):
        problem = _problem(detail, model)
        rule = detail.get("ctx", {}).get("rule")
        location = detail["loc"]
        if problem.code == "unknown_field":
            location = (*location[:-1], problem.path.rpartition(".")[2])
        lines.append((location, problem, {} if rule is None else {"rule": rule}))
    return _error(error.title, lines)


def unknown_name(path: str, name: object, known: Iterable[str]) -> Problem:
    """The problem of a name that is none of the known ones."""
    known = list(known)
    if name is None:
        return Problem(path, "missing", _("is missing; it must be one of: {known}"), {"known": ", ".join(known)})
    return Problem(path, "unknown", _("must be one of: {known}"), {"known": ", ".join(known)})


def unknown_field(above: Iterable[int | str], name: str, known: Iterable[str]) -> Problem:
    """The problem of a field that a part does not have; its name is shown only where it is close to a known one."""
    # Loaded where something is wrong.

    close = _closest(name, known)
    path = path_of((*above, "?" if close is None and name not in guidance_names() else safe_key(name)))
    if close is None:
        return Problem(path, "unknown_field", _("is no field of the form"))
    return Problem(path, "unknown_field", _("is no field of the form; did you mean {name}?"), {"name": close})


def _closest(name: str, known: Iterable[str]) -> str | None:
    # Most data is right, and does not wait for it.
    import difflib

    if len(name) > _LONGEST_NAME:
        return None
    small = {each.casefold(): each for each in known}
    return next((small[close] for close in difflib.get_close_matches(name.casefold(), small, n=1)), None)


def path_of(location: Iterable[int | str]) -> str:
    """A pydantic location as a path such as ``amendments[2].reason``."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def location_of(path: str) -> tuple[int | str, ...]:
    """The pydantic location that a path is of."""
    return tuple(name or int(index) for name, index in _STEP.findall(path))


def safe_key(key: int | str) -> str:
    """A key that may be meant for a field's name, or a question mark: any other may be a value."""
    return str(key) if _LIKE_A_NAME.fullmatch(str(key)) else "?"


def _error(
    title: str, lines: Iterable[tuple[tuple[int | str, ...], Problem, dict[str, str]]]
) -> pydantic.ValidationError:
    details: list[InitErrorDetails] = [
        {
            "type": PydanticCustomError(
                problem.code,
                problem.message,
                {**problem.parameters, "message": problem.message, **more},
            ),
            "loc": location,
            "input": INPUT,
        }
        for location, problem, more in lines
    ]
    return pydantic.ValidationError.from_exception_data(title, details, hide_input=True)


def _problem(detail: Any, model: type[pydantic.BaseModel]) -> Problem:
    kind, parameters = detail["type"], dict(detail.get("ctx", {}))
    if kind in ("extra_forbidden", "invalid_key"):
        return _unknown_key(detail["loc"], model)
    path = path_of(detail["loc"])
    parameters.pop("error", None)
    parameters.pop("rule", None)
    message = parameters.pop("message", None) or _SENTENCES.get(kind) or _lowered(detail["msg"])
    if kind in ("enum", "literal_error") and "expected" in parameters:
        parameters["expected"] = ", ".join(_MEMBER.findall(parameters["expected"])) or parameters["expected"]
    return Problem(path, kind, message, parameters)


def _unknown_key(location: tuple[int | str, ...], model: type[pydantic.BaseModel]) -> Problem:
    # As above: loaded where something is wrong.
    from cpr_docs.models.fields import part_at

    *above, key = location
    part = part_at(model, [step for step in above if isinstance(step, str)])
    return unknown_field(above, str(key), part.model_fields if part else ())


def _lowered(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).replace("{", "{{").replace("}", "}}")


@functools.cache
def guidance_names() -> frozenset[str]:
    """The names of the fields of the guidance's forms, those of derived values and of languages too."""
    for form in form_names():
        form_class(form)
    return frozenset(_names())


def all_names() -> frozenset[str]:
    """The same with the fields of forms of one's own, and of a board's settings."""
    return guidance_names() | frozenset(_names()) | {"protective_marking", "welsh_correspondence", "published"}


def _names() -> Iterator[str]:
    yield from ("en", "cy")
    parts: list[type[FieldModel]] = [FieldModel]
    while parts:
        part = parts.pop()
        yield from part.model_fields
        yield from part.DERIVED
        parts += part.__subclasses__()
