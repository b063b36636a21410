"""Text that is missing in the document's language: refused with every path, or marked and in the other language."""

import tempfile
import traceback
from pathlib import Path

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.documents.settings import Settings
from cpr_docs.errors import MissingLanguage
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import NAMESPACES, PartName
from cpr_docs.ooxml.package import Package, write_package
from tests.documents.cases import RENDERER, VARIANTS, case, every_language, every_variant, full_and_sparse, template
from tests.documents.controls import language_of, read_controls, run_text, style_of
from tests.documents.reading import read_text
from tests.witnesses import open_xml_sdk, presence

_LETTER = next(variant for variant in VARIANTS if variant.name() == "invitation_letter")
_NOTES = {Language.ENGLISH: "[in Welsh only]", Language.WELSH: "[yn Saesneg yn unig]"}


@every_language
@every_variant
def test_missing_text_is_refused_with_every_path(variant: type[Form], language: Language) -> None:
    form = case(variant).in_language(language.other)
    with pytest.raises(MissingLanguage) as caught:
        RENDERER.render(form, language, missing="refuse")
    paths = [problem.path for problem in caught.value.problems]
    assert paths == list(form.lacking(language))
    assert "board" in paths
    assert {problem.code for problem in caught.value.problems} == {"missing_language"}
    assert str(caught.value).startswith(f"{variant.variant_name()} in {language.value}: ")


def test_a_refusal_contains_no_text_of_the_case() -> None:
    form = case(_LETTER).in_language("en")
    with pytest.raises(MissingLanguage) as caught:
        RENDERER.render(form, "cy")
    text = str(caught.value) + repr(caught.value) + "".join(traceback.format_exception(caught.value))
    assert "Dyffryn Arian" not in text


def test_a_setting_without_text_in_the_language_is_refused() -> None:
    settings = Settings.parse({"welsh_correspondence": {"en": "Write in Welsh."}})
    with pytest.raises(MissingLanguage, match="settings in cy") as caught:
        Renderer(settings=settings).render(case(_LETTER), "cy")
    assert [problem.path for problem in caught.value.problems] == ["welsh_correspondence"]


@every_language
@every_variant
def test_a_marked_document_is_valid_and_every_value_has_its_language(variant: type[Form], language: Language) -> None:
    form = case(variant).in_language(language.other)
    document = RENDERER.render(form, language, missing="mark")
    assert lint(document.content) == []
    lacking = set(form.lacking(language))
    by_path = {control.path: control for control in read_controls(document.content)}
    assert lacking <= set(by_path)
    for path, control in by_path.items():
        assert control.languages == ({language.other.tag} if path in lacking else set()), path
        assert _NOTES[language] not in control.text


@every_language
@every_variant
def test_every_run_in_the_other_language_follows_a_visible_note(variant: type[Form], language: Language) -> None:
    document = RENDERER.render(case(variant).in_language(language.other), language, missing="mark")
    for root in _stories(document.content):
        noted = False
        for run in root.iter(f"{{{NAMESPACES['w']}}}r"):
            if style_of(run) == "LanguageNote":
                assert run_text(run).strip() == _NOTES[language]
                assert not language_of(run)
                noted = True
            elif language_of(run):
                assert language_of(run) == language.other.tag
                assert noted
            elif run_text(run):
                noted = False


@pytest.mark.parametrize("purpose", ["screen", "paper", "final"])
@full_and_sparse
@every_variant
def test_where_nothing_is_missing_nothing_is_marked(variant: type[Form], sparse: bool, purpose: str) -> None:
    form = case(variant, sparse)
    marked, plain = (RENDERER.render(form, "cy", purpose=purpose, missing=missing) for missing in ("mark", "refuse"))
    assert read_text(marked.content) == read_text(plain.content)


@pytest.fixture(scope="module")
def letter() -> str:
    """The Welsh letter of a case and a board with text in English only."""
    data = {"protective_marking": {"en": "SECRET"}, "welsh_correspondence": {"en": "Write in Welsh."}}
    renderer = Renderer(settings=Settings.parse(data))
    return read_text(renderer.render(case(_LETTER).in_language("en"), "cy", missing="mark").content)


class TestMarked:
    """The note at each kind of place."""

    note = f"«{_NOTES[Language.WELSH]} »"

    def test_a_line_has_its_note_before_the_control(self, letter: str) -> None:
        assert f"{self.note}[child: {{en-GB: Child A}}]" in letter

    def test_prose_has_its_note_in_a_separate_paragraph(self, letter: str) -> None:
        assert f"[reply.needs: «{_NOTES[Language.WELSH]}»\n        {{en-GB: " in letter

    def test_a_row_has_its_note_in_the_row(self, letter: str) -> None:
        assert f"- {self.note}[enclosures[].text: {{en-GB: " in letter

    def test_a_value_in_a_cell_has_its_note_in_the_cell(self, letter: str) -> None:
        assert f"| {self.note}[venue: {{en-GB: " in letter

    def test_a_line_that_is_printed_again_has_its_note_again(self, letter: str) -> None:
        assert f"ynghylch {self.note}{{en-GB: Child A}}." in letter

    def test_the_board_in_the_header_has_its_note(self, letter: str) -> None:
        assert f"<Header> {self.note}{{en-GB: Dyffryn Arian" in letter

    def test_paragraphs_that_are_printed_again_have_one_note_before_the_first(self, letter: str) -> None:
        *_before, note, first, second, _third, _fourth, _email = letter.strip().splitlines()
        assert note == f"<Tight> «{_NOTES[Language.WELSH]}»"
        assert all(line.startswith("<Tight> {en-GB: ") for line in (first, second))

    def test_a_setting_has_its_note(self, letter: str) -> None:
        assert f"<Marking> {self.note}{{en-GB: SECRET}}" in letter
        assert f"{self.note}{{en-GB: Write in Welsh. }}" in letter

    def test_a_cell_that_is_a_control_itself_has_its_note_inside(self) -> None:
        parts = dict(template(VARIANTS[0], Language.WELSH))
        document = parts[PartName.DOCUMENT].decode()
        old = document.partition("<w:sdt><w:sdtPr><w:alias")[2].partition("</w:sdt>")[0]
        assert 'w:val="board"' in old
        before, inside = "<w:sdt><w:sdtPr><w:alias" + old + "</w:sdt>", _content_of(old)
        cell = _cell_around(document, before)
        rebuilt = cell.replace(before, inside)
        control = before.replace(f"<w:sdtContent>{inside}</w:sdtContent>", f"<w:sdtContent>{rebuilt}</w:sdtContent>")
        parts[PartName.DOCUMENT] = document.replace(cell, control.replace("<w:text/>", "")).encode()
        text = _rendered_from(parts)
        assert f"| [board: {self.note}{{en-GB: Dyffryn Arian" in text

    def test_a_value_of_a_row_outside_its_control_has_its_note(self) -> None:
        parts = dict(template(VARIANTS[0], Language.WELSH))
        document = parts[PartName.DOCUMENT].decode()
        start = document.index("</w:sdt>", document.index('w:val="case_issues[].text"')) + len("</w:sdt>")
        again = "<w:r><w:t>{{ row.text }}</w:t></w:r>"
        parts[PartName.DOCUMENT] = (document[:start] + again + document[start:]).encode()
        issues = case(VARIANTS[0]).model_dump()["case_issues"]
        assert len(issues) > 1
        assert _rendered_from(parts).count(f"]{self.note}{{en-GB: ") == len(issues)


def _content_of(control: str) -> str:
    return control.partition("<w:sdtContent>")[2].partition("</w:sdtContent>")[0]


def _cell_around(document: str, inside: str) -> str:
    at = document.index(inside)
    start, end = document.rindex("<w:tc>", 0, at), document.index("</w:tc>", at) + len("</w:tc>")
    return document[start:end]


def _rendered_from(parts: dict[str, bytes]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cy", f"{VARIANTS[0].name()}.{VARIANTS[0].type_name()}.docx")
        path.parent.mkdir()
        path.write_bytes(write_package(parts))
        form = case(VARIANTS[0]).in_language("en")
        content = Renderer(templates=folder).render(form, "cy", missing="mark").content
    assert lint(content) == []
    return read_text(content)


def test_microsofts_validator_finds_nothing_in_marked_documents(tmp_path: Path) -> None:
    presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
    paths = []
    for variant in VARIANTS[1::2]:
        paths.append(tmp_path / f"{variant.__name__}.docx")
        form = case(variant).in_language("en")
        paths[-1].write_bytes(RENDERER.render(form, "cy", missing="mark").content)
    found = open_xml_sdk.validate(paths)
    assert {path.name: faults for path, faults in found.items() if faults} == {}


def _stories(content: bytes) -> list[etree._Element]:
    package = Package.read(content)
    return [etree.fromstring(package[name]) for name in (PartName.DOCUMENT, "word/header1.xml", "word/footer1.xml")]
