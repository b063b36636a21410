"""The fields of a form by path: kind, type and label.

A path begins at the form's root: ``timetable.first_panel_on``; ``[]`` after a name denotes each row of a list:
``amendments[].reason``.
"""

import datetime
import functools
import re
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cpr_docs.language.bilingual import Bilingual, BilingualProse
from cpr_docs.language.catalogue import Sentence, p_, translate
from cpr_docs.language.languages import Language
from cpr_docs.language.text import TextKind
from cpr_docs.models.field_types import Choice, FieldModel, Label, Month, ReviewType

_INDEX = re.compile(r"\[\d+\]")

IDENTITY = frozenset({"form", "review_type", "schema_version"})
"""The fields that a document has in its custom properties, and does not print."""


def may_test(part: type[FieldModel], name: str) -> bool:
    """True if a condition may name the direct field: the review type can differ where one class has both types."""
    info = part.model_fields.get(name)
    if name == "review_type" and info is not None:
        return info.annotation is ReviewType
    return (info is not None and name not in IDENTITY) or name in part.DERIVED


class Kind(StrEnum):
    """The kind of a field's value, which determines its formatter and its content control."""

    LINE = "line"
    PROSE = "prose"
    DATE = "date"
    MONTH = "month"
    TIME = "time"
    MONEY = "money"
    INTEGER = "integer"
    TICK = "tick"
    YES_NO = "yes or no"
    CHOICE = "choice"
    CHOICES = "choices"
    SECTION = "section"
    ROWS = "rows"

    def text(self, language: Language | str = Language.ENGLISH) -> str:
        """The kind in the words of a message."""
        return translate(_KIND_WORDS[self], Language(language))


_KIND_WORDS: dict[Kind, str] = {
    Kind.LINE: p_("kind of field", "line"),
    Kind.PROSE: p_("kind of field", "prose"),
    Kind.DATE: p_("kind of field", "date"),
    Kind.MONTH: p_("kind of field", "month"),
    Kind.TIME: p_("kind of field", "time"),
    Kind.MONEY: p_("kind of field", "money"),
    Kind.INTEGER: p_("kind of field", "integer"),
    Kind.TICK: p_("kind of field", "tick"),
    Kind.YES_NO: p_("kind of field", "yes or no"),
    Kind.CHOICE: p_("kind of field", "choice"),
    Kind.CHOICES: p_("kind of field", "choices"),
    Kind.SECTION: p_("kind of field", "section"),
    Kind.ROWS: p_("kind of field", "rows"),
}


_KINDS: dict[type, Kind] = {
    datetime.date: Kind.DATE,
    Month: Kind.MONTH,
    datetime.time: Kind.TIME,
    Decimal: Kind.MONEY,
    int: Kind.INTEGER,
}


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form, with the path that identifies it."""

    path: str
    kind: Kind
    type: Any
    """The type of the value, without None; for rows and sections, the part; for choices, the class of the answers."""
    label: Label
    bilingual: bool
    optional: bool
    """True if the field itself may be blank."""
    absent: bool
    """True if the path may have no value, because the field, a section above it or the row may be blank."""
    derived: bool = False
    """True if the value is derived from others, so that it is printed but not read back."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The values of the answers to a question; empty for a single tick and for other kinds."""
        if self.kind is Kind.YES_NO:
            return "yes", "no"
        return tuple(self.type) if self.kind in (Kind.CHOICE, Kind.CHOICES) else ()


def field_at(form: type[FieldModel], path: str) -> FormField:
    """The field at the path; raises `KeyError` with the path up to its first unknown step."""
    return _field_at(form, path)


@dataclass(frozen=True, slots=True)
class FieldPaths:
    """The set of paths of a form: fields, derived fields, sections and lists."""

    form: type[FieldModel]

    def __contains__(self, path: object) -> bool:
        if str(path).partition(".")[0] in IDENTITY:
            return False
        try:
            field_at(self.form, str(path))
        except KeyError:
            return False
        return True


@functools.cache
def _field_at(form: type[FieldModel], path: str) -> FormField:
    part: Any = form
    field: FormField | None = None
    absent = False
    steps: list[str] = []
    for step in path.split("."):
        steps.append(step)
        parent, field = field, _direct_field(part, step.removesuffix("[]"))
        if field is None or (step.endswith("[]") and field.kind is not Kind.ROWS):
            raise KeyError(".".join(steps))
        absent = absent or field.absent or (parent is not None and parent.kind is Kind.ROWS)
        part = field.type
    assert field is not None
    return replace(field, path=path, absent=absent)


@functools.cache
def _direct_field(part: Any, name: str) -> FormField | None:
    """The direct field of a part, or None if it has none, or is not a part."""
    if not (isinstance(part, type) and issubclass(part, FieldModel)):
        return None
    if name in part.model_fields:
        return _form_field(name, part.model_fields[name])
    return _derived_field(part, name) if name in part.DERIVED else None


def fields_of(form: type[FieldModel]) -> Iterator[FormField]:
    """Every field except sections and lists, in the order of the models; fields of rows as ``name[].field``."""
    for name in form.model_fields:
        if name not in IDENTITY:
            yield from _fields_below(form, name)


def _fields_below(form: type[FieldModel], path: str) -> Iterator[FormField]:
    field = field_at(form, path)
    if field.kind in (Kind.SECTION, Kind.ROWS):
        step = f"{path}[]." if field.kind is Kind.ROWS else f"{path}."
        for name in field.type.model_fields:
            yield from _fields_below(form, step + name)
    else:
        yield field


def since(form: type[FieldModel], path: str) -> tuple[int, int]:
    """The versions of the form and of the library that added the field at the path.

    Each is the highest `since` of the labels along the path; a label counts for the form or for the library, depending
    on the module that defines it.
    """
    of_form = of_library = 1
    part: Any = form
    for step in path.split("."):
        field = field_at(part, step.removesuffix("[]"))
        if declaring_module(part, field.path).startswith("cpr_docs."):
            of_library = max(of_library, field.label.since)
        else:
            of_form = max(of_form, field.label.since)
        part = field.type
    return of_form, of_library


def declaring_module(part: type[FieldModel], name: str) -> str:
    """The module of the class that declares the field of a part as it is; it decides whose version counts."""
    field = _direct_field(part, name)
    owners = [cls for cls in part.__mro__ if issubclass(cls, FieldModel) and _direct_field(cls, name) == field]
    return owners[-1].__module__


def part_at(model: type[BaseModel], names: Iterable[str]) -> type[BaseModel] | None:
    """The part of the model at the path of names, or None if there is none."""
    part: Any = model
    for name in names:
        if not (isinstance(part, type) and issubclass(part, BaseModel)) or name not in part.model_fields:
            return None
        part, _optional = _unwrap(part.model_fields[name].annotation)
        if typing.get_origin(part) is tuple:
            part, _optional = _unwrap(typing.get_args(part)[0])
    return part if isinstance(part, type) and issubclass(part, BaseModel) else None


def field_of(model: type[BaseModel], name: str) -> FormField:
    """A field of a model that is not a form, such as a board's settings; raises `KeyError` if there is none."""
    return _form_field(name, model.model_fields[name])


def label_of(form: type[FieldModel], name: str) -> Label:
    """The label of a field of the part."""
    return _label(name, form.model_fields[name])


def label_at(model: type[BaseModel], path: str) -> str:
    """The label of the field at a data path such as ``amendments[2].reason.cy``, for messages; empty without one."""
    names = _INDEX.sub("", path).split(".")
    while names and names[-1] in ("en", "cy"):
        names.pop()
    part = part_at(model, names[:-1]) if names else None
    info = part.model_fields.get(names[-1]) if part is not None else None
    labels = () if info is None else (extra.title for extra in info.metadata if isinstance(extra, Label))
    return next((Sentence(label) for label in labels), "")


def says_row(form: type[FieldModel], path: str) -> bool:
    """True for a field of a row that says to which row of another list it belongs (`Label.row_for`)."""
    above, brackets, name = path.rpartition("[].")
    other = field_at(form, above).label.row_for if brackets and "." not in name else ""
    return bool(other) and name in field_at(form, other).type.model_fields


def _label(name: str, info: FieldInfo) -> Label:
    for extra in info.metadata:
        if isinstance(extra, Label):
            return extra
    return Label(name.replace("_", " ").capitalize(), "")


def _form_field(name: str, info: FieldInfo) -> FormField:
    annotation, optional = _unwrap(info.annotation)
    label = _label(name, info)
    kind, type_ = _kind_and_type(annotation, optional, label, [*info.metadata, *_metadata(info.annotation)])
    bilingual = isinstance(type_, type) and issubclass(type_, Bilingual)
    return FormField(name, kind, type_, label, bilingual, optional, absent=optional)


def _derived_field(part: type[FieldModel], name: str) -> FormField:
    returned = typing.get_type_hints(getattr(part, name).fget)["return"]
    annotation, optional = _unwrap(returned)
    label = part.DERIVED[name]
    kind, type_ = _kind_and_type(annotation, optional, label, ())
    return FormField(name, kind, type_, label, False, optional, absent=optional, derived=True)


def _kind_and_type(annotation: Any, optional: bool, label: Label, metadata: Iterable[Any]) -> tuple[Kind, Any]:
    if typing.get_origin(annotation) is tuple:
        item = _unwrap(typing.get_args(annotation)[0])[0]
        return (Kind.CHOICES if isinstance(item, type) and issubclass(item, Choice) else Kind.ROWS), item
    if annotation is str:
        kinds = [extra for extra in metadata if isinstance(extra, TextKind)]
        return (Kind.PROSE if TextKind.PROSE in kinds else Kind.LINE), str
    if annotation is bool:
        return (Kind.YES_NO if optional or label.answers else Kind.TICK), bool
    if isinstance(annotation, type):
        if issubclass(annotation, Bilingual):
            return (Kind.PROSE if issubclass(annotation, BilingualProse) else Kind.LINE), annotation
        if issubclass(annotation, FieldModel):
            return Kind.SECTION, annotation
        if issubclass(annotation, Choice):
            return Kind.CHOICE, annotation
        if annotation in _KINDS:
            return _KINDS[annotation], annotation
    raise TypeError(f"a form cannot hold a {annotation!r}")


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """The annotation without Annotated and None, and True if it allowed None."""
    optional = False
    while True:
        if typing.get_origin(annotation) is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif typing.get_origin(annotation) in (typing.Union, types.UnionType):
            members = [member for member in typing.get_args(annotation) if member is not type(None)]
            if len(members) != 1:
                raise TypeError(f"a form cannot hold one of several types: {annotation!r}")
            optional = optional or len(members) < len(typing.get_args(annotation))
            annotation = members[0]
        else:
            return annotation, optional


def _metadata(annotation: Any) -> Iterator[Any]:
    for argument in typing.get_args(annotation):
        if isinstance(argument, TextKind):
            yield argument
        else:
            yield from _metadata(argument)
