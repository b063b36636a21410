"""Numbers that are counted from 1, and values that a list has once."""

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeAlias

from pydantic import Field

Number: TypeAlias = Annotated[int, Field(strict=True, ge=1, le=9999)]
"""A number that is counted from 1, such as that of a version."""


def repeated(values: Mapping[str, object]) -> Iterator[str]:
    """The paths of the values that a path further up has already."""
    seen: set[object] = set()
    for path, value in values.items():
        if value in seen:
            yield path
        seen.add(value)
