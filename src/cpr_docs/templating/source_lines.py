"""The lines of a template's source, in which each tag begins a line of its own: from a line to its tag."""

import re
from collections.abc import Iterator

_OPENING = re.compile(r"\{[{%][-+]?\n")


def tag_at(source: str, line: int) -> tuple[int, str]:
    """Which tag a line belongs to, counted from 0, and its text; -1 where there is none before the line's end."""
    found, text = -1, ""
    for found, text in enumerate(openings_before(source, line)):  # noqa: B007 - the last is wanted
        pass
    return found, text


def openings_before(source: str, line: int) -> Iterator[str]:
    """The tags that begin before the end of a line, each as it is written."""
    end = _end_of_line(source, line)
    for opening in _OPENING.finditer(source):
        if opening.end() > end:
            return
        closing = "%}" if opening[0].startswith("{%") else "}}"
        inside = source[opening.end() : source.find(closing, opening.end())]
        yield f"{opening[0].strip()[:2]} {' '.join(inside.split())} {closing}"


def _end_of_line(source: str, line: int) -> int:
    at = 0
    for _line in range(line):
        at = source.find("\n", at) + 1
        if not at:
            return len(source)
    return at - 1
