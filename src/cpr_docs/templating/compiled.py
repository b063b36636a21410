"""A template compiled once, which renders many times: from a form to the bytes of a document.

Rendering runs the program of each part over the form itself, escapes and encodes all values of a part at once, and
compresses the few parts that have tags; the others were packed at compile time. Whatever fails is rendered once more
by Jinja, which knows the place of it: so a program has to be right, and never has to explain itself. Where Jinja does
not fail too, the program was wrong: that is logged and counted.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cpr_docs.templating.filters import LacksLanguage, Program, Runtime, runtime_args
from cpr_docs.templating.row_ids import FIRST_LOOP_ID
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import Packed, complete

if TYPE_CHECKING:
    from cpr_docs.templating.environment import FormEnvironment
    from cpr_docs.templating.jinja_renderer import ByJinja

__all__ = ["CompiledTemplate", "PartProgram", "TemplateSource", "compiled"]

MAX_OUTPUT = 256 * 2**20
"""How much one part may print, in bytes of its own and characters of values: what a form holds, but not without end."""

MAX_PROGRAM = 32 * 2**20
"""How long a program may be, in characters; those of the masters have at most a few hundred thousand."""

# What a value may not hold and what is made of it are the same in `by_jinja`, where one is looked at alone.
# This stands between values while they are one text; XML cannot hold it, so that no value may either.
_BETWEEN = "\0"
_END = b"\0"
_FORBIDDEN = bytes({*range(0x20)} - {*b"\t\n\r"})
_FFFE, _FFFF = "\ufffe".encode(), "\uffff".encode()
_ESCAPES = ((b"&", b"&amp;"), (b">", b"&gt;"), (b"<", b"&lt;"), (b"'", b"&#39;"), (b'"', b"&#34;"))
_BREAKS = tuple(
    (sign, b'</w:t>%b<w:t xml:space="preserve">' % markup)
    for sign, markup in ((b"\n", b"<w:br/>"), (b"\t", b"<w:tab/>"), (b"\r", b""))
)


class _Refused(Exception):
    """A part that was made may not be printed."""


class PartProgram(NamedTuple):
    """A part with tags: its name in the package, and what prints it."""

    name: bytes
    program: Program


class CompiledTemplate:
    """A template for one form type and one language; it never changes, so that threads may share it."""

    __slots__ = ("_by_jinja", "_fallbacks", "_names", "_packed", "_programs", "_tools")

    def __init__(
        self, packed: Packed, parts: Sequence[PartProgram], values: Runtime, by_jinja: "Callable[[], ByJinja]"
    ) -> None:
        """`by_jinja` gives what renders the same template when its program has failed."""
        self._packed = packed
        self._names = tuple(part.name for part in parts)
        self._programs = tuple(part.program for part in parts)
        self._tools = runtime_args(values)
        self._by_jinja = by_jinja
        self._fallbacks = Fallbacks()

    @property
    def fallbacks(self) -> int:
        """The number of documents that Jinja rendered because a program failed."""
        return self._fallbacks.count

    def render(self, values: Mapping[str, Any]) -> bytes:
        """The document for these values.

        Raises `RenderError` when the template fails, and `LacksLanguage` when text is not there in its language.
        """
        rendered = self._by_program(values)
        if isinstance(rendered, type):
            failure = rendered
            # Not inside a handler: the error that a traceback would print beside Jinja's may hold values.
            by_jinja = self._by_jinja()
            rendered = by_jinja.render(values, MAX_OUTPUT)
            self._fallbacks.add(by_jinja.place, failure)
        return complete(self._packed, zip(self._names, rendered, strict=True))

    def _by_program(self, values: Mapping[str, Any]) -> list[bytes] | type[Exception]:
        """The parts, or with what kind of error a program failed."""
        number = itertools.count(FIRST_LOOP_ID).__next__
        try:
            return _parts([program(values.get, number, self._tools) for program in self._programs])
        except LacksLanguage:
            raise
        except Exception as error:  # noqa: BLE001 - any failure: Jinja renders again and reports where
            return type(error)


class Fallbacks:
    """Counts the documents of one template that Jinja rendered in place of its program, and logs the first."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.count = 0

    def add(self, place: str, failure: type[Exception]) -> None:
        """Counts one more; the log names the template and the kind of failure, and no value."""
        self.count = next(self._numbers)
        if self.count == 1:
            import logging  # a first document starts without it

            logging.getLogger("cpr_docs").warning(
                "%s: the generated code failed with %s, and Jinja rendered the document instead; this is slow, and a "
                "mistake of cpr_docs unless `cpr-docs templates check` finds one in the template",
                place,
                failure.__name__,
            )


def compiled(source: TemplateSource, environment: "FormEnvironment") -> CompiledTemplate:
    """The template compiled; raises `TemplateProblem` with the place of what is not in the language."""
    from cpr_docs.templating.codegen import load
    from cpr_docs.templating.jinja_renderer import TOO_DEEP, ByJinja

    by_jinja = ByJinja(source, environment)
    parts = []
    for at, program in enumerate(by_jinja.programs()):
        if len(program) > MAX_PROGRAM:
            raise by_jinja.refused(at, "its conditions make it too large")
        try:
            parts.append(PartProgram(source.parts[at][0].encode(), load(program)))
        except (RecursionError, SyntaxError, MemoryError):
            raise by_jinja.refused(at, TOO_DEEP) from None
    return CompiledTemplate(source.packed, parts, environment.values, lambda: by_jinja)


def _parts(printed: list[list[Any]]) -> list[bytes]:
    """The bytes of all parts, from their programs' pieces: the values among them escaped and encoded at once."""
    if any(sum(map(len, pieces)) > MAX_OUTPUT for pieces in printed):
        raise _Refused
    values = [value for pieces in printed for value in pieces[1::2]]
    text = _BETWEEN.join(values).encode()
    if len(text.translate(None, _FORBIDDEN)) + len(values) - 1 != len(text) and values:
        raise _Refused
    for sign, escape in _ESCAPES:
        text = text.replace(sign, escape)
    for sign, markup in _BREAKS:
        text = text.replace(sign, markup)
    if _FFFE in text or _FFFF in text:
        raise _Refused
    encoded, at, parts = text.split(_END), 0, []
    for pieces in printed:
        following = at + len(pieces) // 2
        pieces[1::2] = encoded[at:following]
        parts.append(b"".join(pieces))
        at = following
    return parts
