"""The witnesses themselves: each sees what it is asked about, and does not call the broken sound."""

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from cpr_docs.ooxml.package import write_package
from tests.ooxml.broken_documents import SOUND
from tests.ooxml.documents import document, heading, p, r, sdt, tbl, tc, tr
from tests.witnesses import libreoffice, open_xml_sdk, pages, pandoc, presence, welsh_dictionary, xliff_schema

_BODY = heading(1, "Crynodeb") + p(sdt(r("Plentyn A"), tag="child")) + tbl(1, tr(tc(p(r("Tŷ")))))
_PAGE_BREAK = p('<w:r><w:br w:type="page"/></w:r>')
# A drawing without its picture suffices for the lint, and not for a schema.
_NOT_FOR_A_SCHEMA = {"a drawing told twice, for an older Word", "a picture that says nothing on purpose"}


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    path = tmp_path / "un.docx"
    path.write_bytes(write_package(document(_BODY)))
    return path


def _need(*witnesses: ModuleType) -> None:
    for witness in witnesses:
        presence.require(witness.NAME, witness.available())


class TestRequire:
    def test_a_missing_tool_skips_the_test_by_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CI", raising=False)
        with pytest.raises(pytest.skip.Exception, match="pandoc is not installed"):
            presence.require("pandoc", available=False)

    def test_a_missing_tool_fails_the_test_in_continuous_integration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI", "true")
        with pytest.raises(pytest.fail.Exception, match="pandoc is not installed"):
            presence.require("pandoc", available=False)

    def test_the_tools_of_npm_can_be_kept_elsewhere(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("CPR_DOCS_NODE_MODULES", str(tmp_path))
        assert presence.node_modules() == tmp_path
        assert not open_xml_sdk.available()
        assert not welsh_dictionary.available()


class TestOpenXmlSdk:
    def test_it_tells_the_broken_from_the_sound(self, docx: Path, tmp_path: Path) -> None:
        _need(open_xml_sdk)
        broken = tmp_path / "dau.docx"
        broken.write_bytes(write_package(document(p("<w:p/>"))))
        found = open_xml_sdk.validate([docx, broken])
        assert found[docx] == []
        assert "/word/document.xml" in found[broken][0]

    def test_a_file_that_is_no_document_is_invalid(self, tmp_path: Path) -> None:
        _need(open_xml_sdk)
        path = tmp_path / "x.docx"
        path.write_text("Annwyl")
        assert open_xml_sdk.validate([path])[path]

    def test_the_documents_that_the_lint_calls_sound_are_valid(self, tmp_path: Path) -> None:
        _need(open_xml_sdk)
        names = {
            tmp_path / f"{number}.docx": name for number, name in enumerate(SOUND) if name not in _NOT_FOR_A_SCHEMA
        }
        for path, name in names.items():
            path.write_bytes(write_package(SOUND[name]))
        faults = open_xml_sdk.validate(names)
        assert {names[path]: found for path, found in faults.items() if found} == {}


class TestXliffSchema:
    def test_it_tells_the_broken_from_the_sound(self) -> None:
        _need(xliff_schema)
        unit = '<trans-unit id="1"><source>x</source></trans-unit>'
        file = f'<file original="x" datatype="plaintext" source-language="en"><body>{unit}</body></file>'
        sound = f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{file}</xliff>'.encode()
        assert xliff_schema.faults(sound) == []
        assert "id" in xliff_schema.faults(sound.replace(b' id="1"', b""))[0]


class TestWelshDictionary:
    def test_it_knows_mutated_forms(self) -> None:
        _need(welsh_dictionary)
        assert welsh_dictionary.unknown_words("Mae'r plentyn a'i blant yng Nghaerdydd, gyda'u mam.") == []

    def test_it_names_each_unknown_word_once(self) -> None:
        _need(welsh_dictionary)
        assert welsh_dictionary.unknown_words("Plentynn a phlentynn a plentynn. Adolygiad!") == [
            "Plentynn",
            "phlentynn",
            "plentynn",
        ]

    def test_capitals_and_typographic_apostrophes_do_not_matter(self) -> None:
        _need(welsh_dictionary)
        assert welsh_dictionary.unknown_words("ADOLYGIAD i’r bwrdd") == []


class TestLibreOffice:
    def test_many_documents_become_pdfs_in_one_call(self, docx: Path, tmp_path: Path) -> None:
        _need(libreoffice)
        second = tmp_path / "dau.docx"
        second.write_bytes(write_package(document(_PAGE_BREAK + _BODY)))
        made = libreoffice.to_pdf([docx, second], tmp_path / "out")
        assert [path.name for path in made] == ["un.pdf", "dau.pdf"]
        assert [pages.page_count(path) for path in made] == [1, 2]
        assert "Plentyn A" in pages.page_texts(made[0])[0]

    def test_a_pdf_that_was_not_made_is_an_error(self, tmp_path: Path) -> None:
        _need(libreoffice)
        with pytest.raises(RuntimeError, match=r"did not make none\.pdf"):
            libreoffice.to_pdf([tmp_path / "none.docx"], tmp_path)

    def test_two_documents_of_one_name_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="same file"):
            libreoffice.to_pdf([tmp_path / "a" / "x.docx", tmp_path / "b" / "x.docx"], tmp_path)

    def test_no_document_is_no_call(self, tmp_path: Path) -> None:
        assert libreoffice.to_pdf([], tmp_path) == []


def test_each_page_becomes_a_picture(docx: Path, tmp_path: Path) -> None:
    _need(libreoffice, pages)
    (pdf,) = libreoffice.to_pdf([docx], tmp_path)
    (picture,) = pages.to_png(pdf, tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")
    (again,) = pages.to_png(Path(shutil.copy(pdf, tmp_path / "again.pdf")), tmp_path)
    assert again.read_bytes() == picture.read_bytes()


class TestPandoc:
    def test_it_sees_headings_tables_and_the_text_in_controls(self, docx: Path) -> None:
        _need(pandoc)
        assert pandoc.headings(docx) == [(1, "Crynodeb")]
        assert len(pandoc.blocks(docx, "Table")) == 1
        assert pandoc.text(docx).splitlines() == ["Plentyn A", "Tŷ"]

    def test_a_file_that_it_cannot_read_is_an_error(self, tmp_path: Path) -> None:
        _need(pandoc)
        path = tmp_path / "x.docx"
        path.write_text("Annwyl")
        with pytest.raises(RuntimeError, match="cannot read"):
            pandoc.structure(path)
