"""Where a template failed while it was filled in: the tag, its place, and the row of each list around it.

Nothing here is reached unless a template fails. It tells a row's number by which object the row is, and says no value.
"""

import re
from collections.abc import Iterator, Mapping
from types import FrameType, TracebackType
from typing import Any

from jinja2 import Environment, Template

from cpr_docs.templating.source_lines import openings_before, tag_at

_STATEMENT = re.compile(r"\{%[-+]?\s*(for|endfor)\b\s*(?:(\w+)\s+in\s+([\w.]+))?")
_TEMPLATE = "<template>"


def place_of_line(source: str, places: tuple[str, ...], line: int) -> str:
    """The place and the tag that a line of the source belongs to."""
    number, tag = tag_at(source, line)
    place = places[number] if 0 <= number < len(places) else ""
    return ", ".join(filter(None, (place, tag)))


def failed_frame(traceback: TracebackType | None) -> FrameType | None:
    """The innermost frame of a template's own code."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _TEMPLATE:
            found = traceback.tb_frame
        traceback = traceback.tb_next
    return found


def failed_line(template: Template, traceback: TracebackType | None) -> int:
    """The line of the source at which a template failed; 0 where it was elsewhere."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _TEMPLATE:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def rows_at(
    source: str, line: int, names: Mapping[str, Any], context: Mapping[str, Any], environment: Environment
) -> str:
    """Which row of each list it was: ``row 3 of agencies``; empty outside of loops."""
    found = []
    for level, (variable, path) in enumerate(_loops_around(source, line), start=1):
        row = next((names[name] for name in _candidates(variable, level, names)), _NONE)
        rows = _resolved(path, level, names, context, environment)
        if row is _NONE or not isinstance(rows, tuple | list):
            continue
        number = next((at for at, one in enumerate(rows, start=1) if one is row), None)
        if number is not None:
            found.append(f"row {number} of {path}")
    return ", ".join(found)


_NONE = object()


def _loops_around(source: str, line: int) -> list[tuple[str, str]]:
    stack: list[tuple[str, str]] = []
    for opening in openings_before(source, line):
        statement = _STATEMENT.match(opening)
        if statement and statement[1] == "for" and statement[2]:
            stack.append((statement[2], statement[3]))
        elif statement and statement[1] == "endfor" and stack:
            stack.pop()
    return stack


def _candidates(variable: str, level: int, names: Mapping[str, Any]) -> Iterator[str]:
    """The names that Jinja's code may have for a loop's row, the likeliest first."""
    own = [name for name in names if re.fullmatch(rf"l_\d+_{re.escape(variable)}", name)]
    yield from sorted(own, key=lambda name: abs(_level(name) - level))


def _level(name: str) -> int:
    """The level that Jinja's code gives a name, ``l_2_row``."""
    number = name.removeprefix("l_").partition("_")[0]
    return int(number) if number.isdecimal() else 0


def _resolved(
    path: str, level: int, names: Mapping[str, Any], context: Mapping[str, Any], environment: Environment
) -> Any:
    first, *rest = path.split(".")
    # The row of a loop outside this one, which may have the name of this one's row.
    outer = list(_candidates(first, level - 1, {name: names[name] for name in names if _level(name) < level}))
    value = context.get(first, names[outer[0]] if outer else None)
    for name in rest:
        value = environment.getattr(value, name)
    return value
