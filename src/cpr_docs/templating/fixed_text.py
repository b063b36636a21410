"""The text that a template prints outside its controls, paragraph by paragraph.

The template's paragraphs become a small template, in which each paragraph is a line. Rendered with the form that was
read, it yields the text that an unedited document has outside its controls.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.line_breaks import breakable
from cpr_docs.ooxml.content_control import CONTROL
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.copy_controls import is_copy
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.enclosing_blocks import STRAIGHT_QUOTES
from cpr_docs.templating.filters import Program, runtime_args, runtime_for, ticked_words
from cpr_docs.templating.fixed_words import (
    FieldState,
    OutsideWords,
    boxed_paragraphs,
    control_path,
    drawn_in,
    outside_words,
    style_of,
)

# XML forbids these characters, so neither a template nor a value contains them.
_LINE, _WORDS, _CONTROL = "\x02", "\x03", "\x1e"

_BLOCK = re.compile(r"\{%[-+]?\s*(?P<kind>p|tr|tc)\s+(?P<statement>.*?)[-+]?%\}")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})")
_OPENS, _CLOSES = re.compile(r"(?:if|for)\b"), re.compile(r"end(?:if|for)\b")
_BESIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_KINDS = {qn("w:p"): "p", qn("w:tr"): "tr", qn("w:tc"): "tc"}
_PATH = re.compile(r"(?:\{\{[-+]?\s*|\{%[-+]?\s*for\s+\w+\s+in\s+)([A-Za-z_][\w.]*)")
_TICKED = re.compile(r"\|\s*ticked\b")
_ANYTHING = ".*"


class TemplateLine(NamedTuple):
    """A paragraph of a template with text outside its controls."""

    pattern: re.Pattern[str]
    """Matches the text that it can print, for any values."""
    has_words: bool
    """True if it prints fixed text, not values alone."""
    has_values: bool
    """True if it prints values, or part of its text under a condition."""
    is_free: bool
    """True if it has fixed text inside a loop or condition: a document can contain it any number of times."""
    of_settings: bool
    """True if it prints a board's settings, which cannot be read back."""
    is_beside: bool
    """True if it is in a header, a footer or a note."""
    style: str
    """The id of the paragraph's style."""
    paths: tuple[str, ...]
    """The paths in its tags."""


class PrintedLine(NamedTuple):
    """A paragraph that the template prints for a form."""

    number: int
    """The index of its `TemplateLine`."""
    words: OutsideWords


@dataclass(frozen=True, slots=True)
class FixedText:
    """The text of a template outside its controls."""

    lines: tuple[TemplateLine, ...]
    controls: frozenset[str]
    """The paths of its controls, including derived values and lists."""
    program: Program
    language: Language
    drawn: int | None = 0
    """The number of pictures and other objects in the body; None if it depends on a loop or condition."""
    edition: Edition = SCREEN

    @property
    def ticked(self) -> str:
        """The text after a ticked box."""
        return ticked_words(self.language)

    def printed(self, values: Mapping[str, Any]) -> list[PrintedLine]:
        """The paragraphs with text for these values, in order; raises any exception if values are missing."""
        runtime = runtime_for(self.language, mark=True, edition=self.edition)
        pieces = self.program(values.get, int, runtime_args(runtime))
        text = "".join(piece.decode() if isinstance(piece, bytes) else piece for piece in pieces)
        lines = [_parse_line(line) for line in text.split(_LINE)[1:]]
        return [line for line in lines if line.words.text]


class FixedTextSource(NamedTuple):
    """A `FixedText` as picklable data, with the source of its program."""

    lines: tuple[tuple[Any, ...], ...]
    """The fields of each `TemplateLine`, with its pattern as text."""
    controls: tuple[str, ...]
    drawn: int | None
    program: str
    """The source of the program that prints the lines."""


def fixed_text_of(template: Package, language: Language, edition: Edition = SCREEN) -> FixedText:
    """The text of a template outside its controls; raises `TemplateProblem` if it does not compile."""
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.codegen import load_program

    source = fixed_text_source(template, language, edition)
    program = load_program(source.program)
    return restore_fixed_text(source.lines, source.controls, source.drawn, program, language, edition)


def restore_fixed_text(
    lines: Iterable[tuple[Any, ...]],
    controls: Iterable[str],
    drawn: int | None,
    program: Program,
    language: Language,
    edition: Edition = SCREEN,
) -> FixedText:
    """The `FixedText` of a source's data and its loaded program."""
    restored = tuple(TemplateLine(re.compile(pattern, re.DOTALL), *facts) for pattern, *facts in lines)
    return FixedText(restored, frozenset(controls), program, language, drawn, edition)


def fixed_text_source(template: Package, language: Language, edition: Edition = SCREEN) -> FixedTextSource:
    """The source of the text of a template, adapted for its edition; raises `TemplateProblem` for a faulty one."""
    # Imported on use: a wheel renders without Jinja.
    from jinja2 import TemplateError

    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.codegen import generate_program
    from cpr_docs.templating.environment import FormEnvironment

    writer = _SkeletonWriter(language)
    writer.part(parse_xml(template[PartName.DOCUMENT], PartName.DOCUMENT), is_beside=False)
    for name in template:
        if _BESIDE.fullmatch(name):
            writer.part(parse_xml(template[name], name), is_beside=True)
    environment = FormEnvironment(language, mark=True, edition=edition)
    try:
        program = generate_program(environment.parse("".join(writer.source)), environment.runtime)
    except TemplateError as error:
        raise TemplateProblem(error.message or _("does not compile")) from None
    return FixedTextSource(tuple(writer.lines), tuple(sorted(writer.controls)), writer.drawn, program)


class _SkeletonWriter:
    """Writes the lines of a template as Jinja source."""

    def __init__(self, language: Language) -> None:
        self._ticked = ticked_words(language)
        self.source: list[str] = []
        self.lines: list[tuple[Any, ...]] = []
        self.controls: set[str] = set()
        self.drawn: int | None = 0
        self._fields = FieldState()
        self._depth = 0
        self._is_beside = False

    def part(self, root: etree._Element, *, is_beside: bool) -> None:
        """Writes the lines of a part."""
        self._is_beside = is_beside
        self._fields = FieldState()
        self._write(root)

    def _write(self, element: etree._Element) -> None:
        for child in element.iterchildren("*"):
            if child.tag in _KINDS and self._statements(child, _KINDS[child.tag]):
                continue
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == CONTROL and control_path(child):
                self._add_controls([control_path(child)])
            elif child.tag != qn("mc:Fallback"):
                self._write(child)

    def _statements(self, element: etree._Element, kind: str) -> bool:
        """True if docxtpl would replace the element by the statements in it; writes them."""
        text = text_of(element)
        if "{%" not in text:
            return False
        found = [block["statement"] for block in _BLOCK.finditer(text) if block["kind"] == kind]
        if not found or (
            kind != "p" and any(_has_block(inner, kind) for inner in element.iterdescendants(element.tag))
        ):
            return False
        for statement in found:
            self._depth += bool(_OPENS.match(statement)) - bool(_CLOSES.match(statement))
            self.source.append(f"{{% {statement.translate(STRAIGHT_QUOTES)} %}}")
        return True

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = outside_words(paragraph, self._fields)
        self._count_drawn(paragraph)
        self._add_controls(words.tags)
        pieces = [_TAG.sub(lambda tag: tag[0].translate(STRAIGHT_QUOTES), piece) for piece in words.pieces]
        if any(pieces):
            number = len(self.lines)
            inside = "".join(
                f"{piece}{tag}" for piece, tag in zip(pieces, [*_control_marks(words.tags), ""], strict=True)
            )
            self.source.append(f"{_LINE}{number}{_WORDS}{inside}")
            of_settings = "settings." in "".join(pieces)
            pattern, has_words, has_values = _pattern(pieces, self._ticked)
            is_free = self._depth > 0 and has_words
            style = style_of(paragraph)
            paths = tuple(dict.fromkeys(_PATH.findall("".join(pieces))))
            self.lines.append((pattern, has_words, has_values, is_free, of_settings, self._is_beside, style, paths))
        for boxed in boxed_paragraphs(paragraph):
            self._paragraph(boxed)

    def _add_controls(self, tags: Iterable[str]) -> None:
        self.controls |= {tag.partition("=")[0] for tag in tags if not is_copy(tag)}

    def _count_drawn(self, paragraph: etree._Element) -> None:
        count = 0 if self._is_beside else sum(1 for _drawn in drawn_in(paragraph))
        if count:
            self.drawn = None if self._depth or self.drawn is None else self.drawn + count


def _has_block(element: etree._Element, kind: str) -> bool:
    return any(block["kind"] == kind for block in _BLOCK.finditer(text_of(element)))


def _control_marks(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        yield f"{_CONTROL}{tag}{_CONTROL}"


def _pattern(pieces: list[str], ticked: str) -> tuple[str, bool, bool]:
    """The pattern of a line, and two flags: it has fixed text, it prints values."""
    pattern: list[str] = []
    depth = 0
    has_words = has_values = False
    for token in _TAG.split("\n".join(pieces)):
        if not _TAG.fullmatch(token):
            words = token.split()
            has_words = has_words or bool(words and not depth)
            pattern.append(r"\s*".join(["", *map(re.escape, words), ""]) if not depth else _ANYTHING)
        elif not token.startswith("{#"):
            statement = token[2:-2].strip(" -+") if token.startswith("{%") else ""
            depth += bool(_OPENS.match(statement)) - bool(_CLOSES.match(statement))
            has_values = True
            pattern.append(rf"(?:{re.escape(ticked)}\s*)?" if _TICKED.search(token) else _ANYTHING)
    squeezed = [piece for at, piece in enumerate(pattern) if piece != _ANYTHING or pattern[at - 1 : at] != [_ANYTHING]]
    return "".join(squeezed), has_words, has_values


def _parse_line(line: str) -> PrintedLine:
    number, _words, content = line.partition(_WORDS)
    parts = content.split(_CONTROL)
    pieces = tuple(" ".join(breakable(piece).split()) for piece in parts[::2])
    return PrintedLine(int(number), OutsideWords(pieces, tuple(parts[1::2])))
