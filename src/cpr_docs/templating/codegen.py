"""From a template's tags to the Python that prints them: what Jinja would print, several times as fast.

The template language is closed (`grammar`), so that everything a template may do is known when it is compiled. A part
of a template becomes one function. It looks each path up once, and gives back the part as a list of pieces: at even
places the template's own XML, as bytes that are encoded already, and at odd places what is printed between, as plain
text that has still to be escaped. ::

    def part(look, number, values):
        fields, words, filters, foreign, ticked, MISSING, BLANK = values
        pieces = []; add = pieces.extend
        a1 = look('recipient', MISSING)
        f2 = fields[type(a1)](a1)
        a3 = f2['name']
        if a3 is None: add((b'<w:p>…[Name]', '',))
        else: add((b'<w:p>…', a3 if type(a3) is str else words[type(a3)](a3),))
        return pieces

No word of the template becomes a name of the program: paths stand in it as strings, what is set as bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from jinja2 import TemplateAssertionError, nodes

from cpr_docs.templating.filters import RUNTIME_NAMES, TICKED, UNTICKED, Program, Runtime
from cpr_docs.templating.instructions import For, If, Print, Step, Text, lines_of
from cpr_docs.templating.row_ids import BEGIN_ROW, COPY_ID, COPY_NAME, NEXT_ID, counter_of

_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_LOOP = {"index": "{at} + 1", "first": "{at} == 0", "last": "{at} == len({rows}) - 1", "length": "len({rows})"}
_BOXES = {"box": (TICKED, UNTICKED), "checked": ("1", "0")}
_QUESTION = frozenset({"none", "foreign"})


def program_of(tree: nodes.Template, values: Runtime) -> str:
    """The source of a program; raises `TemplateAssertionError`, with its line, for a filter or test there is not.

    The tree must be in the language already.
    """
    return _CodeGenerator(values).written(tree)


def load(program: str) -> Program:
    """The function that a program defines; raises SyntaxError where it is nested deeper than Python can read."""
    names: dict[str, Any] = {}
    exec(compile(program, "<program>", "exec"), names)
    function: Program = names["part"]
    return function


@dataclass(slots=True)
class _Scope:
    """Where names have a meaning: the whole part, or the body of a loop."""

    outer: "_Scope | None" = None
    names: dict[str, str] = field(default_factory=dict)
    """The variable of each name that this scope gives, and of each path that begins with one."""
    lines: list[str] = field(default_factory=list)
    """What looks the paths up, at the scope's beginning."""
    at: str = ""
    """Of a loop: the variables of the row's number and of the rows."""
    rows: str = ""


class _CodeGenerator:
    def __init__(self, values: Runtime) -> None:
        self._ticked = f" {values.ticked}"
        self._known = frozenset(values.filters)
        self._filters: dict[str, str] = {}
        self._count = 0
        self._root = _Scope()

    def written(self, tree: nodes.Template) -> str:
        steps = list(self._steps(tree.body, self._root))
        lines = [
            "def part(look, number, values):",
            f" {', '.join(RUNTIME_NAMES)} = values",
            " pieces = []; add = pieces.extend",
        ]
        lines += [f" {variable} = filters[{name!r}]" for name, variable in self._filters.items()]
        lines += [f" {line}" for line in self._root.lines]
        lines += lines_of(steps, " ")
        return "\n".join([*lines, " return pieces", ""])

    def _variable(self, letter: str = "a") -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _steps(self, body: list[nodes.Node], scope: _Scope) -> Iterator[Step]:
        for node in body:
            if isinstance(node, nodes.Output):
                for printed in node.nodes:
                    if _called(printed) != BEGIN_ROW:
                        yield self._printed(printed, scope)
            elif isinstance(node, nodes.If):
                yield self._choice(node, scope)
            elif isinstance(node, nodes.For):
                yield self._loop(node, scope)

    def _printed(self, node: nodes.Node, scope: _Scope) -> Step:
        if isinstance(node, nodes.TemplateData):
            return Text(node.data)
        counter = counter_of(node)
        if counter:
            return Print(self._counted(*counter, scope))
        if isinstance(node, nodes.Filter) and node.name in (*_BOXES, "ticked"):
            met, otherwise = _BOXES.get(node.name, (self._ticked, ""))
            return If(self._is_ticked(node, scope), [Text(_escaped(met))], [Text(_escaped(otherwise))])
        code = self._value(node, scope)
        if code.isidentifier():
            return Print(f"{code} if type({code}) is str else words[type({code})]({code})")
        return Print(f"t if type(t := {code}) is str else words[type(t)](t)")

    def _counted(self, function: str, keys: list[str], scope: _Scope) -> str:
        if function == NEXT_ID:
            return "str(number())"
        # Not the name of a path, which has no blank.
        name = f"{function} {keys[0]}"
        home: _Scope | None = scope
        while home is not None and name not in home.names:
            home = home.outer
        assert home is not None, "a loop begins its rows"
        return home.names[name]

    def _begin_row(self, key: str, inside: _Scope) -> None:
        """Numbers a key at the beginning of each turn; the first name of all turns needs no number."""
        own, name, last = self._variable(), self._variable(), self._variable()
        self._root.lines.append(f"{last} = ''")
        inside.lines += [f"{own} = str(number())", f"{name} = {last} and '_' + {own}", f"{last} = {own}"]
        inside.names |= {f"{COPY_ID} {key}": own, f"{COPY_NAME} {key}": name}

    def _choice(self, node: nodes.If, scope: _Scope) -> If:
        otherwise = list(self._steps(node.else_, scope))
        for other in reversed(node.elif_):
            otherwise = [If(self._condition(other.test, scope), list(self._steps(other.body, scope)), otherwise)]
        return If(self._condition(node.test, scope), list(self._steps(node.body, scope)), otherwise)

    def _loop(self, node: nodes.For, scope: _Scope) -> For:
        rows = self._value(node.iter, scope)
        name = str(getattr(node.target, "name", ""))
        if name == "loop":
            raise TemplateAssertionError("a loop cannot name its row loop", node.lineno)
        row = self._variable()
        inside = _Scope(scope, {name: row})
        if any(inner.name == "loop" for inner in node.find_all(nodes.Name)):
            inside.at, inside.rows = self._variable("n"), self._variable("r")
            header = f"{inside.rows} = {rows}\nfor {inside.at}, {row} in enumerate({inside.rows}):"
        else:
            header = f"for {row} in {rows}:"
        for key in _keys_of_row(node):
            self._begin_row(key, inside)
        return For(header, inside.lines, list(self._steps(node.body, inside)))

    def _condition(self, node: nodes.Node, scope: _Scope) -> str:
        if isinstance(node, nodes.Not):
            return f"(not {self._condition(node.node, scope)})"
        if isinstance(node, nodes.And | nodes.Or):
            word = "and" if isinstance(node, nodes.And) else "or"
            return f"({self._condition(node.left, scope)} {word} {self._condition(node.right, scope)})"
        if isinstance(node, nodes.Compare):
            [operand] = node.ops
            compared: Any = operand.expr
            return f"({self._value(node.expr, scope)} {_OPERATORS[operand.op]} {compared.value!r})"
        if isinstance(node, nodes.Test):
            if node.name not in _QUESTION:
                raise TemplateAssertionError(f"No test named {node.name!r}.", node.lineno)
            asked = self._value(node.node, scope)
            return f"({asked} is None)" if node.name == "none" else f"foreign({asked})"
        return self._value(node, scope)

    def _value(self, node: nodes.Node, scope: _Scope) -> str:
        """An expression for what a path with filters leads to."""
        if isinstance(node, nodes.Or):
            # The environment makes the list of a loop one.
            return f"({self._value(node.left, scope)} or ())"
        if not isinstance(node, nodes.Filter):
            return self._path(_names(node), scope)
        if node.name in _BOXES or node.name == "ticked":
            met, otherwise = _BOXES.get(node.name, (self._ticked, ""))
            return f"({met!r} if {self._is_ticked(node, scope)} else {otherwise!r})"
        if node.node is None or (node.name not in self._known and node.name != "rows"):
            raise TemplateAssertionError(f"No filter named {node.name!r}.", node.lineno)
        inner = self._value(node.node, scope)
        if node.name == "rows":
            return f"({inner} or BLANK)"
        if node.name not in self._filters:
            self._filters[node.name] = self._variable("g")
        return f"{self._filters[node.name]}({inner})"

    def _is_ticked(self, node: nodes.Filter, scope: _Scope) -> str:
        assert node.node is not None
        value = self._value(node.node, scope)
        answers = [getattr(argument, "value", None) for argument in node.args]
        if not answers:
            return f"({value} is True)"
        [answer] = answers
        if not value.isidentifier():
            return f"ticked({value}, {answer!r})"
        truth = {"yes": "True", "no": "False"}.get(str(answer))
        return f"({value} is {truth} or {value} == {answer!r})" if truth else f"({value} == {answer!r})"

    def _path(self, names: list[str], scope: _Scope) -> str:
        """The variable of a path, which is looked up where its first name gets its meaning."""
        home: _Scope | None = scope
        while home is not None and names[0] not in home.names:
            if names[0] == "loop" and home.at:
                break
            home = home.outer
        home = home or self._root
        path = ".".join(names)
        if path not in home.names:
            home.names[path] = self._looked_up(names, home)
        return home.names[path]

    def _looked_up(self, names: list[str], home: _Scope) -> str:
        variable = self._variable()
        if len(names) == 1:
            code = f"look({names[0]!r}, MISSING)"
        elif names[0] == "loop" and home.at and "loop" not in home.names:
            code = _LOOP.get(names[1], "MISSING").format(at=home.at, rows=home.rows) if len(names) == 2 else "MISSING"
        else:
            above, key = names[:-1], ".".join(names[:-1])
            of = self._path(above, home)
            if f"{key}." not in home.names:
                home.names[f"{key}."] = self._variable("f")
                home.lines.append(f"{home.names[f'{key}.']} = fields[type({of})]({of})")
            code = f"{home.names[f'{key}.']}[{names[-1]!r}]"
        home.lines.append(f"{variable} = {code}")
        return variable


def _called(node: nodes.Node) -> str:
    counter = counter_of(node)
    return counter[0] if counter else ""


def _keys_of_row(loop: nodes.For) -> list[str]:
    """The keys that get an id in each row of a loop."""
    first = loop.body[0] if loop.body else None
    counter = counter_of(first.nodes[0]) if isinstance(first, nodes.Output) and first.nodes else None
    return counter[1] if counter and counter[0] == BEGIN_ROW else []


def _names(node: nodes.Node | None) -> list[str]:
    names: list[str] = []
    while isinstance(node, nodes.Getattr):
        names.insert(0, node.attr)
        node = node.node
    assert isinstance(node, nodes.Name)
    return [node.name, *names]


def _escaped(text: str) -> str:
    return escape(text, {'"': "&#34;", "'": "&#39;"})
