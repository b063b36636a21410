"""Finding the template of a form in a language: in a board's own folder first, or else among the masters."""

import functools
import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpr_docs import resources
from cpr_docs.arguments import require
from cpr_docs.errors import PackageError, TemplateError, TemplateNotFound, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.compiled import CompiledTemplate, PartProgram
from cpr_docs.templating.filters import runtime_for
from cpr_docs.templating.zip_writer import Packed

if TYPE_CHECKING:
    from cpr_docs.ooxml.package import Package
    from cpr_docs.templating.fixed_text import OutsideText
    from cpr_docs.templating.invariants import TemplateInvariants
    from cpr_docs.templating.jinja_renderer import ByJinja


def template_folder(templates: str | os.PathLike[str] | None) -> Path | None:
    """The folder of a board's own templates; raises `TemplateNotFound` for one that is not there, or holds none."""
    if templates is None:
        return None
    require("templates", templates, (str, os.PathLike), "the path of a folder")
    folder = Path(templates)
    if not folder.is_dir():
        raise TemplateNotFound(f"templates: there is no folder {folder}")
    if not any((folder / language.value).is_dir() for language in Language):
        raise TemplateNotFound(f"templates: {folder} has no folder en or cy")
    return folder


def load_invariants(
    form: type[Form], language: Language, fingerprint: str, house: Path | None = None
) -> "TemplateInvariants":
    """The landmarks of the template with that fingerprint: the board's own, or else the master.

    Where neither has it, those of the one that a render would take now, which say their own fingerprint.
    """
    own = _landmarks(form, language, house)
    if house is None or own.fingerprint == fingerprint:
        return own
    try:
        master = _landmarks(form, language, None)
    except TemplateNotFound:
        # A form that is not of the guidance has no master.
        return own
    return master if master.fingerprint == fingerprint else own


@functools.cache
def _landmarks(form: type[Form], language: Language, house: Path | None) -> "TemplateInvariants":
    from cpr_docs.templating.invariants import invariants_of

    return invariants_of(find_template(form, language, house), form)


@functools.cache
def template_fingerprint(form: type[Form], language: Language, house: Path | None) -> str:
    """The fingerprint of a template, the board's own or else the master; empty where there is none."""
    from cpr_docs.templating.document_properties import fingerprint

    try:
        return fingerprint(find_template(form, language, house))
    except TemplateError:
        return ""


def outside(form: type[Form], language: Language, fingerprint: str, house: Path | None = None) -> "OutsideText | None":
    """The text outside the controls of the template with that fingerprint; None where no such template is at hand."""
    for folder in dict.fromkeys((house, None)):
        try:
            if _landmarks(form, language, folder).fingerprint == fingerprint:
                return _outside(form, language, folder)
        except TemplateError:
            continue
    return None


@functools.cache
def _outside(form: type[Form], language: Language, house: Path | None) -> "OutsideText":
    from cpr_docs.templating.fixed_text import outside_text

    found = None if house_file(form, language, house) else shipped_outside(form, language)
    return found or outside_text(find_template(form, language, house), language)


def template_name(form: type[Form]) -> str:
    """The name of the template's file, the same in both languages."""
    return f"{form.name()}.{form.type_name()}.docx"


def house_file(form: type[Form], language: Language, house: Path | None) -> Path | None:
    """The file of a board's own template; None where the board has none."""
    path = None if house is None else house / language.value / template_name(form)
    return path if path is not None and path.is_file() else None


def find_template(form: type[Form], language: Language, house: Path | None = None) -> "Package":
    """The template, from ``house/en`` or ``house/cy`` if it is there; raises `TemplateNotFound` where there is none."""
    name = f"{language.value}/{template_name(form)}"
    path = house_file(form, language, house) or resources.folder("templates") / name
    if not path.is_file():
        raise TemplateNotFound(f"there is no template {name}")
    return _opened(path, name)


def _opened(path: Path, name: str) -> "Package":
    from cpr_docs.ooxml.package import Package

    try:
        return Package.read(path)
    except PackageError as error:
        raise TemplateProblem(str(error), f"the template {name}") from None
    except OSError as error:
        raise TemplateProblem(f"cannot be read ({error.strerror})", f"the template {name}") from None


def shipped_outside(form: type[Form], language: Language) -> "OutsideText | None":
    """The text of a master outside its controls, or None where the master is not there compiled."""
    # Here, because rendering needs none of it, and must not load lxml.
    from cpr_docs.templating.fixed_text import loaded

    master = _module(form, language)
    if master is None:
        return None
    lines, controls, drawn, program = master.OUTSIDE
    return loaded(lines, controls, drawn, program, language)


def _module(form: type[Form], language: Language) -> Any:
    if form.name() not in form_names() or form not in form_class(form.name()).variants():
        return None
    try:
        return importlib.import_module(f"cpr_docs.masters.{module_name(form, language)}")
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("cpr_docs.masters"):
            raise
        return None


def module_name(form: type[Form], language: Language) -> str:
    """The name of the module of a master."""
    return f"{language.value}_{form.name()}_{form.type_name()}"


def shipped(form: type[Form], language: Language) -> CompiledTemplate | None:
    """The master of a form of the guidance, or None where it is not there compiled."""
    master = _module(form, language)
    if master is None:
        return None

    @functools.cache
    def by_jinja() -> "ByJinja":
        from cpr_docs.templating.compile import compile_source
        from cpr_docs.templating.environment import FormEnvironment
        from cpr_docs.templating.jinja_renderer import ByJinja

        source = compile_source(find_template(form, language), form, language)
        return ByJinja(source, FormEnvironment(language))

    parts = [PartProgram(name, program) for name, program in master.PARTS]
    return CompiledTemplate(Packed(*master.PACKED), parts, runtime_for(language), by_jinja)
