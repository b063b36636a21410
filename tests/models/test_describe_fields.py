"""`fields` describes every field of every form, in either language, so that an input form can be built from it."""

import json

import pytest

import cpr_docs
from cpr_docs.models.fields import Kind, fields_of
from cpr_docs.models.registry import form_class, form_names


@pytest.mark.parametrize("name", form_names())
@pytest.mark.parametrize("language", cpr_docs.Language)
def test_each_field_of_each_type_is_described_once(name: str, language: cpr_docs.Language) -> None:
    described = cpr_docs.fields(name, language)
    paths = [field.path for field in described]
    assert len(set(paths)) == len(paths)
    for review_type in form_class(name).review_types() or (None,):
        of_type = {field.path for field in described if review_type in (None, *field.review_types)}
        assert {field.path for field in fields_of(form_class(name).variant(review_type))} <= of_type
    assert all(field.label for field in described)


@pytest.mark.parametrize("name", form_names())
def test_a_section_comes_before_its_fields(name: str) -> None:
    seen: set[str] = set()
    for field in cpr_docs.fields(name):
        above = field.path.rpartition(".")[0].removesuffix("[]")
        assert not above or above in seen
        seen.add(field.path)


def test_labels_and_options_are_in_the_language() -> None:
    by_path = {field.path: field for field in cpr_docs.fields("evaluation_form", "cy")}
    rating = by_path["answers.rating"]
    assert rating.kind is Kind.CHOICE
    assert [option.value for option in rating.options] == ["excellent", "good", "fair", "poor"]
    english = {field.path: field for field in cpr_docs.fields("evaluation_form")}["answers.rating"]
    assert [option.label for option in english.options] == ["Excellent", "Good", "Fair", "Poor"]
    assert all(welsh.label != plain.label for welsh, plain in zip(rating.options, english.options, strict=True))


def test_what_an_extended_review_alone_has_says_so() -> None:
    by_path = {field.path: field for field in cpr_docs.fields(cpr_docs.InvitationLetter)}
    assert by_path["reviewer_2"].review_types == (cpr_docs.ReviewType.EXTENDED,)
    assert by_path["venue"].review_types == tuple(cpr_docs.ReviewType)


def test_data_without_a_required_field_is_refused_and_without_another_is_not() -> None:
    data = json.loads(cpr_docs.example("invitation_letter").model_dump_json())
    for field in cpr_docs.fields("invitation_letter"):
        if "." in field.path or "[" in field.path or cpr_docs.ReviewType.CONCISE not in field.review_types:
            continue
        lacking = {name: value for name, value in data.items() if name != field.path}
        if field.required:
            with pytest.raises(cpr_docs.InvalidForm, match=field.path):
                cpr_docs.Form.parse(lacking)
        else:
            cpr_docs.Form.parse(lacking)


def test_a_text_longer_than_its_length_is_refused() -> None:
    (case,) = (field for field in cpr_docs.fields("report") if field.path == "case_identifier")
    assert case.length is not None
    report = cpr_docs.example("report")
    report.replace(case_identifier="A" * case.length)
    with pytest.raises(cpr_docs.InvalidForm, match="case_identifier"):
        report.replace(case_identifier="A" * (case.length + 1))


@pytest.mark.parametrize(("form", "language"), [("no_form", "en"), ("report", "fr")])
def test_a_form_or_a_language_that_there_is_not_is_named(form: str, language: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        cpr_docs.fields(form, language)


def test_anything_but_a_name_or_a_class_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="form must be the name or the class of a form"):
        cpr_docs.fields(cpr_docs.example("report"))  # type: ignore[arg-type]
