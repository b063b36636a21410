"""The base classes of all forms: parsing, validation, language, and the published copy.

`AnyForm` is a form of a board, `CaseForm` a form of one of its cases, and `Form` a form of the review of a case.
"""

import dataclasses
import functools
import typing
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal, NoReturn, Self

import pydantic
from pydantic import Field, GetCoreSchemaHandler, ModelWrapValidatorHandler, ValidationInfo, model_validator
from pydantic_core import core_schema

from cpr_docs.arguments import require_subclasses
from cpr_docs.errors import InvalidForm, MissingLanguage, Problem, UnknownForm
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label, ReviewType
from cpr_docs.models.fields import field_at
from cpr_docs.models.missing_language import missing_problems
from cpr_docs.models.omit_fields import without_fields
from cpr_docs.models.parse_json import from_json
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of, unknown_name_problem, validation_error
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.models.replace import as_validated, is_validated, replaced, validate_copy, values_of
from cpr_docs.models.schema_version import (
    ALL_RULES,
    FIELD,
    FIRST_VERSION,
    SCHEMA_VERSION,
    DataVersion,
    Upgrade,
    counts_by_library,
    newer_problem,
    newer_rule_note,
    upgraded,
)
from cpr_docs.models.union_schema import union_schema

if typing.TYPE_CHECKING:
    from cpr_docs.models.draft import Draft


@dataclasses.dataclass(frozen=True, slots=True)
class Omission:
    """An item that the published copy omits, with its reason."""

    name: str
    """The item, in words."""
    reason: str
    """The reason why the item is not published."""
    fields: tuple[str, ...] = ()
    """The paths of the fields that are omitted with it; ``timeline[].happened_on`` is a field of each row."""


PROTECTIVE_MARKING = Omission(
    "the protective marking", "it says who may read the paper, and everybody may read this one"
)
WELSH_GOVERNMENT_BOX = Omission(
    "the box for Welsh Government’s use",
    "it is filled in by Welsh Government, which receives the report before it is published (5.19)",
    ("welsh_government",),
)
SIGNATURES = Omission(
    "the space for signatures",
    "the Board keeps the signed original; a signature that is published can be copied. Name, post and date stay",
)
PROMPTS = Omission(
    "the prompts to fill in what is blank", "nobody fills in what is published; a dash stands in their place"
)


class _Reviewed(Part):
    """The identity of a form of a review; a base of its own, so that the review type stays the second field."""

    form: str
    """The form's name."""
    review_type: Annotated[ReviewType, Label(_("Type of review"), "")]
    """The type of the review: concise or extended."""


class AnyForm(Part):
    """A form of a board; optional fields may be blank.

    A subclass that is no `Form` has one variant and one template, and no review type. One that is no `CaseForm` may
    have a line `reference`, which identifies its documents as the case identifier does.
    """

    # Set by validation. `model_copy` does not copy a slot, and `__eq__` ignores it.
    __slots__ = ("_is_validated",)

    SCHEMA_VERSION: ClassVar[int] = SCHEMA_VERSION
    """The version of the form: the library's for its forms; a form of one's own counts its own, from 1."""
    UPGRADES: ClassVar[Mapping[int, Upgrade]] = MappingProxyType({})
    """The steps that give earlier data today's shape, by the version that each leads to."""
    TITLE: ClassVar[str]
    """The document's title, an English message of the catalogue."""
    SHORT_TITLE: ClassVar[str] = ""
    """The title at the foot of each page, in a word or two; empty if it is `TITLE`."""
    FILE_NAME: ClassVar[str] = ""
    """The form's name in the file names of Welsh documents, where a board wants that; empty if it is `SHORT_TITLE`."""
    GUIDANCE: ClassVar[str]
    """The form's place in the guidance."""
    POSITION: ClassVar[int] = 0
    """The form's position in lists of all forms."""
    ADDRESSEE: ClassVar[str] = ""
    """The section of the recipient, if any; each recipient has a different one."""
    PER_RECIPIENT: ClassVar[tuple[str, ...]] = ()
    """The paths of further fields that differ for each recipient, such as the agency that a letter asks."""
    ADDRESS_LINES: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """The recipient's fields in the address block of a letter, line by line; empty for a form without the block."""
    ANSWERED: ClassVar[str] = ""
    """The section that the recipient fills in, if any; each recipient has a different one."""
    FROM_SETTINGS: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """The sections with which the data of a new form begins, each with the setting of a board that has its values."""
    LATER: ClassVar[tuple[str, ...]] = ()
    """The paths of further sections and fields that a later hand fills in, such as a decision on the form."""
    PUBLISHED_WITHOUT: ClassVar[tuple[Omission, ...]] = ()
    """The items that the published copy omits; empty for a form that is never published."""
    PUBLISHED_WITH: ClassVar[tuple[str, ...]] = ()
    """The paths of the fields that may be blank, and that nobody expects to be blank in a published copy."""
    FURTHER_SHEETS: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    """The lists that a workbook has as further sheets, by the path of the list that it is written for."""
    MISSING: ClassVar[str] = "refuse"
    """The treatment of text that is missing in a document's language, where ``missing=`` is not given.

    A record that somebody writes once, in one language, is ``"mark"``: the words are printed in the language that they
    are in, tagged and with a note.
    """
    MARKED: ClassVar[bool] = True
    """False for documents without the board's protective marking, such as letters to a family; a draft says DRAFT."""
    NAMES_ALLOWED: ClassVar[bool] = False
    """True for a form of live casework, which names the child and the family; any other has their labels alone.

    It is for programs that show or pass on a form: the library prints both in the same way.
    """
    NAMED_IN: ClassVar[tuple[str, ...]] = ()
    """The fields of a page that alone names the child and the family: `NeverPrint` does not search their values."""

    form: str
    """The form's name."""
    schema_version: Annotated[int, Field(ge=FIRST_VERSION, strict=True)] = FIRST_VERSION
    """The version of the form that the data was written for; data without it is of version 1."""
    board: Annotated[BilingualLine, Label(_("Name of the LSCB"), "Annex 2")]
    """The Local Safeguarding Children Board that conducts the review."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        of_guidance = any(base.__module__.startswith("cpr_docs.guidance.") for base in cls.__mro__)
        if not of_guidance and cls.__module__ != __name__ and counts_by_library(cls):
            cls.SCHEMA_VERSION = FIRST_VERSION

    def __new__(cls, *_arguments: Any, **values: Any) -> Self:
        """An instance of the variant that the values name; pydantic calls it without values for copies."""
        if values and cls._is_base():
            try:
                variant, _values = cls.identify(values)
            except (UnknownForm, InvalidForm):
                pass  # reported by validation
            else:
                return typing.cast(Self, super().__new__(variant))
        return super().__new__(cls)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        if not cls._is_base():
            return handler(source)
        if not cls._is_open():
            bases = [cls]
        else:
            bases = [each for each in map(form_class, form_names()) if issubclass(each, cls)]
        variants = [variant for base in bases for variant in base.variants()]
        if not cls._is_open():
            by_type = {variant.type_name(): variant for variant in variants}
            return union_schema(by_type, cls._validate_variant, handler, "review_type")
        # JSON Schema has no discriminator of two fields; each variant has a constant for both.
        by_name = {variant.variant_name(): variant for variant in variants}
        return union_schema(by_name, cls._validate_variant, handler)

    @classmethod
    def _validate_variant(cls, data: Any, _validate: Any, info: ValidationInfo) -> "AnyForm":
        """Validates the data as the variant that it names."""
        if isinstance(data, AnyForm):
            if isinstance(data, cls) and not data._is_base():
                return data.model_validate(data, context=info.context)
            data = data.__dict__
        try:
            # `identify` parses text as JSON; within other data, text is not a form.
            variant, values = cls.identify(typing.cast(Any, data if isinstance(data, dict) else None))
        except (UnknownForm, InvalidForm) as unknown:
            error = validation_error(unknown.problems, cls.__name__)
        else:
            return variant.model_validate(values, context=info.context)
        raise error

    @classmethod
    def _check_class(cls) -> None:
        # Imported on use: the guidance's classes are checked by a test, not at each start.
        from cpr_docs.models.check_class import check_form

        super()._check_class()
        check_form(cls)

    @model_validator(mode="wrap")
    @classmethod
    def _mark_validated(cls, data: Any, validate: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if type(data) is cls and is_validated(data):
            return data
        values = data if isinstance(data, dict) else data.__dict__ if isinstance(data, AnyForm) else {}
        problem = newer_problem(cls, values)
        if problem is not None:
            raise validation_error([problem], cls.__name__)
        try:
            with DataVersion.of(cls, values, all_rules=info.context is ALL_RULES) as version:
                form = validate(upgraded(cls, data) if isinstance(data, dict) else data)
        except RecursionError:
            error = validation_error([Problem("", "json", _("is nested too deeply"))], cls.__name__)
        else:
            form._set_version(version.own if version.breaks_newer_rule else cls.SCHEMA_VERSION)
            return as_validated(form)
        raise error

    def _set_version(self, version: int) -> None:
        """Sets the version in place, before anybody else has the form."""
        self.__dict__[FIELD] = version
        self.__pydantic_fields_set__.add(FIELD)

    @classmethod
    def _is_base(cls) -> bool:
        """True for a class with several variants, which is not a variant itself."""
        return cls._is_open() or any(each is not cls and issubclass(each, cls) for each in cls.variants())

    @classmethod
    def _is_open(cls) -> bool:
        """True for a class of the library that is the base of several forms, such as `AnyForm`."""
        return cls.__module__.startswith("cpr_docs.") and cls.model_fields["form"].annotation is str

    @classmethod
    def variants(cls) -> "tuple[type[AnyForm], ...]":
        """The concrete types: one for each review type that has a class in the module, or else the class itself."""
        return _variants(cls, tuple(cls.__subclasses__()))

    @classmethod
    def review_types(cls) -> tuple[ReviewType, ...]:
        """The review types that a form of this class can have; none if the class is no `Form`."""
        info = cls.model_fields.get("review_type")
        if info is None:
            return ()
        if info.annotation is not ReviewType:
            return typing.get_args(info.annotation)
        variants = cls.variants()
        if cls in variants:
            return tuple(ReviewType)
        return tuple(review_type for variant in variants for review_type in variant.review_types())

    @classmethod
    def name(cls) -> str:
        """The form's name in the data."""
        return _only_value(cls, "form")

    @classmethod
    def type_name(cls) -> str:
        """The review type of a variant; empty if its forms have none, or may have any."""
        info = cls.model_fields.get("review_type")
        return _only_value(cls, "review_type") if info is not None and info.annotation is not ReviewType else ""

    @classmethod
    def variant(cls, review_type: ReviewType | str | None = None) -> "type[AnyForm]":
        """The variant of a review type; without a review type, the only variant.

        Raises `ValueError` if there is none, or if several are possible.
        """
        variants = cls.variants()
        if review_type is None:
            if len(variants) > 1:
                raise ValueError(f"review_type must be one of: {', '.join(cls.review_types())}")
            return variants[0]
        wanted = ReviewType(review_type)
        for variant in variants:
            if wanted in variant.review_types():
                return variant
        raise ValueError(f"{cls.name()} has no {wanted.value} type")

    @classmethod
    def identifier_path(cls) -> str:
        """The path of the field that identifies a document, the case identifier or a reference; empty without one."""
        return "reference" if "reference" in cls.model_fields else ""

    @classmethod
    def parse(cls, data: dict[str, Any] | str | bytes) -> Self:
        """Parses a form of either review type from JSON, or from the object that JSON contains.

        Called on `AnyForm` itself it accepts every form of the guidance. Raises `InvalidForm` with every problem and
        its path, and `UnknownForm` if the data does not name a known form and review type.
        """
        variant, values = cls.identify(data)
        try:
            return variant.model_validate(values)  # type: ignore[return-value]
        except pydantic.ValidationError as error:
            problems = problems_of(error, variant)
        # Outside the handler: a traceback would otherwise print pydantic's error, which contains the input.
        raise InvalidForm(variant.variant_name(), problems)

    @classmethod
    def identify(
        cls, data: dict[str, Any] | str | bytes, forms: "Iterable[type[AnyForm]]" = ()
    ) -> "tuple[type[AnyForm], dict[str, Any]]":
        """The variant that the data names, and the data as an object in today's shape, not yet validated.

        Called on `AnyForm` itself it accepts every form of the guidance, and the additional forms. Raises `InvalidForm`
        for invalid JSON and for data of a newer version, and `UnknownForm` if the data does not name a known form and
        review type.
        """
        name = "form" if cls._is_open() else cls.name()
        if isinstance(data, str | bytes):
            data = from_json(data, name)
        if not isinstance(data, dict):
            raise UnknownForm(name, [Problem("", "type", _("must be an object"))])
        others = {form.name(): form for form in forms}
        known = (*others, *form_names()) if cls._is_open() else (name,)
        form: type[AnyForm] = cls
        if data.get("form") in known and cls._is_open():
            form = others.get(data["form"]) or form_class(data["form"])
        if data.get("form") not in known or not issubclass(form, cls):
            raise UnknownForm(name, [unknown_name_problem("form", data.get("form"), known)])
        variant = form._variant_of(data.get("review_type"))
        problem = newer_problem(form, data)
        if problem is not None:
            raise InvalidForm(variant.variant_name(), [problem])
        return variant, upgraded(variant, data)

    @classmethod
    def _variant_of(cls, review_type: Any) -> "type[AnyForm]":
        """The variant of the review type in data; raises `UnknownForm` if there is none."""
        types = [review_type for variant in cls.variants() for review_type in variant.review_types()]
        if types and (not isinstance(review_type, str) or review_type not in types):
            raise UnknownForm(cls.name(), [unknown_name_problem("review_type", review_type, types)])
        return cls.variant(review_type if types else None)

    @classmethod
    def preset(cls, review_type: str) -> dict[str, Any]:
        """The data that a blank form of the review type begins with, such as the usual items of an agenda.

        Text is in both languages. Most forms begin with nothing. The identity of the form is not among the data.
        """
        return {}

    @classmethod
    def draft(cls, data: dict[str, Any] | str | bytes) -> "Draft[Self]":
        """The draft of a form of either review type, from its own JSON as far as it goes.

        A required field that is missing or blank is one of the `Draft.blanks`; a field whose condition is not decided
        is not asked yet. Raises `InvalidForm` with every other problem, and `UnknownForm` as `parse` does.
        """
        # Imported on use: most programs have finished forms alone.
        from cpr_docs.models.draft import draft_of

        variant, values = cls.identify(data)
        return draft_of(typing.cast(type[Self], variant), values)

    @classmethod
    def problems(cls, data: Any, language: Language | str | None = None) -> tuple[Problem, ...]:
        """All problems of the data of a form, blanks and broken rules together; empty if `parse` accepts it.

        With a language, the text that it lacks too. Data of any type is accepted: nothing is raised but a `ValueError`
        for a language that does not exist.
        """
        # Imported on use: most programs have finished forms alone.
        from cpr_docs.models.draft import problems_in

        chosen = None if language is None else Language(language)
        try:
            variant, values = cls.identify(data)
        except (InvalidForm, UnknownForm) as error:
            return tuple(error.problems)
        return tuple(problems_in(variant, values, chosen))

    def replace(self, changes: Mapping[str, Any] = MappingProxyType({}), /, **fields: Any) -> Self:
        """A new form with other values at some paths, such as ``signatory.email`` or ``amendments[0].reason``.

        Values are as in the data; None clears a field. The whole form is validated again: raises `InvalidForm` with
        every problem, and for an unknown path.
        """
        if not isinstance(changes, Mapping):
            raise TypeError(f"changes must be a mapping from paths to values, not {type(changes).__name__}")
        duplicates = sorted(changes.keys() & fields.keys())
        if duplicates:
            raise TypeError(f"replace got these twice: {', '.join(duplicates)}")
        result = replaced(self, {**changes, **fields})
        if isinstance(result, list):
            raise InvalidForm(self.variant_name(), result)
        return result

    def notes(self) -> list[Problem]:
        """The rules, newer than the form's data, that the form breaks; no other form has any.

        They refuse nothing: such a form keeps the version of its data until a change makes it one of today's.
        """
        if self.schema_version == type(self).SCHEMA_VERSION and counts_by_library(type(self)):
            return []
        try:
            type(self).model_validate(values_of(self), context=ALL_RULES)
        except pydantic.ValidationError as error:
            problems = problems_of(error, type(self))
        else:
            return []
        return [newer_rule_note(problem) for problem in problems]

    def notes_since(self, original: Self) -> Iterable[Problem]:
        """Notes on changes since the original that a person must look at; of most forms, none."""
        return ()

    def require_valid(self) -> None:
        """Raises `InvalidForm` for a result of `model_copy` or `model_construct` that validation would refuse."""
        if not is_validated(self):
            validate_copy(self, self.variant_name())

    def in_language(self, language: Language | str) -> Self:
        return self._with_mark(super().in_language(language))

    def require(self, language: Language | str) -> None:
        """Raises `MissingLanguage` with the paths of all text that is missing in the language."""
        paths = list(self.lacking(language))
        if paths:
            raise_missing(self, Language(language), paths)

    @classmethod
    def later(cls) -> tuple[str, ...]:
        """The paths of the sections and fields that a later hand fills in: `ANSWERED` and `LATER`."""
        return (cls.ANSWERED, *cls.LATER) if cls.ANSWERED else cls.LATER

    @classmethod
    def unpublished_fields(cls) -> tuple[str, ...]:
        """The paths of the fields that the published copy omits."""
        return tuple(name for omission in cls.PUBLISHED_WITHOUT for name in omission.fields)

    def for_publication(self) -> Self:
        """The form without the fields that its published copy omits."""
        return self._with_mark(without_fields(self, self.unpublished_fields()))

    def publication_notes(self) -> list[Problem]:
        """A note on each field that a published copy is expected to have, and that is blank; they refuse nothing."""
        notes = []
        for path in self.PUBLISHED_WITH:
            value: Any = self
            for name in path.split("."):
                value = None if value is None else value.__dict__[name]
            if value in (None, ()):
                label = Sentence(field_at(type(self), path).label.title)
                notes.append(Problem(path, "published_blank", _("is blank in the published copy"), {}, label))
        return notes

    def _with_mark(self, copy: Self) -> Self:
        """The copy, marked as validated if this form is."""
        return as_validated(copy) if is_validated(self) else copy

    @classmethod
    def variant_name(cls) -> str:
        """The form's name, with the review type of a variant, as errors name it."""
        if cls._is_base():
            return cls.__name__
        return f"{cls.name()} ({cls.type_name()})" if cls.type_name() else cls.name()

    @classmethod
    def json_schema(cls, language: Language | str = Language.ENGLISH) -> dict[str, Any]:
        """The JSON Schema of the form, with labels and answers in the language, docstrings and sources.

        ``x-kind`` is the kind of a field as in `fields`: it tells a line from prose.
        """
        # Imported on use: the schema module is slow to import, and few programs need it.
        from cpr_docs.models.schema import schema_of

        return schema_of(cls.variants(), Language(language))


class CaseForm(AnyForm):
    """A form of a case; optional fields may be blank."""

    case_identifier: Annotated[Line, Field(max_length=60), Label(_("Case identifier"), "Annex 2, Recommendation, Re")]
    """The board's anonymous identifier of the case, to be used in all future correspondence."""

    @classmethod
    def identifier_path(cls) -> str:
        return "case_identifier"


class Form(CaseForm, _Reviewed):
    """A form of the review of a case; optional fields may be blank.

    A subclass whose review types differ has a class for each type, in its module; any other is its only variant.
    """

    @classmethod
    def of_type(cls, review_type: ReviewType) -> type[Self]:
        """A class for one review type, whose forms have no field beyond those of this class."""
        fixed: Any = Literal[review_type]
        return pydantic.create_model(
            f"{review_type.value.capitalize()}{cls.__name__}",
            __base__=cls,
            __module__=cls.__module__,
            __doc__=f"{cls.__doc__} The review is {review_type.value}.",
            review_type=(fixed, ...),
        )


@functools.cache
def _variants(form: type[AnyForm], subclasses: tuple[type[AnyForm], ...]) -> tuple[type[AnyForm], ...]:
    """The variants of a class that has these subclasses so far."""
    if form.model_fields["form"].annotation is str or "review_type" not in form.model_fields:
        return (form,)
    if _is_of_one_type(form):
        # A subclass in another module is a form of its own.
        bases = (base for base in form.__mro__[1:] if base.__module__ == form.__module__ and issubclass(base, Form))
        return next((base.variants() for base in bases if not _is_of_one_type(base)), (form,))
    declared = [subclass for subclass in subclasses if subclass.__module__ == form.__module__]
    by_type = {subclass.type_name(): subclass for subclass in declared if _is_of_one_type(subclass)}
    return tuple(by_type[review_type.value] for review_type in ReviewType if review_type.value in by_type) or (form,)


def _is_of_one_type(form: type[AnyForm]) -> bool:
    return form.model_fields["review_type"].annotation is not ReviewType


def form_classes(forms: Iterable[type[AnyForm]]) -> list[type[AnyForm]]:
    """The argument `forms`; raises `TypeError` for a member that is no form, and for two forms of one name."""
    classes: list[type[AnyForm]] = require_subclasses("forms", forms, AnyForm, "classes of forms")
    by_name: dict[str, type[AnyForm]] = {}
    for form in classes:
        other = by_name.setdefault(form.name(), form)
        if other.variants() != form.variants():
            first, second = (f"{each.__module__}.{each.__qualname__}" for each in (other, form))
            raise TypeError(f"forms must have different names; {first} and {second} are both {form.name()}")
    return classes


def identifier_of(form: AnyForm | None) -> str:
    """The case identifier, or the reference; empty if the form has none, or it is not known."""
    # No property of the form, whose name a form of one's own may have for a field.
    return "" if form is None else getattr(form, type(form).identifier_path(), None) or ""


def document_name(form: type[AnyForm], language: Language) -> Sentence:
    """The form, its review type and the language, as an error names a document."""
    return Sentence(_("{form} in {language}"), form=form.variant_name(), language=language.value)


def raise_missing(form: AnyForm, language: Language, paths: Iterable[str]) -> NoReturn:
    """Raises `MissingLanguage` for the text at the paths."""
    raise MissingLanguage(document_name(type(form), language), [*missing_problems(form, language, paths)])


def _only_value(form: type[AnyForm], field: str) -> str:
    (value,) = typing.get_args(form.model_fields[field].annotation)
    return str(value)
