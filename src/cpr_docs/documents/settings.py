"""A board's settings for all its documents, which are not form data and are never read back."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

import pydantic
from pydantic import BaseModel, ConfigDict

from cpr_docs.documents.address_window import AddressWindow
from cpr_docs.errors import InvalidForm
from cpr_docs.guidance.parts.addressee import RecipientOffice
from cpr_docs.language.bilingual import BilingualLine, BilingualProse
from cpr_docs.language.catalogue import _, in_both_languages
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Label
from cpr_docs.models.form import AnyForm
from cpr_docs.models.parse_json import from_json
from cpr_docs.models.parts import bilingual_values
from cpr_docs.models.problems import problems_of
from cpr_docs.models.purpose import Purpose

_MARKING = _("OFFICIAL-SENSITIVE")
_WELSH_WELCOME = _(
    "We welcome receiving correspondence in Welsh. Any correspondence received in Welsh will be answered in Welsh "
    "and corresponding in Welsh will not lead to a delay in responding."
)
_WELSH_GOVERNMENT = _("Safeguarding Team, Welsh Government")

_DRAFT = _("DRAFT")


def _draft_marking(marking: BilingualLine | None) -> BilingualLine:
    """The line of the protective marking in a draft."""
    draft = in_both_languages(_DRAFT)
    if marking is not None:
        # A marking that is missing in a language is reported, as in any other document.
        given = {language.value: marking.text_in(language) for language in Language}
        draft = {name: f"{words} · {given[name]}" for name, words in draft.items() if given[name]}
    return BilingualLine.model_validate(draft)


_T = TypeVar("_T")


class _Parsing(type(BaseModel)):  # type: ignore[misc]
    """Makes `Settings(...)` raise `InvalidForm`; within another model, pydantic collects the problems as usual."""

    if not TYPE_CHECKING:

        def __call__(cls, *args, **values):
            return _validated(cls, functools.partial(super().__call__, *args, **values))


def _validated(settings: type[BaseModel], validate: Callable[[], _T]) -> _T:
    """The result; raises pydantic's error as `InvalidForm`."""
    try:
        return validate()
    except pydantic.ValidationError as error:
        problems = problems_of(error, settings)
    # Outside the handler: a traceback would otherwise print pydantic's error, which contains the input.
    raise InvalidForm("settings", problems)


class Settings(BaseModel, metaclass=_Parsing):
    """A board's settings, the same for every document."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True)

    protective_marking: Annotated[BilingualLine | None, Label(_("Protective marking"), "")] = pydantic.Field(
        default_factory=lambda: BilingualLine.model_validate(in_both_languages(_MARKING))
    )
    """The protective marking at the head and the foot of every page; None prints none."""
    welsh_correspondence: Annotated[BilingualProse, Label(_("Welcome of correspondence in Welsh"), "")] = (
        pydantic.Field(default_factory=lambda: BilingualProse.model_validate(in_both_languages(_WELSH_WELCOME)))
    )
    """The statement in every letter that correspondence in Welsh is welcome (Welsh language standard 7)."""

    address_window: Annotated[AddressWindow | None, Label(_("Window of the envelopes"), "")] = AddressWindow()
    """The window of the envelopes, in millimetres; with None, the lines of an address are not counted."""

    welsh_government: Annotated[RecipientOffice, Label(_("Welsh Government"), "5.19")] = pydantic.Field(
        default_factory=lambda: RecipientOffice.model_validate({"name": in_both_languages(_WELSH_GOVERNMENT)})
    )
    """The office of Welsh Government to which the Board writes: the recipient with which such a letter begins."""

    welsh_file_names: Annotated[bool, Label(_("File names in Welsh"), "")] = pydantic.Field(default=False, strict=True)
    """True if the files of Welsh documents have Welsh names: ``…-llythyr-gwahoddiad-cy.docx``."""

    published: Annotated[bool, Label(_("Published copy"), "")] = pydantic.Field(default=False, strict=True)
    """An alias of the purpose ``"published"``, for the documents of a renderer that are given no other (5.20)."""

    @classmethod
    def parse(cls, data: dict[str, Any] | str | bytes) -> Self:
        """Validates the data as settings; raises `InvalidForm` with every problem and its path."""
        values = from_json(data, "settings") if isinstance(data, str | bytes) else data
        return _validated(cls, lambda: cls.model_validate(values))

    def as_printed(self, purpose: Purpose, *, draft: bool = False, marked: bool = True) -> "PrintedSettings":
        """The settings of documents of a purpose; a draft is marked as one.

        A published copy has no protective marking, nor has a document of a form that is not `marked`.
        """
        published = purpose is Purpose.PUBLISHED
        marking = self.protective_marking if marked and not published else None
        if draft and not published:
            marking = _draft_marking(marking)
        return PrintedSettings.model_construct(
            **{**dict(self), "protective_marking": marking, "purpose": purpose, "published": published}
            | {"finished": purpose.is_finished}
        )

    def starting_data(self, form_type: type[AnyForm]) -> dict[str, Any]:
        """The sections with which a form of a class begins, as data: the recipient of a letter to Welsh Government."""
        sections = form_type.FROM_SETTINGS.items()
        return {name: getattr(self, setting).model_dump(mode="json", exclude_none=True) for name, setting in sections}

    def lacking(self, language: Language | str) -> list[str]:
        """The paths of the settings whose text is missing in the language."""
        texts = (found for name, value in self for found in bilingual_values(value, name))
        return [path for path, text in texts if text.text_in(Language(language)) is None]


class PrintedSettings(Settings):  # type: ignore[metaclass]
    """The settings as a template sees them: with the purpose of the document, and views of it."""

    purpose: Annotated[Purpose, Label(_("Purpose"), "")] = Purpose.SCREEN
    """The purpose of the document; `published` is true for a published copy."""
    finished: Annotated[bool, Label(_("Finished paper"), "")] = False
    """True for a paper that nobody fills in any more: a finished one, and a published copy."""
