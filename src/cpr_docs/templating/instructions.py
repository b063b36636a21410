"""What a program does, step by step, and the lines of Python that do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_STANDS_TWICE = 4_000
"""Characters of text that may be written on both sides of a choice, so that it is one piece with what follows."""
_SHORTER = 4
"""How many times fewer they are in a choice inside a choice."""


@dataclass(slots=True)
class Text:
    """Text of the template's own."""

    text: str


@dataclass(slots=True)
class Print:
    """An expression for the words of a value."""

    code: str


@dataclass(slots=True)
class If:
    """One of two, by a condition."""

    condition: str
    met: "list[Step]"
    otherwise: "list[Step]"


@dataclass(slots=True)
class For:
    """The same for each row."""

    header: str
    """The lines that begin it."""
    looked_up: list[str]
    """The lines at the beginning of each turn."""
    body: "list[Step]"


Step: TypeAlias = Text | Print | If | For


def _joined(steps: list[Step]) -> list[Step]:
    """The same, with text that stands together in one piece, and one choice where one condition is asked again."""
    done: list[Step] = []
    texts: list[str] = []
    for step in steps:
        if isinstance(step, Text):
            texts.append(step.text)
            continue
        between = [Text("".join(texts))] if texts else []
        texts = []
        last = done[-1] if done else None
        if isinstance(step, If) and isinstance(last, If) and step.condition == last.condition:
            last.met += [*between, *step.met]
            last.otherwise += [*between, *step.otherwise]
        else:
            done += between
            done.append(If(step.condition, [*step.met], [*step.otherwise]) if isinstance(step, If) else step)
    return [*done, Text("".join(texts))] if texts else done


def _texts(choice: If) -> tuple[str, str] | None:
    """The two texts of a choice that is between texts alone."""
    sides = [_joined(side) for side in (choice.met, choice.otherwise)]
    if all(isinstance(step, Text) for side in sides for step in side):
        met, otherwise = ("".join(step.text for step in side if isinstance(step, Text)) for side in sides)
        return met, otherwise
    return None


class _Emitter:
    """Steps that follow one another whatever the values are: one call adds all their pieces."""

    def __init__(self, text: str = "") -> None:
        self._pieces: list[str] = []
        self._condition = ""
        self._met, self._otherwise = text, ""

    def set(self, text: str) -> None:
        """Adds text."""
        self._met += text
        self._otherwise += text

    def printed(self, code: str) -> None:
        """Adds a value's words."""
        met, otherwise = repr(self._met.encode()), repr(self._otherwise.encode())
        self._pieces += [f"{met} if {self._condition} else {otherwise}" if self._condition else met, code]
        self._condition = self._met = self._otherwise = ""

    def choose(self, condition: str, met: str, otherwise: str) -> None:
        """Adds one of two texts."""
        if self._condition not in ("", condition):
            self.printed("''")
        if not self._condition:
            self._condition, self._otherwise = condition, self._met
        self._met += met
        self._otherwise += otherwise

    def short_end(self, longest: int) -> str:
        """Takes away the text at the end, if it is short enough to stand twice; or nothing."""
        if self._condition or len(self._met) > longest:
            return ""
        text = self._met
        self._met = self._otherwise = ""
        return text

    def lines(self, indent: str) -> Iterator[str]:
        """The line that adds everything, if there is anything."""
        if self._met or self._condition:
            self.printed("''")
        if self._pieces:
            yield f"{indent}add(({', '.join(self._pieces)},))"


def lines_of(steps: list[Step], indent: str, before: str = "", longest: int = _STANDS_TWICE) -> Iterator[str]:
    """The lines of some steps.

    `before` is text of the template's own that stands before them, and `longest` how long text may be that stands on
    both sides of a choice: shorter the deeper it is, so that no template makes a program many times its own size.
    """
    run = _Emitter(before)
    for step in _joined(steps):
        if isinstance(step, Text):
            run.set(step.text)
        elif isinstance(step, Print):
            run.printed(step.code)
        elif isinstance(step, If) and (texts := _texts(step)):
            run.choose(step.condition, *texts)
        elif isinstance(step, If):
            choices, otherwise = _chain(step)
            # What stands before it is printed on either way, in one piece with what each way begins with.
            text = run.short_end(longest) if len(choices) == 1 else ""
            yield from run.lines(indent)
            run = _Emitter()
            for number, choice in enumerate(choices):
                yield f"{indent}{'elif' if number else 'if'} {choice.condition}:"
                yield from _block(choice.met, indent, text, longest)
            last = list(lines_of(otherwise, f"{indent} ", text, longest // _SHORTER))
            yield from [f"{indent}else:", *last] if last else []
        else:
            yield from run.lines(indent)
            run = _Emitter()
            yield from (f"{indent}{line}" for line in step.header.split("\n"))
            yield from (f"{indent} {line}" for line in step.looked_up)
            yield from _block(step.body, indent, "", longest)
    yield from run.lines(indent)


def _chain(choice: If) -> tuple[list[If], list[Step]]:
    """A choice, those that are made where it and the ones before are not met, and what is done at the end."""
    choices = [choice]
    otherwise = _joined(choice.otherwise)
    while len(otherwise) == 1 and isinstance(otherwise[0], If):
        choices.append(otherwise[0])
        otherwise = _joined(otherwise[0].otherwise)
    return choices, otherwise


def _block(steps: list[Step], indent: str, before: str, longest: int) -> list[str]:
    return list(lines_of(steps, f"{indent} ", before, longest // _SHORTER)) or [f"{indent} pass"]
