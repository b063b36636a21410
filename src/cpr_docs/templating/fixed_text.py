"""The text that a template prints outside its controls, paragraph by paragraph.

The template's paragraphs become one small template of their own, in which each paragraph is a line. Filled in with the
form that was read, it gives the words that an untouched document has outside its controls.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.content_control import CONTROL
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.filters import Program, runtime_args, runtime_for
from cpr_docs.templating.fixed_words import (
    FieldState,
    OutsideWords,
    boxed_paragraphs,
    control_path,
    drawn_in,
    outside_words,
    style_of,
)

# XML cannot hold these characters, so neither a template nor a value does.
_LINE, _WORDS, _CONTROL = "\x02", "\x03", "\x1e"

_BLOCK = re.compile(r"\{%[-+]?\s*(?P<kind>p|tr|tc)\s+(?P<statement>.*?)[-+]?%\}")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})")
_OPENS, _CLOSES = re.compile(r"(?:if|for)\b"), re.compile(r"end(?:if|for)\b")
_BESIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_KINDS = {qn("w:p"): "p", qn("w:tr"): "tr", qn("w:tc"): "tc"}
_PATH = re.compile(r"\{\{[-+]?\s*([A-Za-z_][\w.]*)")
_TICKED = re.compile(r"\|\s*ticked\b")
_ANYTHING = ".*"


class TemplateLine(NamedTuple):
    """A paragraph of a template that prints words outside its controls."""

    pattern: re.Pattern[str]
    """The words that it may print, whatever the values are."""
    has_words: bool
    """True if it prints words of its own, not values alone."""
    has_values: bool
    """True if it prints values, or some of its words under a condition."""
    is_free: bool
    """True if it has words of its own and stands in a loop or under a condition: a document may have it any number of
    times, or not at all."""
    of_settings: bool
    """True if it prints a board's settings, which no document is read for."""
    is_beside: bool
    """True if it stands in a header, a footer or a note."""
    style: str
    """The id of the paragraph's style."""
    paths: tuple[str, ...]
    """The paths that it prints, as its tags name them."""


class PrintedLine(NamedTuple):
    """A paragraph as the template prints it for a form."""

    number: int
    """The template's line, counted from 0."""
    words: OutsideWords


@dataclass(frozen=True, slots=True)
class OutsideText:
    """The text of one template outside its controls."""

    lines: tuple[TemplateLine, ...]
    controls: frozenset[str]
    """The paths of its controls, those of derived values and of lists too."""
    program: Program
    language: Language
    drawn: int | None = 0
    """The number of pictures and other objects in the body; None where a loop or a condition prints some."""

    @property
    def ticked(self) -> str:
        """The words that stand beside a ticked box."""
        return runtime_for(self.language).ticked

    def printed(self, values: Mapping[str, Any]) -> list[PrintedLine]:
        """The paragraphs with words that it prints for these values, in order; raises where the values do not fit."""
        pieces = self.program(values.get, int, runtime_args(runtime_for(self.language, mark=True)))
        text = "".join(piece.decode() if isinstance(piece, bytes) else piece for piece in pieces)
        lines = [_printed(line) for line in text.split(_LINE)[1:]]
        return [line for line in lines if line.words.text]


class OutsideSource(NamedTuple):
    """The text of a template outside its controls, as data and as the source of a program."""

    lines: tuple[tuple[Any, ...], ...]
    """The fields of each `TemplateLine`, its pattern as text."""
    controls: tuple[str, ...]
    drawn: int | None
    program: str
    """The source of the program that prints the lines."""


def outside_text(template: Package, language: Language) -> OutsideText:
    """The text of a template outside its controls; raises `TemplateProblem` for one that does not compile."""
    from cpr_docs.templating.codegen import load

    source = outside_source(template, language)
    return loaded(source.lines, source.controls, source.drawn, load(source.program), language)


def loaded(
    lines: Iterable[tuple[Any, ...]], controls: Iterable[str], drawn: int | None, program: Program, language: Language
) -> OutsideText:
    """The text that a source and its program make."""
    made = tuple(TemplateLine(re.compile(pattern, re.DOTALL), *facts) for pattern, *facts in lines)
    return OutsideText(made, frozenset(controls), program, language, drawn)


def outside_source(template: Package, language: Language) -> OutsideSource:
    """The source of a template's text; raises `TemplateProblem` where it does not compile."""
    from jinja2 import TemplateError

    from cpr_docs.templating.codegen import program_of
    from cpr_docs.templating.environment import FormEnvironment

    writer = _SkeletonWriter(language)
    writer.part(parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT), beside=False)
    for name in template:
        if _BESIDE.fullmatch(name):
            writer.part(parse_xml(template[name], name), beside=True)
    environment = FormEnvironment(language, mark=True)
    try:
        program = program_of(environment.parse("".join(writer.source)), environment.values)
    except TemplateError as error:
        raise TemplateProblem(error.message or "does not compile") from None
    return OutsideSource(tuple(writer.lines), tuple(sorted(writer.controls)), writer.drawn, program)


class _SkeletonWriter:
    """Writes the lines of a template as Jinja source."""

    def __init__(self, language: Language) -> None:
        self._ticked = runtime_for(language).ticked
        self.source: list[str] = []
        self.lines: list[tuple[Any, ...]] = []
        self.controls: set[str] = set()
        self.drawn: int | None = 0
        self._fields = FieldState()
        self._depth = 0
        self._beside = False

    def part(self, root: etree._Element, *, beside: bool) -> None:
        """Writes the lines of a part."""
        self._beside = beside
        self._fields = FieldState()
        self._write(root)

    def _write(self, element: etree._Element) -> None:
        for child in element.iterchildren("*"):
            if child.tag in _KINDS and self._statements(child, _KINDS[child.tag]):
                continue
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == CONTROL and control_path(child):
                self.controls.add(control_path(child).partition("=")[0])
            elif child.tag != qn("mc:Fallback"):
                self._write(child)

    def _statements(self, element: etree._Element, kind: str) -> bool:
        """True if the element gives way to the statements in it, as in docxtpl; writes them."""
        text = text_of(element)
        if "{%" not in text:
            return False
        found = [block["statement"] for block in _BLOCK.finditer(text) if block["kind"] == kind]
        if not found or (kind != "p" and any(_holds(inner, kind) for inner in element.iterdescendants(element.tag))):
            return False
        for statement in found:
            self._depth += bool(_OPENS.match(statement)) - bool(_CLOSES.match(statement))
            self.source.append(f"{{% {statement.translate(_STRAIGHT)} %}}")
        return True

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = outside_words(paragraph, self._fields)
        self._count_drawn(paragraph)
        self.controls |= {tag.partition("=")[0] for tag in words.tags}
        pieces = [_TAG.sub(lambda tag: tag[0].translate(_STRAIGHT), piece) for piece in words.pieces]
        if any(pieces):
            number = len(self.lines)
            inside = "".join(f"{piece}{tag}" for piece, tag in zip(pieces, [*_marks(words.tags), ""], strict=True))
            self.source.append(f"{_LINE}{number}{_WORDS}{inside}")
            of_settings = "settings." in "".join(pieces)
            pattern, has_words, has_values = _pattern(pieces, self._ticked)
            is_free = self._depth > 0 and has_words
            style = style_of(paragraph)
            paths = tuple(dict.fromkeys(_PATH.findall("".join(pieces))))
            self.lines.append((pattern, has_words, has_values, is_free, of_settings, self._beside, style, paths))
        for boxed in boxed_paragraphs(paragraph):
            self._paragraph(boxed)

    def _count_drawn(self, paragraph: etree._Element) -> None:
        count = 0 if self._beside else sum(1 for _drawn in drawn_in(paragraph))
        if count:
            self.drawn = None if self._depth or self.drawn is None else self.drawn + count


def _holds(element: etree._Element, kind: str) -> bool:
    return any(block["kind"] == kind for block in _BLOCK.finditer(text_of(element)))


def _marks(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        yield f"{_CONTROL}{tag}{_CONTROL}"


def _pattern(pieces: list[str], ticked: str) -> tuple[str, bool, bool]:
    """The pattern of a line, and True for each of: it has words of its own, it prints values."""
    pattern: list[str] = []
    depth = 0
    own = has_values = False
    for token in _TAG.split("\n".join(pieces)):
        if not _TAG.fullmatch(token):
            words = token.split()
            own = own or bool(words and not depth)
            pattern.append(r"\s*".join(["", *map(re.escape, words), ""]) if not depth else _ANYTHING)
        elif not token.startswith("{#"):
            statement = token[2:-2].strip(" -+") if token.startswith("{%") else ""
            depth += bool(_OPENS.match(statement)) - bool(_CLOSES.match(statement))
            has_values = True
            pattern.append(rf"(?:{re.escape(ticked)}\s*)?" if _TICKED.search(token) else _ANYTHING)
    squeezed = [piece for at, piece in enumerate(pattern) if piece != _ANYTHING or pattern[at - 1 : at] != [_ANYTHING]]
    return "".join(squeezed), own, has_values


def _printed(line: str) -> PrintedLine:
    number, _words, content = line.partition(_WORDS)
    parts = content.split(_CONTROL)
    pieces = tuple(" ".join(piece.split()) for piece in parts[::2])
    return PrintedLine(int(number), OutsideWords(pieces, tuple(parts[1::2])))
