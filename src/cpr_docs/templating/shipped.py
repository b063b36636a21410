"""The masters as a wheel holds them: compiled when the wheel was built, so that a first document needs no compiling.

Each is a module of ``cpr_docs.masters`` with its packed parts and its programs. A checkout has none: there the masters
are compiled from their files, so that a change to them counts at once.
"""

import functools
import importlib
from typing import TYPE_CHECKING, Any

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.guidance import FORM_NAMES, form_class
from cpr_docs.templating.archive import Packed
from cpr_docs.templating.compiled import CompiledTemplate, PartProgram
from cpr_docs.templating.values import values_in

if TYPE_CHECKING:
    from cpr_docs.templating.by_jinja import ByJinja
    from cpr_docs.templating.outside_text import OutsideText


def shipped_outside(form: type[Form], language: Language) -> "OutsideText | None":
    """The text of a master outside its controls, or None where the master is not there compiled."""
    # Here, because rendering needs none of it, and must not load lxml.
    from cpr_docs.templating.outside_text import loaded

    master = _module(form, language)
    if master is None:
        return None
    lines, controls, drawn, program = master.OUTSIDE
    return loaded(lines, controls, drawn, program, language)


def _module(form: type[Form], language: Language) -> Any:
    if form.name() not in FORM_NAMES or form not in form_class(form.name()).variants():
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
        from cpr_docs.templating.by_jinja import ByJinja
        from cpr_docs.templating.compile import compile_source
        from cpr_docs.templating.environment import FormEnvironment
        from cpr_docs.templating.find import find_template

        source = compile_source(find_template(form, language), form, language)
        return ByJinja(source, FormEnvironment(language))

    parts = [PartProgram(name, program) for name, program in master.PARTS]
    return CompiledTemplate(Packed(*master.PACKED), parts, values_in(language), by_jinja)
