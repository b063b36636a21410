"""The ids of elements in repeated rows: counters that the compiler's tags call, and these calls in Jinja's AST.

Only the compiler inserts such calls; the template language has none.
"""

import itertools
from collections.abc import Iterator

from jinja2 import nodes

FIRST_LOOP_ID = 1_000_000
"""The first id; the ids of all other controls are lower."""

NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW = "next_id", "copy_id", "copy_name", "begin_row"
COUNTERS = frozenset({NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW})


class ControlIds:
    """The ids in the repeated rows of one document."""

    def __init__(self) -> None:
        self._next = itertools.count(FIRST_LOOP_ID).__next__

    def __call__(self) -> int:
        """The next id."""
        return self._next()


class CopyIds:
    """The ids in one part that several elements of a row share, such as the start and end of a bookmark."""

    def __init__(self, ids: ControlIds) -> None:
        self._ids = ids
        self._current: dict[str, str] = {}
        self._first: dict[str, str] = {}

    def begin_row(self, *keys: str) -> str:
        """Assigns each key a new id for this row; prints nothing."""
        for key in keys:
            self._current[key] = str(self._ids())
            self._first.setdefault(key, self._current[key])
        return ""

    def copy_id(self, _depth: int, key: str) -> str:
        """The id of a key in this row."""
        return self._current[key]

    def copy_name(self, _depth: int, key: str) -> str:
        """The suffix of a name in this row; empty in the first row."""
        return "" if self._current[key] == self._first[key] else f"_{self._current[key]}"


def begin_rows(node: nodes.Node, depth: int = 0) -> None:
    """Inserts a call of `begin_row` at the beginning of each loop whose rows have keys."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.For):
            keys = sorted({key for at, key in _copy_keys(child) if at == depth + 1})
            if keys:
                call = nodes.Call(nodes.Name(BEGIN_ROW, "load"), [*map(nodes.Const, keys)], [], None, None)
                child.body.insert(0, nodes.Output([call]).set_lineno(child.lineno))
            begin_rows(child, depth + 1)
        else:
            begin_rows(child, depth)


def counter_of(node: nodes.Node) -> tuple[str, list[str]] | None:
    """The counter that a node calls, and its keys; None for any other node."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.node.name not in COUNTERS:
        return None
    values = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    return node.node.name, [value for value in values if isinstance(value, str)]


def _copy_keys(node: nodes.Node) -> Iterator[tuple[int, str]]:
    for call in node.find_all(nodes.Call):
        counter = counter_of(call)
        if counter and counter[0] in (COPY_ID, COPY_NAME):
            depth = call.args[0]
            yield (depth.value if isinstance(depth, nodes.Const) else 0), counter[1][0]
