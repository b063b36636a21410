"""Parts with fields, optional sections, and rows.

Validation removes blank values, so that absence has one representation: blank text and blank sections become None, and
blank rows are removed.
"""

import inspect
import typing
from collections.abc import Iterator
from typing import Annotated, Any, Self, TypeAlias, TypeVar

from pydantic import (
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from cpr_docs.errors import Problem
from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.language.text import is_blank
from cpr_docs.models.blanks import without_blanks
from cpr_docs.models.field_types import FieldModel
from cpr_docs.models.partial import DerivedValue, partial_part
from cpr_docs.models.problems import are_own_rules, location_of, rules_error, without_input
from cpr_docs.models.rules import has_rules, rule_problems, violations

_T = TypeVar("_T")


class Part(FieldModel):
    """A group of fields of a form."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        # Any true value defers the building of the class. `True` itself also defers that of a `TypeAdapter`, whose
        # warnings would then appear after FastAPI has stopped filtering them.
        defer_build=1,  # type: ignore[typeddict-item]
        # `model_copy` and `model_construct` make instances without validation.
        revalidate_instances="always",
    )

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for name in cls.DERIVED:
            value = getattr(cls, name, None)
            if isinstance(value, property) and not isinstance(value, DerivedValue):
                setattr(cls, name, DerivedValue(value.fget))
        if not _is_of_the_library(cls):
            # Before pydantic, which only warns of a name that hides an attribute.
            from cpr_docs.models.check_class import check_names

            check_names(cls, inspect.get_annotations(cls))

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        super().__pydantic_init_subclass__(**options)
        if not _is_of_the_library(cls):
            cls._check_class()

    @classmethod
    def __pydantic_on_complete__(cls) -> None:
        # A type that was declared further down in the module is known now.
        if not _is_of_the_library(cls):
            cls._check_class()

    @classmethod
    def _check_class(cls) -> None:
        """Raises `TypeError` for a mistake in the class, with the field and the remedy."""
        # Imported on use: the guidance's classes are checked by a test, not at each start.
        from cpr_docs.models.check_class import check_part

        check_part(cls)

    @model_validator(mode="before")
    @classmethod
    def _remove_blanks(cls, data: Any) -> Any:
        return without_blanks(cls, data)

    @model_validator(mode="after")
    def _check_rules(self) -> Self:
        problems = tuple(rule_problems(self))
        if problems:
            raise rules_error(problems, type(self).__name__)
        return self

    @model_validator(mode="wrap")
    @classmethod
    def _hide_input(cls, data: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return validate(data)
        except ValidationError as error:
            redacted = without_input(error, cls, cls._further_violations(data, error))
        # Outside the handler: a traceback would otherwise print the first error, which contains the input.
        raise redacted

    @classmethod
    def _further_violations(cls, data: Any, error: ValidationError) -> list[Problem]:
        """The violated rules of which all fields are valid, in data of which other fields are not."""
        if not has_rules(cls) or are_own_rules(error):
            return []
        wrong = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
        part = None if () in wrong else partial_part(cls, data, wrong)
        if part is None:
            return []
        return [problem for problem in violations(part, wrong) if location_of(problem.path) not in wrong]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # Imported on use: the schema module is slow to import, and few programs need it.
        from cpr_docs.models.schema import describe

        described = handler(schema)
        describe(cls, handler.resolve_ref_schema(described))
        return described

    def rules(self) -> Iterator[Problem]:
        """The violated rules that types cannot express, as problems with paths from this part."""
        yield from ()

    def is_blank(self) -> bool:
        """True if no field is filled in."""
        fields = type(self).model_fields
        return all(
            # In a draft a required field may be None, and a required section may be blank.
            value == fields[name].default or value in (None, ()) or (isinstance(value, Part) and value.is_blank())
            for name, value in self.__dict__.items()
        )

    def printed_values(self) -> dict[str, Any]:
        """The values by name, the derived ones among them, as a template knows them."""
        return {**self.__dict__, **{name: getattr(self, name) for name in self.DERIVED}}

    def in_language(self, language: Language | str) -> Self:
        """A copy with text in that language only; parts that become blank are removed."""
        chosen = Language(language)
        return self.model_copy(update={name: _text_in(value, chosen) for name, value in self.__dict__.items()})

    def foreign_words(self, language: Language) -> Iterator[str]:
        """All text that exists in the other language only."""
        for value in self.__dict__.values():
            yield from _foreign(value, language)

    def lacking(self, language: Language | str, path: str = "") -> Iterator[str]:
        """The paths of all text that is missing in the language."""
        chosen = Language(language)
        for name, value in self.__dict__.items():
            yield from _lacking(value, chosen, f"{path}{name}")


def bilingual_values(value: Any, path: str = "") -> Iterator[tuple[str, Bilingual]]:
    """The texts in English and Welsh in a part, a list or a field, with their paths from there."""
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, Part):
        for name, inner in value.__dict__.items():
            yield from bilingual_values(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for index, row in enumerate(value):
            yield from bilingual_values(row, f"{path}[{index}]")


def _is_of_the_library(cls: type) -> bool:
    """True for a class of the library, which the library's tests check, and no import."""
    return cls.__module__.startswith("cpr_docs.")


def _text_in(value: Any, language: Language) -> Any:
    if isinstance(value, Bilingual):
        words = value.text_in(language)
        only: dict[str, Any] = {language.value: words}
        return None if words is None else type(value).model_construct(**only)
    if isinstance(value, Part):
        part = value.in_language(language)
        fields = type(part).model_fields
        # A row without its required words stays, as a row that lacks the language.
        return None if all(each == fields[name].default for name, each in part.__dict__.items()) else part
    if isinstance(value, tuple):
        return tuple(row for row in (_text_in(item, language) for item in value) if row is not None)
    return value


def _foreign(value: Any, language: Language) -> Iterator[str]:
    if isinstance(value, Bilingual):
        words = value.text_in(language.other)
        if words is not None and value.text_in(language) is None:
            yield words
    elif isinstance(value, Part):
        yield from value.foreign_words(language)
    elif isinstance(value, tuple):
        for item in value:
            yield from _foreign(item, language)


def _lacking(value: Any, language: Language, path: str) -> Iterator[str]:
    if isinstance(value, Bilingual):
        if value.text_in(language) is None:
            yield path
    elif isinstance(value, Part):
        yield from value.lacking(language, f"{path}.")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _lacking(item, language, f"{path}[{index}]")


def _none_if_blank(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    if is_blank(value):
        return None
    part = validate(value)
    return None if isinstance(part, Part) and part.is_blank() else part


class _Blankable:
    """Replaces a blank section by None, and removes blank rows."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        schema: Any = handler(source)
        if schema["type"] != "tuple":
            return core_schema.no_info_wrap_validator_function(_none_if_blank, schema)
        schema["items_schema"] = [
            core_schema.no_info_wrap_validator_function(_none_if_blank, item) for item in schema["items_schema"]
        ]
        return core_schema.no_info_after_validator_function(_without_blank_rows, schema)


def _without_blank_rows(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(row for row in rows if row is not None)


if typing.TYPE_CHECKING:
    Section: TypeAlias = _T | None
    Rows: TypeAlias = tuple[_T, ...]
else:
    Section = Annotated[_T | None, _Blankable()]
    Rows = Annotated[tuple[_T, ...], _Blankable()]
