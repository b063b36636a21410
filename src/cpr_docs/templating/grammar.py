"""The grammar of the template language, a closed subset of Jinja; the compiler rejects the rest of Jinja.

A template prints paths with filters, tests conditions with ``if``, and iterates over lists with ``for``. A loop inside
a loop iterates over a list of the outer loop's row, so that output grows no faster than the data. There are no calls,
arithmetic, literals to print, macros, imports or assignments.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from jinja2 import TemplateSyntaxError, nodes

from cpr_docs.language.catalogue import _
from cpr_docs.templating.filters import ROWS_FOR
from cpr_docs.templating.row_ids import BEGIN_ROW, COPY_ID, COPY_NAME, COUNTERS

MAX_TAGS = 20_000
"""The maximum number of tags in a part; the masters have a few hundred."""

Fault = tuple[int, str]
"""The line of a construct that is not in the language, and a message."""

_RESERVED = frozenset({"self", "super", "caller", "varargs", "kwargs"})
_COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})
#: The filters that are given texts in brackets: how many at least, and at most.
_ARGUMENTS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        **dict.fromkeys(("box", "checked", "ticked", "listing", "article"), (0, 1)),
        "after": (1, 1),
        "count": (2, 2),
    }
)
_OPERATORS = (nodes.BinExpr, nodes.UnaryExpr, nodes.Concat)

NO_STATEMENT = _("this statement is not in the template language, which has if and for")
_NO_OPERATOR = _("the template language does not calculate: it has no operators but not, and, or, and comparisons")
NO_CALL = _("the template language has no calls")
_NO_TEXT = _("a tag prints a field of the form, no text or number of its own")
_NO_INDEX = _("a template names fields with dots, and does not look into them")
_NO_EXPRESSION = _("this is not in the template language, which prints a field of the form, perhaps with filters")
_HIDDEN = _("a name of the template language begins with a letter")
_LOOP_LIST = _("a loop goes through a list that is named by its path")
_LOOP_NAME = _("a loop gives each row one name")
_LOOP_MORE = _("a loop has no condition, no else and no recursion")
_LOOP_INSIDE = _("a loop inside a loop goes through a list of the outer loop’s row")
_ARGUMENT = _("what a filter is given in brackets is one text in quotation marks")
_NO_ARGUMENT = _("this filter is given nothing in brackets")
_TWO_ARGUMENTS = _("this filter is given two texts in quotation marks, in brackets")
_COMPARED = _("a comparison is of a field with a text or number")
_TEST_ARGUMENT = _("a test is given nothing in brackets")


def require_language(tree: nodes.Template) -> None:
    """Raises `TemplateSyntaxError`, with its line, for the first construct that is not in the language."""
    fault = next(faults_of(tree), None)
    if fault:
        raise TemplateSyntaxError(fault[1], fault[0])


def faults_of(tree: nodes.Template) -> Iterator[Fault]:
    """The constructs of a template that are not in the language."""
    yield from _statements(tree.body, frozenset())


def condition_faults(node: nodes.Node) -> Iterator[Fault]:
    """The constructs of a condition that are not in the language."""
    if isinstance(node, nodes.Not):
        yield from condition_faults(node.node)
    elif isinstance(node, nodes.And | nodes.Or):
        yield from condition_faults(node.left)
        yield from condition_faults(node.right)
    elif isinstance(node, nodes.Compare):
        yield from _compare_faults(node)
    elif isinstance(node, nodes.Test):
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            yield node.lineno, _TEST_ARGUMENT
        yield from path_faults(node.node)
    else:
        yield from path_faults(node)


def path_faults(node: nodes.Node) -> Iterator[Fault]:
    """The constructs of a path with filters that are not in the language."""
    if isinstance(node, nodes.Filter):
        if node.node is None:
            yield node.lineno, NO_STATEMENT
            return
        arguments = [*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs]
        given = [argument for argument in arguments if argument is not None]
        least, most = _ARGUMENTS.get(node.name, (0, 0))
        if node.name == ROWS_FOR and len(given) == 1:
            yield from path_faults(node.args[0])
        elif not least <= len(given) <= most or not all(map(_is_text, given)):
            yield node.lineno, (_NO_ARGUMENT, _ARGUMENT, _TWO_ARGUMENTS)[most]
        yield from path_faults(node.node)
    elif isinstance(node, nodes.Getattr):
        if node.attr.startswith("_"):
            yield node.lineno, _HIDDEN
        yield from path_faults(node.node)
    elif isinstance(node, nodes.Name):
        if node.name.startswith("_") or node.name in _RESERVED:
            yield node.lineno, _HIDDEN
        elif node.name in COUNTERS:
            yield node.lineno, _NO_EXPRESSION
    else:
        yield node.lineno, _refusal(node)


def loop_faults(node: nodes.For, rows: frozenset[str]) -> Iterator[Fault]:
    """The constructs of a ``for`` tag that are not in the language; `rows` are the outer loop variables."""
    if node.test is not None or node.recursive or node.else_:
        yield node.lineno, _LOOP_MORE
    if not isinstance(node.target, nodes.Name):
        yield node.lineno, _LOOP_NAME
    elif node.target.name.startswith("_") or node.target.name in _RESERVED:
        yield node.lineno, _HIDDEN
    root = _root(node.iter)
    if root is None:
        yield node.lineno, _LOOP_LIST
    elif rows and root not in rows:
        yield node.lineno, _LOOP_INSIDE
    if root is not None:
        yield from path_faults(node.iter)


def _statements(body: list[nodes.Node], rows: frozenset[str]) -> Iterator[Fault]:
    for node in body:
        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                if not isinstance(printed, nodes.TemplateData) and counter_of(printed) is None:
                    yield from path_faults(printed)
        elif isinstance(node, nodes.If):
            yield from condition_faults(node.test)
            yield from _statements([*node.body, *node.elif_, *node.else_], rows)
        elif isinstance(node, nodes.For):
            yield from loop_faults(node, rows)
            name = node.target.name if isinstance(node.target, nodes.Name) else ""
            yield from _statements(node.body, rows | {name})
        else:
            # Jinja wraps some statements in nodes without a line.
            lines = (inside.lineno for inside in (node, *node.find_all(nodes.Node)))
            yield next(filter(None, lines), 1), NO_STATEMENT


def _compare_faults(node: nodes.Compare) -> Iterator[Fault]:
    yield from path_faults(node.expr)
    fits = [operand.op in _COMPARISONS and isinstance(operand.expr, nodes.Const) for operand in node.ops]
    if fits != [True]:
        yield node.lineno, _COMPARED


def _refusal(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        return NO_CALL
    if isinstance(node, nodes.Literal):
        return _NO_TEXT
    if isinstance(node, nodes.Getitem):
        return _NO_INDEX
    return _NO_OPERATOR if isinstance(node, _OPERATORS) else _NO_EXPRESSION


def _root(node: nodes.Node) -> str | None:
    """The first name of a path; None for any other expression."""
    while isinstance(node, nodes.Getattr | nodes.Filter) and node.node is not None:
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _is_text(node: object) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


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
