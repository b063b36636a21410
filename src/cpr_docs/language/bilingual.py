"""Text in English and Welsh, of which at least one language is present."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line, Prose, allow_blank, custom_error, is_blank_text


class Bilingual(BaseModel):
    """Text in one language or in both."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        defer_build=True,
        # `model_copy` and `model_construct` make instances without validation.
        revalidate_instances="always",
    )

    SHARED: ClassVar[bool] = False
    """True if a plain string is accepted, as the same words in both languages."""

    en: str | None = None
    cy: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _empty_is_none(cls, data: Any) -> Any:
        if isinstance(data, str) and cls.SHARED:
            return {language.value: data for language in Language}
        if isinstance(data, str):
            raise custom_error(
                "not_bilingual", _('must say which language it is in: an object with "en", "cy" or both')
            )
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if key not in ("en", "cy") or not _is_blank(value)}
        return data

    @model_validator(mode="after")
    def _has_text(self) -> Self:
        if self.en is None and self.cy is None:
            raise custom_error("no_words", _("needs words in English, in Welsh, or in both"))
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        for language in handler.resolve_ref_schema(described)["properties"].values():
            allow_blank(language)
        return described

    def text_in(self, language: Language) -> str | None:
        """The text in the language, or None if it is missing."""
        return self.en if language is Language.ENGLISH else self.cy

    def text_in_either(self, language: Language) -> str:
        """The text in the language, or in the other one if it is missing."""
        return self.text_in(language) or self.text_in(language.other) or ""


def _is_blank(text: Any) -> bool:
    return text is None or (isinstance(text, str) and is_blank_text(text))


class BilingualLine(Bilingual):
    """A single line in English and Welsh."""

    en: Annotated[Line | None, Field(title="English", description="The words in English.")] = None
    cy: Annotated[Line | None, Field(title="Welsh", description="The words in Welsh.")] = None


class BilingualProse(Bilingual):
    """Paragraphs in English and Welsh; a line that begins with "- " is a bullet."""

    en: Annotated[Prose | None, Field(title="English", description="The words in English.")] = None
    cy: Annotated[Prose | None, Field(title="Welsh", description="The words in Welsh.")] = None


class SharedLine(BilingualLine):
    """A single line in English and Welsh, often of the same words: a plain string is accepted for both."""

    SHARED: ClassVar[bool] = True


class SharedProse(BilingualProse):
    """Paragraphs in English and Welsh, often of the same words: a plain string is accepted for both."""

    SHARED: ClassVar[bool] = True
