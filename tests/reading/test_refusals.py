"""Documents that are refused, and the messages."""

import io
from pathlib import Path

import pytest
from lxml import etree

import cpr_docs
from cpr_docs.errors import NotReadable, PackageError
from cpr_docs.language.languages import Language
from cpr_docs.models.schema_version import SCHEMA_VERSION
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.reading.compare import compare
from cpr_docs.reading.read import read
from cpr_docs.resources import folder
from tests.documents.cases import every_language
from tests.reading.cases import before, edited
from tests.reading.editing import Edited, packed, xml

EN = Language.ENGLISH


def _with_property(name: str, value: str | None) -> bytes:
    document = edited("report", EN)
    root = etree.fromstring(document.parts[PartName.CUSTOM_PROPERTIES])
    for line in list(root):
        if line.get("name") == name:
            if value is None:
                root.remove(line)
            else:
                line[0].text = value
    document.parts[PartName.CUSTOM_PROPERTIES] = etree.tostring(root)
    return document.saved()


class TestSources:
    def test_a_path_bytes_and_an_open_file_are_read_alike(self, tmp_path: Path) -> None:
        content = edited("report", EN).saved()
        path = tmp_path / "report.docx"
        path.write_bytes(content)
        with path.open("rb") as file:
            forms = [read(content), read(path), read(str(path)), read(file), read(io.BytesIO(content))]
        assert forms == [before("report", EN)] * 5

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "nothing.docx")

    def test_a_file_open_for_reading_text(self) -> None:
        with pytest.raises(TypeError, match="bytes"):
            read(io.StringIO("x"))  # type: ignore[arg-type]


_IDENTITIES = {
    "a form of the future": ("CprDocsForm", "form_of_the_future", "does not know"),
    "a newer version": ("CprDocsSchemaVersion", str(SCHEMA_VERSION + 1), "newer version"),
    "no version": ("CprDocsSchemaVersion", None, "which version"),
    "a version that is no number": ("CprDocsSchemaVersion", "Sioned", "which version"),
    "no review type": ("CprDocsReviewType", "Sioned", "review type"),
    "another language": ("CprDocsLanguage", "fr", "language"),
}


@pytest.mark.parametrize(("name", "value", "message"), _IDENTITIES.values(), ids=_IDENTITIES)
def test_a_document_whose_properties_are_invalid(name: str, value: str | None, message: str) -> None:
    with pytest.raises(NotReadable, match=message) as caught:
        read(_with_property(name, value))
    assert "Sioned" not in str(caught.value)


def test_a_template_is_no_form() -> None:
    with pytest.raises(NotReadable, match="template"):
        read(folder("templates") / "en" / "report.concise.docx")


@every_language
class TestLostControls:
    def test_a_control_and_a_box_are_named(self, language: Language) -> None:
        document = edited("report", language)
        for tag in ("conclusions", "welsh_government.inspectorates.estyn.sent=no"):
            control = document.control(tag)
            properties = control.find(qn("w:sdtPr"))
            assert properties is not None
            properties.remove(properties.find(qn("w:tag")))  # type: ignore[arg-type]
        with pytest.raises(NotReadable, match=r"lost these controls: conclusions, .*\.estyn\.sent=no;"):
            read(document.saved())

    def test_a_list_is_named(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        section = document.control("panel_members")
        section.getparent().remove(section)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match=r"controls: panel_members;"):
            read(document.saved())

    def test_rows_without_their_list_are_refused(self, language: Language) -> None:
        document = edited("terms_of_reference", language)
        section = document.control("panel_members")
        for row in section.iter(qn("w:tr")):
            section.addnext(row)
        section.getparent().remove(section)  # type: ignore[union-attr]
        with pytest.raises(NotReadable, match="panel_members have lost"):
            read(document.saved())


class TestTemplatesOfABoard:
    @pytest.fixture
    def template_dir(self, tmp_path: Path) -> Path:
        """A board's own template, with another heading and without a control."""
        (tmp_path / "en").mkdir()
        template = Edited((folder("templates") / "en" / "report.concise.docx").read_bytes())
        control = template.control("conclusions")
        control.getparent().remove(control)  # type: ignore[union-attr]
        template.root[0].insert(0, xml("<w:p><w:r><w:t>Our own report</w:t></w:r></w:p>"))
        (tmp_path / "en" / "report.concise.docx").write_bytes(template.saved())
        return tmp_path

    def test_a_document_records_which_controls_its_template_has(self, template_dir: Path) -> None:
        form = before("report", EN)
        content = cpr_docs.Renderer(templates=template_dir).render(form, EN).content
        for templates in (None, template_dir):
            assert read(content, templates=templates) == form.model_copy(update={"conclusions": None})

    def test_a_document_of_the_masters_is_read_where_the_board_has_its_own(self, template_dir: Path) -> None:
        assert read(edited("report", EN).saved(), templates=template_dir) == before("report", EN)


_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "macros": (b"application/vnd.ms-word.document.macroEnabled.main+xml", "macros"),
    "a template": (b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "template"),
    "something else": (b"application/xml", "not a Word document"),
}


@pytest.mark.parametrize(("kind", "message"), _KINDS.values(), ids=_KINDS)
def test_another_kind_of_file(kind: bytes, message: str) -> None:
    parts = edited("report", EN).parts
    parts[PartName.CONTENT_TYPES] = parts[PartName.CONTENT_TYPES].replace(_MAIN, kind)
    with pytest.raises(PackageError, match=message):
        read(packed(parts))


def test_macros_that_the_content_types_hide() -> None:
    with pytest.raises(PackageError, match="macros"):
        read(packed({**edited("report", EN).parts, "word/vbaProject.bin": b"x"}))


def test_strict_open_xml_is_refused_with_advice() -> None:
    parts = edited("report", EN).parts
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    with pytest.raises(PackageError, match="ordinary Word document"):
        read(packed(parts))


def _related(kind: str) -> bytes:
    parts = edited("report", EN).parts
    name = PartName.DOCUMENT_RELATIONSHIPS
    line = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="https://example.org/x" TargetMode="External"/></Relationships>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", line.encode())
    return packed(parts)


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "aFChunk", "subDocument", "mailMergeSource"])
def test_content_outside_the_file_is_refused(kind: str) -> None:
    with pytest.raises(PackageError, match="outside the file") as caught:
        read(_related(kind))
    assert "example" not in str(caught.value)


@pytest.mark.parametrize("kind", ["hyperlink", "attachedTemplate"])
def test_a_link_to_click_and_the_template_of_an_office_do_no_harm(kind: str) -> None:
    assert read(_related(kind)) == before("report", EN)


def test_an_office_template_may_be_named_in_the_settings() -> None:
    parts = edited("report", EN).parts
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/attachedTemplate" Target="file:///C:/Board.dotx" TargetMode="External"/></Relationships>'
    ).encode()
    assert read(packed(parts)) == before("report", EN)
    assert [note.code for note in compare(packed(parts)).notes] == ["attached_template"]
