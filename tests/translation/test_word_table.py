"""The Word table: its source is locked, its controls say which text is which, and nothing written beside is lost."""

from typing import Annotated, Any, ClassVar, Literal

import pytest
from lxml import etree

import cpr_docs
from cpr_docs.language.bilingual import BilingualLine
from cpr_docs.language.catalogue import Both
from cpr_docs.language.languages import Language
from cpr_docs.models.field_types import Label, ReviewType
from cpr_docs.models.form import Form
from cpr_docs.models.parts import Part, Rows
from cpr_docs.ooxml.content_control import ContentControl, controls_in
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import add_relationship
from cpr_docs.ooxml.xml import parse_xml
from tests.documents.cases import case, every_language, every_variant
from tests.translation.translator import expected, marked, returned_table, texts

CANARY = "Canary Q7"


@pytest.fixture(scope="module")
def form() -> Any:
    outline = {"en": "It began.\n- One\n- Two"}
    return cpr_docs.example("recommendation").replace({"outline": outline, "communication": {"en": "None yet"}})


@pytest.fixture(scope="module")
def table(form: Any) -> bytes:
    return cpr_docs.export_translation(form, "cy", file_format="docx")


def body(content: bytes) -> etree._Element:
    return parse_xml(Package.read(content)[PartName.DOCUMENT])


def typed(words: str) -> str:
    """A paragraph that somebody typed."""
    return f'<w:p xmlns:w="{qn("w:p")[1:].partition("}")[0]}"><w:r><w:t>{words}</w:t></w:r></w:p>'


def control(root: etree._Element, tag: str) -> ContentControl:
    return next(each for each in controls_in(root) if each.tag == tag)


def cell_of(root: etree._Element, tag: str) -> etree._Element:
    return next(control(root, tag).element.iterancestors(qn("w:tc")))


@every_variant
@every_language
def test_word_opens_it(variant: type[Form], language: Language) -> None:
    content = cpr_docs.export_translation(case(variant), language, file_format="docx")
    assert [str(finding) for finding in lint(content)] == []


def test_only_translations_can_be_edited(table: bytes) -> None:
    root = body(table)
    for paragraph in root.iter(qn("w:p")):
        around = [ContentControl(each) for each in paragraph.iterancestors(qn("w:sdt"))]
        inside = list(controls_in(paragraph))
        is_locked = any(each.is_locked for each in around)
        is_target = [each.lock for each in inside] == ["sdtLocked"]
        assert is_locked or is_target or not "".join(map(str, paragraph.itertext()))
    assert {each.kind for each in controls_in(root) if not each.is_locked} == {"text"}


def test_the_marking_is_that_of_the_settings(form: Any) -> None:
    settings = cpr_docs.Settings.parse({"protective_marking": {"en": "OFFICIAL", "cy": "SWYDDOGOL"}})
    content = cpr_docs.export_translation(form, "cy", file_format="docx", settings=settings)
    header = parse_xml(Package.read(content)["word/header1.xml"])
    assert "".join(map(str, header.itertext())) == "SWYDDOGOL"


def test_placeholders_are_no_translation_also_where_their_flag_is_gone(form: Any, table: bytes) -> None:
    def unflag(root: etree._Element) -> None:
        for showing in list(root.iter(qn("w:showingPlcHdr"))):
            showing.getparent().remove(showing)  # type: ignore[union-attr]

    for content in (table, returned_table(table, id_starts="nothing", edit=unflag)):
        result = cpr_docs.import_translation(form, content)
        assert (result.taken, result.incomplete) == ((), ())


class TestWordsThatAreNotInTheControl:
    def test_words_beside_it_belong_to_the_translation(self, form: Any, table: bytes) -> None:
        def beside(root: etree._Element) -> None:
            cell_of(root, "communication#1").append(etree.fromstring(typed("and more")))

        result: Any = cpr_docs.import_translation(form, returned_table(table, marked, "communication", beside))
        assert texts(result.form, Language.WELSH)["communication"] == f"{marked('None yet')} and more"

    def test_words_elsewhere_are_notes(self, form: Any, table: bytes) -> None:
        def elsewhere(root: etree._Element) -> None:
            root[0].insert(1, etree.fromstring(typed(CANARY)))
            heading = next(root.iter(qn("w:tc")))
            heading.append(etree.fromstring(typed("in the heading")))

        result = cpr_docs.import_translation(form, returned_table(table, edit=elsewhere))
        assert [(each.path, each.words) for each in result.comments] == [("", CANARY), ("", "in the heading")]

    def test_words_in_the_source_s_cell_are_told(self, form: Any, table: bytes) -> None:
        def beside(root: etree._Element) -> None:
            row = next(control(root, "communication#1").element.iterancestors(qn("w:tr")))
            row.find(qn("w:tc")).append(etree.fromstring(typed(CANARY)))  # type: ignore[union-attr]

        with pytest.raises(cpr_docs.TranslationRefused) as caught:
            cpr_docs.import_translation(form, returned_table(table, edit=beside))
        assert [(each.path, each.code) for each in caught.value.problems] == [("communication", "source_edited")]
        assert CANARY not in str(caught.value)

    def test_comments_are_notes_at_their_text(self, form: Any, table: bytes) -> None:
        def comment(root: etree._Element) -> None:
            reference = etree.SubElement(etree.Element(qn("w:r")), qn("w:commentReference"), {qn("w:id"): "0"})
            next(cell_of(root, "communication#1").iter(qn("w:p"))).append(reference.getparent())  # type: ignore[arg-type]

        parts = dict(Package.read(returned_table(table, edit=comment)))
        words = typed(CANARY).replace("<w:p ", '<w:comments><w:comment w:id="0" w:author="x"><w:p ', 1)
        prefix = words.partition("xmlns:w=")[2].partition('"')[2].partition('"')[0]
        parts["word/comments.xml"] = (
            words.replace("<w:comments>", f'<w:comments xmlns:w="{prefix}">') + "</w:comment></w:comments>"
        ).encode()
        add_relationship(parts, PartName.DOCUMENT, RelationshipType.COMMENTS, "word/comments.xml")
        result = cpr_docs.import_translation(form, write_package(parts))
        assert [(each.path, each.words) for each in result.comments] == [("communication", CANARY)]

    def test_a_picture_is_told_with_its_row(self, form: Any, table: bytes) -> None:
        def draw(root: etree._Element) -> None:
            etree.SubElement(next(cell_of(root, "board#1").iter(qn("w:r"))), qn("w:drawing"))

        with pytest.raises(cpr_docs.NotReadable, match="row 3 of the table: holds a picture"):
            cpr_docs.import_translation(form, returned_table(table, str, "nothing", draw))


class TestADocumentThatLostSomething:
    def test_without_its_properties_it_is_refused(self, form: Any, table: bytes) -> None:
        parts = dict(Package.read(table))
        parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"CprDocsTranslation", b"Other")
        with pytest.raises(cpr_docs.NotReadable, match="lost its properties"):
            cpr_docs.import_translation(form, write_package(parts))

    def test_without_its_controls_it_is_refused(self, form: Any, table: bytes) -> None:
        def strip(root: etree._Element) -> None:
            for tag in list(root.iter(qn("w:tag"))):
                tag.getparent().remove(tag)  # type: ignore[union-attr]

        with pytest.raises(cpr_docs.NotReadable, match="lost its controls"):
            cpr_docs.import_translation(form, returned_table(table, edit=strip))

    def test_a_form_s_own_document_is_no_translation(self, form: Any) -> None:
        with pytest.raises(cpr_docs.NotReadable, match="no translation"):
            cpr_docs.import_translation(form, cpr_docs.render(form, "cy", missing="mark").content)

    def test_macros_are_refused(self, form: Any, table: bytes) -> None:
        with pytest.raises(cpr_docs.PackageError, match="macros"):
            cpr_docs.import_translation(form, write_package({**Package.read(table), "word/vbaProject.bin": b"x"}))

    def test_a_program_may_move_the_controls_into_their_paragraphs(self, form: Any, table: bytes) -> None:
        """LibreOffice does."""

        def move(root: etree._Element) -> None:
            for each in [each for each in controls_in(root) if each.is_locked]:
                properties, content = each.properties, each.content
                assert properties is not None
                assert content is not None
                for paragraph in list(content):
                    each.element.addprevious(paragraph)
                    inner = ContentControl.new(*map(_copied, properties))
                    inner.extend(list(paragraph.iterchildren(qn("w:r"))))
                    paragraph.append(inner.element)
                each.element.getparent().remove(each.element)  # type: ignore[union-attr]

        result: Any = cpr_docs.import_translation(form, returned_table(table, edit=move))
        assert texts(result.form, Language.WELSH) == texts(form, Language.WELSH) | expected(form, Language.WELSH)
        assert result.comments == ()


class ALongNameForTheStepsOfAPlanThatIsLong(Part):
    a_long_name_for_the_words_of_every_step: Annotated[BilingualLine, Label(Both("Step", cy="Cam"), "")]


class LongNames(Form):
    TITLE: ClassVar[str] = Both("Plan", cy="Cynllun")
    GUIDANCE: ClassVar[str] = ""
    form: Literal["long_names"]
    review_type: Literal[ReviewType.CONCISE]
    a_long_name_for_a_list: Annotated[
        Rows[ALongNameForTheStepsOfAPlanThatIsLong], Label(Both("Steps", cy="Camau"), "")
    ] = ()


def test_an_id_that_is_longer_than_word_allows_comes_back() -> None:
    steps = [{"a_long_name_for_the_words_of_every_step": {"en": f"Step {number}"}} for number in range(12)]
    form = LongNames.parse(
        {
            "form": "long_names",
            "review_type": "concise",
            "board": {"en": "A Board"},
            "case_identifier": "X-1",
            "a_long_name_for_a_list": steps,
        }
    )
    table = cpr_docs.export_translation(form, "cy", file_format="docx")
    tags = [each.tag for each in controls_in(body(table))]
    assert max(map(len, tags)) <= 64
    assert any(tag.startswith("#") for tag in tags)
    result: Any = cpr_docs.import_translation(form, returned_table(table))
    assert texts(result.form, Language.WELSH) == expected(form, Language.WELSH)


def _copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))
