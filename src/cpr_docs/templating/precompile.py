"""Compiles the masters to the modules of ``cpr_docs.masters``; called while a wheel is built."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.models.registry import form_class, form_names
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.fixed_text import fixed_text_source
from cpr_docs.templating.jinja_renderer import JinjaRenderer
from cpr_docs.templating.loader import SHARED_PARTS, find_template, module_name
from cpr_docs.templating.template_source import TemplateSource
from cpr_docs.templating.zip_writer import complete

_PACKAGE = '"""The master templates, compiled when this package was built; none of it is meant to be edited."""\n'
_SHARED = '"""The static parts that several masters have."""\n\n'


def write_masters(folder: Path) -> None:
    """Writes the package ``masters`` as this folder."""
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(_PACKAGE, "utf-8")
    masters = [
        (variant, language) for name in form_names() for variant in form_class(name).variants() for language in Language
    ]
    static = {master: _static_parts(_source(*master)) for master in masters}
    counts = Counter(content for parts in static.values() for content in parts.values())
    # Most masters have the same styles, relationships and settings: a module for all keeps a wheel small.
    shared = {content: at for at, content in enumerate(each for each, count in counts.items() if count > 1)}
    (folder / f"{SHARED_PARTS}.py").write_text(f"{_SHARED}PARTS = (\n{_lines(shared)})\n", "utf-8")
    for master, parts in static.items():
        (folder / f"{module_name(*master)}.py").write_text(_module(*master, parts, shared), "utf-8")


def _source(form: type[AnyForm], language: Language) -> TemplateSource:
    return compile_source(find_template(form, language), form, language, mark=form.MISSING == "mark")


def _static_parts(source: TemplateSource) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(complete(source.packed, ()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _module(form: type[AnyForm], language: Language, static: Mapping[str, bytes], shared: Mapping[bytes, int]) -> str:
    source = _source(form, language)
    programs = JinjaRenderer(source, FormEnvironment(language, mark=form.MISSING == "mark")).programs()
    fixed_text = fixed_text_source(find_template(form, language), language)
    programs.append(fixed_text.program)
    functions = [program.replace("def part(", f"def part_{at}(", 1) for at, program in enumerate(programs)]
    parts = ", ".join(f"({name.encode()!r}, part_{at})" for at, (name, _text) in enumerate(source.parts))
    text = (
        f"FIXED_TEXT = ({fixed_text.lines!r}, {fixed_text.controls!r}, {fixed_text.drawn}, part_{len(source.parts)})\n"
    )
    own = _lines(f"({name!r}, {shared.get(content, content)!r})" for name, content in static.items())
    title = f'"""{source.place}, compiled."""\n'
    return "\n".join([title, f"STATIC = (\n{own})\n", *functions, f"PARTS = ({parts},)\n", text])


def _lines(items: Iterable[object]) -> str:
    return "".join(f"    {item if isinstance(item, str) else repr(item)},\n" for item in items)
