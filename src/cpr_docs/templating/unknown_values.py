"""Adapts the conditions and loops of a template to drafts, in which a value may not be known yet.

A condition of an unknown value is taken as met if controls depend on it, so that these can be filled in. If set text
alone depends on it, it is taken as not met: the paper would state a finding that nobody has made.
"""

import ast
import functools
import re

from lxml import etree

from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.enclosing_blocks import (
    STRAIGHT_QUOTES,
    Block,
    ConditionBlock,
    LoopBlock,
    enclosing_blocks,
    root_path,
)
from cpr_docs.templating.filters import ONE_ROW, UNKNOWN

_CONDITION = re.compile(r"(\{%[-+]?\s*(?:p |tr |tc )?\s*(?:el)?if\s+)(.*?)(\s*[-+]?%\})")
_LOOP = re.compile(r"(\{%[-+]?\s*for\s+\w+\s+in\s+)([\w.]+)(\s*[-+]?%\})")
_KNOWN_NAMES = frozenset({"settings", "loop"})


def keep_unknown(root: etree._Element, form: type[AnyForm]) -> None:
    """Rewrites the conditions and the loops of a part."""
    with_controls = {
        block.test
        for _control, around in enclosing_blocks(root, "w:sdt")
        for block in around
        if isinstance(block, ConditionBlock)
    }

    def condition(match: re.Match[str]) -> str:
        test = " ".join(match[2].translate(STRAIGHT_QUOTES).split())
        return f"{match[1]}{_adapted(test, unknown=test in with_controls)}{match[3]}"

    for text, around in list(enclosing_blocks(root, "w:r")):
        for words in text.iterchildren(qn("w:t")):
            if words.text and "{%" in words.text:
                again = _LOOP.sub(functools.partial(_with_blank_row, form, around), words.text)
                words.text = _CONDITION.sub(condition, again)


def _with_blank_row(form: type[AnyForm], around: tuple[Block, ...], match: re.Match[str]) -> str:
    loops: list[Block] = [block for block in around if isinstance(block, LoopBlock)]
    try:
        is_list = field_at(form, root_path(match[2], loops)).kind is Kind.ROWS
    except KeyError:
        is_list = False
    return f"{match[1]}{match[2]}|{ONE_ROW}{match[3]}" if is_list else match[0]


def _adapted(test: str, *, unknown: bool) -> str:
    """The condition, with its result for values that are not known."""
    try:
        written = _written(ast.parse(test, mode="eval").body, unknown=unknown)
    except (SyntaxError, ValueError, RecursionError):
        return test
    # Other modules recognise a condition of the settings by its text.
    return written if f" is {UNKNOWN}" in written else test


def _written(node: ast.expr, *, unknown: bool) -> str:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return f"not ({_written(node.operand, unknown=not unknown)})"
    if isinstance(node, ast.BoolOp):
        word = " and " if isinstance(node.op, ast.And) else " or "
        return word.join(f"({_written(side, unknown=unknown)})" for side in node.values)
    text = ast.unparse(node).replace(" | ", "|")
    compared = node.left if isinstance(node, ast.Compare) else node
    while isinstance(compared, ast.BinOp):
        compared = compared.left
    path = ast.unparse(compared)
    is_none = isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is | ast.IsNot)
    if is_none or path.partition(".")[0] in _KNOWN_NAMES:
        return text
    return f"{path} is {UNKNOWN} or {text}" if unknown else f"not ({path} is {UNKNOWN}) and {text}"
