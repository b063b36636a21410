"""A form equals its JSON; a form in one language equals the form of that language's data."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpr_docs.language.languages import Language
from cpr_docs.models.form import AnyForm, Form
from cpr_docs.models.parts import Part
from cpr_docs.models.registry import form_class, form_names
from tests.examples import FILES, variant_id
from tests.models.data import EXTENDED_TERMS, LETTER, RECOMMENDATION, changed, problems
from tests.strategies import forms

VARIANTS = [variant for name in form_names() for variant in form_class(name).variants()]
CASES = [f"{file}{sparse}" for file in FILES for sparse in ("", ".sparse")]
every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=variant_id)
every_case = pytest.mark.parametrize("name", CASES)
every_language = pytest.mark.parametrize("language", list(Language))
some = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def text_in(data: Any, language: Language) -> Any:
    """The data with text in that language only."""
    if isinstance(data, dict):
        gone = language.other.value if set(data) <= {"en", "cy"} else None
        return {key: text_in(value, language) for key, value in data.items() if key != gone}
    if isinstance(data, list):
        return [text_in(item, language) for item in data]
    return data


def lacking(data: Any, language: Language, path: str = "") -> list[str]:
    """The paths of all bilingual text in a dumped form that is missing in the language."""
    if isinstance(data, dict) and set(data) == {"en", "cy"}:
        return [path] if data[language.value] is None else []
    if isinstance(data, dict):
        return [
            lack for key, value in data.items() for lack in lacking(value, language, f"{path}.{key}" if path else key)
        ]
    if isinstance(data, list):
        return [lack for index, item in enumerate(data) for lack in lacking(item, language, f"{path}[{index}]")]
    return []


def texts(data: Any) -> list[str]:
    """The paths of all bilingual text in a dumped form."""
    return lacking(json.loads(json.dumps(data), object_hook=_silent), Language.ENGLISH)


def _silent(data: dict[str, Any]) -> dict[str, Any]:
    return {"en": None, "cy": None} if set(data) == {"en", "cy"} else data


@every_case
def test_the_json_of_a_form_makes_the_form(name: str) -> None:
    form = AnyForm.parse(changed(name, {}))
    for json_text in (
        form.model_dump_json(),
        form.model_dump_json(exclude_defaults=True),
        form.model_dump_json(indent=2),
    ):
        assert AnyForm.parse(json_text) == form


@every_case
def test_the_values_of_a_form_make_the_form(name: str) -> None:
    form = AnyForm.parse(changed(name, {}))
    assert AnyForm.parse(form.model_dump()) == form
    assert AnyForm.parse(dict(form)) == form


@every_variant
@some
@given(st.data())
def test_every_form_equals_its_parsed_json_and_lacking_returns_the_missing_text(
    variant: type[Form], data: st.DataObject
) -> None:
    form = data.draw(forms(variant, ()))
    text = form.model_dump_json()
    again = AnyForm.parse(text)
    assert again == form
    assert again.model_dump_json() == text
    for language in Language:
        assert list(form.lacking(language)) == lacking(json.loads(text), language)


@every_variant
@some
@given(st.data())
def test_a_form_in_a_language_equals_the_form_of_that_languages_data(variant: type[Form], data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(Language))
    form = data.draw(forms(variant, [language]))
    only = form.in_language(language)
    assert only == AnyForm.parse(text_in(json.loads(form.model_dump_json()), language))
    assert only.in_language(language) == only
    assert type(only) is variant


@every_language
@every_case
def test_a_form_in_a_language_has_no_word_of_the_other(name: str, language: Language) -> None:
    form = AnyForm.parse(changed(name, {}))
    only, both = (json.loads(each.model_dump_json()) for each in (form.in_language(language), form))
    assert lacking(only, language) == []
    # A record may have a text in the other language alone.
    assert lacking(only, language.other) == [path for path in texts(both) if path not in lacking(both, language)]


@every_case
def test_a_form_in_a_language_is_asked_for_by_name_too(name: str) -> None:
    form = AnyForm.parse(changed(name, {}))
    assert form.in_language("cy") == form.in_language(Language.WELSH)


def test_a_language_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="language must be"):
        Form.parse(changed(LETTER, {})).in_language("fr")


def test_required_text_that_the_language_lacks_stays_missing() -> None:
    form = Form.parse(changed(LETTER, {"venue": {"en": "Hall"}, "signatory.designation": {"en": "Clerk"}}))
    assert list(form.lacking(Language.WELSH)) == ["signatory.designation", "venue"]
    assert problems(form.in_language("cy").model_dump_json()) == [
        ("signatory.designation", "missing"),
        ("venue", "missing"),
    ]


def test_a_row_that_the_language_lacks_stays_a_row() -> None:
    rows = [{"text": {"en": "First", "cy": "Cyntaf"}}, {"text": {"en": "Second"}}]
    form: Any = Form.parse(changed(RECOMMENDATION, {"case_issues": rows}))
    assert len(form.in_language("cy").case_issues) == 2


def test_a_section_with_words_in_the_other_language_alone_is_left_out() -> None:
    form: Any = Form.parse(changed(RECOMMENDATION, {"subgroup_sign_off": {"title": {"en": "Chair"}}}))
    assert form.in_language("cy").subgroup_sign_off is None
    assert form.in_language("en").subgroup_sign_off == form.subgroup_sign_off


def test_lacking_names_rows_by_their_number() -> None:
    changes = {
        "terms.amendments[1].reason": {"cy": "Rheswm"},
        "panel_members[2].agency": {"en": "Agency"},
        "terms.agencies.other": {"en": "Other"},
    }
    form: Part = Form.parse(changed(EXTENDED_TERMS, changes))
    assert list(form.lacking(Language.ENGLISH)) == ["terms.amendments[1].reason"]
    assert list(form.lacking(Language.WELSH)) == ["panel_members[2].agency", "terms.agencies.other"]
