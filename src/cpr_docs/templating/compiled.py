"""The compiled template, which renders a form to the bytes of a document.

Rendering runs the program of each dynamic part, escapes and encodes all values at once, and compresses these parts;
static parts were packed at compile time. If a program fails, Jinja renders the document again and reports the place of
the failure. If Jinja succeeds, the program was wrong: this is logged and counted.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cpr_docs.templating.filters import LacksLanguage, Program, Runtime, runtime_args
from cpr_docs.templating.row_ids import FIRST_LOOP_ID
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import Packed, SmallParts, complete

if TYPE_CHECKING:
    from cpr_docs.templating.environment import FormEnvironment
    from cpr_docs.templating.jinja_renderer import JinjaRenderer

MAX_OUTPUT = 256 * 2**20
"""The maximum size of a rendered part: bytes of template plus characters of values."""

MAX_PROGRAM = 32 * 2**20
"""The maximum length of a program in characters; the masters' programs have at most a few hundred thousand."""

# Keep in sync with `_FORBIDDEN`, `_BREAKS` and `_PROPERTIES` in `jinja_renderer`, which handles one value at a time.
# Values are joined by NUL and escaped in one pass; XML forbids NUL, so it cannot occur in a value.
_SEPARATOR = "\0"
_FORBIDDEN = bytes({*range(0x20)} - {*b"\t\n\r"})
_FFFE, _FFFF = "\ufffe".encode(), "\uffff".encode()
_ESCAPES = ((b"&", b"&amp;"), (b">", b"&gt;"), (b"<", b"&lt;"), (b"'", b"&#39;"), (b'"', b"&#34;"))
_BREAKS = tuple(
    (char, b'</w:t>%b<w:t xml:space="preserve">' % markup)
    for char, markup in ((b"\n", b"<w:br/>"), (b"\t", b"<w:tab/>"), (b"\r", b""))
)
# A property has text without runs, in which a tab is a space.
_PROPERTIES, _TAB = b"docProps/", dict(_BREAKS)[b"\t"]


class _InvalidOutput(Exception):
    """A rendered part is too large, or contains a character that XML forbids."""


class PartProgram(NamedTuple):
    """The name of a dynamic part in the package, and its program."""

    name: bytes
    program: Program


class CompiledTemplate:
    """A template for one form type and one language; immutable, so that threads can share it."""

    __slots__ = ("_fallbacks", "_jinja_renderer", "_names", "_packed", "_programs", "_runtime_args", "_small_parts")

    def __init__(
        self,
        packed: Packed,
        parts: Sequence[PartProgram],
        runtime: Runtime,
        jinja_renderer: "Callable[[], JinjaRenderer]",
    ) -> None:
        """`jinja_renderer` returns the renderer of the same template for a document whose program failed."""
        self._packed = packed
        self._names = tuple(part.name for part in parts)
        self._programs = tuple(part.program for part in parts)
        self._runtime_args = runtime_args(runtime)
        self._jinja_renderer = jinja_renderer
        self._fallbacks = Fallbacks()
        self._small_parts = SmallParts()

    @property
    def fallbacks(self) -> int:
        """The number of documents that Jinja rendered because a program failed."""
        return self._fallbacks.count

    def render(self, values: Mapping[str, Any]) -> bytes:
        """The document for these values.

        Raises `RenderError` if the template fails, and `LacksLanguage` if a text is missing in its language.
        """
        rendered = self._by_program(values)
        if isinstance(rendered, type):
            failure = rendered
            # Outside the handler: the message of the first error may contain values, and would be chained to Jinja's.
            jinja_renderer = self._jinja_renderer()
            rendered = jinja_renderer.render(values, MAX_OUTPUT)
            self._fallbacks.add(jinja_renderer.place, failure)
        return complete(self._packed, zip(self._names, rendered, strict=True), self._small_parts)

    def _by_program(self, values: Mapping[str, Any]) -> list[bytes] | type[Exception]:
        """The rendered parts, or the type of the exception that a program raised."""
        number = itertools.count(FIRST_LOOP_ID).__next__
        try:
            rendered = [program(values.get, number, self._runtime_args) for program in self._programs]
            return [
                part.replace(_TAB, b" ") if name.startswith(_PROPERTIES) else part
                for name, part in zip(self._names, _encode_parts(rendered), strict=True)
            ]
        except LacksLanguage:
            raise
        except Exception as error:  # noqa: BLE001 - any failure: Jinja renders again and reports where
            return type(error)


class Fallbacks:
    """Counts the documents that Jinja rendered because the program of one template failed, and logs the first."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.count = 0

    def add(self, place: str, failure: type[Exception]) -> None:
        """Counts a document; the log names the template and the exception type, and no value."""
        self.count = next(self._numbers)
        if self.count == 1:
            # Imported on use: only a failure is logged.
            import logging  # here, because the first document starts faster without it

            logging.getLogger("cpr_docs").warning(
                "%s: the generated code failed with %s, and Jinja rendered the document instead; this is slow, and a "
                "mistake of cpr_docs unless `cpr-docs templates check` finds one in the template",
                place,
                failure.__name__,
            )


def compile_template(source: TemplateSource, environment: "FormEnvironment") -> CompiledTemplate:
    """The compiled template; raises `TemplateProblem`, with its place, for a tag that is not in the language."""
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.codegen import load_program
    from cpr_docs.templating.jinja_renderer import TOO_DEEP, JinjaRenderer

    jinja_renderer = JinjaRenderer(source, environment)
    parts = []
    for at, program in enumerate(jinja_renderer.programs()):
        if len(program) > MAX_PROGRAM:
            raise jinja_renderer.compile_error(at, "its conditions make it too large")
        try:
            parts.append(PartProgram(source.parts[at][0].encode(), load_program(program)))
        except (RecursionError, SyntaxError, MemoryError):
            raise jinja_renderer.compile_error(at, TOO_DEEP) from None
    return CompiledTemplate(source.packed, parts, environment.runtime, lambda: jinja_renderer)


def _encode_parts(rendered: list[list[Any]]) -> list[bytes]:
    """The bytes of all parts from their programs' pieces; escapes and encodes all values at once."""
    if any(sum(map(len, pieces)) > MAX_OUTPUT for pieces in rendered):
        raise _InvalidOutput
    values = [value for pieces in rendered for value in pieces[1::2]]
    text = _SEPARATOR.join(values).encode()
    if len(text.translate(None, _FORBIDDEN)) + len(values) - 1 != len(text) and values:
        raise _InvalidOutput
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    for char, markup in _BREAKS:
        text = text.replace(char, markup)
    if _FFFE in text or _FFFF in text:
        raise _InvalidOutput
    encoded, at, parts = text.split(_SEPARATOR.encode()), 0, []
    for pieces in rendered:
        following = at + len(pieces) // 2
        pieces[1::2] = encoded[at:following]
        parts.append(b"".join(pieces))
        at = following
    return parts
