"""A board's settings for all its documents, which are not form data and are never read back."""

from typing import Any, Self

import pydantic
from pydantic import BaseModel, ConfigDict

from cpr_docs.errors import InvalidForm
from cpr_docs.language.bilingual import Bilingual, BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, translate
from cpr_docs.language.languages import Language
from cpr_docs.models.parse_json import from_json
from cpr_docs.models.problems import problems_of

_MARKING = _("OFFICIAL-SENSITIVE")
_WELSH_WELCOME = _(
    "We welcome receiving correspondence in Welsh. Any correspondence received in Welsh will be answered in Welsh "
    "and corresponding in Welsh will not lead to a delay in responding."
)


def _both(message: str) -> dict[str, str]:
    return {language.value: translate(message, language) for language in Language}


class Settings(BaseModel):
    """A board's settings, the same for every document."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    protective_marking: BilingualLine | None = pydantic.Field(
        default_factory=lambda: BilingualLine.model_validate(_both(_MARKING))
    )
    """The protective marking at the head of every page; None prints none."""
    welsh_correspondence: BilingualProse = pydantic.Field(
        default_factory=lambda: BilingualProse.model_validate(_both(_WELSH_WELCOME))
    )
    """The statement in every letter that correspondence in Welsh is welcome (Welsh language standard 7)."""

    published: bool = pydantic.Field(default=False, strict=True)
    """True if documents are published copies, without the content that the form lists as `PUBLISHED_WITHOUT` (5.20)."""

    @classmethod
    def parse(cls, data: dict[str, Any] | str | bytes) -> Self:
        """Validates the data as settings; raises `InvalidForm` with every problem and its path."""
        values = from_json(data, "settings") if isinstance(data, str | bytes) else data
        try:
            return cls.model_validate(values)
        except pydantic.ValidationError as error:
            problems = problems_of(error, cls)
        # Raised outside the handler, because a traceback would print pydantic's error with the input.
        raise InvalidForm("settings", problems)

    def for_publication(self) -> Self:
        """The settings without the protective marking if they are for published copies; otherwise the same settings."""
        return self.model_copy(update={"protective_marking": None}) if self.published else self

    def lacking(self, language: Language | str) -> list[str]:
        """The names of the settings whose text is missing in the language."""
        texts = {name: value for name, value in self if isinstance(value, Bilingual)}
        return [name for name, text in texts.items() if text.text_in(Language(language)) is None]
