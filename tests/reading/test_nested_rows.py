"""Lists in lists that were edited in Word: what is in an inner row is found there, and what is wrong is told there."""

import copy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.errors import InvalidForm, NotReadable, Problem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.package import write_package
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.reading.result import ChangeKind
from tests.documents.cases import every_language
from tests.documents.nested import Plan, packed, plan
from tests.reading.editing import Edited, content_of, xml


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan's templates."""
    folder = tmp_path_factory.mktemp("plan")
    for language in Language:
        path = folder / language.value / "plan.concise.docx"
        path.parent.mkdir()
        path.write_bytes(write_package(packed(language)))
    return folder


def _edited(house: Path, language: Language = Language.ENGLISH) -> Edited:
    return Edited(Renderer(house).render(plan(), language).content)


def _read(document: Edited, house: Path) -> Any:
    return read(document.saved(), templates=house, forms=[Plan])


def _problems(document: Edited, house: Path) -> list[Problem]:
    with pytest.raises(InvalidForm) as caught:
        _read(document, house)
    return list(caught.value.problems)


def _changes(document: Edited, house: Path) -> tuple[Any, dict[str, ChangeKind]]:
    reading = compare(document.saved(), plan(), templates=house)
    return reading.form, {change.path: change.kind for change in reading.changes}


def _actions(document: Edited, point: int) -> etree._Element:
    """The rows of the actions of a point."""
    return content_of(document.controls("points[].actions")[point])


@every_language
def test_a_value_of_an_inner_row_stands_in_its_own_row(house: Path, language: Language) -> None:
    form, changes = _changes(_edited(house, language).type("points[].actions[].what", "new", row=3), house)
    assert changes == {"points[2].actions[0].what": ChangeKind.CHANGED}
    what = form.points[2].actions[0].what
    assert what.text_in(language) == "new"
    assert what.text_in(language.other) == plan().points[2].actions[0].what.text_in(language.other)


@every_language
def test_a_problem_in_an_inner_row_names_its_path_label_and_heading(house: Path, language: Language) -> None:
    (problem,) = _problems(_edited(house, language).type("points[].actions[].due", "soon", row=3), house)
    assert problem.path == "points[2].actions[0].due"
    assert (problem.label, problem.heading) == {
        Language.ENGLISH: ("Due date", "The points"),
        Language.WELSH: ("Dyddiad cwblhau", "Y pwyntiau"),
    }[language]


def test_a_problem_in_the_data_of_an_inner_row_names_its_path() -> None:
    action = {"what": {"en": "x"}, "due": "soon", "steps": [{"done": True}]}
    with pytest.raises(InvalidForm) as caught:
        plan([{"text": "a"}, {"text": "b", "actions": [action]}])
    paths = [problem.path for problem in caught.value.problems]
    assert paths == ["points[1].actions[0].due", "points[1].actions[0].steps[0].text"]


@every_language
def test_inner_rows_are_added_moved_and_removed(house: Path, language: Language) -> None:
    document = _edited(house, language)
    first, second = _actions(document, 0)
    new = copy.deepcopy(second)
    second.addnext(new)
    first.getparent().remove(first)  # type: ignore[union-attr]
    document.type("points[].actions[].what", "Something else altogether", row=1)
    form, changes = _changes(document, house)
    assert form.points[0].actions[0] == plan().points[0].actions[1]
    assert changes == {"points[0].actions[1]": ChangeKind.ADDED, "points[0].actions[0]": ChangeKind.REMOVED}


@every_language
def test_an_outer_row_that_moved_takes_its_inner_rows_along(house: Path, language: Language) -> None:
    form, changes = _changes(_edited(house, language).move_row("points", 2, 0), house)
    points = plan().points
    assert form.points == (points[2], *points[:2])
    assert changes == {"points[0]": ChangeKind.MOVED}


def test_a_blank_row_that_word_added_is_no_row(house: Path) -> None:
    document = _edited(house).add_row("points", after=1)
    assert _read(document, house) == plan().in_language("en")


@pytest.mark.parametrize(
    ("tag", "number", "named"),
    [("points", 0, "points"), ("points[].actions", 1, r"points\[1\]\.actions")],
)
def test_the_list_that_lost_its_section_is_named(house: Path, tag: str, number: int, named: str) -> None:
    document = _edited(house)
    section = document.controls(tag)[number]
    for item in content_of(section):
        for held in content_of(item):
            section.addprevious(held)
    section.getparent().remove(section)  # type: ignore[union-attr]
    with pytest.raises(NotReadable, match=f"the rows of {named} have lost"):
        _read(document, house)


def test_a_list_that_stands_twice_in_one_row_is_told(house: Path) -> None:
    document = _edited(house)
    steps = document.controls("points[].actions[].steps")[0]
    cell = steps.getparent()
    assert cell is not None
    row = next(cell.iterancestors(qn("w:tr")))
    # In a cell of its own; within the cell it would count as another row.
    again = copy.deepcopy(steps)
    row[-2].append(again)
    row[-2].append(xml("<w:p/>"))
    assert {problem.code for problem in _problems(document, house)} >= {"copied"}


def test_words_beside_the_controls_of_an_inner_row_are_told_there(house: Path) -> None:
    document = _edited(house)
    control = document.controls("points[].actions[].steps[].text")[0]
    control.addnext(xml("<w:r><w:t>and more</w:t></w:r>"))
    (problem,) = _problems(document, house)
    assert (problem.path, problem.code) == ("points[0].actions[0].steps[0].text", "outside")
