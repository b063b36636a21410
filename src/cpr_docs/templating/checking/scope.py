"""What the names in a template stand for: the fields of the form, the settings, and what a loop gives."""

import difflib
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at, field_of, fields_of
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part
from cpr_docs.templating.filter_reference import LOOP, PARAGRAPHS

_PARAGRAPH = {"text": Kind.LINE, "bullet": Kind.TICK}
_LOOP = {"index": Kind.INTEGER, "length": Kind.INTEGER, "first": Kind.TICK, "last": Kind.TICK}


@dataclass(frozen=True, slots=True)
class Value:
    """What a path leads to."""

    path: str
    """The path from the form's root, ``agencies[].name``; for what is no field, as it is written."""
    kind: str
    type: Any = None
    bilingual: bool = False
    blank: tuple[str, ...] = ()
    """The paths at which there may be nothing: of the value itself and of what it stands in."""

    def may_be_blank(self, present: frozenset[str]) -> bool:
        """Whether there may be no value where there is one at the paths that are `present`."""
        known = max((len(path) for path in present if _leads(path, self.path)), default=0)
        return any(len(path) > known for path in self.blank)


@dataclass(frozen=True, slots=True)
class UnknownPath:
    """A path that leads nowhere, and what may have been meant."""

    path: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a tag can use."""

    form: type[Form]
    settings: type[BaseModel]
    loops: Mapping[str, Value]
    """What each loop around the tag gives, by name."""

    def with_loop(self, name: str, of: Value) -> "Scope":
        """The scope inside a loop."""
        return replace(self, loops={**self.loops, name: of, "loop": Value("loop", LOOP)})

    def at(self, path: str) -> Value | UnknownPath:
        """What the path leads to."""
        first, *rest = path.split(".")
        if first in self.loops:
            return self._of_loop(self.loops[first], first, rest)
        if first == "settings":
            return self._setting(rest)
        if path in IDENTITY:
            return Value(path, Kind.CHOICE, ReviewType) if path == "review_type" else Value(path, Kind.LINE, str)
        return self.field(path)

    def field(self, path: str) -> Value | UnknownPath:
        """The field at a path from the form's root, as the tag of a control names it."""
        if path.partition(".")[0] in IDENTITY:
            return UnknownPath(path, "")
        try:
            return _value_at(self.form, path)
        except KeyError as error:
            return UnknownPath(path, self._suggestion(path, str(error.args[0])))

    def _of_loop(self, row: Value, name: str, rest: list[str]) -> Value | UnknownPath:
        if not rest:
            return row
        if row.kind in (PARAGRAPHS, LOOP):
            known = _PARAGRAPH if row.kind == PARAGRAPHS else _LOOP
            if rest[0] in known and len(rest) == 1:
                return Value(f"{row.path}.{rest[0]}", known[rest[0]])
            return UnknownPath(".".join([name, *rest]), _close(rest[0], known, f"{name}."))
        path = ".".join([row.path, *rest])
        found = self.field(path)
        if isinstance(found, UnknownPath):
            suggestion = found.suggestion.replace(row.path, name) if found.suggestion.startswith(row.path) else ""
            return UnknownPath(".".join([name, *rest]), suggestion)
        # What lies above the row is there or not as the loop says, not as the path alone does.
        blank = (step for step in found.blank if step in row.blank or not _leads(step, row.path))
        return replace(found, blank=tuple(blank))

    def _setting(self, rest: list[str]) -> Value | UnknownPath:
        if len(rest) == 1 and rest[0] in self.settings.model_fields:
            field = field_of(self.settings, rest[0])
            path = f"settings.{rest[0]}"
            return Value(path, field.kind, field.type, field.bilingual, (path,) if field.optional else ())
        known = self.settings.model_fields
        return UnknownPath(".".join(["settings", *rest]), _close(rest[0] if rest else "", known, "settings."))

    def _suggestion(self, path: str, as_far: str) -> str:
        """The nearest path: a name like the one that failed, or a field further down that has its name."""
        above, _dot, failed = as_far.rpartition(".")
        part: Any = field_at(self.form, above).type if above else self.form
        known = [*part.model_fields, *part.DERIVED] if isinstance(part, type) and issubclass(part, Part) else []
        extra = [] if above else [*self.loops, "settings"]
        near = _close(failed.removesuffix("[]"), [*known, *extra], f"{above}." if above else "")
        if near:
            rest = path.removeprefix(as_far)
            return near + rest if rest and self._leads_somewhere(near + rest) else near
        last = path.rpartition(".")[2]
        return next((field.path for field in fields_of(self.form) if field.path.rpartition(".")[2] == last), "")

    def _leads_somewhere(self, path: str) -> bool:
        try:
            field_at(self.form, path)
        except KeyError:
            return False
        return True


def row_of(rows: Value, *, may_be_blank: bool) -> Value:
    """What a loop over a list gives."""
    if rows.kind == PARAGRAPHS:
        return Value(f"{rows.path}|paragraphs", PARAGRAPHS)
    path = f"{rows.path}[]"
    is_part = isinstance(rows.type, type) and issubclass(rows.type, Part)
    kind = Kind.SECTION if is_part else Kind.CHOICE
    return Value(path, kind, rows.type, blank=(*rows.blank, path) if may_be_blank else ())


@functools.lru_cache(maxsize=4096)
def _value_at(form: type[Form], path: str) -> Value:
    field = field_at(form, path)
    return Value(field.path, field.kind, field.type, field.bilingual, tuple(_blank_steps(form, field.path)))


def _blank_steps(form: type[Form], path: str) -> Iterator[str]:
    """The beginnings of the path at which there may be nothing: optional fields, and rows to be filled in."""
    steps = path.split(".")
    for end in range(1, len(steps) + 1):
        step = ".".join(steps[:end])
        field: FormField = field_at(form, step)
        if step.endswith("[]") or field.optional:
            yield step


def _leads(present: str, path: str) -> bool:
    return path == present or path.startswith(f"{present}.")


def _close(name: str, known: Iterable[str], above: str) -> str:
    return next((above + near for near in difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), "")
