"""`Library` is one client: everything that it does uses its templates, forms, settings and LibreOffice."""

from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.authoring import build
from tests.batch.test_own_forms import ROWS, Notice, data, layout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("templates")
    for language in cpr_docs.Language:
        (made / language.value).mkdir()
        (made / language.value / "notice.extended.docx").write_bytes(build(Notice, language, layout))
    return made


@pytest.fixture(scope="module")
def library(folder: Path) -> cpr_docs.Library:
    return cpr_docs.Library(templates=folder, forms=[Notice], settings=cpr_docs.Settings(protective_marking=None))


@pytest.fixture(scope="module")
def notice(library: cpr_docs.Library) -> cpr_docs.AnyForm:
    return library.parse(data(visitor={"name": "Ms A"}))


def test_it_parses_renders_and_reads_its_own_forms_and_those_of_the_guidance(
    library: cpr_docs.Library, notice: cpr_docs.AnyForm
) -> None:
    for form in (notice, cpr_docs.example("report")):
        document = library.render(form, "cy")
        assert library.read(document.content) == form.in_language("cy")
        assert library.parse(form.model_dump_json()) == form


def test_it_compares(library: cpr_docs.Library, notice: cpr_docs.AnyForm) -> None:
    changed = library.render(notice.replace({"visitor.name": "Mr B"}), "en")
    reading = library.compare(changed.content, notice)
    assert [str(change) for change in reading.changes] == ["visitor.name: changed"]


def test_it_checks_the_templates_of_its_own_forms(library: cpr_docs.Library) -> None:
    assert library.check_templates() == []


def test_it_plans_a_batch_with_its_settings(library: cpr_docs.Library) -> None:
    plan = library.plan_batch(data(), ROWS)
    assert (plan.documents, plan.problems) == (2, ())
    contents = [outcome.content or b"" for outcome in plan.render()]
    assert [library.read(content).name() for content in contents] == ["notice", "notice"]


def test_its_settings_are_those_of_every_document(library: cpr_docs.Library) -> None:
    report = cpr_docs.example("report")
    assert library.render(report, "en").content != cpr_docs.render(report, "en").content
    assert library.renderer.render(report, "en").content == library.render(report, "en").content


def test_it_collates_forms_of_its_templates(library: cpr_docs.Library, tmp_path: Path) -> None:
    path = library.render(cpr_docs.example("evaluation_form"), "cy").save(tmp_path / "a.docx")
    assert len(library.collate([path]).returns) == 1


def test_its_libreoffice_makes_packs_and_print_runs(folder: Path, notice: cpr_docs.AnyForm, tmp_path: Path) -> None:
    library = cpr_docs.Library(templates=folder, forms=[Notice], office=cpr_docs.Office(str(tmp_path / "no-soffice")))
    with pytest.raises(cpr_docs.OfficeFailed, match="no-soffice"):
        library.pack([library.render(notice, "cy")], tmp_path / "pack.pdf")
    with pytest.raises(cpr_docs.OfficeFailed, match="no-soffice"):
        library.print_run([library.render(notice, "cy")], tmp_path / "run.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_argument_is_named_when_the_library_is_made(tmp_path: Path) -> None:
    with pytest.raises(cpr_docs.TemplateNotFound):
        cpr_docs.Library(templates=tmp_path / "nowhere")
    with pytest.raises(TypeError, match="forms must be a list of classes of forms"):
        cpr_docs.Library(forms=Notice)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="settings must be Settings"):
        cpr_docs.Library(settings={"protective_marking": None})  # type: ignore[arg-type]
