"""A copy of a form without the fields at some paths, for publication."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from cpr_docs.models.parts import Part

_PartT = TypeVar("_PartT", bound=Part)


def without_fields(part: _PartT, paths: Iterable[str]) -> _PartT:
    """A copy with the defaults at the paths, which may lead into sections and into rows: ``timeline[].happened_on``.

    Sections and rows that become blank are removed.
    """
    below: defaultdict[str, list[str]] = defaultdict(list)
    changed: dict[str, Any] = {}
    for path in paths:
        name, _dot, rest = path.partition(".")
        if rest:
            below[name].append(rest)
        else:
            changed[name] = type(part).model_fields[name].default
    for step, rests in below.items():
        name = step.removesuffix("[]")
        value = part.__dict__[name]
        if isinstance(value, tuple):
            rows = (without_fields(row, rests) for row in value)
            changed[name] = tuple(row for row in rows if not row.is_blank())
        elif value is not None:
            section = without_fields(value, rests)
            changed[name] = None if section.is_blank() else section
    return part.model_copy(update=changed)


def is_at(path: str, omitted: Iterable[str]) -> bool:
    """True if the path is one of the omitted fields, or leads into one."""
    return any(path == each or path.startswith((f"{each}.", f"{each}[]")) for each in omitted)
