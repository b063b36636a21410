"""Conditions over fields, in a closed subset of the template language: ``outcome == 'alternative'``.

A condition compares paths with texts, numbers, ``true`` and ``false``, and joins such tests with ``and``, ``or`` and
``not``. Its result is True, False, or None for unknown: while a field that it names is blank, nobody has answered the
question. ``is none`` alone asks for a blank field, so that its result is known.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, Final

Literal = str | int
"""A constant of a condition: text, a whole number, or True or False, which is an ``int``."""


class Special(Enum):
    """A value that no field has."""

    UNKNOWN = auto()
    """The field is invalid, so that its value is not known, not even as blank."""


UNKNOWN: Final = Special.UNKNOWN


class ConditionError(ValueError):
    """A condition is not in the language, or does not fit the fields; the message is a predicate for programmers."""


class ConditionKind(Enum):
    """The kind of a test of one path."""

    EQUALS = auto()
    """The value is one of the constants: ``==``, ``!=`` and ``in``."""
    CONTAINS = auto()
    """The value is a set of answers that contains the constant: ``'death' in criterion``."""
    BLANK = auto()
    """The field is blank: ``is none``."""
    HOLDS = auto()
    """A box is ticked, or a question is answered with yes: the path alone."""


@dataclass(frozen=True, slots=True)
class PathTest:
    """A test of the value at one path."""

    kind: ConditionKind
    path: str
    values: tuple[Literal, ...] = ()
    negated: bool = False

    def negate(self) -> "PathTest":
        """The opposite test."""
        return replace(self, negated=not self.negated)


@dataclass(frozen=True, slots=True)
class Junction:
    """Two or more conditions joined by ``and`` or by ``or``."""

    all: bool
    """True for ``and``."""
    operands: "tuple[Condition, ...]"

    def negate(self) -> "Junction":
        """The opposite condition, in which ``and`` becomes ``or``."""
        return Junction(not self.all, tuple(operand.negate() for operand in self.operands))


Condition = PathTest | Junction

Reader = Callable[[Any], Any]
"""Reads the value at a path: None if it is blank, `UNKNOWN` if it is not known."""
Evaluator = Callable[[Any], bool | None]
"""Evaluates a condition: True, False, or None for unknown."""


def path_tests(condition: Condition) -> Iterator[PathTest]:
    """The tests of a condition, from left to right."""
    if isinstance(condition, PathTest):
        yield condition
    else:
        for operand in condition.operands:
            yield from path_tests(operand)


def evaluator(condition: Condition, reader_of: Callable[[str], Reader]) -> Evaluator:
    """A function that evaluates the condition on whatever the readers of its paths accept."""
    if isinstance(condition, Junction):
        return _junction_evaluator(condition.all, [evaluator(each, reader_of) for each in condition.operands])
    read, values, negated = reader_of(condition.path), condition.values, condition.negated

    def equals(scope: Any) -> bool | None:
        value = read(scope)
        return None if value is None or value is UNKNOWN else (value in values) is not negated

    def contains(scope: Any) -> bool | None:
        value = read(scope)
        return None if not value or value is UNKNOWN else (values[0] in value) is not negated

    def blank(scope: Any) -> bool | None:
        value = read(scope)
        return None if value is UNKNOWN else (value is None or value == ()) is not negated

    def holds(scope: Any) -> bool | None:
        value = read(scope)
        return None if value is None or value is UNKNOWN else bool(value) is not negated

    by_kind = {
        ConditionKind.EQUALS: equals,
        ConditionKind.CONTAINS: contains,
        ConditionKind.BLANK: blank,
        ConditionKind.HOLDS: holds,
    }
    return by_kind[condition.kind]


def _junction_evaluator(is_all: bool, operands: Sequence[Evaluator]) -> Evaluator:
    def evaluate(scope: Any) -> bool | None:
        result: bool | None = is_all
        for operand in operands:
            value = operand(scope)
            if value is not None and value is not is_all:
                return value
            if value is None:
                result = None
        return result

    return evaluate


def parse_condition(text: str) -> Condition:
    """The condition of the text; raises `ConditionError` for text that is not in the language."""
    return _Parser(text).parse()


_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'[^'\\]*'|"[^"\\]*")|(?P<number>-?[0-9]+)(?![\w.])
    |(?P<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?P<mark>==|!=|[()\[\],]))""",
    re.VERBOSE | re.ASCII,
)
_CONSTANTS: dict[str, Literal] = {"true": True, "True": True, "false": False, "False": False}
_WORDS = frozenset({"and", "or", "not", "in", "is", "none", "None", *_CONSTANTS})
_LANGUAGE = "write paths, texts, ==, !=, in, is none, and, or, not"


class _Parser:
    """A recursive-descent parser."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        position = 0
        while text[position:].strip():
            match = _TOKEN.match(text, position)
            if match is None:
                raise ConditionError(f"has {text[position:].strip()[:20]!r}, which is not in the language; {_LANGUAGE}")
            self._tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
            position = match.end()
        self._next = 0

    def parse(self) -> Condition:
        condition = self._junction(False)
        if self._next < len(self._tokens):
            raise ConditionError(f"has {self._tokens[self._next][1]!r}, where nothing fits; {_LANGUAGE}")
        return condition

    def _junction(self, is_all: bool) -> Condition:
        operands = [self._negation() if is_all else self._junction(True)]
        while self._accept("and" if is_all else "or"):
            operands.append(self._negation() if is_all else self._junction(True))
        return operands[0] if len(operands) == 1 else Junction(is_all, tuple(operands))

    def _negation(self) -> Condition:
        if self._accept("not"):
            return self._negation().negate()
        if self._accept("("):
            inside = self._junction(False)
            self._expect(")")
            return inside
        return self._test()

    def _test(self) -> Condition:
        kind, token = self._take()
        constant = self._constant(kind, token)
        if constant is not None:
            negated = self._accept("not")
            self._expect("in")
            return PathTest(ConditionKind.CONTAINS, self._path(*self._take()), (constant,), negated)
        path = self._path(kind, token)
        for mark in ("==", "!="):
            if self._accept(mark):
                return PathTest(ConditionKind.EQUALS, path, (self._value(),), mark == "!=")
        if self._accept("is"):
            negated = self._accept("not")
            if not self._accept("none"):
                self._expect("None")
            return PathTest(ConditionKind.BLANK, path, negated=negated)
        negated = self._accept("not")
        if self._accept("in"):
            return PathTest(ConditionKind.EQUALS, path, tuple(self._list()), negated)
        if negated:
            self._expect("in")
        return PathTest(ConditionKind.HOLDS, path)

    def _list(self) -> Iterator[Literal]:
        end = "]" if self._accept("[") else ")"
        if end == ")":
            self._expect("(")
        yield self._value()
        while self._accept(","):
            if (token := self._peek()) and token[1] == end:
                break
            yield self._value()
        self._expect(end)

    def _value(self) -> Literal:
        kind, token = self._take()
        constant = self._constant(kind, token)
        if constant is None:
            raise ConditionError(f"compares with {token!r}; write a text in quotation marks, a number, true or false")
        return constant

    @staticmethod
    def _constant(kind: str, token: str) -> Literal | None:
        if kind == "text":
            return token[1:-1]
        return int(token) if kind == "number" else _CONSTANTS.get(token)

    @staticmethod
    def _path(kind: str, token: str) -> str:
        if kind != "word" or token in _WORDS:
            raise ConditionError(f"has {token!r} where a path belongs; {_LANGUAGE}")
        if any(step.startswith("_") for step in token.split(".")):
            raise ConditionError(f"has {token!r}, but the names of fields do not begin with _")
        return token

    def _peek(self) -> tuple[str, str] | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        if token is None:
            raise ConditionError(f"ends too early; {_LANGUAGE}")
        self._next += 1
        return token

    def _accept(self, word: str) -> bool:
        token = self._peek()
        if token is None or token[0] == "text" or token[1] != word:
            return False
        self._next += 1
        return True

    def _expect(self, word: str) -> None:
        if not self._accept(word):
            token = self._peek()
            found = f"has {token[1]!r}" if token else "ends"
            raise ConditionError(f"{found} where {word} belongs; {_LANGUAGE}")
