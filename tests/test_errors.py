"""The exceptions of the library: the tree of the module's docstring, and messages that name locations."""

import copy
import inspect
import pickle
import re
from collections.abc import Iterator
from typing import Generic

import pytest

from cpr_docs import errors
from cpr_docs.errors import (
    CprDocsError,
    DataError,
    DocumentProblem,
    ForbiddenWords,
    InvalidForm,
    MissingLanguage,
    NotPublished,
    OutputExists,
    Problem,
    RenderError,
    TemplateProblem,
    UnknownForm,
)

CLASSES = {
    name: cls
    for name, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, Exception) and cls.__module__ == errors.__name__
}
_BRANCH = re.compile(r" {4}((?:[│ ] {3})*(?:[├└]── )?)(\w+)(?: {2,}(\S.*))?")

EXAMPLES: list[CprDocsError] = [
    InvalidForm("report (concise)", [Problem("board", "missing", "is missing"), Problem("", "json", "is no JSON")]),
    MissingLanguage("report (concise) in cy", [Problem("venue", "missing_language", "has no Welsh")]),
    UnknownForm("form", []),
    ForbiddenWords("report (concise) in cy", [DocumentProblem("a", "never_print", "holds", place="row 1", line=2)]),
    NotPublished("terms_of_reference is no form that is published"),
    TemplateProblem("a tag is wrong", "word/document.xml"),
    RenderError("a path is wrong"),
    OutputExists("x.docx: there is a file already"),
]


def drawn() -> Iterator[tuple[str, str]]:
    """Each class in the docstring's tree, with its base class."""
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        branch = _BRANCH.fullmatch(line)
        if branch:
            depth = len(branch[1]) // 4
            yield branch[2], above[depth - 1] if depth else "Exception"
            above[depth:] = [branch[2]]


def test_the_tree_that_is_drawn_is_the_tree_that_there_is() -> None:
    there = {(name, cls.__bases__[0].__name__) for name, cls in CLASSES.items()}
    assert set(drawn()) == there
    assert len(list(drawn())) == len(CLASSES)


def test_every_branch_of_the_tree_has_a_description() -> None:
    branches = [_BRANCH.fullmatch(line) for line in (errors.__doc__ or "").splitlines()]
    assert [branch[2] for branch in branches if branch and not branch[3]] == ["CprDocsError"]


@pytest.mark.parametrize("name", CLASSES)
def test_every_error_has_one_parent_and_a_docstring(name: str) -> None:
    cls = CLASSES[name]
    assert [base for base in cls.__bases__ if base is not Generic] == [cls.__bases__[0]]
    assert cls.__doc__
    assert cls is CprDocsError or issubclass(cls, CprDocsError)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_travels_between_processes_unchanged(error: CprDocsError) -> None:
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is type(error)
        assert (str(other), other.args) == (str(error), error.args)


def test_a_data_error_lists_its_problems_below_its_subject() -> None:
    error = DataError("report (concise)", [Problem("board", "missing", "is missing"), Problem("", "type", "is a list")])
    assert str(error) == "report (concise): 2 problems\n  board: is missing\n  (the whole form): is a list"
    assert [problem.code for problem in error.problems] == ["missing", "type"]


def test_one_problem_is_one_problem() -> None:
    assert str(DataError("report", [Problem("board", "missing", "is missing")])).startswith("report: 1 problem\n")


def test_a_problem_formats_its_parameters_in_its_message() -> None:
    problem = Problem("version", "least", "must be {ge} or more", {"ge": 1})
    assert str(problem) == "version: must be 1 or more"


def test_a_problem_of_a_document_names_the_control_and_the_heading() -> None:
    assert str(Problem("board", "x", "is wrong", {}, "Name", "To")) == "“Name” under “To” (board): is wrong"
    assert str(Problem("board", "x", "is wrong", {}, "Name")) == "“Name” (board): is wrong"


def test_problems_can_be_counted_and_cannot_be_changed() -> None:
    one, same = (Problem("version", "least", "must be {ge} or more", {"ge": 1}) for _time in range(2))
    assert {one, same} == {one}
    with pytest.raises(AttributeError):
        one.path = "board"  # type: ignore[misc]


def test_a_problem_with_a_template_begins_with_its_place() -> None:
    assert str(TemplateProblem("a tag is wrong", "word/document.xml")) == "word/document.xml: a tag is wrong"
    assert str(RenderError("a path is wrong")) == "a path is wrong"


def test_a_problem_of_a_document_names_the_document_the_place_and_the_path() -> None:
    problem = DocumentProblem("board", "x", "holds {line}", {"line": 2}, place="row 1", line=2, document="report in cy")
    assert str(problem) == "report in cy, row 1, board: holds 2"
    assert str(DocumentProblem("", "x", "is wrong", place="row 1")) == "row 1: is wrong"
