"""Documents on a board's letterhead: every form, type and language, each purpose, as PDF and in a print run."""

import functools
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from pypdf import PageObject, PdfReader

from cpr_docs.authoring.reference import Reference
from cpr_docs.documents.build_templates import build_templates
from cpr_docs.documents.check_templates import check
from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.envelopes.print_run import write_print_run
from cpr_docs.envelopes.run_item import RunItem
from cpr_docs.errors import OutputError, OutputExists, ReferenceRefused
from cpr_docs.gate.pictures import clean_raster
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.models.purpose import Purpose
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.package import Package
from cpr_docs.ooxml.relationships import relationships_of
from cpr_docs.pdf.convert.converter import Converter
from cpr_docs.pdf.joining.layout_key import joinable
from cpr_docs.reading.read import read
from tests.authoring import letterhead as word
from tests.documents.cases import VARIANTS, case, every_language, every_variant
from tests.examples import variant_id
from tests.witnesses import libreoffice, open_xml_sdk, page_validation, presence

LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
REPORT = next(variant for variant in VARIANTS if variant.name() == "report")
LOGO = clean_raster(word.logo())
DOCUMENTS = [(variant, language) for variant in VARIANTS for language in Language]


@pytest.fixture(scope="module")
def house() -> Iterator[Path]:
    """The folder of templates on the letterhead."""
    with tempfile.TemporaryDirectory() as folder:
        build_templates(Path(folder) / "house", word.letterhead())
        yield Path(folder) / "house"


@functools.cache
def renderer(house: Path) -> Renderer:
    """Compiles each template once."""
    return Renderer(templates=house)


def rendered(house: Path, variant: type[Form], language: Language, sparse: bool = False) -> Document:
    return renderer(house).render(case(variant, sparse), language)


def header_pictures(package: Package) -> list[bytes]:
    """The picture of each header of a document."""
    return [
        package[picture.target]
        for story in sorted(package)
        if story.startswith("word/header")
        for picture in relationships_of(package, story)
    ]


def drawn_pictures(page: PageObject) -> int:
    """The number of pictures that a page of a PDF draws; its resources list those of other pages too."""
    contents = page.get_contents()
    return 0 if contents is None else len(re.findall(rb"/Im\d+ Do\b", contents.get_data()))


class TestFolder:
    def test_the_check_finds_nothing(self, house: Path) -> None:
        assert check(house) == []
        assert len(list(house.rglob("*.docx"))) == len(DOCUMENTS)

    @every_language
    def test_one_language_alone(self, language: Language, tmp_path: Path) -> None:
        paths = build_templates(tmp_path / "new" / "house", word.letterhead(), languages=[language])
        assert sorted(paths) == sorted((tmp_path / "new" / "house").rglob("*.docx"))
        assert {path.parent.name for path in paths} == {language.value}

    def test_files_that_are_there_stay_unless_they_may_be_overwritten(self, house: Path, tmp_path: Path) -> None:
        mine = tmp_path / "house" / "cy" / "report.concise.docx"
        mine.parent.mkdir(parents=True)
        mine.write_bytes(b"mine")
        (tmp_path / "house" / "notes.txt").write_text("mine")
        with pytest.raises(OutputExists, match=r"report\.concise\.docx: there is a file already"):
            build_templates(tmp_path / "house", word.letterhead())
        assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["notes.txt", "report.concise.docx"]
        build_templates(tmp_path / "house", Reference.read(word.letterhead()), overwrite=True)
        assert mine.read_bytes() == (house / "cy" / "report.concise.docx").read_bytes()
        assert (tmp_path / "house" / "notes.txt").read_text() == "mine"

    def test_a_folder_that_cannot_be_written_whole_is_as_it_was(self, tmp_path: Path) -> None:
        last = tmp_path / "house" / "cy" / "terms_of_reference.extended.docx"
        last.mkdir(parents=True)
        first = tmp_path / "house" / "en" / "evaluation_form.concise.docx"
        first.parent.mkdir()
        first.write_bytes(b"mine")
        with pytest.raises(OutputError, match="house: cannot be written"):
            build_templates(tmp_path / "house", word.letterhead(), overwrite=True)
        assert first.read_bytes() == b"mine"
        assert list(tmp_path.rglob("*.docx")) == [last, first] or list(tmp_path.rglob("*.docx")) == [first, last]
        assert [path.name for path in tmp_path.iterdir()] == ["house"]

    def test_a_misspelt_tag_in_the_letterhead_is_told_and_nothing_is_written(self, tmp_path: Path) -> None:
        misspelt = word.story("ftr", word.paragraph(word.text("{{ bord }}"), "Footer"))
        with pytest.raises(ReferenceRefused, match=r"footer1.xml, .* the form has no field bord; did you mean board"):
            build_templates(tmp_path / "house", word.letterhead({"word/footer1.xml": misspelt}))
        assert list(tmp_path.iterdir()) == []

    def test_words_own_styles_make_sound_templates(self, tmp_path: Path) -> None:
        # python-docx begins with a document that Word itself saved, with all of its styles.
        document = docx.Document()
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.different_first_page_header_footer = True
        head = section.first_page_header
        head.paragraphs[0].add_run().add_picture(io.BytesIO(word.logo()), width=Mm(45))
        head.add_table(1, 2, Mm(150)).style = "Table Grid"
        document.save(str(tmp_path / "word.docx"))
        build_templates(tmp_path / "house", tmp_path / "word.docx")
        assert check(tmp_path / "house") == []


class TestDocuments:
    @pytest.mark.parametrize("sparse", [False, True], ids=["full", "sparse"])
    @every_language
    @every_variant
    def test_it_is_valid_has_the_logo_and_is_read_back(
        self, variant: type[Form], language: Language, sparse: bool, house: Path
    ) -> None:
        document = rendered(house, variant, language, sparse)
        assert lint(document.content) == []
        assert header_pictures(Package.read(document.content)) == [LOGO, LOGO]
        assert word.AUTHOR.encode() not in b"".join(Package.read(document.content).values())
        assert read(document.content, templates=house) == case(variant, sparse).in_language(language)

    @every_language
    @pytest.mark.parametrize("purpose", list(Purpose))
    def test_the_logo_survives_every_purpose(self, purpose: Purpose, language: Language, house: Path) -> None:
        document = renderer(house).render(case(REPORT), language, purpose=purpose)
        assert header_pictures(Package.read(document.content)) == [LOGO, LOGO]
        assert lint(document.content) == []

    def test_microsofts_validator_finds_nothing(self, house: Path, tmp_path: Path) -> None:
        presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
        for variant in (LETTER, REPORT):
            rendered(house, variant, Language.WELSH).save(tmp_path / f"{variant.name()}.docx")
        found = open_xml_sdk.validate(tmp_path.glob("*.docx"))
        assert {path.name: faults for path, faults in found.items() if faults} == {}

    def test_pages_are_accessible_and_have_the_logo(self, house: Path, tmp_path: Path) -> None:
        presence.require(libreoffice.NAME, libreoffice.available())
        with Converter() as converter:
            made = converter.convert_all(rendered(house, *each).content for each in DOCUMENTS)
            pdfs = [conversion.pdf or b"" for conversion in made]
        for (variant, language), pdf in zip(DOCUMENTS, pdfs, strict=True):
            place = f"{variant_id(variant)}-{language.value}"
            assert (place, page_validation.faults(pdf, tmp_path)) == (place, [])
            pages = PdfReader(io.BytesIO(pdf)).pages
            assert (place, [*map(drawn_pictures, pages)]) == (place, [1] * len(pages))
            assert word.ADDRESS in pages[0].extract_text()


class TestPrintRun:
    def test_letters_are_joined_and_each_page_has_the_logo(self, house: Path, tmp_path: Path) -> None:
        presence.require(libreoffice.NAME, libreoffice.available())
        documents = [rendered(house, LETTER, language) for language in (Language.WELSH, Language.ENGLISH) * 2]
        assert all(joinable(Package.read(document.content)) for document in documents)
        self._has_logos(documents, tmp_path)

    def test_a_letterhead_that_cannot_be_joined_is_converted_by_itself(self, tmp_path: Path) -> None:
        presence.require(libreoffice.NAME, libreoffice.available())
        # TITLE would be that of the first letter in all.
        titled = word.paragraph(word.picture("rId1", 2, "Logo") + '<w:fldSimple w:instr="TITLE"/>')
        build_templates(tmp_path / "house", word.letterhead({"word/header1.xml": word.story("hdr", titled)}))
        documents = [rendered(tmp_path / "house", LETTER, language) for language in Language]
        assert not any(joinable(Package.read(document.content)) for document in documents)
        self._has_logos(documents, tmp_path)

    def _has_logos(self, documents: list[Document], tmp_path: Path) -> None:
        target = io.BytesIO()
        items = [RunItem(str(row), document.content, f"{row}-") for row, document in enumerate(documents)]
        with Converter() as converter:
            write_print_run(target, items, converter)
        pages = PdfReader(target).pages
        assert len(pages) == 3 * len(documents)
        assert [*map(drawn_pictures, pages)] == [1] * len(pages)
        assert page_validation.faults(target.getvalue(), tmp_path) == []
