"""The ``if`` and ``for`` blocks around an element of a template, read from its XML alone.

Neither docxtpl nor Jinja is loaded, so that reading a document stays fast.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cpr_docs.ooxml.names import qn

_ELEMENT, _PARAGRAPH = "\x01", "\n"
_TOKEN = re.compile(
    r"\x01|\{#[^\x01\n]*?#\}"
    r"|\{%[-+]?\s*(?:(?:p|tr|tc|r)\s+)?(?P<word>if|elif|else|endif|for|endfor)\b(?P<rest>[^\x01\n]*?)[-+]?%\}"
)
_LOOP = re.compile(r"(?P<row>\w+)\s+in[\s(]+(?P<path>[\w.]+)[\s)]*(?P<filters>(?:\|\s*\w+[\s()]*)*)")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class ConditionBlock:
    """The branch of an ``if`` that an element is in."""

    asked: str
    """The branch's own condition, as it is written; empty for ``else``."""
    refused: tuple[str, ...] = ()
    """The conditions of the branches before, none of which is met."""

    @property
    def expression(self) -> str:
        """The whole condition, in the template language."""
        parts = [
            *(f"not {_bracketed(refused, ' ')}" for refused in self.refused),
            *([self.asked] if self.asked else []),
        ]
        return joined(parts, "and")


@dataclass(frozen=True, slots=True)
class LoopBlock:
    """A ``for`` that an element is in."""

    row: str
    """The name of its row."""
    path: str
    """The path of what it goes through, from the form's root: ``agencies[].contacts``."""
    filters: tuple[str, ...]

    @property
    def expression(self) -> str:
        """The condition under which it prints anything."""
        return self.path


Block = ConditionBlock | LoopBlock


def enclosing_blocks(root: etree._Element, *names: str) -> Iterator[tuple[etree._Element, tuple[Block, ...]]]:
    """The elements of these names, in document order, each with the blocks around it from the outside."""
    wanted = {qualified(name) for name in names}
    elements: list[etree._Element] = []
    text: list[str] = []
    for element in root.iter(qn("w:t"), qn("w:p"), *wanted):
        if element.tag == qn("w:p"):
            text.append(_PARAGRAPH)  # No tag reaches from one paragraph into the next.
        if element.tag in wanted:
            elements.append(element)
            text.append(_ELEMENT)
        elif element.tag == qn("w:t"):
            text.append((element.text or "").replace(_PARAGRAPH, " "))
    yield from _scanned("".join(text), iter(elements))


def _scanned(text: str, elements: Iterator[etree._Element]) -> Iterator[tuple[etree._Element, tuple[Block, ...]]]:
    around: list[Block] = []
    for token in _TOKEN.finditer(text):
        word, rest = token["word"], " ".join((token["rest"] or "").translate(_STRAIGHT).split())
        if token[0] == _ELEMENT:
            yield next(elements), tuple(around)
        elif word == "if":
            around.append(ConditionBlock(rest))
        elif word == "for":
            loop = _LOOP.fullmatch(rest)
            filters = tuple(re.findall(r"\w+", loop["filters"])) if loop else ()
            around.append(
                LoopBlock(loop["row"], root_path(loop["path"], around), filters) if loop else LoopBlock("", rest, ())
            )
        elif word in ("elif", "else") and around and isinstance(around[-1], ConditionBlock):
            before = around[-1]
            around[-1] = ConditionBlock(rest, (*before.refused, before.asked))
        elif word in ("endif", "endfor") and around:
            around.pop()


def qualified(name: str) -> str:
    """The name as lxml writes it; one that is written so already stays."""
    return name if name.startswith("{") else qn(name)


def root_path(path: str, around: "list[Block] | tuple[Block, ...]") -> str:
    """The path from the form's root: the name of a loop's row stands for its list."""
    first, dot, rest = path.partition(".")
    loop = next((block for block in reversed(around) if isinstance(block, LoopBlock) and block.row == first), None)
    return path if loop is None else f"{loop.path}[]{dot}{rest}"


def joined(expressions: list[str], word: str) -> str:
    """Several conditions as one, in the template language."""
    if len(expressions) == 1:
        return expressions[0]
    return f" {word} ".join(_bracketed(one, " and ", " or ") for one in expressions)


def _bracketed(expression: str, *operators: str) -> str:
    return f"({expression})" if any(operator in expression for operator in operators) else expression
