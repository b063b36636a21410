"""The controls that a template prints only under a condition, so that a document may never have had a field.

A condition that is not met where there is nothing to print loses nothing: the field's own presence, that of a section
above it, and for what a published copy leaves out, ``not settings.published``. Every other condition may hide a value.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from cpr_docs.models.fields import IDENTITY, Kind, field_at
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import CONTROL, ContentControl
from cpr_docs.templating.enclosing_blocks import Block, LoopBlock, enclosing_blocks, joined, root_path
from cpr_docs.templating.expand_rows import lists_by_paragraph

_FALSE_VALUES = frozenset({Kind.YES_NO, Kind.INTEGER, Kind.MONEY})
"""The kinds that have a value which counts as not there: No, and 0."""


class ConditionalControl(NamedTuple):
    """A control, or the first tag of a list's loop, and the condition under which it is printed."""

    element: etree._Element
    tag: str
    condition: str
    """In the template language; empty if no condition can hide a value."""


def conditional_controls(body: etree._Element, form: type[Form]) -> Iterator[ConditionalControl]:
    """Every control and list of a document part that are fields of the form, each with its condition."""
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
            yield ConditionalControl(element, tag, joined([block.expression for block in hiding], "and"))


def conditions_by_tag(body: etree._Element, form: type[Form]) -> Mapping[str, str]:
    """The tags that are printed only under conditions, each with its condition; a list has its path."""
    found: dict[str, list[str]] = {}
    for control in conditional_controls(body, form):
        found.setdefault(control.tag, []).append(control.condition)
    return {tag: joined(conditions, "or") for tag, conditions in found.items() if all(conditions)}


def _hides(block: Block, around: tuple[Block, ...], path: str, form: type[Form]) -> bool:
    """True if there may be a value at the path that the block leaves out; `around` are the blocks around it."""
    if isinstance(block, LoopBlock):
        return "rows" not in block.filters and not _is_in(path, block.path)
    try:
        condition = ast.parse(block.expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        return True
    return not _Presence(path, form, around).is_blank(condition, met=False)


class _Presence(NamedTuple):
    """A path, asked of conditions: do they say that there is no value there."""

    path: str
    form: type[Form]
    around: tuple[Block, ...]
    """The blocks around the condition, which say what its names mean."""

    def is_blank(self, node: ast.expr, *, met: bool) -> bool:
        """True if there is no value at the path wherever the condition is met, or is not."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self.is_blank(node.operand, met=not met)
        if isinstance(node, ast.BoolOp):
            sides = [self.is_blank(side, met=met) for side in node.values]
            return any(sides) if isinstance(node.op, ast.And) is met else all(sides)
        if isinstance(node, ast.Compare):
            return self._compared(node, met=met)
        asked = root_path(_path(node), self.around)
        if asked == "settings.published":
            return met and self.path.partition(".")[0].removesuffix("[]") in self.form.unpublished_fields()
        return not met and _is_in(self.path, asked) and not (asked == self.path and self._has_false_value())

    def _compared(self, node: ast.Compare, *, met: bool) -> bool:
        asked, value = root_path(_path(node.left), self.around), node.comparators[0]
        if len(node.ops) > 1:
            return False
        differs = isinstance(node.ops[0], ast.IsNot | ast.NotEq)
        if isinstance(value, ast.Name) and value.id == "none":
            return _is_in(self.path, asked) and differs is not met
        if asked == "review_type" and isinstance(value, ast.Constant):
            # A template is of one review type, so that the answer is always the same.
            always = (value.value == self.form.type_name()) is not differs
            return always is not met
        return False

    def _has_false_value(self) -> bool:
        return field_at(self.form, self.path).kind in _FALSE_VALUES


def _is_in(path: str, asked: str) -> bool:
    """True if the path is what is asked for, or leads into it."""
    return bool(asked) and (path == asked or path.startswith((f"{asked}.", f"{asked}[]")))


def _path(node: ast.expr) -> str:
    """The path that an expression is; empty for anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Name) and node.right.id in ("paragraphs", "rows"):
        return _path(node.left)
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return ".".join([node.id, *names]) if isinstance(node, ast.Name) else ""
