"""Every Word file from elsewhere passes the gate before it reaches LibreOffice or the compiler."""

from pathlib import Path

import pytest

import cpr_docs
from cpr_docs.errors import CprDocsError, PackRefused, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.pdf.convert.office import Office
from cpr_docs.templating.compile import compile_source
from tests.checking.edits import TERMS, added, edited, findings, house
from tests.cli.command import run
from tests.documents.cases import case, template
from tests.gate.hostile import AUTHOR, OFFICE, SECRET, bytes_of, comments, jpeg, png, svg, with_link, with_svg
from tests.pdf.soffice import StandIn
from tests.pdf.structure import reader

_OUTSIDE = "an SVG that links to something outside itself (word/document.xml)"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A picture of this machine that no document may show."""
    path = tmp_path / "secret.png"
    path.write_bytes(png())
    return path


def _linking(secret: Path) -> bytes:
    return bytes_of(with_svg(f'<image xlink:href="{secret.as_uri()}" width="9" height="9"/>'))


def _pictures(pdf: bytes) -> list[str]:
    return [image.name for page in reader(pdf).pages for image in page.images]


class TestAPack:
    def test_no_picture_of_the_machine_is_printed_and_the_svg_is_named(
        self,
        secret: Path,
        tmp_path: Path,
        office: Office,
    ) -> None:
        (tmp_path / "letter.docx").write_bytes(_linking(secret))
        result = run(tmp_path, "pack", "letter.docx", "-o", "pack.pdf")
        assert result.exit_code == 0
        assert f"note: letter.docx is bound without what is not allowed: {_OUTSIDE}" in result.stderr
        assert _pictures((tmp_path / "pack.pdf").read_bytes()) == []

    def test_a_refused_document_is_named_and_nothing_is_written(self, tmp_path: Path, soffice: StandIn) -> None:
        parts = dict(comments())
        (tmp_path / "letter.docx").write_bytes(bytes_of({**parts, "word/vbaProject.bin": b"x"}))
        with pytest.raises(PackRefused, match=r"letter\.docx: the document holds macros"):
            cpr_docs.pack([tmp_path / "letter.docx"], tmp_path / "pack.pdf", office=soffice)
        assert not (tmp_path / "pack.pdf").exists()
        assert soffice.runs == []


class TestAConverter:
    def test_contents_that_are_left_out_are_in_the_outcome(self, secret: Path, office: Office) -> None:
        with cpr_docs.Converter(office, workers=1) as converter:
            (made,) = converter.convert_all([_linking(secret)])
        assert made.left_out == (_OUTSIDE,)
        assert made.pdf is not None
        assert _pictures(made.pdf) == []


class TestAPrintRun:
    def test_a_letter_that_would_lack_something_is_refused(
        self, secret: Path, tmp_path: Path, soffice: StandIn
    ) -> None:
        (tmp_path / "letter.docx").write_bytes(_linking(secret))
        with pytest.raises(cpr_docs.ConversionFailed, match="letter: holds contents that are not allowed: an SVG"):
            cpr_docs.print_run([tmp_path / "letter.docx"], tmp_path / "run.pdf", office=soffice)
        assert not (tmp_path / "run.pdf").exists()


def _field(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>C:/sioned</w:t></w:r></w:fldSimple></w:p>'


def _with(package: Package, kind: str, target: str, content: bytes = b"", *, external: bool = False) -> Package:
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="r9" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    listed = package[PartName.DOCUMENT_RELATIONSHIPS].replace(b"</Relationships>", line.encode())
    types = package[PartName.CONTENT_TYPES].replace(
        b"<Override", b'<Default Extension="bin" ContentType="application/x"/><Override', 1
    )
    parts = {**package, PartName.DOCUMENT_RELATIONSHIPS: listed, PartName.CONTENT_TYPES: types}
    return Package({**parts, **({} if external else {f"word/{target}": content})})


def _same(xml: str) -> str:
    return xml


REFUSED = {
    "a field": (edited(added(_field("DDEAUTO c:x y"))), "the field DDEAUTO"),
    "a linked picture": (_with(edited(_same), f"{OFFICE}/image", SECRET, external=True), "a linked picture"),
    "an inserted file": (_with(edited(_same), f"{OFFICE}/aFChunk", "a.bin"), "altChunk"),
    "an object": (_with(edited(_same), f"{OFFICE}/oleObject", "a.bin"), "OLE"),
    "macros": (
        _with(edited(_same), "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
        "macros",
    ),
    "an SVG": (
        _with(edited(_same), f"{OFFICE}/image", "a.bin", svg(f'<image href="{SECRET}"/>').encode()),
        "an SVG that links to something outside itself",
    ),
}
"""Templates of which no document is made."""

CLEANED = {
    "comments": _with(edited(_same), f"{OFFICE}/comments", "a.bin", comments()["word/comments.xml"]),
    "people": _with(
        edited(_same),
        "http://schemas.microsoft.com/office/2011/relationships/people",
        "a.bin",
        f"<a>{AUTHOR}</a>".encode(),
    ),
    "custom XML": _with(edited(_same), f"{OFFICE}/customXml", "a.bin", f"<a>{AUTHOR}</a>".encode()),
    "the attached template": _with(edited(_same), f"{OFFICE}/attachedTemplate", f"file:///{AUTHOR}", external=True),
    "a tracked change": edited(
        added(f'<w:p><w:ins w:id="3" w:author="{AUTHOR}"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')
    ),
    "deleted words": edited(added(f'<w:p><w:del w:id="3"><w:r><w:delText>{AUTHOR}</w:delText></w:r></w:del></w:p>')),
    "a path": edited(added(_field("FILENAME \\p").replace("C:/sioned", AUTHOR))),
    "the metadata of a logo": _with(
        edited(_same), f"{OFFICE}/image", "a.bin", jpeg((0xE1, b"Exif\0\0" + AUTHOR.encode()))
    ),
}
"""Templates with a name that goes into no document."""


class TestATemplate:
    @pytest.mark.parametrize(("package", "phrase"), REFUSED.values(), ids=REFUSED)
    def test_active_content_is_refused_by_the_compiler_and_reported_by_check(
        self, package: Package, phrase: str
    ) -> None:
        with pytest.raises(TemplateProblem) as caught:
            compile_source(package, TERMS, Language.ENGLISH)
        assert phrase in str(caught.value)
        assert "sioned" not in str(caught.value)
        assert any(phrase in finding.sentence for finding in findings(package))

    @pytest.mark.parametrize("package", CLEANED.values(), ids=CLEANED)
    def test_contents_that_no_reader_sees_go_into_no_document_and_are_reported_by_check(
        self, package: Package, tmp_path: Path
    ) -> None:
        folder = house(tmp_path, (TERMS, Language.ENGLISH, package))
        content = cpr_docs.Renderer(folder).render(case(TERMS), "en").content
        assert AUTHOR.encode() not in b"".join(Package.read(content).values())
        assert {finding.code for finding in findings(package)} == {"word"}
        assert cpr_docs.read(content, templates=folder) == case(TERMS).in_language(Language.ENGLISH)

    def test_a_refusal_and_its_finding_have_the_same_place(self) -> None:
        package, _told = REFUSED["a field"]
        with pytest.raises(TemplateProblem) as caught:
            compile_source(package, TERMS, Language.ENGLISH)
        (finding,) = findings(package)
        assert finding.heading
        assert caught.value.place.endswith(f"heading “{finding.heading}”")

    def test_a_document_type_in_any_part_is_refused(self) -> None:
        package = Package({**edited(_same), PartName.SETTINGS: b"<!DOCTYPE x><x/>"})
        with pytest.raises(CprDocsError, match=r"word/settings\.xml: a document type declaration is not allowed"):
            compile_source(package, TERMS, Language.ENGLISH)

    def test_a_master_passes(self) -> None:
        assert findings(template(TERMS, Language.ENGLISH)) == []


def test_an_attached_template_does_not_keep_a_document_from_being_read() -> None:
    content = cpr_docs.render(case(TERMS), "en").content
    package = _with(Package.read(content), f"{OFFICE}/attachedTemplate", "file:///C:/Board.dotx", external=True)
    assert cpr_docs.read(bytes_of(package)) == case(TERMS).in_language(Language.ENGLISH)


def test_a_document_that_draws_on_a_file_elsewhere_is_not_read() -> None:
    with pytest.raises(CprDocsError, match="draws on something outside the file"):
        cpr_docs.read(bytes_of(with_link("image", SECRET)))
