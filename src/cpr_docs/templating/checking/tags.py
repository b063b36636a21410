"""The tags of one part of a template, parsed by Jinja, each with the element that contains it."""

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
from cpr_docs.templating.copy_controls import PREFIX
from cpr_docs.templating.grammar import condition_faults, loop_faults, path_faults
from cpr_docs.templating.locations import mark_places, placed_elements
from cpr_docs.templating.tag_syntax import LETTER_PASSED_OVER

_CLOSES = {"endif": "if", "endfor": "for"}
_JINJA = Environment(autoescape=True)  # Only parses.


@dataclass(frozen=True, slots=True)
class Statement:
    """A parsed tag."""

    keyword: str
    """``if``, ``elif``, ``else``, ``endif``, ``for``, ``endfor``; empty for a printing tag; ``?`` for anything else."""
    printed: nodes.Expr | None = None
    condition: nodes.Node | None = None
    loop: nodes.For | None = None
    error: str = ""
    """Jinja's reason if it cannot parse the tag; otherwise empty."""

    @property
    def opens(self) -> bool:
        """True if the tag opens a block."""
        return self.keyword in ("if", "for")

    @property
    def closes(self) -> str:
        """The keyword of the block that the tag closes; empty if it closes none."""
        return _CLOSES.get(self.keyword, "")


@functools.lru_cache(maxsize=4096)
def parse(tag: str) -> Statement:
    """Parses a tag, which is given with its braces."""
    inside = tag[2:-2].strip().strip("+-").strip()
    # Any white space separates the keyword: Word inserts no-break spaces.
    keyword, rest = (*inside.split(None, 1), "", "")[:2]
    keyword = "" if tag.startswith("{{") else keyword or "?"
    try:
        return _parsed(keyword, inside, rest)
    except TemplateSyntaxError as error:
        return Statement(keyword, error=error.message or "")
    except RecursionError:
        return Statement(keyword, error="it is nested too deeply")
    except ValueError:
        return Statement(keyword, error="it holds a number that is too long")


def _parsed(keyword: str, inside: str, rest: str) -> Statement:
    if not keyword:
        outputs = _JINJA.parse("{{ " + inside + " }}").find_all(nodes.Output)
        printed = [node for output in outputs for node in output.nodes]
        if len(printed) != 1:
            return Statement("", error="one thing is printed by one tag")
        return Statement("", printed=printed[0])
    if keyword in ("if", "elif"):
        condition = _JINJA.parse("{% if " + rest + " %}{% endif %}").find(nodes.If)
        return Statement(keyword, condition=None if condition is None else condition.test)
    if keyword == "for":
        return Statement(keyword, loop=_JINJA.parse("{% " + inside + " %}{% endfor %}").find(nodes.For))
    if keyword in ("else", "endif", "endfor"):
        return Statement(keyword, error="nothing may follow this word" if rest else "")
    return Statement("?")


def faults(statement: Statement, rows: frozenset[str]) -> list[str]:
    """The messages about everything in a statement that is not in the template language.

    `rows` are the loop variables of the loops around the tag.
    """
    if statement.printed is not None:
        return [message for _line, message in path_faults(statement.printed)]
    if statement.condition is not None:
        return [message for _line, message in condition_faults(statement.condition)]
    if statement.loop is not None:
        return [message for _line, message in loop_faults(statement.loop, rows)]
    return []


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
    """A tag as Jinja will parse it, with its location."""

    part: str
    text: str
    """The tag with its braces."""
    element: etree._Element | None
    """The innermost paragraph, row, cell or control around the tag, or the one that docxtpl removed with the tag."""
    around: tuple[int | str, ...]
    """The elements around the tag, outermost first: paragraphs by name, all others by number."""
    in_text: bool
    """True if the tag is in the text of a run."""
    is_level: bool
    """True if docxtpl removed the tag's paragraph, row or cell, so that the tag is between its siblings."""
    statement: Statement

    @property
    def is_modified(self) -> bool:
        """True if the tag still has docxtpl's letter, because docxtpl's patterns did not match it."""
        return bool(LETTER_PASSED_OVER.match(self.text))

    @cached_property
    def control(self) -> etree._Element | None:
        """The innermost content control with a tag around this tag, which is no copy; None if there is none."""
        return self._around(is_copy=False)

    @cached_property
    def copy(self) -> etree._Element | None:
        """The innermost copy around this tag; None if there is none."""
        return self._around(is_copy=True)

    def _around(self, *, is_copy: bool) -> etree._Element | None:
        around = () if self.element is None else controls_from(self.element)
        tagged = (control for control in around if control.tag)
        return next((each.element for each in tagged if each.tag.startswith(PREFIX) is is_copy), None)

    @property
    def paragraph(self) -> etree._Element | None:
        """The paragraph around the tag; None if there is none."""
        if self.element is None or self.element.tag == qn("w:p"):
            return self.element
        return next(self.element.iterancestors(qn("w:p")), None)


def read_tags(part: str, root: etree._Element) -> Iterator[Tag]:
    """The tags of a part, after docxtpl joined those that are split over runs."""
    elements = placed_elements(root)
    for found in _patched_tags(mark_places(_without_fixed_text(etree.tostring(root, encoding="unicode")))):
        element = None if found.place is None else elements[found.place]
        # A check reports a letter that docxtpl did not match; all other checks see the tag as it was meant.
        text = LETTER_PASSED_OVER.sub(lambda match: f"{match[0][:2]} ", found.text)
        is_level = found.is_level or text != found.text
        yield Tag(part, found.text, element, found.around, found.in_text, is_level, parse(text))


class _PatchedTag(NamedTuple):
    """A tag with the number of the element around it."""

    text: str
    place: int | None
    around: tuple[int | str, ...]
    in_text: bool
    is_level: bool


# Without fixed text, the two languages of a form are equal, and so are the headers of many forms.
@functools.lru_cache(maxsize=64)
def _patched_tags(marked_xml: str) -> tuple[_PatchedTag, ...]:
    # Imported on use: docxtpl is slow to import, and a wheel renders without it.
    from docxtpl import DocxTemplate

    return tuple(_scan(DocxTemplate("").patch_xml(marked_xml)))


def _scan(patched: str) -> Iterator[_PatchedTag]:
    around: list[tuple[str, int]] = []
    removed: int | None = None  # The element that docxtpl replaced by its tag.
    wraps = 0
    for match in _TOKEN.finditer(patched):
        kind = match.lastgroup
        if match["number"] is not None:
            number = int(match["number"])
            removed = None if match["opens"] else number
            if match["opens"] and not match["empty"]:
                around.append((match["opens"], number))
        elif kind == "closes":
            removed = None
            if around and around[-1][0] == match["closes"]:
                around.pop()
        elif kind == "wraps":
            removed = None
            wraps -= 1
            around.append((match["wraps"], wraps))
        elif not match["tag"].startswith("{#"):
            innermost = next((number for _name, number in reversed(around) if number >= 0), None)
            place = innermost if removed is None else removed
            yield _PatchedTag(
                match["tag"],
                place,
                tuple(number if name in _BLOCKS else name for name, number in around),
                _in_text(patched, match.start()),
                removed is not None,
            )


def _without_fixed_text(xml: str) -> str:
    """The XML without properties and without runs outside tags, because docxtpl's patterns are slow."""
    depth = 0

    def run(match: re.Match[str]) -> str:
        nonlocal depth
        before, depth = depth, depth + match[0].count("{") - match[0].count("}")
        return match[0] if before or depth or "{" in match[0] else ""

    pieces = _PROPERTIES.sub("", xml).split("</w:p>")
    # The paragraphs of a text box are inside a run of another paragraph.
    return "</w:p>".join(piece if "txbxContent" in piece else _RUN.sub(run, piece) for piece in pieces)


def _in_text(patched: str, at: int) -> bool:
    # A bare "<" may be the comparison operator of an earlier tag.
    before = max(patched.rfind("<w:", 0, at), patched.rfind("</", 0, at))
    return patched.startswith(("<w:t>", "<w:t "), before) and patched.find(">", before) < at
