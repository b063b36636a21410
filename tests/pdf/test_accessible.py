"""Every form as PDF: tagged, PDF/UA-1, with its language, its headings and the expected number of pages."""

import io
import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from cpr_docs.language.catalogue import translate
from cpr_docs.language.languages import Language
from cpr_docs.models.form import identifier_of
from cpr_docs.ooxml.package import Package
from cpr_docs.pdf.convert.converter import Converter
from cpr_docs.pdf.convert.office import Office
from tests.documents.cases import VARIANTS, case, template
from tests.documents.heading_numbers import write_numbers
from tests.examples import variant_id
from tests.pdf.everything import CASES, Case, every_case, pdf_of
from tests.pdf.structure import bookmarks, catalogue, reader, tags
from tests.witnesses import page_validation

# ISO 32000-1, 14.8.4: a paragraph style with one of these names would become that structure type.
STANDARD_TYPES = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"),
    *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT"),
    *("RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
}
# Full and sparse: English, Welsh.
PAGES = {
    "recommendation.concise": ((10, 10), (8, 8)),
    "recommendation.extended": ((11, 11), (8, 9)),
    "report.concise": ((10, 9), (6, 6)),
    "report.extended": ((13, 13), (7, 7)),
    "invitation_letter.concise": ((3, 3), (3, 3)),  # two pages and the slip
    "invitation_letter.extended": ((3, 3), (3, 3)),
    "evaluation_form.concise": ((2, 2), (2, 2)),
    "evaluation_form.extended": ((2, 2), (2, 2)),
    "terms_of_reference.concise": ((3, 3), (3, 3)),
    "terms_of_reference.extended": ((4, 4), (4, 4)),
}
COUNTED = [each for each in CASES if variant_id(each.variant) in PAGES]
"""The documents whose number of pages is known."""


@every_case
def test_page_validation_finds_nothing(each: Case, tmp_path: Path) -> None:
    assert page_validation.faults(pdf_of(each), tmp_path) == []


@every_case
def test_the_catalogue_has_the_language_and_the_title(each: Case) -> None:
    pdf = pdf_of(each)
    root = catalogue(pdf)
    assert root["/Lang"] == each.language.tag
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = reader(pdf).metadata
    assert metadata is not None
    title = translate(each.variant.TITLE, each.language)
    identifier = identifier_of(case(each.variant, each.kind == "sparse"))
    assert metadata.title == (f"{title} – {identifier}" if identifier else title)


@every_case
def test_there_is_no_author_and_no_form_field(each: Case) -> None:
    pdf = pdf_of(each)
    metadata = reader(pdf).metadata
    assert set(metadata or {}) <= {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    assert b"<dc:creator>" not in pdf
    assert "/AcroForm" not in catalogue(pdf)
    assert "/Names" not in catalogue(pdf) or "/EmbeddedFiles" not in catalogue(pdf)["/Names"]


@every_case
def test_its_bookmarks_are_its_headings(each: Case) -> None:
    assert bookmarks(pdf_of(each)) == headings(each.document.content)


@every_case
def test_its_header_rows_and_labels_are_header_cells_and_its_lists_are_lists(each: Case) -> None:
    document = docx.Document(io.BytesIO(each.document.content))
    names = [tag.name for tag in tags(pdf_of(each))]
    body = document.element.body
    repeated = [row for row in body.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None]
    header_cells = [cell for row in repeated for cell in row.findall(qn("w:tc"))]
    labels = [cell for cell in body.iter(qn("w:tc")) if cell not in header_cells and _is_label(cell)]
    assert names.count("TH") == len(header_cells) + len(labels)
    # A sheet to hang on the wall has no more than the labels of its facts; a reference sheet has none.
    assert len(labels) > 3 or each.variant.name() in ("reference_sheet", "family_feedback")
    assert names.count("Table") == len(list(body.iter(qn("w:tbl"))))
    assert names.count("LI") == names.count("LBody")
    assert names.count("LI") > 0 or each.kind == "sparse" or each.variant.name() == "reference_sheet"
    assert all(tag.alternative for tag in tags(pdf_of(each)) if tag.name == "Figure")


def _is_label(cell: etree._Element) -> bool:
    """True if all paragraphs of a cell are labels."""
    styles = [style.get(qn("w:val")) for style in cell.iter(qn("w:pStyle"))]
    return set(styles) == {"CellLabel"} and len(styles) == len(list(cell.iter(qn("w:p"))))


@every_case
def test_words_of_the_other_language_and_no_others_say_so(each: Case) -> None:
    languages = {tag.language for tag in tags(pdf_of(each))} - {None, each.language.tag}
    expected = {each.language.other.tag} if each.kind == "marked" else set()
    assert languages == expected


@pytest.mark.parametrize(
    "each", [each for each in CASES if variant_id(each.variant) in PAGES and each.kind != "marked"], ids=str
)
def test_the_number_of_pages_is_as_expected(each: Case) -> None:
    full_and_sparse = PAGES[variant_id(each.variant)]
    expected = full_and_sparse[each.kind == "sparse"][each.language is Language.WELSH]
    # In a long form a line more or less, in another version of LibreOffice, moves a page.
    assert abs(len(reader(pdf_of(each)).pages) - expected) <= (expected > 5)


@pytest.mark.parametrize("language", list(Language))
def test_no_style_bears_the_name_of_a_structure_type(language: Language) -> None:
    for variant in VARIANTS:
        names = re.findall(r'<w:name w:val="([^"]+)"', template(variant, language)["word/styles.xml"].decode())
        assert names
        assert set(names) & STANDARD_TYPES == set()


def test_a_picture_keeps_its_alternative_text(office: Office) -> None:
    document = docx.Document()
    document.core_properties.title = "A picture"
    picture = document.add_picture(io.BytesIO(PICTURE))
    picture._inline.docPr.set("descr", "Llun o dŷ")
    saved = io.BytesIO()
    document.save(saved)
    with Converter(office, workers=1) as converter:
        pdf = converter.convert(saved.getvalue())
    assert [tag.alternative for tag in tags(pdf) if tag.name == "Figure"] == ["Llun o dŷ"]


def headings(document: bytes) -> list[tuple[int, str]]:
    """The level and the text of each heading of a Word document, with the number that Word counts."""
    found = []
    package = Package.read(document)
    root = etree.fromstring(package["word/document.xml"])
    write_numbers(root, package)
    for paragraph in root.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = re.fullmatch(r"Heading(\d)", "" if style is None else style.get(qn("w:val")) or "")
        if level:
            pieces = paragraph.iter(qn("w:t"), qn("w:noBreakHyphen"))
            found.append((int(level[1]), "".join("\u2011" if each.text is None else each.text for each in pieces)))
    return found


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db00000"
    "000049454e44ae426082"
)
