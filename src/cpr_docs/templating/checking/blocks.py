"""The blocks of a part: which tag ends which, what the tags inside can name, and what they know to be there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

from cpr_docs.models.fields import Kind
from cpr_docs.templating.checking.scope import Scope, UnknownPath, Value, row_of
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.filter_reference import PARAGRAPHS, UNKNOWN


@dataclass(slots=True)
class Block:
    """An ``if`` or a ``for`` and what belongs to it."""

    opening: Tag
    middles: list[Tag] = field(default_factory=list)
    closing: Tag | None = None
    row: str = ""
    """Of a loop over a list: the path of each row, ``agencies[]``."""


@dataclass(slots=True)
class Setting:
    """What is around one tag."""

    tag: Tag
    scope: Scope
    present: frozenset[str]
    """The paths at which there is something, as the conditions around it say."""
    inside: tuple[Block, ...]
    """The blocks around it, from the outside."""


@dataclass(slots=True)
class _Open:
    block: Block
    scope: Scope
    present: frozenset[str]
    refused: frozenset[str]
    """What is there where all conditions so far were not met."""


@dataclass(slots=True)
class Blocks:
    """What the tags of one part make together."""

    settings: list[Setting] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    strays: list[Tag] = field(default_factory=list)
    """Tags that end or divide what was not begun."""

    @property
    def are_whole(self) -> bool:
        """True if each block has a beginning and an end, so that what stands in which is known."""
        return not self.strays and not any(self.unclosed)

    @property
    def unclosed(self) -> Iterator[Block]:
        """Blocks without an end."""
        return (block for block in self.blocks if block.closing is None)


def blocks_of(tags: list[Tag], scope: Scope) -> Blocks:
    """The blocks of a part's tags."""
    found = Blocks()
    stack: list[_Open] = []

    def around() -> tuple[Scope, frozenset[str]]:
        return (stack[-1].scope, stack[-1].present) if stack else (scope, frozenset())

    for tag in tags:
        statement = tag.statement
        inside = tuple(entry.block for entry in stack)
        here, present = around()
        if statement.opens:
            block = Block(tag)
            found.blocks.append(block)
            found.settings.append(Setting(tag, here, present, inside))
            stack.append(_opened(block, here, present))
        elif statement.closes:
            matching = _matching(stack, statement.closes)
            if matching is None:
                found.strays.append(tag)
            else:
                # What was begun inside and never ended stays without an end.
                del stack[matching + 1 :]
                stack.pop().block.closing = tag
        elif statement.keyword in ("elif", "else"):
            if not stack or stack[-1].block.opening.statement.keyword != "if":
                found.strays.append(tag)
                continue
            before, outer = stack[-1], stack[-2].present if len(stack) > 1 else frozenset()
            before.block.middles.append(tag)
            found.settings.append(Setting(tag, here, outer | before.refused, inside))
            asked = statement.condition
            before.present = outer | before.refused | (known_if(asked, here, met=True) if asked else frozenset())
            before.refused |= known_if(asked, here, met=False) if asked else frozenset()
        else:
            found.settings.append(Setting(tag, here, present, inside))
    return found


def _matching(stack: list[_Open], keyword: str) -> int | None:
    return next(
        (at for at in range(len(stack) - 1, -1, -1) if stack[at].block.opening.statement.keyword == keyword), None
    )


def _opened(block: Block, scope: Scope, present: frozenset[str]) -> _Open:
    statement = block.opening.statement
    if statement.condition is not None:
        met = known_if(statement.condition, scope, met=True)
        return _Open(block, scope, present | met, known_if(statement.condition, scope, met=False))
    if statement.loop is not None and isinstance(statement.loop.target, nodes.Name):
        rows = listed(statement.loop.iter, scope)
        if rows is not None:
            blank = block.opening.is_level or has_filter(statement.loop.iter, "rows")
            row = row_of(rows, may_be_blank=blank and rows.path not in present)
            block.row = row.path if rows.kind == Kind.ROWS else ""
            return _Open(block, scope.with_loop(statement.loop.target.name, row), present, frozenset())
        # Nothing is known of the rows of what is no list, and nothing is said of what prints them.
        name = statement.loop.target.name
        return _Open(block, scope.with_loop(name, Value(name, UNKNOWN)), present, frozenset())
    return _Open(block, scope, present, frozenset())


def path_of(node: nodes.Node | None) -> str | None:
    """The path that an expression is or begins with, filters left out; None for what is no path."""
    while isinstance(node, nodes.Filter):
        node = node.node
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    return ".".join([node.name, *reversed(names)]) if isinstance(node, nodes.Name) else None


def has_filter(node: nodes.Node | None, name: str) -> bool:
    """Whether a filter stands in the expression."""
    while isinstance(node, nodes.Filter):
        if node.name == name:
            return True
        node = node.node
    return False


def listed(node: nodes.Node, scope: Scope) -> Value | None:
    """The list that a loop goes through, None where it is none."""
    path = path_of(node)
    found = scope.at(path) if path else None
    if found is None or isinstance(found, UnknownPath):
        return None
    if has_filter(node, "paragraphs"):
        return Value(found.path, PARAGRAPHS, blank=found.blank)
    return found if found.kind == Kind.ROWS else None


def known_if(node: nodes.Node, scope: Scope, *, met: bool) -> frozenset[str]:
    """The paths at which there is something if a condition is met, or if it is not."""
    if isinstance(node, nodes.Not):
        return known_if(node.node, scope, met=not met)
    if isinstance(node, nodes.And | nodes.Or):
        if isinstance(node, nodes.And) is not met:
            return frozenset()
        return known_if(node.left, scope, met=met) | known_if(node.right, scope, met=met)
    if isinstance(node, nodes.Test):
        return frozenset() if met or node.name != "none" else _with_what_is_above(node.node, scope)
    if isinstance(node, nodes.Compare):
        equal = len(node.ops) == 1 and node.ops[0].op == "eq"
        return _with_what_is_above(node.expr, scope) if equal and met else frozenset()
    return _with_what_is_above(node, scope) if met else frozenset()


def _with_what_is_above(node: nodes.Node, scope: Scope) -> frozenset[str]:
    path = path_of(node)
    found = scope.at(path) if path else None
    if found is None or isinstance(found, UnknownPath):
        return frozenset()
    steps = found.path.split(".")
    return frozenset(".".join(steps[:end]) for end in range(1, len(steps) + 1))
