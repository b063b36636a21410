"""Compiles the masters to the modules of ``cpr_docs.masters``; called while a wheel is built."""

from pathlib import Path

from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.fixed_text import fixed_text_source
from cpr_docs.templating.jinja_renderer import JinjaRenderer
from cpr_docs.templating.loader import find_template, module_name

_PACKAGE = '"""The master templates, compiled when this package was built; none of it is meant to be edited."""\n'


def write_masters(folder: Path) -> None:
    """Writes the package ``masters`` as this folder."""
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(_PACKAGE, "utf-8")
    for name in form_names():
        for variant in form_class(name).variants():
            for language in Language:
                module = folder / f"{module_name(variant, language)}.py"
                module.write_text(_module(variant, language), "utf-8")


def _module(form: type[AnyForm], language: Language) -> str:
    source = compile_source(find_template(form, language), form, language)
    programs = JinjaRenderer(source, FormEnvironment(language)).programs()
    fixed_text = fixed_text_source(find_template(form, language), language)
    programs.append(fixed_text.program)
    functions = [program.replace("def part(", f"def part_{at}(", 1) for at, program in enumerate(programs)]
    parts = ", ".join(f"({name.encode()!r}, part_{at})" for at, (name, _text) in enumerate(source.parts))
    text = (
        f"FIXED_TEXT = ({fixed_text.lines!r}, {fixed_text.controls!r}, {fixed_text.drawn}, part_{len(source.parts)})\n"
    )
    packed = f"PACKED = ({source.packed.content!r}, {source.packed.directory!r}, {source.packed.entries})\n"
    title = f'"""{source.place}, compiled."""\n'
    return "\n".join([title, packed, *functions, f"PARTS = ({parts},)\n", text])
