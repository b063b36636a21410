"""Lists in lists that were edited in Word: values and problems of an inner row are found at its path."""

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
from tests.reading.cases import before, changed, edited, problems, read_back
from tests.reading.editing import Edited, content_of, xml


@pytest.fixture(scope="module")
def template_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan's templates."""
    folder = tmp_path_factory.mktemp("plan")
    for language in Language:
        path = folder / language.value / "plan.concise.docx"
        path.parent.mkdir()
        path.write_bytes(write_package(packed(language)))
    return folder


def _edited(template_dir: Path, language: Language = Language.ENGLISH) -> Edited:
    return Edited(Renderer(template_dir).render(plan(), language).content)


def _read(document: Edited, template_dir: Path) -> Any:
    return read(document.saved(), templates=template_dir, forms=[Plan])


def _problems(document: Edited, template_dir: Path) -> list[Problem]:
    with pytest.raises(InvalidForm) as caught:
        _read(document, template_dir)
    return list(caught.value.problems)


def _changes(document: Edited, template_dir: Path) -> tuple[Any, dict[str, ChangeKind]]:
    reading = compare(document.saved(), plan(), templates=template_dir)
    return reading.form, {change.path: change.kind for change in reading.changes}


def _actions(document: Edited, point: int) -> etree._Element:
    """The content of a point's list of actions."""
    return content_of(document.controls("points[].actions")[point])


@every_language
def test_a_value_of_an_inner_row_is_read_into_its_own_row(template_dir: Path, language: Language) -> None:
    form, changes = _changes(
        _edited(template_dir, language).type("points[].actions[].what", "new", row=3), template_dir
    )
    assert changes == {"points[2].actions[0].what": ChangeKind.CHANGED}
    what = form.points[2].actions[0].what
    assert what.text_in(language) == "new"
    assert what.text_in(language.other) == plan().points[2].actions[0].what.text_in(language.other)


@every_language
def test_a_problem_in_an_inner_row_names_its_path_label_and_heading(template_dir: Path, language: Language) -> None:
    (problem,) = _problems(_edited(template_dir, language).type("points[].actions[].due", "soon", row=3), template_dir)
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
def test_inner_rows_are_added_moved_and_removed(template_dir: Path, language: Language) -> None:
    document = _edited(template_dir, language)
    first, second = _actions(document, 0)
    new = copy.deepcopy(second)
    second.addnext(new)
    first.getparent().remove(first)  # type: ignore[union-attr]
    document.type("points[].actions[].what", "Something else altogether", row=1)
    form, changes = _changes(document, template_dir)
    assert form.points[0].actions[0] == plan().points[0].actions[1]
    assert changes == {"points[0].actions[1]": ChangeKind.ADDED, "points[0].actions[0]": ChangeKind.REMOVED}


@every_language
def test_an_outer_row_moves_with_its_inner_rows(template_dir: Path, language: Language) -> None:
    form, changes = _changes(_edited(template_dir, language).move_row("points", 2, 0), template_dir)
    points = plan().points
    assert form.points == (points[2], *points[:2])
    assert changes == {"points[0]": ChangeKind.MOVED}


def test_a_blank_row_that_word_added_is_no_row(template_dir: Path) -> None:
    document = _edited(template_dir).add_row("points", after=1)
    assert _read(document, template_dir) == plan().in_language("en")


@pytest.mark.parametrize(
    ("tag", "number", "named"),
    [("points", 0, "points"), ("points[].actions", 1, r"points\[1\]\.actions")],
)
def test_the_list_that_lost_its_section_is_named(template_dir: Path, tag: str, number: int, named: str) -> None:
    document = _edited(template_dir)
    section = document.controls(tag)[number]
    for item in content_of(section):
        for element in content_of(item):
            section.addprevious(element)
    section.getparent().remove(section)  # type: ignore[union-attr]
    with pytest.raises(NotReadable, match=f"the rows of {named} have lost"):
        _read(document, template_dir)


def test_a_list_that_is_twice_in_a_row_is_a_problem(template_dir: Path) -> None:
    document = _edited(template_dir)
    steps = document.controls("points[].actions[].steps")[0]
    cell = steps.getparent()
    assert cell is not None
    row = next(cell.iterancestors(qn("w:tr")))
    # In another cell: within the same cell it would count as another row.
    again = copy.deepcopy(steps)
    row[-2].append(again)
    row[-2].append(xml("<w:p/>"))
    assert {problem.code for problem in _problems(document, template_dir)} >= {"copied"}


def test_words_beside_the_controls_of_an_inner_row_are_reported_at_their_path(template_dir: Path) -> None:
    document = _edited(template_dir)
    control = document.controls("points[].actions[].steps[].text")[0]
    control.addnext(xml("<w:r><w:t>and more</w:t></w:r>"))
    (problem,) = _problems(document, template_dir)
    assert (problem.path, problem.code) == ("points[0].actions[0].steps[0].text", "outside")


class TestRowsOfSeveralTableRows:
    """An action of the action plan is several table rows, and so is an entry of the merged timeline."""

    @pytest.mark.parametrize("place", ["in the item", "after the item", "after the list"])
    def test_copied_in_a_point_are_another_action(self, place: str) -> None:
        document = edited("action_plan", Language.ENGLISH)
        section = document.controls("points[].actions")[0]
        last = _actions(document, 0)[-1]
        rows = [copy.deepcopy(row) for row in content_of(last)]
        next(rows[0].iter(qn("w:sdt"))).find(f".//{qn('w:t')}").text = "99"  # type: ignore[union-attr]
        for row in reversed(rows):
            if place == "in the item":
                content_of(last).insert(3, row)
            else:
                (last if place == "after the item" else section).addnext(row)
        first, *others = before("action_plan", Language.ENGLISH).points
        actions = (*first.actions, changed(first.actions[-1], number=99))
        assert read_back(document).points == (changed(first, actions=actions), *others)

    def test_of_which_one_was_moved_to_the_next_are_a_problem(self) -> None:
        document = edited("merged_timeline", Language.ENGLISH)
        first, second = map(content_of, document.rows("entries")[:2])
        second.insert(0, first[-1])
        assert {problem.path for problem in problems(document)} >= {"entries[2].on", "entries[2].event"}

    def test_deleted_are_no_entry(self) -> None:
        document = edited("merged_timeline", Language.WELSH).delete_row("entries", 1)
        first, _second, *others = before("merged_timeline", Language.WELSH).entries
        assert read_back(document).entries == (first, *others)
