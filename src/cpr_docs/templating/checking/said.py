"""What a tag says, in words that do not depend on how its rows are called: so are two languages compared."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jinja2 import nodes

from cpr_docs.templating.checking.blocks import Setting, path_of
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.checking.values import Scope, UnknownPath

PRINTED, ASKED, LOOPED = "printed", "asked", "looped"


class Said(NamedTuple):
    """A tag, and what it prints, asks or goes through."""

    tag: Tag
    kind: str
    what: str


def said_by(settings: Iterable[Setting]) -> Iterator[Said]:
    """What the tags say, in their order; of those that say nothing, nothing."""
    for setting in settings:
        statement = setting.tag.statement
        loop = None if statement.loop is None else statement.loop.iter
        for kind, node in ((PRINTED, statement.printed), (ASKED, statement.condition), (LOOPED, loop)):
            if node is not None:
                yield Said(setting.tag, kind, _canonical(node, setting.scope))


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
