"""What the tags of a template use: each path, filter, test and comparison, with the value that it meets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jinja2 import nodes

from cpr_docs.templating.checking.blocks import Setting, path_of
from cpr_docs.templating.checking.scope import Scope, UnknownPath, Value
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.filter_reference import FILTERS, UNKNOWN, WORDS


@dataclass(frozen=True, slots=True)
class FilterUse:
    """A filter, and what it is given."""

    name: str
    given: Value
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class AskedTest:
    """A test, and what it is asked of."""

    name: str
    given: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value compared with a constant."""

    given: Value
    constant: Any


@dataclass(slots=True)
class Use:
    """What one tag uses."""

    setting: Setting
    paths: list[Value] = field(default_factory=list)
    unknown: list[UnknownPath] = field(default_factory=list)
    filters: list[FilterUse] = field(default_factory=list)
    tests: list[AskedTest] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    result: Value | None = None
    """What is printed, or what a loop goes through."""


def use_of(setting: Setting) -> Use:
    """What the tag uses."""
    use = Use(setting)
    statement = setting.tag.statement
    if statement.printed is not None:
        use.result = _value(statement.printed, use)
    elif statement.condition is not None:
        _condition(statement.condition, use)
    elif statement.loop is not None:
        use.result = _value(statement.loop.iter, use)
    return use


def _condition(node: nodes.Node, use: Use) -> None:
    if isinstance(node, nodes.Not):
        _condition(node.node, use)
    elif isinstance(node, nodes.And | nodes.Or):
        _condition(node.left, use)
        _condition(node.right, use)
    elif isinstance(node, nodes.Test):
        use.tests.append(AskedTest(node.name, _value(node.node, use)))
    elif isinstance(node, nodes.Compare):
        given = _value(node.expr, use)
        for operand in node.ops:
            if isinstance(operand.expr, nodes.Const):
                use.comparisons.append(Comparison(given, operand.expr.value))
    else:
        _value(node, use)


def _value(node: nodes.Node, use: Use) -> Value:
    if isinstance(node, nodes.Filter) and node.node is not None:
        given = _value(node.node, use)
        arguments = tuple(argument.value for argument in node.args if isinstance(argument, nodes.Const))
        use.filters.append(FilterUse(node.name, given, arguments))
        known = FILTERS.get(node.name)
        if known is None:
            return Value(given.path, UNKNOWN)
        if known.output_kind == WORDS:
            return Value(given.path, WORDS)
        return Value(given.path, known.output_kind or given.kind, given.type, blank=given.blank)
    path = path_of(node)
    if path is None:
        return Value("", UNKNOWN)
    found = use.setting.scope.at(path)
    if isinstance(found, UnknownPath):
        if not _of_unknown_loop(path, use):
            use.unknown.append(found)
        return Value(path, UNKNOWN)
    use.paths.append(found)
    return found


def _of_unknown_loop(path: str, use: Use) -> bool:
    loop = use.setting.scope.loops.get(path.partition(".")[0])
    return loop is not None and loop.kind == UNKNOWN


def printed(uses: list[Use]) -> Iterator[tuple[Use, Value]]:
    """What each printing tag prints."""
    for use in uses:
        if use.setting.tag.statement.printed is not None and use.result is not None:
            yield use, use.result


PRINTED, ASKED, LOOPED = "printed", "asked", "looped"


class Usage(NamedTuple):
    """A tag, and what it prints, asks or goes through."""

    tag: Tag
    kind: str
    what: str


def usages(settings: Iterable[Setting]) -> Iterator[Usage]:
    """What the tags say, in their order; of those that say nothing, nothing."""
    for setting in settings:
        statement = setting.tag.statement
        loop = None if statement.loop is None else statement.loop.iter
        for kind, node in ((PRINTED, statement.printed), (ASKED, statement.condition), (LOOPED, loop)):
            if node is not None:
                yield Usage(setting.tag, kind, _canonical(node, setting.scope))


def _canonical(node: nodes.Node | None, scope: Scope) -> str:
    """An expression with the paths that its names stand for, so that names of rows may differ."""
    if isinstance(node, nodes.Filter):
        arguments = ", ".join(repr(argument.value) for argument in node.args if isinstance(argument, nodes.Const))
        return f"{_canonical(node.node, scope)}|{node.name}" + (f"({arguments})" if arguments else "")
    if isinstance(node, nodes.Not):
        return f"not {_canonical(node.node, scope)}"
    if isinstance(node, nodes.And | nodes.Or):
        word = "and" if isinstance(node, nodes.And) else "or"
        return f"({_canonical(node.left, scope)} {word} {_canonical(node.right, scope)})"
    if isinstance(node, nodes.Test):
        return f"{_canonical(node.node, scope)} is {node.name}"
    if isinstance(node, nodes.Compare):
        compared = (f" {operand.op} {getattr(operand.expr, 'value', '?')!r}" for operand in node.ops)
        return _canonical(node.expr, scope) + "".join(compared)
    path = path_of(node)
    found = scope.at(path) if path else None
    return path or "?" if found is None or isinstance(found, UnknownPath) else found.path
