"""Renders forms as documents; a `Renderer` compiles each template once."""

import functools
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, Self

from cpr_docs.arguments import require
from cpr_docs.documents.document import Document
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import MissingLanguage, NotPublished, Problem
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.replace import is_validated
from cpr_docs.templating.document_properties import marked_values, with_data_version
from cpr_docs.templating.filters import LacksLanguage
from cpr_docs.templating.loader import board_template, find_template, precompiled, template_folder

if TYPE_CHECKING:
    from cpr_docs.documents.never_print import NeverPrint
    from cpr_docs.templating.compiled import CompiledTemplate
    from cpr_docs.templating.environment import FormEnvironment
    from cpr_docs.templating.template_source import TemplateSource

Missing = Literal["refuse", "mark"]


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
        self._settings = settings.for_publication()
        # Filled on demand without a lock: entries are immutable, and two threads that compile the same template store
        # equal entries.
        self._compiled: dict[tuple[type[Form], Language, bool], CompiledTemplate] = {}

    @classmethod
    def from_sources(
        cls,
        form: type[Form],
        sources: "Mapping[Language, TemplateSource]",
        settings: Settings | None = None,
        *,
        missing: Missing = "refuse",
    ) -> Self:
        """A renderer with compiled templates of one form, for another process or another machine."""
        renderer = cls(settings=settings)
        for language, source in sources.items():
            renderer._compile(source, form, language, missing == "mark")
        return renderer

    @property
    def fallbacks(self) -> int:
        """The number of documents that Jinja rendered because the generated code failed: 0 unless it has a bug.

        The first such document of each template is logged as a warning by the logger ``cpr_docs``.
        """
        return sum(template.fallbacks for template in [*self._compiled.values()])

    def source(self, form: type[Form], language: Language | str, *, missing: Missing = "refuse") -> "TemplateSource":
        """The template as `from_sources` expects it.

        Raises `TemplateError` if the template is missing or faulty, and `NotPublished` if the settings require the
        published copy of a form that is never published.
        """
        # Imported on use: a wheel contains the masters compiled, and renders without these modules.
        from cpr_docs.templating.compile import compile_source

        language = Language(language)
        published = self._settings.published
        if published and not form.PUBLISHED_WITHOUT:
            raise NotPublished(
                _("{form} is no form that is published, and there is no published copy of it"), form=form.name()
            )
        template = find_template(form, language, self._templates)
        return compile_source(template, form, language, mark=missing == "mark", published=published)

    def render(
        self,
        form: Form,
        language: Language | str,
        *,
        missing: Missing = "refuse",
        never_print: "NeverPrint | None" = None,
    ) -> Document:
        """The form as a document in the language.

        Raises `MissingLanguage` with the path of every text that is missing in the language, unless `missing` is
        ``"mark"``: then the text in the other language is printed and marked as such. Raises `InvalidForm` for a form
        that was changed without validation and is invalid (`model_copy` does not validate, `Form.replace` does),
        `TemplateError` for a faulty template, `NotPublished` for the published copy of a form that is never published,
        and `ForbiddenWords` if the document contains a term of `never_print`.
        """
        if missing not in ("refuse", "mark"):
            raise ValueError('missing must be "refuse" or "mark"')
        chosen = Language(language)
        if not is_validated(form):
            require("form", form, Form, "a form, as Form.parse makes it of a dictionary")
            form.require_valid()
        mark = missing == "mark"
        template = self._template(type(form), chosen, mark)
        published = self._settings.published
        if published:
            # Not only in the templates: a board's own template may lack the condition.
            form = form.for_publication()
        values = {**form.__dict__, "settings": self._settings}
        if mark:
            values |= marked_values(form.foreign_words(chosen))
        try:
            content = template.render(values)
        except LacksLanguage:
            form.require(chosen)
            raise self._settings_lack(chosen) from None
        if form.schema_version != type(form).SCHEMA_VERSION:
            content = with_data_version(content, form.schema_version)
        document = Document(content, form, chosen, published)
        if never_print is not None:
            # Imported on use: few documents have a deny-list.
            from cpr_docs.documents.never_print import NeverPrint

            require("never_print", never_print, NeverPrint, "a NeverPrint, as NeverPrint.parse makes it")
            never_print.require_none(document)
        return document

    def _template(self, form: type[Form], language: Language, mark: bool) -> "CompiledTemplate":
        key = (form, language, mark)
        if key not in self._compiled:
            is_precompiled = not (mark or self._settings.published or board_template(form, language, self._templates))
            found = precompiled(form, language) if is_precompiled else None
            if found is None:
                self._compile(self.source(form, language, missing="mark" if mark else "refuse"), form, language, mark)
            else:
                self._compiled[key] = found
        return self._compiled[key]

    def _compile(self, source: "TemplateSource", form: type[Form], language: Language, mark: bool) -> None:
        # Imported on use: a wheel contains the masters compiled, and renders without these modules.
        from cpr_docs.templating.compiled import compile_template

        self._compiled[form, language, mark] = compile_template(source, _environment(language, mark))

    def _settings_lack(self, language: Language) -> MissingLanguage:
        message = _("has no English") if language is Language.ENGLISH else _("has no Welsh")
        problems = [Problem(path, "missing_language", message) for path in self._settings.lacking(language)]
        return MissingLanguage(f"settings in {language.value}", problems)


@functools.cache
def _environment(language: Language, mark: bool) -> "FormEnvironment":
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.environment import FormEnvironment

    return FormEnvironment(language, mark=mark)
