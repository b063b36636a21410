"""The data of the fixtures, and changes to it at paths such as ``sessions[0].starts``."""

import copy
import functools
import json
import re
from pathlib import Path
from typing import Any, Final

from cpr_docs.errors import DataError
from cpr_docs.models.form import AnyForm

FOLDER = Path(__file__).resolve().parents[2] / "fixtures"


class _Removed:
    def __repr__(self) -> str:
        return "removed"


REMOVED: Final = _Removed()
"""A change that removes the value."""

RECOMMENDATION = "recommendation/concise"
EXTENDED_RECOMMENDATION = "recommendation/extended"
REPORT = "report/concise"
EXTENDED_REPORT = "report/extended"
LETTER = "invitation_letter/concise"
EXTENDED_LETTER = "invitation_letter/extended"
TERMS = "terms_of_reference/concise"
EXTENDED_TERMS = "terms_of_reference/extended"
EVALUATION = "evaluation_form/concise"

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def changed(name: str, changes: dict[str, Any]) -> dict[str, Any]:
    """The data of a fixture with other values at some paths; missing objects are created."""
    data: dict[str, Any] = copy.deepcopy(_fixture(name))
    for path, value in changes.items():
        *above, last = steps(path)
        place: Any = data
        for step in above:
            place = place[step] if isinstance(step, int) else place.setdefault(step, {})
        if value is REMOVED:
            place.pop(last, None)
        else:
            place[last] = value
    return data


def steps(path: str) -> list[str | int]:
    return [name or int(index) for name, index in _STEP.findall(path)]


def problems(data: Any) -> list[tuple[str, str]]:
    """The path and code of each problem of the data, in no order."""
    try:
        AnyForm.parse(data)
    except DataError as error:
        return sorted((problem.path, problem.code) for problem in error.problems)
    return []


def messages(data: Any) -> list[str]:
    """The messages of all problems of the data."""
    try:
        AnyForm.parse(data)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def value_at(form: Any, path: str) -> Any:
    """The value of a form at a path."""
    for step in steps(path):
        form = form[step] if isinstance(step, int) else getattr(form, step)
    return form


@functools.cache
def _fixture(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return data
