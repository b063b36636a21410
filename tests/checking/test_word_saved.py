"""Templates that other programs saved: those of Word work, and those of LibreOffice have a finding."""

from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.language.languages import Language
from cpr_docs.models.form import Form
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from tests.checking.edits import EVALUATION, LETTER, TERMS, findings, house
from tests.checking.word_saved import saved_by_word
from tests.documents.cases import case, every_language, template
from tests.witnesses import libreoffice, open_xml_sdk, presence

_SENTENCES = {
    (TERMS, Language.ENGLISH): "may be amended at any point of the review",
    (TERMS, Language.WELSH): "yn ddogfen fyw",
    (LETTER, Language.ENGLISH): "Kind regards",
    (LETTER, Language.WELSH): "Cofion gorau",
    (EVALUATION, Language.ENGLISH): "Thank you for your participation",
    (EVALUATION, Language.WELSH): "Diolch am gymryd rhan",
}
_FORMS = pytest.mark.parametrize("form", [TERMS, LETTER, EVALUATION], ids=lambda form: form.name())


def _saved(form: type[Form], language: Language) -> Package:
    sentence = _SENTENCES[form, language]
    return saved_by_word(template(form, language), sentence, f"{sentence} – diolch")


def _house(folder: Path, form: type[Form]) -> Path:
    return house(folder, *((form, language, _saved(form, language)) for language in Language))


@_FORMS
def test_a_master_that_word_saved_is_checked_rendered_and_read_back(tmp_path: Path, form: type[Form]) -> None:
    folder = _house(tmp_path, form)
    assert {finding.code for finding in cpr_docs.check(folder)} <= {"welsh-older", "english-older"}
    renderer = cpr_docs.Renderer(folder)
    for language in Language:
        document = renderer.render(case(form), language)
        assert lint(document.content) == []
        assert b"Sioned Humphreys" not in b"".join(Package.read(document.content).values())
        assert cpr_docs.read(document.content, templates=folder) == case(form).in_language(language)


@_FORMS
def test_microsofts_validator_accepts_a_document_from_it(tmp_path: Path, form: type[Form]) -> None:
    presence.require(open_xml_sdk.NAME, open_xml_sdk.available())
    path = cpr_docs.Renderer(_house(tmp_path, form)).render(case(form), "en").save(tmp_path / "out.docx")
    assert open_xml_sdk.validate([path]) == {path: []}


@every_language
def test_a_template_that_libreoffice_saved_without_control_tags_has_one_finding(language: Language) -> None:
    master = template(EVALUATION, language)
    untagged = master[PartName.DOCUMENT].decode().replace("<w:tag ", "<w:gone ")
    package = Package(
        {
            **master,
            PartName.DOCUMENT: untagged.encode(),
            PartName.EXTENDED_PROPERTIES: b"<Properties><Application>LibreOffice/7.4.7.2</Application></Properties>",
        }
    )
    (finding,) = findings(package, EVALUATION, language)
    assert finding.code == "saved-by-libreoffice"


@_FORMS
def test_libreoffice_itself_loses_the_control_tags(tmp_path: Path, form: type[Form]) -> None:
    presence.require(libreoffice.NAME, libreoffice.available())
    folder = house(tmp_path, (form, Language.ENGLISH, template(form, Language.ENGLISH)))
    (path,) = (folder / "en").iterdir()
    (saved,) = libreoffice.to_docx([path], tmp_path / "saved")
    path.write_bytes(saved.read_bytes())
    (finding,) = cpr_docs.check(folder)
    assert finding.code == "saved-by-libreoffice"
