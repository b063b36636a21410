"""The types in each tag's expression, and its canonical form.

In the canonical form, loop variables are replaced by paths, so that the English and the Welsh template can be compared.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jinja2 import nodes

from cpr_docs.templating.checking.blocks import TagContext, path_of, value_of
from cpr_docs.templating.checking.scope import Scope, UnknownPath, Value
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.filter_reference import FILTERS, UNKNOWN, WORDS
from cpr_docs.templating.grammar_filters import KEPT, MUTATING


@dataclass(frozen=True, slots=True)
class FilterUse:
    """A filter with its operand and its arguments."""

    name: str
    operand: Value
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TestUse:
    """A test with its operand."""

    name: str
    operand: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value compared with a constant."""

    operand: Value
    constant: Any


@dataclass(slots=True)
class TypedExpression:
    """The expression of one tag, with the type of every path, filter, test and comparison in it."""

    context: TagContext
    paths: list[Value] = field(default_factory=list)
    unknown: list[UnknownPath] = field(default_factory=list)
    filters: list[FilterUse] = field(default_factory=list)
    tests: list[TestUse] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    result: Value | None = None
    """The printed value, or the list of a loop; None for a condition."""

    @property
    def tag(self) -> Tag:
        """The tag of the expression."""
        return self.context.tag


def typed_expression(context: TagContext) -> TypedExpression:
    """Resolves the types in a tag's expression."""
    expression = TypedExpression(context)
    statement = context.tag.statement
    if statement.printed is not None:
        expression.result = _type(statement.printed, expression)
    elif statement.condition is not None:
        _type_condition(statement.condition, expression)
    elif statement.loop is not None:
        expression.result = _type(statement.loop.iter, expression)
    return expression


def _type_condition(node: nodes.Node, expression: TypedExpression) -> None:
    if isinstance(node, nodes.Not | nodes.And | nodes.Or):
        for operand in node.iter_child_nodes():
            _type_condition(operand, expression)
    elif isinstance(node, nodes.Test):
        expression.tests.append(TestUse(node.name, _type(node.node, expression)))
    elif isinstance(node, nodes.Compare):
        value = _type(node.expr, expression)
        constants = (operand.expr for operand in node.ops if isinstance(operand.expr, nodes.Const))
        expression.comparisons += (Comparison(value, constant.value) for constant in constants)
    else:
        _type(node, expression)


def _type(node: nodes.Node, expression: TypedExpression) -> Value:
    if isinstance(node, nodes.Filter) and node.node is not None:
        operand = _type(node.node, expression)
        expression.filters.append(FilterUse(node.name, operand, _arguments(node)))
        known = FILTERS.get(node.name)
        if known is None:
            return Value(operand.path, UNKNOWN)
        if known.output_kind == WORDS:
            return Value(operand.path, WORDS)
        return Value(operand.path, known.output_kind or operand.kind, operand.type, blank_paths=operand.blank_paths)
    path = path_of(node)
    if path is None:
        return Value("", UNKNOWN)
    value = expression.context.scope.resolve(path)
    if isinstance(value, UnknownPath):
        loop = expression.context.scope.loops.get(path.partition(".")[0])
        if loop is None or loop.kind != UNKNOWN:
            expression.unknown.append(value)
        return Value(path, UNKNOWN)
    expression.paths.append(value)
    return value


def _arguments(node: nodes.Filter) -> tuple[Any, ...]:
    return tuple(argument.value for argument in node.args if isinstance(argument, nodes.Const))


def printed(expressions: list[TypedExpression]) -> Iterator[tuple[TypedExpression, Value]]:
    """The printing tags, each with its printed value."""
    for expression in expressions:
        if expression.tag.statement.printed is not None and expression.result is not None:
            yield expression, expression.result


_GRAMMAR = re.compile(rf"\|(?:{'|'.join(sorted(MUTATING | {KEPT}))})\b(?:\((?:'[^']*'|\"[^\"]*\"|, )*\))?")


def without_grammar(expression: str) -> str:
    """The expression without the filters that print the value plainly in English."""
    return _GRAMMAR.sub("", expression).replace("|on_day", "|weekday")


PRINT, CONDITION, LOOP = "print", "condition", "loop"


class Usage(NamedTuple):
    """A tag with the canonical form of its expression."""

    tag: Tag
    kind: str
    """`PRINT`, `CONDITION` or `LOOP`."""
    canonical: str
    paired: str
    """The same without the filters that only change letters in Welsh: what the other language must print too."""


def usages(contexts: Iterable[TagContext]) -> Iterator[Usage]:
    """The usages of all tags that have an expression, in their order."""
    for context in contexts:
        statement = context.tag.statement
        loop = None if statement.loop is None else statement.loop.iter
        for kind, node in ((PRINT, statement.printed), (CONDITION, statement.condition), (LOOP, loop)):
            if node is not None:
                canonical = _canonical(node, context.scope)
                yield Usage(context.tag, kind, canonical, without_grammar(canonical))


def _canonical(node: nodes.Node | None, scope: Scope) -> str:
    if isinstance(node, nodes.Filter):
        arguments = ", ".join(map(repr, _arguments(node)))
        return f"{_canonical(node.node, scope)}|{node.name}" + (f"({arguments})" if arguments else "")
    if isinstance(node, nodes.Not):
        return f"not {_canonical(node.node, scope)}"
    if isinstance(node, nodes.And | nodes.Or):
        return f"({_canonical(node.left, scope)} {node.operator} {_canonical(node.right, scope)})"
    if isinstance(node, nodes.Test):
        return f"{_canonical(node.node, scope)} is {node.name}"
    if isinstance(node, nodes.Compare):
        compared = (f" {operand.op} {getattr(operand.expr, 'value', '?')!r}" for operand in node.ops)
        return _canonical(node.expr, scope) + "".join(compared)
    value = None if node is None else value_of(node, scope)
    return value.path if value is not None else path_of(node) or "?"
