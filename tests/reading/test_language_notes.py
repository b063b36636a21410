"""Fallback text under a language note: a translation typed over the words never replaces the other language."""

import copy
from typing import Any

import pytest
from lxml import etree

from cpr_docs import render
from cpr_docs.errors import InvalidForm
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.templating.expand_fallback import has_note_style
from tests.documents.cases import every_language
from tests.reading.editing import Edited, content_of

WORDS = {Language.ENGLISH: "Child A was harmed at home.", Language.WELSH: "Cafodd Plentyn A niwed yn y cartref."}
TAGS = {Language.ENGLISH: "en-GB", Language.WELSH: "cy-GB"}
FIELDS = ["circumstances", "learning_points[0].heading", "reviewer_1.designation"]


def one_sided(language: Language) -> Form:
    """A report in which three texts are missing in the language."""
    data: Any = example("report", "concise").model_dump(mode="json")
    words = {language.other.value: WORDS[language.other]}
    data["circumstances"] = data["learning_points"][0]["heading"] = data["reviewer_1"]["designation"] = words
    return Form.parse(data)


def marked(language: Language) -> Edited:
    return Edited(render(one_sided(language), language, missing="mark").content)


def overtype(document: Edited, path: str, words: str, language: str | None = None) -> None:
    """Types over the words and leaves the note; Word may mark the typed words with a language."""
    control = document.control(path.replace("[0]", "[]"))
    for text in content_of(control).iter(qn("w:t")):
        run = text.getparent()
        assert run is not None
        marked_language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        if marked_language is not None:
            text.text = words
            if language:
                marked_language.set(qn("w:val"), language)


def reported(document: Edited, form: Form) -> list[tuple[str, str]]:
    """The path of each problem with its code, or of each stray with its words."""
    try:
        return [(stray.path, stray.words) for stray in compare(document.saved(), form).strays]
    except InvalidForm as error:
        return [(problem.path, problem.code) for problem in error.problems]


@every_language
def test_untouched_words_stay_in_the_other_language(language: Language) -> None:
    form: Any = one_sided(language)
    back: Any = read(marked(language).saved())
    assert back.circumstances == form.circumstances
    assert back.learning_points[0].heading == form.learning_points[0].heading
    assert back.reviewer_1.designation == form.reviewer_1.designation
    reading = compare(marked(language).saved(), form)
    assert (reading.form, reading.changes) == (form, ())


@every_language
@pytest.mark.parametrize("path", FIELDS)
def test_changed_words_that_may_be_in_either_language_are_a_problem(language: Language, path: str) -> None:
    document = marked(language)
    overtype(document, path, WORDS[language])
    for attempt in (lambda: read(document.saved()), lambda: compare(document.saved(), one_sided(language))):
        with pytest.raises(InvalidForm) as caught:
            attempt()
        assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, "marked")]


@every_language
@pytest.mark.parametrize("path", FIELDS)
def test_changed_words_that_word_marks_in_the_documents_language_are_a_translation(
    language: Language, path: str
) -> None:
    document = marked(language)
    overtype(document, path, WORDS[language], TAGS[language])
    reading = compare(document.saved(), one_sided(language))
    assert [change.path for change in reading.changes] == [path]
    value: Any = reading.form
    for name in path.replace("[0]", ".0").split("."):
        value = value[int(name)] if name.isdecimal() else getattr(value, name)
    assert {language: value.text_in(language) for language in Language} == WORDS


@every_language
def test_words_whose_note_was_deleted_are_a_translation(language: Language) -> None:
    document = marked(language)
    overtype(document, "circumstances", WORDS[language])
    for run in list(content_of(document.control("circumstances")).iter(qn("w:r"))):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) == "LanguageNote":
            run.getparent().remove(run)  # type: ignore[union-attr]
    reading = compare(document.saved(), one_sided(language))
    assert reading.form.circumstances.model_dump() == {each.value: WORDS[each] for each in Language}


@every_language
def test_unchanged_words_stay_in_the_other_language_without_their_note(language: Language) -> None:
    document = marked(language)
    for run in list(document.root.iter(qn("w:r"))):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) == "LanguageNote":
            run.getparent().remove(run)  # type: ignore[union-attr]
    reading = compare(document.saved(), one_sided(language))
    assert (reading.form, reading.changes) == (one_sided(language), ())


@every_language
def test_an_older_document_without_a_record_of_its_texts(language: Language) -> None:
    document = marked(language)
    name = "docProps/custom.xml"
    document.parts[name] = document.parts[name].replace(b"CprDocsMarked1", b"Somebody's")
    reading = compare(document.saved(), one_sided(language))
    assert (reading.form, reading.changes) == (one_sided(language), ())
    overtype(document, "circumstances", WORDS[language])
    for attempt in (lambda: read(document.saved()), lambda: compare(document.saved(), one_sided(language))):
        with pytest.raises(InvalidForm) as caught:
            attempt()
        assert [(problem.path, problem.code) for problem in caught.value.problems] == [("circumstances", "marked")]


def test_the_fingerprints_in_a_document_do_not_contain_its_words() -> None:
    properties = marked(Language.WELSH).parts["docProps/custom.xml"].decode()
    assert "CprDocsMarked" in properties
    assert "harmed" not in properties


@every_language
def test_more_texts_than_word_keeps_in_a_property(language: Language) -> None:
    data: Any = example("report", "concise").model_dump(mode="json")
    for count in (60, 100, 400):
        words = [{language.other.value: f"Issue number {number}."} for number in range(count)]
        data["terms"]["case_issues"] = [{"text": text} for text in words]
        form = Form.parse(data)
        document = Edited(render(form, language, missing="mark").content)
        properties = etree.fromstring(document.parts["docProps/custom.xml"])
        assert all(len("".join(map(str, line.itertext()))) <= 255 for line in properties)
        assert compare(document.saved(), form).changes == ()


@every_language
@pytest.mark.parametrize("path", FIELDS)
def test_words_typed_in_the_note_or_after_it_are_never_lost(language: Language, path: str) -> None:
    form = one_sided(language)
    document = marked(language)
    control = document.control(path.replace("[0]", "[]"))
    paragraphs = [*content_of(control).iter(qn("w:p")), *control.iterancestors(qn("w:p"))]
    notes = [run for paragraph in paragraphs for run in paragraph.iter(qn("w:r")) if has_note_style(run)]
    (text,) = notes[0].iter(qn("w:t"))
    note = str(text.text).strip()
    text.text = f"{note} {WORDS[language]}"
    assert reported(document, form) in ([(path, "marked")], [(path, f"{note} {WORDS[language]}")])


@every_language
def test_a_note_that_word_split_into_runs_is_a_note(language: Language) -> None:
    form = one_sided(language)
    document = marked(language)
    for run in list(document.root.iter(qn("w:r"))):
        if has_note_style(run):
            rest = copy.deepcopy(run)
            run.addnext(rest)
            (text,), (further,) = run.iter(qn("w:t")), rest.iter(qn("w:t"))
            text.text, further.text = str(text.text)[:5], str(text.text)[5:]
    reading = compare(document.saved(), form)
    assert (reading.form, reading.changes, reading.strays) == (form, (), ())
