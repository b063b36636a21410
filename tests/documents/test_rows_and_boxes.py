"""Rows of short texts are whole, the space between paragraphs is the same in cells, and boxes look like Word's own."""

import functools
import io
import itertools
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from cpr_docs.guidance.action_plan.model import ActionPlan
from cpr_docs.guidance.parts.agencies import Agency
from cpr_docs.guidance.reference_sheet.model import ReferenceSheet
from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.fields import Kind, field_at
from cpr_docs.models.form import AnyForm
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.traversal import text_of
from cpr_docs.ooxml.xml import parse_xml
from cpr_docs.templating.filters import is_brief
from cpr_docs.templating.finished_lists import NOTHING
from tests.documents.cases import RENDERER, case, every_language, every_variant, full_and_sparse


@functools.cache
def _body(variant: type[AnyForm], language: Language, sparse: bool, purpose: str) -> etree._Element:
    form = case(variant, sparse).in_language(language)
    content = RENDERER.render(form, language, purpose=purpose).content
    return parse_xml(zipfile.ZipFile(io.BytesIO(content)).read(PartName.DOCUMENT))


def _prose(variant: type[AnyForm], row: etree._Element) -> Iterator[ContentControl]:
    for control in controls_in(row):
        is_field = control.tag and not control.tag.startswith("copy:") and "=" not in control.tag
        if is_field and field_at(variant, control.tag).kind is Kind.PROSE:
            yield control


@every_variant
@every_language
@full_and_sparse
def test_a_row_is_whole_if_its_texts_are_brief(variant: type[AnyForm], language: Language, sparse: bool) -> None:
    for row in _body(variant, language, sparse, "screen").iter(qn("w:tr")):
        texts = ["\n".join(map(text_of, control.element.iter(qn("w:p")))) for control in _prose(variant, row)]
        if texts:
            assert (row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None) is all(map(is_brief, texts))


@pytest.mark.parametrize(("text", "expected"), [("", True), ("a" * 599, True), ("a" * 600, False), ("a\n" * 20, False)])
def test_a_text_is_brief_by_its_letters_and_its_paragraphs(text: str, expected: bool) -> None:
    assert is_brief(text) is expected
    assert is_brief(None)


@every_variant
@every_language
def test_further_paragraphs_and_bullets_of_a_cell_have_the_space_of_a_cell(
    variant: type[AnyForm], language: Language
) -> None:
    body = _body(variant, language, False, "screen")
    for cell in body.iter(qn("w:tc")):
        for control in controls_in(cell):
            if control.tag and control in [*_prose(variant, cell)]:
                styles = [style.get(qn("w:val")) for style in control.element.iter(qn("w:pStyle"))]
                assert set(styles[:1]) <= {"Cell", "CellBullet"}
                assert set(styles[1:]) <= {"CellNext", "CellBullet"}


@every_variant
@every_language
def test_a_box_of_a_finished_paper_is_bold_if_it_is_ticked(variant: type[AnyForm], language: Language) -> None:
    for control in controls_in(_body(variant, language, False, "final")):
        if control.is_check_box:
            state = next(control.element.iter(qn("w14:checked"))).get(qn("w14:val"))
            assert [bold.get(qn("w:val")) for bold in control.element.iter(qn("w:b"))] == [state]


@every_variant
@every_language
@pytest.mark.parametrize("purpose", ["screen", "paper", "final"])
def test_a_box_names_its_font(variant: type[AnyForm], language: Language, purpose: str) -> None:
    for control in controls_in(_body(variant, language, False, purpose)):
        if control.is_check_box:
            (fonts,) = control.element.iter(qn("w:rFonts"))
            assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia")} == {"MS Gothic"}
            assert fonts.get(qn("w:hint")) == "eastAsia"


@every_variant
@every_language
@pytest.mark.parametrize("purpose", ["screen", "paper", "final"])
def test_a_sign_stands_between_two_boxes_of_a_line(variant: type[AnyForm], language: Language, purpose: str) -> None:
    """Without it, nobody could tell to which of the two a mark between them belongs."""
    for paragraph in _body(variant, language, False, purpose).iter(qn("w:p")):
        boxes = [control.element for control in controls_in(paragraph) if control.is_check_box]
        for first, second in itertools.pairwise(boxes):
            following = list(first.itersiblings())
            assert "".join(map(text_of, following[: following.index(second)])).endswith("\u00a0/ ")


@every_variant
@every_language
@full_and_sparse
@pytest.mark.parametrize("purpose", ["screen", "paper", "final"])
def test_a_table_that_reaches_the_foot_of_the_last_page_is_followed_by_no_blank_page(
    variant: type[AnyForm], language: Language, sparse: bool, purpose: str
) -> None:
    blocks = [block for block in _body(variant, language, sparse, purpose)[0] if block.tag != qn("w:sectPr")]
    if blocks[-2].tag == qn("w:tbl"):
        spacing = blocks[-1].find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        assert spacing is not None
        assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("20", "exact")


@every_variant
@every_language
def test_the_words_in_place_of_rows_have_no_number(variant: type[AnyForm], language: Language) -> None:
    words = translate(NOTHING, language)
    for paragraph in _body(variant, language, True, "final").iter(qn("w:p")):
        assert text_of(paragraph) != words or not [*paragraph.iter(qn("w:numPr"))]


@every_variant
@every_language
def test_a_complete_paper_has_blank_rows_for_a_pen_but_in_lists_that_must_have_rows(
    variant: type[AnyForm], language: Language
) -> None:
    body = _body(variant, language, True, "paper")
    sections = [control for control in controls_in(body) if control.is_repeating and "[]" not in control.tag]
    for section in sections:
        rows = [control for control in controls_in(section.element) if control.is_repeating_item]
        info = variant.model_fields.get(section.tag)
        must_have_rows = info is not None and info.is_required()
        of_last = [each for row in rows[-1:] for each in controls_in(row.element)]
        if must_have_rows:
            # The rows inside it have blank rows of their own.
            of_last = [each for each in of_last if each.tag.count("[]") == 1]
        if not field_at(variant, section.tag).label.row_for:
            assert any(each.is_placeholder for each in of_last) is not must_have_rows


@every_language
def test_on_paper_an_agency_of_a_row_stands_in_words_and_a_blank_one_as_boxes_of_one_line(language: Language) -> None:
    """Eleven boxes below each other in each row would make a page of every row."""
    path, body = "points[].actions[].agency", _body(ActionPlan, language, False, "paper")
    plan = case(ActionPlan)
    assert isinstance(plan, ActionPlan)
    given = [action.agency for point in plan.points for action in point.actions if action.agency]
    assert [text_of(each.element) for each in controls_in(body) if each.tag == path] == [
        translate(agency.label, language) for agency in given
    ]
    lines = [[each.tag for each in controls_in(line) if f"{path}=" in each.tag] for line in body.iter(qn("w:p"))]
    boxes = [f"{path}={agency.value}" for agency in Agency]
    assert [line for line in lines if line] == [boxes] * len([line for line in lines if line])
    assert boxes in lines


@every_language
def test_a_title_has_no_boxes(language: Language) -> None:
    title = next(_body(ReferenceSheet, language, False, "paper").iter(qn("w:p")))
    assert not [control for control in controls_in(title) if control.is_check_box]
    assert text_of(title)
