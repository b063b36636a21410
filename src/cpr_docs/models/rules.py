"""Rules of a part that are declared with the fields that they read, and run when these are valid.

So all problems of data are told in one round: a rule does not wait for fields that it does not read. A path begins at
the part that has the rule; ``sessions[].on`` is that of each row, ``sessions[0].on`` that of the first. A path with a
question mark at its end may be blank; without one, the rule does not run while the field is blank.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Final, TypeVar

from cpr_docs.errors import Problem
from cpr_docs.models.asked import asked_problems, conditions_of
from cpr_docs.models.conditions import UNKNOWN
from cpr_docs.models.field_types import FieldModel
from cpr_docs.models.partial import Location
from cpr_docs.models.schema_version import refuses

_MethodT = TypeVar("_MethodT", bound=Callable[[Any], Iterable[Problem]])

_DECLARED = "_cpr_docs_rule"


@dataclass(frozen=True, slots=True)
class DeclaredRule:
    """A rule as it is declared."""

    name: str
    paths: tuple[str, ...]
    steps: tuple[tuple[Location, bool], ...]
    """The steps of each path, each with True if the path may be blank."""
    since: int
    module: str
    """The module of the rule, which decides whether the form's or the library's version counts."""
    run: Callable[[Any], Iterable[Problem]]

    def is_ready(self, part: FieldModel, wrong: Sequence[Location]) -> bool:
        """True if each path is valid, and has a value unless it may be blank."""
        for steps, may_be_blank in self.steps:
            if any(_overlap(steps, location) for location in wrong) or not _has_value(part, steps, may_be_blank):
                return False
        return True


def rule(*paths: str, since: int = 1) -> Callable[[_MethodT], _MethodT]:
    """Declares a method of a part as a rule that reads these paths, and yields a `Problem` for each violation.

    ``@rule("start", "end")`` runs when both are valid and filled in, ``@rule("telephone?", "email?")`` when each is
    valid or blank. `since` is the `SCHEMA_VERSION` that brought the rule, which refuses no data of an earlier one.
    """
    if not paths or not all(isinstance(path, str) for path in paths):
        raise TypeError('rule must name the fields that it reads, such as @rule("start", "end")')

    def declare(method: _MethodT) -> _MethodT:
        setattr(method, _DECLARED, (paths, since))
        return method

    return declare


def is_declared(method: object) -> bool:
    """True for a method that is declared as a rule."""
    return isinstance(method, FunctionType) and hasattr(method, _DECLARED)


@functools.cache
def rules_of(part: type[FieldModel]) -> tuple[DeclaredRule, ...]:
    """The declared rules of a part, those of its base classes first."""
    attributes = (item for base in reversed(part.__mro__) for item in tuple(vars(base).items()))
    names = dict.fromkeys(name for name, value in attributes if isinstance(value, FunctionType))
    found = []
    for name in names:
        method = getattr(part, name)
        if is_declared(method):
            paths, since = getattr(method, _DECLARED)
            steps = tuple((steps_of(path), path.endswith("?")) for path in paths)
            found.append(DeclaredRule(name, paths, steps, since, method.__module__, method))
    return tuple(found)


def has_rules(part: type[FieldModel]) -> bool:
    """True if the part has declared rules or conditions."""
    return bool(rules_of(part) or conditions_of(part))


def violations(part: FieldModel, wrong: Iterable[Location] = ()) -> Iterator[Problem]:
    """The violated rules and conditions of a part, of which the fields at some locations may be wrong.

    The rules of parts inside it are their own. A rule that reads an unknown field without naming it is left out.
    """
    wrong = list(wrong)
    for each in rules_of(type(part)):
        if each.is_ready(part, wrong):
            try:
                found = checked_problems(type(part), each.name, each.run(part))
            except AttributeError as error:
                if not wrong or not isinstance(error.obj, FieldModel) or error.name not in type(error.obj).model_fields:
                    raise
            else:
                if found and refuses(each.module, each.since):
                    yield from found
    yield from asked_problems(part)


def rule_problems(part: Any) -> Iterator[Problem]:
    """All violated rules of a part whose fields are valid; the rules of parts inside it are their own."""
    yield from checked_problems(type(part), "rules", part.rules())
    if has_rules(type(part)):
        yield from violations(part)


def checked_problems(part: type[FieldModel], name: str, found: Any) -> tuple[Problem, ...]:
    """The problems that a rule yielded; raises `TypeError` for anything else."""
    problems = () if found is None else tuple(found)
    if found is None or not all(isinstance(problem, Problem) for problem in problems):
        raise TypeError(f"{part.__name__}.{name}: must yield problems; write yield Problem(path, code, message)")
    return problems


_STEP = re.compile(r"([^.\[\]]+)|\[(\d*)\]")
_EACH: Final = -1
"""The step that denotes each row of a list."""


def steps_of(path: str) -> Location:
    """The steps of a rule's path, in which -1 denotes each row."""
    return tuple(name or int(index or _EACH) for name, index in _STEP.findall(path.removesuffix("?")))


def _overlap(steps: Location, location: Location) -> bool:
    """True if one location contains the other."""
    return all(step in (other, _EACH) for step, other in zip(steps, location, strict=False))


def _has_value(value: Any, steps: Location, may_be_blank: bool) -> bool:
    for index, step in enumerate(steps):
        if value is None:
            return may_be_blank
        if isinstance(step, str):
            value = value.__dict__.get(step, UNKNOWN)
        elif step == _EACH:
            return all(_has_value(row, steps[index + 1 :], may_be_blank) for row in value)
        else:
            value = value[step] if step < len(value) else None
        if value is UNKNOWN:
            return False
        if isinstance(value, tuple) and None in value:
            return False  # A row is blank or unknown.
    return value is not None or may_be_blank
