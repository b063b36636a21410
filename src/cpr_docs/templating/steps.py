"""What a program does, step by step, and the lines of Python that do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_STANDS_TWICE = 4_000
"""Characters of text that may be written on both sides of a choice, so that it is one piece with what follows."""


@dataclass(slots=True)
class Set:
    """Text of the template's own."""

    text: str


@dataclass(slots=True)
class Printed:
    """An expression for the words of a value."""

    code: str


@dataclass(slots=True)
class Choice:
    """One of two, by a condition."""

    condition: str
    met: "list[Step]"
    otherwise: "list[Step]"


@dataclass(slots=True)
class Loop:
    """The same for each row."""

    header: str
    """The lines that begin it."""
    looked_up: list[str]
    """The lines at the beginning of each turn."""
    body: "list[Step]"


Step: TypeAlias = Set | Printed | Choice | Loop


def _joined(steps: list[Step]) -> list[Step]:
    """The same, with text that stands together in one piece, and one choice where one condition is asked again."""
    done: list[Step] = []
    for step in steps:
        between = [done.pop()] if len(done) > 1 and isinstance(step, Choice) and isinstance(done[-1], Set) else []
        last = done[-1] if done else None
        if isinstance(step, Set) and isinstance(last, Set):
            done[-1] = Set(last.text + step.text)
        elif isinstance(step, Choice) and isinstance(last, Choice) and step.condition == last.condition:
            met, otherwise = [*last.met, *between, *step.met], [*last.otherwise, *between, *step.otherwise]
            done[-1] = Choice(step.condition, met, otherwise)
        else:
            done += [*between, step]
    return done


def _texts(choice: Choice) -> tuple[str, str] | None:
    """The two texts of a choice that is between texts alone."""
    sides = [_joined(side) for side in (choice.met, choice.otherwise)]
    if all(isinstance(step, Set) for side in sides for step in side):
        met, otherwise = ("".join(step.text for step in side if isinstance(step, Set)) for side in sides)
        return met, otherwise
    return None


class _Run:
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

    def short_end(self) -> str:
        """Takes away the text at the end, if it is short enough to stand twice; or nothing."""
        if self._condition or len(self._met) > _STANDS_TWICE:
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


def lines_of(steps: list[Step], indent: str, before: str = "") -> Iterator[str]:
    """The lines of some steps; `before` is text of the template's own that stands before them."""
    run = _Run(before)
    for step in _joined(steps):
        if isinstance(step, Set):
            run.set(step.text)
        elif isinstance(step, Printed):
            run.printed(step.code)
        elif isinstance(step, Choice) and (texts := _texts(step)):
            run.choose(step.condition, *texts)
        elif isinstance(step, Choice):
            # What stands before it is printed on either way, in one piece with what each way begins with.
            text = run.short_end()
            yield from run.lines(indent)
            run = _Run()
            yield f"{indent}if {step.condition}:"
            yield from _block(step.met, indent, text)
            otherwise = list(lines_of(step.otherwise, f"{indent} ", text))
            yield from [f"{indent}else:", *otherwise] if otherwise else []
        else:
            yield from run.lines(indent)
            run = _Run()
            yield from (f"{indent}{line}" for line in step.header.split("\n"))
            yield from (f"{indent} {line}" for line in step.looked_up)
            yield from _block(step.body, indent, "")
    yield from run.lines(indent)


def _block(steps: list[Step], indent: str, before: str) -> list[str]:
    return list(lines_of(steps, f"{indent} ", before)) or [f"{indent} pass"]
