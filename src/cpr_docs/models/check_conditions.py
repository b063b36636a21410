"""Checks the conditions that a developer writes in labels, and the paths of rules."""

import difflib
import re
from collections.abc import Iterator
from typing import Any

from cpr_docs.models.asked import BoundCondition, conditions_of, unbound_conditions
from cpr_docs.models.conditions import ConditionError, ConditionKind, PathTest, parse_condition, path_tests
from cpr_docs.models.field_types import FieldModel, Label
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at, may_test
from cpr_docs.models.rules import rules_of

_ROW = re.compile(r"\[\d*\]")


def check_label(label: Label, field: FormField, *, is_required: bool) -> None:
    """Raises `ConditionError` for a condition that no paths can mend."""
    for argument, text in (("asked", label.asked), ("required", label.required)):
        if isinstance(text, str) and (text or argument == "required"):
            try:
                parse_condition(text)
            except ConditionError as error:
                raise ConditionError(f"{argument}={text!r} {error}") from None
            if is_required:
                raise ConditionError(f"has {argument}=, so that it may be blank; give it a default")
        elif not isinstance(text, str if argument == "asked" else bool):
            raise ConditionError(f"{argument}= is a condition in quotation marks, such as \"place == 'school'\"")
    if isinstance(label.required, str) and field.kind is Kind.TICK:
        raise ConditionError("is a box, which is never blank; write the rule with @rule")


def check_bound(part: type[FieldModel]) -> None:
    """Raises `ConditionError` for a condition that does not fit the fields of the part and inside it."""
    for each in conditions_of(part):
        assert each.condition is not None
        for test in path_tests(each.condition):
            _check_test(each, test, part)


def check_unbound(form: type[FieldModel]) -> None:
    """Raises `ConditionError` for a condition that names a field which the form does not have."""
    for each in unbound_conditions(form):
        for test in path_tests(parse_condition(each.text)):
            if each.depth_of(test.path) is None:
                name = test.path.partition(".")[0]
                raise ConditionError(_unknown(each, name, set(_names(*each.chain))))


def check_rules(part: type[FieldModel]) -> None:
    """Raises `ConditionError` for a declared rule that names a field which the part does not have."""
    for each in rules_of(part):
        for path in each.paths:
            try:
                _check_rule_path(part, _ROW.sub("[]", path.removesuffix("?")))
            except ConditionError as error:
                raise ConditionError(f"{each.name}: the rule names {error}") from None


def _check_rule_path(part: Any, path: str) -> None:
    names = path.split(".")
    for index, step in enumerate(names):
        name, is_row = step.removesuffix("[]"), step.endswith("[]")
        if name in IDENTITY and path == name and name in part.model_fields:
            return
        known = set(getattr(part, "model_fields", ()))
        if name not in known:
            raise ConditionError(f"{'.'.join(names[: index + 1])}, which is no field{_close(name, known)}")
        field = field_at(part, name)
        if is_row and field.kind is not Kind.ROWS:
            raise ConditionError(f"{path}; write {name}, which is no list")
        if not is_row and field.kind is Kind.ROWS and index < len(names) - 1:
            raise ConditionError(f"{path}; write {name}[] for each row")
        part = field.type


def _check_test(condition: BoundCondition, test: PathTest, part: type[FieldModel]) -> None:
    path = condition.from_root(test.path)
    depth = condition.depth_of(test.path)
    assert depth is not None
    names = test.path.split(".")
    scope: Any = condition.chain[depth]
    for index, name in enumerate(names):
        known = set(_names(scope))
        if name not in known:
            raise ConditionError(_unknown(condition, ".".join(names[: index + 1]), known))
        field = field_at(scope, name)
        if field.kind is Kind.ROWS:
            raise ConditionError(f"{_place(condition)} names the list {name}, but a condition cannot look into rows")
        scope = field.type
    try:
        _check_kind(test, field_at(part, path))
    except ConditionError as error:
        raise ConditionError(f"{_place(condition)} {error}") from None


def _check_kind(test: PathTest, field: FormField) -> None:
    is_box = field.kind in (Kind.TICK, Kind.YES_NO)
    if test.kind is ConditionKind.BLANK:
        if field.kind is Kind.TICK:
            raise ConditionError(f"asks whether {test.path} is none, but a box is never blank; write {test.path}")
    elif test.kind is ConditionKind.HOLDS:
        if not is_box:
            raise ConditionError(f"names {test.path} alone, which is no box; write {test.path} is not none")
    elif test.kind is ConditionKind.CONTAINS and field.kind is Kind.CHOICES:
        for value in test.values:
            _require_answer(test, field, value)
    elif test.kind is ConditionKind.CONTAINS or field.kind not in (Kind.CHOICE, Kind.INTEGER, Kind.TICK, Kind.YES_NO):
        raise ConditionError(
            f"compares {test.path}, a {field.kind.value}; compare an answer, or write {test.path} is not none"
        )
    else:
        known: Any = bool if is_box else int if field.kind is Kind.INTEGER else str
        for value in test.values:
            if type(value) is not known:
                expected = {bool: "true or false", int: "a number", str: "a text"}[known]
                raise ConditionError(f"compares {test.path} with {value!r}; write {expected}")
            if field.kind is Kind.CHOICE:
                _require_answer(test, field, value)


def _require_answer(test: PathTest, field: FormField, value: object) -> None:
    if value not in field.answers:
        raise ConditionError(
            f"compares {test.path} with {value!r}, which is no answer{_close(str(value), set(field.answers))}"
        )


def _unknown(condition: BoundCondition, name: str, known: set[str]) -> str:
    return f"{_place(condition)} names {name}, which is no field{_close(name.rpartition('.')[2], known)}"


def _close(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _place(condition: BoundCondition) -> str:
    return f"{condition.path}: the condition {condition.text!r}"


def _names(*parts: type[FieldModel]) -> Iterator[str]:
    for part in parts:
        yield from (name for name in (*part.model_fields, *part.DERIVED) if may_test(part, name))
