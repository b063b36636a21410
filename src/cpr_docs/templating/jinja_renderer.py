"""The reference renderer, which renders a template with Jinja itself: slower than its program, with the same output.

It reports where a template fails: the tag, its place, and the row of each list around it. It finds a row's number by
the row's identity; its messages contain no value.

A template must print well-formed XML under any condition: the XML with all bodies printed must be well formed, and the
body of each condition and loop must end inside the same elements in which it began. A body may close elements if it
opens the same again, like a loop from one run of a sentence into another. Values are escaped and contain no tags.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from types import CodeType, TracebackType
from typing import Any
from xml.parsers import expat

from jinja2 import Environment, Template, TemplateSyntaxError, UndefinedError, nodes

from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.language.catalogue import _
from cpr_docs.templating.codegen import generate_program
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filters import LacksLanguage
from cpr_docs.templating.row_ids import BEGIN_ROW, COPY_ID, COPY_NAME, NEXT_ID, ControlIds, CopyIds
from cpr_docs.templating.template_source import TemplateSource, openings_before, tag_at

# Keep in sync with `_FORBIDDEN`, `_BREAKS` and `_PROPERTIES` in `compiled`.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\r]")
_PROPERTIES = "docProps/"
_INSIDE_TEXT = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": ""}

_STATEMENT = re.compile(r"\{%[-+]?\s*(for|endfor)\b\s*(?:(\w+)\s+in\s+([\w.]+))?")
_FILENAME = "<template>"
_NOT_FOUND = object()

TOO_DEEP = "its tags are nested too deeply"


class _TooLong(Exception):
    """A part prints more than the limit."""


class JinjaRenderer:
    """Renders a template with Jinja, part by part."""

    def __init__(self, source: TemplateSource, environment: FormEnvironment) -> None:
        self._source = source
        self._environment = environment
        # Filled on demand, since Jinja compiles a part only after its program has failed.
        self._templates: dict[int, Template] = {}

    @property
    def place(self) -> str:
        """The form, review type and language of the template, for messages."""
        return self._source.place

    def programs(self) -> list[str]:
        """The source of each part's program.

        Raises `TemplateProblem`, with its place, for a tag that is not in the language, or that could break the XML.
        """
        return [self._program(at) for at in range(len(self._source.parts))]

    def _program(self, at: int) -> str:
        with self._with_place(at):
            tree = self._environment.parse(self._source.parts[at][1])
            require_well_formed(tree)
            return generate_program(tree, self._environment.runtime)

    @contextlib.contextmanager
    def _with_place(self, at: int) -> Iterator[None]:
        """Raises errors of Jinja's and Python's parsers as `TemplateProblem`, with their place."""
        name, text = self._source.parts[at]
        try:
            yield
        except TemplateSyntaxError as error:
            place = place_of_line(text, self._places(at), error.lineno) if error.lineno else ""
            raise TemplateProblem(error.message or "", self._place(name, place)) from None
        except (RecursionError, SyntaxError, MemoryError):
            raise self.compile_error(at, TOO_DEEP) from None
        except ValueError:
            raise self.compile_error(at, _("a tag holds a number that is too long")) from None

    def compile_error(self, at: int, message: str) -> TemplateProblem:
        """The error for a part that cannot be compiled."""
        return TemplateProblem(message, self._place(self._source.parts[at][0]))

    def render(self, values: Mapping[str, Any], limit: int) -> list[bytes]:
        """The parts for these values, each of at most `limit` characters.

        Raises `RenderError` with the place of the failure, and `LacksLanguage`.
        """
        # One counter, since ids are unique across parts.
        context = {**values, NEXT_ID: ControlIds()}
        return [self._render_part(at, context, limit) for at in range(len(self._source.parts))]

    def _template(self, at: int) -> Template:
        if at not in self._templates:
            try:
                self._templates[at] = self._environment.from_string(self._source.parts[at][1])
            except (RecursionError, SyntaxError, MemoryError):
                raise self.compile_error(at, TOO_DEEP) from None
        return self._templates[at]

    def _render_part(self, at: int, context: dict[str, Any], limit: int) -> bytes:
        name = self._source.parts[at][0]
        template = self._template(at)
        try:
            chunks = list(_bounded(self._generator(template, name, context), limit))
        except _TooLong:
            raise RenderError(_("prints more than {limit} characters"), self._place(name), limit=limit) from None
        except LacksLanguage:
            raise
        except Exception as error:  # noqa: BLE001 - any exception becomes a RenderError
            # Only Jinja's own message: that of a filter may contain a value.
            place = self._place_of_failure(at, template, context, error)
            if isinstance(error, UndefinedError):
                raise RenderError(error.message or _("failed"), place) from None
            raise RenderError(_("failed with {error}"), place, error=type(error).__name__) from None
        own = set(_constants(template.root_render_func.__code__))
        if any(chunk not in own and _FORBIDDEN.search(chunk) for chunk in chunks):
            place = self._first_forbidden(at, template, own, context)
            raise RenderError(_("a value holds a character that XML cannot hold"), self._place(name, place))
        breaks = " " if name.startswith(_PROPERTIES) else _markup
        return "".join(chunk if chunk in own else _BREAKS.sub(breaks, chunk) for chunk in chunks).encode()

    def _generator(self, template: Template, name: str, context: dict[str, Any]) -> Any:
        environment = self._environment
        copies = CopyIds(context[NEXT_ID])
        own = {COPY_ID: copies.copy_id, COPY_NAME: copies.copy_name, BEGIN_ROW: copies.begin_row}
        return template.root_render_func(environment.context_class(environment, {**context, **own}, name, {}))

    def _places(self, at: int) -> tuple[str, ...]:
        return self._source.places[at] if self._source.places else ()

    def _place(self, part: str, place: str = "") -> str:
        return ", ".join(filter(None, (self._source.place, part, place)))

    def _place_of_failure(self, at: int, template: Template, context: dict[str, Any], error: Exception) -> str:
        name, text = self._source.parts[at]
        entry = _innermost(error.__traceback__)
        line = 0 if entry is None else template.get_corresponding_lineno(entry.tb_lineno)
        names = {} if entry is None else entry.tb_frame.f_locals
        rows = rows_at(text, line, names, context, self._environment)
        return self._place(name, ", ".join(filter(None, (place_of_line(text, self._places(at), line), rows))))

    def _first_forbidden(self, at: int, template: Template, own: set[str], context: dict[str, Any]) -> str:
        """The place of the first value with a forbidden character; renders the part again, value by value."""
        name, text = self._source.parts[at]
        generator = self._generator(template, name, context)
        for chunk in generator:
            if chunk not in own and _FORBIDDEN.search(chunk):
                line = template.get_corresponding_lineno(generator.gi_frame.f_lineno)
                return place_of_line(text, self._places(at), line)
        return ""


def _bounded(chunks: Iterator[str], limit: int) -> Iterator[str]:
    for chunk in chunks:
        limit -= len(chunk)
        if limit < 0:
            raise _TooLong
        yield chunk


def _constants(code: CodeType) -> Iterator[str]:
    """The texts of the template itself."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _constants(constant)


def _markup(match: re.Match[str]) -> str:
    return f'</w:t>{_INSIDE_TEXT[match[0]]}<w:t xml:space="preserve">'


def place_of_line(source: str, places: tuple[str, ...], line: int) -> str:
    """The place and the text of the tag at a line of the source."""
    number, tag = tag_at(source, line)
    place = places[number] if 0 <= number < len(places) else ""
    return ", ".join(filter(None, (place, tag)))


def _innermost(traceback: TracebackType | None) -> TracebackType | None:
    """The innermost entry of a traceback in Jinja's generated code."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _FILENAME:
            found = traceback
        traceback = traceback.tb_next
    return found


def rows_at(
    source: str, line: int, names: Mapping[str, Any], context: Mapping[str, Any], environment: Environment
) -> str:
    """The row of each loop at the line: ``row 3 of agencies``; empty outside loops."""
    found = []
    for level, (variable, path) in enumerate(_loops_around(source, line), start=1):
        row = next((names[name] for name in _candidates(variable, level, names)), _NOT_FOUND)
        rows = _resolve(path, level, names, context, environment)
        if row is _NOT_FOUND or not isinstance(rows, tuple | list):
            continue
        number = next((at for at, other in enumerate(rows, start=1) if other is row), None)
        if number is not None:
            found.append(f"row {number} of {path}")
    return ", ".join(found)


def _loops_around(source: str, line: int) -> list[tuple[str, str]]:
    stack: list[tuple[str, str]] = []
    for opening in openings_before(source, line):
        statement = _STATEMENT.match(opening)
        if statement and statement[1] == "for" and statement[2]:
            stack.append((statement[2], statement[3]))
        elif statement and statement[1] == "endfor" and stack:
            stack.pop()
    return stack


def _candidates(variable: str, level: int, names: Mapping[str, Any]) -> Iterator[str]:
    """The local variables of Jinja's code that may be a loop variable, nearest level first."""
    own = [name for name in names if re.fullmatch(rf"l_\d+_{re.escape(variable)}", name)]
    yield from sorted(own, key=lambda name: abs(_level(name) - level))


def _level(name: str) -> int:
    """The scope level in the name of a local variable of Jinja's code, ``l_2_row``."""
    number = name.removeprefix("l_").partition("_")[0]
    return int(number) if number.isdecimal() else 0


def _resolve(
    path: str, level: int, names: Mapping[str, Any], context: Mapping[str, Any], environment: Environment
) -> Any:
    first, *rest = path.split(".")
    # An outer loop variable may have the name of this loop's variable.
    outer = list(_candidates(first, level - 1, {name: names[name] for name in names if _level(name) < level}))
    value = context.get(first, names[outer[0]] if outer else None)
    for name in rest:
        value = environment.getattr(value, name)
    return value


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
