"""Drafts: forms in progress, of which only some values are known.

The data of a draft is the form's own JSON, as far as it goes. A required field without a value is a blank of the draft,
and a field whose condition nobody can judge yet is not asked yet; everything else that is wrong is refused.
"""

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

import pydantic

from cpr_docs.arguments import require
from cpr_docs.errors import InvalidForm, Problem
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import FieldModel, ReviewType
from cpr_docs.models.fields import IDENTITY, part_at
from cpr_docs.models.missing_language import missing_problems
from cpr_docs.models.partial import partial_part
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of
from cpr_docs.models.registry import named_form_class
from cpr_docs.models.schema_version import FIELD

_FormT = TypeVar("_FormT", bound=Part)

BLANK_CODES = frozenset({"missing", "required", "too_short"})
"""The codes of problems that a draft has as blanks."""


@dataclass(frozen=True, slots=True, repr=False)
class Draft(Generic[_FormT]):
    """A form in progress: the values that are known, and the paths of those that are required and not known.

    `AnyForm.draft` makes one from data, `cpr_docs.blank` one of nothing. Its `repr` shows no value.
    """

    form_type: type[_FormT]
    """The class of the form, for its review type."""
    values: _FormT
    """The known values as an instance of the class, which was not validated: an unknown value is None.

    Rows are a tuple, a section that may be blank is None, and one that is required is there, with its values unknown.
    """
    blanks: tuple[str, ...]
    """The paths of what is required and not known."""

    def __repr__(self) -> str:
        return f"<Draft of {_subject(self.form_type)}, blanks: {len(self.blanks)}>"

    @property
    def data(self) -> dict[str, Any]:
        """The canonical JSON object of the known values; a new one each time."""
        return data_of(self.values)

    @property
    def is_blank(self) -> bool:
        """True if nothing is known but the form, its review type, its version, and what every blank begins with."""
        known = {name: value for name, value in self.data.items() if name not in IDENTITY}
        form_type: Any = self.form_type
        return not known or known == form_type.preset(self.review_type)

    @property
    def case_identifier(self) -> str | None:
        """The identifier of the case, if it is known."""
        identifier: str | None = getattr(self.values, "case_identifier", None)
        return identifier

    @property
    def review_type(self) -> str:
        """The review type; empty for a form without one."""
        return getattr(self.values, "review_type", None) or ""

    def form(self) -> _FormT:
        """The form; raises `InvalidForm` with the blanks while there are any."""
        form_type: Any = self.form_type
        form: _FormT = form_type.parse(self.data)
        return form

    def to_json(self) -> str:
        """The data as JSON, which `AnyForm.draft` accepts."""
        return json.dumps(self.data, ensure_ascii=False, indent=2) + "\n"

    def in_language(self, language: Language | str) -> Self:
        """The draft with text in that language only."""
        draft = _draft(self.form_type, filled(self.values.in_language(language)))
        return type(self)(draft.form_type, draft.values, draft.blanks)

    def lacking(self, language: Language | str) -> Iterator[str]:
        """The paths of all text that is known, and missing in the language."""
        return self.values.lacking(language)

    def require(self, language: Language | str) -> None:
        """Raises `MissingLanguage` with the paths of all text that is known, and missing in the language."""
        values: Any = self.values
        values.require(language)


def draft_of(form_type: type[_FormT], data: dict[str, Any]) -> Draft[_FormT]:
    """The draft of the data of a variant; raises `InvalidForm` for problems that are no blanks."""
    problems, values = examine(form_type, data)
    refused = [problem for problem in problems if problem.code not in BLANK_CODES]
    if refused:
        raise InvalidForm(_subject(form_type), refused)
    known = filled(values)
    if known.__dict__[FIELD] != _newest(form_type):
        newest = {**data_of(known), FIELD: _newest(form_type)}
        if {*_keys(examine(form_type, newest)[0])} <= {*_keys(problems)}:
            # No rule that is newer than the data is broken.
            known.__dict__[FIELD] = _newest(form_type)
    return _draft(form_type, known)


def _draft(form_type: type[_FormT], known: _FormT) -> Draft[_FormT]:
    # Paths count the rows that are kept.
    problems, _values = examine(form_type, data_of(known))
    return Draft(form_type, known, tuple(dict.fromkeys(problem.path for problem in problems)))


def examine(form_type: type[_FormT], data: Any) -> tuple[list[Problem], _FormT]:
    """All problems of the data of a variant, and an instance with the values that are known."""
    try:
        return [], form_type.model_validate(data)
    except pydantic.ValidationError as error:
        problems = problems_of(error, form_type)
        wrong = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
    values: Any = None if () in wrong else partial_part(form_type, data, wrong)
    if values is None:
        values = form_type.model_construct()
    return problems, values


def filled(part: _FormT) -> _FormT:
    """The part with None for each unknown value, and without blank sections and rows."""
    cls: Any = type(part)
    values: dict[str, Any] = {name: _filled_value(cls, name, part.__dict__.get(name)) for name in cls.model_fields}
    known: _FormT = cls.model_construct(**values)
    return known


def _filled_value(part: type[FieldModel], name: str, value: Any) -> Any:
    info = part.model_fields[name]
    inner: Any = part_at(part, [name])
    if isinstance(value, tuple) and inner is not None:
        rows = (filled(row) for row in value if row is not None)
        return tuple(row for row in rows if not row.is_blank())
    if isinstance(value, Part):
        known = filled(value)
        return None if known.is_blank() and not info.is_required() else known
    if value is not None or not info.is_required():
        return info.default if value is None else value
    if typing.get_origin(info.annotation) is tuple:
        return ()
    return filled(inner.model_construct()) if inner is not None and issubclass(inner, Part) else None


def data_of(part: Part) -> dict[str, Any]:
    """The known values as data, without blanks and defaults; the version of a form is always there."""
    data: dict[str, Any] = _without_empty(
        part.model_dump(mode="json", exclude_none=True, exclude_defaults=True, warnings=False)
    )
    if FIELD in part.__dict__:
        data[FIELD] = part.__dict__[FIELD]
    return {name: data[name] for name in type(part).model_fields if name in data}


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_empty(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner not in ({}, [])}
    return [_without_empty(row) for row in value] if isinstance(value, list) else value


def problems_in(form_type: type[Part], data: Any, language: Language | None) -> Iterator[Problem]:
    """All problems of the data of a variant, blanks included, and the known text that is missing in the language."""
    problems, values = examine(form_type, data)
    yield from problems
    if language is not None:
        found = {problem.path for problem in problems}
        yield from (each for each in missing_problems(values, language) if each.path not in found)


def _keys(problems: list[Problem]) -> Iterator[tuple[str, str]]:
    return ((problem.path, problem.code) for problem in problems)


def blank(form: "str | type[Any]", review_type: ReviewType | str | None = None) -> Draft[Any]:
    """The draft of a form in which nothing is filled in but its `preset`, to be handed out.

    `form` is the name of a form of the guidance, or a class; a form without a review, and a class of one review type,
    need no `review_type`. Raises `ValueError` for a name or a review type that does not exist.
    """
    base: Any = named_form_class(form) if isinstance(form, str) else form
    require("form", base, type, "the name or the class of a form")
    variant = base if review_type is None and base in base.variants() else base.variant(review_type)
    data = {"form": variant.name(), FIELD: variant.SCHEMA_VERSION}
    types = variant.review_types()
    if types:
        if review_type is None and len(types) > 1:
            raise ValueError(f"review_type must be one of: {', '.join(types)}")
        data["review_type"] = types[0].value if review_type is None else ReviewType(review_type).value
    return draft_of(variant, {**data, **variant.preset(data.get("review_type", ""))})


def _newest(form_type: Any) -> int:
    newest: int = form_type.SCHEMA_VERSION
    return newest


def _subject(form_type: Any) -> str:
    subject: str = form_type.variant_name()
    return subject
