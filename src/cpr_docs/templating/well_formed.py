"""Whether what a template prints is well-formed XML whichever of its conditions are met.

It is, where the whole is, and where what stands between the tags of each condition and loop ends in the elements that
it began in: it may close them if it opens the same ones again, as a loop from one run of a sentence into another does.
Values are escaped, and open and close nothing.
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
    """Raises `TemplateSyntaxError` with the line of the first tag that would leave something open."""
    for line, body in _bodies(tree):
        if not _ends_as_it_began("".join(_text(body))):
            raise TemplateSyntaxError(_ACROSS, line)
    if not _is_whole("".join(_text(tree.body))):
        raise TemplateSyntaxError(_BROKEN, 0)


def _bodies(tree: nodes.Node) -> Iterator[tuple[int, list[nodes.Node]]]:
    """What stands inside each condition and loop, with the tag's line."""
    for node in tree.iter_child_nodes():
        if isinstance(node, nodes.If | nodes.For):
            yield node.lineno, node.body
            yield node.lineno, node.else_
        yield from _bodies(node)


def _text(body: list[nodes.Node]) -> Iterator[str]:
    """What is printed where every condition is met: whatever else there is, is whole by itself."""
    for node in body:
        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                yield printed.data if isinstance(printed, nodes.TemplateData) else _VALUE
        elif isinstance(node, nodes.If | nodes.For):
            yield from _text(node.body)


def _ends_as_it_began(text: str) -> bool:
    closed: list[str] = []
    opened: list[str] = []
    for end, name, alone in _ELEMENT.findall(text):
        if alone:
            continue
        if not end:
            opened.append(name)
        elif not opened:
            closed.append(name)
        elif opened.pop() != name:
            return False
    return opened == closed[::-1]


def _is_whole(text: str) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        return False
    return True
