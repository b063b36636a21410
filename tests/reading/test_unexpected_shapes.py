"""Words at unusual positions: between two rows, in an equation, in a field that is typed."""

import copy
import time
from pathlib import Path

import pytest

from cpr_docs.documents.render import Renderer
from cpr_docs.guidance.report.model import ConciseReport
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.result import Reading
from cpr_docs.templating.loader import find_template
from tests.documents.cases import every_language
from tests.reading.cases import before, edited, problems, read_back
from tests.reading.editing import Edited, content_of, packed, xml

ADDED = "Sioned rang twice"
EN = Language.ENGLISH
_RELEASED = Path(__file__).parents[1] / "released" / "1"
_JOB_TITLE = ("Job title", "Teitl swydd")
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def reading(document: Edited) -> Reading:
    return compare(document.saved())


def words(document: Edited) -> list[str]:
    return [stray.words for stray in reading(document).strays]


def _with_row_beside(name: str, language: Language, path: str, is_after: bool) -> Edited:
    """A document in which the content of a list's first row stands once more, after the list or before it."""
    document = edited(name, language)
    (section,) = document.controls(path)
    copied = list(content_of(copy.deepcopy(document.rows(path)[0])))
    for element in reversed(copied) if is_after else copied:
        section.addnext(element) if is_after else section.addprevious(element)
    return document


class TestBetweenTheRowsOfAList:
    @every_language
    @pytest.mark.parametrize("path", ["learning_points", "practice_issues"])
    def test_a_paragraph_is_reported_beside_the_list(self, language: Language, path: str) -> None:
        document = edited("report", language)
        document.rows(path)[0].addnext(xml(f"<w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p>"))
        (stray,) = reading(document).strays
        assert (stray.words, stray.path) == (ADDED, path)
        assert reading(document).form == before("report", language)

    @every_language
    def test_a_table_row_is_reported(self, language: Language) -> None:
        document = edited("report", language)
        row = f"<w:tr><w:tc><w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        document.rows("timeline")[0].addnext(xml(row))
        assert words(document) == [ADDED]

    @every_language
    def test_a_row_that_was_pasted_outside_an_item_is_a_row(self, language: Language) -> None:
        document = edited("report", language)
        item = document.rows("timeline")[0]
        for element in reversed(content_of(copy.deepcopy(item))):
            item.addnext(element)
        document.type("timeline[].event", ADDED, row=1)
        was, now = before("report", language).timeline, read_back(document).timeline
        assert (len(now), now[0], now[2:]) == (len(was) + 1, was[0], was[1:])
        assert now[1].event.text_in(language) == ADDED

    @every_language
    @pytest.mark.parametrize("is_after", [True, False])
    def test_a_row_that_was_pasted_beside_the_list_is_a_row(self, language: Language, is_after: bool) -> None:
        was = before("report", language).timeline
        now = read_back(_with_row_beside("report", language, "timeline", is_after)).timeline
        assert now == ((*was, was[0]) if is_after else (was[0], *was))

    @every_language
    @pytest.mark.parametrize("is_after", [True, False])
    def test_a_row_of_several_paragraphs_that_was_pasted_beside_the_list_is_one_of_its_rows(
        self, language: Language, is_after: bool
    ) -> None:
        was = before("report", language).learning_points
        now = read_back(_with_row_beside("report", language, "learning_points", is_after)).learning_points
        assert now == ((*was, was[0]) if is_after else (was[0], *was))

    @every_language
    def test_a_blank_paragraph_and_words_after_the_list_are_not_moved(self, language: Language) -> None:
        document = edited("report", language)
        (section,) = document.controls("learning_points")
        section.addnext(xml(f"<w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p>"))
        section.addnext(xml("<w:p/>"))
        assert words(document) == [ADDED]
        assert reading(document).form == before("report", language)


class TestFields:
    @pytest.mark.parametrize("code", ["FORMTEXT", "FILLIN who", "QUOTE x", "MERGEFIELD name", "HYPERLINK x"])
    def test_the_result_of_a_field_that_a_person_types_is_reported(self, code: str) -> None:
        document = edited("report", EN)
        for field in (
            f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{ADDED}</w:t></w:r></w:fldSimple>',
            f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> {code} </w:instrText>'
            f'<w:fldChar w:fldCharType="separate"/><w:t>{ADDED}</w:t><w:fldChar w:fldCharType="end"/></w:r>',
        ):
            document.root[0].insert(3, xml(f"<w:p>{field}</w:p>"))
        assert words(document) == [ADDED, ADDED]

    def test_a_field_without_an_end_hides_no_words(self) -> None:
        document = edited("report", EN)
        begun = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText></w:r></w:p>'
        for element in (begun, f"<w:p><w:r><w:t>{ADDED}</w:t></w:r></w:p>"):
            document.root[0].append(xml(element))
        assert words(document) == [ADDED]

    @pytest.mark.parametrize(("state", "likely"), [("<w:checked/>", ["good"]), ('<w:checked w:val="0"/>', [])])
    def test_a_ticked_box_of_word_97_beside_a_box_is_a_mark(self, state: str, likely: list[str]) -> None:
        document = edited("evaluation_form", EN, sparse=True)
        begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>'
        box = f'<w:r>{begin}<w:instrText> FORMCHECKBOX </w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
        document.control("answers.rating=good").addnext(xml(box))
        assert [stray.likely for stray in reading(document).strays] == likely


def test_the_words_of_an_equation_are_reported() -> None:
    document = edited("report", EN)
    equation = f'<m:oMath xmlns:m="{_MATH}"><m:r><m:t>{ADDED}</m:t></m:r></m:oMath>'
    document.root[0].insert(3, xml(f"<w:p>{equation}</w:p>"))
    assert words(document) == [ADDED]


@every_language
def test_words_in_place_of_a_blank_copy_are_reported(language: Language) -> None:
    # A letter of this version leaves the row out.
    document = Edited((_RELEASED / f"invitation_letter.concise.sparse.{language.value}.docx").read_bytes())
    (label,) = (cell for cell in document.root.iter(qn("w:tc")) if "".join(map(str, cell.itertext())) in _JOB_TITLE)
    (cell,) = label.itersiblings(qn("w:tc"))
    cell[-1].append(xml(f"<w:r><w:t>{ADDED}</w:t></w:r>"))
    found = reading(document)
    assert ([stray.words for stray in found.strays], found.stale) == ([ADDED], ())


@every_language
def test_words_beside_the_mark_in_a_ticked_box_are_a_problem(language: Language) -> None:
    document = edited("evaluation_form", language)
    ticked = f"answers.rating={before('evaluation_form', language).answers.rating.value}"
    content_of(document.control(ticked)).append(xml(f"<w:r><w:t>{ADDED}</w:t></w:r>"))
    assert [problem.path for problem in problems(document)] == ["answers.rating"]


def test_a_variation_selector_after_the_mark_of_a_box_is_ignored() -> None:
    document = edited("evaluation_form", EN)
    ticked = f"answers.rating={before('evaluation_form', EN).answers.rating.value}"
    assert read_back(document.tick(ticked, glyph="☒\ufe0f")) == before("evaluation_form", EN)


def test_many_rows_of_strays_are_found_in_linear_time() -> None:
    document = edited("report", EN)
    table = next(document.root.iter(qn("w:tbl")))
    for number in range(3000):
        table.append(xml(f"<w:tr><w:tc><w:p><w:r><w:t>note {number}</w:t></w:r></w:p></w:tc></w:tr>"))
    start = time.process_time()
    assert len(reading(document).strays) == 3000
    assert time.process_time() - start < 5


class TestPicturesAndObjects:
    @every_language
    @pytest.mark.parametrize("element", ["<w:p><w:r><w:drawing/></w:r></w:p>", "<w:altChunk/>"])
    def test_an_object_outside_the_controls_is_reported_in_a_note(self, language: Language, element: str) -> None:
        document = edited("report", language)
        document.root[0].insert(3, xml(element))
        assert [(note.code, note.parameters) for note in reading(document).notes] == [("objects", {"count": 1})]

    def test_objects_of_the_template_are_not_reported(self, tmp_path: Path) -> None:
        folder = tmp_path / "en"
        folder.mkdir()
        master = dict(find_template(ConciseReport, EN))
        drawing = b"<w:p><w:r><w:drawing/></w:r></w:p>"
        master[PartName.DOCUMENT] = master[PartName.DOCUMENT].replace(b"<w:body>", b"<w:body>" + drawing, 1)
        (folder / "report.concise.docx").write_bytes(packed(master))
        document = Edited(Renderer(tmp_path).render(before("report", EN), EN).content)
        assert compare(document.saved(), templates=tmp_path).notes == ()
        document.root[0].insert(3, xml(drawing.decode()))
        assert [note.code for note in compare(document.saved(), templates=tmp_path).notes] == ["objects"]
