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

from jinja2 import TemplateSyntaxError, UndefinedError

from cpr_docs.errors import RenderError, TemplateProblem
from cpr_docs.templating.archive import Packed, complete
from cpr_docs.templating.environment import ControlIds, FormEnvironment, LacksLanguage

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\r]")
_INSIDE_TEXT = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": ""}
_NEW_LINE_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_HEAD = struct.Struct("<3L")


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template ready for Jinja, as data: it travels to other processes and may lie on disk as bytes."""

    place: str
    """What it is a template for, as an error names it."""
    packed: Packed
    """The parts without tags, packed."""
    parts: tuple[tuple[str, str], ...]
    """The parts with tags: name, and XML as Jinja source with each paragraph on a line of its own."""

    def to_bytes(self) -> bytes:
        """The source as bytes."""
        head = json.dumps([self.place, self.packed.entries, self.parts]).encode()
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
        place, count, parts = json.loads(pieces[0])
        return cls(place, Packed(pieces[1], pieces[2], count), tuple((name, source) for name, source in parts))


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    render: Callable[[Any], Iterator[str]]
    constants: Mapping[str, bytes]


class CompiledTemplate:
    """A template for one form type and one language; it never changes, so that threads may share it."""

    __slots__ = ("_environment", "_packed", "_parts", "_place")

    def __init__(self, source: TemplateSource, environment: FormEnvironment) -> None:
        self._place = source.place
        self._packed = source.packed
        self._environment = environment
        self._parts = tuple(self._compile(name, text) for name, text in source.parts)

    def render(self, values: Mapping[str, Any]) -> bytes:
        """The document for these values.

        Raises `RenderError` when the template fails, and `LacksLanguage` when text is not there in its language.
        """
        context = {**values, "next_id": ControlIds()}
        parts = [(part.name.encode(), self._rendered(part, context)) for part in self._parts]
        return complete(self._packed, parts)

    def _compile(self, name: str, text: str) -> _Part:
        try:
            template = self._environment.from_string(text)
        except TemplateSyntaxError as error:
            raise TemplateProblem(f"{error.message}", f"{self._place}, {name}, paragraph {error.lineno - 1}") from None
        return _Part(name, template.root_render_func, dict(_constants(template.root_render_func.__code__)))

    def _rendered(self, part: _Part, context: dict[str, Any]) -> bytes:
        environment = self._environment
        try:
            chunks = list(part.render(environment.context_class(environment, context, part.name, {})))
        except LacksLanguage:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a template raises arrives as the library's own
            # A filter's own message may hold the value that it failed on.
            message = error.message if isinstance(error, UndefinedError) else f"failed with {type(error).__name__}"
            raise RenderError(message or "failed", f"{self._place}, {part.name}") from None
        found = list(map(part.constants.get, chunks))
        values = [chunk for chunk, constant in zip(chunks, found, strict=True) if constant is None]
        together = "".join(values)
        if _BREAKS.search(together):
            values = [_BREAKS.sub(_markup, value) for value in values]
        if _FORBIDDEN.search(together):
            raise RenderError("a value holds a character that XML cannot hold", f"{self._place}, {part.name}")
        encoded = iter([str.encode(value) for value in values])
        return b"".join([next(encoded) if constant is None else constant for constant in found])


def _constants(code: CodeType) -> Iterator[tuple[str, bytes]]:
    """Every text that the template itself prints, encoded once instead of in every document."""
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant, _NEW_LINE_BEFORE_PARAGRAPH.sub("", constant).encode()
        elif isinstance(constant, CodeType):
            yield from _constants(constant)


def _markup(match: re.Match[str]) -> str:
    return f'</w:t>{_INSIDE_TEXT[match[0]]}<w:t xml:space="preserve">'
