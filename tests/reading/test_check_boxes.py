"""Boxes whose kind a program dropped: the mark decides, and an unclear mark is a problem."""

import pytest

from cpr_docs.errors import InvalidForm
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import qn
from cpr_docs.reading.read import read
from tests.documents.cases import RENDERER, case, every_language, every_variant, full_and_sparse
from tests.reading.cases import edited, read_back
from tests.reading.editing import Edited, content_of, properties_of, xml

EN = Language.ENGLISH


def without_kinds(document: Edited) -> Edited:
    """The document as Word 2007 saves it: the control and its mark stay, `w14:checkbox` goes."""
    for box in list(document.root.iter(qn("w14:checkbox"))):
        box.getparent().remove(box)  # type: ignore[union-attr]
    return document


def marked(document: Edited, tag: str, mark: str) -> Edited:
    """The document with another mark in a box."""
    next(content_of(document.control(tag)).iter(qn("w:t"))).text = mark
    return document


@full_and_sparse
@every_language
@every_variant
def test_boxes_without_their_kind_read_by_their_marks(variant: type[Form], language: Language, sparse: bool) -> None:
    form = case(variant, sparse)
    document = without_kinds(Edited(RENDERER.render(form, language).content))
    assert read_back(document) == form.in_language(language)


@pytest.mark.parametrize("mark", ["☒", "☑", "✓", "X", "x"])
def test_any_usual_mark_is_a_tick(mark: str) -> None:
    document = without_kinds(edited("evaluation_form", EN, sparse=True))
    assert read_back(marked(document, "answers.rating=good", mark)).answers.rating == "good"


@pytest.mark.parametrize(("number", "rating"), [("F0FE", "good"), ("F078", "good"), ("F06F", None), ("F0A8", None)])
def test_a_symbol_is_read_as_the_box_that_it_shows(number: str, rating: str | None) -> None:
    document = without_kinds(edited("evaluation_form", EN, sparse=True)).type("answers.name", "A Person")
    content = content_of(document.control("answers.rating=good"))
    content[:] = [xml(f'<w:r><w:sym w:font="Wingdings" w:char="{number}"/></w:r>')]
    assert read_back(document).answers.rating == rating


@pytest.mark.parametrize("mark", ["", "no", "■"])
def test_an_unknown_mark_is_a_problem(mark: str) -> None:
    document = marked(without_kinds(edited("evaluation_form", EN, sparse=True)), "answers.rating=good", mark)
    with pytest.raises(InvalidForm, match="no longer a check box") as caught:
        read(document.saved())
    assert [problem.path for problem in caught.value.problems] == ["answers.rating"]


def test_two_marks_are_two_ticks_with_or_without_their_kind() -> None:
    document = edited("evaluation_form", EN, sparse=True).tick("answers.rating=good")
    properties = properties_of(document.control("answers.rating=poor"))
    properties.remove(properties.find(qn("w14:checkbox")))  # type: ignore[arg-type]
    with pytest.raises(InvalidForm, match="two boxes ticked"):
        read(marked(document, "answers.rating=poor", "☒").saved())
