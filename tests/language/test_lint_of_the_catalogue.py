"""Agreements between the English and the Welsh of a message that a reader of both would notice."""

import re

import pytest

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.language.welsh.mutation import mutated_forms
from cpr_docs.models.fields import IDENTITY, Kind, field_at
from cpr_docs.models.parts import Part
from cpr_docs.models.registry import form_class, form_names
from tests.language.messages import CODE, PLACEHOLDER, catalogue_messages

#: Headwords, as English messages have them, and the Welsh that stands for them, in any mutation.
TERMS = {
    "terms of reference": "cylch gorchwyl",
    "child protection register": "cofrestr amddiffyn plant",
    "multi-agency": "amlasiantaethol",
    "reviewers?": "adolygydd, adolygwyr",
    "LSCB": "BLlDP",
    "learning event": "digwyddiad dysgu",
    "looked after": "derbyn gofal",
    "time-?lines?": "llinell amser, llinellau amser",
    "recommendation": "argymhelliad, argymell",
    "extended review": "adolygiad estynedig",
    "concise review": "adolygiad cryno",
    "child practice reviews?": "adolygiad ymarfer plant, adolygiadau ymarfer plant",
    "welsh government": "llywodraeth cymru",
    "statutory": "statudol",
    "amendments?": "diwygiad, diwygiadau",
    "signature": "llofnod",
    "decision": "penderfyniad, penderfyniadau",
    "appendix": "atodiad",
    "letters?": "llythyr, llythyrau",
    "summary": "crynodeb",
    "templates?": "templed, templedi",
    "controls?": "rheolydd, rheolyddion",
    "headings?": "pennawd, penawdau",
    "rows?": "rhes, rhesi",
    "columns?": "colofn, colofnau",
    "cells?": "cell, celloedd",
    "fields?": "maes, meysydd",
    "check box(?:es)?": "blwch, blychau",
    "braces": "cromfachau cyrliog",
    "paragraphs?": "paragraff, paragraffau",
    "filters?": "hidlydd, hidlyddion",
    "footnotes?": "troednodyn, troednodiadau",
    "drafts?": "drafft, drafftiau",
    "workbook": "llyfr gwaith",
    "password": "cyfrinair",
    "case management": "rheoli achos, rheoli’r achos",
    "standard error": "allbwn gwallau",
    "exit status": "statws gorffen",
}


def test_code_is_the_same_in_both_languages() -> None:
    differ = [
        (english, welsh)
        for _context, english, welsh in catalogue_messages()
        if sorted(CODE.findall(PLACEHOLDER.sub(" ", english))) != sorted(CODE.findall(PLACEHOLDER.sub(" ", welsh)))
    ]
    assert differ == []


def test_quotation_marks_are_alike() -> None:
    def marks(text: str) -> list[int]:
        return [text.count(mark) for mark in '"“”']

    differ = [english for _context, english, welsh in catalogue_messages() if marks(english) != marks(welsh)]
    assert differ == []


def test_the_name_of_an_argument_keeps_its_letters() -> None:
    names = {english: welsh for context, english, welsh in catalogue_messages() if context == "argument"}
    assert names["DIR"] == "FFOLDER"
    differ = [
        (name, welsh)
        for context, english, welsh in catalogue_messages()
        for name in re.findall(r"\b[A-Z]{2,}\b", english)
        if context != "argument" and name in names and not re.search(rf"\b{names[name]}\b", welsh)
    ]
    assert differ == []


def test_a_sentence_without_its_subject_has_a_verb() -> None:
    """The place of a problem stands before such a message: *is blank* is *mae’n wag*, and never *yn wag*."""
    sentences = [
        (english, welsh)
        for _context, english, welsh in catalogue_messages()
        if re.match(r"(is|has|was|must|holds|needs|would) ", english)
    ]
    assert len(sentences) > 100
    assert [pair for pair in sentences if re.match(r"(yn|o|i’w|wedi) ", pair[1])] == []


@pytest.mark.parametrize(("headword", "terms"), TERMS.items())
def test_a_term_is_the_same_in_every_message(headword: str, terms: str) -> None:
    allowed = re.compile(
        "|".join(rf"(?<!\w){re.escape(form)}" for term in terms.split(", ") for form in _forms(term)), re.I
    )
    english_term = re.compile(rf"\b(?:{headword})\b", re.I)
    found = [
        (english, welsh) for _context, english, welsh in catalogue_messages() if english_term.search(_words(english))
    ]
    assert found
    # The name of an argument has a hyphen where words have a space: LLINELL-AMSER.
    assert [pair for pair in found if not (allowed.search(pair[1]) or allowed.search(pair[1].replace("-", " ")))] == []


def _words(text: str) -> str:
    """The text without its places for values, and without what is typed."""
    # A word before a colon at the start names an option or a command, and is typed too.
    return re.sub(
        r"^[a-z]+: ",
        "",
        CODE.sub(" ", PLACEHOLDER.sub(" ", re.sub(r"--[a-z-]+ [A-Z]+\b|--[a-z-]+ [a-z]+\b", " ", text))),
    )


def _forms(term: str) -> list[str]:
    first, space, rest = term.partition(" ")
    if not first.islower():
        return [term]
    return sorted(f"{form}{space}{rest}" for form in mutated_forms(first))


#: How Welsh answers, by the verb of the question.
_VERBS = {
    "oedd": {("Oedd", "Nac oedd")},
    "oes": {("Oes", "Nac oes")},
    "yw": {("Ydy", "Nac ydy"), ("Ydynt", "Nac ydynt")},
    "ydy": {("Ydy", "Nac ydy"), ("Ydynt", "Nac ydynt")},
    "fydd": {("Bydd", "Na fydd"), ("Byddaf", "Na fyddaf")},
}
_IN_THE_PAST = {("Do", "Naddo")}


def test_each_question_has_its_own_answers_with_its_verb() -> None:
    questions = [label for form in form_names() for each in form_class(form).variants() for label in _questions(each)]
    assert len(questions) > 10
    for text, yes, no in questions:
        contexts = {yes.rpartition("\x04")[0], no.rpartition("\x04")[0]}
        assert contexts == {text}
        welsh = translate(text, Language.WELSH)
        particle, verb = welsh.split()[:2]
        answers = translate(yes, Language.WELSH), translate(no, Language.WELSH)
        assert particle == "A"
        assert answers in _VERBS.get(verb.partition("’")[0].rstrip("?"), _IN_THE_PAST), welsh


def _questions(part: type[Part]) -> list[tuple[str, str, str]]:
    """The text of each Yes or No question of a part, and its two answers."""
    found = []
    for name in part.model_fields:
        if name in IDENTITY:
            continue
        field = field_at(part, name)
        if field.kind in (Kind.SECTION, Kind.ROWS):
            found += _questions(field.type)
        answers = field.label.answers
        if answers and answers.yes.endswith("\x04Yes"):
            found.append((field.label.text, answers.yes, answers.no))
    return found
