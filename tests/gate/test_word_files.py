"""A Word file passes the gate with the contents on the lists; all others are removed, and named."""

import pytest
from lxml import etree

from cpr_docs.errors import PackageError
from cpr_docs.gate.admission import Admitted
from cpr_docs.gate.word_files import admit
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import NAMESPACES, PartName
from cpr_docs.ooxml.package import Package, write_package
from tests.documents.cases import VARIANTS, rendered
from tests.gate.hostile import (
    AUTHOR,
    OFFICE,
    SECRET,
    blip,
    bytes_of,
    comments,
    custom_xml,
    gif,
    jpeg,
    png,
    svg,
    with_field,
    with_link,
    with_part,
    with_picture,
    with_svg,
)
from tests.ooxml.documents import document, p, r, relationship

_LINK = "a link to another address than http, https or mailto (word/document.xml)"
_MICROSOFT = "http://schemas.microsoft.com/office"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_OUTSIDE = "an SVG that links to something outside itself (word/document.xml)"
_VML = f'xmlns:v="{NAMESPACES["v"]}" xmlns:o="{NAMESPACES["o"]}"'


def _admitted(package: Package) -> Admitted:
    return admit(bytes_of(package))


def _everything(content: bytes) -> bytes:
    return b"\n".join(name.encode() + part for name, part in Package.read(content).items())


@pytest.mark.parametrize("language", list(Language))
def test_a_document_of_the_library_keeps_its_bytes(language: Language) -> None:
    for variant in VARIANTS:
        content = rendered(variant, language, False).content
        assert admit(content) == Admitted(content, content)


def _nested(element: str, count: int) -> str:
    groups = (f'<g id="g{n}">' + f'<{element} xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, count))
    return f'<defs><g id="g0"><rect/></g>{"".join(groups)}</defs><use xlink:href="#g{count - 1}"/>'


_PATTERNS = "".join(f'<pattern id="p{n}">' + f'<rect fill="url(#p{n - 1})"/>' * 10 + "</pattern>" for n in range(1, 9))
_SVGS = {
    "a local picture": (f'<image xlink:href="{SECRET}"/>', _OUTSIDE),
    "a picture of the web": ('<image href="https://example.org/a.png"/>', _OUTSIDE),
    "a picture beside it": ('<image href="secret.png"/>', _OUTSIDE),
    "an SVG inside it": ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', _OUTSIDE),
    "a shape of another file": (f'<use xlink:href="{SECRET}#a"/>', _OUTSIDE),
    "a fill of another file": (f'<rect fill="url({SECRET}#a)"/>', _OUTSIDE),
    "a style with another file": (f"<rect style=\"fill:url('{SECRET}')\"/>", _OUTSIDE),
    "a style sheet with another file": (f"<style>rect{{fill:url({SECRET})}}</style>", _OUTSIDE),
    "an imported style sheet": ("<style>@import 'a.css';</style>", "style that is not allowed"),
    "an escaped style": ('<rect style="fill:\\75rl(a)"/>', "style that is not allowed"),
    "a script": ("<script>1</script>", "script"),
    "a script of an event": ('<rect onload="1"/>', "script"),
    "another language": ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "script"),
    "an animation": ('<animate attributeName="href" to="file:///x"/>', "animation"),
    "many of many": (_nested("use", 9), "too many times"),
    "patterns of patterns": (f'<pattern id="p0"><rect/></pattern>{_PATTERNS}<rect fill="url(#p8)"/>', "too many times"),
    "itself": ('<g id="a"><use href="#a"/></g>', "draws itself"),
    "an instruction": ('<?xml-stylesheet href="a.css"?>', "processing instruction"),
}


@pytest.mark.parametrize(("inside", "phrase"), _SVGS.values(), ids=_SVGS)
def test_an_svg_that_reaches_outside_itself_or_draws_without_end_is_left_out(inside: str, phrase: str) -> None:
    admitted = _admitted(with_svg(inside))
    assert [phrase in said for said in admitted.left_out] == [True]
    parts = Package.read(admitted.content)
    assert "word/media/image1.svg" not in parts
    assert b"r:embed" not in parts[PartName.DOCUMENT]
    assert b"before" in parts[PartName.DOCUMENT]


def test_an_svg_that_declares_entities_is_left_out() -> None:
    declared = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{SECRET}">]>' + svg("&a;")
    admitted = _admitted(with_part("image", "media/image1.svg", declared, blip()))
    assert "not safe" in admitted.left_out[0]


def test_an_svg_that_draws_itself_alone_passes_without_the_data_of_the_program_that_drew_it() -> None:
    inside = '<defs><linearGradient id="a"/></defs><style>.b{fill:url(#a)}</style><rect class="b"/><use href="#c"/>'
    clean = _admitted(with_svg(inside))
    assert clean.left_out == clean.unseen == ()
    drawn = f"<metadata>{AUTHOR}</metadata><x:y xmlns:x='urn:x'>{AUTHOR}</x:y><!-- {AUTHOR} -->"
    admitted = _admitted(with_svg(drawn + inside))
    assert (admitted.left_out, admitted.unseen) == ((), ("metadata of a picture (word/media/image1.svg)",))
    assert AUTHOR.encode() not in _everything(admitted.content)


_PICTURES = {
    "PNG": png((b"tEXt", b"Author\0" + AUTHOR.encode()), (b"eXIf", AUTHOR.encode())),
    "PNG with more behind it": png() + AUTHOR.encode(),
    "JPEG": jpeg((0xE0, b"JFIF\0\1"), (0xE1, b"Exif\0\0" + AUTHOR.encode()), (0xFE, AUTHOR.encode())),
    "JPEG with more behind it": jpeg() + AUTHOR.encode(),
    "GIF": gif(AUTHOR.encode()),
}


@pytest.mark.parametrize("picture", _PICTURES.values(), ids=_PICTURES)
def test_a_picture_passes_without_its_metadata(picture: bytes) -> None:
    admitted = admit(with_picture(picture))
    assert (admitted.left_out, admitted.unseen) == ((), ("metadata of a picture (word/media/image1.png)",))
    assert AUTHOR.encode() not in _everything(admitted.content)
    again = admit(admitted.content)
    assert again == Admitted(admitted.content, admitted.content)


@pytest.mark.parametrize(
    ("picture", "phrase"),
    [
        (b"%PDF-1.7", "a kind that is not allowed"),
        (b"\xd7\xcd\xc6\x9a", "a kind that is not allowed"),
        (b"%!PS-Adobe", "a kind that is not allowed"),
        (b"\x1f\x8b\x08", "a kind that is not allowed"),
        (png()[:-20], "a damaged picture"),
        (jpeg()[:-2], "a damaged picture"),
        (png(size=(60_000, 60_000)), "pixels"),
    ],
    ids=["PDF", "WMF", "EPS", "SVGZ", "half a PNG", "half a JPEG", "a giant"],
)
def test_a_picture_of_another_kind_or_a_giant_is_left_out(picture: bytes, phrase: str) -> None:
    admitted = admit(with_picture(picture))
    assert [phrase in said for said in admitted.left_out] == [True]
    assert "word/media/image1.png" not in Package.read(admitted.content)


_FIELDS = {
    "DDE": with_field(' DDEAUTO c:\\\\x "y" '),
    "in pieces": with_field(" INCLUDE", 'PICTURE "file:///x" '),
    "in quotes": with_field(' "INCLUDETEXT" "file:///x" '),
    "a name that nobody knows": with_field(" FETCH x "),
    "a link": with_field(f' HYPERLINK "{SECRET}" '),
    "a link with a switch": with_field(f' HYPERLINK \\l "a" \\\\server\\share {SECRET} '),
    "a name that another field makes": with_field(
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE x'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText> IMPORT c:x y'
    ),
    "in two branches": with_field(
        f'</w:instrText></w:r><mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback><w:r><w:instrText> QUOTE '
        f"</w:instrText></w:r></mc:Fallback></mc:AlternateContent><w:r><w:instrText> INCLUDEPICTURE {SECRET}"
    ),
    "behind a comment in the XML": with_field(" <!-- x -->DDEAUTO c:x y "),
    "behind an element that others pass over": with_field(
        f"</w:instrText></w:r><w:pPr><w:r><w:instrText> QUOTE </w:instrText></w:r></w:pPr><w:r><w:instrText>"
        f" INCLUDEPICTURE {SECRET}"
    ),
    "simple": document(f'<w:p><w:fldSimple w:instr=" DDEAUTO c:x y ">{r("the result")}</w:fldSimple></w:p>'),
    "in a header": document(
        p(r("the result")), header=f'<w:p><w:fldSimple w:instr=" IMPORT {SECRET} ">{r("x")}</w:fldSimple></w:p>'
    ),
}


@pytest.mark.parametrize("package", _FIELDS.values(), ids=_FIELDS)
def test_a_field_that_is_not_on_the_list_leaves_its_result_alone(package: Package) -> None:
    admitted = _admitted(package)
    assert admitted.left_out
    content = _everything(admitted.content)
    assert b"the result" in content
    for word in (b"DDE", b"INCLUDE", b"FETCH", b"HYPERLINK", b"IMPORT", b"fldSimple"):
        assert word not in content
    assert admit(admitted.content).left_out == ()


@pytest.mark.parametrize("instruction", [" FILENAME \\p ", " filename ", " TEMPLATE \\p "])
def test_a_field_that_shows_where_a_file_lies_prints_nothing(instruction: str) -> None:
    simple = document(f'<w:p><w:fldSimple w:instr="{instruction}">{r("C:/sioned/x.docx")}</w:fldSimple></w:p>')
    for package in (with_field(instruction, result="C:/sioned/x.docx"), simple):
        admitted = _admitted(package)
        assert admitted.unseen == (f"the field {instruction.split()[0].upper()} (word/document.xml)",)
        assert b"sioned" not in _everything(admitted.content)


@pytest.mark.parametrize(
    "instruction",
    [
        *(
            " PAGE ",
            " NUMPAGES \\* MERGEFORMAT ",
            ' TOC \\o "1-3" \\h ',
            " PAGEREF _Toc1 \\h ",
            " = 1 + 1 ",
            "=SUM(A1)",
        ),
        *(' HYPERLINK "https://www.gov.wales" ', ' HYPERLINK \\l "_Toc1" ', " HYPERLINK mailto:a@b.cymru ", " "),
    ],
)
def test_a_field_that_is_on_the_list_passes(instruction: str) -> None:
    content = bytes_of(with_field(instruction))
    assert admit(content) == Admitted(content, content)


@pytest.mark.parametrize("address", ["http://gov.wales", "HTTPS://gov.wales/x", "mailto:a@b.cymru", "#_Toc1"])
def test_a_link_to_the_web_an_address_or_the_document_itself_passes(address: str) -> None:
    content = bytes_of(with_link("hyperlink", address, f'<w:p><w:hyperlink r:id="r9">{r("here")}</w:hyperlink></w:p>'))
    assert admit(content) == Admitted(content, content)


@pytest.mark.parametrize(
    "address",
    [SECRET, "FILE:///x", "\\\\server\\share", "other.docx", "javascript:x", "ftp://x", "smb://x", "vnd.sun.star.x:y"],
)
def test_a_link_to_anything_else_keeps_its_words_alone(address: str) -> None:
    body = f'<w:p><w:hyperlink r:id="r9">{r("here")}</w:hyperlink></w:p>'
    for package in (
        with_link("hyperlink", address, body),
        document(body, relationships=relationship("r9", f"{OFFICE}/hyperlink", address)),
    ):
        admitted = _admitted(package)
        assert admitted.left_out == (_LINK,)
        content = _everything(admitted.content)
        assert address.encode() not in content
        assert b"here" in content
        assert AUTHOR.partition(" ")[0].lower() not in str(admitted.left_out)


_OUTWARD = {
    "a linked picture": (with_link("image", SECRET, blip('r:link="r9"')), "a linked picture"),
    "a picture that says nothing of it": (
        document(blip(), relationships=relationship("r9", f"{OFFICE}/image", SECRET)),
        "",
    ),
    "a subdocument": (with_link("subDocument", SECRET, '<w:subDoc r:id="r9"/>'), "a subdocument"),
    "an object": (
        with_link("oleObject", SECRET, p(f'<w:r><w:object {_VML}><o:OLEObject r:id="r9"/></w:object></w:r>')),
        "an embedded or linked object (OLE)",
    ),
    "a frame": (with_link("frame", SECRET), "a frame of another file"),
    "a kind that nobody knows": (with_link("sioned", SECRET), "content of a kind that is not allowed"),
    "the source of a shape": (
        document(p(f'<w:r><w:pict><v:shape {_VML}><v:imagedata src="{SECRET}"/></v:shape></w:pict></w:r>')),
        "a link",
    ),
    "the link of a shape": (document(p(f'<w:r><w:pict><v:shape {_VML} href="{SECRET}"/></w:pict></w:r>')), "a link"),
}


@pytest.mark.parametrize(("package", "phrase"), _OUTWARD.values(), ids=_OUTWARD)
def test_everything_else_that_leads_out_is_left_out_and_named(package: Package, phrase: str) -> None:
    admitted = _admitted(package)
    named = (*admitted.left_out, *admitted.unseen)
    assert len(named) == 1
    assert phrase in named[0]
    assert "sioned" not in str(named)
    assert b"sioned" not in _everything(admitted.content)


_UNSEEN = {
    "comments": (comments(), {"comments", "deleted words", "the names of authors"}),
    "custom XML": (custom_xml(), {"custom XML"}),
    "people": (
        with_part(f"{_MICROSOFT}/2011/relationships/people", "people.xml", f"<a>{AUTHOR}</a>"),
        {"the names of people"},
    ),
    "the attached template": (with_link("attachedTemplate", f"file:///{AUTHOR}"), {"the attached template"}),
    "variables": (
        document(settings=f'<w:docVars><w:docVar w:name="a" w:val="{AUTHOR}"/></w:docVars>'),
        {"document variables"},
    ),
    "a part of nothing": (document(others={"word/printed.xml": AUTHOR}), {"a part that belongs to nothing"}),
    "a thumbnail": (with_part(_THUMBNAIL, "a.bin", AUTHOR), {"the thumbnail"}),
}


@pytest.mark.parametrize(("package", "phrase"), _UNSEEN.values(), ids=_UNSEEN)
def test_contents_that_no_reader_sees_are_left_out_and_named(package: Package, phrase: set[str]) -> None:
    admitted = _admitted(package)
    assert admitted.left_out == ()
    assert {each.partition(" (")[0] for each in admitted.unseen} == phrase
    content = _everything(admitted.content)
    assert AUTHOR.encode() not in content
    assert b"struck" not in content


_BARRED = {
    "text of another file": (
        with_part("aFChunk", "a.bin", "<p>x</p>", '<w:altChunk r:id="r9"/>'),
        "text of another file (altChunk)",
    ),
    "macros": (with_part(f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin", "x"), "macros"),
    "ActiveX": (with_part("control", "activeX/activeX1.xml", "<x/>"), "macros"),
    "a document type": (with_part("webSettings", "webSettings.xml", "<!DOCTYPE x><x/>"), "document type declaration"),
    "one part of two kinds": (
        document(
            relationships=relationship("r8", f"{OFFICE}/webSettings", "a.xml")
            + relationship("r9", f"{OFFICE}/image", "a.xml"),
            others={"word/a.xml": svg("<rect/>")},
        ),
        "two kinds",
    ),
}


@pytest.mark.parametrize(("package", "phrase"), _BARRED.values(), ids=_BARRED)
def test_contents_that_cannot_be_left_out_are_refused_by_name(package: Package, phrase: str) -> None:
    with pytest.raises(PackageError) as caught:
        _admitted(package)
    assert phrase in str(caught.value)


def test_a_document_with_contents_left_out_is_whole() -> None:
    parts = Package.read(_admitted(comments()).content)
    types = etree.fromstring(parts[PartName.CONTENT_TYPES])
    assert {element.get("Extension") for element in types} & {"svg", "bin", "png"} == set()
    assert {str(name).removeprefix("/") for element in types if (name := element.get("PartName"))} <= set(parts)


def test_a_name_from_elsewhere_is_in_no_message() -> None:
    admitted = admit(
        write_package(
            {**with_part("image", "media/Sioned.png", "", blip()), "word/media/Sioned.png": png((b"tEXt", b"a\0b"))}
        )
    )
    assert admitted.unseen == ("metadata of a picture",)
