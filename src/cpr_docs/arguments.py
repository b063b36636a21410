"""Type checks of public arguments; an error names the argument and the expected type, and never the value."""

from collections.abc import Iterable
from typing import Any


def require(argument: str, value: object, type_: type | tuple[type, ...], expected: str) -> None:
    """Raises `TypeError` unless the value is an instance of the type; the message names the expected type in words."""
    if not isinstance(value, type_):
        raise TypeError(f"{argument} must be {expected}, not {_described(value)}")


def require_each(argument: str, values: Iterable[Any], type_: type | tuple[type, ...], expected: str) -> list[Any]:
    """The members of an iterable argument; raises `TypeError` for a single value, and for a member of another type."""
    if isinstance(values, str | bytes | type) or not isinstance(values, Iterable):
        raise TypeError(f"{argument} must be a list of {expected}, not {_described(values)}")
    members = list(values)
    for member in members:
        if not isinstance(member, type_):
            raise TypeError(f"{argument} must be a list of {expected}; one of them is {_described(member)}")
    return members


def require_subclasses(argument: str, values: Iterable[Any], base: type, expected: str) -> list[Any]:
    """The members of an iterable of subclasses of the base; raises `TypeError` for any other value."""
    members = require_each(argument, values, type, expected)
    for member in members:
        if not issubclass(member, base):
            raise TypeError(f"{argument} must be a list of {expected}; one of them is another class")
    return members


def _described(value: object) -> str:
    if value is None:
        return "None"
    return "a class" if isinstance(value, type) else f"of type {type(value).__name__}"
