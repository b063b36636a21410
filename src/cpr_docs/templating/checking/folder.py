"""Checking a folder of templates: a board's own in ``en`` and ``cy``, or the masters."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from cpr_docs import resources
from cpr_docs.errors import PackageError, TemplateError, TemplateNotFound
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.checking.check_languages import Pair
from cpr_docs.templating.checking.check_registry import compare, examine
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import LocatedFinding, TemplateFinding
from cpr_docs.templating.loader import template_name

UNREADABLE = ("unreadable", _("the file cannot be opened as a Word document: {reason}"))
UNKNOWN_NAME = ("unknown-name", _("no form has a template of this name, and the file is never used"))
MISSING = ("missing", _("there is no such template, neither here nor among the masters"))
NOT_COMPILED = ("not-compiled", _("the template cannot be used: {reason}"))
_NAME_LIKE = _("no form has a template of this name, and the file is never used; did you mean {suggestion}?")


@dataclass(slots=True)
class Checked:
    """A template's file, and what was found in it."""

    name: str
    path: Path | None = None
    template: Template | None = None
    hits: list[LocatedFinding] = field(default_factory=list)

    def add(self, code_and_sentence: tuple[str, str], **parameters: object) -> None:
        """Adds a finding that has no place in the template."""
        code, sentence = code_and_sentence
        self.hits.append(LocatedFinding(TemplateFinding(code, sentence, self.name, parameters=parameters), None))


def check_folder(folder: Path | None, forms: Sequence[type[Form]], settings: type[BaseModel]) -> list[Checked]:
    """Every template of the folder with all its findings; raises `TemplateNotFound` where the folder holds none."""
    masters = resources.folder("templates")
    house = masters if folder is None else folder
    variants = [variant for form in forms for variant in form.variants()]
    if not any(house.glob("??/*.docx")):
        raise TemplateNotFound(f"{house}: holds no templates in its folders en and cy")
    checked = list(_strays(house, variants)) if folder else []
    for variant in variants:
        both = {language: _open(house, masters, variant, language, settings) for language in Language}
        if any(one.path is not None for one in both.values()):
            checked += _examined(both, is_house=folder is not None)
    return checked


def _open(house: Path, masters: Path, form: type[Form], language: Language, settings: type[BaseModel]) -> Checked:
    name = f"{language.value}/{template_name(form)}"
    for folder in (house, masters):
        path = folder / name
        if path.is_file():
            own = Checked(name if folder == house else f"{name} (master)", path if folder == house else None)
            try:
                package = Package.read(path)
            except (PackageError, OSError) as error:
                own.add(UNREADABLE, reason=error.strerror if isinstance(error, OSError) else str(error))
            else:
                own.template = Template(package, form, language, settings, is_house=folder == house)
            return own
    return Checked(name)


def _examined(both: dict[Language, Checked], *, is_house: bool) -> Iterator[Checked]:
    for one in both.values():
        if one.path is None and one.template is None and not one.hits:
            one.add(MISSING)
        if one.path is not None and one.template is not None:
            one.hits += examine(one.template)
    english, welsh = both[Language.ENGLISH], both[Language.WELSH]
    for one, other in ((english, welsh), (welsh, english)):
        if one.template is not None and other.template is not None:
            one.hits += compare(Pair(one.template, other.template))
    for one in both.values():
        faultless = all(hit.finding.severity == "warning" for hit in one.hits)
        if one.path is not None and one.template is not None and is_house and faultless:
            _compile(one, one.template)
        if one.template is not None:
            one.hits = one.template.in_order(one.hits)
        if one.path is not None or one.hits:
            yield one


def _compile(one: Checked, template: Template) -> None:
    """Whatever no check foresees is found by doing it."""
    from cpr_docs.templating.compile import compile_source
    from cpr_docs.templating.compiled import compile_template
    from cpr_docs.templating.environment import FormEnvironment

    try:
        source = compile_source(template.package, template.form, template.language)
        compile_template(source, FormEnvironment(template.language))
    except (TemplateError, PackageError) as error:
        one.add(NOT_COMPILED, reason=str(error))


def _strays(house: Path, variants: Sequence[type[Form]]) -> Iterator[Checked]:
    known = {f"{language.value}/{template_name(variant)}" for variant in variants for language in Language}
    # Other folders are none of ours: a board may keep copies there.
    folders = (house, *(house / language.value for language in Language))
    for path in sorted(path for folder in folders for path in folder.glob("*.docx")):
        name = path.relative_to(house).as_posix()
        # Word puts such a file beside one that it has open.
        if name in known or path.name.startswith("~$"):
            continue
        stray = Checked(name)
        near = difflib.get_close_matches(name, known, n=1)
        if near:
            stray.add((UNKNOWN_NAME[0], _NAME_LIKE), suggestion=near[0])
        else:
            stray.add(UNKNOWN_NAME)
        yield stray
