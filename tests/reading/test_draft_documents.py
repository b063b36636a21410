"""The promise of drafts: the document of any draft reads back as the draft in the document's language."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.errors import InvalidForm, NotPublished, StrayWords
from cpr_docs.language.languages import Language
from cpr_docs.models.draft import Draft, blank
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read, read_draft
from tests.documents.cases import RENDERER, case, every_language, every_variant, rendered
from tests.examples import blank_of
from tests.reading.editing import Edited
from tests.reading.test_promise import promised
from tests.strategies import drafts

PURPOSES = [Purpose.SCREEN, Purpose.PAPER, Purpose.FINAL]

every_purpose = pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.value)


@every_purpose
@every_language
@every_variant
def test_a_blank_form_reads_back_as_blank(variant: type[Form], language: Language, purpose: Purpose) -> None:
    blank = blank_of(variant)
    document = RENDERER.render(blank, language, purpose=purpose)
    assert read_draft(document.content) == blank.in_language(language)
    reading = compare(document.content, blank)
    assert (reading.draft, reading.changes, reading.conflicts) == (blank, (), ())
    assert (reading.strays, reading.stale, reading.unchecked) == ((), (), False)


@every_language
@every_variant
@promised(4)
@given(data=st.data())
def test_any_draft_reads_back_and_compares_without_a_change(
    variant: type[Form], language: Language, data: st.DataObject
) -> None:
    draft = data.draw(drafts(variant, []))
    purpose = data.draw(st.sampled_from(PURPOSES))
    # A record prints the words of the other language too, if it is not told otherwise.
    content = RENDERER.render(draft, language, purpose=purpose, missing="refuse").content
    assert read_draft(content).data == draft.in_language(language).data
    reading = compare(content, draft)
    assert (reading.draft, reading.changes, reading.conflicts) == (draft, (), ())


@every_language
@every_variant
@promised(2)
@given(data=st.data())
def test_fallback_text_of_a_draft_is_no_change(variant: type[Form], language: Language, data: st.DataObject) -> None:
    draft = data.draw(drafts(variant, []))
    reading = compare(RENDERER.render(draft, language, missing="mark").content, draft)
    assert (reading.draft, reading.changes, reading.conflicts) == (draft, (), ())


@every_language
@every_variant
def test_a_finished_document_is_read_as_a_draft_too(variant: type[Form], language: Language) -> None:
    draft = read_draft(rendered(variant, language).content)
    assert draft.form() == case(variant).in_language(language)


@every_variant
def test_a_complete_draft_is_read_as_a_form(variant: type[Form]) -> None:
    form = case(variant).in_language(Language.WELSH)
    draft = variant.draft(form.model_dump(mode="json", exclude_none=True))
    assert read(RENDERER.render(draft, Language.WELSH).content) == form


@every_language
@every_variant
def test_reading_a_blank_as_a_form_names_each_blank(variant: type[Form], language: Language) -> None:
    with pytest.raises(InvalidForm) as told:
        read(RENDERER.render(blank_of(variant), language).content)
    assert {problem.path for problem in told.value.problems} == {*blank_of(variant).blanks}


def test_words_beside_a_control_of_a_draft_are_strays() -> None:
    document = Edited(RENDERER.render(blank("evaluation_form", "concise"), "en").content)
    content = document.write_beside("answers.job_title", "in a hurry").saved()
    with pytest.raises(StrayWords) as told:
        read_draft(content)
    assert isinstance(told.value.form, Draft)
    assert read_draft(content, strays="allow").is_blank


def test_a_wrong_value_is_no_blank() -> None:
    document = Edited(RENDERER.render(blank("evaluation_form", "concise"), "en").content)
    with pytest.raises(InvalidForm) as told:
        read_draft(document.type("event_on", "the day after").saved())
    assert [problem.path for problem in told.value.problems] == ["event_on"]


class TestPaper:
    @every_language
    def test_a_draft_is_marked_and_a_blank_is_not(self, language: Language) -> None:
        mark = {Language.ENGLISH: "DRAFT · OFFICIAL-SENSITIVE", Language.WELSH: "DRAFFT · SWYDDOGOL-SENSITIF"}[language]
        assert mark in _header(_draft(), language)
        assert mark not in _header(blank("report", "extended"), language)
        assert mark.partition(" · ")[2] in _header(blank("report", "extended"), language)

    @every_language
    def test_its_name_says_that_it_is_a_draft(self, language: Language) -> None:
        code = language.value
        assert RENDERER.render(_draft(), language).filename == f"DA-CPR-2012-03-report-{code}-draft.docx"
        assert RENDERER.render(blank("report", "extended"), code).filename == f"report-extended-{code}-blank.docx"
        nameless = Form.draft({"form": "report", "review_type": "extended", "board": {"en": "Board", "cy": "Bwrdd"}})
        assert RENDERER.render(nameless, code).filename == f"report-extended-{code}-draft.docx"

    def test_the_document_has_the_draft(self) -> None:
        draft = _draft()
        assert RENDERER.render(draft, "cy").form is draft

    def test_a_draft_is_not_published(self) -> None:
        with pytest.raises(NotPublished, match="a draft is not published"):
            RENDERER.render(_draft(), "en", purpose="published")


def _draft() -> Draft[Any]:
    return Form.draft({"form": "report", "review_type": "extended", "case_identifier": "DA-CPR-2012-03"})


def _header(draft: Draft[Any], language: Language) -> str:
    return Package.read(RENDERER.render(draft, language).content)["word/header1.xml"].decode()
