"""Documents whose controls a program moved or regrouped: restored, or refused by name."""

import copy
from pathlib import Path

import pytest
from lxml import etree

from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm, NotReadable
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.models.form import Form
from cpr_docs.ooxml.content_control import controls_in
from cpr_docs.ooxml.headings import Headings
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.reading.regroup_rows import regroup
from cpr_docs.reading.reseat import reseat
from cpr_docs.resources import folder
from cpr_docs.templating.loader import load_invariants
from tests.documents.cases import RENDERER, VARIANTS, case, every_language, every_variant, full_and_sparse
from tests.reading.cases import before, changed, edited, read_back
from tests.reading.editing import Edited, xml
from tests.reading.libreoffice_shape import saved_by_libreoffice

EN = Language.ENGLISH
_SAVED = Path(__file__).parent / "libreoffice"
_RELEASED = Path(__file__).parents[1] / "released" / "1"


def _saved_by_libreoffice(document: Document) -> bytes:
    return saved_by_libreoffice(Edited(document.content)).saved()


def _headings(document: Edited) -> Headings:
    return Headings(etree.fromstring(document.parts[PartName.STYLES]))


class TestEveryForm:
    @full_and_sparse
    @every_language
    @every_variant
    def test_is_read_with_every_field(self, variant: type[Form], language: Language, sparse: bool) -> None:
        form = case(variant, sparse)
        content = _saved_by_libreoffice(RENDERER.render(form, language))
        assert read(content) == form.in_language(language)
        assert compare(content, form).changes == ()

    @every_language
    @every_variant
    def test_is_read_with_its_fallback_text(self, variant: type[Form], language: Language) -> None:
        other = case(variant).in_language(language.other)
        document = RENDERER.render(other, language, missing="mark")
        assert read(_saved_by_libreoffice(document)) == read(document.content)

    @full_and_sparse
    @every_language
    def test_is_read_as_a_published_copy(self, language: Language, sparse: bool) -> None:
        publisher = Renderer(settings=Settings(published=True))
        for variant in VARIANTS:
            if variant.unpublished_fields():
                form = case(variant, sparse)
                printed = form.for_publication().in_language(language)
                assert read(_saved_by_libreoffice(publisher.render(form, language))) == printed


@pytest.mark.parametrize("saved", sorted(_SAVED.glob("*.docx")), ids=lambda path: path.stem)
def test_a_document_that_libreoffice_25_saved_is_read(saved: Path) -> None:
    name, review_type, language = saved.stem.split(".")
    # They were made by version 1 of the forms.
    form = Form.parse((_RELEASED / f"{name}.{review_type}.json").read_bytes())
    assert read(saved) == form.in_language(language)


@every_variant
def test_an_intact_document_is_left_untouched(variant: type[Form]) -> None:
    document = Edited(RENDERER.render(case(variant), EN).content)
    body = etree.tostring(document.root)
    assert reseat(document.root, variant, load_invariants(variant, EN, ""), _headings(document)) is False
    assert etree.tostring(document.root) == body


def test_the_control_of_a_list_goes_back_from_the_label_to_the_rows() -> None:
    # In version 1, a table repeated for each issue.
    document = saved_by_libreoffice(Edited((_RELEASED / "report.concise.en.docx").read_bytes()))
    assert "".join(map(str, document.control("practice_issues").itertext())) == "Issue"
    form = Form.parse((_RELEASED / "report.concise.json").read_bytes())
    assert read(document.saved()) == form.in_language(EN)


class TestTextOfAPerson:
    def test_all_paragraphs_of_a_box_are_its_answer(self) -> None:
        document = saved_by_libreoffice(edited("evaluation_form", EN))
        paragraph = next(document.control("answers.learning").iterancestors(qn("w:p")))
        paragraph.append(xml('<w:r><w:t xml:space="preserve"> More words.</w:t></w:r>'))
        paragraph.addnext(xml("<w:p><w:r><w:t>Yes</w:t></w:r></w:p>"))
        paragraph.addnext(xml("<w:p/>"))
        words = str(before("evaluation_form", EN).answers.learning.en)
        first, *others = words.split("\n")
        read_words = read(document.saved()).answers.learning.en  # type: ignore[attr-defined]
        assert read_words == "\n".join([f"{first} More words.", "Yes", *others])

    def test_words_beside_a_placeholder_are_not_lost(self) -> None:
        document = saved_by_libreoffice(edited("evaluation_form", EN, sparse=True))
        paragraph = next(document.control("answers.learning").iterancestors(qn("w:p")))
        paragraph.addnext(xml("<w:p><w:r><w:t>The exercise on the plan.</w:t></w:r></w:p>"))
        with pytest.raises(InvalidForm) as caught:
            read(document.saved())
        assert [problem.path for problem in caught.value.problems] == ["answers.learning"]

    def test_words_of_another_control_in_the_paragraph_are_no_part_of_the_answer(self) -> None:
        document = saved_by_libreoffice(edited("evaluation_form", EN))
        name = document.control("answers.name")
        next(document.control("answers.learning").iterancestors(qn("w:p"))).append(name)
        with pytest.raises(InvalidForm) as caught:
            read(document.saved())
        assert [problem.path for problem in caught.value.problems] == ["answers.learning"]

    def test_a_copied_row_is_a_row(self) -> None:
        document = saved_by_libreoffice(edited("invitation_letter", EN, "extended"))
        row = next(document.control("enclosures[].text", 1).iterancestors(qn("w:p")))
        row.addnext(etree.fromstring(etree.tostring(row)))
        first, second, *others = before("invitation_letter", EN, "extended").enclosures
        assert read(document.saved()).enclosures == (first, second, second, *others)  # type: ignore[attr-defined]

    def test_a_list_without_rows_is_named(self) -> None:
        document = saved_by_libreoffice(edited("invitation_letter", EN, "extended"))
        for control in document.controls("sessions[].on"):
            row = next(control.iterancestors(qn("w:tr")))
            row.getparent().remove(row)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"lost these controls: sessions;"):
            read(document.saved())


def _table_rows(document: Edited, tag: str) -> list[etree._Element]:
    """The table row of each control with a tag."""
    return [next(control.iterancestors(qn("w:tr"))) for control in document.controls(tag)]


class TestRowsOfSeveralTableRows:
    """An entry of the merged timeline, and an action in a point of the action plan."""

    def test_are_rows_where_a_finished_paper_leaves_some_out(self) -> None:
        form = example("merged_timeline", "concise")
        document = RENDERER.render(form, Language.WELSH, purpose="final")
        assert read(_saved_by_libreoffice(document)) == form.in_language(Language.WELSH)

    def test_copied_to_the_end_are_another_row(self) -> None:
        document = saved_by_libreoffice(edited("action_plan", EN))
        points = before("action_plan", EN).points
        tags = ("number", "resources", "scope")
        rows = [_table_rows(document, f"points[].actions[].{tag}")[len(points[0].actions) - 1] for tag in tags]
        for row in reversed(rows):
            rows[-1].addnext(copy.deepcopy(row))
        number = next(document.controls("points[].actions[].number")[len(points[0].actions)].iter(qn("w:t")))
        number.text = "99"
        first, *others = read(document.saved()).points  # type: ignore[attr-defined]
        assert first.actions == (*points[0].actions, changed(points[0].actions[-1], number=99))
        assert tuple(others) == points[1:]

    @pytest.mark.parametrize("number", [0, 1])
    def test_without_the_control_that_they_begin_with_are_refused(self, number: int) -> None:
        document = saved_by_libreoffice(edited("merged_timeline", EN))
        control = document.control("entries[].id", number)
        control.getparent().remove(control)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"rows of entries .* told apart .* in Word"):
            read(document.saved())

    def test_of_which_the_first_and_the_last_table_row_are_lost_are_refused(self) -> None:
        document = saved_by_libreoffice(edited("merged_timeline", EN))
        for row in (_table_rows(document, "entries[].id")[0], _table_rows(document, "entries[].changed")[-1]):
            row.getparent().remove(row)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"rows of entries .* told apart .* in Word"):
            read(document.saved())

    def test_are_separated_by_repeated_controls_if_the_template_does_not_say_how_they_begin(self) -> None:
        document = saved_by_libreoffice(edited("report", EN))
        body = document.root[0]
        regroup(body, "practice_issues", {"practice_issues": "practice_issues[].unknown"})
        assert len(document.rows("practice_issues")) == len(before("report", EN).practice_issues)


class TestRowsThatCannotBeSeparated:
    def test_are_refused(self) -> None:
        document = saved_by_libreoffice(edited("report", EN))
        for heading in document.controls("practice_issues[].heading")[:1]:
            heading.getparent().remove(heading)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"rows of practice_issues .* told apart"):
            read(document.saved())


class TestTemplatesOfABoard:
    def _templates(self, path: Path, *following: str) -> Path:
        """Templates whose report has more paragraphs straight after the conclusions."""
        (path / "en").mkdir()
        name = "report.concise.docx"
        template = Edited((folder("templates") / "en" / name).read_bytes())
        for words in reversed(following):
            template.control("conclusions").addnext(xml(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))
        (path / "en" / name).write_bytes(template.saved())
        return path

    def test_words_of_the_template_are_no_part_of_the_text_before_them(self, tmp_path: Path) -> None:
        template_dir = self._templates(tmp_path, "Please reply in either language.", "Dear {{ reviewer_1.name }}")
        form = before("report", EN)
        assert (
            read(_saved_by_libreoffice(Renderer(templates=template_dir).render(form, EN)), templates=template_dir)
            == form
        )

    def test_a_gap_ends_a_text_if_the_template_is_not_available(self, tmp_path: Path) -> None:
        template_dir = self._templates(tmp_path)
        path = template_dir / "en" / "report.concise.docx"
        template = Edited(path.read_bytes())
        gap = xml('<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>')
        template.control("conclusions").addnext(gap)
        gap.addnext(xml("<w:p><w:r><w:t>Please reply in either language.</w:t></w:r></w:p>"))
        path.write_bytes(template.saved())
        form = before("report", EN)
        assert read(_saved_by_libreoffice(Renderer(templates=template_dir).render(form, EN))) == form

    def test_a_value_after_a_text_cannot_be_separated_from_it(self, tmp_path: Path) -> None:
        template_dir = self._templates(tmp_path, "{{ reviewer_1.name }}")
        form = before("report", EN)
        with pytest.raises(NotReadable, match=r"the control of conclusions.*in Word"):
            read(_saved_by_libreoffice(Renderer(templates=template_dir).render(form, EN)), templates=template_dir)


class TestRowsPastedBesideTheirList:
    """A row of several paragraphs, copied and pasted after the list, outside its repeating section."""

    @pytest.mark.parametrize("blanks", [0, 1], ids=["next to the list", "after a blank line"])
    @every_language
    def test_are_rows_of_the_list(self, language: Language, blanks: int) -> None:
        document = edited("report", language)
        section = next(control for control in controls_in(document.root) if control.tag == "learning_points")
        rows = [control for control in controls_in(section.element) if control.is_repeating_item]
        assert rows[0].content is not None
        for element in reversed([etree.Element(qn("w:p"))] * blanks + list(rows[0].content)):
            section.element.addnext(copy.deepcopy(element))
        points = before("report", language).learning_points
        assert read_back(document).learning_points == (*points, points[0])

    def test_are_not_taken_over_words_of_somebody(self) -> None:
        document = edited("report", EN)
        section = next(control for control in controls_in(document.root) if control.tag == "learning_points")
        row = next(control for control in controls_in(section.element) if control.is_repeating_item)
        assert row.content is not None
        words = xml("<w:p><w:r><w:t>And another one</w:t></w:r></w:p>")
        for element in reversed([words, *map(copy.deepcopy, row.content)]):
            section.element.addnext(element)
        with pytest.raises(NotReadable, match=r"copy their text into a new row of the list"):
            read(document.saved())
