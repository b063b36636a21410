"""One tag of a template, parsed by Jinja itself: what it prints, asks, or goes through."""

import functools
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from cpr_docs.templating.grammar import condition_faults, loop_faults, path_faults

_OPENS = frozenset({"if", "for"})
_CLOSES = {"endif": "if", "endfor": "for"}
_JINJA = Environment(autoescape=True)  # Only parses.


@dataclass(frozen=True, slots=True)
class Statement:
    """What a tag says."""

    keyword: str
    """``if``, ``elif``, ``else``, ``endif``, ``for``, ``endfor``; empty for what prints; ``?`` for anything else."""
    printed: nodes.Expr | None = None
    condition: nodes.Node | None = None
    loop: nodes.For | None = None
    error: str = ""
    """What Jinja says of a tag that it cannot parse."""

    @property
    def opens(self) -> bool:
        """Whether it begins a block."""
        return self.keyword in _OPENS

    @property
    def closes(self) -> str:
        """The keyword of the block that it ends."""
        return _CLOSES.get(self.keyword, "")


@functools.lru_cache(maxsize=4096)
def parse(tag: str) -> Statement:
    """The tag, as it is written from its first brace to its last, parsed."""
    inside = tag[2:-2].strip().strip("+-").strip()
    if tag.startswith("{{"):
        return _printing(inside)
    # At any blank: Word puts one that does not break where two things are to stay on a line.
    keyword, rest = (*inside.split(None, 1), "", "")[:2]
    if keyword in ("if", "elif"):
        return _asking(keyword, rest)
    if keyword == "for":
        return _looping(inside)
    if keyword in ("else", "endif", "endfor"):
        return Statement(keyword, error="nothing may follow this word" if rest else "")
    return Statement("?")


def faults(statement: Statement, rows: frozenset[str]) -> list[str]:
    """What in the statement is not in the template language."""
    if statement.printed is not None:
        return [message for _line, message in path_faults(statement.printed)]
    if statement.condition is not None:
        return [message for _line, message in condition_faults(statement.condition)]
    if statement.loop is not None:
        return [message for _line, message in loop_faults(statement.loop, rows)]
    return []


def _printing(inside: str) -> Statement:
    try:
        tree = _JINJA.parse("{{ " + inside + " }}")
    except (TemplateSyntaxError, RecursionError) as error:
        return Statement("", error=_reason(error))
    printed = [node for output in tree.find_all(nodes.Output) for node in output.nodes]
    only = printed[0] if len(printed) == 1 else None
    return Statement("", printed=only, error="" if only is not None else "one thing is printed by one tag")


def _asking(keyword: str, condition: str) -> Statement:
    try:
        tree = _JINJA.parse("{% if " + condition + " %}{% endif %}")
    except (TemplateSyntaxError, RecursionError) as error:
        return Statement(keyword, error=_reason(error))
    asked = tree.find(nodes.If)
    return Statement(keyword, condition=None if asked is None else asked.test)


def _looping(inside: str) -> Statement:
    try:
        tree = _JINJA.parse("{% " + inside + " %}{% endfor %}")
    except (TemplateSyntaxError, RecursionError) as error:
        return Statement("for", error=_reason(error))
    return Statement("for", loop=tree.find(nodes.For))


def _reason(error: Exception) -> str:
    return error.message or "" if isinstance(error, TemplateSyntaxError) else "it is nested too deeply"
