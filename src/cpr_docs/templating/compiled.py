"""A template compiled once, which renders many times: from a form to the bytes of a document.

Rendering runs Jinja over the form itself, encodes only what is not the template's own text, searches the values once
for what XML cannot hold, and compresses the few parts that have tags; the others were packed at compile time.
"""

import json
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any, Self

from jinja2 import Template, TemplateSyntaxError, UndefinedError

from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.templating.archive import Packed, complete
from cpr_docs.templating.environment import ControlIds, FormEnvironment, LacksLanguage
from cpr_docs.templating.failures import failed_frame, failed_line, place_of_line, rows_at

MAX_OUTPUT = 256 * 2**20
"""How many characters one part may print: a template repeats what a form holds, but not without end."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\r]")
_INSIDE_TEXT = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": ""}
_MANY_VALUES = 20_000
_HEAD = struct.Struct("<3L")


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template ready for Jinja, as data: it travels to other processes and may lie on disk as bytes."""

    place: str
    """What it is a template for, as an error names it."""
    packed: Packed
    """The parts without tags, packed."""
    parts: tuple[tuple[str, str], ...]
    """The parts with tags: name, and XML as Jinja source in which each tag begins a line of its own."""
    places: tuple[tuple[str, ...], ...] = ()
    """For each of these parts, the place of each of its tags in the template's file."""

    def to_bytes(self) -> bytes:
        """The source as bytes."""
        head = json.dumps([self.place, self.packed.entries, self.parts, self.places]).encode()
        sizes = _HEAD.pack(len(head), len(self.packed.content), len(self.packed.directory))
        return b"".join([sizes, head, self.packed.content, self.packed.directory])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The source that `to_bytes` made."""
        sizes = _HEAD.unpack_from(data)
        pieces, at = [], _HEAD.size
        for size in sizes:
            pieces.append(data[at : at + size])
            at += size
        place, count, parts, places = json.loads(pieces[0])
        packed = Packed(pieces[1], pieces[2], count)
        return cls(place, packed, tuple((name, source) for name, source in parts), tuple(map(tuple, places)))


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    render: Callable[[Any], Iterator[str]]
    constants: Mapping[str, bytes]
    longest: int
    """The length of the longest of its constants."""
    template: Template
    source: str
    places: tuple[str, ...]


class CompiledTemplate:
    """A template for one form type and one language; it never changes, so that threads may share it."""

    __slots__ = ("_environment", "_packed", "_parts", "_place")

    def __init__(self, source: TemplateSource, environment: FormEnvironment) -> None:
        self._place = source.place
        self._packed = source.packed
        self._environment = environment
        places = source.places or ((),) * len(source.parts)
        self._parts = tuple(
            self._compile(name, text, at) for (name, text), at in zip(source.parts, places, strict=True)
        )

    def render(self, values: Mapping[str, Any]) -> bytes:
        """The document for these values.

        Raises `RenderError` when the template fails, and `LacksLanguage` when text is not there in its language.
        """
        context = {**values, "next_id": ControlIds()}
        parts = [(part.name.encode(), self._rendered(part, context)) for part in self._parts]
        return complete(self._packed, parts)

    def _compile(self, name: str, text: str, places: tuple[str, ...]) -> _Part:
        try:
            template = self._environment.from_string(text)
        except TemplateSyntaxError as error:
            place = place_of_line(text, places, error.lineno)
            raise TemplateProblem(error.message or "", self._at(name, place)) from None
        except (RecursionError, SyntaxError, MemoryError):
            raise TemplateProblem("its tags are nested too deeply", self._at(name)) from None
        constants = dict(_constants(template.root_render_func.__code__))
        longest = max(map(len, constants.values()), default=0)
        return _Part(name, template.root_render_func, constants, longest, template, text, places)

    def _rendered(self, part: _Part, context: dict[str, Any]) -> bytes:
        environment = self._environment
        try:
            chunks = list(part.render(environment.context_class(environment, context, part.name, {})))
        except LacksLanguage:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a template raises arrives as the library's own
            # A filter's own message may hold the value that it failed on.
            message = error.message if isinstance(error, UndefinedError) else f"failed with {type(error).__name__}"
            raise RenderError(message or "failed", self._failed(part, context, error)) from None
        found = list(map(part.constants.get, chunks))
        values = [chunk for chunk, constant in zip(chunks, found, strict=True) if constant is None]
        # The template's part of it is bounded without a look at each piece, as long as there are few.
        if len(chunks) * part.longest > MAX_OUTPUT or len(values) > _MANY_VALUES:
            self._require_bounded(part, chunks)
        together = "".join(values)
        if _BREAKS.search(together):
            values = [_BREAKS.sub(_markup, value) for value in values]
        if _FORBIDDEN.search(together):
            place = self._first_forbidden(part, context)
            raise RenderError("a value holds a character that XML cannot hold", self._at(part.name, place))
        encoded = iter([str.encode(value) for value in values])
        return b"".join([next(encoded) if constant is None else constant for constant in found])

    def _require_bounded(self, part: _Part, chunks: list[str]) -> None:
        if sum(map(len, chunks)) > MAX_OUTPUT:
            raise RenderError(f"prints more than {MAX_OUTPUT} characters", self._at(part.name))

    def _at(self, part: str, place: str = "") -> str:
        return ", ".join(filter(None, (self._place, part, place)))

    def _failed(self, part: _Part, context: dict[str, Any], error: Exception) -> str:
        line = failed_line(part.template, error.__traceback__)
        frame = failed_frame(error.__traceback__)
        names = {} if frame is None else frame.f_locals
        rows = rows_at(part.source, line, names, context, self._environment)
        return self._at(part.name, ", ".join(filter(None, (place_of_line(part.source, part.places, line), rows))))

    def _first_forbidden(self, part: _Part, context: dict[str, Any]) -> str:
        """The place of the first value with such a character: printed once more, one by one."""
        running: Any = part.render(self._environment.context_class(self._environment, context, part.name, {}))
        for chunk in running:
            if chunk not in part.constants and _FORBIDDEN.search(chunk):
                line = part.template.get_corresponding_lineno(running.gi_frame.f_lineno)
                return place_of_line(part.source, part.places, line)
        return ""


def _constants(code: CodeType) -> Iterator[tuple[str, bytes]]:
    """Every text that the template itself prints, encoded once instead of in every document."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant, constant.encode()
        elif isinstance(constant, CodeType):
            yield from _constants(constant)


def _markup(match: re.Match[str]) -> str:
    return f'</w:t>{_INSIDE_TEXT[match[0]]}<w:t xml:space="preserve">'
