"""Forms that are not of the guidance are batched by the same call; they are passed to it and registered nowhere."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest

import cpr_docs
from cpr_docs import Both, Form, ReviewType
from cpr_docs.authoring.build import build
from cpr_docs.authoring.sheet import Sheet
from cpr_docs.language.languages import Language
from cpr_docs.language.text import Line
from cpr_docs.models.field_types import Label
from cpr_docs.models.parts import Part
from cpr_docs.templating.loader import template_name

ROWS = [{"Name of the visitor": "Ms A", "Language": "cy"}, {"Name of the visitor": "Mr B", "Language": "en"}]


class Visitor(Part):
    """The person who is notified of the visit."""

    name: Annotated[Line, Label(Both("Name of the visitor", cy="Enw’r ymwelydd"), "")]
    """The name."""


class Notice(Form):
    """A notice of a visit."""

    TITLE: ClassVar[str] = Both("Notice of a Visit", cy="Hysbysiad o Ymweliad")
    GUIDANCE: ClassVar[str] = ""
    ADDRESSEE: ClassVar[str] = "visitor"

    form: Literal["notice"]
    """The form's name."""
    review_type: Literal[ReviewType.EXTENDED]
    """The review type."""
    visitor: Annotated[Visitor, Label(Both("The visitor", cy="Yr ymwelydd"), "")]
    """The visitor."""


def data(**changed: Any) -> dict[str, Any]:
    """The data that all rows share."""
    board = {"en": "Arian Board", "cy": "Bwrdd Arian"}
    return {"form": "notice", "review_type": "extended", "board": board, "case_identifier": "DA-1"} | changed


def layout(sheet: Sheet) -> None:
    """The notice's template."""
    sheet.title(Notice.TITLE, Both("Child Practice Review", cy="Adolygiad Ymarfer Plant"))
    sheet.fields("board", "case_identifier", "visitor.name")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("house")
    for language in Language:
        (made / language.value).mkdir()
        (made / language.value / template_name(Notice)).write_bytes(build(Notice, language, layout))
    return made


def plan_of(folder: Path, rows: list[dict[str, str]], form: type[Form] = Notice, **changed: Any) -> cpr_docs.BatchPlan:
    return cpr_docs.check_batch(data(**changed), rows, templates=folder, forms=[form])


def test_each_row_has_its_document_and_it_is_read_back(folder: Path) -> None:
    outcomes = list(plan_of(folder, ROWS).render())
    read = [cpr_docs.read(one.content or b"", templates=folder, forms=[Notice]) for one in outcomes]
    assert [form.visitor.name for form in read if isinstance(form, Notice)] == ["Ms A", "Mr B"]
    assert [one.filename for one in outcomes] == ["DA-1-0001-cy.docx", "DA-1-0002-en.docx"]


def test_its_headings_are_its_labels_in_either_language_and_its_addressee_is_one(folder: Path) -> None:
    rows = [{"Enw’r ymwelydd": name, "Iaith": "cy"} for name in ("Ms A", "", "ms  a")]
    found = [str(problem) for problem in plan_of(folder, rows).problems]
    assert found == ['row 2, column "Enw’r ymwelydd": is missing', "row 3: is the same recipient as row 1"]


def test_a_form_that_was_not_given_is_not_known(folder: Path) -> None:
    with pytest.raises(cpr_docs.UnknownForm):
        cpr_docs.check_batch(data(), ROWS, templates=folder)


def test_forms_of_the_guidance_are_known_beside_those_that_are_given() -> None:
    letter = cpr_docs.example("terms_of_reference", "concise").model_dump(mode="json")
    rows = [{"Case identifier": "DA-1"}]
    assert cpr_docs.check_batch(letter, rows, language="en", missing="mark", forms=[Notice]).documents == 1


def test_templates_that_are_not_there_are_reported_before_anything_is_made() -> None:
    with pytest.raises(cpr_docs.TemplateError):
        cpr_docs.check_batch(data(), [{"Enw’r ymwelydd": "Ms A"}], forms=[Notice])


def test_a_form_that_no_other_process_can_import_is_made_in_this_one_alone(folder: Path, tmp_path: Path) -> None:
    class Hidden(Notice):
        """The same form, in a function: it cannot be imported."""

    plan = plan_of(folder, [{"Enw’r ymwelydd": "Ms A"}], Hidden)
    assert plan.write(tmp_path / "here").written == 2
    with ThreadPoolExecutor(1) as pool:
        for elsewhere in ({"workers": 2}, {"executor": pool}):
            with pytest.raises(ValueError, match="no other process can import this form"):
                list(plan.render(**elsewhere))


def test_a_worker_without_the_forms_module_says_so_of_each_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(folder, [{"Enw’r ymwelydd": "Ms A"}])
    job = plan.job.to_bytes().replace(b"test_own_forms", b"test_0wn_forms")
    monkeypatch.setattr(pickle, "dumps", lambda _job: job)
    with ThreadPoolExecutor(1) as pool:
        (outcome,) = plan.render(executor=pool)
    assert str(outcome.problem) == "row 1: its letter could not be made: ModuleNotFoundError"
