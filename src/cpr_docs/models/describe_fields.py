"""The fields of a form described in a language, so that another program can build an input form from them."""

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from cpr_docs.arguments import require
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.asked import asked_along
from cpr_docs.models.field_types import FieldModel, ReviewType
from cpr_docs.models.fields import IDENTITY, FormField, Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import named_form_class
from cpr_docs.models.schema import docstring_of


@dataclass(frozen=True, slots=True)
class FieldOption:
    """An answer that a field accepts."""

    value: str | bool
    """The answer in the data."""
    label: str
    """Its label, in the language that was asked for."""


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """A field of a form, or a section or list of fields, as somebody who fills in the form meets it."""

    path: str
    """The path from the form's root; ``[]`` stands for each row of a list: ``amendments[].reason``."""
    label: str
    """The label, in the language that was asked for."""
    kind: Kind
    """The kind of value; a `section` and `rows` hold the fields whose paths begin with theirs."""
    required: bool
    """True if data without a value is refused, as long as its section or row holds anything."""
    bilingual: bool
    """True if the value is text in English and Welsh, an object with `en` and `cy`."""
    options: tuple[FieldOption, ...]
    """The answers, for a choice, for choices and for yes or no; empty for other kinds."""
    length: int | None
    """The highest number of characters; None where only the document's size limits the text."""
    review_types: tuple[ReviewType, ...]
    """The review types whose forms have the field; none for a form without a review."""
    help: str
    """A sentence on the field, in English."""
    source: str
    """The paragraph or annex of the guidance that asks for the field."""
    asked: str = ""
    """The condition under which the field is asked, in the language that was asked for; empty if it always is."""


def fields(form: str | type[AnyForm], language: Language | str = Language.ENGLISH) -> tuple[FieldDescription, ...]:
    """The fields of a form, in the order of the data, with labels and options in the language.

    `form` is the name of a form of the guidance, or a class. Derived values are left out: no data holds them. Raises
    `ValueError` for a name or a language that does not exist.
    """
    chosen = Language(language)
    if isinstance(form, str):
        form = named_form_class(form)
    require("form", form, type, "the name or the class of a form")
    variants = typing.cast(type[AnyForm], form).variants()
    found: dict[str, tuple[type[AnyForm], list[ReviewType]]] = {}
    for variant in variants:
        for path in _paths(variant):
            found.setdefault(path, (variant, []))[1].extend(variant.review_types())
    order = max((list(_paths(variant)) for variant in variants), key=len)
    places = {path: index for index, path in enumerate(order)}
    return tuple(
        _described(variant, path, tuple(types), chosen)
        for path, (variant, types) in sorted(found.items(), key=lambda item: places.get(item[0], len(places)))
    )


def _paths(part: type[FieldModel], prefix: str = "") -> Iterator[str]:
    for name in part.model_fields:
        if name in IDENTITY and not prefix:
            continue
        path = f"{prefix}{name}"
        yield path
        field = field_at(part, name)
        if field.kind in (Kind.SECTION, Kind.ROWS):
            yield from _paths(field.type, f"{path}{'[]' if field.kind is Kind.ROWS else ''}.")


def _described(
    form: type[AnyForm], path: str, review_types: tuple[ReviewType, ...], language: Language
) -> FieldDescription:
    field = field_at(form, path)
    above, _dot, name = path.rpartition(".")
    owner: Any = field_at(form, above).type if above else form
    info = owner.model_fields[name]
    return FieldDescription(
        path=path,
        label=translate(field.label.title, language),
        kind=field.kind,
        required=info.is_required(),
        bilingual=field.bilingual,
        options=tuple(_options(field, language)),
        length=longest_text(info) if field.kind in (Kind.LINE, Kind.PROSE) else None,
        review_types=review_types,
        help=docstring_of(owner, name),
        source=field.label.source,
        asked=" · ".join(each.words().text(language) for each in asked_along(form, path) if each.path == path),
    )


def _options(field: FormField, language: Language) -> Iterator[FieldOption]:
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        for member in field.type:
            yield FieldOption(member.value, translate(member.label, language))
    elif field.label.answers:
        yield FieldOption(True, translate(field.label.answers.yes, language))
        yield FieldOption(False, translate(field.label.answers.no, language))


def longest_text(info: FieldInfo) -> int | None:
    """The greatest length of the text of a field, if it has one."""
    # The limit of an optional field is a part of its type.
    types = [info.metadata, *(getattr(member, "__metadata__", ()) for member in typing.get_args(info.annotation))]
    return next((limit.max_length for limits in types for limit in limits if isinstance(limit, MaxLen)), None)
