"""Finding the template of a form in a language: in a board's own folder first, or else among the masters."""

import functools
from pathlib import Path

from cpr_docs import resources
from cpr_docs.errors import TemplateNotFound
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.package import Package


def expected_controls(form: type[Form], language: Language, house: Path | None = None) -> frozenset[str]:
    """The tags of the controls that the template prints always, whatever the form holds."""
    return _expected_controls(form, language, house)


@functools.cache
def _expected_controls(form: type[Form], language: Language, house: Path | None) -> frozenset[str]:
    from cpr_docs.templating.conditions import unconditional_tags

    return unconditional_tags(find_template(form, language, house))


def template_name(form: type[Form]) -> str:
    """The name of the template's file, the same in both languages."""
    return f"{form.name()}.{form.type_name()}.docx"


def find_template(form: type[Form], language: Language, house: Path | None = None) -> Package:
    """The template, from ``house/en`` or ``house/cy`` if it is there; raises `TemplateNotFound` where there is none."""
    name = template_name(form)
    for templates in (house, resources.folder("templates")):
        if templates is not None and (path := templates / language.value / name).is_file():
            return Package.read(path)
    raise TemplateNotFound(f"there is no template {language.value}/{name}")
