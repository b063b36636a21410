"""The rules of a form that go beyond types, as its models write them down.

They are the conditions of the labels, and every `Problem` in the source of a declared rule or of ``rules``, with its
place, its code and its sentence.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.models.asked import conditions_of
from cpr_docs.models.parts import Part
from cpr_docs.models.rules import is_declared


class Rule(NamedTuple):
    """One rule of a part, beyond the types of its fields."""

    path: str
    """The path from the part; a number or a name that varies is ``…``."""
    code: str
    """The code of the problem."""
    message: str
    """The sentence, an English message of the catalogue."""


def rules_of(part: type[Part]) -> Iterator[Rule]:
    """The rules of a part, those of the classes that it comes from included."""
    for each in conditions_of(part):
        if each.requires:
            yield Rule(each.path, "required", Sentence(_("is needed where {condition}"), condition=each.words()))
        if each.refuses:
            yield Rule(each.path, "not_asked", Sentence(_("is asked only where {condition}"), condition=each.words()))
    seen = set()
    for owner in part.__mro__:
        declared = [name for name, value in vars(owner).items() if is_declared(value)]
        for name in ["rules", *declared] if issubclass(owner, Part) and "rules" in vars(owner) else declared:
            tree = ast.parse(textwrap.dedent(inspect.getsource(vars(owner)[name])))
            names = dict(_named(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
                    for rule in _rules(node, names):
                        if rule not in seen:
                            seen.add(rule)
                            yield rule


def _rules(call: ast.Call, names: dict[str, list[str]]) -> Iterator[Rule]:
    path, code, message = call.args[:3]
    if not (isinstance(message, ast.Call) and isinstance(message.args[0], ast.Constant)):
        raise ValueError(f"a rule whose sentence is not written where it is: {ast.unparse(call)}")
    for place in _texts(path, names):
        yield Rule(place, _texts(code, names)[0], str(message.args[0].value))


def _named(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Each variable that is one of several paths, and these paths."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name) and isinstance(node.iter, ast.Tuple):
            yield node.target.id, [one for part in node.iter.elts for one in _texts(part, {})]
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, _texts(node.value, {})


def _texts(node: ast.expr, names: dict[str, list[str]]) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, names), *_texts(node.orelse, names)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)]
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    return ["…"]
