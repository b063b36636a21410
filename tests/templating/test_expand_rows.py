"""Nested loops: each list is a repeating section in each row of the outer list, in any notation."""

from pathlib import Path

import pytest
from lxml import etree

from cpr_docs.documents.render import Renderer
from cpr_docs.errors import InvalidForm, RenderError
from cpr_docs.language.languages import Language
from cpr_docs.ooxml.lint import lint
from cpr_docs.ooxml.names import PartName, qn
from cpr_docs.ooxml.package import Package, write_package
from cpr_docs.reading.read import read
from tests.checking.edits import control, findings, paragraph
from tests.documents.cases import values_of
from tests.documents.controls import kind_of, property_of, tag_of
from tests.documents.nested import Plan, packed, plan
from tests.ooxml.documents import tbl, tc, tr
from tests.reading.editing import Edited, xml

_TEXT = (
    '<w:sdt><w:sdtPr><w:alias w:val="x"/><w:tag w:val="points[].text"/></w:sdtPr><w:sdtContent>'
    f"{paragraph('{{ a.text }}')}</w:sdtContent></w:sdt>"
)
_WHAT = f"<w:p>{control('points[].actions[].what', '{{ b.what }}')}</w:p>"
_DUE = f"<w:p>{control('points[].actions[].due', '{{ b.due }}', '<w:date/>')}</w:p>"
_BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_STEP = (
    f"<w:p>{control('points[].actions[].steps[].text', '{{ c.text }}')}"
    f"{control('points[].actions[].steps[].done', '{{ c.done|box }}', _BOX)}</w:p>"
)


def _points(*body: str) -> str:
    return _loop("p", "for a in points|rows", *body)


def _actions(*body: str, letter: str = "p") -> str:
    return _loop(letter, "for b in a.actions|rows", *body)


def _steps(*body: str, letter: str = "p") -> str:
    return _loop(letter, "for c in b.steps|rows", *body)


def _loop(letter: str, tag: str, *body: str) -> str:
    start, end = paragraph(f"{{%{letter} {tag} %}}"), paragraph(f"{{%{letter} endfor %}}")
    if letter == "tr":
        start, end = tr(tc(start)), tr(tc(end))
    return start + "".join(body) + end


def _table(*rows: str) -> str:
    return tbl(1, *rows) + paragraph("")


_PLAIN = _points(_TEXT, _actions(_WHAT, _DUE, _steps(_STEP)))
_WAYS = {
    "paragraphs in paragraphs": _PLAIN,
    "rows in rows of one table": _table(
        _loop(
            "tr",
            "for a in points|rows",
            tr(tc(_TEXT + paragraph(""))),
            _actions(tr(tc(_WHAT + _DUE)), _steps(tr(tc(_STEP)), letter="tr"), letter="tr"),
        )
    ),
    "paragraphs in the cells of a row": _points(
        _TEXT, _table(_actions(tr(tc(_WHAT + _DUE + _steps(_STEP))), letter="tr"))
    ),
    "tables in the cells of a table": _points(
        _TEXT,
        _table(_actions(tr(tc(_WHAT + _DUE + _table(_steps(tr(tc(_STEP)), letter="tr")))), letter="tr")),
    ),
    "no filter": _PLAIN.replace("|rows", ""),
    "brackets": _PLAIN.replace("in a.actions|rows", "in (a.actions)|rows()"),
    "one name for all rows": _PLAIN.replace(" a", " row").replace(" b", " row").replace(" c", " row"),
    "printed again inside": _points(
        paragraph("Point:{% for b in a.actions %} {{ b.what }}{% endfor %}"),
        _TEXT,
        _actions(_WHAT, _DUE, _steps(_STEP)),
    ),
    "printed again behind": _PLAIN
    + paragraph("Again")
    + _loop(
        "p",
        "for a in points",
        paragraph("Point {{ loop.index }}"),
        _loop("p", "for b in a.actions", paragraph("Action: {% if b %}{{ b.what }}{% endif %}")),
    ),
    "the paragraphs of a text of the row": _points(
        _TEXT,
        _loop("p", "for paragraph in a.text|paragraphs", paragraph("Says: {{ paragraph.text }}")),
        _loop("p", "for paragraph in a.text|paragraphs", paragraph("{{ paragraph.text }}")),
        _actions(_WHAT, _DUE, _steps(_STEP)),
    ),
    "a control without a tag": _points(
        _TEXT,
        '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>' + paragraph("Set text") + "</w:sdtContent></w:sdt>",
        _actions(_WHAT, _DUE, _steps(_STEP)),
    ),
    "values alone in paragraphs": _points(
        _TEXT,
        _loop("p", "for b in a.actions", paragraph("{% if b %}{{ b.what }}{% endif %}")),
        _actions(_WHAT, _DUE, _steps(_STEP)),
    )
    + _loop(
        "p", "for a in points", _loop("p", "for b in a.actions", paragraph("{% if b.due %}{{ b.due }}{% endif %}"))
    ),
}


def _template_folder(folder: Path, body: str | None) -> Path:
    path = folder / "en" / "plan.concise.docx"
    path.parent.mkdir()
    path.write_bytes(write_package(packed(Language.ENGLISH, body)))
    return folder


@pytest.mark.parametrize("points", [None, []], ids=["full", "blank"])
@pytest.mark.parametrize("body", [None, *_WAYS.values()], ids=["layout", *_WAYS])
def test_every_notation_is_checked_rendered_and_read_back(
    tmp_path: Path, body: str | None, points: list[object] | None
) -> None:
    assert [str(found) for found in findings(packed(Language.ENGLISH, body), Plan)] == []
    templates = _template_folder(tmp_path, body)
    form = plan([] if points == [] else None)
    content = Renderer(templates).render(form, "en").content
    assert lint(content) == []
    assert read(content, templates=templates, forms=[Plan]) == form.in_language("en")


def test_each_row_contains_the_section_of_its_own_list() -> None:
    template = packed(Language.ENGLISH)
    sections = _sections(template)
    assert [tag for tag, _lock in sections].count("points[].actions") == 3
    # The three points have two, one blank, and one action; each action has a list of steps.
    assert [tag for tag, _lock in sections].count("points[].actions[].steps") == 4


def test_only_the_outermost_list_is_locked_so_that_rows_can_be_deleted() -> None:
    assert {tag for tag, lock in _sections(packed(Language.ENGLISH)) if lock} == {"points"}


def test_a_list_that_is_only_printed_again_has_no_section() -> None:
    sections = _sections(packed(Language.ENGLISH, _WAYS["printed again behind"]))
    assert [tag for tag, _lock in sections].count("points") == 1


def _sections(template: Package) -> list[tuple[str, str]]:
    """The repeating sections of the plan's document, each with its lock; checks that ids are unique."""
    from cpr_docs.templating.compile import compile_source
    from cpr_docs.templating.compiled import compile_template
    from cpr_docs.templating.environment import FormEnvironment

    source = compile_source(template, Plan, Language.ENGLISH)
    content = compile_template(source, FormEnvironment(Language.ENGLISH)).render(values_of(plan()))
    controls = list(etree.fromstring(Package.read(content)[PartName.DOCUMENT]).iter(qn("w:sdt")))
    ids = [property_of(control, "w:id") for control in controls]
    assert len(set(ids)) == len(ids)
    repeating = [control for control in controls if kind_of(control) == "w15:repeatingSection"]
    return [(tag_of(control), property_of(control, "w:lock")) for control in repeating]


def test_text_typed_beside_such_values_is_reported(tmp_path: Path) -> None:
    templates = _template_folder(tmp_path, _WAYS["values alone in paragraphs"])
    document = Edited(Renderer(templates).render(plan(), "en").content)
    document.controls("points[].text")[1].addnext(xml("<w:p><w:r><w:t>Ask the school.</w:t></w:r></w:p>"))
    with pytest.raises(InvalidForm, match="has words beside it"):
        read(document.saved(), templates=templates, forms=[Plan])


@pytest.mark.parametrize("names", [("a", "b", "c"), ("row", "row", "row")], ids=["own names", "one name"])
def test_a_failure_in_an_inner_row_names_the_row_of_every_list(tmp_path: Path, names: tuple[str, str, str]) -> None:
    a, b, c = names
    wrong = _loop("p", f"for {c} in {b}.steps", paragraph(f"{{{{ {c}.text.nothing }}}}"))
    inner = _loop("p", f"for {b} in {a}.actions", paragraph("x"), wrong)
    templates = _template_folder(tmp_path, _PLAIN + _loop("p", f"for {a} in points", paragraph("x"), inner))
    with pytest.raises(RenderError, match=rf"row 1 of points, row 1 of {a}\.actions, row 1 of {b}\.steps") as caught:
        Renderer(templates).render(plan(), "en")
    assert "Write it" not in str(caught.value)


_WRONG = {
    "the outer loop is inline": (
        paragraph("{% for a in points %}x") + _TEXT + _actions(_WHAT) + paragraph("x{% endfor %}"),
        {("control-row", "points")},
    ),
    "the inner loop is inline": (
        _points(_TEXT, paragraph("{% for b in a.actions %}x"), _WHAT, paragraph("x{% endfor %}")),
        {("control-row", "points[].actions")},
    ),
    "the control of an inner row is in the outer row": (
        _points(_TEXT, f"<w:p>{control('points[].actions[].what', '{{ a.text }}')}</w:p>"),
        {("control-row", "points[].actions")},
    ),
    "the control of an outer row is in the inner row": (
        _points(_actions(_WHAT, _TEXT)),
        {("control-other-row", "points[].actions")},
    ),
    "the rows of an inner list are in two places": (
        _points(_TEXT, _actions(_WHAT), paragraph("x"), _actions(_DUE)),
        {("list-twice", "points[].actions")},
    ),
    "the rows of the outer list are in two places": (
        _points(_TEXT) + paragraph("x") + _points(_actions(_WHAT)),
        {("list-twice", "points")},
    ),
}


@pytest.mark.parametrize(("body", "expected"), _WRONG.values(), ids=_WRONG)
def test_a_template_that_could_not_be_read_back_is_reported_with_the_right_list(
    body: str, expected: set[tuple[str, str]]
) -> None:
    found = findings(packed(Language.ENGLISH, body), Plan)
    codes = ("control-row", "control-other-row", "list-twice")
    assert {(finding.code, finding.parameters["path"]) for finding in found if finding.code in codes} == expected


def test_a_row_with_all_paragraphs_under_conditions_is_reported() -> None:
    guarded = paragraph("{%p if b.what %}") + _WHAT + paragraph("{%p endif %}")
    found = findings(packed(Language.ENGLISH, _points(_TEXT, _actions(guarded))), Plan)
    assert "may-be-empty" in {one.code for one in found}
