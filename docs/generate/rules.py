"""The rules of a form that go beyond types, as its models write them down.

They are found in the source of each part's ``rules``: every `Problem` with its place, its code and its sentence.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from cpr_docs.models.parts import Part


class Rule(NamedTuple):
    """One thing that a part may be told is wrong."""

    path: str
    """Where, from the part; what stands for a number or a name is ``…``."""
    code: str
    """The code of the problem."""
    message: str
    """The sentence, an English message of the catalogue."""


def rules_of(part: type[Part]) -> Iterator[Rule]:
    """The rules of a part, those of the classes that it comes from included."""
    seen = set()
    for owner in part.__mro__:
        if issubclass(owner, Part) and "rules" in vars(owner):
            source = textwrap.dedent(inspect.getsource(vars(owner)["rules"]))
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
                    rule = _rule(node)
                    if rule not in seen:
                        seen.add(rule)
                        yield rule


def _rule(call: ast.Call) -> Rule:
    path, code, message = call.args[:3]
    if not (isinstance(message, ast.Call) and isinstance(message.args[0], ast.Constant)):
        raise ValueError(f"a rule whose sentence is not written where it is: {ast.unparse(call)}")
    return Rule(_text(path), _text(code), str(message.args[0].value))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return "…"
