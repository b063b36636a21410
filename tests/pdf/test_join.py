"""Letters joined as sections of one Word document: each has its own page numbers, footers and lists."""

import re
from collections.abc import Iterable

import pytest
from lxml import etree

from cpr_docs.documents.document import Document
from cpr_docs.documents.render import Renderer
from cpr_docs.language.languages import Language
from cpr_docs.models.examples import example
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import NAMESPACES, PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.ooxml.relationships import relationships_of
from cpr_docs.pdf.joining.join import Sections
from cpr_docs.pdf.joining.layout_key import Joinable, joinable
from tests.documents.cases import VARIANTS
from tests.examples import example_stems, variant_id

RENDERER = Renderer()
W = {"w": NAMESPACES["w"], "r": NAMESPACES["r"]}


def rendered(form: str, language: str = "en", review_type: str = "concise") -> Document:
    return RENDERER.render(example(form, review_type), language)


def opened(content: bytes) -> Joinable:
    letter = joinable(Package.read(content))
    assert letter is not None
    return letter


def joined(contents: Iterable[bytes]) -> Package:
    first, *others = map(opened, contents)
    sections = Sections(first)
    for other in others:
        sections.add(other)
    return Package.read(sections.content())


def document(package: Package) -> etree._Element:
    return etree.fromstring(package[PartName.DOCUMENT])


def found(package: Package, path: str) -> list[etree._Element]:
    return document(package).xpath(path, namespaces=W)  # type: ignore[return-value]


def text_of(package: Package) -> str:
    return "".join(map(str, document(package).itertext(qn("w:t"))))


def changed(content: bytes, **parts: tuple[str, str]) -> bytes:
    """The document with a text replaced in parts such as ``document`` or ``footer1``."""
    package = dict(Package.read(content))
    for name, (before, after) in parts.items():
        part = f"word/{name}.xml"
        assert before.encode() in package[part]
        package[part] = package[part].replace(before.encode(), after.encode())
    return write_package(package)


@pytest.mark.parametrize("variant", VARIANTS, ids=variant_id)
@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_every_form_can_be_joined_and_the_lint_finds_nothing(variant: type, language: Language) -> None:
    content = rendered(variant.name(), language, example_stems(variant)[0]).content  # type: ignore[attr-defined]

    assert lint(joined([content] * 3)) == []


def test_all_text_is_there_in_order() -> None:
    contents = [rendered("terms_of_reference").content, rendered("terms_of_reference").content]

    assert text_of(joined(contents)) == "".join(text_of(Package.read(content)) for content in contents)


def test_each_letter_begins_on_a_new_page_with_the_number_1() -> None:
    package = joined([rendered("invitation_letter").content] * 3)

    assert [each.get(qn("w:val")) for each in found(package, "//w:sectPr/w:type")] == ["nextPage"] * 3
    assert [each.get(qn("w:start")) for each in found(package, "//w:sectPr/w:pgNumType")] == ["1"] * 3


def test_a_footer_counts_the_pages_of_its_own_letter_and_a_header_is_there_once() -> None:
    package = joined([rendered("invitation_letter").content] * 3)
    footers = [package[part].decode() for part in package if part.startswith("word/footer")]
    targets = {relationship.id: relationship.target for relationship in relationships_of(package, PartName.DOCUMENT)}

    for number, section in enumerate(found(package, "//w:sectPr")):
        own = [targets[str(each.get(qn("r:id")))] for each in section.iterchildren(qn("w:footerReference"))]
        counted = [re.findall(r"PAGEREF (\w+)", package[part].decode()) for part in own]
        assert counted == [[f"end{number}"]] * 2, "that of the first page, and that of the others"
    assert not any("NUMPAGES" in footer for footer in footers)
    # The first page has a header of its own.
    assert len([part for part in package if part.startswith("word/header")]) == 2
    assert {"end0", "end1", "end2"} <= {each.get(qn("w:name")) for each in found(package, "//w:bookmarkStart")}


@pytest.mark.parametrize("field", ["NUMPAGES", "NUMPAGES   \\* Arabic  \\* MERGEFORMAT", " numpages "])
def test_a_count_of_pages_is_replaced_however_it_is_written(field: str) -> None:
    content = changed(rendered("invitation_letter").content, footer1=(" NUMPAGES ", f" {field} "))

    footers = [part for name, part in joined([content] * 2).items() if name.startswith("word/footer")]
    assert all(b"PAGEREF end" in footer and b"numpages" not in footer.lower() for footer in footers)


def test_a_letter_without_a_header_does_not_inherit_the_previous_one() -> None:
    first = rendered("invitation_letter").content
    second = re.sub(rb"<w:headerReference[^>]*/>", b"", Package.read(first)[PartName.DOCUMENT])
    package = joined([first, write_package({**Package.read(first), PartName.DOCUMENT: second})])

    own, theirs = (
        {each.get(qn("w:type")): each.get(qn("r:id")) for each in section.iterchildren(qn("w:headerReference"))}
        for section in found(package, "//w:sectPr")
    )
    assert own.keys() == theirs.keys() == {"default", "first"}
    assert set(own.values()).isdisjoint(theirs.values())
    assert lint(package) == []


HEADER = "<w:headerReference[^>]*/>"


def with_headers(references: str, *, title_page: bool = False, earlier_section: bool = False) -> bytes:
    """A letter with these references to its header, and headers of their own on even pages."""
    package = dict(Package.read(rendered("invitation_letter").content))
    name = re.search(rb'<w:headerReference [^>]*r:id="(\w+)"', package[PartName.DOCUMENT])
    assert name is not None
    text = re.sub(HEADER.encode(), b"", package[PartName.DOCUMENT])
    references_xml = re.sub(
        r"(\w+) ?", rf'<w:headerReference w:type="\1" r:id="{name[1].decode()}"/>', references
    ).encode()
    before = b"<w:p><w:pPr><w:sectPr>%b</w:sectPr></w:pPr></w:p>" % references_xml if earlier_section else b""
    text = text.replace(b"<w:body>", b"<w:body>" + before, 1)
    head, start, end = text.rpartition(b"<w:sectPr>")
    end = end if earlier_section else references_xml + end
    if title_page:
        end = end.replace(b"</w:sectPr>", b"<w:titlePg/></w:sectPr>")
    settings = package[PartName.SETTINGS]
    at = settings.index(b">", settings.index(b"<w:settings")) + 1
    package[PartName.SETTINGS] = settings[:at] + b"<w:evenAndOddHeaders/>" + settings[at:]
    return write_package({**package, PartName.DOCUMENT: head + start + end})


@pytest.mark.parametrize("kind", ["even", "first"])
def test_the_header_of_first_or_even_pages_is_not_inherited_from_the_previous_letter(kind: str) -> None:
    first = with_headers(f"default {kind}", title_page=True)
    second = with_headers("default", title_page=True, earlier_section=True)
    package = joined([first, second])

    _first, own, _last = found(package, "//w:sectPr")
    headers = {each.get(qn("w:type")): each.get(qn("r:id")) for each in own.iterchildren(qn("w:headerReference"))}
    [theirs] = {each.get(qn("r:id")) for each in found(package, f"(//w:sectPr)[1]/w:headerReference[@w:type='{kind}']")}
    assert headers[kind] not in (None, theirs)


@pytest.mark.parametrize("field", ["TITLE", " SEQ Figure ", "DOCPROPERTY Case", "NUM"])
@pytest.mark.parametrize("part", ["document", "footer1"])
def test_a_letter_with_a_field_of_the_whole_document_is_not_joined(field: str, part: str) -> None:
    content = rendered("invitation_letter").content
    mark = f'</w:p><w:p><w:fldSimple w:instr="{field}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    ending = "<w:sectPr" if part == "document" else "</w:ftr>"
    changed_content = changed(content, **{part: (f"</w:p>{ending}", f"{mark}{ending}")})

    assert joinable(Package.read(content)) is not None
    assert joinable(Package.read(changed_content)) is None


def test_a_footer_that_refers_to_a_bookmark_in_the_text_uses_its_new_name() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="Case"/><w:bookmarkEnd w:id="7"/>'
    content = changed(
        rendered("invitation_letter").content,
        document=("</w:p><w:sectPr", f"{mark}</w:p><w:sectPr"),
        footer1=(" NUMPAGES ", " REF Case "),
    )
    package = joined([content] * 2)

    names = {str(each.get(qn("w:name"))) for each in found(package, "//w:bookmarkStart")}
    # The footer of the first page counts pages, and refers to nothing.
    fields = [
        name
        for part, content in package.items()
        if part.startswith("word/footer")
        for name in re.findall(r"REF (own\w+)", content.decode())
    ]
    assert len(set(fields)) == len(fields) == 2
    assert set(fields) <= names


def test_numbered_lists_restart() -> None:
    package = joined([rendered("terms_of_reference").content] * 2)
    lists = [number.get(qn("w:val")) for number in found(package, "//w:pPr/w:numPr/w:numId")]
    numbering = etree.fromstring(package[PartName.NUMBERING])

    first, second = dict.fromkeys(lists)
    assert lists == [first] * (len(lists) // 2) + [second] * (len(lists) // 2)
    [number] = [each for each in numbering.iter(qn("w:num")) if each.get(qn("w:numId")) == second]
    assert [start.get(qn("w:val")) for start in number.iter(qn("w:startOverride"))] == ["1"]


def test_a_list_numbered_by_its_style_restarts_and_keeps_its_indent() -> None:
    content = rendered("terms_of_reference").content
    text = Package.read(content)[PartName.DOCUMENT].replace(b"<w:p><w:pPr>", b"<w:p><w:pPr>", 1)
    text = re.sub(rb"<w:numPr>.*?</w:numPr>", b"", text, flags=re.DOTALL)
    assert b'<w:pStyle w:val="ListNumber"/>' in text
    package = joined([write_package({**Package.read(content), PartName.DOCUMENT: text})] * 2)

    listed = found(package, "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']/w:pPr/w:numPr/w:numId")
    assert len({number.get(qn("w:val")) for number in listed}) == 1
    indents = found(package, "//w:p[w:pPr/w:numPr]/w:pPr/w:ind")
    assert len(indents) == len(listed) > 0
    assert lint(package) == []


def test_only_check_boxes_remain_controls_and_their_ids_are_unique() -> None:
    package = joined([rendered("report").content] * 2)
    controls = found(package, "//w:sdt")

    assert all(control.find(f"{qn('w:sdtPr')}/{qn('w14:checkbox')}") is not None for control in controls)
    ids = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in controls]  # type: ignore[union-attr]
    assert len(set(ids)) == len(ids) > 0


def test_bookmarks_and_references_to_them_get_unique_names() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="Here"/><w:bookmarkEnd w:id="7"/>'
    field = '<w:fldSimple w:instr=" REF here \\h "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    content = changed(
        rendered("invitation_letter").content, document=("</w:p><w:sectPr", f"{mark}{field}</w:p><w:sectPr")
    )
    package = joined([content] * 2)

    names = [
        name for each in found(package, "//w:bookmarkStart") if (name := str(each.get(qn("w:name")))).startswith("own")
    ]
    fields = [str(each.get(qn("w:instr"))) for each in found(package, "//w:fldSimple")]
    assert len(set(names)) == 2
    assert fields == [f" REF {name} \\h " for name in names]
    assert lint(package) == []


def test_the_joined_document_has_no_custom_properties_of_the_first_letter() -> None:
    package = joined([rendered("invitation_letter").content] * 2)

    assert PartName.CUSTOM_PROPERTIES not in package


def test_letters_of_another_language_or_template_have_another_layout_key() -> None:
    keys = {
        opened(rendered(form, language).content).layout_key
        for form in ("recommendation", "invitation_letter")
        for language in Language
    }

    # The forms' masters share their styles; the languages do not, and a report numbers its headings.
    assert len(keys) == len(Language)
    assert opened(rendered("report").content).layout_key not in keys
    changed_style = changed(rendered("report").content, styles=('<w:sz w:val="24"/>', '<w:sz w:val="22"/>'))
    assert opened(changed_style).layout_key != opened(rendered("report").content).layout_key


def test_a_document_with_footnotes_is_not_joined() -> None:
    package = dict(Package.read(rendered("invitation_letter").content))
    related = PartName.DOCUMENT_RELATIONSHIPS
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    line = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    package[related] = package[related].replace(b"</Relationships>", line.encode())
    package["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{NAMESPACES["w"]}"/>'.encode()

    assert joinable(Package.read(write_package(package))) is None
