"""The ids of what stands in repeated rows, of which a template cannot know how many there are.

Compiling puts calls of the functions below into a template; one of its own cannot call anything.
"""

import itertools
from collections.abc import Iterator

from jinja2 import nodes

FIRST_LOOP_ID = 1_000_000
"""Where they begin; the ids of the other controls are lower."""

NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW = "next_id", "copy_id", "copy_name", "begin_row"
COUNTERS = frozenset({NEXT_ID, COPY_ID, COPY_NAME, BEGIN_ROW})


class ControlIds:
    """Counts the controls, and whatever else needs an id, of one document that stand in repeated rows."""

    def __init__(self) -> None:
        self._next = itertools.count(FIRST_LOOP_ID).__next__

    def __call__(self) -> int:
        """The next id."""
        return self._next()


class CopyIds:
    """The ids that several things in one row share, such as the start and the end of a bookmark, for one part."""

    def __init__(self, ids: ControlIds) -> None:
        self._ids = ids
        self._now: dict[str, str] = {}
        self._first: dict[str, str] = {}

    def begin_row(self, *keys: str) -> str:
        """Gives each key an id in this row; prints nothing."""
        for key in keys:
            self._now[key] = str(self._ids())
            self._first.setdefault(key, self._now[key])
        return ""

    def copy_id(self, _depth: int, key: str) -> str:
        """The id of a key in this row."""
        return self._now[key]

    def copy_name(self, _depth: int, key: str) -> str:
        """The end of a name in this row; empty in the first row."""
        return "" if self._now[key] == self._first[key] else f"_{self._now[key]}"


def begin_rows(node: nodes.Node, depth: int = 0) -> None:
    """Begins each loop in the tree with the keys that its rows have."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.For):
            keys = sorted({key for at, key in _copied(child) if at == depth + 1})
            if keys:
                call = nodes.Call(nodes.Name(BEGIN_ROW, "load"), [*map(nodes.Const, keys)], [], None, None)
                child.body.insert(0, nodes.Output([call]).set_lineno(child.lineno))
            begin_rows(child, depth + 1)
        else:
            begin_rows(child, depth)


def counter_of(node: nodes.Node) -> tuple[str, list[str]] | None:
    """Which of the functions a node calls, and with which keys; None for anything else."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.node.name not in COUNTERS:
        return None
    values = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    return node.node.name, [value for value in values if isinstance(value, str)]


def _copied(node: nodes.Node) -> Iterator[tuple[int, str]]:
    for call in node.find_all(nodes.Call):
        counter = counter_of(call)
        if counter and counter[0] in (COPY_ID, COPY_NAME):
            depth = call.args[0]
            yield (depth.value if isinstance(depth, nodes.Const) else 0), counter[1][0]
