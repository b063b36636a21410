"""Ids and names that Word accepts only once in a document are unique in each row that a loop prints."""

import re
from typing import Any

import pytest

from cpr_docs.errors import TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.compile import compile_source
from cpr_docs.templating.environment import FormEnvironment
from cpr_docs.templating.jinja_renderer import JinjaRenderer
from tests.checking.edits import control, run, text_box
from tests.documents.cases import case, values_of
from tests.templating.hand_made import VARIANT, compiled_from, line, package

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_COUNT = len(case(VARIANT).__dict__["case_issues"])


def _bookmark(number: int, name: str, inside: str = "") -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def _link(anchor: str) -> str:
    return f'<w:hyperlink w:anchor="{anchor}">{run("see")}</w:hyperlink>'


def _field(*instructions: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>' for text in instructions)
    return begin + code + end


def _rows(inside: str) -> str:
    """A paragraph for each row, which becomes a repeating section."""
    return line("{%p for row in case_issues|rows %}") + f"<w:p>{inside}</w:p>" + line("{%p endfor %}")


def _inline(inside: str) -> str:
    """A loop over the rows inside one paragraph."""
    return f"<w:p>{run('{% for row in case_issues %}')}{inside}{run('{% endfor %}')}</w:p>"


def _paragraphs(inside: str) -> str:
    """A paragraph for each row, with a loop inside it."""
    inner = f"<w:p>{run('{% for part in row.text|paragraphs %}')}{inside}{run('{% endfor %}')}</w:p>"
    return line("{%p for row in case_issues|rows %}") + inner + line("{%p endfor %}")


_LOOPS = pytest.mark.parametrize("loop", [_rows, _inline, _paragraphs])


def _rendered(body: str, **values: Any) -> str:
    """The document part, which is the same as Jinja's."""
    context = {**values_of(case(VARIANT)), **values}
    document = Package.read(compiled_from(body).render(context))[PartName.DOCUMENT]
    source = compile_source(package(body), VARIANT, Language.ENGLISH)
    expected = JinjaRenderer(source, FormEnvironment(Language.ENGLISH)).render(context, 10**9)
    assert expected[[name for name, _text in source.parts].index(PartName.DOCUMENT)] == document
    return document.decode()


def _found(pattern: str, document: str) -> list[Any]:
    return re.findall(pattern, document)


@_LOOPS
def test_a_drawing_has_an_id_of_its_own_in_each_row(loop: Any) -> None:
    drawing = text_box("x").removeprefix("<w:p>").removesuffix("</w:p>")
    document = _rendered(loop(drawing))
    ids = _found(r'<wp:docPr id="(\d+)"', document)
    assert len(ids) == len(set(ids)) == _COUNT


@_LOOPS
def test_a_bookmark_has_an_id_and_a_name_of_its_own_in_each_row(loop: Any) -> None:
    document = _rendered(loop(_bookmark(7, "issue", run("x"))))
    starts = _found(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', document)
    assert [number for number, _name in starts] == _found(r'<w:bookmarkEnd w:id="(\d+)"/>', document)
    assert len({number for number, _name in starts}) == len({name for _number, name in starts}) == _COUNT
    assert starts[0][1] == "issue"


@_LOOPS
def test_references_to_a_bookmark_in_the_same_row_follow_it(loop: Any) -> None:
    refers = _link("Issue") + _field(" PAGEREF is", "sue \\h ") + _field(' HYPERLINK \\l "issue" ')
    refers += f'<w:fldSimple w:instr=" REF issue \\h ">{run("x")}</w:fldSimple>'
    document = _rendered(loop(refers + _bookmark(7, "issue")))
    names = _found(r'w:name="(\w+)"', document)
    assert len(set(names)) == _COUNT
    assert _found(r'w:anchor="(\w+)"', document) == names
    assert _found(r"PAGEREF (\w+) ", document) == names
    assert _found(r'HYPERLINK \\l "(\w+)"', document) == names
    assert _found(r'w:instr=" REF (\w+) ', document) == names


def test_references_to_a_bookmark_from_elsewhere_lead_to_the_first_row() -> None:
    other = _inline(_link("issue"))
    document = _rendered(_rows(_bookmark(7, "issue")) + f"<w:p>{_link('issue')}</w:p>" + other)
    assert set(_found(r'w:anchor="(\w+)"', document)) == {"issue"}


def test_a_reference_in_an_inner_loop_leads_to_the_outer_loops_row() -> None:
    body = line("{%p for row in case_issues|rows %}") + f"<w:p>{_bookmark(7, 'issue')}</w:p>"
    body += f"<w:p>{run('{% for part in row.text|paragraphs %}')}{_link('issue')}{run('{% endfor %}')}</w:p>"
    document = _rendered(body + line("{%p endfor %}"))
    assert _found(r'w:anchor="(\w+)"', document) == _found(r'w:name="(\w+)"', document)


def test_a_field_or_link_with_a_similar_name_is_unchanged() -> None:
    refers = _field(' HYPERLINK "https://example.org/issue" ') + _field(" PAGE ") + _field(" STYLEREF issues ")
    document = _rendered(_rows(refers + _bookmark(7, "issue") + _bookmark(8, "styleref")))
    assert _found("example.org/(.*?) ", document) == ['issue"'] * _COUNT
    assert len(_found(" PAGE ", document)) == _COUNT
    assert len(_found(" STYLEREF issues ", document)) == _COUNT  # the first word is the field type


def test_a_bookmark_may_be_a_field_by_itself() -> None:
    document = _rendered(_rows(_field(" issue ") + _bookmark(7, "issue")))
    assert _found(r"> (issue\w*) <", document) == _found(r'w:name="(\w+)"', document)


def test_a_bookmark_under_a_condition_keeps_its_own_number() -> None:
    marked = run("{% if not loop.first %}") + _bookmark(7, "issue") + run("{% endif %}")
    document = _rendered(_inline(_link("issue") + marked))
    assert _found(r'w:anchor="(\w+)"', document)[1:] == _found(r'w:name="(\w+)"', document)


def test_a_long_name_stays_short_enough_for_word() -> None:
    long = "a" * 40
    document = _rendered(_rows(_bookmark(7, long)) + f"<w:p>{_link(long)}</w:p>")
    names = _found(r'w:name="(\w+)"', document)
    assert max(map(len, names)) <= 40
    assert _found(r'w:anchor="(\w+)"', document) == names[:1]


@_LOOPS
def test_vml_shapes_linked_text_boxes_and_permissions_have_unique_ids(loop: Any) -> None:
    shapes = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    shape = '<v:shape id="s" o:spid="_x0000_s1026" type="#_x0000_t202"/><v:rect o:spid="_x0000_s1027"/>'
    picture = f"<w:r><w:pict {_VML}>{shape}</w:pict></w:r>"
    boxes = f'<w:r><w:drawing xmlns:wps="{shapes}"><wps:txbx id="3"/><wps:linkedTxbx id="3" seq="1"/></w:drawing></w:r>'
    document = _rendered(loop(f'<w:permStart w:id="4" w:edGrp="everyone"/>{picture}{boxes}<w:permEnd w:id="4"/>'))
    assert len(set(_found(r'o:spid="(.*?)"', document))) == 2 * _COUNT
    for pattern in (r'shape id="(.*?)"', r'wps:txbx id="(.*?)"', r'permStart w:id="(.*?)"'):
        assert len(set(_found(pattern, document))) == _COUNT
    assert _found(r'wps:txbx id="(.*?)"', document) == _found(r'wps:linkedTxbx id="(.*?)"', document)
    assert _found(r'permStart w:id="(.*?)"', document) == _found(r'permEnd w:id="(.*?)"', document)


@_LOOPS
def test_tracked_changes_have_unique_ids(loop: Any) -> None:
    change = f'<w:ins w:id="3" w:author="A" w:date="2012-01-01T00:00:00Z">{run("x")}</w:ins>'
    document = _rendered(loop(f'<w:customXmlInsRangeStart w:id="9"/>{change}<w:customXmlInsRangeEnd w:id="9"/>'))
    ids = _found(r'<w:ins w:id="(\d+)"', document) + _found(r'RangeStart w:id="(\d+)"', document)
    assert len(ids) == len(set(ids)) == 2 * _COUNT


@_LOOPS
def test_an_embedded_object_names_its_shape(loop: Any) -> None:
    embedded = f'<w:r><w:object {_VML}><v:shape id="s"/><o:OLEObject ShapeID="s"/></w:object></w:r>'
    document = _rendered(loop(embedded))
    assert _found(r'v:shape id="(.*?)"', document) == _found(r'ShapeID="(.*?)"', document)


@_LOOPS
def test_a_control_without_a_tag_has_an_id_of_its_own_in_each_row(loop: Any) -> None:
    untagged = f'<w:sdt><w:sdtPr><w:id w:val="1001"/></w:sdtPr><w:sdtContent>{run("x")}</w:sdtContent></w:sdt>'
    document = _rendered(f"<w:p>{control('board', '{{ board }}')}</w:p>" + loop(untagged))
    ids = _found(r'<w:id w:val="(-?\d+)"/>', document)
    assert len(ids) == len(set(ids)) > _COUNT


def test_editing_ids_and_bookmarks_are_not_repeated() -> None:
    ids = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="0A1B2C3D" w14:textId="77777777"'
    once = f"<w:p {ids}>{_bookmark(1, '_GoBack')}</w:p>"
    document = _rendered(
        once + line("{%p for row in case_issues %}") + once.replace("3D", "3E") + line("{%p endfor %}")
    )
    assert _found("paraId", document) == ["paraId"]
    assert "0A1B2C3D" in document
    repeated = line("{%p for row in case_issues %}") + f"<w:p>{_bookmark(1, '_GoBack')}</w:p>" + line("{%p endfor %}")
    assert "_GoBack" not in _rendered(repeated)


def test_ids_outside_loops_are_unchanged() -> None:
    document = _rendered(_rows(run("x")) + f"<w:p>{_bookmark(7, 'issue')}{_link('issue')}</w:p>")
    assert 'w:id="7" w:name="issue"' in document
    assert 'w:anchor="issue"' in document


def test_the_lint_finds_nothing_in_a_document_with_all_of_these_in_its_rows() -> None:
    drawing = text_box("x").removeprefix("<w:p>").removesuffix("</w:p>")
    body = _rows(drawing + _bookmark(7, "issue", run("{{ row.text }}")) + _link("issue") + _field(" PAGEREF issue "))
    context = values_of(case(VARIANT))
    twice = {finding.code for finding in lint(compiled_from(body).render(context))}
    assert not {code for code in twice if code.endswith(("-twice", "-unpaired")) or code == "anchor-missing"}


_REFUSED = {
    "this note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "takes a note": '<w:r><w:endnoteReference w:id="2"/></w:r>',
    "this comment": '<w:r><w:commentReference w:id="2"/></w:r>',
    "section break": "</w:p><w:p><w:pPr><w:sectPr/></w:pPr>",
}


@pytest.mark.parametrize("loop", [_rows, _inline])
@pytest.mark.parametrize("kind", sorted(_REFUSED))
def test_an_element_that_cannot_be_repeated_is_refused_at_its_place(kind: str, loop: Any) -> None:
    body = loop(_REFUSED[kind])
    with pytest.raises(TemplateProblem, match=f"a loop repeats .*{kind}|{kind}") as caught:
        compiled_from(body)
    assert caught.value.place == "recommendation (concise) in en, word/document.xml"


def test_an_editing_bookmark_that_crosses_the_end_of_a_loop_is_removed() -> None:
    for name in ("_GoBack", "_Hlk123456"):
        half = _rows(f'<w:bookmarkStart w:id="7" w:name="{name}"/>') + '<w:p><w:bookmarkEnd w:id="7"/></w:p>'
        assert "bookmark" not in _rendered(half)


def test_half_of_a_range_cannot_be_repeated() -> None:
    half = _rows('<w:permStart w:id="7" w:edGrp="everyone"/>') + '<w:p><w:permEnd w:id="7"/></w:p>'
    with pytest.raises(TemplateProblem, match="begins inside a loop and ends outside"):
        compiled_from(half)


def test_half_of_a_bookmark_cannot_be_repeated() -> None:
    for body in (
        _rows('<w:bookmarkStart w:id="7" w:name="a"/>') + '<w:p><w:bookmarkEnd w:id="7"/></w:p>',
        '<w:p><w:bookmarkStart w:id="7" w:name="a"/></w:p>' + _rows('<w:bookmarkEnd w:id="7"/>'),
        _rows('<w:bookmarkStart w:id="7" w:name="a"/>') + _rows('<w:bookmarkEnd w:id="7"/>'),
    ):
        with pytest.raises(TemplateProblem, match="begins inside a loop and ends outside"):
            compiled_from(body)
