"""Finds the controls that a template prints only under a condition: a document can lack them without having lost them.

A condition is harmless if it fails only where there is no value to print: a test of the field itself, of a section that
contains it, or ``not settings.published`` for a field that published copies omit; and so is a test whether the field
has another value than its default, which is read where there is none. Any other condition can hide a value.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from cpr_docs.models.fields import IDENTITY, Kind, field_at, part_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.omit_fields import is_at
from cpr_docs.ooxml.content_control import CONTROL, ContentControl
from cpr_docs.templating.asked_test import asked_test
from cpr_docs.templating.enclosing_blocks import Block, LoopBlock, enclosing_blocks, join_conditions, root_path
from cpr_docs.templating.expand_rows import lists_by_paragraph

_FALSE_VALUES = frozenset({Kind.YES_NO, Kind.INTEGER, Kind.MONEY})
"""The kinds with a value that is false in a condition: No, and 0."""


class ConditionalControl(NamedTuple):
    """A control, or the opening tag of a list's loop, and the condition under which it is printed."""

    element: etree._Element
    tag: str
    condition: str
    """An expression of the template language; empty if no condition can hide a value."""


def conditional_controls(body: etree._Element, form: type[AnyForm]) -> Iterator[ConditionalControl]:
    """Every control and list of a document part that is a field of the form, with its condition."""
    lists = lists_by_paragraph(body)
    for element, around in enclosing_blocks(body, "w:sdt", "w:p"):
        tag = ContentControl(element).tag if element.tag == CONTROL else lists.get(element, "")
        path = tag.partition("=")[0]
        try:
            derived = not tag or path.partition(".")[0] in IDENTITY or field_at(form, path).derived
        except KeyError:
            continue
        if not derived:
            hiding = [block for at, block in enumerate(around) if _hides(block, around[:at], path, form)]
            yield ConditionalControl(element, tag, join_conditions([block.expression for block in hiding], "and"))


def conditions_by_tag(body: etree._Element, form: type[AnyForm]) -> Mapping[str, str]:
    """The condition of each tag that is printed only under conditions; a list's tag is its path."""
    found: dict[str, list[str]] = {}
    for control in conditional_controls(body, form):
        found.setdefault(control.tag, []).append(control.condition)
    return {tag: join_conditions(conditions, "or") for tag, conditions in found.items() if all(conditions)}


def _hides(block: Block, around: tuple[Block, ...], path: str, form: type[AnyForm]) -> bool:
    """True if the block can omit a value at the path; `around` are the blocks around it."""
    if isinstance(block, LoopBlock):
        return "rows" not in block.filters and not _is_in(path, block.path)
    if _asks(block.expression, asked_test(form, path, around)):
        return False
    try:
        condition = ast.parse(block.expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return True
    return not _Presence(path, form, around).is_blank(condition, met=False)


def _asks(expression: str, test: str) -> bool:
    """True if a condition is met wherever this test of a label's condition is: it is the test, or one of several."""
    return bool(test) and (expression == test or (expression.startswith("(") and f"({test})" in expression))


class _Presence(NamedTuple):
    """Decides if a condition implies that there is no value at a path."""

    path: str
    form: type[AnyForm]
    around: tuple[Block, ...]
    """The blocks around the condition, which define its names."""

    def is_blank(self, node: ast.expr, *, met: bool) -> bool:
        """True if there is no value at the path whenever the condition is true (`met`), or false (not `met`)."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.is_blank(node.operand, met=not met)
        if isinstance(node, ast.BoolOp):
            sides = [self.is_blank(side, met=met) for side in node.values]
            return any(sides) if isinstance(node.op, ast.And) is met else all(sides)
        if isinstance(node, ast.Compare):
            return self._is_blank_comparison(node, met=met)
        tested = root_path(_path(node), self.around)
        if tested == "settings.published":
            return met and is_at(self.path, self.form.unpublished_fields())
        return not met and _is_in(self.path, tested) and not (tested == self.path and self._has_false_value())

    def _is_blank_comparison(self, node: ast.Compare, *, met: bool) -> bool:
        tested, value = root_path(_path(node.left), self.around), node.comparators[0]
        if len(node.ops) > 1:
            return False
        differs = isinstance(node.ops[0], ast.IsNot | ast.NotEq)
        if isinstance(value, ast.Name) and value.id == "none":
            return _is_in(self.path, tested) and differs is not met
        if tested == self.path and isinstance(value, ast.Constant):
            return differs is not met and value.value == _default_at(self.form, self.path)
        if tested == "review_type" and isinstance(value, ast.Constant) and self.form.type_name():
            # Constant in a template of one review type.
            always = (value.value == self.form.type_name()) is not differs
            return always is not met
        return False

    def _has_false_value(self) -> bool:
        return field_at(self.form, self.path).kind in _FALSE_VALUES


def _default_at(form: type[AnyForm], path: str) -> Any:
    """The default of the field at the path."""
    *above, name = path.replace("[]", "").split(".")
    part = part_at(form, above)
    return None if part is None else part.model_fields[name].default


def _is_in(path: str, tested: str) -> bool:
    """True if the path equals the other, or leads into it."""
    return bool(tested) and (path == tested or path.startswith((f"{tested}.", f"{tested}[]")))


def _path(node: ast.expr) -> str:
    """The path that an expression consists of; empty for any other expression."""
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Name) and node.right.id in ("paragraphs", "rows"):
        return _path(node.left)
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return ".".join([node.id, *names]) if isinstance(node, ast.Name) else ""
