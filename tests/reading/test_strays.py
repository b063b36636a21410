"""Words that a person writes outside the controls are reported with their location, and never silently lost."""

from typing import Any

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import InvalidForm, Stray, StrayWords
from cpr_docs.language.languages import Language
from cpr_docs.models.form import CaseForm, Form
from cpr_docs.ooxml.names import RelationshipType, qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.reading.result import Reading
from cpr_docs.templating.fixed_words import control_path, outside_text
from tests.documents.cases import RENDERER, case, every_language, every_variant, full_and_sparse
from tests.reading.cases import before, edited
from tests.reading.editing import Edited, content_of, xml

EN, CY = Language.ENGLISH, Language.WELSH
ADDED = "Sioned rang twice"


def reading(document: Edited) -> Reading:
    return compare(document.saved())


def only_stray(document: Edited) -> Stray:
    (stray,) = reading(document).strays
    return stray


def paragraph(words: str) -> etree._Element:
    return xml(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")


def open_document(variant: type[Form], language: Language, *, sparse: bool = False) -> Edited:
    return Edited(RENDERER.render(case(variant, sparse), language).content)


def is_in_control(element: etree._Element) -> bool:
    return any(control_path(above) for above in element.iterancestors(qn("w:sdt")))


@full_and_sparse
@every_language
@every_variant
def test_an_untouched_document_has_no_strays(variant: type[Form], language: Language, sparse: bool) -> None:
    found = reading(open_document(variant, language, sparse=sparse))
    assert (found.strays, found.stale, found.notes, found.unchecked, found.signed) == ((), (), (), False, False)


@every_language
@every_variant
def test_words_after_a_label_are_reported_without_the_label(variant: type[Form], language: Language) -> None:
    labels = [element for element in open_document(variant, language).root.iter(qn("w:p")) if outside_text(element)]
    for number in range(0, len(labels), 9):
        document = open_document(variant, language)
        label = [element for element in document.root.iter(qn("w:p")) if outside_text(element)][number]
        label.append(xml(f"<w:r><w:t>: {ADDED}</w:t></w:r>"))
        if not is_in_control(label):
            stray = only_stray(document)
            assert stray.words == f": {ADDED}", number
            assert ADDED not in str(stray)


@full_and_sparse
@every_language
@every_variant
def test_a_paragraph_anywhere_in_the_document_is_reported(
    variant: type[Form], language: Language, sparse: bool
) -> None:
    count = len(open_document(variant, language, sparse=sparse).root[0])
    for number in range(0, count - 1, 11):
        document = open_document(variant, language, sparse=sparse)
        document.root[0][number].addprevious(paragraph(ADDED))
        assert only_stray(document).words == ADDED, number


@every_language
@every_variant
def test_a_row_that_was_typed_into_a_table_is_reported(variant: type[Form], language: Language) -> None:
    for number in range(len(list(open_document(variant, language).root.iter(qn("w:tbl"))))):
        document = open_document(variant, language)
        table = list(document.root.iter(qn("w:tbl")))[number]
        table.append(xml(f"<w:tr><w:tc>{'<w:p><w:r><w:t>' + ADDED + '</w:t></w:r></w:p>'}</w:tc></w:tr>"))
        assert only_stray(document).words == ADDED, number


@every_language
@every_variant
def test_a_mark_beside_any_box_is_reported_with_the_answer_that_it_means(
    variant: type[Form], language: Language
) -> None:
    plain = open_document(variant, language, sparse=True)
    tags = [tag for tag in map(control_path, plain.root.iter(qn("w:sdt"))) if tag and plain.is_open_box(tag)]
    for tag in tags[::5]:
        for mark, is_before in (("X", True), (" x", False), ("✓", False), (" YES", False)):
            document = open_document(variant, language, sparse=True).write_beside(tag, mark, before=is_before)
            stray = only_stray(document)
            path, _equals, member = tag.partition("=")
            row = path.replace("[]", "[0]")
            assert (stray.path, stray.code, stray.likely) == (row, "mark_beside", member or "true"), (tag, mark)
            assert stray.is_in_doubt


@every_language
def test_nothing_is_assumed_from_a_mark(language: Language) -> None:
    document = edited("recommendation", language, sparse=True).write_beside("board_decision.answer=disagree", " X")
    assert reading(document).form == before("recommendation", language, sparse=True)
    with pytest.raises(StrayWords) as caught:
        read(document.saved())
    assert caught.value.form == before("recommendation", language, sparse=True)
    assert "disagree" in str(caught.value) or "anghytuno" in str(caught.value)


@every_language
def test_reading_refuses_words_outside_the_controls_unless_they_are_allowed(language: Language) -> None:
    document = edited("evaluation_form", language)
    document.root[0][-1].addprevious(paragraph(ADDED))
    with pytest.raises(InvalidForm) as caught:
        read(document.saved())
    assert isinstance(caught.value, StrayWords)
    assert [problem.words for problem in caught.value.problems] == [ADDED]
    assert ADDED not in f"{caught.value}{caught.value!r}{caught.value.problems}"
    assert read(document.saved(), strays="allow") == before("evaluation_form", language)


def test_the_argument_strays_has_two_values() -> None:
    with pytest.raises(ValueError, match='must be "refuse" or "allow"'):
        read(b"", strays="ignore")  # type: ignore[arg-type]


class TestLocations:
    """The field beside the words is named, with its label and the heading above."""

    def test_in_the_cell_of_the_label(self) -> None:
        document = edited("evaluation_form", EN, sparse=True)
        row = next(document.control("answers.name").iterancestors(qn("w:tr")))
        next(row.iter(qn("w:p"))).append(xml("<w:r><w:t>: Siân Puw</w:t></w:r>"))
        stray = only_stray(document)
        assert (stray.path, stray.words) == ("answers.name", ": Siân Puw")

    @every_language
    def test_under_the_heading_of_a_question(self, language: Language) -> None:
        document = edited("evaluation_form", language, sparse=True)
        table = next(document.control("answers.most_helpful").iterancestors(qn("w:tbl")))
        table.addprevious(paragraph(ADDED))
        stray = only_stray(document)
        assert (stray.path, stray.heading[:2]) == ("answers.most_helpful", "3.")

    @every_language
    def test_in_the_heading_of_a_question(self, language: Language) -> None:
        document = edited("evaluation_form", language, sparse=True)
        table = next(document.control("answers.most_helpful").iterancestors(qn("w:tbl")))
        heading = next(
            element for element in table.itersiblings(preceding=True) if outside_text(element).startswith("3.")
        )
        heading.append(xml(f"<w:r><w:t> {ADDED}</w:t></w:r>"))
        stray = only_stray(document)
        assert (stray.path, stray.words) == ("answers.most_helpful", ADDED)
        assert stray.heading.startswith("3.")
        assert ADDED not in stray.heading

    def test_in_a_row_of_a_list(self) -> None:
        document = edited("terms_of_reference", EN)
        control = document.control("panel_members[].name", row=1)
        next(control.iter(qn("w:p"), qn("w:r"))).getparent()  # the control has words
        cell = next((element for element in control.iterancestors(qn("w:tc"))), None)
        place = content_of(control).find(f".//{qn('w:tc')}") if cell is None else cell
        assert place is not None
        row = next(control.iterancestors(qn("w:tr")))
        row.append(xml(f"<w:tc><w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p></w:tc>"))
        assert only_stray(document).path == "panel_members"

    def test_in_the_cells_of_a_row_that_was_inserted_without_the_plus_sign(self) -> None:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in "abc")
        document = edited("terms_of_reference", EN)
        row = next(document.rows("panel_members")[-1].iter(qn("w:tr")))
        row.addnext(xml(f"<w:tr>{cells}</w:tr>"))
        stray = only_stray(document)
        assert (stray.path, stray.words) == ("panel_members", "a | b | c")

    def test_a_remark_beside_no_field_is_reported_and_leaves_no_doubt(self) -> None:
        document = edited("recommendation", EN)
        document.root[0].insert(0, paragraph("Received 1 May"))
        found = reading(document)
        assert [(stray.path, stray.words, stray.is_in_doubt) for stray in found.strays] == [
            ("", "Received 1 May", False)
        ]
        assert not found.is_in_doubt


class TestOtherParts:
    @pytest.mark.parametrize("part", ["header1", "footer1"])
    @every_language
    def test_words_in_a_header_or_footer(self, language: Language, part: str) -> None:
        for place in (0, -1):
            document = edited("report", language)
            root = etree.fromstring(document.parts[f"word/{part}.xml"])
            root.insert(place if place == 0 else len(root), paragraph(ADDED))
            document.parts[f"word/{part}.xml"] = etree.tostring(root)
            stray = only_stray(document)
            assert (stray.words, stray.place, stray.path) == (ADDED, part[:-1], "")

    def test_words_after_the_marking_in_the_header(self) -> None:
        document = edited("report", EN)
        root = etree.fromstring(document.parts["word/header1.xml"])
        root[0].append(xml(f"<w:r><w:t> {ADDED}</w:t></w:r>"))
        document.parts["word/header1.xml"] = etree.tostring(root)
        assert only_stray(document).words == ADDED

    def test_words_in_a_footnote(self) -> None:
        document = edited("report", EN)
        note = f'<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        stray = only_stray(document.add_part("footnotes.xml", RelationshipType.FOOTNOTES, note))
        assert (stray.words, stray.place) == (ADDED, "footnotes")

    def test_words_in_a_text_box(self) -> None:
        document = edited("report", EN)
        words = f"<w:txbxContent><w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p></w:txbxContent>"
        box = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{words}</w:drawing></mc:Choice>"
        copy = f"<mc:Fallback><w:pict>{words}</w:pict></mc:Fallback></mc:AlternateContent>"
        document.root[0].insert(3, xml(f"<w:p><w:r>{box}{copy}</w:r></w:p>"))
        stray = only_stray(document)
        assert (stray.words, stray.place) == (ADDED, "text box")

    def test_comments_are_reported_in_a_note(self) -> None:
        document = edited("report", EN)
        comment = '<w:comments><w:comment w:id="1"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>'
        found = reading(document.add_part("comments.xml", RelationshipType.COMMENTS, comment))
        assert [note.code for note in found.notes] == ["comments"]
        assert found.strays == ()


class TestWordsThatNobodyAdded:
    @every_language
    def test_results_of_fields_that_word_calculates(self, language: Language) -> None:
        document = edited("report", language)
        for part in ("header1", "footer1"):
            text = document.parts[f"word/{part}.xml"].decode()
            document.parts[f"word/{part}.xml"] = text.replace(">1<", ">17<").encode()
        document.root[0].insert(
            3,
            xml(
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1 May</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            ),
        )
        assert reading(document).strays == ()

    def test_an_address_that_word_made_a_hyperlink_was_typed(self) -> None:
        document = edited("report", EN)
        document.root[0].insert(
            3,
            xml(
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b"'
                '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a@b.cymru</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            ),
        )
        assert only_stray(document).words == "a@b.cymru"

    @every_language
    def test_rows_that_were_added_and_left_blank(self, language: Language) -> None:
        document = edited("report", language).add_row("learning_points").add_row("timeline")
        assert reading(document).strays == ()

    @every_language
    def test_fixed_text_under_a_condition_that_is_false_now(self, language: Language) -> None:
        document = edited("report", language, sparse=True)
        assert not before("report", language, sparse=True).learning_points
        document.type("learning_points[].heading", "A point")
        assert [stray.words for stray in reading(document).strays] == []

    @every_language
    def test_a_boards_own_marking_and_statement(self, language: Language) -> None:
        both: dict[str, Any] = {"en": "Strictly private: panel only", "cy": "Cwbl breifat: y panel yn unig"}
        settings = Settings.parse({"protective_marking": both, "welsh_correspondence": both})
        for variant in ("invitation_letter", "report"):
            form = before(variant, language)
            content = Renderer(settings=settings).render(form, language).content
            assert compare(content).strays == ()

    @every_language
    def test_no_marking(self, language: Language) -> None:
        form = before("report", language)
        content = Renderer(settings=Settings(protective_marking=None)).render(form, language).content
        assert compare(content).strays == ()

    @every_language
    def test_a_signature_is_no_stray(self, language: Language) -> None:
        for words in ("<w:r><w:t>A. N. Other</w:t></w:r>", "<w:r><w:drawing/></w:r>"):
            document = edited("recommendation", language)
            assert not reading(document).signed
            (cell, *_others) = [
                cell for cell in document.root.iter(qn("w:tc")) if not "".join(map(str, cell.itertext())).strip()
            ]
            cell[-1].append(xml(words))
            found = reading(document)
            assert (found.signed, found.strays) == (True, ())

    @every_language
    def test_a_tick_that_moved_to_another_box_leaves_no_stray(self, language: Language) -> None:
        document = edited("evaluation_form", language)
        was = before("evaluation_form", language).answers.rating.value
        document.tick(f"answers.rating={was}", on=False).tick("answers.rating=poor")
        found = reading(document)
        assert found.strays == ()
        assert found.form.answers.rating == "poor"


class TestFixedTextThatWasChanged:
    def test_only_the_new_words_are_strays(self) -> None:
        document = edited("terms_of_reference", EN)
        text = next(
            element for element in document.root.iter(qn("w:t")) if "a report for publication" in str(element.text)
        )
        text.text = str(text.text).replace("a report for publication", "a sealed report for publication")
        assert only_stray(document).words == "sealed"

    def test_deleted_words_are_no_strays(self) -> None:
        document = edited("terms_of_reference", EN)
        text = next(
            element for element in document.root.iter(qn("w:t")) if "a report for publication" in str(element.text)
        )
        text.text = str(text.text).replace("a report for publication", "publication")
        assert reading(document).strays == ()


@every_language
def test_a_document_without_its_template_is_reported_as_unchecked(language: Language) -> None:
    document = edited("report", language)
    document.parts["docProps/custom.xml"] = document.parts["docProps/custom.xml"].replace(
        b'name="CprDocsTemplate"><vt:lpwstr>', b'name="CprDocsTemplate"><vt:lpwstr>0'
    )
    document.root[0].insert(3, paragraph(ADDED))
    found = reading(document)
    assert (found.unchecked, found.strays) == (True, ())


@every_language
def test_words_in_a_control_from_elsewhere_are_reported(language: Language) -> None:
    document = edited("report", language)
    control = "<w:sdt><w:sdtPr><w:tag w:val='docket'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document.root[0].insert(3, xml(control.format(f"<w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p>")))
    assert only_stray(document).words == ADDED


@every_language
def test_controls_within_a_control_from_elsewhere_are_read(language: Language) -> None:
    document = edited("report", language)
    control = document.control("circumstances")
    around = xml("<w:sdt><w:sdtPr><w:tag w:val='docket'/></w:sdtPr><w:sdtContent/></w:sdt>")
    parent = control.getparent()
    assert parent is not None
    parent.replace(control, around)
    content_of(around).append(control)
    found = reading(document)
    assert (found.form, found.strays) == (before("report", language), ())


def test_many_strays_are_found_in_linear_time() -> None:
    document = edited("evaluation_form", EN)
    for number in range(2000):
        document.root[0][-1].addprevious(paragraph(f"note {number}"))
    assert len(reading(document).strays) == 2000


class TestBesideOtherProblems:
    """Words outside the controls are reported together with unreadable values."""

    @every_language
    def test_unreadable_values_come_first(self, language: Language) -> None:
        document = edited("recommendation", language).clear("board_chair.name")
        document.pick_date("timetable.first_panel_on", "2013-01-01", "soon")
        document.write_beside("board_decision.answer=disagree", " X")
        document.root[0].insert(0, paragraph(ADDED))
        with pytest.raises(InvalidForm) as caught:
            read(document.saved())
        codes = [problem.code for problem in caught.value.problems]
        assert codes == ["not_understood", "outside", "mark_beside"]

    @every_language
    @pytest.mark.parametrize("name", ["notification_letter", "declined_letter"])
    def test_words_printed_for_values_that_are_not_known_are_no_strays(self, name: str, language: Language) -> None:
        with pytest.raises(InvalidForm) as caught:
            read(edited(name, language).type("case_identifier", "x" * 61).saved())
        assert [problem.path for problem in caught.value.problems] == ["case_identifier"]

    @full_and_sparse
    @every_language
    @every_variant
    def test_none_are_reported_if_nobody_added_any(self, variant: type[Form], language: Language, sparse: bool) -> None:
        if not issubclass(variant, CaseForm):
            pytest.skip("has no case identifier, whose length is limited")
        document = open_document(variant, language, sparse=sparse).type("case_identifier", "x" * 61)
        with pytest.raises(InvalidForm) as caught:
            read(document.saved())
        assert [problem.path for problem in caught.value.problems] == ["case_identifier"]
