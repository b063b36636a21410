"""Finds the template of a form in a language: in a board's own folder, or else the master.

A wheel contains the masters precompiled, as modules of ``cpr_docs.masters`` with their static parts and programs, so
that the first document renders fast. A checkout has no such modules: it compiles the masters, edits included.
"""

import functools
import importlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpr_docs import log, resources
from cpr_docs.arguments import require
from cpr_docs.errors import PackageError, TemplateError, TemplateNotFound, TemplateProblem
from cpr_docs.language.catalogue import Sentence, _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.purpose import Purpose
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.compiled import CompiledTemplate, PartProgram
from cpr_docs.templating.edition import SCREEN, Edition
from cpr_docs.templating.filters import runtime_for
from cpr_docs.templating.zip_writer import pack

SHARED_PARTS = "shared_parts"
"""The module of the static parts that several precompiled masters have."""

if TYPE_CHECKING:
    from cpr_docs.ooxml.package import Package
    from cpr_docs.templating.fixed_text import FixedText
    from cpr_docs.templating.invariants import TemplateInvariants
    from cpr_docs.templating.jinja_renderer import JinjaRenderer


def template_folder(templates: str | os.PathLike[str] | None) -> Path | None:
    """The folder of a board's own templates; raises `TemplateNotFound` if it does not exist or has no templates."""
    if templates is None:
        return None
    require("templates", templates, (str, os.PathLike), "the path of a folder")
    folder = Path(templates)
    if not folder.is_dir():
        raise TemplateNotFound(_("templates: there is no folder {folder}"), folder=folder)
    if not any((folder / language.value).is_dir() for language in Language):
        raise TemplateNotFound(_("templates: {folder} has no folder en or cy"), folder=folder)
    return folder


def load_invariants(
    form: type[AnyForm],
    language: Language,
    fingerprint: str,
    template_dir: Path | None = None,
    edition: Edition = SCREEN,
) -> "TemplateInvariants":
    """The invariants, in the edition, of the template with that fingerprint: a board’s, the master, or a released one.

    If none has it, the invariants of the template that a render would use now; their fingerprint differs.
    """
    current = _invariants(form, language, template_dir, edition)
    if not fingerprint or current.fingerprint == fingerprint:
        return current
    if template_dir is not None and template_fingerprint(form, language, None) == fingerprint:
        return _invariants(form, language, None, edition)
    return _released_invariants(form, language, fingerprint) or current


@functools.cache
def _released_invariants(form: type[AnyForm], language: Language, fingerprint: str) -> "TemplateInvariants | None":
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.invariants import invariants_of

    master = _released(form, language).get(fingerprint)
    return None if master is None else invariants_of(master, form)


def released_fingerprints(form: type[AnyForm], language: Language) -> Iterable[str]:
    """The fingerprints of the released masters of a form, oldest first."""
    return _released(form, language).keys()


def _released(form: type[AnyForm], language: Language) -> "Mapping[str, Package]":
    # Imported on use: no document is rendered from a released master.
    from cpr_docs.templating.released import released_masters

    return released_masters(f"{language.value}/{template_name(form)}")


@functools.cache
def _invariants(
    form: type[AnyForm], language: Language, template_dir: Path | None, edition: Edition
) -> "TemplateInvariants":
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.invariants import invariants_of

    template = find_template(form, language, template_dir)
    return invariants_of(template, form, _adapted(template, form, language, edition))


def _adapted(template: "Package", form: type[AnyForm], language: Language, edition: Edition) -> "Package":
    """The template for an edition."""
    if edition.is_screen:
        # Imported on use: a wheel contains the masters, of which none needs it.
        from cpr_docs.templating.kept_values import with_kept_values

        return with_kept_values(template, form)
    # Imported on use: a wheel reads documents for the screen without Jinja.
    from cpr_docs.templating.adapt import adapted

    return adapted(template, form, language, edition)


@functools.cache
def template_fingerprint(form: type[AnyForm], language: Language, template_dir: Path | None) -> str:
    """The fingerprint of a template, the board's own or else the master; empty if there is none."""
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.document_properties import fingerprint

    try:
        return fingerprint(find_template(form, language, template_dir))
    except TemplateError:
        return ""


def load_fixed_text(
    form: type[AnyForm],
    language: Language,
    fingerprint: str,
    template_dir: Path | None = None,
    edition: Edition = SCREEN,
) -> "FixedText | None":
    """The fixed text of the template with that fingerprint in the edition; None if no such template is available."""
    for folder in dict.fromkeys((template_dir, None)):
        try:
            if template_fingerprint(form, language, folder) == fingerprint:
                return _fixed_text(form, language, folder, edition)
        except TemplateError:
            continue
    return _released_text(form, language, fingerprint)


@functools.cache
def _released_text(form: type[AnyForm], language: Language, fingerprint: str) -> "FixedText | None":
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.fixed_text import fixed_text_of

    master = _released(form, language).get(fingerprint)
    # Version 1 knew no purpose, and said ticks in words in every document.
    return None if master is None else fixed_text_of(master, language, Edition(Purpose.FINAL))


@functools.cache
def _fixed_text(form: type[AnyForm], language: Language, template_dir: Path | None, edition: Edition) -> "FixedText":
    # Imported on use: a wheel contains the masters compiled, and renders without these modules.
    from cpr_docs.templating.fixed_text import fixed_text_of

    is_precompiled = edition.is_screen and not board_template(form, language, template_dir)
    fixed_text = precompiled_fixed_text(form, language) if is_precompiled else None
    template = find_template(form, language, template_dir)
    return fixed_text or fixed_text_of(_adapted(template, form, language, edition), language, edition)


def template_name(form: type[AnyForm]) -> str:
    """The file name of a template, the same in both languages."""
    return f"{'.'.join(filter(None, (form.name(), form.type_name())))}.docx"


def board_template(form: type[AnyForm], language: Language, template_dir: Path | None) -> Path | None:
    """The file of a board's own template; None if the board has none."""
    path = None if template_dir is None else template_dir / language.value / template_name(form)
    return path if path is not None and path.is_file() else None


def find_template(form: type[AnyForm], language: Language, template_dir: Path | None = None) -> "Package":
    """The template, the board's own or else the master; raises `TemplateNotFound` if there is none."""
    name = f"{language.value}/{template_name(form)}"
    own = board_template(form, language, template_dir)
    path = own or resources.folder("templates") / name
    if not path.is_file():
        raise TemplateNotFound(_("there is no template {name}"), name=name)
    log.debug("template %s: loaded from the %s", name, "board's folder" if own else "masters")
    return _open_template(path, name)


def _open_template(path: Path, name: str) -> "Package":
    # Imported on use: a wheel renders without parsing a package.
    from cpr_docs.ooxml.package import Package

    try:
        return Package.read(path)
    except PackageError as error:
        raise TemplateProblem(
            error.message, Sentence(_("the template {name}"), name=name), **error.parameters
        ) from None
    except OSError as error:
        raise TemplateProblem(
            _("cannot be read ({reason})"), Sentence(_("the template {name}"), name=name), reason=error.strerror
        ) from None


def precompiled_fixed_text(form: type[AnyForm], language: Language) -> "FixedText | None":
    """The fixed text of a precompiled master; None in a checkout, or for another form."""
    # Imported here, because rendering must not load lxml.
    from cpr_docs.templating.fixed_text import restore_fixed_text

    master = _module(form, language)
    if master is None:
        return None
    lines, controls, drawn, program = master.FIXED_TEXT
    return restore_fixed_text(lines, controls, drawn, program, language)


def _module(form: type[AnyForm], language: Language) -> Any:
    if form.name() not in form_names() or form not in form_class(form.name()).variants():
        return None
    try:
        return importlib.import_module(f"cpr_docs.masters.{module_name(form, language)}")
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("cpr_docs.masters"):
            raise
        return None


def module_name(form: type[AnyForm], language: Language) -> str:
    """The name of the module of a precompiled master."""
    return "_".join(filter(None, (language.value, form.name(), form.type_name())))


def precompiled(form: type[AnyForm], language: Language) -> CompiledTemplate | None:
    """The precompiled master of a form, with the form's treatment of missing text; None in a checkout.

    None also for a form that is not the guidance's.
    """
    master = _module(form, language)
    if master is None:
        return None
    mark = form.MISSING == "mark"

    @functools.cache
    def jinja_renderer() -> "JinjaRenderer":
        # Imported on use: a wheel contains the masters compiled, and renders without these modules.
        from cpr_docs.templating.compile import compile_source
        from cpr_docs.templating.environment import FormEnvironment
        from cpr_docs.templating.jinja_renderer import JinjaRenderer

        source = compile_source(find_template(form, language), form, language, mark=mark)
        return JinjaRenderer(source, FormEnvironment(language, mark=mark))

    shared = importlib.import_module(f"cpr_docs.masters.{SHARED_PARTS}").PARTS
    static = {name: shared[part] if isinstance(part, int) else part for name, part in master.STATIC}
    parts = [PartProgram(name, program) for name, program in master.PARTS]
    return CompiledTemplate(pack(static), parts, runtime_for(language, mark=mark), jinja_renderer)
