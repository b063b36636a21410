"""The promise: the document of any valid form reads back as the form in the document's language.

``CPR_DOCS_SLOW=1`` draws at least 500 examples of each form in each language.
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cpr_docs.language.bilingual import Bilingual
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part
from cpr_docs.models.purpose import Purpose
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, case, every_language, every_variant, full_and_sparse
from tests.documents.editions import OTHER_EDITIONS, PrintedFor
from tests.strategies import forms

_SLOW = bool(os.environ.get("CPR_DOCS_SLOW"))


def promised(examples: int) -> settings:
    """Settings with a fixed set of examples for the usual run, and new examples for the slow run."""
    return settings(
        max_examples=500 if _SLOW else examples,
        deadline=None,
        derandomize=not _SLOW,
        database=None,
        # Shrinking a failing form takes minutes, and the failure is clear without it.
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


@full_and_sparse
@every_language
@every_variant
def test_every_example_reads_back(variant: type[Form], language: Language, sparse: bool) -> None:
    form = case(variant, sparse)
    assert read(RENDERER.render(form, language).content) == form.in_language(language)


@full_and_sparse
@every_language
@every_variant
@pytest.mark.parametrize("edition", OTHER_EDITIONS, ids=str)
def test_every_example_reads_back_for_each_purpose(
    edition: PrintedFor, variant: type[Form], language: Language, sparse: bool
) -> None:
    if not edition.fits(variant):
        pytest.skip("never published")
    form = case(variant, sparse)
    reading = compare(edition.render(form, language), form)
    assert (reading.form, reading.changes, reading.strays, reading.stale) == (form, (), (), ())
    assert (reading.notes, reading.unchecked, reading.purpose) == ((), False, edition.purpose)
    assert read(edition.render(form, language)) == edition.printed(form).in_language(language)


@every_language
@every_variant
@promised(4)
@given(data=st.data())
def test_any_form_reads_back_for_each_purpose(variant: type[Form], language: Language, data: st.DataObject) -> None:
    form = data.draw(forms(variant, [language]))
    for edition in OTHER_EDITIONS:
        if edition.fits(variant):
            content = edition.render(form, language)
            assert read(content) == edition.printed(form).in_language(language)
            reading = compare(content, form)
            assert (reading.form, reading.changes, reading.strays) == (form, (), ())


@every_language
@every_variant
@promised(10)
@given(data=st.data())
def test_any_form_reads_back_and_compares_without_a_change(
    variant: type[Form], language: Language, data: st.DataObject
) -> None:
    form = data.draw(forms(variant, [language]))
    content = RENDERER.render(form, language).content
    assert read(content) == form.in_language(language)
    reading = compare(content, form)
    assert (reading.form, reading.changes) == (form, ())


@every_language
@every_variant
@promised(5)
@given(data=st.data())
def test_fallback_text_reads_back_under_its_own_language(
    variant: type[Form], language: Language, data: st.DataObject
) -> None:
    form = data.draw(forms(variant, []))
    for purpose in (Purpose.SCREEN, Purpose.PAPER, Purpose.FINAL):
        content = RENDERER.render(form, language, purpose=purpose, missing="mark").content
        assert read(content) == _as_printed(form, language)
        reading = compare(content, form)
        assert (reading.form, reading.changes) == (form, ())


def _as_printed(value: Any, language: Language) -> Any:
    if isinstance(value, Bilingual) and value.text_in(language) is not None:
        return type(value).model_validate({language.value: value.text_in(language)})
    if isinstance(value, Part):
        printed = {name: _as_printed(part, language) for name, part in value.__dict__.items()}
        return type(value).model_construct(**printed)
    return tuple(_as_printed(row, language) for row in value) if isinstance(value, tuple) else value


def test_the_promise_can_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that the properties above fail if reading loses a field."""
    from cpr_docs.reading import raw_data
    from tests.documents.cases import VARIANTS, rendered

    known = raw_data.known_fields
    monkeypatch.setattr(raw_data, "known_fields", lambda index, form: list(known(index, form))[:-1])
    form = case(VARIANTS[0])
    assert read(rendered(VARIANTS[0], Language.ENGLISH).content) != form.in_language(Language.ENGLISH)
