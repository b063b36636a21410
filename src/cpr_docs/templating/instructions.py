"""The intermediate representation of a program: its instructions, and the lines of Python that they become."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_MAX_DUPLICATED_TEXT = 4_000
"""The length in characters up to which text before an `If` is copied into both branches, to save a piece."""
_DEPTH_DIVISOR = 4
"""The divisor of that length for each level of nesting."""


@dataclass(slots=True)
class Text:
    """Prints text of the template."""

    text: str


@dataclass(slots=True)
class Print:
    """Prints a value."""

    code: str
    """The expression for the value's text."""


@dataclass(slots=True)
class If:
    """Runs one of two branches."""

    condition: str
    body: "list[Instruction]"
    otherwise: "list[Instruction]"


@dataclass(slots=True)
class For:
    """Runs its body for each row."""

    header: str
    """The lines before the body, separated by newlines."""
    lookups: list[str]
    """The lines at the beginning of each iteration."""
    body: "list[Instruction]"


Instruction: TypeAlias = Text | Print | If | For


def emit_lines(
    instructions: list[Instruction], indent: str, before: str = "", longest: int = _MAX_DUPLICATED_TEXT
) -> Iterator[str]:
    """The lines of Python for some instructions.

    `before` is text that precedes them. `longest` is the length up to which text is copied into both branches of an
    `If`; it shrinks with depth, so that no program is many times larger than its template.
    """
    pieces = _Emitter(before)
    for instruction in _merged(instructions):
        if isinstance(instruction, Text):
            pieces.add_text(instruction.text)
        elif isinstance(instruction, Print):
            pieces.add_value(instruction.code)
        elif isinstance(instruction, If) and (texts := _branch_texts(instruction)):
            pieces.add_choice(instruction.condition, *texts)
        elif isinstance(instruction, If):
            branches, otherwise = _elif_chain(instruction)
            # Text before the `if` joins the first piece of each branch; an elif chain would copy it too often.
            text = pieces.pop_text(longest) if len(branches) == 1 else ""
            yield from pieces.lines(indent)
            pieces = _Emitter()
            for number, branch in enumerate(branches):
                yield f"{indent}{'elif' if number else 'if'} {branch.condition}:"
                yield from _block(branch.body, indent, text, longest)
            last = list(emit_lines(otherwise, f"{indent} ", text, longest // _DEPTH_DIVISOR))
            yield from [f"{indent}else:", *last] if last else []
        else:
            yield from pieces.lines(indent)
            pieces = _Emitter()
            yield from (f"{indent}{line}" for line in instruction.header.split("\n"))
            yield from (f"{indent} {line}" for line in instruction.lookups)
            yield from _block(instruction.body, indent, "", longest)
    yield from pieces.lines(indent)


class _Emitter:
    """Collects the pieces of instructions without branches, so that one call adds them all."""

    def __init__(self, text: str = "") -> None:
        self._pieces: list[str] = []
        self._condition = ""
        self._text, self._otherwise = text, ""

    def add_text(self, text: str) -> None:
        self._text += text
        self._otherwise += text

    def add_value(self, code: str) -> None:
        text, otherwise = repr(self._text.encode()), repr(self._otherwise.encode())
        self._pieces += [f"{text} if {self._condition} else {otherwise}" if self._condition else text, code]
        self._condition = self._text = self._otherwise = ""

    def add_choice(self, condition: str, text: str, otherwise: str) -> None:
        """Adds one of two texts."""
        if self._condition not in ("", condition):
            self.add_value("''")
        if not self._condition:
            self._condition, self._otherwise = condition, self._text
        self._text += text
        self._otherwise += otherwise

    def pop_text(self, longest: int) -> str:
        """Removes and returns the text at the end; empty if it is too long, or conditional."""
        if self._condition or len(self._text) > longest:
            return ""
        text = self._text
        self._text = self._otherwise = ""
        return text

    def lines(self, indent: str) -> Iterator[str]:
        """The line that adds all pieces; none if there are no pieces."""
        if self._text or self._condition:
            self.add_value("''")
        if self._pieces:
            yield f"{indent}add(({', '.join(self._pieces)},))"


def _merged(instructions: list[Instruction]) -> list[Instruction]:
    """Merge adjacent `Text` instructions, and merge consecutive `If` instructions that test the same condition."""
    merged: list[Instruction] = []
    texts: list[str] = []
    for instruction in instructions:
        if isinstance(instruction, Text):
            texts.append(instruction.text)
            continue
        between = [Text("".join(texts))] if texts else []
        texts = []
        last = merged[-1] if merged else None
        if isinstance(instruction, If) and isinstance(last, If) and instruction.condition == last.condition:
            last.body += [*between, *instruction.body]
            last.otherwise += [*between, *instruction.otherwise]
        else:
            merged += between
            if isinstance(instruction, If):
                # A copy, since its branches may be extended.
                instruction = If(instruction.condition, [*instruction.body], [*instruction.otherwise])
            merged.append(instruction)
    return [*merged, Text("".join(texts))] if texts else merged


def _branch_texts(choice: If) -> tuple[str, str] | None:
    """The texts of both branches; None if a branch prints anything else."""
    branches = [_merged(branch) for branch in (choice.body, choice.otherwise)]
    if all(isinstance(step, Text) for branch in branches for step in branch):
        body, otherwise = ("".join(step.text for step in branch if isinstance(step, Text)) for branch in branches)
        return body, otherwise
    return None


def _elif_chain(choice: If) -> tuple[list[If], list[Instruction]]:
    """The `if` and its `elif` branches, and the body of the final `else`."""
    branches = [choice]
    otherwise = _merged(choice.otherwise)
    while len(otherwise) == 1 and isinstance(otherwise[0], If):
        branches.append(otherwise[0])
        otherwise = _merged(otherwise[0].otherwise)
    return branches, otherwise


def _block(instructions: list[Instruction], indent: str, before: str, longest: int) -> list[str]:
    return list(emit_lines(instructions, f"{indent} ", before, longest // _DEPTH_DIVISOR)) or [f"{indent} pass"]
