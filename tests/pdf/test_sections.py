"""Letters as the sections of one Word document: each with its own pages, footers and lists, and nothing twice."""

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
from cpr_docs.pdf.joining.join import Sections
from cpr_docs.pdf.joining.layout_key import Joinable, joinable
from tests.documents.cases import VARIANTS

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


def words(package: Package) -> str:
    return "".join(map(str, document(package).itertext(qn("w:t"))))


def changed(content: bytes, **parts: tuple[str, str]) -> bytes:
    """The document with something replaced in parts: ``document``, ``footer1`` and the like."""
    package = dict(Package.read(content))
    for name, (before, after) in parts.items():
        part = f"word/{name}.xml"
        assert before.encode() in package[part]
        package[part] = package[part].replace(before.encode(), after.encode())
    return write_package(package)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: f"{variant.name()}.{variant.type_name()}")
@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_every_form_can_be_joined_and_the_lint_finds_nothing(variant: type, language: Language) -> None:
    content = rendered(variant.name(), language, variant.type_name()).content  # type: ignore[attr-defined]

    assert lint(joined([content] * 3)) == []


def test_all_text_is_there_in_its_order() -> None:
    contents = [rendered("terms_of_reference").content, rendered("terms_of_reference").content]

    assert words(joined(contents)) == "".join(words(Package.read(content)) for content in contents)


def test_each_letter_begins_on_a_new_page_with_the_number_1() -> None:
    package = joined([rendered("invitation_letter").content] * 3)

    assert [found.get(qn("w:val")) for found in found(package, "//w:sectPr/w:type")] == ["nextPage"] * 3
    assert [found.get(qn("w:start")) for found in found(package, "//w:sectPr/w:pgNumType")] == ["1"] * 3


def test_a_footer_counts_the_pages_of_its_own_letter_and_a_header_is_there_once() -> None:
    package = joined([rendered("invitation_letter").content] * 3)
    footers = [package[part].decode() for part in package if part.startswith("word/footer")]

    assert [re.search(r"PAGEREF (\w+)", footer)[1] for footer in footers] == ["end0", "end1", "end2"]  # type: ignore[index]
    assert not any("NUMPAGES" in footer for footer in footers)
    assert len([part for part in package if part.startswith("word/header")]) == 1
    assert {"end0", "end1", "end2"} <= {found.get(qn("w:name")) for found in found(package, "//w:bookmarkStart")}


@pytest.mark.parametrize("field", ["NUMPAGES", "NUMPAGES   \\* Arabic  \\* MERGEFORMAT", " numpages "])
def test_a_count_of_pages_is_replaced_however_it_is_written(field: str) -> None:
    content = changed(rendered("invitation_letter").content, footer1=(" NUMPAGES ", f" {field} "))

    footers = [part for name, part in joined([content] * 2).items() if name.startswith("word/footer")]
    assert all(b"PAGEREF end" in footer and b"numpages" not in footer.lower() for footer in footers)


def test_a_letter_without_a_header_does_not_take_the_one_before_it() -> None:
    first = rendered("invitation_letter").content
    second = re.sub(rb"<w:headerReference[^>]*/>", b"", Package.read(first)[PartName.DOCUMENT])
    package = joined([first, write_package({**Package.read(first), PartName.DOCUMENT: second})])

    references = found(package, "//w:headerReference")
    assert len({reference.get(qn("r:id")) for reference in references}) == 2
    assert lint(package) == []


HEADER = "<w:headerReference[^>]*/>"


def with_headers(references: str, *, title_page: bool = False, earlier_section: bool = False) -> bytes:
    """A letter with these references to its header, where even pages have one of their own."""
    package = dict(Package.read(rendered("invitation_letter").content))
    name = re.search(rb'<w:headerReference [^>]*r:id="(\w+)"', package[PartName.DOCUMENT])
    assert name is not None
    text = re.sub(HEADER.encode(), b"", package[PartName.DOCUMENT])
    given = re.sub(r"(\w+) ?", rf'<w:headerReference w:type="\1" r:id="{name[1].decode()}"/>', references).encode()
    before = b"<w:p><w:pPr><w:sectPr>%b</w:sectPr></w:pPr></w:p>" % given if earlier_section else b""
    text = text.replace(b"<w:body>", b"<w:body>" + before, 1)
    head, start, end = text.rpartition(b"<w:sectPr>")
    end = end if earlier_section else given + end
    if title_page:
        end = end.replace(b"</w:sectPr>", b"<w:titlePg/></w:sectPr>")
    settings = package[PartName.SETTINGS]
    at = settings.index(b">", settings.index(b"<w:settings")) + 1
    package[PartName.SETTINGS] = settings[:at] + b"<w:evenAndOddHeaders/>" + settings[at:]
    return write_package({**package, PartName.DOCUMENT: head + start + end})


@pytest.mark.parametrize("kind", ["even", "first"])
def test_a_header_of_certain_pages_is_not_taken_from_the_letter_before(kind: str) -> None:
    first = with_headers(f"default {kind}", title_page=True)
    second = with_headers("default", title_page=True, earlier_section=True)
    package = joined([first, second])

    _first, own, _last = found(package, "//w:sectPr")
    headers = {held.get(qn("w:type")): held.get(qn("r:id")) for held in own.iterchildren(qn("w:headerReference"))}
    [theirs] = {held.get(qn("r:id")) for held in found(package, f"(//w:sectPr)[1]/w:headerReference[@w:type='{kind}']")}
    assert headers[kind] not in (None, theirs)


@pytest.mark.parametrize("field", ["TITLE", " SEQ Figure ", "DOCPROPERTY Case", "NUM"])
@pytest.mark.parametrize("part", ["document", "footer1"])
def test_a_letter_with_a_field_that_speaks_of_the_whole_document_stays_by_itself(field: str, part: str) -> None:
    content = rendered("invitation_letter").content
    mark = f'</w:p><w:p><w:fldSimple w:instr="{field}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    ending = "<w:sectPr" if part == "document" else "</w:ftr>"
    changed_content = changed(content, **{part: (f"</w:p>{ending}", f"{mark}{ending}")})

    assert joinable(Package.read(content)) is not None
    assert joinable(Package.read(changed_content)) is None


def test_a_footer_that_refers_to_a_place_in_the_text_follows_its_name() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="Case"/><w:bookmarkEnd w:id="7"/>'
    content = changed(
        rendered("invitation_letter").content,
        document=("</w:p><w:sectPr", f"{mark}</w:p><w:sectPr"),
        footer1=(" NUMPAGES ", " REF Case "),
    )
    package = joined([content] * 2)

    names = {str(held.get(qn("w:name"))) for held in found(package, "//w:bookmarkStart")}
    fields = [
        re.findall(r"REF (own\w+)", part.decode()) for name, part in package.items() if name.startswith("word/footer")
    ]
    assert len({name for [name] in fields}) == 2
    assert {name for [name] in fields} <= names


def test_numbered_lists_begin_anew_and_keep_their_indent() -> None:
    package = joined([rendered("terms_of_reference").content] * 2)
    lists = [number.get(qn("w:val")) for number in found(package, "//w:pPr/w:numPr/w:numId")]
    numbering = etree.fromstring(package[PartName.NUMBERING])

    first, second = dict.fromkeys(lists)
    assert lists == [first] * (len(lists) // 2) + [second] * (len(lists) // 2)
    [number] = [held for held in numbering.iter(qn("w:num")) if held.get(qn("w:numId")) == second]
    assert [start.get(qn("w:val")) for start in number.iter(qn("w:startOverride"))] == ["1"]


def test_a_list_that_a_style_numbers_begins_anew_too() -> None:
    content = rendered("terms_of_reference").content
    text = Package.read(content)[PartName.DOCUMENT].replace(b"<w:p><w:pPr>", b"<w:p><w:pPr>", 1)
    text = re.sub(rb"<w:numPr>.*?</w:numPr>", b"", text, flags=re.DOTALL)
    assert b'<w:pStyle w:val="ListNumber"/>' in text
    package = joined([write_package({**Package.read(content), PartName.DOCUMENT: text})] * 2)

    given = found(package, "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']/w:pPr/w:numPr/w:numId")
    assert len({number.get(qn("w:val")) for number in given}) == 1
    indents = found(package, "//w:p[w:pPr/w:numPr]/w:pPr/w:ind")
    assert len(indents) == len(given) > 0
    assert lint(package) == []


def test_controls_are_left_out_but_for_check_boxes_which_have_numbers_of_their_own() -> None:
    package = joined([rendered("report").content] * 2)
    controls = found(package, "//w:sdt")

    assert all(control.find(f"{qn('w:sdtPr')}/{qn('w14:checkbox')}") is not None for control in controls)
    ids = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in controls]  # type: ignore[union-attr]
    assert len(set(ids)) == len(ids) > 0


def test_bookmarks_get_names_of_their_own_and_what_refers_to_them_follows() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="Here"/><w:bookmarkEnd w:id="7"/>'
    field = '<w:fldSimple w:instr=" REF here \\h "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    content = changed(
        rendered("invitation_letter").content, document=("</w:p><w:sectPr", f"{mark}{field}</w:p><w:sectPr")
    )
    package = joined([content] * 2)

    names = [
        name for held in found(package, "//w:bookmarkStart") if (name := str(held.get(qn("w:name")))).startswith("own")
    ]
    fields = [str(held.get(qn("w:instr"))) for held in found(package, "//w:fldSimple")]
    assert len(set(names)) == 2
    assert fields == [f" REF {name} \\h " for name in names]
    assert lint(package) == []


def test_a_document_holds_nothing_that_tells_of_the_first_letter_alone() -> None:
    package = joined([rendered("invitation_letter").content] * 2)

    assert PartName.CUSTOM_PROPERTIES not in package


def test_letters_of_another_language_or_template_are_of_another_design() -> None:
    designs = {
        opened(rendered(form, language).content).design
        for form in ("report", "invitation_letter")
        for language in Language
    }

    # The forms' masters share their styles; the languages do not.
    assert len(designs) == len(Language)
    changed_style = changed(rendered("report").content, styles=('<w:sz w:val="24"/>', '<w:sz w:val="22"/>'))
    assert opened(changed_style).design != opened(rendered("report").content).design


def test_a_document_with_what_a_section_cannot_hold_stays_by_itself() -> None:
    package = dict(Package.read(rendered("invitation_letter").content))
    related = PartName.DOCUMENT_RELATIONSHIPS
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    line = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    package[related] = package[related].replace(b"</Relationships>", line.encode())
    package["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{NAMESPACES["w"]}"/>'.encode()

    assert joinable(Package.read(write_package(package))) is None
