"""A field that a document was rendered without keeps its original value, and a note names it."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package
from cpr_docs.reading.compare import compare
from cpr_docs.templating.loader import find_template, template_name
from tests.documents.cases import every_language
from tests.reading.editing import Edited, packed, xml

COSTS = [f"costs.{name}" for name in ("reviewer", "how_met", "additional", "additional_detail")]


def statement(tag: str) -> etree._Element:
    return xml(f"<w:p><w:r><w:t>{{%p {tag} %}}</w:t></w:r></w:p>")


def case_without_sign_off() -> Form:
    data = example("recommendation", "concise").model_dump(mode="json")
    return Form.parse({**data, "subgroup_sign_off": None, "board_decision": None})


@pytest.fixture
def template_dir(tmp_path: Path) -> Path:
    """Templates that print the costs only after the sub-group has signed."""
    form = type(case_without_sign_off())
    for language in Language:
        parts = dict(find_template(form, language))
        root = etree.fromstring(parts[PartName.DOCUMENT])
        costs = next(
            control
            for control in root.iter(qn("w:sdt"))
            if any(tag.get(qn("w:val")) == "costs.how_met" for tag in control.iter(qn("w:tag")))
        )
        table = next(costs.iterancestors(qn("w:tbl")))
        table.addprevious(statement("if subgroup_sign_off"))
        table.addnext(statement("endif"))
        path = tmp_path / language.value / template_name(form)
        path.parent.mkdir()
        path.write_bytes(packed({**parts, PartName.DOCUMENT: etree.tostring(root)}))
    return tmp_path


@every_language
def test_compare_keeps_the_value_of_a_control_left_out_by_a_condition(template_dir: Path, language: Language) -> None:
    form = case_without_sign_off()
    content = Renderer(template_dir).render(form, language).content
    assert "costs" not in str(Package.read(content)[PartName.DOCUMENT])
    reading = compare(content, form, templates=template_dir)
    assert (reading.form, reading.changes) == (form, ())
    assert [note.path for note in reading.notes] == COSTS


@every_language
def test_reading_without_the_original_names_the_fields_that_the_document_lacks(
    template_dir: Path, language: Language
) -> None:
    reading = compare(Renderer(template_dir).render(case_without_sign_off(), language).content, templates=template_dir)
    assert [note.path for note in reading.notes] == COSTS
    assert all(note.label for note in reading.notes)


@every_language
def test_a_change_elsewhere_is_still_found(template_dir: Path, language: Language) -> None:
    form = case_without_sign_off()
    document = Edited(Renderer(template_dir).render(form, language).content).type("outline", "Dim byd / nothing")
    reading = compare(document.saved(), form, templates=template_dir)
    assert [change.path for change in reading.changes] == ["outline"]


@every_language
def test_a_control_that_was_printed_and_cleared_is_cleared(template_dir: Path, language: Language) -> None:
    form = example("recommendation", "concise")
    document = Edited(Renderer(template_dir).render(form, language).content).clear("costs.how_met")
    reading = compare(document.saved(), form, templates=template_dir)
    assert [str(change) for change in reading.changes] == ["costs.how_met: cleared"]
    assert reading.notes == ()


@every_language
def test_a_line_of_a_letter_that_is_left_out_where_it_is_blank_is_blank(language: Language) -> None:
    form = example("invitation_letter", "concise", sparse=True)
    reading = compare(Renderer().render(form, language).content, form)
    assert (reading.form, reading.changes, reading.notes) == (form, (), ())


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def around(folder: Path, form: Form, condition: str, first: str, last: str = "") -> Path:
    """Templates with a condition around the control with a tag, or around the paragraphs from `first` to `last`."""
    for language in Language:
        parts = dict(find_template(type(form), language))
        root = etree.fromstring(parts[PartName.DOCUMENT])
        begin = end = next(
            element
            for element in root.iter(qn("w:p"), qn("w:sdt"))
            if first in (_text(element), ContentControl(element).tag)
        )
        if last:
            end = next(element for element in begin.itersiblings() if last == _text(element))
        begin.addprevious(statement(f"if {condition}"))
        end.addnext(statement("endif"))
        path = folder / language.value / template_name(type(form))
        path.parent.mkdir()
        path.write_bytes(packed({**parts, PartName.DOCUMENT: etree.tostring(root)}))
    return folder


@every_language
def test_the_rows_of_a_list_left_out_by_a_condition_are_kept(tmp_path: Path, language: Language) -> None:
    form = case_without_sign_off()
    folder = around(tmp_path, form, "subgroup_sign_off", "{%p for row in case_issues|rows %}", "{%p endfor %}")
    reading = compare(Renderer(folder).render(form, language).content, form, templates=folder)
    assert (reading.form, reading.changes) == (form, ())
    assert [note.path for note in reading.notes] == ["case_issues"]


class TestInRows:
    @pytest.fixture
    def report(self) -> Any:
        return example("report", "concise")

    @pytest.fixture
    def folder(self, tmp_path: Path, report: Form) -> Path:
        tag = "learning_points[].improvement"
        return around(tmp_path, report, "period.band == 'over-24'", tag)

    @every_language
    def test_a_conditional_field_is_kept_and_named_row_by_row(
        self, report: Any, folder: Path, language: Language
    ) -> None:
        reading = compare(Renderer(folder).render(report, language).content, report, templates=folder)
        assert (reading.form, reading.changes) == (report, ())
        numbers = range(len(report.learning_points))
        assert [note.path for note in reading.notes] == [f"learning_points[{number}].improvement" for number in numbers]

    @every_language
    def test_a_conditional_field_stays_with_its_row_if_another_was_deleted(
        self, report: Any, folder: Path, language: Language
    ) -> None:
        document = Edited(Renderer(folder).render(report, language).content).delete_row("learning_points", 0)
        reading = compare(document.saved(), report, templates=folder)
        form: Any = reading.form
        assert form.learning_points == report.learning_points[1:]
        assert [change.kind.value for change in reading.changes] == ["row removed"]
