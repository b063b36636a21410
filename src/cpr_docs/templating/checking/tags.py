"""The tags of one part of a template, each with the element that it stands in."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from cpr_docs.ooxml.content_control import controls_from
from cpr_docs.ooxml.names import qn
from cpr_docs.templating.grammar import condition_faults, loop_faults, path_faults
from cpr_docs.templating.locations import marked, numbered
from cpr_docs.templating.tag_syntax import LETTER_PASSED_OVER

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
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        return Statement("", error=_reason(error))
    printed = [node for output in tree.find_all(nodes.Output) for node in output.nodes]
    only = printed[0] if len(printed) == 1 else None
    return Statement("", printed=only, error="" if only is not None else "one thing is printed by one tag")


def _asking(keyword: str, condition: str) -> Statement:
    try:
        tree = _JINJA.parse("{% if " + condition + " %}{% endif %}")
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        return Statement(keyword, error=_reason(error))
    asked = tree.find(nodes.If)
    return Statement(keyword, condition=None if asked is None else asked.test)


def _looping(inside: str) -> Statement:
    try:
        tree = _JINJA.parse("{% " + inside + " %}{% endfor %}")
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        return Statement("for", error=_reason(error))
    return Statement("for", loop=tree.find(nodes.For))


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        return error.message or ""
    return "it is nested too deeply" if isinstance(error, RecursionError) else "it holds a number that is too long"


_TOKEN = re.compile(
    r"<\?n (?P<number>\d+)\?>(?:<w:(?P<opens>p|tr|tc|sdt)(?:[ ][^>]*?)?(?P<empty>/?)>)?"
    r"|</w:(?P<closes>p|tr|tc|sdt|tbl|txbxContent)>"
    r"|<w:(?P<wraps>tbl|txbxContent)[ >]"
    r"|(?P<tag>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})",
    re.DOTALL,
)
_PROPERTIES = re.compile(r"<w:(pPr|rPr|tcPr|trPr|tblPr|tblGrid|sdtPr|sectPr)(?:/>|>.*?</w:\1>)", re.DOTALL)
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_BLOCKS = frozenset({"tr", "tc", "sdt", "tbl", "txbxContent"})


@dataclass
class Tag:
    """A tag as Jinja will see it, and where it stands."""

    part: str
    text: str
    """From its first brace to its last."""
    element: etree._Element | None
    """The innermost paragraph, row, cell or control that it stands in, or stood in before docxtpl took it away."""
    around: tuple[int | str, ...]
    """What it stands in, from the outside: a paragraph by its name, other things by their number."""
    in_text: bool
    """Whether it stands in the text of a run."""
    is_level: bool
    """Whether docxtpl took its paragraph, row or cell away, so that it stands between others."""
    statement: Statement

    @property
    def is_modified(self) -> bool:
        """Whether it still has docxtpl's letter, which shows that docxtpl's patterns passed it over."""
        return bool(LETTER_PASSED_OVER.match(self.text))

    @cached_property
    def control(self) -> etree._Element | None:
        """The innermost control with a tag that it stands in."""
        if self.element is None:
            return None
        return next((control.element for control in controls_from(self.element) if control.tag), None)

    @property
    def paragraph(self) -> etree._Element | None:
        """The paragraph that it stands in."""
        if self.element is None or self.element.tag == qn("w:p"):
            return self.element
        return next(self.element.iterancestors(qn("w:p")), None)


def read_tags(part: str, root: etree._Element) -> Iterator[Tag]:
    """The tags of a part, after docxtpl made them whole."""
    elements = numbered(root)
    for found in _found(marked(_without_set_text(etree.tostring(root, encoding="unicode")))):
        element = None if found.place is None else elements[found.place]
        # A tag whose letter docxtpl passed over is told; what it says with its letter counts for all else.
        said = LETTER_PASSED_OVER.sub(lambda match: f"{match[0][:2]} ", found.text)
        level = found.is_level or said != found.text
        yield Tag(part, found.text, element, found.around, found.in_text, level, parse(said))


class _Found(NamedTuple):
    """A tag, and the number of what it stands in."""

    text: str
    place: int | None
    around: tuple[int | str, ...]
    in_text: bool
    is_level: bool


# The two languages of a form have the same tags, and many forms the same header: without their words they are the same.
@functools.lru_cache(maxsize=64)
def _found(marked_xml: str) -> tuple[_Found, ...]:
    from docxtpl import DocxTemplate

    return tuple(_read(DocxTemplate("").patch_xml(marked_xml)))


def _read(patched: str) -> Iterator[_Found]:
    around: list[tuple[str, int]] = []
    gone: int | None = None
    wraps = 0
    for match in _TOKEN.finditer(patched):
        kind = match.lastgroup
        if match["number"] is not None:
            number = int(match["number"])
            gone = None if match["opens"] else number
            if match["opens"] and not match["empty"]:
                around.append((match["opens"], number))
        elif kind == "closes":
            gone = None
            if around and around[-1][0] == match["closes"]:
                around.pop()
        elif kind == "wraps":
            gone = None
            wraps -= 1
            around.append((match["wraps"], wraps))
        elif not match["tag"].startswith("{#"):
            innermost = next((number for _name, number in reversed(around) if number >= 0), None)
            place = innermost if gone is None else gone
            yield _Found(
                match["tag"],
                place,
                tuple(number if name in _BLOCKS else name for name, number in around),
                _in_text(patched, match.start()),
                gone is not None,
            )


def _without_set_text(xml: str) -> str:
    """The XML without properties and without the runs that belong to no tag.

    None of it matters here, and docxtpl's patterns take their time over every character.
    """
    inside = 0

    def run(match: re.Match[str]) -> str:
        nonlocal inside
        before, inside = inside, inside + match[0].count("{") - match[0].count("}")
        return match[0] if before or inside or "{" in match[0] else ""

    pieces = _PROPERTIES.sub("", xml).split("</w:p>")
    # In a text box one paragraph stands within the run of another.
    return "</w:p>".join(piece if "txbxContent" in piece else _RUN.sub(run, piece) for piece in pieces)


def _in_text(patched: str, at: int) -> bool:
    # Not the last "<" alone, which may be the comparison of a tag before this one.
    before = max(patched.rfind("<w:", 0, at), patched.rfind("</", 0, at))
    return patched.startswith(("<w:t>", "<w:t "), before) and patched.find(">", before) < at
