"""Documents and data of every released schema version stay readable: people keep them.

``tests/released/N`` contains the files that schema version N wrote. Files are added there, and never rendered again.
"""

import contextlib
import re
from pathlib import Path
from typing import Any

import pytest

from cpr_docs import resources
from cpr_docs.errors import InvalidForm, NotReadable
from cpr_docs.models.fields import FormField, Kind, field_at, fields_of, since
from cpr_docs.models.form import AnyForm
from cpr_docs.models.schema_version import SCHEMA_VERSION
from cpr_docs.ooxml.custom_properties import custom_properties
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.data_paths import field_path
from cpr_docs.reading.read import read
from cpr_docs.templating.document_properties import fingerprint
from cpr_docs.templating.loader import template_name
from cpr_docs.templating.released import released_masters, unpacked
from tests.examples import EXAMPLES, VARIANTS
from tests.keep_release import keep_examples, keep_masters
from tests.reading.cleaned import cleaned
from tests.reading.editing import Edited, xml

RELEASED = Path(__file__).parents[1] / "released"
DOCUMENTS = sorted(RELEASED.rglob("*.docx"))

every_document = pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.relative_to(RELEASED).as_posix()) for path in DOCUMENTS]
)


def data_of(path: Path) -> AnyForm:
    """The form that the document was rendered from."""
    stem = path.name.removesuffix(".docx").rpartition(".")[0]
    return AnyForm.parse((path.parent / f"{stem}.json").read_bytes())


def language_of(path: Path) -> str:
    return path.name.split(".")[-2]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_each_earlier_version_has_its_documents(version: int) -> None:
    assert list((RELEASED / str(version)).glob("*.docx"))


@every_document
def test_a_released_document_reads_as_the_data_that_it_was_made_from(path: Path) -> None:
    assert read(path) == data_of(path).in_language(language_of(path))


@every_document
def test_a_released_document_compares_without_a_change(path: Path) -> None:
    original = data_of(path)
    reading = compare(path, original)
    assert (reading.form, reading.changes) == (original, ())
    assert not reading.unchecked
    assert [note for note in reading.notes if note.code == "not_printed"] == []


@every_document
def test_a_field_that_a_released_document_lacks_is_kept_in_rows_too(path: Path) -> None:
    form = data_of(path)
    newer = newer_fields(form, int(path.parent.name))
    original = with_values(form, newer)
    reading = compare(path, original)
    assert (reading.form, reading.changes) == (original, ())
    told = {field_path(note.path) for note in reading.notes if note.code == "not_printed"}
    assert told <= set(newer) | {above for name in newer for above in lists(name)}


def newer_fields(form: AnyForm, version: int) -> list[str]:
    """The paths of the fields that versions later than the document's brought."""
    return [field.path for field in fields_of(type(form)) if max(since(type(form), field.path)) > version]


def lists(path: str) -> list[str]:
    return [path[: brackets.start()] for brackets in re.finditer(r"\[\]", path)]


def with_values(form: AnyForm, paths: list[str]) -> AnyForm:
    """The form with a value in each of these fields that its rules allow, in the first row of a list."""
    for path in paths:
        with contextlib.suppress(InvalidForm):
            form = form.replace({path.replace("[]", "[0]"): value_of(field_at(type(form), path))})
    return form


def value_of(field: FormField) -> Any:
    if field.bilingual:
        return {"en": "Words", "cy": "Geiriau"}
    if field.answers and field.kind is not Kind.YES_NO:
        return field.answers[0] if field.kind is Kind.CHOICE else [field.answers[0]]
    values = {Kind.TICK: True, Kind.YES_NO: True, Kind.DATE: "2013-06-01", Kind.INTEGER: 1, Kind.MONTH: "2013-06"}
    return values.get(field.kind, "words@example.org")


@every_document
def test_a_released_document_is_recognised_by_its_controls_and_words(path: Path) -> None:
    document = cleaned(Edited(path.read_bytes()))
    form = data_of(path)
    assert read(document.saved(), review_type=getattr(form, "review_type", None)) == form.in_language(language_of(path))


@every_document
def test_words_outside_the_controls_of_a_released_document_are_found(path: Path) -> None:
    document = Edited(path.read_bytes())
    document.root[0].insert(0, xml("<w:p><w:r><w:t>A word of mine.</w:t></w:r></w:p>"))
    assert [stray.words for stray in compare(document.saved()).strays] == ["A word of mine."]


@every_document
def test_a_control_that_a_released_document_lost_is_named(path: Path) -> None:
    document = Edited(path.read_bytes())
    name = "case_identifier" if "case_identifier" in type(data_of(path)).model_fields else "board"
    control = document.control(name)
    control.getparent().remove(control)  # type: ignore[union-attr]
    with pytest.raises(NotReadable, match=rf"lost these controls: {name};"):
        read(document.saved())


def test_the_masters_of_each_version_are_kept_as_they_were() -> None:
    """The documents name the masters that they were made from."""
    for path in DOCUMENTS:
        made_from = custom_properties(Package.read(path.read_bytes()))["CprDocsTemplate"]
        place = f"{language_of(path)}/{template_name(type(data_of(path)))}"
        assert fingerprint(released_masters(place)[made_from]) == made_from


def test_a_release_adds_todays_masters_and_keeps_all_others(tmp_path: Path) -> None:
    archive = tmp_path / "1.tar.xz"
    archive.write_bytes((resources.folder("released") / "1.tar.xz").read_bytes())
    before = unpacked(archive)
    assert keep_masters(resources.folder("templates"), archive) == 2 * len(VARIANTS)
    after = unpacked(archive)
    assert after.items() > before.items()
    content = archive.read_bytes()
    assert keep_masters(resources.folder("templates"), archive) == 0
    assert archive.read_bytes() == content


def test_a_release_keeps_the_examples_and_changes_no_file(tmp_path: Path) -> None:
    (tmp_path / "report.concise.json").write_text("as it was", encoding="utf-8")
    assert keep_examples(tmp_path) == 6 * len(EXAMPLES) - 1
    assert keep_examples(tmp_path) == 0
    assert (tmp_path / "report.concise.json").read_text(encoding="utf-8") == "as it was"
    path = tmp_path / "report.extended.sparse.cy.docx"
    assert read(path) == data_of(path).in_language("cy")
