"""A compiled template is immutable, its source can be sent as bytes, and it renders without the compiler's tools."""

import dataclasses
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.document_properties import marked_values
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.filters import LacksLanguage
from cpr_docs.templating.template_source import TemplateSource
from tests.documents.cases import VARIANTS, case, every_language, every_variant, rendered, template, values_of

_LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")

# Renders from a source that another process compiled; an import of the compiler's tools fails.
_WARM = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"docxtpl", "docx", "lxml"}:
            raise AssertionError(f"{name} was imported")

sys.meta_path.insert(0, Refuse())
from pathlib import Path
from cpr_docs.documents.settings import Settings
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.purpose import Purpose
from cpr_docs.templating.compiled import compile_template
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.template_source import TemplateSource

folder, form, review_type = sys.argv[1:]
for language in Language:
    source = TemplateSource.from_bytes(Path(folder, f"{language.value}.source").read_bytes())
    values = {**example(form, review_type).printed_values(), "settings": Settings().as_printed(Purpose.SCREEN)}
    content = compile_template(source, FormEnvironment(language)).render(values)
    Path(folder, f"{language.value}.docx").write_bytes(content)
"""


def _source(variant: type[Form], language: Language) -> TemplateSource:
    return compile_source(template(variant, language), variant, language)


def _values(form: Form) -> dict[str, Any]:
    return values_of(form)


@every_language
@every_variant
def test_a_source_is_equal_after_a_round_trip_through_bytes(variant: type[Form], language: Language) -> None:
    mark, form = variant.MISSING == "mark", case(variant)
    source = compile_source(template(variant, language), variant, language, mark=mark)
    again = TemplateSource.from_bytes(source.to_bytes())
    assert again == source
    values = _values(form) | (marked_values(form.foreign_words(language)) if mark else {})
    content = compile_template(again, FormEnvironment(language, mark=mark)).render(values)
    assert content == rendered(variant, language).content


@every_language
@every_variant
def test_compilation_is_reproducible(variant: type[Form], language: Language) -> None:
    assert _source(variant, language).to_bytes() == _source(variant, language).to_bytes()


@pytest.mark.parametrize("variant", [_LETTER, VARIANTS[0]], ids=lambda variant: variant.name())
def test_a_warm_render_imports_neither_docxtpl_nor_python_docx_nor_lxml(variant: type[Form], tmp_path: Path) -> None:
    for language in Language:
        (tmp_path / f"{language.value}.source").write_bytes(_source(variant, language).to_bytes())
    _run(_WARM, tmp_path, variant.name(), variant.type_name())
    for language in Language:
        assert (tmp_path / f"{language.value}.docx").read_bytes() == rendered(variant, language).content


def test_the_source_is_frozen() -> None:
    source = _source(_LETTER, Language.ENGLISH)
    with pytest.raises(dataclasses.FrozenInstanceError):
        source.place = "elsewhere"  # type: ignore[misc]
    assert hash(source) == hash(TemplateSource.from_bytes(source.to_bytes()))


def test_a_render_is_correct_after_a_failed_render() -> None:
    template_ = compile_template(_source(_LETTER, Language.WELSH), FormEnvironment(Language.WELSH))
    for _turn in range(2):
        with pytest.raises(LacksLanguage):
            template_.render(_values(case(_LETTER).in_language("en")))
        assert template_.render(_values(case(_LETTER))) == rendered(_LETTER, Language.WELSH).content


def test_rendering_does_not_change_the_form() -> None:
    form = case(_LETTER)
    before = form.model_dump_json()
    rendered(_LETTER, Language.ENGLISH)
    assert form.model_dump_json() == before
    assert "next_id" not in form.__dict__


@every_language
@every_variant
def test_the_archive_is_complete_and_every_entry_has_the_first_date_of_the_zip_format(
    variant: type[Form], language: Language
) -> None:
    with zipfile.ZipFile(BytesIO(rendered(variant, language).content)) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    assert not any(entry.extra or entry.comment for entry in entries)


def _run(program: str, *arguments: object) -> None:
    command = [sys.executable, "-W", "error", "-c", program, *map(str, arguments)]
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
