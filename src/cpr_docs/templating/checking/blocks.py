"""The blocks of a part: which tag closes which, which names are in scope at each tag, and which paths have a value."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

from cpr_docs.models.fields import Kind
from cpr_docs.templating.checking.scope import Scope, UnknownPath, Value, row_value
from cpr_docs.templating.checking.tags import Tag
from cpr_docs.templating.filter_reference import PARAGRAPHS, UNKNOWN


@dataclass(slots=True)
class Block:
    """An ``if`` or ``for`` block."""

    opening: Tag
    branches: list[Tag] = field(default_factory=list)
    """The ``elif`` and ``else`` tags of the block."""
    closing: Tag | None = None
    row_path: str = ""
    """The path of a row, ``agencies[]``, if the block is a loop over a list; otherwise empty."""


@dataclass(slots=True)
class TagContext:
    """A tag with its scope and its enclosing blocks."""

    tag: Tag
    scope: Scope
    present: frozenset[str]
    """The paths that have a value, according to the conditions around the tag."""
    enclosing: tuple[Block, ...]
    """The blocks around the tag, outermost first."""


@dataclass(slots=True)
class _OpenBlock:
    block: Block
    scope: Scope
    present: frozenset[str]
    present_if_unmet: frozenset[str]
    """The paths that have a value if no condition of the block so far is met."""


@dataclass(slots=True)
class Blocks:
    """The tags of one part, paired into blocks."""

    contexts: list[TagContext] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    strays: list[Tag] = field(default_factory=list)
    """Closing tags and branches without an opening tag."""

    @property
    def are_balanced(self) -> bool:
        """True if every block has an opening and a closing tag, so that the nesting is known."""
        return not self.strays and not any(self.unclosed)

    @property
    def unclosed(self) -> Iterator[Block]:
        """The blocks without a closing tag."""
        return (block for block in self.blocks if block.closing is None)


def pair_tags(tags: list[Tag], scope: Scope) -> Blocks:
    """Pairs the tags of a part into blocks."""
    paired = Blocks()
    stack: list[_OpenBlock] = []
    for tag in tags:
        statement = tag.statement
        enclosing = tuple(entry.block for entry in stack)
        here, present = (stack[-1].scope, stack[-1].present) if stack else (scope, frozenset[str]())
        if statement.opens:
            block = Block(tag)
            paired.blocks.append(block)
            paired.contexts.append(TagContext(tag, here, present, enclosing))
            stack.append(_open(block, here, present))
        elif statement.closes:
            matching = _innermost(stack, statement.closes)
            if matching is None:
                paired.strays.append(tag)
            else:
                # Inner blocks that are still open stay unclosed.
                del stack[matching + 1 :]
                stack.pop().block.closing = tag
        elif statement.keyword in ("elif", "else"):
            if not stack or stack[-1].block.opening.statement.keyword != "if":
                paired.strays.append(tag)
                continue
            innermost, outer = stack[-1], stack[-2].present if len(stack) > 1 else frozenset[str]()
            innermost.block.branches.append(tag)
            unmet = outer | innermost.present_if_unmet
            paired.contexts.append(TagContext(tag, here, unmet, enclosing))
            condition = statement.condition
            innermost.present = unmet | (present_if(condition, here, met=True) if condition else frozenset())
            innermost.present_if_unmet |= present_if(condition, here, met=False) if condition else frozenset()
        else:
            paired.contexts.append(TagContext(tag, here, present, enclosing))
    return paired


def _innermost(stack: list[_OpenBlock], keyword: str) -> int | None:
    """The index of the innermost open block with the keyword; None if there is none."""
    return next(
        (at for at in range(len(stack) - 1, -1, -1) if stack[at].block.opening.statement.keyword == keyword), None
    )


def _open(block: Block, scope: Scope, present: frozenset[str]) -> _OpenBlock:
    statement = block.opening.statement
    if statement.condition is not None:
        met = present_if(statement.condition, scope, met=True)
        return _OpenBlock(block, scope, present | met, present_if(statement.condition, scope, met=False))
    if statement.loop is None or not isinstance(statement.loop.target, nodes.Name):
        return _OpenBlock(block, scope, present, frozenset())
    name, rows = statement.loop.target.name, loop_value(statement.loop.iter, scope)
    if rows is None:
        # Another check reports the loop; a row of unknown kind keeps the tags inside from being reported too.
        row = Value(name, UNKNOWN)
    else:
        prints_blank_row = block.opening.is_level or has_filter(statement.loop.iter, "rows")
        row = row_value(rows, may_be_blank=prints_blank_row and rows.path not in present)
        block.row_path = row.path if rows.kind == Kind.ROWS else ""
    return _OpenBlock(block, scope.with_loop(name, row), present, frozenset())


def path_of(node: nodes.Node | None) -> str | None:
    """The path of an expression without its filters; None if the expression is not a path."""
    while isinstance(node, nodes.Filter):
        node = node.node
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.append(node.attr)
        node = node.node
    return ".".join([node.name, *reversed(names)]) if isinstance(node, nodes.Name) else None


def has_filter(node: nodes.Node | None, name: str) -> bool:
    """True if the expression ends in a chain of filters that contains the named filter."""
    while isinstance(node, nodes.Filter):
        if node.name == name:
            return True
        node = node.node
    return False


def value_of(node: nodes.Node, scope: Scope) -> Value | None:
    """The value at the path of an expression; None if the expression is not a path or the path is unknown."""
    path = path_of(node)
    value = scope.resolve(path) if path else None
    return None if isinstance(value, UnknownPath) else value


def loop_value(node: nodes.Node, scope: Scope) -> Value | None:
    """The list that a loop iterates over; None if the expression is not a list."""
    value = value_of(node, scope)
    if value is not None and has_filter(node, "paragraphs"):
        return Value(value.path, PARAGRAPHS, blank_paths=value.blank_paths)
    return value if value is not None and value.kind == Kind.ROWS else None


def present_if(node: nodes.Node, scope: Scope, *, met: bool) -> frozenset[str]:
    """The paths that have a value if a condition is met, or if the condition is not met."""
    if isinstance(node, nodes.Not):
        return present_if(node.node, scope, met=not met)
    if isinstance(node, nodes.And | nodes.Or):
        if isinstance(node, nodes.And) is not met:
            return frozenset()
        return present_if(node.left, scope, met=met) | present_if(node.right, scope, met=met)
    if isinstance(node, nodes.Test):
        return frozenset() if met or node.name != "none" else _with_ancestors(node.node, scope)
    if isinstance(node, nodes.Compare):
        is_equality = len(node.ops) == 1 and node.ops[0].op == "eq"
        return _with_ancestors(node.expr, scope) if is_equality and met else frozenset()
    return _with_ancestors(node, scope) if met else frozenset()


def _with_ancestors(node: nodes.Node, scope: Scope) -> frozenset[str]:
    """The path of an expression and the paths of the sections and rows around it."""
    value = value_of(node, scope)
    steps = [] if value is None else value.path.split(".")
    return frozenset(".".join(steps[:end]) for end in range(1, len(steps) + 1))
