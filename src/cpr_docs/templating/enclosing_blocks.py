"""Finds the ``if`` and ``for`` blocks around an element of a template by its XML alone.

Reading a document needs these blocks; it starts faster without docxtpl and Jinja.
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
STRAIGHT_QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Word's AutoCorrect makes quotation marks curly, also inside tags."""


@dataclass(frozen=True, slots=True)
class ConditionBlock:
    """A branch of an ``if`` around an element."""

    test: str
    """The branch's own condition; empty for ``else``."""
    failed_tests: tuple[str, ...] = ()
    """The conditions of the branches before it, which are false."""

    @property
    def expression(self) -> str:
        """The whole condition, as an expression of the template language."""
        parts = [
            *(f"not {_parenthesised(test, ' ')}" for test in self.failed_tests),
            *([self.test] if self.test else []),
        ]
        return join_conditions(parts, "and")


@dataclass(frozen=True, slots=True)
class LoopBlock:
    """A ``for`` around an element."""

    variable: str
    """The loop variable."""
    path: str
    """The path of its list from the form's root: ``agencies[].contacts``."""
    filters: tuple[str, ...]

    @property
    def expression(self) -> str:
        """The condition under which it prints its body."""
        return self.path


Block = ConditionBlock | LoopBlock


def enclosing_blocks(root: etree._Element, *names: str) -> Iterator[tuple[etree._Element, tuple[Block, ...]]]:
    """The elements with these names in document order, each with the blocks around it, outermost first."""
    wanted = {qualified_name(name) for name in names}
    elements: list[etree._Element] = []
    text: list[str] = []
    for element in root.iter(qn("w:t"), qn("w:p"), *wanted):
        if element.tag == qn("w:p"):
            text.append(_PARAGRAPH)  # a tag ends in the paragraph in which it begins
        if element.tag in wanted:
            elements.append(element)
            text.append(_ELEMENT)
        elif element.tag == qn("w:t"):
            text.append((element.text or "").replace(_PARAGRAPH, " "))
    yield from _scan("".join(text), iter(elements))


def _scan(text: str, elements: Iterator[etree._Element]) -> Iterator[tuple[etree._Element, tuple[Block, ...]]]:
    around: list[Block] = []
    for token in _TOKEN.finditer(text):
        word, rest = token["word"], " ".join((token["rest"] or "").translate(STRAIGHT_QUOTES).split())
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
            around[-1] = ConditionBlock(rest, (*before.failed_tests, before.test))
        elif word in ("endif", "endfor") and around:
            around.pop()


def qualified_name(name: str) -> str:
    """The name in Clark notation; a name that is in Clark notation is returned unchanged."""
    return name if name.startswith("{") else qn(name)


def root_path(path: str, around: "list[Block] | tuple[Block, ...]") -> str:
    """The path from the form's root: a loop variable is replaced by the list of its loop."""
    first, dot, rest = path.partition(".")
    loop = next((block for block in reversed(around) if isinstance(block, LoopBlock) and block.variable == first), None)
    return path if loop is None else f"{loop.path}[]{dot}{rest}"


def join_conditions(expressions: list[str], word: str) -> str:
    """The conditions as one expression of the template language, joined by ``and`` or ``or``."""
    if len(expressions) == 1:
        return expressions[0]
    return f" {word} ".join(_parenthesised(expression, " and ", " or ") for expression in expressions)


def _parenthesised(expression: str, *operators: str) -> str:
    return f"({expression})" if any(operator in expression for operator in operators) else expression
