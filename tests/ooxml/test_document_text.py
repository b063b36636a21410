"""Every text of a package is found, in the order of reading and with its element."""

from cpr_docs.ooxml.document_text import APART, LINE, texts_of
from cpr_docs.ooxml.names import NAMESPACES
from cpr_docs.ooxml.package import Package

_BODY = f"""
    <!--a remark-->
    <w:body xmlns:w="{NAMESPACES["w"]}">
      <w:p>
        <w:r><w:t>Sioned </w:t></w:r>
        <w:r><w:t>Puw</w:t><w:br/><w:t>of Cardiff</w:t></w:r>
        <w:r><w:instrText>AUTHOR</w:instrText></w:r>
        <w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>
      </w:p>
      <w:sdt>
        <w:sdtPr><w:alias w:val="reviewer"/><w:lock w:val="sdtLocked"/></w:sdtPr>
      </w:sdt>
      <w:hyperlink w:tooltip="Si%C3%A2n"/>
    </w:body>
""".strip().encode()


def _texts() -> list[str]:
    return ["".join(piece.text for piece in found.pieces) for found in texts_of(Package({"word/a.xml": _BODY}))]


def test_the_name_of_a_part_comes_first() -> None:
    assert _texts()[0] == "word/a.xml"


def test_the_text_of_runs_is_joined_and_lines_are_separated() -> None:
    assert _texts()[1] == f"{LINE}Sioned Puw{LINE}of Cardiff{LINE}"


def test_field_codes_and_deleted_text_are_found() -> None:
    assert _texts()[2] == f"{LINE}AUTHORdeleted"


def test_attributes_and_comments_are_found_apart_without_the_formats_own_words() -> None:
    assert _texts()[3].split(APART) == ["a remark", "reviewer", "Siân", ""]


def test_a_part_that_is_not_xml_has_its_name_alone() -> None:
    found = list(texts_of(Package({"word/media/logo.png": b"\x89PNG"})))
    assert [piece.text for text in found for piece in text.pieces] == ["word/media/logo.png"]
