"""A renderer is deterministic across threads and processes, and keeps the data of its callers apart."""

import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cpr_docs import render
from cpr_docs.documents.render import Renderer
from cpr_docs.errors import TemplateNotFound
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package, write_package
from tests.documents.cases import RENDERER, VARIANTS, case, changed, every_language, every_variant, rendered, template
from tests.documents.controls import read_controls
from tests.examples import EXAMPLES

_LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
_THREADS, _RENDERS = 8, 400

_HASHES = """
import hashlib, sys
import cpr_docs
renderer = cpr_docs.Renderer()
for description in cpr_docs.forms():
    for review_type in description.form.review_types() or ("concise",):
        for language in ("en", "cy"):
            content = renderer.render(cpr_docs.example(description.name, review_type), language).content
            print(hashlib.sha256(content).hexdigest())
"""


@every_language
@every_variant
def test_the_same_data_give_the_same_bytes_each_time_from_any_renderer(variant: type[Form], language: Language) -> None:
    content = rendered(variant, language).content
    assert RENDERER.render(case(variant), language).content == content
    assert Renderer().render(case(variant), language).content == content
    assert render(case(variant), language.value).content == content


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_data_give_the_same_bytes_in_another_process(seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", _HASHES], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    here = [
        hashlib.sha256(RENDERER.render(example.form(), language).content)
        for example in EXAMPLES
        for language in Language
    ]
    assert done.stdout.split() == [digest.hexdigest() for digest in here]


def test_threads_that_share_a_renderer_never_see_each_others_data() -> None:
    # No template is compiled yet, so that the threads also compete for compiling.
    renderer = Renderer()

    def work(thread: int) -> list[str]:
        wrong = []
        for number in range(_RENDERS):
            canary = f"canary-{thread}-{number}-"
            variant = VARIANTS[(thread + number) % len(VARIANTS)] if number % 8 == 0 else _LETTER
            language = Language.WELSH if number % 2 else Language.ENGLISH
            fields: dict[str, Any] = {"recipient": {"name": canary}} if variant is _LETTER else {}
            fields |= {variant.identifier_path(): canary} if variant.identifier_path() else {}
            form = changed(case(variant), board={"en": canary, "cy": canary}, **fields)
            package = Package.read(renderer.render(form, language).content)
            for part in (PartName.DOCUMENT, "word/header1.xml", "word/footer1.xml"):
                seen = set(re.findall(rb"canary-\d+-\d+-", package[part]))
                if not seen <= {canary.encode()} or (part == PartName.DOCUMENT and not seen):
                    wrong.append(f"{canary}: {part}: {seen!r}")
        return wrong

    with ThreadPoolExecutor(_THREADS) as pool:
        assert [wrong for thread in pool.map(work, range(_THREADS)) for wrong in thread] == []


@every_language
@every_variant
def test_no_two_controls_have_the_same_id_not_even_in_rows(variant: type[Form], language: Language) -> None:
    document = Package.read(rendered(variant, language).content)[PartName.DOCUMENT]
    numbers = re.findall(rb'<w:sdtPr>.*?<w:id w:val="(\d+)"/>', document)
    assert len(numbers) == document.count(b"<w:sdt>")
    assert len(set(numbers)) == len(numbers)


def test_a_house_template_replaces_the_master_and_the_master_is_used_without_one(tmp_path: Path) -> None:
    parts = dict(template(_LETTER, Language.ENGLISH))
    parts[PartName.DOCUMENT] = parts[PartName.DOCUMENT].replace(b"Kind regards", b"With thanks")
    path = tmp_path / "en" / "invitation_letter.concise.docx"
    path.parent.mkdir()
    path.write_bytes(write_package(parts))
    renderer = Renderer(templates=tmp_path)
    house = Package.read(renderer.render(case(_LETTER), "en").content)
    assert b"With thanks" in house[PartName.DOCUMENT]
    assert renderer.render(case(_LETTER), "cy").content == rendered(_LETTER, Language.WELSH).content


def test_a_missing_template_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("cpr_docs.resources.folder", lambda _name: tmp_path)
    with pytest.raises(TemplateNotFound, match=r"cy/invitation_letter\.concise\.docx"):
        Renderer().render(case(_LETTER), "cy")


@pytest.mark.parametrize("language", ["de", "EN", "", None])
def test_an_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="language must be"):
        RENDERER.render(case(_LETTER), language)


def test_an_unknown_value_of_missing_is_refused() -> None:
    with pytest.raises(ValueError, match='"refuse" or "mark"'):
        RENDERER.render(case(_LETTER), "en", missing="ignore")  # type: ignore[arg-type]


def test_a_document_knows_its_form_and_language_and_shows_neither_data_nor_bytes() -> None:
    document = rendered(_LETTER, Language.WELSH)
    assert document.form == case(_LETTER)
    assert document.language is Language.WELSH
    assert repr(document) == "Document(language=<Language.WELSH: 'cy'>)"


def test_a_form_in_one_language_renders_to_the_same_document() -> None:
    for language in Language:
        only = RENDERER.render(case(_LETTER).in_language(language), language)
        assert only.content == rendered(_LETTER, language).content
        assert read_controls(only.content)
