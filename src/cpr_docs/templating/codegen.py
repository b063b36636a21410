"""Generates Python from a template's Jinja AST: the same output as Jinja's, several times as fast.

The template language is closed (`grammar`), so that the compiler knows everything a template can do. Each part of a
template becomes one function. The function looks up each path once and returns a list of pieces: at even indices the
template's own XML, already encoded, and at odd indices the text of values, not yet escaped. ::

    def part(look, number, values):
        fields, words, filters, foreign, ticked, brief, MISSING, BLANK = values
        pieces = []; add = pieces.extend
        a1 = look('recipient', MISSING)
        f2 = fields[type(a1)](a1)
        a3 = f2['name']
        if a3 is None: add((b'<w:p>…[Name]', '',))
        else: add((b'<w:p>…', a3 if type(a3) is str else words[type(a3)](a3),))
        return pieces

No name of a template becomes an identifier: the generated code contains paths as strings and XML as bytes literals.

The intermediate representation between Jinja's tree and Python is a list of `Text`, `Print`, `If` and `For`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from jinja2 import TemplateAssertionError, nodes

from cpr_docs.templating.filters import BRIEF, RUNTIME_NAMES, TICKED, UNKNOWN, UNTICKED, Program, Runtime
from cpr_docs.templating.grammar import counter_of
from cpr_docs.templating.grammar_filters import CHANGES_LETTERS, UNFIT, arguments_fit
from cpr_docs.templating.row_ids import BEGIN_ROW, COPY_ID, COPY_NAME, NEXT_ID

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
    emitter = _Emitter(before)
    for instruction in _merged(instructions):
        if isinstance(instruction, Text):
            emitter.add_text(instruction.text)
        elif isinstance(instruction, Print):
            emitter.add_value(instruction.code)
        elif isinstance(instruction, If) and (texts := _branch_texts(instruction)):
            emitter.add_conditional(instruction.condition, *texts)
        elif isinstance(instruction, If):
            branches, otherwise = _elif_chain(instruction)
            # Text before the `if` joins the first piece of each branch; an elif chain would copy it too often.
            text = emitter.pop_text(longest) if len(branches) == 1 else ""
            yield from emitter.lines(indent)
            emitter = _Emitter()
            for number, branch in enumerate(branches):
                yield f"{indent}{'elif' if number else 'if'} {branch.condition}:"
                yield from _block(branch.body, indent, text, longest)
            last = list(emit_lines(otherwise, f"{indent} ", text, longest // _DEPTH_DIVISOR))
            yield from [f"{indent}else:", *last] if last else []
        else:
            yield from emitter.lines(indent)
            emitter = _Emitter()
            yield from (f"{indent}{line}" for line in instruction.header.split("\n"))
            yield from (f"{indent} {line}" for line in instruction.lookups)
            yield from _block(instruction.body, indent, "", longest)
    yield from emitter.lines(indent)


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

    def add_conditional(self, condition: str, text: str, otherwise: str) -> None:
        """Adds a conditional expression of two texts."""
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
    """Merges adjacent `Text` instructions, and consecutive `If` instructions that test the same condition."""
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


def _branch_texts(instruction: If) -> tuple[str, str] | None:
    """The texts of both branches; None if a branch prints anything else."""
    branches = [_merged(branch) for branch in (instruction.body, instruction.otherwise)]
    if all(isinstance(inner, Text) for branch in branches for inner in branch):
        body, otherwise = ("".join(inner.text for inner in branch if isinstance(inner, Text)) for branch in branches)
        return body, otherwise
    return None


def _elif_chain(instruction: If) -> tuple[list[If], list[Instruction]]:
    """The `if` and its `elif` branches, and the body of the final `else`."""
    branches = [instruction]
    otherwise = _merged(instruction.otherwise)
    while len(otherwise) == 1 and isinstance(otherwise[0], If):
        branches.append(otherwise[0])
        otherwise = _merged(otherwise[0].otherwise)
    return branches, otherwise


def _block(instructions: list[Instruction], indent: str, before: str, longest: int) -> list[str]:
    return list(emit_lines(instructions, f"{indent} ", before, longest // _DEPTH_DIVISOR)) or [f"{indent} pass"]


_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_LOOP = {"index": "{at} + 1", "first": "{at} == 0", "last": "{at} == len({rows}) - 1", "length": "len({rows})"}
_BOXES = {"box": (TICKED, UNTICKED), "checked": ("1", "0")}
_TESTS = {"none": "({} is None)", "foreign": "foreign({})", BRIEF: "brief({})", UNKNOWN: "({} in (None, ()))"}


def generate_program(tree: nodes.Template, runtime: Runtime) -> str:
    """The source of the program for a template's AST, which `require_language` has accepted.

    Raises `TemplateAssertionError`, with its line, for an unknown filter or test.
    """
    return _CodeGenerator(runtime).generate(tree)


def load_program(source: str) -> Program:
    """The function that a program defines; raises SyntaxError if its nesting is too deep for Python's parser."""
    names: dict[str, Any] = {}
    exec(compile(source, "<program>", "exec"), names)
    function: Program = names["part"]
    return function


@dataclass(slots=True)
class _Scope:
    """A scope of names: the whole part, or the body of a loop."""

    outer: "_Scope | None" = None
    variables: dict[str, str] = field(default_factory=dict)
    """The variable of each name that this scope defines, and of each path that begins with such a name."""
    lookups: list[str] = field(default_factory=list)
    """The lines at the beginning of the scope, which look up its paths."""
    index: str = ""
    """The variable of a loop's row index; empty if its body does not use ``loop``."""
    rows: str = ""
    """The variable of a loop's rows; empty if its body does not use ``loop``."""


class _CodeGenerator:
    def __init__(self, runtime: Runtime) -> None:
        self._ticked = f" {runtime.ticked}" if runtime.ticked else ""
        self._filter_names = frozenset(runtime.filters)
        self._filters: dict[str, str] = {}
        self._count = 0
        self._root = _Scope()

    def generate(self, tree: nodes.Template) -> str:
        instructions = list(self._instructions(tree.body, self._root))
        lines = [
            "def part(look, number, values):",
            f" {', '.join(RUNTIME_NAMES)} = values",
            " pieces = []; add = pieces.extend",
        ]
        lines += [f" {variable} = filters[{name!r}]" for name, variable in self._filters.items()]
        lines += [f" {line}" for line in self._root.lookups]
        lines += emit_lines(instructions, " ")
        return "\n".join([*lines, " return pieces", ""])

    def _variable(self, letter: str = "a") -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _instructions(self, body: list[nodes.Node], scope: _Scope) -> Iterator[Instruction]:
        for node in body:
            if isinstance(node, nodes.Output):
                for printed in node.nodes:
                    if _counter_name(printed) != BEGIN_ROW:
                        yield self._output(printed, scope)
            elif isinstance(node, nodes.If):
                yield self._if(node, scope)
            elif isinstance(node, nodes.For):
                yield self._for(node, scope)

    def _output(self, node: nodes.Node, scope: _Scope) -> Instruction:
        if isinstance(node, nodes.TemplateData):
            return Text(node.data)
        counter = counter_of(node)
        if counter:
            return Print(self._counter(*counter, scope))
        if isinstance(node, nodes.Filter) and node.name in (*_BOXES, "ticked"):
            ticked, unticked = _BOXES.get(node.name, (self._ticked, ""))
            if ticked == unticked:
                return Text("")
            return If(self._is_ticked(node, scope), [Text(_escaped(ticked))], [Text(_escaped(unticked))])
        code = self._expression(node, scope)
        if code.isidentifier():
            return Print(f"{code} if type({code}) is str else words[type({code})]({code})")
        return Print(f"t if type(t := {code}) is str else words[type(t)](t)")

    def _counter(self, function: str, keys: list[str], scope: _Scope) -> str:
        if function == NEXT_ID:
            return "str(number())"
        # The blank keeps this key apart from paths, which contain none.
        name = f"{function} {keys[0]}"
        home: _Scope | None = scope
        while home is not None and name not in home.variables:
            home = home.outer
        assert home is not None, "begin_row has put each key into its loop"
        return home.variables[name]

    def _begin_row(self, key: str, inside: _Scope) -> None:
        """Numbers a key at the beginning of each iteration; its name has no number in the first."""
        own, name, last = self._variable(), self._variable(), self._variable()
        self._root.lookups.append(f"{last} = ''")
        inside.lookups += [f"{own} = str(number())", f"{name} = {last} and '_' + {own}", f"{last} = {own}"]
        inside.variables |= {f"{COPY_ID} {key}": own, f"{COPY_NAME} {key}": name}

    def _if(self, node: nodes.If, scope: _Scope) -> If:
        otherwise = list(self._instructions(node.else_, scope))
        for elif_ in reversed(node.elif_):
            condition = self._condition(elif_.test, scope)
            otherwise = [If(condition, list(self._instructions(elif_.body, scope)), otherwise)]
        return If(self._condition(node.test, scope), list(self._instructions(node.body, scope)), otherwise)

    def _for(self, node: nodes.For, scope: _Scope) -> For:
        rows = self._expression(node.iter, scope)
        name = str(getattr(node.target, "name", ""))
        if name == "loop":
            raise TemplateAssertionError("a loop cannot name its row loop", node.lineno)
        row = self._variable()
        inside = _Scope(scope, {name: row})
        if any(inner.name == "loop" for inner in node.find_all(nodes.Name)):
            inside.index, inside.rows = self._variable("n"), self._variable("r")
            header = f"{inside.rows} = {rows}\nfor {inside.index}, {row} in enumerate({inside.rows}):"
        else:
            header = f"for {row} in {rows}:"
        for key in _row_keys(node):
            self._begin_row(key, inside)
        return For(header, inside.lookups, list(self._instructions(node.body, inside)))

    def _condition(self, node: nodes.Node, scope: _Scope) -> str:
        if isinstance(node, nodes.Not):
            return f"(not {self._condition(node.node, scope)})"
        if isinstance(node, nodes.And | nodes.Or):
            word = "and" if isinstance(node, nodes.And) else "or"
            return f"({self._condition(node.left, scope)} {word} {self._condition(node.right, scope)})"
        if isinstance(node, nodes.Compare):
            [operand] = node.ops
            constant: Any = operand.expr
            return f"({self._expression(node.expr, scope)} {_OPERATORS[operand.op]} {constant.value!r})"
        if isinstance(node, nodes.Test):
            if node.name not in _TESTS:
                raise TemplateAssertionError(f"No test named {node.name!r}.", node.lineno)
            return _TESTS[node.name].format(self._expression(node.node, scope))
        return self._expression(node, scope)

    def _expression(self, node: nodes.Node, scope: _Scope) -> str:
        """The expression for a path and its filters."""
        if isinstance(node, nodes.Or):
            # FormEnvironment wraps a loop's list so, because a blank row has None for its lists.
            return f"({self._expression(node.left, scope)} or ())"
        if not isinstance(node, nodes.Filter):
            return self._path(_path_names(node), scope)
        if node.name in _BOXES or node.name == "ticked":
            ticked, unticked = _BOXES.get(node.name, (self._ticked, ""))
            return f"({ticked!r} if {self._is_ticked(node, scope)} else {unticked!r})"
        if node.node is None or (node.name not in self._filter_names and node.name != "rows"):
            raise TemplateAssertionError(f"No filter named {node.name!r}.", node.lineno)
        inner = self._expression(node.node, scope)
        if node.name == "rows" and node.name not in self._filter_names:
            return f"({inner} or BLANK)"
        if node.name not in self._filters:
            self._filters[node.name] = self._variable("g")
        if node.name in CHANGES_LETTERS:
            texts = tuple(getattr(argument, "value", None) for argument in node.args)
            if not arguments_fit(node.name, texts):
                raise TemplateAssertionError(UNFIT, node.lineno)
            arguments = [inner, *map(repr, texts)]
        else:
            arguments = [inner, *(self._expression(argument, scope) for argument in node.args)]
        return f"{self._filters[node.name]}({', '.join(arguments)})"

    def _is_ticked(self, node: nodes.Filter, scope: _Scope) -> str:
        assert node.node is not None
        value = self._expression(node.node, scope)
        answers = [getattr(argument, "value", None) for argument in node.args]
        if not answers:
            return f"({value} is True)"
        [answer] = answers
        if not value.isidentifier():
            return f"ticked({value}, {answer!r})"
        # Several answers of one question may hold; an inline test is faster than a call.
        chosen = f"{value} == {answer!r} or {value}.__class__ is tuple and {answer!r} in {value}"
        truth = {"yes": "True", "no": "False"}.get(str(answer))
        return f"({value} is {truth} or {chosen})" if truth else f"({chosen})"

    def _path(self, names: list[str], scope: _Scope) -> str:
        """The variable of a path, which is looked up in the scope that defines its first name."""
        home: _Scope | None = scope
        while home is not None and names[0] not in home.variables:
            if names[0] == "loop" and home.index:
                break
            home = home.outer
        home = home or self._root
        path = ".".join(names)
        if path not in home.variables:
            home.variables[path] = self._add_lookup(names, home)
        return home.variables[path]

    def _add_lookup(self, names: list[str], home: _Scope) -> str:
        variable = self._variable()
        if len(names) == 1:
            code = f"look({names[0]!r}, MISSING)"
        elif names[0] == "loop" and home.index and "loop" not in home.variables:
            attribute = _LOOP.get(names[1], "MISSING") if len(names) == 2 else "MISSING"
            code = attribute.format(at=home.index, rows=home.rows)
        else:
            parent, key = names[:-1], ".".join(names[:-1])
            of = self._path(parent, home)
            if f"{key}." not in home.variables:
                home.variables[f"{key}."] = self._variable("f")
                home.lookups.append(f"{home.variables[f'{key}.']} = fields[type({of})]({of})")
            code = f"{home.variables[f'{key}.']}[{names[-1]!r}]"
        home.lookups.append(f"{variable} = {code}")
        return variable


def _counter_name(node: nodes.Node) -> str:
    counter = counter_of(node)
    return counter[0] if counter else ""


def _row_keys(loop: nodes.For) -> list[str]:
    """The keys that get an id in each row of a loop."""
    first = loop.body[0] if loop.body else None
    counter = counter_of(first.nodes[0]) if isinstance(first, nodes.Output) and first.nodes else None
    return counter[1] if counter and counter[0] == BEGIN_ROW else []


def _path_names(node: nodes.Node | None) -> list[str]:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.insert(0, node.attr)
        node = node.node
    assert isinstance(node, nodes.Name)
    return [node.name, *names]


def _escaped(text: str) -> str:
    return escape(text, {'"': "&#34;", "'": "&#39;"})
