"""The conditions of labels, bound to the parts that hold the fields they name: who is asked what.

A path of a condition begins at the part that holds the field with the label; a name that this part lacks belongs to the
part around it, outwards to the form's root. The conditions of a class are bound once.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cpr_docs.errors import Problem
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.models.condition_words import words_of
from cpr_docs.models.conditions import (
    UNKNOWN,
    Condition,
    ConditionError,
    Evaluator,
    Reader,
    evaluator,
    parse_condition,
    path_tests,
)
from cpr_docs.models.field_types import FieldModel, Label
from cpr_docs.models.fields import Kind, declaring_module, field_at, label_of, may_test, part_at
from cpr_docs.models.schema_version import refuses

Chain = tuple[type[FieldModel], ...]
Scopes = tuple[Any, ...]
"""The parts around a field, from the outermost that a condition names to the one that holds the field."""


@dataclass(frozen=True, slots=True)
class BoundCondition:
    """A condition of a field, with the parts between the outermost scope of its paths and the field."""

    name: str
    """The field, in the last part of the chain."""
    text: str
    """The condition as it is written."""
    refuses: bool
    """True if a value is refused where the condition is false."""
    requires: bool
    """True if a value is required where the condition is true."""
    is_tick: bool
    """True if the field is a box, which is blank unless it is ticked."""
    since: int
    """The `SCHEMA_VERSION` that brought the field; data of an earlier version is not refused."""
    module: str
    """The module of the field, which decides whether the form's or the library's version counts."""
    chain: Chain
    steps: tuple[tuple[str, bool], ...] = ()
    """The names from the first part of the chain to the last, each True for a list."""
    condition: Condition | None = None
    evaluate: Evaluator | None = None

    @property
    def path(self) -> str:
        """The field's path from the first part of the chain."""
        return "".join(f"{name}{'[]' if is_rows else ''}." for name, is_rows in self.steps) + self.name

    def under(self, part: type[FieldModel], name: str, is_rows: bool) -> "BoundCondition":
        """The condition, seen from the part around."""
        return replace(self, chain=(part, *self.chain), steps=((name, is_rows), *self.steps))

    def bound(self) -> "BoundCondition | None":
        """The condition, ready to be evaluated; None if a name belongs to a part further out."""
        condition = parse_condition(self.text)
        if any(self.depth_of(test.path) is None for test in path_tests(condition)):
            return None
        return replace(self, condition=condition, evaluate=evaluator(condition, self._reader))

    def depth_of(self, path: str) -> int | None:
        """The place in the chain of the innermost part that has the path's first name."""
        name = path.partition(".")[0]
        for depth in range(len(self.chain) - 1, -1, -1):
            part = self.chain[depth]
            if may_test(part, name):
                return depth
        return None

    def from_root(self, path: str) -> str:
        """A path of the condition, from the first part of the chain; ``[]`` denotes the row that holds the field."""
        steps = self.steps[: self.depth_of(path) or 0]
        return "".join(f"{name}{'[]' if is_rows else ''}." for name, is_rows in steps) + path

    def words(self) -> Sentence:
        """The condition in words, with labels instead of paths."""
        assert self.condition is not None
        return words_of(self.condition, lambda path: field_at(self.chain[0], self.from_root(path)))

    def _reader(self, path: str) -> Reader:
        depth = self.depth_of(path)
        assert depth is not None
        names = path.split(".")
        if len(names) == 1 and path in self.chain[depth].model_fields:
            return lambda scopes: scopes[depth].__dict__.get(path, UNKNOWN)
        return lambda scopes: _value_below(scopes[depth], names)

    def holders(self, part: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Scopes]]:
        """Each part that holds the field: the beginning of its paths, and the parts around it."""
        if depth == len(self.steps):
            yield path, (part,)
            return
        name, is_rows = self.steps[depth]
        below = part.__dict__.get(name)
        for index, each in enumerate((below or ()) if is_rows else (below,)):
            if each is not None:
                step = f"{path}{name}[{index}]." if is_rows else f"{path}{name}."
                for prefix, scopes in self.holders(each, step, depth + 1):
                    yield prefix, (part, *scopes)


def _value_below(value: Any, names: list[str]) -> Any:
    for name in names:
        if name in value.__dict__ or name in type(value).model_fields:
            value = value.__dict__.get(name, UNKNOWN)
        else:
            try:
                value = getattr(value, name)
            except ValueError:
                # A derived value of fields that contradict each other, which a rule reports.
                return UNKNOWN
        if value is None or value is UNKNOWN:
            return value
    return value


def conditions_of(part: type[FieldModel]) -> tuple[BoundCondition, ...]:
    """The conditions whose paths the part and its sections and lists hold, and no smaller part."""
    return _bind(part, ())[0]


def unbound_conditions(part: type[FieldModel]) -> tuple[BoundCondition, ...]:
    """The conditions that name a field which neither the part nor anything inside has."""
    return _bind(part, ())[1]


@functools.cache
def _bind(part: type[FieldModel], above: Chain) -> tuple[tuple[BoundCondition, ...], tuple[BoundCondition, ...]]:
    inside: list[BoundCondition] = []
    for name, info in part.model_fields.items():
        label = next((extra for extra in info.metadata if isinstance(extra, Label)), None)
        if label is not None and (label.asked or isinstance(label.required, str)):
            inside += _written(part, name, label)
        below: Any = part_at(part, [name])
        # A part that contains itself has no bound conditions inside; a form cannot hold it.
        if below is not None and issubclass(below, FieldModel) and below not in (part, *above):
            is_rows = field_at(part, name).kind is Kind.ROWS
            inside += [each.under(part, name, is_rows) for each in _bind(below, (part, *above))[1]]
    results = [(each.bound(), each) for each in inside]
    return tuple(bound for bound, _each in results if bound), tuple(each for bound, each in results if not bound)


def _written(part: type[FieldModel], name: str, label: Label) -> Iterator[BoundCondition]:
    """The conditions of a label, not bound yet."""
    is_tick = field_at(part, name).kind is Kind.TICK
    module = declaring_module(part, name)
    if label.asked:
        requires = label.required is True and not is_tick
        yield BoundCondition(name, label.asked, True, requires, is_tick, label.since, module, (part,))
    if isinstance(label.required, str):
        yield BoundCondition(name, label.required, False, True, is_tick, label.since, module, (part,))


def asked_problems(part: FieldModel) -> Iterator[Problem]:
    """The fields of a part that are asked and blank, or not asked and given."""
    for each in conditions_of(type(part)):
        assert each.evaluate is not None
        for prefix, scopes in each.holders(part):
            value = scopes[-1].__dict__.get(each.name, UNKNOWN)
            if value is UNKNOWN:
                continue
            # An unticked box is blank, the answer no is not.
            is_blank = value is None or value == () or (value is False and each.is_tick)
            if is_blank and each.requires:
                is_violated = each.evaluate(scopes) is True
            else:
                is_violated = not is_blank and each.refuses and each.evaluate(scopes) is False
            if is_violated and refuses(each.module, each.since):
                yield _problem(each, prefix, is_blank)


def _problem(condition: BoundCondition, prefix: str, is_blank: bool) -> Problem:
    label = Sentence(label_of(condition.chain[-1], condition.name).title)
    message = _("is needed where {condition}") if is_blank else _("is asked only where {condition}")
    code = "required" if is_blank else "not_asked"
    return Problem(f"{prefix}{condition.name}", code, message, {"condition": condition.words()}, label)


@functools.cache
def asked_along(form: type[FieldModel], path: str) -> tuple[BoundCondition, ...]:
    """The conditions that ask for the field at a path such as ``steps[].done_on`` and for what is around it.

    They are seen from the form's root, the outermost first. Raises `KeyError` for a path that the form does not have.
    """
    field_at(form, path)
    chain: Chain = (form,)
    steps: tuple[tuple[str, bool], ...] = ()
    found = []
    for name in path.replace("[]", "").split("."):
        label = label_of(chain[-1], name) if name in chain[-1].model_fields else None
        if label is not None and label.asked:
            (written, *_required) = _written(chain[-1], name, label)
            bound = replace(written, chain=chain, steps=steps).bound()
            if bound is None:
                raise ConditionError(f"{form.__name__}.{path}: asked={label.asked!r} names a field that is not there")
            found.append(bound)
        field = field_at(chain[-1], name)
        steps = (*steps, (name, field.kind is Kind.ROWS))
        chain = (*chain, field.type)
    return tuple(found)
