"""The calls of row id counters in Jinja's AST; only the compiler inserts such calls, the template language has none."""

from collections.abc import Iterator

from jinja2 import nodes

from cpr_docs.templating.row_ids import BEGIN_ROW, COPY_ID, COPY_NAME, COUNTERS


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
