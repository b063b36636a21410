"""Layouts write elements: small ones put together, none of them moved out of its place."""

from cpr_docs.authoring.markup import (
    Element,
    cell,
    control,
    element,
    kept,
    locked_group,
    page_field,
    paragraph,
    row,
    run,
)
from cpr_docs.ooxml.content_control import ContentControl
from cpr_docs.ooxml.names import qn
from cpr_docs.ooxml.traversal import text_of


def _names(root: Element) -> list[str]:
    return [str(child.tag).rpartition("}")[2] for child in root.iter()]


def test_a_paragraph_has_its_properties_before_its_runs() -> None:
    made = paragraph(run("Wales"), style="Cell", keep=True, extra=[element("w:pageBreakBefore")])
    assert _names(made) == ["p", "pPr", "pStyle", "keepNext", "pageBreakBefore", "r", "t"]


def test_a_run_keeps_the_blanks_at_its_ends() -> None:
    (text,) = run(" {{ name }} ")
    assert (text.text, text.get(qn("xml:space"))) == (" {{ name }} ", "preserve")


def test_an_element_that_is_used_twice_is_copied() -> None:
    once = locked_group([cell(100, paragraph(run("Statement")))])
    made = row(once, once)
    assert text_of(made) == "StatementStatement"
    assert once.getparent() is made


def test_a_control_has_its_names_its_lock_and_its_kind() -> None:
    made = ContentControl(control("board", 'The "Board"', element("w:text"), [run("{{ board }}")], lock=True))
    assert (made.tag, made.alias, made.lock, made.kind) == ("board", 'The "Board"', "sdtLocked", "text")
    assert made.text == "{{ board }}"


def test_rows_that_are_kept_together_are_kept_once() -> None:
    made = kept(
        kept(row(cell(100, paragraph(style="Cell"), paragraph(style="Box"), paragraph(style="Gap", keep=True))))
    )
    kept_styles = [style.get(qn("w:val")) for style in made.iter(qn("w:pStyle")) if style.getnext() is not None]
    assert kept_styles == ["Cell", "Box", "Gap"]
    assert len(list(made.iter(qn("w:keepNext")))) == 3


def test_a_page_field_has_a_beginning_an_instruction_a_result_and_an_end() -> None:
    runs = page_field("PAGE")
    assert [_names(each)[1] for each in runs] == ["fldChar", "instrText", "fldChar", "t", "fldChar"]
