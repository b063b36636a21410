"""The names that a tag can use: fields of the form, settings, and loop variables, each resolved to its type."""

import difflib
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import BaseModel

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.models.field_types import ReviewType
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at, field_of, fields_of, part_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parts import Part
from cpr_docs.templating.filter_reference import LOOP, PARAGRAPHS

_PARAGRAPH = {"text": Kind.LINE, "bullet": Kind.TICK, "after_bullet": Kind.TICK}
_LOOP = {"index": Kind.INTEGER, "length": Kind.INTEGER, "first": Kind.TICK, "last": Kind.TICK}


_IDENTITY: Final[Mapping[str, tuple[Kind, type]]] = {
    "form": (Kind.LINE, str),
    "review_type": (Kind.CHOICE, ReviewType),
    "schema_version": (Kind.INTEGER, int),
}


@dataclass(frozen=True, slots=True)
class Value:
    """The value at a path, with its type."""

    path: str
    """The path from the form's root, ``agencies[].name``; the expression as written if it is not a field."""
    kind: str
    type: Any = None
    bilingual: bool = False
    blank_paths: tuple[str, ...] = ()
    """The paths that may be blank: of the value itself, and of the sections and rows around it."""

    def may_be_blank(self, present: frozenset[str]) -> bool:
        """True if the value may be blank although the paths in `present` are not."""
        known = max((len(path) for path in present if _is_prefix(path, self.path)), default=0)
        return any(len(path) > known for path in self.blank_paths)


@dataclass(frozen=True, slots=True)
class UnknownPath:
    """A path that the form does not have, with the closest path that it has."""

    path: str
    suggestion: str
    """The closest path; empty if no path is close."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a tag can use."""

    form: type[AnyForm]
    settings: type[BaseModel]
    loops: Mapping[str, Value]
    """The variables of the loops around the tag, by name."""

    def with_loop(self, name: str, value: Value) -> "Scope":
        """The scope inside a loop."""
        return replace(self, loops={**self.loops, name: value, "loop": Value("loop", LOOP)})

    def resolve(self, path: str) -> Value | UnknownPath:
        """The value at a path as a tag writes it: of a loop variable, a setting or a field."""
        first, *rest = path.split(".")
        if first in self.loops:
            return self._resolve_loop(self.loops[first], first, rest)
        if first == "settings":
            return self._resolve_setting(rest)
        if path in IDENTITY and path in self.form.model_fields:
            kind, type_ = _IDENTITY[path]
            return Value(path, kind, type_)
        return self.resolve_field(path)

    def resolve_field(self, path: str) -> Value | UnknownPath:
        """The field at a path from the form's root, as the tag of a content control names it."""
        if path.partition(".")[0] in IDENTITY:
            return UnknownPath(path, "")
        try:
            return _value_at(self.form, path)
        except KeyError as error:
            return UnknownPath(path, self._suggestion(path, str(error.args[0])))

    def _resolve_loop(self, row: Value, name: str, rest: list[str]) -> Value | UnknownPath:
        if not rest:
            return row
        if row.kind in (PARAGRAPHS, LOOP):
            known = _PARAGRAPH if row.kind == PARAGRAPHS else _LOOP
            if rest[0] in known and len(rest) == 1:
                return Value(f"{row.path}.{rest[0]}", known[rest[0]])
            return UnknownPath(".".join([name, *rest]), _closest(rest[0], known, f"{name}."))
        path = ".".join([row.path, *rest])
        value = self.resolve_field(path)
        if isinstance(value, UnknownPath):
            suggestion = value.suggestion.replace(row.path, name) if value.suggestion.startswith(row.path) else ""
            return UnknownPath(".".join([name, *rest]), suggestion)
        # The loop decides if the row and its ancestors may be blank, so the row's own blank paths replace theirs.
        blank = (step for step in value.blank_paths if step in row.blank_paths or not _is_prefix(step, row.path))
        return replace(value, blank_paths=tuple(blank))

    def _resolve_setting(self, rest: list[str]) -> Value | UnknownPath:
        name, *inner = rest or [""]
        models = {each: part_at(self.settings, [each]) for each in self.settings.model_fields}
        part = models.get(name)
        if inner and part is not None and issubclass(part, Part):
            return _setting(part, tuple(inner), f"settings.{name}.")
        # A setting that is a model of another kind is for the renderer, not for a template.
        known = [each for each, model in models.items() if model is None or issubclass(model, Bilingual)]
        return _setting(self.settings, tuple(rest), "settings.", tuple(known))

    def _suggestion(self, path: str, failed_at: str) -> str:
        """The closest path: with a name like the unknown one, or of a field elsewhere that has this name."""
        parent, _dot, failed = failed_at.rpartition(".")
        part: Any = field_at(self.form, parent).type if parent else self.form
        known = [*part.model_fields, *part.DERIVED] if isinstance(part, type) and issubclass(part, Part) else []
        roots = [] if parent else [*self.loops, "settings"]
        closest = _closest(failed.removesuffix("[]"), [*known, *roots], f"{parent}." if parent else "")
        if closest:
            rest = path.removeprefix(failed_at)
            return closest + rest if rest and self._has_field(closest + rest) else closest
        last = path.rpartition(".")[2]
        return next((field.path for field in fields_of(self.form) if field.path.rpartition(".")[2] == last), "")

    def _has_field(self, path: str) -> bool:
        try:
            field_at(self.form, path)
        except KeyError:
            return False
        return True


def row_value(rows: Value, *, may_be_blank: bool) -> Value:
    """The loop variable of a loop over a list, or over the paragraphs of a text."""
    if rows.kind == PARAGRAPHS:
        return Value(f"{rows.path}|paragraphs", PARAGRAPHS)
    path = f"{rows.path}[]"
    is_part = isinstance(rows.type, type) and issubclass(rows.type, Part)
    kind = Kind.SECTION if is_part else Kind.CHOICE
    return Value(path, kind, rows.type, blank_paths=(*rows.blank_paths, path) if may_be_blank else ())


@functools.lru_cache(maxsize=4096)
def _setting(model: Any, steps: tuple[str, ...], above: str, known: tuple[str, ...] = ()) -> Value | UnknownPath:
    """The value of a setting, or of a part of one, which is in `model`."""
    known = known or tuple(model.model_fields)
    path = above + ".".join(steps)
    if len(steps) == 1 and steps[0] in known:
        field = field_of(model, steps[0])
        return Value(path, field.kind, field.type, field.bilingual, (path,) if field.optional else ())
    return UnknownPath(path.removesuffix("."), _closest(steps[0] if steps else "", known, above))


def _value_at(form: type[AnyForm], path: str) -> Value:
    field = field_at(form, path)
    return Value(field.path, field.kind, field.type, field.bilingual, tuple(_blank_paths(form, field.path)))


def _blank_paths(form: type[AnyForm], path: str) -> Iterator[str]:
    """The prefixes of the path that may be blank: optional fields, and rows: an empty list prints a blank row."""
    steps = path.split(".")
    for end in range(1, len(steps) + 1):
        step = ".".join(steps[:end])
        field: FormField = field_at(form, step)
        if step.endswith("[]") or field.optional:
            yield step


def _is_prefix(prefix: str, path: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}.")


def _closest(name: str, known: Iterable[str], parent: str) -> str:
    return next((parent + near for near in difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), "")
