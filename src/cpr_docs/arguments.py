"""Arguments of the public face, checked: one sentence names the argument and what it takes, and shows no value."""

from collections.abc import Iterable
from typing import Any


def require(argument: str, value: object, kind: type | tuple[type, ...], takes: str) -> None:
    """Raises `TypeError` for an argument of another kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{argument} must be {takes}, not {_described(value)}")


def require_each(argument: str, values: Iterable[Any], kind: type | tuple[type, ...], takes: str) -> list[Any]:
    """The members of an argument that is a list; raises `TypeError` for one thing, and for a member of another kind."""
    if isinstance(values, str | bytes | type) or not isinstance(values, Iterable):
        raise TypeError(f"{argument} must be a list of {takes}, not {_described(values)}")
    members = list(values)
    for member in members:
        if not isinstance(member, kind):
            raise TypeError(f"{argument} must be a list of {takes}; one of them is {_described(member)}")
    return members


def require_subclasses(argument: str, values: Iterable[Any], base: type, takes: str) -> list[Any]:
    """The members of an argument that is a list of classes; raises `TypeError` for anything else."""
    members = require_each(argument, values, type, takes)
    for member in members:
        if not issubclass(member, base):
            raise TypeError(f"{argument} must be a list of {takes}; one of them is another class")
    return members


def _described(value: object) -> str:
    if value is None:
        return "None"
    return "a class" if isinstance(value, type) else f"of type {type(value).__name__}"
