"""A template as Jinja renders it: slower than its program, which prints the same, and with a place for each failure."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from types import CodeType, FrameType, TracebackType
from typing import Any

from jinja2 import Environment, Template, TemplateSyntaxError, UndefinedError

from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.templating.codegen import program_of
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filters import LacksLanguage
from cpr_docs.templating.row_ids import BEGIN_ROW, COPY_ID, COPY_NAME, NEXT_ID, ControlIds, CopyIds
from cpr_docs.templating.template_source import TemplateSource, openings_before, tag_at
from cpr_docs.templating.well_formed import require_well_formed

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\r]")
_INSIDE_TEXT = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": ""}

TOO_DEEP = "its tags are nested too deeply"


class _TooLong(Exception):
    """A part prints more than it may."""


class ByJinja:
    """Renders a template with Jinja itself, part by part."""

    def __init__(self, source: TemplateSource, environment: FormEnvironment) -> None:
        self._source = source
        self._environment = environment
        # Compiled by Jinja only for what a program fails on.
        self._templates: dict[int, Template] = {}

    @property
    def place(self) -> str:
        """The form, review type and language of the template, as an error names them."""
        return self._source.place

    def programs(self) -> list[str]:
        """The program of each part.

        Raises `TemplateProblem` with the place of what is not in the language, or would print what is no XML.
        """
        return [self._program(at) for at in range(len(self._source.parts))]

    def _program(self, at: int) -> str:
        with self._placed(at):
            tree = self._environment.parse(self._source.parts[at][1])
            require_well_formed(tree)
            return program_of(tree, self._environment.values)

    @contextlib.contextmanager
    def _placed(self, at: int) -> Iterator[None]:
        """Gives what Jinja and Python refuse its place."""
        name, text = self._source.parts[at]
        try:
            yield
        except TemplateSyntaxError as error:
            place = place_of_line(text, self._places(at), error.lineno) if error.lineno else ""
            raise TemplateProblem(error.message or "", self._at(name, place)) from None
        except (RecursionError, SyntaxError, MemoryError):
            raise self.refused(at, TOO_DEEP) from None
        except ValueError:
            raise self.refused(at, "a tag holds a number that is too long") from None

    def refused(self, at: int, message: str) -> TemplateProblem:
        """The error of a part of which no program can be made."""
        return TemplateProblem(message, self._at(self._source.parts[at][0]))

    def render(self, values: Mapping[str, Any], limit: int) -> list[bytes]:
        """The parts for these values, each of at most so many characters.

        Raises `RenderError` with the place where it fails, and `LacksLanguage`.
        """
        # Ids count on from part to part.
        context = {**values, NEXT_ID: ControlIds()}
        return [self._rendered(at, context, limit) for at in range(len(self._source.parts))]

    def _template(self, at: int) -> Template:
        if at not in self._templates:
            try:
                self._templates[at] = self._environment.from_string(self._source.parts[at][1])
            except (RecursionError, SyntaxError, MemoryError):
                raise self.refused(at, TOO_DEEP) from None
        return self._templates[at]

    def _rendered(self, at: int, context: dict[str, Any], limit: int) -> bytes:
        name = self._source.parts[at][0]
        template = self._template(at)
        try:
            chunks = list(_bounded(self._running(template, name, context), limit))
        except _TooLong:
            raise RenderError(f"prints more than {limit} characters", self._at(name)) from None
        except LacksLanguage:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a template raises arrives as the library's own
            # A filter's own message may hold the value that it failed on.
            message = error.message if isinstance(error, UndefinedError) else f"failed with {type(error).__name__}"
            place = self._failed(at, template, context, error)
            raise RenderError(message or "failed", place) from None
        own = set(_constants(template.root_render_func.__code__))
        if any(chunk not in own and _FORBIDDEN.search(chunk) for chunk in chunks):
            place = self._first_forbidden(at, template, own, context)
            raise RenderError("a value holds a character that XML cannot hold", self._at(name, place))
        return "".join(chunk if chunk in own else _BREAKS.sub(_markup, chunk) for chunk in chunks).encode()

    def _running(self, template: Template, name: str, context: dict[str, Any]) -> Any:
        environment = self._environment
        copies = CopyIds(context[NEXT_ID])
        own = {COPY_ID: copies.copy_id, COPY_NAME: copies.copy_name, BEGIN_ROW: copies.begin_row}
        return template.root_render_func(environment.context_class(environment, {**context, **own}, name, {}))

    def _places(self, at: int) -> tuple[str, ...]:
        return self._source.places[at] if self._source.places else ()

    def _at(self, part: str, place: str = "") -> str:
        return ", ".join(filter(None, (self._source.place, part, place)))

    def _failed(self, at: int, template: Template, context: dict[str, Any], error: Exception) -> str:
        name, text = self._source.parts[at]
        line = failed_line(template, error.__traceback__)
        frame = failed_frame(error.__traceback__)
        names = {} if frame is None else frame.f_locals
        rows = rows_at(text, line, names, context, self._environment)
        return self._at(name, ", ".join(filter(None, (place_of_line(text, self._places(at), line), rows))))

    def _first_forbidden(self, at: int, template: Template, own: set[str], context: dict[str, Any]) -> str:
        """The place of the first value with such a character: printed once more, one by one."""
        name, text = self._source.parts[at]
        running = self._running(template, name, context)
        for chunk in running:
            if chunk not in own and _FORBIDDEN.search(chunk):
                line = template.get_corresponding_lineno(running.gi_frame.f_lineno)
                return place_of_line(text, self._places(at), line)
        return ""


def _bounded(chunks: Iterator[str], limit: int) -> Iterator[str]:
    for chunk in chunks:
        limit -= len(chunk)
        if limit < 0:
            raise _TooLong
        yield chunk


def _constants(code: CodeType) -> Iterator[str]:
    """Every text that the template itself prints."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _constants(constant)


def _markup(match: re.Match[str]) -> str:
    return f'</w:t>{_INSIDE_TEXT[match[0]]}<w:t xml:space="preserve">'


_STATEMENT = re.compile(r"\{%[-+]?\s*(for|endfor)\b\s*(?:(\w+)\s+in\s+([\w.]+))?")
_TEMPLATE = "<template>"


def place_of_line(source: str, places: tuple[str, ...], line: int) -> str:
    """The place and the tag that a line of the source belongs to."""
    number, tag = tag_at(source, line)
    place = places[number] if 0 <= number < len(places) else ""
    return ", ".join(filter(None, (place, tag)))


def failed_frame(traceback: TracebackType | None) -> FrameType | None:
    """The innermost frame of a template's own code."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _TEMPLATE:
            found = traceback.tb_frame
        traceback = traceback.tb_next
    return found


def failed_line(template: Template, traceback: TracebackType | None) -> int:
    """The line of the source at which a template failed; 0 where it was elsewhere."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _TEMPLATE:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


def rows_at(
    source: str, line: int, names: Mapping[str, Any], context: Mapping[str, Any], environment: Environment
) -> str:
    """Which row of each list it was: ``row 3 of agencies``; empty outside of loops."""
    found = []
    for level, (variable, path) in enumerate(_loops_around(source, line), start=1):
        row = next((names[name] for name in _candidates(variable, level, names)), _NONE)
        rows = _resolved(path, level, names, context, environment)
        if row is _NONE or not isinstance(rows, tuple | list):
            continue
        number = next((at for at, one in enumerate(rows, start=1) if one is row), None)
        if number is not None:
            found.append(f"row {number} of {path}")
    return ", ".join(found)


_NONE = object()


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
    """The names that Jinja's code may have for a loop's row, the likeliest first."""
    own = [name for name in names if re.fullmatch(rf"l_\d+_{re.escape(variable)}", name)]
    yield from sorted(own, key=lambda name: abs(_level(name) - level))


def _level(name: str) -> int:
    """The level that Jinja's code gives a name, ``l_2_row``."""
    number = name.removeprefix("l_").partition("_")[0]
    return int(number) if number.isdecimal() else 0


def _resolved(
    path: str, level: int, names: Mapping[str, Any], context: Mapping[str, Any], environment: Environment
) -> Any:
    first, *rest = path.split(".")
    # The row of a loop outside this one, which may have the name of this one's row.
    outer = list(_candidates(first, level - 1, {name: names[name] for name in names if _level(name) < level}))
    value = context.get(first, names[outer[0]] if outer else None)
    for name in rest:
        value = environment.getattr(value, name)
    return value
