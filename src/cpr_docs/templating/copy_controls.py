"""Copies: locked content controls that print a value again, in its own place or after a filter.

The tag is ``copy:`` and the expression, ``copy:recipient.name`` or ``copy:reviewer_2.name|conjunction``; in a row it
has the path of the row, ``copy:sessions[].on``. A copy is found by its tag, without the template, and is no field.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

PREFIX = "copy:"
MAX_TAG = 64
"""The number of characters that Word allows in a tag."""

LOCK, LOCK_IN_ROW = "sdtContentLocked", "contentLocked"
"""The locks of a copy; in a row, it can be deleted with the row."""

_IN_XML = b'"copy:'
_TAG = re.compile(rf"{PREFIX}(?P<path>[A-Za-z_]\w*(?:\[\])?(?:\.\w+(?:\[\])?)*)(?P<filters>(?:\|\w+)*)")


class CopiedExpression(NamedTuple):
    """The value of a copy."""

    path: str
    """The field path, ``sessions[].on``."""
    filters: tuple[str, ...] = ()
    """The names of the filters, in their order."""

    @property
    def tag(self) -> str:
        """The tag of the copy; empty if it is longer than Word allows, or the expression is none of a copy."""
        tag = "|".join((f"{PREFIX}{self.path}", *self.filters))
        return tag if len(tag) <= MAX_TAG and _TAG.fullmatch(tag) else ""


def copied_expression(expression: str) -> CopiedExpression:
    """The path and the filters of an expression of the template language."""
    path, *filters = (step.strip() for step in expression.split("|"))
    return CopiedExpression(path, tuple(filters))


def copied(tag: str) -> CopiedExpression | None:
    """The value that a tag names; None for a tag of no copy."""
    match = _TAG.fullmatch(tag)
    return copied_expression(match[0].removeprefix(PREFIX)) if match else None


def has_copies(parts: Mapping[str, bytes]) -> bool:
    """True if a document or a template has a copy."""
    return any(_IN_XML in content for content in parts.values())


def is_copy(tag: str) -> bool:
    """True for the tag of a copy."""
    return tag.startswith(PREFIX) and _TAG.fullmatch(tag) is not None
