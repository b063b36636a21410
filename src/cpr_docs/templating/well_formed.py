"""Proves that a template prints well-formed XML under any condition.

The XML with all bodies printed must be well-formed, and the body of each condition and loop must end inside the same
elements in which it began. A body may close elements if it opens the same again, like a loop from one run of a sentence
into another. Values are escaped and contain no tags.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from jinja2 import TemplateSyntaxError, nodes

from cpr_docs.language.catalogue import _

_ACROSS = _("what stands between this tag and its end begins or ends inside something else")
_BROKEN = _("a tag takes away the beginning or the end of something else")
_VALUE = "x"
_ELEMENT = re.compile(r"<(/?)([\w:.-]+)[^<>]*?(/?)>")


def require_well_formed(tree: nodes.Template) -> None:
    """Raises `TemplateSyntaxError`, with its line, for the first tag whose body is not balanced."""
    for node in tree.find_all(nodes.Stmt):
        if isinstance(node, nodes.If | nodes.For):
            for body in (node.body, node.else_):
                if not _is_balanced("".join(_text(body))):
                    raise TemplateSyntaxError(_ACROSS, node.lineno)
    if not _is_well_formed("".join(_text(tree.body))):
        raise TemplateSyntaxError(_BROKEN, 0)


def _text(body: list[nodes.Node]) -> Iterator[str]:
    """The output if every condition is true; the other branches are balanced by themselves."""
    for node in body:
        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                yield printed.data if isinstance(printed, nodes.TemplateData) else _VALUE
        elif isinstance(node, nodes.If | nodes.For):
            yield from _text(node.body)


def _is_balanced(text: str) -> bool:
    closed: list[str] = []
    opened: list[str] = []
    for end, name, empty in _ELEMENT.findall(text):
        if empty:
            continue
        if not end:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            return False
    return opened == closed[::-1]


def _is_well_formed(text: str) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        return False
    return True
