"""Templates in the look of a reference document: what is taken of it, what is refused, what is added."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cpr_docs.authoring.build import build
from cpr_docs.authoring.markup import FULL_WIDTH, cell, paragraph, row, table
from cpr_docs.authoring.page_setup import A4, fit_tables
from cpr_docs.authoring.reference import Reference
from cpr_docs.errors import ReferenceRefused
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import ContentType, PartName, RelationshipType, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import relationships_of
from cpr_docs.ooxml.traversal import text_of, value
from cpr_docs.ooxml.xml import parse_xml
from tests.authoring import letterhead as word
from tests.documents.cases import VARIANTS, every_language, template

REPORT = next(variant for variant in VARIANTS if variant.name() == "report")
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

Parts = dict[str, bytes]


def built(parts: Parts | None = None, language: Language = Language.ENGLISH) -> Package:
    """The report's template on the letterhead, with some parts of the letterhead changed."""
    return Package.read(build(REPORT, language, reference=word.letterhead(parts)))


def running(package: Package, kind: str, page: str = "default") -> etree._Element:
    """A header or footer of a template."""
    section = next(parse_xml(package[PartName.DOCUMENT]).iter(qn("w:sectPr")))
    own = next(
        each.get(qn("r:id"))
        for each in section.iterchildren(qn(f"w:{kind}Reference"))
        if each.get(qn("w:type")) == page
    )
    related = {each.id: each.target for each in relationships_of(package, PartName.DOCUMENT)}
    return parse_xml(package[related[str(own)]])


def lines(root: etree._Element) -> list[str]:
    """The text of each paragraph."""
    return [text_of(paragraph) for paragraph in root.iter(qn("w:p"))]


def style(package: Package, name: str) -> etree._Element:
    """A style by its name."""
    return next(
        each for each in parse_xml(package[PartName.STYLES]).iter(qn("w:style")) if value(each, "w:name") == name
    )


PAPER = (
    "{{ case_identifier }}{% if case_identifier is not none %} · {% endif %}"
    "Report{% if completed_on is not none %} · {{ completed_on }}{% endif %}"
)
FOOT = f"{PAPER}Page 1 of 1"
MARKING = ["{%p if settings.protective_marking %}", "{{ settings.protective_marking }}", "{%p endif %}"]


class TestPage:
    @every_language
    def test_the_page_set_up_is_the_letterheads(self, language: Language) -> None:
        section = next(parse_xml(built(language=language)[PartName.DOCUMENT]).iter(qn("w:sectPr")))
        margins = section.find(qn("w:pgMar"))
        assert margins is not None
        assert {margins.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")} == {"1134"}
        assert section.find(qn("w:titlePg")) is not None

    def test_every_table_fills_the_width_between_the_margins(self) -> None:
        for variant in VARIANTS:
            package = Package.read(build(variant, Language.WELSH, reference=word.letterhead()))
            ours = [value(each, "w:tblPr/w:tblW", "w:w") for each in _tables(package)]
            masters = [
                int(value(each, "w:tblPr/w:tblW", "w:w") or 0) for each in _tables(template(variant, Language.WELSH))
            ]
            # A letterhead is upright: a form on landscape paper keeps the margins of its own.
            is_wide = b'w:orient="landscape"' in package[PartName.DOCUMENT]
            share = 1 if is_wide else word.TEXT_WIDTH / FULL_WIDTH
            assert ours == [str(round(width * share)) for width in masters]

    @given(
        st.lists(st.integers(100, 4000), min_size=1, max_size=8),
        st.integers(6803, 14000),
        st.data(),
    )
    def test_cells_are_as_wide_as_their_columns(self, widths: list[int], text_width: int, data: st.DataObject) -> None:
        first = data.draw(st.integers(1, len(widths)))
        spans = [first, *[1] * (len(widths) - first)]
        starts = [0, *range(first, len(widths))]
        cells = [
            cell(sum(widths[at : at + span]), paragraph(), span=span) for at, span in zip(starts, spans, strict=True)
        ]
        made = table(widths, [row(*cells)], title="")
        fit_tables([made], text_width)
        columns = [int(each.get(qn("w:w"), "")) for each in made.iter(qn("w:gridCol"))]
        own = [int(value(each, "w:tcPr/w:tcW", "w:w") or 0) for each in made.iter(qn("w:tc"))]
        assert own == [sum(columns[at : at + span]) for at, span in zip(starts, spans, strict=True)]
        assert sum(columns) == int(value(made, "w:tblPr/w:tblW", "w:w") or 0)
        assert abs(sum(columns) - sum(widths) * text_width / FULL_WIDTH) <= 1
        assert all(
            abs(column - width * text_width / FULL_WIDTH) <= 1 for column, width in zip(columns, widths, strict=True)
        )

    def test_a_template_without_a_reference_has_the_masters_page(self) -> None:
        assert A4.text_width == FULL_WIDTH
        assert build(REPORT, Language.ENGLISH) == write_package(template(REPORT, Language.ENGLISH))


def _tables(package: Package) -> list[etree._Element]:
    return list(parse_xml(package[PartName.DOCUMENT]).iter(qn("w:tbl")))


class TestStyles:
    def test_the_references_built_in_styles_win_and_the_librarys_own_are_added(self) -> None:
        package = built()
        assert value(style(package, "heading 1"), "w:rPr/w:color") == "0B4F6C"
        assert value(style(package, "Title"), "w:rPr/w:color") == "5B8E3E"
        assert value(style(package, "heading 3"), "w:rPr/w:color") == "1F3864"
        master = template(REPORT, Language.ENGLISH)
        names = {value(each, "w:name") for each in parse_xml(master[PartName.STYLES]).iter(qn("w:style"))}
        assert all(style(package, str(name)) is not None for name in names)
        assert value(style(package, "Cell"), "w:basedOn") == value(style(package, "Normal"), "", "w:styleId")
        assert {PartName.THEME, PartName.FONT_TABLE} <= set(package)

    def test_prompts_stay_dark_enough_to_read(self) -> None:
        assert value(style(built(), "Placeholder Text"), "w:rPr/w:color") == "4A4A4A"

    @every_language
    def test_the_language_of_the_document_is_the_templates_in_every_style(self, language: Language) -> None:
        changed = word.styles().replace(b"<w:qFormat/>", b'<w:qFormat/><w:rPr><w:lang w:val="de-DE"/></w:rPr>', 1)
        styles = parse_xml(built({PartName.STYLES: changed}, language)[PartName.STYLES])
        assert [each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))] == [language.tag]

    def test_styles_whose_ids_word_translated_are_found_by_their_names(self) -> None:
        ids = {b"Heading1": b"Pennawd1", b"Normal": b"Arferol", b"Header": b"Pennyn", b"Footer": b"Troedyn"}
        parts = {name: content for name, content in word.parts().items() if name.endswith(".xml")}
        for old, new in ids.items():
            for name in parts:
                parts[name] = re.sub(rb'(?<!<w:name w:val=)"%s"' % old, b'"%s"' % new, parts[name])
        assert b"Pennawd1" in parts[PartName.STYLES]
        assert built(parts) == built()

    def test_another_style_with_the_id_of_one_of_the_librarys_keeps_its_look(self) -> None:
        theirs = (
            '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Cell"><w:name w:val="Address"/>'
            '<w:rPr><w:color w:val="123456"/></w:rPr></w:style></w:styles>'
        )
        package = built(
            {
                PartName.STYLES: word.styles().replace(b"</w:styles>", theirs.encode()),
                "word/footer1.xml": word.story("ftr", word.paragraph(word.text("words"), "Cell")),
            }
        )
        own = value(style(package, "Address"), "", "w:styleId")
        assert own != "Cell"
        assert value(style(package, "Cell"), "", "w:styleId") == "Cell"
        footer = running(package, "footer")
        assert own in [each.get(qn("w:val")) for each in footer.iter(qn("w:pStyle"))]

    def test_a_list_has_signs_also_if_the_references_style_has_none(self) -> None:
        changed = re.sub(rb"<w:numPr>.*?</w:numPr>", b"", word.styles())
        assert changed != word.styles()
        assert value(style(built({PartName.STYLES: changed}), "List Bullet"), "w:pPr/w:numPr/w:numId") == "1"

    def test_styles_of_one_name_as_libreoffice_writes_them_are_told_apart(self) -> None:
        second = b'<w:style w:type="paragraph" w:styleId="Title1"><w:name w:val="title"/></w:style></w:styles>'
        package = built({PartName.STYLES: word.styles().replace(b"</w:styles>", second)})
        assert value(style(package, "Title"), "", "w:styleId") == "Title"
        assert style(package, "title (Title1)") is not None

    def test_the_lists_of_both_are_there(self) -> None:
        package = built()
        numbering = parse_xml(package[PartName.NUMBERING])
        own = value(style(package, "List Bullet"), "w:pPr/w:numPr/w:numId")
        known = {each.get(qn("w:numId")) for each in numbering.iter(qn("w:num"))}
        assert own in known - {"1"}
        assert {"1", "2"} <= known


class TestRunningLines:
    def test_the_letterhead_stays_and_the_librarys_lines_are_above_it(self) -> None:
        package = built()
        assert lines(running(package, "header", "first")) == [*MARKING, "", word.BOARD]
        assert lines(running(package, "header")) == [*MARKING, ""]
        for page in ("first", "default"):
            assert lines(running(package, "footer", page)) == [FOOT, *MARKING, word.ADDRESS]

    def test_lines_that_the_letterhead_has_itself_are_not_added(self) -> None:
        numbered = word.text("{{ case_identifier }} ") + '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/>'
        parts = {
            "word/header1.xml": word.story("hdr", word.paragraph(word.text("{{ settings.protective_marking }}"))),
            "word/footer1.xml": word.story("ftr", word.paragraph(numbered, "Footer")),
            "word/_rels/header1.xml.rels": word.relationships(),
        }
        package = built(parts)
        assert lines(running(package, "header")) == ["{{ settings.protective_marking }}"]
        assert lines(running(package, "footer")) == ["{{ case_identifier }} "]
        assert lines(running(package, "footer", "first"))[0] == FOOT

    def test_a_page_number_of_its_own_leaves_the_identifier_to_the_library(self) -> None:
        own = '<w:fldSimple w:instr="PAGE"/>'
        package = built({"word/footer1.xml": word.story("ftr", word.paragraph(own, "Footer"))})
        assert lines(running(package, "footer")) == [PAPER, *MARKING, ""]

    def test_a_header_that_prints_nothing_names_the_board(self) -> None:
        parts = {
            "word/header1.xml": word.story("hdr", word.paragraph()),
            "word/_rels/header1.xml.rels": word.relationships(),
            "word/footer1.xml": word.story("ftr", word.paragraph(style="Footer")),
        }
        package = built(parts)
        assert lines(running(package, "header")) == [*MARKING, "{{ board }}"]
        assert lines(running(package, "footer")) == [FOOT, *MARKING]

    def test_a_letterhead_whose_header_prints_nothing_names_no_board_on_a_first_page_that_begins_with_it(self) -> None:
        parts = {
            PartName.DOCUMENT: word.parts()[PartName.DOCUMENT].replace(b"<w:titlePg/>", b""),
            "word/header1.xml": word.story("hdr", word.paragraph()),
            "word/_rels/header1.xml.rels": word.relationships(),
        }
        package = built(parts)
        assert lines(running(package, "header")) == [*MARKING, "{{ board }}"]
        assert lines(running(package, "header", "first")) == [*MARKING, ""]
        for page in ("default", "first"):
            assert lines(running(package, "footer", page)) == [FOOT, *MARKING, word.ADDRESS]

    def test_a_letterhead_with_one_header_has_it_on_all_pages(self) -> None:
        document = word.parts()[PartName.DOCUMENT].replace(b"<w:titlePg/>", b"")
        package = built({PartName.DOCUMENT: document})
        section = next(parse_xml(package[PartName.DOCUMENT]).iter(qn("w:sectPr")))
        assert [each.get(qn("w:type")) for each in section.iterchildren(qn("w:headerReference"))] == ["default"]

    def test_even_pages_have_what_the_letterhead_gives_them(self) -> None:
        settings = word.parts()[PartName.SETTINGS].replace(b"<w:rsids>", b"<w:evenAndOddHeaders/><w:rsids>")
        package = built({PartName.SETTINGS: settings})
        assert lines(running(package, "header", "even")) == [*MARKING, "{{ board }}"]
        assert b"evenAndOddHeaders" in package[PartName.SETTINGS]


class TestPictures:
    def test_the_logo_is_there_once_and_has_lost_the_names_of_people(self) -> None:
        package = built()
        pictures = {name: content for name, content in package.items() if "media/" in name}
        assert list(pictures) == ["word/media/image1.png"]
        assert word.AUTHOR.encode() in word.logo()
        assert not any(word.AUTHOR.encode() in content for content in package.values())
        for kind, page in (("header", "first"), ("header", "default")):
            assert len(list(running(package, kind, page).iter(qn("pic:pic")))) == 1

    def test_a_picture_without_words_is_decorative_and_one_with_words_keeps_them(self) -> None:
        with_words = [each.get("descr") for each in running(built(), "header").iter(qn("wp:docPr"))]
        assert with_words == ["Logo of the board"]
        parts = word.parts(described="")
        header = running(built({name: parts[name] for name in ("word/header1.xml", "word/header2.xml")}), "header")
        (drawing,) = header.iter(qn("wp:docPr"))
        assert (drawing.get("descr", ""), b'decorative" val="1"' in etree.tostring(drawing)) == ("", True)

    def test_a_text_box_is_described_by_its_words(self) -> None:
        box = text_box(word.paragraph(word.text("Tŷ’r Afon"), "Normal"))
        header = running(built({"word/header1.xml": word.story("hdr", word.paragraph(box))}), "header")
        assert [each.get("descr") for each in header.iter(qn("wp:docPr"))] == ["Tŷ’r Afon"]

    @every_language
    def test_a_line_is_described_in_the_language_of_the_template(self, language: Language) -> None:
        header = running(
            built({"word/header1.xml": word.story("hdr", word.paragraph(text_box("")))}, language), "header"
        )
        words = {Language.ENGLISH: "Decoration", Language.WELSH: "Addurn"}
        assert [each.get("descr") for each in header.iter(qn("wp:docPr"))] == [words[language]]


def text_box(content: str) -> str:
    """A drawing with a shape that may contain text, and may not be described."""
    inside = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>" if content else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="9000"/><wp:docPr id="7" name="Box 7"/><a:graphic>'
        f'<a:graphicData uri="{_WPS}"><wps:wsp xmlns:wps="{_WPS}"><wps:cNvSpPr/><wps:spPr/>{inside}<wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


class TestCleaned:
    def test_a_line_below_the_letterhead_becomes_the_border_of_a_table(self) -> None:
        border = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="0B4F6C"/></w:pBdr>'
        content = word.paragraph(word.text("Board"), properties=border)
        header = running(built({"word/header1.xml": word.story("hdr", content)}), "header")
        assert next(header.iter(qn("w:pBdr")), None) is None
        edge = next(header.iter(qn("w:tblBorders")))[0]
        assert (edge.tag, edge.get(qn("w:color"))) == (qn("w:bottom"), "0B4F6C")
        assert header[-1].tag == qn("w:p")
        assert "Board" in lines(header)

    def test_controls_links_and_bookmarks_leave_their_words(self) -> None:
        control = '<w:sdt><w:sdtPr><w:tag w:val="Name"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
        inside = control.format(word.text("one "))
        link = f'<w:hyperlink r:id="rId8">{word.text("two")}</w:hyperlink>'
        mark = '<w:bookmarkStart w:id="0" w:name="here"/><w:bookmarkEnd w:id="0"/>'
        parts = {
            "word/footer1.xml": word.story("ftr", word.paragraph(mark + inside + link, "Footer")),
            "word/_rels/footer1.xml.rels": word.relationships(
                ("rId8", RelationshipType.HYPERLINK, 'https://board.example" TargetMode="External')
            ),
        }
        package = built(parts)
        footer = running(package, "footer")
        assert lines(footer)[-1] == "one two"
        assert next(footer[-1].iter(*map(qn, ("w:sdt", "w:hyperlink", "w:bookmarkStart"))), None) is None
        assert not any(b"board.example" in content for content in package.values())


def _macros(parts: Parts) -> Parts:
    types = parts[PartName.CONTENT_TYPES].replace(ContentType.DOCUMENT.encode(), ContentType.MACRO_DOCUMENT.encode())
    return {PartName.CONTENT_TYPES: types}


def _linked_picture(parts: Parts) -> Parts:
    header = parts["word/header1.xml"].replace(b'r:embed="rId1"', b'r:link="rId9"')
    linked = ("rId9", RelationshipType.IMAGE, 'file:///home/sioned/logo.png" TargetMode="External')
    return {"word/header1.xml": header, "word/_rels/header1.xml.rels": word.relationships(linked)}


def _section(old: str, new: str) -> Callable[[Parts], Parts]:
    def changed(parts: Parts) -> Parts:
        assert old.encode() in parts[PartName.DOCUMENT]
        return {PartName.DOCUMENT: parts[PartName.DOCUMENT].replace(old.encode(), new.encode())}

    return changed


def _tracked(parts: Parts) -> Parts:
    inserted = f'<w:ins w:id="1" w:author="{word.AUTHOR}">{word.text("new")}</w:ins>'
    return {"word/header1.xml": word.story("hdr", word.paragraph(inserted))}


def _field(parts: Parts) -> Parts:
    field = '<w:fldSimple w:instr="INCLUDEPICTURE &quot;http://board.example/logo.png&quot;"/>'
    return {"word/header1.xml": word.story("hdr", word.paragraph(field))}


def _unreadable_picture(parts: Parts) -> Parts:
    return {"word/media/image1.png": b"no picture at all"}


def _bomb(parts: Parts) -> Parts:
    return {PartName.THEME: parts[PartName.THEME] + b" " * 2**22}


def _doctype(parts: Parts) -> Parts:
    return {PartName.STYLES: b'<!DOCTYPE w:styles [<!ENTITY a "b">]>' + parts[PartName.STYLES]}


def _no_styles(parts: Parts) -> Parts:
    related = parts[PartName.DOCUMENT_RELATIONSHIPS]
    return {PartName.DOCUMENT_RELATIONSHIPS: re.sub(rb'<Relationship Id="rId1"[^>]*/>', b"", related)}


HOSTILE: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "macros": (_macros, "holds macros"),
    "a linked picture": (_linked_picture, "holds a linked picture"),
    "no section": (_section(word.section(), ""), "has no page set-up"),
    "landscape": (_section(word.A4, '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'), "297 by 210 mm"),
    "A3": (_section(word.A4, '<w:pgSz w:w="16838" w:h="23811"/>'), "297 by 420 mm"),
    "broad margins": (_section('w:left="1134"', 'w:left="5000"'), "leave 102 by"),
    "tracked changes": (_tracked, "has tracked changes"),
    "a field that fetches": (_field, "holds the field INCLUDEPICTURE"),
    "a picture that is none": (_unreadable_picture, "holds a picture of a kind that is not allowed"),
    "a bomb": (_bomb, "200 times its packed size"),
    "a document type": (_doctype, "document type declaration"),
    "no styles": (_no_styles, "has no styles"),
}


class TestRefused:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_hostile_reference_gives_one_sentence(self, name: str, tmp_path: Any) -> None:
        change, reason = HOSTILE[name]
        path = tmp_path / "letterhead.docx"
        path.write_bytes(word.letterhead(change(word.parts())))
        with pytest.raises(ReferenceRefused) as caught:
            build(REPORT, Language.ENGLISH, reference=path)
        sentences = {language: caught.value.text(language) for language in Language}
        assert sentences[Language.ENGLISH].startswith("letterhead.docx: ")
        assert reason in sentences[Language.ENGLISH]
        assert sentences[Language.ENGLISH] != sentences[Language.WELSH]
        assert not any("\n" in each or "{" in each or "ioned" in each for each in sentences.values())

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04", write_package({PartName.CONTENT_TYPES: b""})])
    def test_what_is_no_word_document(self, content: bytes) -> None:
        with pytest.raises(ReferenceRefused, match=r"^the reference document: "):
            Reference.read(content)

    def test_a_file_that_is_not_there(self, tmp_path: Any) -> None:
        with pytest.raises(ReferenceRefused, match=r"^nowhere.docx: cannot be read"):
            Reference.read(tmp_path / "nowhere.docx")

    def test_another_type_is_a_mistake_of_the_program(self) -> None:
        with pytest.raises(TypeError, match="reference must be the path of a Word file"):
            Reference.read(7)  # type: ignore[arg-type]

    def test_what_belongs_to_the_package_alone_is_not_asked_about(self) -> None:
        related = word.parts()[PartName.PACKAGE_RELATIONSHIPS]
        other = related.replace(RelationshipType.CORE_PROPERTIES.encode(), b"http://office.example/unknown")
        assert other != related
        assert built({PartName.PACKAGE_RELATIONSHIPS: other}) == built()

    def test_a_word_template_is_a_reference_too(self) -> None:
        types = word.parts()[PartName.CONTENT_TYPES]
        changed = types.replace(ContentType.DOCUMENT.encode(), ContentType.TEMPLATE.encode())
        assert built({PartName.CONTENT_TYPES: changed}) == built()
