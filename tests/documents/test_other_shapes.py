"""A form without a review, without a case, or of both review types in one class, does all that the guidance's do."""

import json
from pathlib import Path
from typing import Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpr_docs
from cpr_docs.documents.document import Document
from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, CaseForm, Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.custom_properties import custom_properties
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.document_properties import PropertyName
from tests.cli.command import run
from tests.documents.cases import every_language
from tests.documents.controls import read_copies
from tests.documents.other_shapes import CASES, SHAPES, Agenda, Forum, write_templates
from tests.documents.reading import read_text
from tests.documents.test_any_form import modestly
from tests.examples import VARIANTS
from tests.reading.cleaned import cleaned
from tests.reading.editing import Edited
from tests.strategies import BOTH, forms

every_case = pytest.mark.parametrize("data", CASES, ids=lambda data: f"{data['form']}-{len(data)}")
every_purpose = pytest.mark.parametrize("purpose", [each for each in Purpose if each is not Purpose.PUBLISHED])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_templates(tmp_path_factory.mktemp("shapes"))


@pytest.fixture(scope="module")
def library(folder: Path) -> cpr_docs.Library:
    return cpr_docs.Library(templates=folder, forms=SHAPES)


def test_their_templates_have_no_fault_and_one_file_for_each_language(folder: Path) -> None:
    assert cpr_docs.check(folder, forms=SHAPES) == []
    names = {f"{form.name()}.docx" for form in SHAPES}
    assert {path.name for path in folder.glob("*/*.docx")} == names


@every_purpose
@every_language
@every_case
def test_a_document_is_read_back(
    data: dict[str, Any], language: Language, purpose: Purpose, library: cpr_docs.Library
) -> None:
    form = library.parse(data)
    document = library.render(form, language, purpose=purpose)
    assert lint(document.content) == []
    assert library.read(document.content) == form.in_language(language)
    reading = library.compare(document.content, form)
    assert (reading.form, reading.changes, reading.stale, reading.strays) == (form, (), (), ())


@pytest.mark.parametrize("form_type", SHAPES)
@modestly(10)
@given(data=st.data())
def test_any_data_is_read_back(form_type: type[AnyForm], data: st.DataObject, library: cpr_docs.Library) -> None:
    form = data.draw(forms(form_type, BOTH))
    for language in Language:
        assert library.read(library.render(form, language).content) == form.in_language(language)


@every_case
def test_the_data_names_the_review_type_of_a_review_alone(data: dict[str, Any], library: cpr_docs.Library) -> None:
    form = library.parse(data)
    assert ("review_type" in form.model_dump()) is isinstance(form, Form)
    assert ("case_identifier" in form.model_dump()) is isinstance(form, CaseForm)
    assert type(form).parse(form.model_dump_json()) == form
    properties = _properties(library.render(form, "cy").content)
    assert properties.get(PropertyName.REVIEW_TYPE) == data.get("review_type")


@pytest.mark.parametrize("form_type", SHAPES)
def test_a_review_type_that_the_form_does_not_have_is_refused(form_type: type[AnyForm]) -> None:
    data = next(each for each in CASES if each["form"] == form_type.name())
    if issubclass(form_type, Form):
        for wrong in ({**data, "review_type": "long"}, {key: data[key] for key in data if key != "review_type"}):
            with pytest.raises(cpr_docs.UnknownForm):
                form_type.parse(wrong)
    else:
        assert [each.path for each in form_type.problems({**data, "review_type": "concise"})] == ["review_type"]
        assert form_type.type_name() == ""
        with pytest.raises(ValueError, match="has no concise type"):
            form_type.variant("concise")


@every_case
def test_a_file_is_named_after_its_identifier_if_it_has_one(data: dict[str, Any], library: cpr_docs.Library) -> None:
    form = library.parse(data)
    name = form.name().replace("_", "-")
    identifier = data.get("case_identifier") or data.get("reference", "").replace("/", "-")
    stem = f"{identifier}-{name}" if identifier else name
    assert library.render(form, "cy").filename == f"{stem}-cy.docx"
    named = [identifier, name] if identifier else [name, data.get("review_type")]
    draft = type(form).draft(data)
    assert library.render(draft, "cy").filename == "-".join([*filter(None, named), "cy-draft.docx"])


@every_case
def test_the_foot_of_each_page_has_the_identifier(data: dict[str, Any], library: cpr_docs.Library) -> None:
    identifier = data.get("case_identifier") or data.get("reference", "")
    foot = Package.read(library.render(library.parse(data), "en").content)["word/footer1.xml"].decode()
    assert (identifier in foot) is True
    assert ("copy:" in foot) is bool(identifier)


@every_language
@every_case
def test_a_blank_and_a_draft_are_read_back(data: dict[str, Any], language: Language, library: cpr_docs.Library) -> None:
    form_type = type(library.parse(data))
    blank = library.blank(form_type, data.get("review_type"))
    draft = form_type.draft({name: data[name] for name in ("form", "review_type", "board") if name in data})
    for each in (blank, draft):
        for purpose in ("screen", "paper"):
            document = library.render(each, language, purpose=purpose)
            assert library.read_draft(document.content).data == each.in_language(language).data


def test_a_blank_of_both_review_types_is_asked_for_by_type(library: cpr_docs.Library) -> None:
    with pytest.raises(ValueError, match="review_type must be one of: concise, extended"):
        library.blank(Agenda)
    assert library.blank(Agenda, "extended").data["review_type"] == "extended"
    assert library.blank(Forum).data == {"form": "forum", "schema_version": 1}


@every_language
@every_case
def test_a_document_without_properties_is_recognised(
    data: dict[str, Any], language: Language, library: cpr_docs.Library
) -> None:
    form = library.parse(data)
    document = cleaned(Edited(library.render(form, language).content)).saved()
    assert library.read(document) == form.in_language(language)


def test_a_document_that_leaves_its_review_type_open_is_asked_for_it(library: cpr_docs.Library) -> None:
    form = library.parse(CASES[-2])
    edited = cleaned(Edited(library.render(form, "en").content))
    copy = edited.control("copy:review_type")
    copy.getparent().remove(copy)  # type: ignore[union-attr]
    with pytest.raises(cpr_docs.NotReadable, match="does not say its review type"):
        library.read(edited.saved(), strays="allow")
    assert library.read(edited.saved(), review_type="concise", strays="allow") == form.in_language("en")


@every_case
def test_a_named_review_type_that_the_document_does_not_have_is_refused(
    data: dict[str, Any], library: cpr_docs.Library
) -> None:
    other = "concise" if data.get("review_type") == "extended" else "extended"
    content = library.render(library.parse(data), "en").content
    with pytest.raises(cpr_docs.NotReadable, match="is not what was named"):
        library.read(content, review_type=other)


@every_language
@pytest.mark.parametrize("data", CASES[-2:], ids=["concise", "extended"])
def test_the_subtitle_says_the_review_type(data: dict[str, Any], language: Language, library: cpr_docs.Library) -> None:
    words = {"concise": ("Concise review", "Adolygiad cryno"), "extended": ("Extended review", "Adolygiad estynedig")}
    copies = read_copies(library.render(library.parse(data), language).content)
    (subtitle,) = (control for control in copies if control.tag == "copy:review_type")
    assert subtitle.text == words[data["review_type"]][list(Language).index(language)]


def test_pydantic_takes_the_bases_as_types(library: cpr_docs.Library) -> None:
    for base in (AnyForm, CaseForm, Form):
        adapter = pydantic.TypeAdapter(base)
        report = cpr_docs.example("report", "extended")
        assert adapter.validate_python(report.model_dump(mode="json")) == report
        variants = {variant.name() for variant in VARIANTS if issubclass(variant, base)}
        assert len(adapter.json_schema()["oneOf"]) == len([each for each in VARIANTS if each.name() in variants])
        with pytest.raises(cpr_docs.UnknownForm):
            base.parse(CASES[0])
    for data in CASES:
        form = library.parse(data)
        assert pydantic.TypeAdapter(type(form)).validate_python(data) == form
        assert pydantic.create_model("Holder", form=(type(form), ...))(form=data).__dict__["form"] == form


@pytest.mark.parametrize("form_type", SHAPES)
def test_the_schema_and_the_fields_are_described(form_type: type[AnyForm]) -> None:
    schema = form_type.json_schema("cy")
    properties = schema.get("properties") or schema["$defs"][form_type.__name__]["properties"]
    assert ("review_type" in properties) is issubclass(form_type, Form)
    assert {each.review_types for each in cpr_docs.fields(form_type)} == {form_type.review_types()}


def test_the_commands_take_them(folder: Path, tmp_path: Path) -> None:
    for number, data in enumerate(CASES):
        form = next(each for each in SHAPES if each.name() == data["form"])
        own = ("--forms", f"{form.__module__}:{form.__name__}", "--templates", str(folder))
        (tmp_path / "data.json").write_text(json.dumps(data), encoding="utf-8")
        assert run(tmp_path, "render", "data.json", "-l", "cy", "-o", f"{number}.docx", *own).exit_code == 0
        read = run(tmp_path, "read", f"{number}.docx", *own)
        assert json.loads(read.stdout)["form"] == data["form"]
        kind = ("--review-type", data["review_type"]) if "review_type" in data else ()
        assert run(tmp_path, "blank", data["form"], *kind, "-o", f"{number}.json", *own[:2]).exit_code == 0
        assert run(tmp_path, "schema", data["form"], *own[:2]).exit_code == 0
        assert run(tmp_path, "fields", data["form"], *own[:2]).exit_code == 0
    refused = run(tmp_path, "blank", "forum", "--review-type", "concise", "--forms", f"{Forum.__module__}:Forum")
    assert refused.exit_code == 2
    assert "forum is not a form of concise reviews" in refused.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_makes_a_document_of_each_row(workers: int, folder: Path, tmp_path: Path) -> None:
    shared = {key: value for key, value in CASES[0].items() if key not in ("held_on", "sessions")}
    rows = [{"Date of the forum": f"{day} March 2012", "Language": "cy"} for day in (1, 2, 3)]
    plan = cpr_docs.check_batch(shared, rows, templates=folder, forms=[Forum])
    assert not plan.problems
    assert plan.write(tmp_path / "made", workers=workers).written == 3
    assert {path.name for path in (tmp_path / "made").glob("*.docx")} == {
        f"F-2012-000{row}-cy.docx" for row in (1, 2, 3)
    }


@every_case
def test_copies_are_refreshed(data: dict[str, Any], library: cpr_docs.Library) -> None:
    form = library.parse(data)
    edited = Edited(library.render(form, "en").content).type("board", "Efydd Board")
    refreshed = library.refresh(edited.saved())
    reading = library.compare(refreshed.content, form)
    assert reading.stale == ()
    assert {change.path for change in reading.changes} == {"board"}


@every_language
def test_a_form_without_a_marking_has_none_in_any_document(language: Language, library: cpr_docs.Library) -> None:
    data = next(each for each in CASES if each["form"] == "notice")
    for purpose in ("screen", "paper", "final"):
        lines = read_text(library.render(library.parse(data), language, purpose=purpose).content).splitlines()
        assert not [line for line in lines if line.startswith("<Marking>")]
    draft = library.render(library.draft(data), language)
    lines = read_text(draft.content).splitlines()
    assert {line for line in lines if line.startswith("<Marking>")} == {
        f"<Marking> {'DRAFT' if language is Language.ENGLISH else 'DRAFFT'}"
    }
    assert library.read_draft(draft.content).data == library.draft(data).in_language(language).data


def test_a_record_prints_the_other_language_unless_told_to_refuse_it(folder: Path, library: cpr_docs.Library) -> None:
    data = next(each for each in CASES if each["form"] == "event_list")
    form = library.parse(data).replace({"events[0].what.cy": None})
    document = library.render(form, "cy")
    assert document.content == library.render(form, "cy", missing="mark").content
    assert "[yn Saesneg yn unig]" in read_text(document.content)
    read = library.read(document.content)
    assert [tuple(row.what.text_in(each) is not None for each in Language) for row in read.events] == [  # type: ignore[attr-defined]
        (True, False),
        (False, True),
    ]
    with pytest.raises(cpr_docs.MissingLanguage):
        library.render(form, "cy", missing="refuse")
    shared = form.model_dump(mode="json")
    plan = library.plan_batch(shared, [{"Name of the LSCB (Welsh)": "Bwrdd"}], language="cy", name="made-{row}")
    assert not plan.problems
    (outcome,) = plan.render()
    assert outcome.problem is None
    refused = library.plan_batch(
        shared, [{"Name of the LSCB (Welsh)": "Bwrdd"}], language="cy", missing="refuse", name="made-{row}"
    )
    assert [problem.path for problem in refused.problems] == ["events[0].what"]


def test_the_values_of_a_case_are_in_no_error(library: cpr_docs.Library) -> None:
    document: Document = library.render(library.parse(CASES[0]), "en")
    assert "F/2012" not in repr(document)


def _properties(content: bytes) -> dict[str, str]:
    return dict(custom_properties(dict(Package.read(content))))
