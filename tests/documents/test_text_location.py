"""Terms of the deny-list are found wherever a document contains text, and their location is reported."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpr_docs.documents.never_print import NeverPrint
from cpr_docs.errors import DocumentProblem, PackageError
from cpr_docs.language.languages import Language
from cpr_docs.language.welsh import Mutation, mutate
from cpr_docs.models.fields import Kind
from cpr_docs.models.form import Form
from cpr_docs.ooxml.names import NAMESPACES, PartName
from cpr_docs.ooxml.package import Package, write_package
from tests.documents.cases import RENDERER, VARIANTS, case, changed, every_language, rendered
from tests.documents.printed import values_of
from tests.documents.test_any_form import modestly
from tests.documents.test_published import PUBLISHER, every_report
from tests.models.data import changed as changed_data
from tests.ooxml.documents import document
from tests.strategies import forms

NAMES = NeverPrint.parse("# names\nXwcsgwyn\nPwcsyn Bach\n")
LINE_2 = "holds the term on line 2 of the list"
LINE_3 = "holds the term on line 3 of the list"
REPORT = next(variant for variant in VARIANTS if variant.name() == "report")
COMMENT = f'<w:comments xmlns:w="{NAMESPACES["w"]}"><w:comment w:author="Xwcsgwyn"/></w:comments>'
LINK = '<Relationship Id="l" Type="t" Target="mailto:a%20Xwcsgwyn@example.org" TargetMode="External"/>'
RUN = "<w:r><w:t>{}</w:t></w:r>"


def places(package: Package) -> list[str]:
    return [str(problem) for problem in NAMES.found_in(write_package(package))]


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(run if run.startswith('<') else RUN.format(run) for run in runs)}</w:p>"


class TestText:
    @pytest.mark.parametrize(
        "body",
        [
            paragraph("Xw", "csg", "wyn"),
            paragraph("Xw", '<w:bookmarkStart w:id="1" w:name="b"/>', "csgwyn"),
            paragraph("Xw", "<w:r><w:softHyphen/></w:r>", "csgwyn"),
            paragraph("Xw", "<w:proofErr w:type='spellStart'/>", "csgwyn"),
            paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Xwcsgwyn</w:t></w:r>"),
            paragraph('<w:ins w:id="1" w:author="a"><w:r><w:t>Xwcs</w:t></w:r></w:ins>', "gwyn"),
            paragraph('<w:del w:id="1" w:author="a"><w:r><w:delText>Xwcsgwyn</w:delText></w:r></w:del>'),
            paragraph('<w:hyperlink w:anchor="b"><w:r><w:t>Xwcsgwyn</w:t></w:r></w:hyperlink>'),
            paragraph('<w:r><w:instrText>HYPERLINK "mailto:xwcsgwyn@example.org"</w:instrText></w:r>'),
            paragraph(
                "<w:r><w:instrText>AUTHOR Xwcs</w:instrText></w:r>", "<w:r><w:instrText>gwyn</w:instrText></w:r>"
            ),
            paragraph("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Xwcsgwyn</w:t></w:r></w:sdtContent></w:sdt>"),
            "<w:tbl><w:tr><w:tc>" + paragraph("Xwcsgwyn") + "</w:tc></w:tr></w:tbl>",
        ],
    )
    def test_a_name_is_found_in_split_tracked_or_hidden_runs(self, body: str) -> None:
        (place,) = {place.rpartition(": ")[2] for place in places(document(body))}
        assert place == LINE_2

    @pytest.mark.parametrize("between", ["<w:br/>", "<w:cr/>", "<w:tab/>", "<w:noBreakHyphen/>", "<w:t> </w:t>"])
    def test_two_words_are_found_across_a_line_end(self, between: str) -> None:
        body = paragraph(f"<w:r><w:t>a Phwcsyn</w:t>{between}<w:t>Fach</w:t></w:r>")
        assert places(document(body)) == [f"word/document.xml: {LINE_3}"]

    def test_two_words_are_found_across_paragraphs_and_cells(self) -> None:
        assert places(document(paragraph("Pwcsyn") + paragraph() + paragraph("Bach"))) == [
            f"word/document.xml: {LINE_3}"
        ]
        row = f"<w:tr><w:tc>{paragraph('Pwcsyn')}</w:tc><w:tc>{paragraph('Bach')}</w:tc></w:tr>"
        assert places(document(f"<w:tbl>{row}</w:tbl>")) == [f"table 1, row 1, cell 1: {LINE_3}"]

    def test_words_of_different_attributes_are_not_joined(self) -> None:
        body = '<w:p><w:bookmarkStart w:id="1" w:name="Pwcsyn"/><w:bookmarkStart w:id="2" w:name="Bach"/></w:p>'
        assert places(document(body)) == []

    def test_a_text_box_that_word_stores_twice_is_found(self) -> None:
        box = f"<w:txbxContent>{paragraph('Xwcsgwyn')}</w:txbxContent>"
        body = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice></mc:AlternateContent></w:r></w:p>"
        assert places(document(body)) == [f"word/document.xml: {LINE_2}"]


class TestOtherPlaces:
    @pytest.mark.parametrize(
        ("attribute", "name", "element"),
        [
            ("val", "alias", '<w:alias w:val="Xwcsgwyn"/>'),
            ("val", "tag", '<w:tag w:val="xwcsgwyn"/>'),
            ("val", "docPart", '<w:placeholder><w:docPart w:val="Xwcsgwyn"/></w:placeholder>'),
            ("displayText", "listItem", '<w:listItem w:displayText="Xwcsgwyn" w:value="a"/>'),
        ],
    )
    def test_the_settings_of_a_control(self, attribute: str, name: str, element: str) -> None:
        body = f"<w:p><w:sdt><w:sdtPr>{element}</w:sdtPr><w:sdtContent/></w:sdt></w:p>"
        (place,) = places(document(body))
        assert place == f"attribute {attribute} of {name}: {LINE_2}"

    def test_alternative_text_of_pictures_and_tables(self) -> None:
        picture = '<w:drawing><wp:inline><wp:docPr id="1" name="a" descr="Xwcsgwyn"/></wp:inline></w:drawing>'
        assert places(document(paragraph(f"<w:r>{picture}</w:r>"))) == [f"attribute descr of docPr: {LINE_2}"]
        table = '<w:tbl><w:tblPr><w:tblCaption w:val="Xwcsgwyn"/></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
        assert places(document(table)) == [f"table 1, attribute val of tblCaption: {LINE_2}"]

    @pytest.mark.parametrize(
        ("place", "part"),
        [
            ("word/header1.xml", {"header": paragraph("Xwcsgwyn")}),
            ("word/footnotes.xml", {"footnotes": f'<w:footnote w:id="1">{paragraph("Xwcsgwyn")}</w:footnote>'}),
            ("docProps/core.xml, creator", {"core": "<dc:creator>Xwcsgwyn</dc:creator>"}),
            ("docProps/core.xml, attribute a of title", {"core": '<dc:title a="Xwcsgwyn"/>'}),
            ("word/settings.xml, attribute val of docVar", {"settings": '<w:docVar w:name="a" w:val="Xwcsgwyn"/>'}),
            ("word/styles.xml, attribute val of name", {"styles": '<w:style><w:name w:val="Xwcsgwyn"/></w:style>'}),
            ("a comment in the XML", {"body": "<w:p/><!-- Xwcsgwyn -->"}),
            ("customXml/item1.xml, b", {"others": {"customXml/item1.xml": "<a><b>Xwcsgwyn</b></a>"}}),
            ("customXml/item1.xml, b", {"others": {"customXml/item1.xml": "<a><b/>Xwcsgwyn</a>"}}),
            ("word/comments.xml, attribute author of comment", {"others": {"word/comments.xml": COMMENT}}),
            ("word/_rels/document.xml.rels, attribute Target of Relationship", {"relationships": LINK}),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_every_part(self, place: str, part: dict[str, Any]) -> None:
        assert places(document(**part)) == [f"{place}: {LINE_2}"]

    def test_the_name_of_a_part_with_a_term_is_not_repeated(self) -> None:
        found = places(document(others={"word/Xwcsgwyn.xml": "<a>Pwcsyn Bach</a>"}))
        assert len(found) >= 2
        assert all(line.partition(" ")[0] in ("the", "part", "[Content_Types].xml,") for line in found)
        assert "wcsgwyn" not in "".join(found)

    def test_a_comment_before_the_root(self) -> None:
        parts = dict(document("<w:p/>"))
        parts[PartName.DOCUMENT] = b"<!-- Xwcsgwyn -->" + parts[PartName.DOCUMENT]
        assert places(Package(parts)) == [f"a comment in the XML: {LINE_2}"]

    def test_a_file_that_is_not_a_document_is_refused(self) -> None:
        with pytest.raises(PackageError):
            NAMES.found_in(b"PK")

    def test_the_name_of_the_file(self) -> None:
        form = changed(case(REPORT), case_identifier="Xwcsgwyn-1")
        found = NAMES.found_in(RENDERER.render(form, "en"))
        assert str(found[0]) == f"the file’s name: {LINE_2}"
        assert {problem.place.partition(",")[0] for problem in found} >= {"word/footer1.xml"}


class TestLocation:
    def found(self, changes: dict[str, Any], language: Language = Language.ENGLISH) -> list[DocumentProblem]:
        form = Form.parse(changed_data("report/concise", changes))
        return list(NAMES.found_in(RENDERER.render(form, language)))

    def test_a_location_has_heading_table_row_cell_and_path(self) -> None:
        (problem,) = self.found({"timeline[1].event": {"en": "One.\nXwcsgwyn."}})
        assert str(problem) == (
            f"heading “Appendix 2: Summary timeline”, table 10, row 3, cell 2, timeline[1].event: {LINE_2}"
        )
        assert (problem.path, problem.line) == ("timeline[1].event", 2)

    def test_a_heading_with_a_value_is_passed_over_for_the_one_before_it(self) -> None:
        (problem,) = self.found({"practice_issues[1].outline": {"en": "One.\nXwcsgwyn."}})
        assert str(problem) == f"heading “Practice and organisational issues”, practice_issues[1].outline: {LINE_2}"

    def test_in_a_row_of_a_table_in_welsh(self) -> None:
        (problem,) = self.found({"timeline[3].event": {"cy": "a Phwcsyn Fach"}}, Language.WELSH)
        assert problem.path == "timeline[3].event"
        assert problem.place.startswith("heading “Atodiad 2: Crynodeb o’r llinell amser”, table ")

    def test_a_heading_with_a_value_is_not_quoted(self) -> None:
        body = (
            f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{RUN.format("Of Somebody")}</w:p>{paragraph("Xwcsgwyn")}'
        )
        assert places(document(body)) == [f"word/document.xml: {LINE_2}"]

    def test_a_location_is_reported_once_for_each_line(self) -> None:
        found = self.found({"conclusions": {"en": "Xwcsgwyn, Xwcsgwyn and Pwcsyn Bach"}})
        assert [problem.line for problem in found] == [2, 3]


def test_nothing_is_found_in_the_examples_nor_in_fixed_text() -> None:
    for variant in VARIANTS:
        for language in Language:
            assert NAMES.found_in(rendered(variant, language)) == ()


_NAMES = ("Casnewydd", "Glynebwy", "Tredegar", "Dinbych-y-pysgod", "Anwen", "Rhiannon Parri")
_TEXTS = (Kind.LINE, Kind.PROSE)


@every_language
@every_report
@modestly(20)
@given(data=st.data())
def test_any_mutation_in_any_text_of_a_report_is_found_at_its_path_and_nothing_else(
    variant: type[Form], language: Language, data: st.DataObject
) -> None:
    form = data.draw(forms(variant, [language]) if data.draw(st.integers(0, 3)) == 0 else st.just(case(variant)))
    form = form.for_publication()
    texts = [path for path, (field, value) in values_of(form).items() if field.kind in _TEXTS and value is not None]
    path = data.draw(st.sampled_from(texts))
    name = data.draw(st.sampled_from(_NAMES))
    mutation = data.draw(st.sampled_from(Mutation))
    written = data.draw(st.sampled_from([str, str.upper]))(mutate(name, mutation))  # type: ignore[operator]
    names = NeverPrint.parse(f"# names\n{name}\nQuillfeather\n")
    assert names.found_in(PUBLISHER.render(form, language)) == ()
    with_name = Form.parse(_with(form, path, f"yn {written}’s.", language))
    found = names.found_in(PUBLISHER.render(with_name, language))
    at_path = [problem for problem in found if problem.path == path]
    assert [problem.line for problem in at_path] == [2]
    # The board is also in the header, and the case identifier in the footer and the file name.
    assert len(found) == 1 or path in ("board", "case_identifier")


def _with(form: Form, path: str, text: str, language: Language) -> dict[str, Any]:
    """The form's data with another text at a path."""
    data = form.model_dump(mode="json", exclude_none=True)
    at: Any = data
    *parents, last = [step for part in path.split(".") for step in _steps(part)]
    for step in parents:
        at = at[step]
    at[last] = {language.value: text} if isinstance(at[last], dict) else text
    return data


def _steps(part: str) -> list[str | int]:
    name, bracket, index = part.partition("[")
    return [name, int(index.removesuffix("]"))] if bracket else [name]
