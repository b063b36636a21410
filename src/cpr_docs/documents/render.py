"""Renders forms as documents; a `Renderer` compiles each template once."""

import functools
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from cpr_docs.arguments import require
from cpr_docs.documents.address_window import AddressWindow
from cpr_docs.documents.document import Document
from cpr_docs.documents.document_size import log_size
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm, MissingLanguage, NotPublished, Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft
from cpr_docs.models.form import AnyForm, document_name
from cpr_docs.models.missing_language import Missing, missing_choice
from cpr_docs.models.purpose import Purpose
from cpr_docs.models.replace import is_validated
from cpr_docs.templating.document_properties import marked_values, with_data_version
from cpr_docs.templating.edition import Edition, FormState
from cpr_docs.templating.filters import LacksLanguage
from cpr_docs.templating.loader import board_template, find_template, precompiled, template_folder

if TYPE_CHECKING:
    from cpr_docs.documents.never_print import NeverPrint
    from cpr_docs.templating.compiled import CompiledTemplate
    from cpr_docs.templating.environment import FormEnvironment
    from cpr_docs.templating.template_source import TemplateSource


class Renderer:
    """Renders many forms, and compiles each template once.

    Threads may share a renderer. `templates` is a folder of a board's own templates, in its subfolders ``en`` and
    ``cy``; the masters are used for all others. Raises `TemplateNotFound` if the folder or both subfolders do not
    exist.
    """

    def __init__(self, templates: str | os.PathLike[str] | None = None, settings: Settings | None = None) -> None:
        self._templates = template_folder(templates)
        settings = Settings() if settings is None else settings
        require("settings", settings, Settings, "Settings, as Settings.parse makes them")
        self._settings = settings
        self._printed = {
            (purpose, marked, draft): settings.as_printed(purpose, draft=draft, marked=marked)
            for purpose in Purpose
            for marked in (True, False)
            for draft in (True, False)
        }
        # Filled on demand without a lock: entries are immutable, and two threads that compile the same template store
        # equal entries.
        self._compiled: dict[tuple[type[AnyForm], Language, bool, Edition], CompiledTemplate] = {}

    @classmethod
    def from_sources(
        cls,
        form: type[AnyForm],
        sources: "Mapping[Language, TemplateSource]",
        settings: Settings | None = None,
        *,
        purpose: Purpose | str | None = None,
        pen: bool = False,
        missing: Missing | None = None,
    ) -> Self:
        """A renderer with compiled templates of one form, for another process or another machine."""
        renderer = cls(settings=settings)
        edition = Edition.of(renderer.purpose_of(purpose), pen=pen)
        mark = missing_choice(missing, form.MISSING) == "mark"
        for language, source in sources.items():
            renderer._compile(source, form, language, mark, edition)
        return renderer

    @property
    def fallbacks(self) -> int:
        """The number of documents that Jinja rendered because the generated code failed: 0 unless it has a bug.

        The first such document of each template is logged as a warning by the logger ``cpr_docs``.
        """
        return sum(template.fallbacks for template in [*self._compiled.values()])

    def purpose_of(self, purpose: Purpose | str | None) -> Purpose:
        """The purpose of a rendering: without one, that of the settings; raises `ValueError` if the two differ."""
        if purpose is None:
            return Purpose.PUBLISHED if self._settings.published else Purpose.SCREEN
        chosen = Purpose(purpose)
        if self._settings.published and chosen is not Purpose.PUBLISHED:
            raise ValueError(f'the settings are for published copies, and purpose is "{chosen.value}"')
        return chosen

    def printed_edition(self, purpose: Purpose | str | None) -> Edition:
        """The edition of what goes to a printer: without a purpose, a finished paper, or a published copy."""
        if purpose is None and not self._settings.published:
            return Edition.of(Purpose.FINAL, pen=True)
        return Edition.of(self.purpose_of(purpose), pen=True)

    def source(
        self,
        form: type[AnyForm],
        language: Language | str,
        *,
        purpose: Purpose | str | None = None,
        pen: bool = False,
        missing: Missing | None = None,
        progress: FormState = FormState.COMPLETE,
    ) -> "TemplateSource":
        """The template as `from_sources` expects it; `progress` is that of the drafts to print.

        Raises `TemplateError` if the template is missing or faulty, and `NotPublished` for the published copy of a form
        that is never published.
        """
        # Imported on use: a wheel contains the masters compiled, and renders without these modules.
        from cpr_docs.templating.address_block import with_address_block_at
        from cpr_docs.templating.compile import compile_source

        language = Language(language)
        edition = Edition.of(self.purpose_of(purpose), pen=pen, progress=progress)
        if edition.is_published and not form.PUBLISHED_WITHOUT:
            raise NotPublished(
                _("{form} is no form that is published, and there is no published copy of it"), form=form.name()
            )
        template = find_template(form, language, self._templates)
        mark = missing_choice(missing, form.MISSING) == "mark"
        source = compile_source(template, form, language, mark=mark, edition=edition)
        if self._moves_block(form) and self._settings.address_window is not None:
            return with_address_block_at(source, self._settings.address_window.rectangle)
        return source

    def address_problem(self, form: AnyForm, language: Language) -> Problem | None:
        """The problem of a letter whose address has more lines than the window of the envelopes shows."""
        # Imported on use: most forms are no letters.
        from cpr_docs.documents.address_lines import address_problem

        return address_problem(form, language, self._settings.address_window)

    def require_address_fits(self, form: AnyForm, language: Language | str) -> None:
        """Raises `InvalidForm` for a letter whose address has more lines than the window of the envelopes shows.

        `render` prints any address; the commands and batches make no letter that does not fit.
        """
        language = Language(language)
        problem = self.address_problem(form, language)
        if problem is not None:
            raise InvalidForm(document_name(type(form), language), [problem])

    def _moves_block(self, form: type[AnyForm]) -> bool:
        """True for a letter whose address block stands elsewhere than in the template."""
        return bool(form.ADDRESS_LINES) and self._settings.address_window not in (None, AddressWindow())

    def render(
        self,
        form: "AnyForm | Draft[Any]",
        language: Language | str,
        *,
        purpose: Purpose | str | None = None,
        missing: Missing | None = None,
        pen: bool = False,
        never_print: "NeverPrint | None" = None,
    ) -> Document:
        """The form as a document in the language, for a purpose; without one, ``"screen"``, or that of the settings.

        A draft prints a prompt, or space to write in, for each value that is not known; a text that is missing in the
        language is a blank, which another hand fills in. With `pen`, a finished paper is for a printer: its blank
        sections of a later hand are to fill in with a pen.

        Raises `MissingLanguage` with the path of every text of a form that is missing in the language, unless `missing`
        is ``"mark"``: then the text in the other language is printed and marked as such. Without `missing`, the form's
        `MISSING` counts. Raises `InvalidForm` for a form that was changed without validation and is invalid
        (`model_copy` does not validate, `AnyForm.replace` does), `TemplateError` for a faulty template, `NotPublished`
        for the published copy of a draft, or of a form that is never published, and `ForbiddenWords` if the document
        contains a term of `never_print`.
        """
        chosen = Language(language)
        if isinstance(form, Draft):
            mark = missing_choice(missing, form.form_type.MISSING) == "mark"
            document = self._render_draft(form, chosen, self.purpose_of(purpose), mark, pen=pen)
        else:
            if not is_validated(form):
                require("form", form, AnyForm, "a form, as Form.parse makes it of a dictionary, or a draft")
                form.require_valid()
            edition = Edition.of(self.purpose_of(purpose), pen=pen)
            mark = missing_choice(missing, form.MISSING) == "mark"
            document = self._render_form(form, chosen, edition, mark)
        if never_print is not None:
            # Imported on use: few documents have a deny-list.
            from cpr_docs.documents.never_print import NeverPrint

            require("never_print", never_print, NeverPrint, "a NeverPrint, as NeverPrint.parse makes it")
            never_print.require_none(document)
        log_size(document)
        return document

    def _render_form(self, form: AnyForm, language: Language, edition: Edition, mark: bool) -> Document:
        template = self._template(type(form), language, mark, edition)
        if edition.is_published:
            # Not only in the templates: a board's own template may lack the condition.
            form = form.for_publication()
        values = {**form.printed_values(), "settings": self._printed[edition.purpose, form.MARKED, False]}
        if mark:
            values |= marked_values(form.foreign_words(language))
        try:
            content = template.render(values)
        except LacksLanguage:
            form.require(language)
            raise self._settings_lack(language) from None
        if form.schema_version != type(form).SCHEMA_VERSION:
            content = with_data_version(content, form.schema_version)
        return Document(content, form, language, edition.purpose, self._naming(language))

    def _render_draft(
        self, draft: "Draft[Any]", language: Language, purpose: Purpose, mark: bool, *, pen: bool
    ) -> Document:
        if purpose is Purpose.PUBLISHED:
            raise NotPublished(_("a draft is not published: only a form without blanks is"))
        # Imported on use: few programs render drafts.
        from cpr_docs.templating.given_values import GivenValues

        progress = FormState.BLANK if draft.is_blank else FormState.DRAFT
        edition = Edition.of(purpose, pen=pen, progress=progress)
        template = self._template(draft.form_type, language, mark, edition)
        known = draft.values if mark else draft.in_language(language).values
        settings = self._printed[purpose, draft.form_type.MARKED, not draft.is_blank]
        values = {**known.printed_values(), "settings": settings, **GivenValues.of(known, language).values()}
        if mark:
            values |= marked_values(draft.values.foreign_words(language))
        try:
            content = template.render(values)
        except LacksLanguage:
            raise self._settings_lack(language) from None
        if known.schema_version != draft.form_type.SCHEMA_VERSION:
            content = with_data_version(content, known.schema_version)
        return Document(content, draft, language, purpose, self._naming(language))

    def _naming(self, language: Language) -> Language:
        return language if self._settings.welsh_file_names else Language.ENGLISH

    def _template(self, form: type[AnyForm], language: Language, mark: bool, edition: Edition) -> "CompiledTemplate":
        key = (form, language, mark, edition)
        if key not in self._compiled:
            is_precompiled = (edition.is_screen and mark == (form.MISSING == "mark")) and not (
                self._moves_block(form) or board_template(form, language, self._templates)
            )
            found = precompiled(form, language) if is_precompiled else None
            if found is None:
                source = self.source(
                    form,
                    language,
                    purpose=edition.purpose,
                    pen=edition.pen,
                    missing="mark" if mark else "refuse",
                    progress=edition.progress,
                )
                self._compile(source, form, language, mark, edition)
            else:
                self._compiled[key] = found
        return self._compiled[key]

    def _compile(
        self, source: "TemplateSource", form: type[AnyForm], language: Language, mark: bool, edition: Edition
    ) -> None:
        # Imported on use: a wheel contains the masters compiled, and renders without these modules.
        from cpr_docs.templating.compiled import compile_template

        self._compiled[form, language, mark, edition] = compile_template(source, _environment(language, mark, edition))

    def _settings_lack(self, language: Language) -> MissingLanguage:
        message = _("has no English") if language is Language.ENGLISH else _("has no Welsh")
        problems = [Problem(path, "missing_language", message) for path in self._settings.lacking(language)]
        return MissingLanguage(f"settings in {language.value}", problems)


@functools.cache
def _environment(language: Language, mark: bool, edition: Edition) -> "FormEnvironment":
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.environment import FormEnvironment

    return FormEnvironment(language, mark=mark, edition=edition)
