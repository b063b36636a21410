"""With the setting for it, the file of a Welsh document has a Welsh name; every other name stays as it is."""

import re

import pytest

import cpr_docs
from cpr_docs.batch.filenames import NamePattern
from cpr_docs.language.languages import Language
from cpr_docs.models.form import identifier_of
from cpr_docs.models.registry import form_class, form_names

WELSH = cpr_docs.Renderer(settings=cpr_docs.Settings(welsh_file_names=True))
PLAIN = cpr_docs.Renderer()


def words_of(name: str) -> set[str]:
    return set(re.split(r"[-.]", name))


_IN_BOTH = {"agenda", "panel"}


@pytest.mark.parametrize("name", form_names())
def test_the_words_of_the_name_are_in_the_language_of_the_document(name: str) -> None:
    review_type = "extended" if form_class(name).review_types() else None
    form, blank = cpr_docs.example(name, "extended"), cpr_docs.blank(name, review_type)
    for source in (form, blank):
        welsh, english = (WELSH.render(source, language).filename for language in ("cy", "en"))
        assert english == PLAIN.render(source, "en").filename
        assert re.fullmatch(r"[\w.-]+-cy(?:-gwag)?\.docx", welsh)
        assert not words_of(welsh) & {*name.split("_"), "extended", "blank"} - _IN_BOTH
    assert WELSH.render(blank, "cy").filename.endswith("-estynedig-cy-gwag.docx" if review_type else "-cy-gwag.docx")


def test_the_letter_is_llythyr_gwahoddiad() -> None:
    letter = cpr_docs.example("invitation_letter")
    assert WELSH.render(letter, "cy").filename == f"{identifier_of(letter)}-llythyr-gwahoddiad-cy.docx"
    assert PLAIN.render(letter, "cy").filename == f"{identifier_of(letter)}-invitation-letter-cy.docx"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("welsh", [False, True])
def test_a_pattern_of_a_batch_has_the_same_words_and_knows_its_files_again(language: Language, welsh: bool) -> None:
    pattern = NamePattern("{form}-{review_type}-{row}-{language}", welsh=welsh)
    letter = cpr_docs.example("invitation_letter")
    name = pattern.name(letter, 7, language)
    in_welsh = welsh and language is Language.WELSH
    assert name.startswith("llythyr-gwahoddiad-cryno-7-" if in_welsh else "invitation-letter-concise-7-")
    # Files of an earlier run are recognised, even if the setting has changed since.
    matcher = NamePattern("{form}-{review_type}-{row}-{language}").matcher(form_class("invitation_letter"), None)
    assert matcher is not None
    assert matcher.fullmatch(name)
