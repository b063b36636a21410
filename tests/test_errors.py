"""The exceptions of the library: the tree of the module's docstring, and messages that name locations."""

import ast
import copy
import inspect
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Generic

import pytest

import cpr_docs
from cpr_docs import errors
from cpr_docs.errors import (
    CprDocsError,
    DataError,
    DocumentProblem,
    ForbiddenWords,
    InvalidForm,
    InvalidTable,
    MissingLanguage,
    NotPublished,
    OutputExists,
    PackRefused,
    PdfError,
    Problem,
    RenderError,
    Stray,
    StrayWords,
    TableProblem,
    TemplateProblem,
    UnknownForm,
)
from cpr_docs.language.catalogue import Sentence, _

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


MARKED: list[CprDocsError] = [
    OutputExists(_("{path}: there is a file already"), path="x.docx"),
    PackRefused("{name}: {error}", name="a.pdf", error=PackRefused(_("is no PDF"))),
    TemplateProblem(_("has more than {limit} tags"), Sentence(_("the template {name}"), name="x.docx"), limit=3),
    InvalidForm("report (concise)", [Problem("", "missing", _("is missing"))]),
    InvalidTable(
        Sentence(_("standard input")), [TableProblem("", "x", _("must be {ge} or more"), {"ge": 1}, row=2, column="A")]
    ),
    StrayWords("report", [Stray("", "outside", _("words stand outside every control, and are not read"))], None),
    MissingLanguage(
        Sentence(_("{form} in {language}"), form="report (concise)", language="en"),
        [Problem("venue", "missing_language", _("has no Welsh"))],
    ),
]


@pytest.mark.parametrize("error", MARKED, ids=lambda error: type(error).__name__)
class TestBothLanguages:
    def test_the_welsh_is_another_text_with_the_parameters_filled_in(self, error: CprDocsError) -> None:
        english, welsh = error.text(), error.text("cy")
        assert english == str(error)
        assert welsh != english
        assert "{" not in english + welsh

    def test_a_copy_from_another_process_has_both(self, error: CprDocsError) -> None:
        other = pickle.loads(pickle.dumps(error))
        assert (other.text(), other.text("cy")) == (error.text(), error.text("cy"))

    def test_a_sentence_of_the_error_has_both_and_no_traceback(self, error: CprDocsError) -> None:
        try:
            raise error
        except CprDocsError as raised:
            sentence = raised.as_sentence()
        assert (sentence, sentence.text("cy")) == (error.text(), error.text("cy"))
        assert sentence.parameters["error"].__traceback__ is None


@pytest.mark.parametrize("cls", CLASSES.values(), ids=lambda cls: cls.__name__)
def test_every_class_has_its_text_in_both_languages(cls: type[CprDocsError]) -> None:
    problem = TableProblem("a", "missing", _("is missing"))
    if issubclass(cls, StrayWords):
        error: CprDocsError = cls("report", [Stray("a", "x", _("is missing"))], None)
    else:
        error = cls("report", [problem]) if issubclass(cls, DataError) else cls(_("{path}: is a folder"), path="x")
    assert error.text("en") == str(error)
    assert error.text("cy") != error.text("en")
    assert "{" not in error.text("cy")
    with pytest.raises(ValueError, match='"en" or "cy"'):
        error.text("fr")


def test_the_repr_of_an_error_shows_no_parameter() -> None:
    assert "Q7" not in repr(OutputExists(_("{path}: there is a file already"), path="Q7.docx"))


def test_a_message_that_has_no_welsh_stays_english() -> None:
    assert PdfError("of one's own").text("cy") == "of one's own"
    assert PdfError("of one's own: {error}", error=PackRefused(_("is no PDF"))).text("cy").endswith("nid yw’n PDF")


def _raised(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES and node.args:
            yield node


def test_every_error_of_the_library_has_a_marked_message() -> None:
    """An f-string could not be translated."""
    found = []
    for path in sorted(Path(errors.__file__).parent.rglob("*.py")):
        for call in _raised(ast.parse(path.read_text(encoding="utf-8"))):
            message = call.args[0]
            text = str(message.value) if isinstance(message, ast.Constant) else "text"
            is_frame = not re.search("[A-Za-z]", re.sub("{.*?}", "", text))
            is_data = isinstance(call.func, ast.Name) and issubclass(CLASSES[call.func.id], DataError)
            if isinstance(message, ast.JoinedStr | ast.Constant) and not (is_frame or is_data):
                found.append(f"{path.name}:{call.lineno}")
    assert found == []


def test_a_problem_is_described_in_either_language() -> None:
    problem = Problem("", "missing", _("is missing"))
    assert problem.describe() == str(problem) == "(the whole form): is missing"
    assert problem.describe("cy") == "(y ffurflen gyfan): mae ar goll"
    assert problem.text("cy") == "mae ar goll"


def test_a_problem_of_a_document_is_described_with_the_labels_that_are_printed() -> None:
    problem = Problem("board", "x", _("is missing"), {}, "Enw", "At")
    assert problem.describe("cy") == "“Enw” o dan “At” (board): mae ar goll"
    stray = Stray("", "x", _("is missing"), place="footer")
    assert (str(stray), stray.describe("cy")) == ("in the footer: is missing", "yn y troedyn: mae ar goll")


def test_a_problem_of_a_table_is_described_in_welsh() -> None:
    problem = TableProblem("name", "x", _("is missing"), row=12, column="Name")
    assert (problem.place, problem.reason) == ('row 12, column "Name"', "is missing")
    assert problem.describe("cy") == 'rhes 12, colofn "Name": mae ar goll'
    assert TableProblem("", "x", _("is empty")).describe("cy") == "y tabl: mae’n wag"


def test_problems_of_data_have_the_label_of_their_field_in_either_language() -> None:
    with pytest.raises(InvalidForm) as raised:
        cpr_docs.example("evaluation_form").replace({"event_on": "no date"})
    [problem] = raised.value.problems
    assert (problem.path, problem.label) == ("event_on", "Date of learning event")
    assert problem.label_in("cy") == "Dyddiad y digwyddiad dysgu"
    assert str(problem).startswith("event_on: ")
    with pytest.raises(MissingLanguage) as lacking:
        cpr_docs.render(cpr_docs.example("evaluation_form").in_language("en"), "cy")
    assert {each.label_in("cy") for each in lacking.value.problems} != {""}


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


def test_an_error_within_an_error_keeps_no_traceback() -> None:
    try:
        raise PackRefused(_("is no PDF"))
    except PackRefused as inner:
        outer = PackRefused("{name}: {error}", name="a.pdf", error=inner)
    assert str(outer) == "a.pdf: is no PDF"
    assert not isinstance(outer.parameters["error"], BaseException)
