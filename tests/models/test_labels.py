"""Every field has a label, a docstring and a source in the guidance."""

import re

import pytest

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Choice, Label
from cpr_docs.models.fields import IDENTITY, Kind, field_at, label_of
from cpr_docs.models.parts import Part
from cpr_docs.models.schema import docstring_of
from tests.models.classes import CHOICES, MODELS, PARTS, PATHS

LONGEST = 64
"""The maximum length of a content control's title in Word."""

FIELDS = [(part, name) for part in PARTS for name in part.model_fields if name not in IDENTITY]
LABELS = [label_of(part, name) for part, name in FIELDS] + [label for part in PARTS for label in part.DERIVED.values()]
SOURCE = re.compile(r"(?:Annex [12], [A-Z\d]|Annex [34]|[2-6]\.\d|Annex 2$|Welsh language standards on )")

every_field = pytest.mark.parametrize(("part", "name"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
every_label = pytest.mark.parametrize("label", LABELS, ids=lambda label: label.title)


@every_field
def test_every_field_has_a_label(part: type[Part], name: str) -> None:
    assert [extra for extra in part.model_fields[name].metadata if isinstance(extra, Label)] == [label_of(part, name)]
    assert translate(label_of(part, name).title, Language.ENGLISH)


@every_field
def test_every_field_has_a_docstring_of_whole_sentences(part: type[Part], name: str) -> None:
    text = docstring_of(part, name)
    assert re.fullmatch(r"[A-Z(].*\.", text, re.DOTALL), text


@every_label
def test_every_label_has_a_source_in_the_guidance(label: Label) -> None:
    assert SOURCE.match(label.source), label.source


@every_label
def test_every_label_has_a_title_that_word_can_hold(label: Label) -> None:
    assert len(translate(label.title, Language.ENGLISH)) <= LONGEST


@every_label
def test_a_label_is_a_line_without_the_marks_of_a_form(label: Label) -> None:
    for text in (label.text, label.title):
        assert text == " ".join(text.split())
        assert not text.endswith((":", ":-", " "))
        assert "'" not in text


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_a_docstring(model: type[Part]) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith("A base class for")


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.__name__)
def test_every_answer_has_its_label(choice: type[Choice]) -> None:
    labels = [translate(member.label, Language.ENGLISH) for member in choice]
    assert all(labels)
    assert len(labels) == len(set(labels))
    assert all(len(translate(member.short, Language.ENGLISH)) <= LONGEST for member in choice)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.__name__)
def test_every_answer_is_its_value_in_the_data(choice: type[Choice]) -> None:
    for member in choice:
        assert choice(str(member.value)) is member
        assert str(member) == member.value


@pytest.mark.parametrize(("form", "path"), PATHS, ids=lambda value: getattr(value, "__name__", value))
def test_every_yes_or_no_has_its_two_answers_and_a_lone_box_has_none(form: type[Part], path: str) -> None:
    field = field_at(form, path)
    if field.kind is Kind.YES_NO:
        assert field.label.answers is not None
        assert all(translate(answer, Language.ENGLISH) for answer in field.label.answers)
    else:
        assert field.label.answers is None
