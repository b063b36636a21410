"""Checks all templates of a folder in both languages: a board's own in ``en`` and ``cy``, or the masters."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from cpr_docs import resources
from cpr_docs.errors import PackageError, TemplateError, TemplateNotFound
from cpr_docs.language.catalogue import _
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.checking.check_languages import Pair
from cpr_docs.templating.checking.check_registry import compare, examine
from cpr_docs.templating.checking.template import Template
from cpr_docs.templating.checking.template_findings import LocatedFinding, TemplateFinding
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.loader import template_name

UNREADABLE = ("unreadable", _("the file cannot be opened as a Word document: {reason}"))
UNKNOWN_NAME = ("unknown-name", _("no form has a template of this name, and the file is never used"))
MISSING = ("missing", _("there is no such template, neither here nor among the masters"))
NOT_COMPILED = ("not-compiled", _("the template cannot be used: {reason}"))
_NAME_LIKE = _("no form has a template of this name, and the file is never used; did you mean {suggestion}?")


@dataclass(slots=True)
class CheckedFile:
    """A template file with its findings."""

    name: str
    path: Path | None = None
    template: Template | None = None
    findings: list[LocatedFinding] = field(default_factory=list)

    def add(self, code_and_sentence: tuple[str, str], **parameters: object) -> None:
        """Adds a finding without a location in the template."""
        code, sentence = code_and_sentence
        self.findings.append(LocatedFinding(TemplateFinding(code, sentence, self.name, parameters=parameters), None))


def check_folder(folder: Path | None, forms: Sequence[type[AnyForm]], settings: type[BaseModel]) -> list[CheckedFile]:
    """Checks every template of the folder; raises `TemplateNotFound` if the folder contains none."""
    masters = resources.folder("templates")
    template_dir = masters if folder is None else folder
    variants = [variant for form in forms for variant in form.variants()]
    if not any(template_dir.glob("??/*.docx")):
        raise TemplateNotFound(_("{path}: holds no templates in its folders en and cy"), path=template_dir)
    files = list(_unknown_files(template_dir, variants)) if folder else []
    for variant in variants:
        both = {language: _open(template_dir, masters, variant, language, settings) for language in Language}
        if any(file.path is not None for file in both.values()):
            files += _examined(both, is_house=folder is not None)
    return files


def _open(
    template_dir: Path, masters: Path, form: type[AnyForm], language: Language, settings: type[BaseModel]
) -> CheckedFile:
    """The file of a template in the folder, or the master if the folder has none."""
    name = f"{language.value}/{template_name(form)}"
    for folder in (template_dir, masters):
        path = folder / name
        if path.is_file():
            is_house = folder == template_dir
            file = CheckedFile(name, path) if is_house else CheckedFile(f"{name} (master)")
            try:
                package = Package.read(path)
            except (PackageError, OSError) as error:
                file.add(UNREADABLE, reason=error.strerror if isinstance(error, OSError) else str(error))
            else:
                file.template = Template(package, form, language, settings, is_house=is_house)
            return file
    return CheckedFile(name)


def _examined(both: dict[Language, CheckedFile], *, is_house: bool) -> Iterator[CheckedFile]:
    """The files of a form's two templates with all findings; a master appears only if it has findings."""
    for file in both.values():
        if file.path is None and file.template is None and not file.findings:
            file.add(MISSING)
        if file.path is not None and file.template is not None:
            file.findings += examine(file.template)
    english, welsh = both[Language.ENGLISH], both[Language.WELSH]
    for file, other in ((english, welsh), (welsh, english)):
        if file.template is not None and other.template is not None:
            file.findings += compare(Pair(file.template, other.template))
    for file in both.values():
        has_errors = any(located.finding.severity == "error" for located in file.findings)
        if file.path is not None and file.template is not None and is_house and not has_errors:
            _compile(file, file.template)
        if file.template is not None:
            file.findings = file.template.in_order(file.findings)
        if file.path is not None or file.findings:
            yield file


def _compile(file: CheckedFile, template: Template) -> None:
    """Compiles the template, which finds faults that no check covers."""
    try:
        source = compile_source(template.package, template.form, template.language)
        compile_template(source, FormEnvironment(template.language))
    except (TemplateError, PackageError) as error:
        file.add(NOT_COMPILED, reason=str(error))


def _unknown_files(template_dir: Path, variants: Sequence[type[AnyForm]]) -> Iterator[CheckedFile]:
    """The files of the folder whose name is not the name of a template."""
    known = {f"{language.value}/{template_name(variant)}" for variant in variants for language in Language}
    # Other folders are ignored, because a board may keep copies there.
    folders = (template_dir, *(template_dir / language.value for language in Language))
    for path in sorted(path for folder in folders for path in folder.glob("*.docx")):
        name = path.relative_to(template_dir).as_posix()
        # Word creates a lock file ~$… beside an open document.
        if name in known or path.name.startswith("~$"):
            continue
        file = CheckedFile(name)
        closest = difflib.get_close_matches(name, known, n=1)
        if closest:
            file.add((UNKNOWN_NAME[0], _NAME_LIKE), suggestion=closest[0])
        else:
            file.add(UNKNOWN_NAME)
        yield file
