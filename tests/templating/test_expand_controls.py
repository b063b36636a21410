"""The content controls of a template are expanded to those of a document."""

import re

import pytest

from cpr_docs.errors import PackageError, TemplateProblem
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.names import PartName
from cpr_docs.ooxml.package import Package
from cpr_docs.templating.compile import compile_source
from tests.documents.cases import case
from tests.documents.controls import Control, read_controls
from tests.ooxml.documents import tbl, tc, tr
from tests.templating.hand_made import VARIANT, compiled_from, document_of, line, package


def _control(tag: str, expression: str, kind: str = "<w:text/>") -> str:
    return _round(tag, f"<w:r><w:t>{expression}</w:t></w:r>", kind)


def _round(tag: str, content: str, kind: str = "") -> str:
    properties = f'<w:alias w:val="x"/><w:tag w:val="{tag}"/>{kind}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _p(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def _controls(body: str, **values: object) -> list[Control]:
    document = document_of(body, **values).encode()
    return read_controls(Package({PartName.DOCUMENT: document}))


@pytest.mark.parametrize("tag", ["bord", "board.name", "timetable.refered_on", "case_issues[].txt", "board[]", ""])
def test_an_unknown_path_in_a_control_is_named(tag: str) -> None:
    with pytest.raises(TemplateProblem, match="the form has no field") as caught:
        document_of(_p(_control(tag, "{{ board }}")))
    assert caught.value.place == f"recommendation (concise) in en, control {tag}"


@pytest.mark.parametrize(
    "text", ["", "set text", "{{ board }} and more", "{{ board }}{{ board }}", "{% if board %}x{% endif %}"]
)
def test_a_control_has_one_expression_and_nothing_else(text: str) -> None:
    with pytest.raises(TemplateProblem, match=r"must be one \{\{ expression \}\}") as caught:
        document_of(_p(_control("board", text)))
    assert caught.value.place == "recommendation (concise) in en, control board"


def test_an_expression_that_word_split_over_runs_is_joined() -> None:
    runs = (
        "<w:r><w:t>{{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> case_ident</w:t></w:r><w:r><w:t>ifier }}</w:t></w:r>"
    )
    (control,) = _controls(_p(_round("case_identifier", runs, "<w:text/>")))
    assert control.text == case(VARIANT).case_identifier


def test_prose_needs_a_block_level_control() -> None:
    with pytest.raises(TemplateProblem, match="the control must hold paragraphs"):
        document_of(_p(_control("outline", "{{ outline }}")))


def test_a_loop_without_an_end_is_named() -> None:
    with pytest.raises(TemplateProblem, match="no endfor") as caught:
        document_of(line("{%p for row in case_issues|rows %}") + line("x"))
    assert caught.value.place == "recommendation (concise) in en, loop over case_issues"


def test_broken_xml_and_entities_are_refused() -> None:
    for body in ("<w:p>{{ board }}", "<!DOCTYPE x [<!ENTITY a 'b'>]>{{ board }}"):
        with pytest.raises(PackageError, match=r"word/document\.xml"):
            document_of(body)


def test_ids_of_the_template_are_replaced() -> None:
    controls = "".join(_control(tag, "{{ case_identifier }}", '<w:id w:val="7"/><w:text/>') for tag in ("board",))
    again = _control("case_identifier", "{{ case_identifier }}", '<w:id w:val="7"/><w:text/>')
    numbers = re.findall(r'<w:id w:val="(\d+)"', document_of(_p(controls, again)))
    assert len(set(numbers)) == 2
    assert "7" not in numbers


def test_table_rows_become_a_repeating_section_and_an_empty_list_one_blank_row() -> None:
    tags = ("{%tr for row in case_issues|rows %}", "{%tr endfor %}")
    start, end = (tr(tc(line(tag))) for tag in tags)
    body = tbl(1, start, tr(tc(_p(_control("case_issues[].text", "{{ row.text }}")))), end)
    issues = case(VARIANT).model_dump()["case_issues"]
    assert [control.path for control in _controls(body)] == [f"case_issues[{n}].text" for n in range(len(issues))]
    (blank,) = _controls(body, case_issues=())
    assert blank.blank
    assert blank.text == "[Issue relevant to this case]"
    assert "<w15:repeatingSection/>" in document_of(body)


def test_a_control_without_a_tag_is_unchanged() -> None:
    untagged = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
    assert untagged in document_of(_p(untagged) + line("{{ board }}"))


def test_a_template_without_a_document_is_refused() -> None:
    parts = {name: content for name, content in package("").items() if name != PartName.DOCUMENT}
    with pytest.raises(TemplateProblem, match=r"has no word/document\.xml"):
        compile_source(Package(parts), VARIANT, Language.ENGLISH)


def test_compiling_does_not_change_the_template() -> None:
    body = _p(_control("board", "{{ board }}"))
    before = dict(package(body))
    compiled_from(body)
    assert dict(package(body)) == before
