"""What all forms have in common."""

import typing
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, NoReturn, Self

import pydantic
from pydantic import Field

from cpr_docs.errors import InvalidForm, MissingLanguage, Problem, UnknownForm
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.languages import Language
from cpr_docs.language.messages import _
from cpr_docs.language.text import Line
from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.models.json_text import from_json
from cpr_docs.models.labels import Label
from cpr_docs.models.parts import Part
from cpr_docs.models.problems import problems_of, unknown_name
from cpr_docs.models.publication import Omission
from cpr_docs.models.review import ReviewType


class Form(Part):
    """A form of the guidance, filled in as far as it is known."""

    SCHEMA_VERSION: ClassVar[int] = 1
    """Counts up whenever data or documents of earlier versions would be read wrongly."""
    TITLE: ClassVar[str]
    """The title that the document carries, an English message of the catalogue."""
    GUIDANCE: ClassVar[str]
    """The form's place in the guidance."""
    ADDRESSEE: ClassVar[str] = ""
    """The section that says whom the document is for, where there is one: no two recipients share it."""
    ANSWERED: ClassVar[str] = ""
    """The section that the recipient fills in, where there is one: no two recipients share it."""
    PUBLISHED_WITHOUT: ClassVar[tuple[Omission, ...]] = ()
    """What the published copy leaves out; nothing for a form that is never published."""

    form: str
    """The form's name."""
    review_type: ReviewType
    """Whether the review is concise or extended."""
    board: Annotated[BilingualLine, Label(_("Name of the LSCB"), "Annex 2")]
    """The Local Safeguarding Children Board that holds the review."""
    case_identifier: Annotated[Line, Field(max_length=60), Label(_("Case identifier"), "Annex 2, Recommendation, Re")]
    """The board's anonymous identifier of the case, to be used in all future correspondence."""

    @classmethod
    def variants(cls) -> "tuple[type[Form], ...]":
        """The concrete types: one for each review type where they differ, or the class itself."""
        return (cls,)

    @classmethod
    def name(cls) -> str:
        """The form's name in the data."""
        return _only_value(cls, "form")

    @classmethod
    def type_name(cls) -> str:
        """The review type of a concrete form."""
        return _only_value(cls, "review_type")

    @classmethod
    def variant(cls, review_type: ReviewType | str) -> "type[Form]":
        """The concrete type for a review type; raises `ValueError` where there is none."""
        wanted = ReviewType(review_type)
        for variant in cls.variants():
            if variant.type_name() == wanted:
                return variant
        raise ValueError(f"{cls.name()} has no {wanted.value} type")

    @classmethod
    def parse(cls, data: dict[str, Any] | str | bytes) -> Self:
        """The form that the data holds, JSON or what JSON holds, of either review type.

        Raises `InvalidForm` with every problem and its path, or `UnknownForm` where the data does not say which form
        and review type it is. Called on `Form` itself it accepts every form of the guidance.
        """
        variant, values = cls.identify(data)
        try:
            return variant.model_validate(values)  # type: ignore[return-value]
        except pydantic.ValidationError as error:
            problems = problems_of(error, variant)
        except RecursionError:
            problems = [Problem("", "json", _("is nested too deeply"))]
        # Not inside the handler: pydantic's own error, which a traceback would print, knows the input.
        raise InvalidForm(f"{variant.name()} ({variant.type_name()})", problems)

    @classmethod
    def identify(
        cls, data: dict[str, Any] | str | bytes, forms: "Iterable[type[Form]]" = ()
    ) -> "tuple[type[Form], dict[str, Any]]":
        """Which concrete form the data is of, and the data as an object, not yet held to the form.

        Called on `Form` itself it knows every form of the guidance, and these others. Raises `InvalidForm` for what is
        no JSON, and `UnknownForm` where the data does not say which form it is.
        """
        name = "form" if cls is Form else cls.name()
        if isinstance(data, str | bytes):
            data = from_json(data, name)
        if not isinstance(data, dict):
            raise UnknownForm(name, [Problem("", "type", _("must be an object"))])
        others = {form.name(): form for form in forms}
        known = (*others, *FORM_NAMES) if cls is Form else (name,)
        if data.get("form") not in known:
            raise UnknownForm(name, [unknown_name("form", data.get("form"), known)])
        form: type[Form] = cls
        if cls is Form:
            form = others.get(data["form"]) or form_class(data["form"])
        types = {variant.type_name(): variant for variant in form.variants()}
        review_type = data.get("review_type")
        if not isinstance(review_type, str) or review_type not in types:
            raise UnknownForm(form.name(), [unknown_name("review_type", review_type, types)])
        return types[review_type], data

    def require(self, language: Language) -> None:
        """Raises `MissingLanguage` with the paths of all text that is not there in the language."""
        paths = list(self.lacking(language))
        if paths:
            raise_missing(self, language, paths)

    @classmethod
    def unpublished_fields(cls) -> tuple[str, ...]:
        """The fields that the published copy leaves out."""
        return tuple(name for omission in cls.PUBLISHED_WITHOUT for name in omission.fields)

    def for_publication(self) -> Self:
        """The form without what its published copy leaves out."""
        fields = type(self).model_fields
        return self.model_copy(update={name: fields[name].default for name in self.unpublished_fields()})

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the form, with its labels, docstrings and sources in the guidance."""
        from cpr_docs.models.schema import schema_of

        return schema_of(cls.variants())


def raise_missing(form: Form, language: Language, paths: Iterable[str]) -> NoReturn:
    """Raises `MissingLanguage` for text at these paths."""
    message = _("has no English") if language is Language.ENGLISH else _("has no Welsh")
    subject = f"{type(form).name()} ({form.review_type.value}) in {language.value}"
    raise MissingLanguage(subject, [Problem(path, "missing_language", message) for path in paths])


def _only_value(form: type[Form], field: str) -> str:
    (value,) = typing.get_args(form.model_fields[field].annotation)
    return str(value)
