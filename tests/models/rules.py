"""A rule of a form as a row of a table: a change to a valid case, and the problems that follow."""

from typing import Any

import pytest

WORDS = {"en": "Words", "cy": "Geiriau"}
PERSON = {"name": "Nobody", "designation": WORDS}

Changes = dict[str, Any]
Expected = list[tuple[str, str]]


def rule(name: str, form: str, changes: Changes, *expected: tuple[str, str]) -> Any:
    """The fixture, the changes to it, and the path and code of each problem; valid if there are none."""
    return pytest.param(form, changes, sorted(expected), id=name)


def grouped(groups: dict[str, list[Any]]) -> list[Any]:
    """All rules of the groups, each named with its group."""
    return [
        pytest.param(*described.values, id=f"{group}: {described.id}")
        for group, rules in groups.items()
        for described in rules
    ]
