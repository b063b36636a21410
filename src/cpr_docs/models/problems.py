"""From pydantic's errors to problems with paths, in plain sentences that hold no value of the case."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pydantic

from cpr_docs.errors import Problem
from cpr_docs.language.messages import _

_MEMBER = re.compile("'([^']*)'")
_LIKE_A_NAME = re.compile("[A-Za-z][A-Za-z_-]{0,39}[0-9]?")

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
    "greater_than_equal": _("must be {ge} or more"),
    "less_than_equal": _("must be {le} or less"),
    "tuple_type": _("must be a list"),
    "too_short": _("must have at least {min_length}"),
    "model_type": _("must be an object with its fields"),
    "dict_type": _("must be an object with its fields"),
}


def problems_of(error: pydantic.ValidationError, model: type[pydantic.BaseModel]) -> list[Problem]:
    """Every problem that the error reports, with its path from the model."""
    found: list[Problem] = []
    for detail in error.errors(include_url=False, include_input=False):
        found.extend(_problems(detail, model))
    return found


def unknown_name(path: str, name: object, known: Iterable[str]) -> Problem:
    """The problem of a name that is none of the known ones."""
    known = list(known)
    if name is None:
        return Problem(path, "missing", _("is missing; it must be one of: {known}"), {"known": ", ".join(known)})
    return Problem(path, "unknown", _("must be one of: {known}"), {"known": ", ".join(known)})


def path_of(location: Iterable[int | str]) -> str:
    """A pydantic location as a path such as ``amendments[2].reason``."""
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def safe_key(key: int | str) -> str:
    """A key of the data as a message may show it: one that cannot be meant for a field's name may be a value."""
    return str(key) if _LIKE_A_NAME.fullmatch(str(key)) else "?"


def _problems(detail: Any, model: type[pydantic.BaseModel]) -> Iterator[Problem]:
    kind, parameters = detail["type"], dict(detail.get("ctx", {}))
    path = path_of(detail["loc"])
    if kind == "rules":
        for problem in parameters["problems"]:
            yield Problem(_joined(path, problem.path), problem.code, problem.message, problem.parameters)
    elif kind in ("extra_forbidden", "invalid_key"):
        yield _unknown_key(detail["loc"], model)
    else:
        parameters.pop("error", None)
        message = parameters.pop("message", None) or _SENTENCES.get(kind) or _lowered(detail["msg"])
        if "expected" in parameters:
            parameters["expected"] = ", ".join(_MEMBER.findall(parameters["expected"]))
        yield Problem(path, kind, message, parameters)


def _unknown_key(location: tuple[int | str, ...], model: type[pydantic.BaseModel]) -> Problem:
    # Most data is right, and waits for neither.
    import difflib

    from cpr_docs.models.fields import part_at

    *above, key = location
    path = path_of((*above, safe_key(key)))
    part = part_at(model, [step for step in above if isinstance(step, str)])
    close = difflib.get_close_matches(str(key), part.model_fields if part else (), n=1)
    if close:
        return Problem(path, "unknown_field", _("is no field of the form; did you mean {name}?"), {"name": close[0]})
    return Problem(path, "unknown_field", _("is no field of the form"))


def _joined(path: str, rest: str) -> str:
    return f"{path}.{rest}" if path and rest else path or rest


def _lowered(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).replace("{", "{{").replace("}", "}}")
